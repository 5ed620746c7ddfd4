// Package worldtest opens a whole installation for a test: keys apart from the
// data, a journal that keeps the facts, a registry that finds people, both
// shipped programmes in use, and somebody who may write.
//
// A World belongs to one organisation. In gives a new one in the same
// installation: behind the wall nothing of the others shows, which makes it as
// good as empty, at no cost.
package worldtest

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// T is what a world needs of a test, or of a property's run.
type T interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// World is an installation seen from one organisation. What fails, and must
// not, ends the test.
type World struct {
	T
	Context  context.Context
	DB       *store.DB
	Keys     store.KeyShelf
	Vault    *seal.Vault
	Journal  *journal.Journal
	Register *live.Register
	Registry *registry.Registry
	Intake   pathway.Intake
	Engine   reach.SQL
	Actor    trenza.Actor
}

// Moment is what the clock of every world says.
var Moment = time.Date(2020, time.June, 1, 12, 0, 0, 0, time.UTC)

// Open opens an installation on a new empty location and puts the programmes of
// those ids into use.
func Open(t testing.TB, location string, programmes ...string) *World {
	t.Helper()
	return open(t, location, programmes, func(register *live.Register, _ *seal.Vault) registry.Finder { return register })
}

// Plain is Open with a registry that finds people by what they share exactly, and
// asks about whoever shares a paper, a phone, or a name with its birth year: for
// tests of what comes after somebody was asked.
func Plain(t testing.TB, location string, programmes ...string) *World {
	t.Helper()
	return open(t, location, programmes, func(_ *live.Register, vault *seal.Vault) registry.Finder {
		return registry.Tokens{Vault: vault}
	})
}

func open(t testing.TB, location string, programmes []string, finder func(*live.Register, *seal.Vault) registry.Finder) *World {
	t.Helper()
	shelf := store.KeyShelf{DB: storetest.Open(t, filepath.Join(t.TempDir(), "keys.db"), store.Keys)}
	vault, err := seal.NewVault(seal.MasterFrom([32]byte(storetest.Key)), shelf)
	if err != nil {
		t.Fatal(err)
	}
	db := storetest.Open(t, location, store.Data)
	register := live.NewRegister(vault)
	people := registry.New(finder(register, vault))
	w := &World{
		T: t, Context: t.Context(), DB: db, Keys: shelf, Vault: vault, Register: register,
		Journal:  journal.New(db, vault, func() time.Time { return Moment }, reach.Keeper{}, register),
		Registry: people, Intake: pathway.Intake{Registry: people}, Engine: reach.SQL{DB: db},
		Actor: trenza.Actor{Organisation: "alma", Name: "Rosa Operadora", Role: trenza.RoleOperator},
	}
	w.adopt(programmes)
	return w
}

// In returns the same installation seen from another organisation, which may
// be new, by another test.
func (w *World) In(t T, organisation string, programmes ...string) *World {
	other := *w
	other.T, other.Actor.Organisation = t, organisation
	other.adopt(programmes)
	return &other
}

func (w *World) adopt(programmes []string) {
	w.Helper()
	for _, id := range programmes {
		w.Write(func(tx *journal.Tx) error { return pathway.Adopt(w.Context, tx, w.definition(id)) })
	}
}

func (w *World) definition(id string) *programme.Definition {
	w.Helper()
	d, ok := programme.Shipped(id)
	if !ok {
		w.Fatalf("no programme is called %s", id)
	}
	return d
}

// Try writes and returns what went wrong.
func (w *World) Try(do func(*journal.Tx) error) error {
	return w.Journal.Write(w.Context, w.Actor, do)
}

// Write writes; it must succeed.
func (w *World) Write(do func(*journal.Tx) error) {
	w.Helper()
	if err := w.Try(do); err != nil {
		w.Fatal(err)
	}
}

// Read reads; it must succeed.
func (w *World) Read(do func(store.Reader) error) {
	w.Helper()
	if err := w.Journal.Read(w.Context, do); err != nil {
		w.Fatal(err)
	}
}

// Scope is all that the world's actor may see.
func (w *World) Scope() access.Scope {
	w.Helper()
	scope, err := access.For(w.Actor)
	if err != nil {
		w.Fatal(err)
	}
	return scope
}

// Position is the last position of the organisation.
func (w *World) Position() (position int64) {
	w.Helper()
	w.Read(func(r store.Reader) (err error) {
		position, err = journal.Position(w.Context, r, w.Actor.Organisation)
		return err
	})
	return position
}
