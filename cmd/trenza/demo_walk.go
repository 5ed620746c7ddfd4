package main

import (
	"fmt"
	"path/filepath"

	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// walk is what whoever opens the demo is told to try.
type walk struct {
	known string // the name of a woman whom the office knows
	apart string // the name of a woman who was joined with her sister
	pair  string // the code by which they were
	list  string // the path of a list that was not handed in
}

// handIn is how many women are on that list whom the office knows.
const handIn = 6

// handInFolder is where it is, beside the lists that were imported.
const handInFolder = "por-subir"

// leave writes a list that nobody has handed in yet.
func (x *hiring) leave() error {
	var known []cast.Person
	err := x.h.journal.Read(x.s.ctx, func(r store.Reader) error {
		for _, woman := range x.around(cast.Mistaken().Place.Region(), everybody) {
			p, err := registry.Find(x.s.ctx, r, x.h.vault, x.d.Runs(), woman.id)
			if err != nil || len(known) == handIn {
				return err
			}
			if x.busy[woman.id] || p.Sex != "F" || len(p.Identity.Documents) == 0 || p.Identity.Birth.Precision != "day" {
				continue
			}
			x.walk.known = p.Name().Given + " " + p.Name().Surnames
			known = append(known, typed(p))
		}
		return nil
	})
	if err != nil {
		return err
	}
	list := cast.Messy(known, cast.HandInDay)
	x.walk.list = filepath.Join(x.lists, x.d.ID, handInFolder, list.Name)
	return writeList(x.walk.list, list)
}

// typed is a woman as the columns of a list have her.
func typed(p *registry.Person) cast.Person {
	one := cast.Person{
		Surnames: p.Name().Surnames, GivenNames: p.Name().Given, Birth: string(p.Identity.Birth.Day),
		DocumentType: p.Identity.Documents[0].Type, DocumentNumber: p.Identity.Documents[0].Number,
	}
	if len(p.Identity.Phones) > 0 {
		one.Phone = p.Identity.Phones[0]
	}
	return one
}

// print says who can be played, and what to try as each of them.
func (w walk) print(s *session) {
	s.say("cli.walk")
	for i, line := range []string{
		s.words.Text("cli.walk_today"),
		s.words.Text("cli.walk_known", w.known),
		s.words.Text("cli.walk_part", w.apart),
		s.words.Text("cli.walk_list", w.list),
		s.words.Text("cli.walk_figures"),
		s.words.Text("cli.walk_roll", cast.NextGroup),
		s.words.Text("cli.walk_council"),
		s.words.Text("cli.walk_account"),
	} {
		fmt.Fprintf(s.out, "  %d. %s\n", i+1, line)
	}
}
