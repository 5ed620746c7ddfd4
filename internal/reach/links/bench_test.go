package links_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/reach/links"
)

// The benchmarks count among so many deliveries, of which each person had ten;
// ROWS= asks for others.
var benchRows = func() int {
	if n, err := strconv.Atoi(os.Getenv("ROWS")); err == nil {
		return n
	}
	return 1_000_000
}()

// crowd is a programme of three years with 20 services in 200 places of 5
// regions.
var crowd = sync.OnceValue(func() *links.Index { return crowded(benchRows) })

func crowded(rows int) *links.Index {
	b := crowdedBuilder(rows)
	x, err := b.Index(int64(rows))
	if err != nil {
		panic(err)
	}
	return x
}

func crowdedBuilder(rows int) *links.Builder {
	r, b := rand.New(rand.NewPCG(1, 2)), links.NewBuilder()
	b.Grow(rows)
	services, places := rand.NewZipf(r, 1.1, 1, 19), rand.NewZipf(r, 1.1, 8, 199)
	terms, at := make([]uint16, 20), make([]uint16, 200)
	for i := range terms {
		terms[i] = b.Term(fmt.Sprintf("s%02d", i), "delivered")
	}
	for i := range at {
		at[i] = b.Place(trenza.Place(fmt.Sprintf("%02d%02d%02d", i%5+1, i/50+1, i%50+1)))
	}
	people := rows / 10
	sex, born, home := make([]int, people), make([]int, people), make([]uint64, people)
	for i := range people {
		sex[i], born[i], home[i] = r.IntN(2), r.IntN(90*365), places.Uint64()
	}
	first, _ := links.DayCode("2023-01-01")
	codes := make(map[[2]int]uint32)
	for i := range rows {
		p, day := int(float64(people)*r.Float64()*r.Float64()), r.IntN(1096)
		age := (born[p] + day) / 365
		profile, known := codes[[2]int{sex[p], age}]
		if !known {
			profile = b.Profile(links.Profile{Sex: []string{"F", "M"}[sex[p]], Age: int16(age)})
			codes[[2]int{sex[p], age}] = profile
		}
		place := home[p]
		if r.IntN(7) == 0 {
			place = places.Uint64()
		}
		b.Add(links.Row{Number: uint32(p) + 1, Since: uint32(i) + 1, Profile: profile, Term: terms[services.Uint64()], Place: at[place], Day: first + uint16(day)})
	}
	return b
}

// benchQuestions are those of the benchmark against databases, and one of a filter
// that no link knows of, by what her first row says.
var benchQuestions = func() map[string][]reach.Question {
	a, b := reach.Term{Service: "s01"}, reach.Term{Service: "s02"}
	quarter, year := trenza.Period{From: "2024-04-01", To: "2024-06-30"}, trenza.Period{From: "2024-01-01", To: "2024-12-31"}
	return map[string][]reach.Question{
		"1-service":       {{Terms: []reach.Term{a}}},
		"2-two services":  {{Terms: []reach.Term{a, b}, Period: quarter, By: []reach.Dimension{reach.BySex, reach.ByAge}}},
		"3-quarterly":     {{Period: quarter, By: []reach.Dimension{reach.ByService, reach.ByRegion, reach.BySex, reach.ByAge}}},
		"4-places":        {{Period: trenza.Period{From: "2023-05-17", To: "2024-11-03"}, By: []reach.Dimension{reach.ByDistrict}}},
		"5-new/returning": {{New: true, Period: quarter}, {Returning: true, Period: quarter}},
		"6-together":      {{Terms: []reach.Term{a, b}, All: true, Together: reach.ByRegion, Period: year}},
		"7-cumulative":    {{New: true, By: []reach.Dimension{reach.ByMonth}}},
		"8-whatever":      {{Who: reach.Who{Sex: "F"}, By: []reach.Dimension{reach.ByRegion, reach.ByAge}}},
	}
}()

func BenchmarkPeople(b *testing.B) {
	x := crowd()
	for name, questions := range benchQuestions {
		for _, without := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s/links=%t", name, !without), func(b *testing.B) {
				x.WithoutLinks = without
				b.ReportAllocs()
				for b.Loop() {
					for _, q := range questions {
						if _, err := x.People(q, links.Everything()); err != nil {
							b.Fatal(err)
						}
					}
				}
			})
		}
	}
	x.WithoutLinks = false
}

func BenchmarkCount(b *testing.B) {
	x := crowd()
	for name, questions := range benchQuestions {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, q := range questions {
					if _, err := x.Count(q, links.Everything()); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

func BenchmarkOverlaps(b *testing.B) {
	x := crowd()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := x.Overlaps(reach.Question{}, links.Everything()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	for range b.N {
		b.StopTimer()
		builder := crowdedBuilder(benchRows)
		b.StartTimer()
		x, err := builder.Index(1)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(x.Bytes())/float64(benchRows), "B/row")
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(benchRows), "ns/row")
}

func BenchmarkApply(b *testing.B) {
	x := crowd()
	r := rand.New(rand.NewPCG(3, 4))
	position := x.Position()
	draw := func() reach.Fact {
		position++
		f := reach.Fact{Since: position}
		f.Number, f.Service, f.Outcome = 1+r.Int64N(int64(benchRows)/10), fmt.Sprintf("s%02d", r.IntN(20)), "delivered"
		f.Day, f.Place, f.Sex = trenza.Day("2023-01-01").Add(r.IntN(1096)), "010101", "F"
		return f
	}
	b.Run("open and close", func(b *testing.B) {
		for b.Loop() {
			f := draw()
			for _, c := range []links.Change{{Opened: []reach.Fact{f}}, {Closed: []reach.Fact{f}}} {
				if err := x.Apply(c); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("join and part", func(b *testing.B) {
		for b.Loop() {
			n, m := 1+r.Int64N(int64(benchRows)/20), int64(benchRows)/20+1+r.Int64N(int64(benchRows)/20)
			for _, root := range []int64{m, n} {
				if err := x.Apply(links.Change{Position: position, Roots: []journal.Root{{Number: n, Root: root}}}); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
