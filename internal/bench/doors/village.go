package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/programme"
)

// village is who is invented. Everything about somebody follows from the seed and
// her number alone, so that nothing of it has to be kept.
type village struct {
	people     int
	definition *programme.Definition
	districts  lottery[trenza.Place]
	services   lottery[programme.Service]
}

// newVillage invents so many people of Alma Llanera.
func newVillage(people int) (*village, error) {
	d, ok := programme.Shipped("alma-llanera")
	if !ok {
		return nil, fmt.Errorf("alma-llanera does not travel inside the binary")
	}
	v := &village{people: people, definition: d}
	for _, r := range regions {
		v.settle(r)
	}
	v.offer()
	return v, nil
}

// region is where people of the programme live, so many of a hundred of them.
type region struct {
	code  trenza.Place
	share float64
}

var regions = []region{{"15", 62}, {"24", 12}, {"13", 11}, {"20", 8}, {"07", 7}}

// settle shares the people of a region out over its districts, by Zipf's law:
// half of them live in a few.
func (v *village) settle(r region) {
	var districts []trenza.Place
	for within := range 10_000 {
		if place, known := directory.PlaceOf(r.code + trenza.Place(fmt.Sprintf("%04d", within))); known {
			districts = append(districts, place.Code)
		}
	}
	newDice(placing, 0).Shuffle(len(districts), func(i, j int) { districts[i], districts[j] = districts[j], districts[i] })
	whole := 0.0
	for rank := range districts {
		whole += 1 / float64(rank+1)
	}
	for rank, place := range districts {
		v.districts.add(place, r.share/float64(rank+1)/whole)
	}
}

// Uses of chance, kept apart from one another.
const (
	placing = iota + 1
	living
	receiving
	joining
	pairing
	assigning
	consenting
	gathering
	acting
	numbering
)

// dice are a source of chance: the same use and number, the same throws.
type dice struct{ *rand.Rand }

func newDice(use, number int) dice {
	return dice{rand.New(rand.NewPCG(seed, uint64(use)<<48|uint64(number)))}
}

// chance is true in percent of a hundred throws.
func (d dice) chance(percent float64) bool { return d.Float64()*100 < percent }

// lottery draws values by their weights.
type lottery[T any] struct {
	values []T
	up     []float64 // the weights of the values up to each
}

func (l *lottery[T]) add(value T, weight float64) {
	if n := len(l.up); n > 0 {
		weight += l.up[n-1]
	}
	l.values, l.up = append(l.values, value), append(l.up, weight)
}

func (l *lottery[T]) draw(d dice) T {
	return l.values[sort.SearchFloat64s(l.up, d.Float64()*l.up[len(l.up)-1])]
}

// woman is somebody of the register.
type woman struct {
	index                        int // from 0, in the order of registration
	id, root                     string
	home                         trenza.Place
	sex, nationality, population string
	born                         int // year
}

// number is hers within the organisation.
func (w woman) number() int64 { return int64(w.index) + 1 }

// woman returns somebody by the order in which she was registered.
func (v *village) woman(index int) woman {
	d := newDice(living, index)
	w := woman{index: index, sex: "F", nationality: "VEN", population: "in_destination", born: 1950 + d.IntN(60)}
	w.home, w.id = v.districts.draw(d), idOf(living, index)
	w.root = w.id
	if d.chance(12) {
		w.sex = "M"
	}
	if d.chance(20) {
		w.nationality, w.population = "PER", "host_community"
	}
	if survivor, merged := v.survivor(index); merged {
		twin := v.woman(survivor)
		w.root, w.home, w.sex, w.born = twin.id, twin.home, twin.sex, twin.born
	}
	return w
}

// anybody draws somebody.
func (v *village) anybody(d dice) woman { return v.woman(d.IntN(v.people)) }

// days is how many it took to register everybody.
const days = 5 * 365

// dayOf is the day on which somebody was registered.
func (v *village) dayOf(index int) trenza.Day {
	return v.definition.Starts.Add(index * days / v.people)
}

// idOf spells an id as the house makes them: it grows with time, and the rest is
// of chance.
func idOf(use, number int) string {
	d := newDice(numbering, use<<40|number)
	at := uint64(1_546_300_800_000) + uint64(number)*50 // milliseconds
	return fmt.Sprintf("%08x-%04x-7%03x-%04x-%012x", at>>16, at&0xffff, d.Uint64()&0xfff, 0x8000|d.Uint64()&0x3fff, d.Uint64()&0xffffffffffff)
}

// inRegion draws a district of a region.
func (v *village) inRegion(d dice, region trenza.Place) trenza.Place {
	for {
		if place := v.districts.draw(d); place.Region() == region {
			return place
		}
	}
}

// fieldShares is how many of a hundred services are of each field of work.
var fieldShares = map[access.Field]float64{
	access.Cash: 25, access.Community: 32, access.Training: 15, access.Seed: 4,
	access.Psychosocial: 12, access.Legal: 8, access.Health: 4,
}

// offer puts the services into the lottery that are given to one person at a
// time. Restricted ones have no rows: lists do not record them.
func (v *village) offer() {
	given := slices.DeleteFunc(slices.Clone(v.definition.Services), func(s programme.Service) bool {
		return s.Class >= trenza.P4 || slices.Contains(s.Modes, programme.Survey)
	})
	each := make(map[access.Field]int)
	for _, s := range given {
		each[s.Field]++
	}
	for _, s := range given {
		v.services.add(s, fieldShares[s.Field]/float64(each[s.Field]))
	}
}
