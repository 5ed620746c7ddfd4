package town

import (
	"fmt"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/programme"
)

// Setting is how much is invented.
type Setting struct {
	People  int
	Each    int     // services for each who is registered
	Further int     // facts of each besides, of services that have no row of their own: figures count them
	Back    float64 // of a hundred of those on the day of a registration, so many are another's, who came back
	Named   bool    // who people are is sealed as the program does it, and the log has who was registered when
}

// Town is who is invented.
type Town struct {
	Setting
	Definition *programme.Definition
	Districts  Lottery[trenza.Place]
	Services   Lottery[programme.Service]
	Accounts   []string // of the first case workers; the others have ids of chance
}

// New invents people of Alma Llanera.
func New(s Setting) (*Town, error) {
	d, ok := programme.Shipped("alma-llanera")
	if !ok {
		return nil, fmt.Errorf("alma-llanera does not travel inside the binary")
	}
	t := &Town{Setting: s, Definition: d}
	for _, r := range regions {
		t.settle(r)
	}
	t.offer()
	return t, nil
}

// region is where people of the programme live, so many of a hundred of them.
type region struct {
	code  trenza.Place
	share float64
}

var regions = []region{{"15", 62}, {"24", 12}, {"13", 11}, {"20", 8}, {"07", 7}}

// settle shares the people of a region out over its districts, by Zipf's law:
// half of them live in a few.
func (t *Town) settle(r region) {
	var districts []trenza.Place
	for within := range 10_000 {
		if place, known := directory.PlaceOf(r.code + trenza.Place(fmt.Sprintf("%04d", within))); known {
			districts = append(districts, place.Code)
		}
	}
	NewDice(placing, 0).Shuffle(len(districts), func(i, j int) { districts[i], districts[j] = districts[j], districts[i] })
	whole := 0.0
	for rank := range districts {
		whole += 1 / float64(rank+1)
	}
	for rank, place := range districts {
		t.Districts.add(place, r.share/float64(rank+1)/whole)
	}
}

// Woman is somebody of the register.
type Woman struct {
	Index                        int // from 0, in the order of registration
	ID, Root                     string
	Home                         trenza.Place
	Sex, Nationality, Population string
	Born                         int // year
}

// Number is hers within the organisation.
func (w Woman) Number() int64 { return int64(w.Index) + 1 }

// Woman returns somebody by the order in which she was registered.
func (t *Town) Woman(index int) Woman {
	d := NewDice(living, index)
	w := Woman{Index: index, Sex: "F", Nationality: "VEN", Population: "in_destination", Born: 1950 + d.IntN(60)}
	w.Home, w.ID = t.Districts.Draw(d), IDOf(living, index)
	w.Root = w.ID
	if d.Chance(12) {
		w.Sex = "M"
	}
	if d.Chance(20) {
		w.Nationality, w.Population = "PER", "host_community"
	}
	if survivor, merged := t.survivor(index); merged {
		twin := t.Woman(survivor)
		w.Root, w.Home, w.Sex, w.Born = twin.ID, twin.Home, twin.Sex, twin.Born
	}
	return w
}

// Anybody draws somebody.
func (t *Town) Anybody(d Dice) Woman { return t.Woman(d.IntN(t.People)) }

// days is how many it took to register everybody.
const days = 5 * 365

// dayOf is the day on which somebody was registered.
func (t *Town) dayOf(index int) trenza.Day {
	return t.Definition.Starts.Add(index * days / t.People)
}

// Today is the day after everybody was registered.
func (t *Town) Today() trenza.Day { return t.Definition.Starts.Add(days + 1) }

// inRegion draws a district of a region.
func (t *Town) inRegion(d Dice, region trenza.Place) trenza.Place {
	for {
		if place := t.Districts.Draw(d); place.Region() == region {
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
func (t *Town) offer() {
	given := slices.DeleteFunc(slices.Clone(t.Definition.Services), func(s programme.Service) bool {
		return s.Class >= trenza.P4 || slices.Contains(s.Modes, programme.Survey)
	})
	each := make(map[access.Field]int)
	for _, s := range given {
		each[s.Field]++
	}
	for _, s := range given {
		t.Services.add(s, fieldShares[s.Field]/float64(each[s.Field]))
	}
}

// ServiceOf draws a service of a field of work.
func (t *Town) ServiceOf(d Dice, field access.Field) programme.Service {
	for {
		if s := t.Services.Draw(d); s.Field == field {
			return s
		}
	}
}
