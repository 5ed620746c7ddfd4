package reach_test

import (
	"fmt"
	"maps"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// Whatever happens, the engine answers as of every position what a recount from
// the beginning answers.
func TestTheEngineAgreesWithARecountAsOfEveryPosition(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		all, run := worldtest.Open(t, location), 0
		rapid.Check(t, func(t *rapid.T) {
			run++
			w := all.In(t, "recount-"+strconv.Itoa(run))
			events := rapid.Custom(history).Draw(t, "events")
			tell(w, events...)
			q := rapid.Custom(question).Draw(t, "question")
			for position := range int64(len(events)) + 1 {
				q.AsOf = position // 0 is the present
				paper := recounted(events, position)
				if position == 0 {
					paper = recounted(events, int64(len(events)))
				}
				want, got := paper.count(q), w.Count(q)
				if got.Position = 0; !reflect.DeepEqual(got, want) {
					t.Fatalf("as of %d of %v:\nasked %+v\nthe engine says %+v\nthe recount says %+v", position, events, q, got, want)
				}
			}
			q.AsOf = int64(rapid.IntRange(1, len(events)).Draw(t, "position"))
			agreeOnRows(t, w, recounted(events, q.AsOf), q)
		})
	})
}

// agreeOnRows compares the rows behind a figure, in their order, and the heads
// declared beside it.
func agreeOnRows(t *rapid.T, w *worldtest.World, paper *recount, q reach.Question) {
	want := paper.about(q)
	err := w.Engine.Facts(w.Context, w.Scope(), q, func(f reach.Fact) error {
		if len(want) == 0 || spell(f) != spell(want[0]) {
			return fmt.Errorf("the engine says %s, the recount %v", spell(f), want)
		}
		want = want[1:]
		return nil
	})
	if err != nil || len(want) > 0 {
		t.Fatalf("as of %d, %+v: %v; missing %v", q.AsOf, q, err, want)
	}
	declared, err := w.Engine.Declared(w.Context, w.Scope(), q)
	if err != nil || declared != paper.declared(q) {
		t.Fatalf("declared as of %d, %+v: %+v, %v; want %+v", q.AsOf, q, declared, err, paper.declared(q))
	}
}

// Whatever happens, each person of a question is in one combination of services:
// in that of all that she had of them.
func TestCombinationsAgreeWithARecount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		all, run := worldtest.Open(t, location), 0
		rapid.Check(t, func(t *rapid.T) {
			run++
			w := all.In(t, "combined-"+strconv.Itoa(run))
			events := rapid.Custom(history).Draw(t, "events")
			tell(w, events...)
			q := rapid.Custom(question).Draw(t, "question")
			q.Terms = []reach.Term{{Service: "bono"}, {Service: "salud", Outcome: "delivered"}}
			q.AsOf = int64(rapid.IntRange(1, len(events)).Draw(t, "position"))
			got := make(map[string]int)
			combined, err := w.Engine.Combinations(w.Context, w.Scope(), q)
			for _, c := range combined {
				got[strings.Join(c.Services, "+")] = c.Count
			}
			want := recounted(events, q.AsOf).combinations(q)
			if err != nil || !maps.Equal(got, want) {
				t.Fatalf("of %v\nasked %+v\nthe engine says %v, %v\nthe recount says %v", events, q, got, err, want)
			}
		})
	})
}

// tell lets things happen, a position each.
func tell(w *worldtest.World, events ...happened) {
	w.Helper()
	w.Write(func(tx *journal.Tx) error {
		for _, e := range events {
			if _, err := tx.Tell(w.Context, e); err != nil {
				return err
			}
		}
		return nil
	})
}

var (
	numbers      = rapid.Int64Range(1, 3)
	programs     = rapid.SampledFrom([]string{"p", "p", "p", "p", "p", "q"})
	services     = rapid.SampledFrom([]string{"bono", "salud"})
	outcomes     = rapid.SampledFrom([]string{"delivered", "collected"})
	dates        = rapid.SampledFrom([]trenza.Day{"2019-12-31", "2020-01-01", "2020-03-31", "2020-04-01", "2020-07-15"})
	places       = rapid.SampledFrom([]trenza.Place{"15", "1501", "150101", "150135", "240101", ""})
	sexes        = rapid.SampledFrom([]string{"F", "M", "I", "NS"})
	births       = rapid.SampledFrom([]trenza.Day{"", "1990-05-17", "2002-04-01", "2010-01-01", "1950-01-01"})
	populations  = rapid.SampledFrom([]string{"", "in_destination", "in_transit"})
	nationality  = rapid.SampledFrom([]string{"", "VEN", "PER"})
	committees   = rapid.SampledFrom([]string{"", "", "c1", "c2"})
	sourceNumber = rapid.IntRange(0, 3)
)

// history draws a few deliveries, and then whatever may happen to them.
func history(t *rapid.T) []happened {
	kinds := []func(*rapid.T) happened{delivery, delivery, withdrawal, rerooting, rerooting, restatement, heads}
	first := rapid.SliceOfN(rapid.Custom(delivery), 1, 4).Draw(t, "first")
	return append(first, rapid.SliceOfN(rapid.Custom(func(t *rapid.T) happened {
		return rapid.SampledFrom(kinds).Draw(t, "kind")(t)
	}), 2, 8).Draw(t, "then")...)
}

func delivery(t *rapid.T) happened {
	return happened{deliveries: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) journal.Delivery {
		d := journal.Delivery{
			Number: numbers.Draw(t, "number"), Programme: programs.Draw(t, "programme"), Service: services.Draw(t, "service"),
			Outcome: outcomes.Draw(t, "outcome"), Day: dates.Draw(t, "day"), Place: places.Draw(t, "place"), Sex: sexes.Draw(t, "sex"),
			Population: populations.Draw(t, "population"), Nationality: nationality.Draw(t, "nationality"),
			Flags: rapid.Int64Range(0, 7).Draw(t, "flags"), Collective: committees.Draw(t, "committee"),
			Source: "row-" + strconv.Itoa(sourceNumber.Draw(t, "source")),
		}
		if age, known := trenza.AgeOn(births.Draw(t, "born"), d.Day); known {
			d.Age = &age
		}
		return d
	}), 1, 3).Draw(t, "deliveries")}
}

func withdrawal(t *rapid.T) happened {
	return happened{withdrawn: []journal.Withdrawal{{
		Source: "row-" + strconv.Itoa(sourceNumber.Draw(t, "source")), Outcome: outcomes.Draw(t, "outcome"),
	}}}
}

// rerooting is a merge or its undoing: numbers count as another, or as
// themselves.
func rerooting(t *rapid.T) happened {
	var e happened
	for _, number := range rapid.SliceOfNDistinct(numbers, 1, 3, rapid.ID).Draw(t, "moved") {
		root := rapid.SampledFrom([]int64{number, number, 1, 2}).Draw(t, "root")
		e.roots = append(e.roots, journal.Root{Number: number, Root: root})
	}
	return e
}

// restatement says of a person what is known now, and sometimes which labels
// she has from April on.
func restatement(t *rapid.T) happened {
	now := journal.Attributes{
		Number: numbers.Draw(t, "number"), Sex: sexes.Draw(t, "sex"), Born: births.Draw(t, "born"),
		Population: populations.Draw(t, "population"), Nationality: nationality.Draw(t, "nationality"),
	}
	if labels := rapid.Int64Range(-1, 7).Draw(t, "labels"); labels >= 0 {
		now.Flags = func(day trenza.Day) int64 {
			if day < "2020-04-01" {
				return 0
			}
			return labels
		}
	}
	return happened{restated: &now}
}

func heads(t *rapid.T) happened {
	band := rapid.SampledFrom([][2]int{{0, 17}, {18, 150}}).Draw(t, "band")
	return happened{tallies: []journal.Tally{{
		Programme: programs.Draw(t, "programme"), Service: services.Draw(t, "service"), Outcome: outcomes.Draw(t, "outcome"),
		Day: dates.Draw(t, "day"), Place: places.Draw(t, "place"), Sex: sexes.Draw(t, "sex"), MinAge: band[0], MaxAge: band[1],
		People: rapid.IntRange(-1, 9).Draw(t, "people"), Source: "fair-" + strconv.Itoa(sourceNumber.Draw(t, "source")),
	}}}
}

// question draws a question of programme p: of everybody, as often as not.
func question(t *rapid.T) reach.Question {
	q := reach.Question{
		Programme: "p",
		Unit:      rapid.SampledFrom([]reach.Unit{reach.People, reach.People, reach.People, reach.Committees}).Draw(t, "unit"),
		By:        rapid.SliceOfNDistinct(rapid.SampledFrom(reach.Dimensions()), 0, 2, rapid.ID).Draw(t, "by"),
	}
	if rapid.Bool().Draw(t, "of everybody") {
		return q
	}
	q.Period.From = rapid.SampledFrom([]trenza.Day{"", "2020-01-01"}).Draw(t, "from")
	q.Period.To = rapid.SampledFrom([]trenza.Day{"", "2020-04-01"}).Draw(t, "to")
	for range rapid.IntRange(0, 2).Draw(t, "terms") {
		outcome := rapid.SampledFrom([]string{"", "delivered", "collected"}).Draw(t, "outcome")
		q.Terms = append(q.Terms, reach.Term{Service: services.Draw(t, "service"), Outcome: outcome})
	}
	q.Who.Sex = rapid.SampledFrom([]string{"", "", "F"}).Draw(t, "sex")
	q.Who.MinAge = rapid.SampledFrom([]*int{nil, nil, new(18)}).Draw(t, "from age")
	q.Who.MaxAge = rapid.SampledFrom([]*int{nil, nil, new(29)}).Draw(t, "to age")
	q.Who.AgeUnknown = rapid.SampledFrom([]bool{false, false, false, true}).Draw(t, "age unknown")
	q.Who.Flags = rapid.SampledFrom([]int64{0, 0, 2, 5}).Draw(t, "flags")
	q.Who.Every = rapid.SampledFrom([]int64{0, 0, 0, 1, 3}).Draw(t, "every flag")
	q.Who.Population = rapid.SampledFrom([]string{"", "", "", "in_transit"}).Draw(t, "population")
	q.Place = rapid.SampledFrom([]trenza.Place{"", "", "15", "1501", "150101"}).Draw(t, "place")
	q.All = rapid.Bool().Draw(t, "all")
	coming := rapid.SampledFrom([]string{"", "", "new", "returning"}).Draw(t, "coming")
	q.New, q.Returning = coming == "new", coming == "returning"
	q.Who.Committee = rapid.SampledFrom([]bool{false, false, true}).Draw(t, "committee")
	return q
}
