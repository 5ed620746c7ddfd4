package town

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/bench/families"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// newcomers is a key store of people none of whom was there before: it is not
// asked for the key of anybody.
type newcomers struct{ store.KeyShelf }

// Load implements seal.Shelf.
func (n newcomers) Load(ctx context.Context, ids ...string) (map[string][]byte, error) {
	var known []string
	for _, id := range ids {
		if !strings.HasPrefix(id, string(seal.PersonKey(""))) {
			known = append(known, id)
		}
	}
	return n.KeyShelf.Load(ctx, known...)
}

// placeholder stands where the journal's seal of a row would: nobody who reads
// checks it. nobody is as long as a sealed identity, and opens to nobody.
var (
	placeholder = strings.Repeat("s", 16)
	nobody      = []byte(strings.Repeat("i", 320))
	digest      = strings.Repeat("d", 64)
)

// register makes the rows of people, their consents, and what was given while they
// came.
func (in *Installation) register(ctx context.Context, p *portion) error {
	p.rows = Rows{}
	for index := p.from; index < p.to; index++ {
		identity, w := nobody, in.town.Woman(index)
		if in.town.Named {
			var err error
			if identity, err = in.seal(ctx, w, p.names[index-p.from]); err != nil {
				return err
			}
		}
		if err := in.person(ctx, p.rows, w, identity); err != nil {
			return err
		}
		for _, s := range in.town.Moment(index) {
			in.Give(p.rows, s)
		}
		for n := range in.town.Further {
			in.count(p.rows, in.town.further(index, n), n+1)
		}
	}
	return nil
}

// seal seals who somebody is, as package registry does.
func (in *Installation) seal(ctx context.Context, w Woman, p families.Person) ([]byte, error) {
	plain, err := json.Marshal(identityOf(w, p))
	if err != nil {
		return nil, err
	}
	slot := seal.Slot{Table: "person", Row: w.ID, Column: "identity"}
	return in.loading.Seal(ctx, in.Organisation, seal.PersonKey(w.ID), trenza.P2, slot, plain)
}

// identityOf is who somebody is: of a family, born in the year and living in the
// place that her rows tell.
func identityOf(w Woman, p families.Person) registry.Identity {
	id := registry.Identity{Names: []registry.Name{{Surnames: p.Surnames, Given: p.Given}}, Address: w.Home}
	if len(p.Birth) == len("1990-05-17") {
		day := fmt.Sprintf("%d%s", w.Born, p.Birth[4:])
		if p.Birth[5:] == "02-29" {
			day = fmt.Sprintf("%d-02-28", w.Born)
		}
		id.Birth = registry.Birth{Day: trenza.Day(day), Precision: "day", Basis: "document"}
	}
	for i, paper := range p.Papers {
		id.Documents = append(id.Documents, registry.Document{Type: paper.Kind, Number: paper.Number, Primary: i == 0})
	}
	if p.Phone != "" {
		id.Phones = []string{p.Phone}
	}
	return id
}

func (in *Installation) person(ctx context.Context, rows Rows, w Woman, identity []byte) error {
	code, err := in.CodeOf(ctx, w)
	if err != nil {
		return err
	}
	marker, err := in.loading.Seal(ctx, in.Organisation, seal.GuardKey(in.Organisation), trenza.P2,
		seal.Slot{Table: "person", Row: w.ID, Column: "marker"}, make([]byte, 48)) // guarded by nobody
	if err != nil {
		return err
	}
	entry, day := in.town.registeredAt(w.Index), in.town.dayOf(w.Index)
	rows.Add("person", in.Organisation, w.ID, w.Number(), code, w.Root, w.Sex, w.Nationality, w.Population, identity, marker, entry, placeholder)
	if in.town.Named {
		rows.Add("journal_entry", in.Organisation, entry, string(day)+"T15:00:00Z", "rosa", "person.registered", trenza.P2.String(),
			w.ID, "", digest, digest, digest, digest)
	}
	purposes := []string{registry.ForService}
	if NewDice(consenting, w.Index).Chance(30) {
		purposes = append(purposes, registry.ForSharing)
	}
	for i, purpose := range purposes {
		rows.Add("consent", in.Organisation, IDOf(consenting, 2*w.Index+i), w.ID, purpose, "2019-01", "es", "verbal", day, entry, placeholder)
	}
	return nil
}

// CodeOf is the code of a record.
func (in *Installation) CodeOf(ctx context.Context, w Woman) (string, error) {
	return in.loading.Code(ctx, in.Organisation, "person", w.ID)
}

// Give makes the rows of a service and of what it counts as.
func (in *Installation) Give(rows Rows, s Service) {
	programmeID := in.town.Definition.ID
	rows.Add("attention", in.Organisation, s.ID, programmeID, s.Service.ID, s.Woman.ID, s.Day, s.Place, programme.Delivered,
		0, "", "", s.Entry, placeholder)
	in.count(rows, s, 0)
}

// count makes the row of what a service counts as: the one of that ordinal of its
// entry.
func (in *Installation) count(rows Rows, s Service, ordinal int) {
	rows.Add("fact", in.Organisation, s.Entry, ordinal, s.Number(), in.town.Definition.ID, s.Service.ID, programme.Delivered, s.Day, s.Place,
		s.Sex, s.Day.Year()-s.Born, s.Population, s.Nationality, 0, "", s.ID)
}
