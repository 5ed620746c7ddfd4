package main

import (
	"maps"
	"slices"
	"testing"

	"github.com/alecthomas/kong"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/store"
)

// commandNames are the commands of the command line, as people type them.
func commandNames(t *testing.T) (names []string) {
	t.Helper()
	parser, err := kong.New(&commands{}, helpTexts(locale.For("en")))
	if err != nil {
		t.Fatal(err)
	}
	for _, leaf := range parser.Model.Leaves(false) {
		names = append(names, leaf.Path())
	}
	slices.Sort(names)
	return names
}

// A command without a line in the table would be a back door, or shut.
func TestEveryCommandHasADoor(t *testing.T) {
	if got, want := slices.Sorted(maps.Keys(doors)), commandNames(t); !slices.Equal(got, want) {
		t.Errorf("the table has\n%v\nand the command line\n%v", got, want)
	}
	for name, d := range doors {
		if !slices.Contains([]door{doorOpen, doorStaff, doorKeeping, doorEither}, d) {
			t.Errorf("%s has the door %q", name, d)
		}
	}
}

// Whoever comes by no door of the table is nobody, wherever she asks.
func TestAShutDoorLetsNobodyIn(t *testing.T) {
	s := at(t, store.SQLite)
	opened(t, s).Close()
	for _, d := range []door{doorShut, doorOpen} {
		other := *s
		other.door, other.giver = d, trenza.Actor{}
		h, err := other.open(false)
		if err == nil {
			h.Close()
		}
		if (err == nil) != (d == doorOpen) || other.actor("care-peru").Organisation != "" {
			t.Errorf("by the door %q: %v, %+v", d, err, other.actor("care-peru"))
		}
	}
}

// The operator of an installation without accounts may be in any organisation; an
// account is in its own.
func TestAnAccountStaysInsideItsWall(t *testing.T) {
	s := &session{settings: settings{As: "Ana"}, giver: trenza.Actor{Organisation: "uno", Account: "a", Name: "Rosa"}}
	if got := s.actor("uno"); got.Name != "Rosa" || !s.worksIn("uno") {
		t.Errorf("inside: %+v", got)
	}
	if got := s.actor("otro"); got.Organisation != "" || got.Account != "" || s.worksIn("otro") {
		t.Errorf("outside: %+v", got)
	}
	s.giver = trenza.Actor{Role: trenza.RoleCustodian}
	if got := s.actor("otro"); got.Organisation != "otro" || got.Name != "Ana" || got.Role != trenza.RoleCustodian || !s.worksIn("otro") {
		t.Errorf("the custodian: %+v", got)
	}
}
