package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
)

// placeholder stands where the journal's seal of a row would: nobody who reads
// checks it. identity is as long as a sealed one, and opens to nobody.
var (
	placeholder = strings.Repeat("s", 16)
	identity    = []byte(strings.Repeat("i", 320))
)

// register writes people, their consents, and what was given while they came.
func (in *installation) register(b *bulk, from, to int) error {
	for index := from; index < to; index++ {
		if err := in.person(b, in.woman(index)); err != nil {
			return err
		}
		for _, s := range in.moment(index) {
			if err := in.give(b, s); err != nil {
				return err
			}
		}
	}
	return nil
}

func (in *installation) person(b *bulk, w woman) error {
	code, err := in.codeOf(b.ctx, w)
	if err != nil {
		return err
	}
	marker, err := in.vault.Seal(b.ctx, in.organisation, seal.GuardKey(in.organisation), trenza.P2,
		seal.Slot{Table: "person", Row: w.id, Column: "marker"}, make([]byte, 48)) // guarded by nobody
	if err != nil {
		return err
	}
	entry := registeredAt(w.index)
	err = b.add("person", in.organisation, w.id, w.number(), code, w.root, w.sex, w.nationality, w.population, identity, marker, entry, placeholder)
	if err != nil {
		return err
	}
	purposes := []string{registry.ForService}
	if newDice(consenting, w.index).chance(30) {
		purposes = append(purposes, registry.ForSharing)
	}
	for i, purpose := range purposes {
		err := b.add("consent", in.organisation, idOf(consenting, 2*w.index+i), w.id, purpose, "2019-01", "es", "verbal",
			in.dayOf(w.index), entry, placeholder)
		if err != nil {
			return err
		}
	}
	return nil
}

func (in *installation) codeOf(ctx context.Context, w woman) (string, error) {
	return in.vault.Code(ctx, in.organisation, "person", w.id)
}

// give writes a service and what it counts as.
func (in *installation) give(b *bulk, s service) error {
	programmeID := in.definition.ID
	err := b.add("attention", in.organisation, s.id, programmeID, s.Service.ID, s.woman.id, s.day, s.place, programme.Delivered,
		0, "", "", s.entry, placeholder)
	if err != nil {
		return err
	}
	age := s.day.Year() - s.born
	return b.add("fact", in.organisation, s.entry, 0, s.number(), programmeID, s.Service.ID, programme.Delivered, s.day, s.place,
		s.sex, age, s.population, s.nationality, 0, "", s.id)
}

// ask writes the pairs that wait or were told apart.
func (in *installation) ask(b *bulk) error {
	for i, p := range in.pairs() {
		raised := in.after(i)
		var decided any
		if p.verdict != "open" {
			decided = raised
		}
		err := in.asked(b, idOf(pairing, i), p, raised, decided)
		if err != nil {
			return err
		}
	}
	return nil
}

func (in *installation) asked(b *bulk, id string, p pair, raised int64, decided any) error {
	code, err := in.vault.Code(b.ctx, in.organisation, "pair", p.first.id+" "+p.second.id)
	if err != nil {
		return err
	}
	return b.add("review_pair", in.organisation, id, code, p.first.id, p.second.id, 20+int(raised)%30,
		"names_alike birth_same", "seed", p.verdict, raised, decided, placeholder)
}

// merge writes the joins, each with the pair by which it was decided.
func (in *installation) merge(b *bulk) error {
	for index := range in.people {
		survivor, merged := in.survivor(index)
		if !merged {
			continue
		}
		at := in.after(index)
		p := pair{in.woman(survivor), in.woman(index), "same"}
		id := idOf(joining, index)
		if err := in.asked(b, id, p, at, at); err != nil {
			return err
		}
		if err := b.add("merge", in.organisation, id, p.first.id, p.second.id, id, at, placeholder); err != nil {
			return err
		}
		if err := b.add("fact_root", in.organisation, p.second.number(), p.first.number(), at); err != nil {
			return err
		}
	}
	return nil
}

// assign writes who accompanies whom.
func (in *installation) assign(b *bulk) error {
	for i := range in.accompanied() {
		w := in.assigned(i)
		err := b.add("assignment", in.organisation, idOf(assigning, caseWorkers+i), w.id, accountOf(i), in.dayOf(w.index),
			in.after(i), placeholder)
		if err != nil {
			return err
		}
	}
	return nil
}

// gather writes activities with people counted without names, two for each
// thousand who are registered.
func (in *installation) gather(b *bulk) error {
	for i := range max(1, in.people/500) {
		d := newDice(gathering, i)
		id, place, day := idOf(gathering, i), in.districts.draw(d), in.definition.Starts.Add(d.IntN(days))
		entry, people := in.after(i), 5+d.IntN(60)
		service := in.headcounted(d)
		err := b.add("activity", in.organisation, id, in.definition.ID, service, fmt.Sprintf("Taller %d", i), day, place, "counted",
			2*people, entry, placeholder)
		if err != nil {
			return err
		}
		for ordinal, sex := range []string{"F", "M"} {
			if err := b.add("headcount", in.organisation, id, sex, 18, 59, people, placeholder); err != nil {
				return err
			}
			err := b.add("tally", in.organisation, entry, ordinal, in.definition.ID, service, programme.Delivered, day, place,
				sex, 18, 59, people, id)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// headcounted draws a service of information.
func (in *installation) headcounted(d dice) string {
	for {
		if s := in.services.draw(d); s.Field == access.Community {
			return s.ID
		}
	}
}
