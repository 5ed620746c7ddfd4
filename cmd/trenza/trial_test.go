package main

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// The repeats that the demo's lists hold are found, on every engine, few questions
// are about two people, and nobody is joined to a relative without asking.
func TestRecognitionOfTheDemo(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		s := at(t, engine)
		h := opened(t, s)
		d, _ := programme.Shipped("alma-llanera")
		world := cast.AlmaLlanera(1, scaled(40))
		dir := t.TempDir()
		files, _, err := writeWorld(dir, world)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.importAll(s, h.importer(s, d), files); err != nil {
			t.Fatal(err)
		}
		if err := h.find(s, d); err != nil {
			t.Fatal(err)
		}
		tried := func() trial {
			made, err := h.try(s, d, world, filepath.Join(dir, "listas"))
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		made := tried()
		if made.joined != 0 || made.planted < 30 || 100*made.found < 95*made.planted || 10*made.wrong > made.planted {
			t.Errorf("%s: %+v", engine, made)
		}
		h.joinByMistake(t, s, d, world, filepath.Join(dir, "listas"))
		if mistaken := tried(); mistaken.joined != 1 {
			t.Errorf("%s: two people were joined, and the trial says %+v", engine, mistaken)
		}
	}
}

// joinByMistake joins the records of two people.
func (h *house) joinByMistake(t *testing.T, s *session, d *programme.Definition, world cast.World, lists string) {
	t.Helper()
	scope, err := s.scope(h, d)
	if err != nil {
		t.Fatal(err)
	}
	var one, other string
	err = h.data.Read(s.ctx, func(r store.Reader) error {
		owners, err := h.owners(s, r, scope, world, lists)
		for record, whose := range owners {
			if one == "" {
				one = record
			}
			if whose[0] != owners[one][0] {
				other = record
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Una", "Otra"} {
		actor := s.actor(d.Runs())
		actor.Name = name
		err := h.journal.Write(s.ctx, actor, func(tx *journal.Tx) error {
			pair, err := h.intake.Registry.Between(s.ctx, tx, one, other, registry.Different)
			if errors.Is(err, registry.ErrOneThread) {
				return nil
			}
			if err != nil {
				return err
			}
			_, err = pathway.Decide(s.ctx, tx, pair, registry.Same)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
