package main

import (
	"context"
	"fmt"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/bench/process"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/reach/links"
)

// index is the index in memory of package reach.
type index struct {
	*links.Index
	deliveries int
	bytes      float64       // of memory for each delivery, after collecting what is not held
	took       time.Duration // of work for building it from rows in memory, the median of so many times
	tookFirst  time.Duration // of work for building it the first time, when the system has to find memory for it
}

// builds is how often the index is built.
const builds = 3

// newIndex builds the index of the deliveries, again and again: the last one stays.
func newIndex(w *world) (*index, error) {
	x, took := &index{deliveries: len(w.deliveries)}, make([]time.Duration, builds)
	for i := range took {
		x.Index = nil
		before, start := process.Heap(), process.Worked()
		var err error
		if x.Index, err = built(w); err != nil {
			return nil, err
		}
		took[i] = process.Worked() - start
		x.bytes = float64(process.Heap()-before) / float64(x.deliveries)
	}
	x.tookFirst, x.took = took[0], median(took)
	return x, nil
}

// built builds the index of the deliveries, each told at a position of its own.
func built(w *world) (*links.Index, error) {
	b := links.NewBuilder()
	b.Grow(len(w.deliveries))
	terms, spots, profiles := make([]uint16, services), make([]uint16, places), make([]uint32, mostProfiles) // codes, of profiles plus one
	for s := range terms {
		terms[s] = b.Term(serviceNames[s], delivered)
	}
	for p := range spots {
		spots[p] = b.Place(trenza.Place(placeNames[p]))
	}
	day0, err := links.DayCode(firstDay)
	if err != nil {
		return nil, err
	}
	for i := range w.deliveries {
		d := &w.deliveries[i]
		code := &profiles[d.alike()]
		if *code == 0 {
			*code = b.Profile(d.profile()) + 1
		}
		b.Add(links.Row{
			Number: d.person + 1, Since: uint32(i) + 1, Term: terms[d.service], Place: spots[d.place], Day: day0 + uint16(d.day), Profile: *code - 1,
		})
	}
	return b.Index(int64(len(w.deliveries)))
}

// delivered is the outcome of every delivery.
const delivered = "delivered"

// mostProfiles is how many profiles there may be.
const mostProfiles = sexes << 11

// alike is a number for each profile.
func (d *delivery) alike() uint16 {
	return uint16(d.sex)<<11 | uint16(d.age)<<3 | bit(d.pregnant, 2) | bit(d.host, 1) | bit(d.disability, 0)
}

func bit(set bool, at int) uint16 {
	if set {
		return 1 << at
	}
	return 0
}

// profile is what a delivery says of its person.
func (d *delivery) profile() links.Profile {
	p := links.Profile{Sex: sexNames[d.sex], Age: int16(d.age), Population: "in_destination", Nationality: "VEN"}
	if d.host {
		p.Population, p.Nationality = "host_community", "PER"
	}
	if d.pregnant {
		p.Flags |= pregnant
	}
	if d.disability {
		p.Flags |= disability
	}
	return p
}

// engines are the index as it is, and as it would be without links.
func (x *index) engines() []engine {
	return []engine{indexEngine{x.Index, inMemory, false}, indexEngine{x.Index, withoutLinks, true}}
}

type indexEngine struct {
	index   *links.Index
	title   string
	without bool
}

func (e indexEngine) name() string { return e.title }

// asked are the questions in the words of package reach: their answers one after
// another are that of the question.
var asked = [][]reach.Question{
	{{Terms: term(q1Service)}},
	{{Terms: term(q2One, q2Other), Period: period(quarterFrom, quarterUntil), By: []reach.Dimension{reach.BySex, reach.ByAge}}},
	{{Period: period(quarterFrom, quarterUntil), By: []reach.Dimension{reach.ByService, reach.ByRegion, reach.BySex, reach.ByAge}}},
	{{Period: period(anyFrom, anyUntil), By: []reach.Dimension{reach.ByDistrict}}},
	{{New: true, Period: period(quarterFrom, quarterUntil)}, {Returning: true, Period: period(quarterFrom, quarterUntil)}},
	{{Terms: term(q6One, q6Other), All: true, Together: reach.ByRegion, Period: period(yearFrom, yearUntil), By: []reach.Dimension{reach.ByRegion}}},
	{{New: true, By: []reach.Dimension{reach.ByMonth}}},
	{{}},
}

func term(some ...int) (terms []reach.Term) {
	for _, s := range some {
		terms = append(terms, reach.Term{Service: serviceOf(s), Outcome: delivered})
	}
	return terms
}

func period(from, until int) trenza.Period {
	return trenza.Period{From: dayOf(from), To: dayOf(until)}
}

func (e indexEngine) ask(_ context.Context, q int) ([]int, time.Duration, error) {
	e.index.WithoutLinks = e.without
	if q == len(asked)-1 {
		return e.overlaps()
	}
	counts, took, at := make([]int, questions[q].counts), time.Duration(0), 0
	for _, question := range asked[q] {
		question.Programme, question.Unit = programme, reach.People
		start := time.Now()
		answer, err := e.index.People(question, links.Everything())
		took += time.Since(start)
		if err != nil {
			return nil, 0, err
		}
		if len(question.By) == 0 {
			counts[at] = answer.Count
			at++
			continue
		}
		for _, c := range answer.Cells {
			where, err := placeIn(question.By, c.Values)
			if err != nil {
				return nil, 0, err
			}
			counts[where] = c.Count
		}
	}
	if q == cumulative {
		for month := 1; month < len(counts); month++ {
			counts[month] += counts[month-1]
		}
	}
	return counts, took, nil
}

// cumulative is the question whose counts add up from month to month.
const cumulative = 6

func (e indexEngine) overlaps() ([]int, time.Duration, error) {
	counts, start := make([]int, services*services), time.Now()
	overlaps, err := e.index.Overlaps(reach.Question{Programme: programme, Unit: reach.People}, links.Everything())
	took := time.Since(start)
	for _, o := range overlaps {
		a, b := known[reach.ByService][o.A], known[reach.ByService][o.B]
		counts[a*services+b], counts[b*services+a] = o.Count, o.Count
	}
	return counts, took, err
}

// known are the values of each dimension, in the order of an answer.
var known = map[reach.Dimension]map[string]int{
	reach.ByService: numbered(serviceNames), reach.ByRegion: numbered(regionCodes[:]), reach.BySex: numbered(sexNames[:]),
	reach.ByAge: numbered(bandNames), reach.ByDistrict: numbered(placeNames), reach.ByMonth: monthNames(),
}

func numbered(names []string) map[string]int {
	numbers := make(map[string]int, len(names))
	for i, name := range names {
		numbers[name] = i
	}
	return numbers
}

func monthNames() map[string]int {
	numbers := make(map[string]int, months)
	for day := range days {
		numbers[dayOf(day).Month()] = monthOf[day]
	}
	return numbers
}

// placeIn is where a cell stands in an answer.
func placeIn(by []reach.Dimension, values []string) (place int, err error) {
	for i, d := range by {
		at, here := known[d][values[i]]
		if !here {
			return 0, fmt.Errorf("nothing was delivered where %s is %q", d, values[i])
		}
		place = place*len(known[d]) + at
	}
	return place, nil
}

// factOf is a delivery as the journal tells it, at a position.
func factOf(d *delivery, since int64) reach.Fact {
	hers, age := d.profile(), int(d.age)
	return reach.Fact{Since: since, Delivery: journal.Delivery{
		Number: int64(d.person) + 1, Programme: programme, Service: serviceNames[d.service], Outcome: delivered,
		Day: trenza.Day(dayNames[d.day]), Place: trenza.Place(placeNames[d.place]),
		Sex: hers.Sex, Age: &age, Population: hers.Population, Nationality: hers.Nationality, Flags: hers.Flags,
	}}
}
