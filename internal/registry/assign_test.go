package registry_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// signedIn is the same world, seen by somebody who signed in.
func signedIn(w *World, account string) *World {
	w.Helper()
	other := *w
	other.Actor.Account = account
	return &other
}

// assigned returns who accompanies a person, by a record of hers.
func assigned(w *World, record string) (accounts []string) {
	w.Helper()
	w.Read(func(r store.Reader) (err error) {
		accounts, err = registry.Assigned(w.Context, r, w.Actor.Organisation, record)
		return err
	})
	return accounts
}

func assign(w *World, record, account string, since trenza.Day) error {
	return w.Try(func(tx *journal.Tx) error { return registry.Assign(w.Context, tx, record, account, since) })
}

func unassign(w *World, record, account string, until trenza.Day) error {
	return w.Try(func(tx *journal.Tx) error { return registry.Unassign(w.Context, tx, record, account, until) })
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Whoever registers a woman accompanies her; meeting her again assigns nobody, and
// neither does a command line without accounts.
func TestWhoRegistersHerAccompaniesHer(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location)
		ana := signedIn(w, "ana").Meet(Numbered(1), Today)
		signedIn(w, "berta").Meet(Numbered(1), Today)
		nobodys := w.Meet(Numbered(2), Today)
		if got := assigned(w, ana.Person.ID); !slices.Equal(got, []string{"ana"}) {
			t.Errorf("she is accompanied by %v", got)
		}
		if got := assigned(w, nobodys.Person.ID); got != nil {
			t.Errorf("registered by nobody who signed in, accompanied by %v", got)
		}
		if got := assigned(w.In(t, "reque"), ana.Person.ID); got != nil {
			t.Errorf("over the wall: %v", got)
		}
		w.Sound()
	})
}

// Who accompanies her changes by being said, once and with its days, and what is
// said twice is told once.
func TestAssigningAndTakingOff(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location)
		p := signedIn(w, "ana").Meet(Numbered(1), Today).Person
		must(t, assign(w, p.ID, "berta", "2020-05-02"))
		position := w.Position()
		must(t, assign(w, p.ID, "berta", "2020-05-20"))
		must(t, unassign(w, p.ID, "carmen", "2020-05-20"))
		if w.Position() != position {
			t.Error("what is so already was told again")
		}
		if got := assigned(w, p.ID); !slices.Equal(got, []string{"ana", "berta"}) {
			t.Errorf("accompanied by %v", got)
		}
		must(t, unassign(w, p.ID, "ana", "2020-06-01"))
		must(t, unassign(w, p.ID, "berta", "2020-05-20"))
		if got := assigned(w, p.ID); got != nil {
			t.Errorf("taken off, and still accompanied by %v", got)
		}
		must(t, assign(w, p.ID, "berta", "2020-05-20"))
		if got := assigned(w, p.ID); !slices.Equal(got, []string{"berta"}) {
			t.Errorf("assigned again: %v", got)
		}
		w.Sound()
	})
}

func TestAssignmentsThatCannotBe(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite))
	p := w.Meet(Numbered(1), Today).Person
	gone := w.Meet(Numbered(2), Today).Person
	forget(w, gone.ID)
	must(t, assign(w, p.ID, "ana", "2020-05-02"))
	for name, c := range map[string]struct {
		err  error
		kind trenza.Kind
		key  string
	}{
		"a day to come":      {assign(w, p.ID, "berta", "2020-06-02"), trenza.Invalid, "registry.assigned_ahead"},
		"no day":             {assign(w, p.ID, "berta", ""), trenza.Invalid, "registry.assigned_ahead"},
		"nobody":             {assign(w, p.ID, "", "2020-05-02"), trenza.Invalid, "registry.account_missing"},
		"to nobody":          {assign(w, "nada", "berta", "2020-05-02"), trenza.NotFound, "registry.no_such_person"},
		"over the wall":      {assign(w.In(t, "reque"), p.ID, "berta", "2020-05-02"), trenza.NotFound, "registry.no_such_person"},
		"who was forgotten":  {assign(w, gone.ID, "berta", "2020-05-02"), trenza.Conflict, "registry.forgotten"},
		"ended before begun": {unassign(w, p.ID, "ana", "2020-05-01"), trenza.Invalid, "registry.unassigned_before"},
	} {
		if !errors.Is(c.err, &trenza.Problem{Kind: c.kind, Key: c.key}) {
			t.Errorf("%s: %v", name, c.err)
		}
	}
	if got := assigned(w, p.ID); !slices.Equal(got, []string{"ana"}) {
		t.Errorf("accompanied by %v", got)
	}
}

// Whoever accompanies one of two records accompanies the woman whom they turn out
// to be, and no longer the other when they are parted; taken off while they were
// one, she is off both.
func TestAJoinedThreadIsAccompaniedByAll(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location)
		phone := func(given string) registry.Record { return Phone(Woman("Soto", given, "1990"), "987654321") }
		first := signedIn(w, "ana").Meet(phone("Ana"), Today).Person
		second := signedIn(w, "berta").Meet(phone("Anita"), Today).Person
		must(t, assign(w, second.ID, "carmen", "2020-05-02"))
		must(t, assign(w, first.ID, "carmen", "2020-05-03"))
		w.Decide(w.PairOf(first.ID, second.ID), registry.Same)
		for _, record := range []string{first.ID, second.ID} {
			if got := assigned(w, record); !slices.Equal(got, []string{"ana", "berta", "carmen"}) {
				t.Errorf("as one, accompanied by %v", got)
			}
		}
		must(t, unassign(w, first.ID, "carmen", "2020-05-10"))
		w.Part(w.PairOf(first.ID, second.ID))
		if one, other := assigned(w, first.ID), assigned(w, second.ID); !slices.Equal(one, []string{"ana"}) || !slices.Equal(other, []string{"berta"}) {
			t.Errorf("parted, accompanied by %v and %v", one, other)
		}
		w.Sound()
	})
}

// Of somebody who was forgotten, and of a record that was taken back, nobody can
// say who accompanied her.
func TestNobodyAccompaniesWhoIsGone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location)
		forgotten := signedIn(w, "ana").Meet(Numbered(1), Today).Person
		withdrawn := signedIn(w, "ana").Meet(Numbered(2), Today).Person
		stays := signedIn(w, "ana").Meet(Numbered(3), Today).Person
		must(t, unassign(w, withdrawn.ID, "ana", "2020-06-01"))
		must(t, assign(w, withdrawn.ID, "berta", "2020-05-02"))
		forget(w, forgotten.ID)
		w.Write(func(tx *journal.Tx) error { return registry.Withdraw(w.Context, tx, withdrawn.ID) })
		for _, p := range []*registry.Person{forgotten, withdrawn} {
			if n := rows(w, "assignment", "person", p.ID); n > 0 {
				t.Errorf("%d assignments of somebody who is gone", n)
			}
		}
		if got := assigned(w, stays.ID); !slices.Equal(got, []string{"ana"}) {
			t.Errorf("who stays is accompanied by %v", got)
		}
		w.Sound()
	})
}

// The journal knows who accompanies whom: what somebody changes behind its back
// is noticed.
func TestAssignmentsAreWitnessed(t *testing.T) {
	for damage, key := range map[string]string{
		`update assignment set account = 'otra' where account = 'ana'`:                                                                            "pathway.assignment_differs",
		`update assignment set until = null where until is not null`:                                                                              "pathway.assignment_differs",
		`update assignment set until = '2020-06-01' where until is null`:                                                                          "pathway.assignment_differs",
		`delete from assignment where account = 'ana'`:                                                                                            "pathway.assignment_gone",
		`insert into assignment select organisation, id || 'x', person, account, since, until, entry, seal from assignment where account = 'ana'`: "pathway.assignment_differs",
	} {
		w := Plain(t, storetest.Location(t, store.SQLite))
		p := signedIn(w, "ana").Meet(Numbered(1), Today).Person
		must(t, assign(w, p.ID, "berta", "2020-05-02"))
		must(t, unassign(w, p.ID, "berta", "2020-05-20"))
		err := w.DB.Write(w.Context, func(tx *store.Tx) error {
			_, err := tx.Exec(w.Context, damage)
			return err
		})
		must(t, err)
		w.Read(func(r store.Reader) error {
			_, _, err = pathway.Verify(w.Context, r, w.Vault, w.Actor.Organisation)
			return nil
		})
		if !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: key}) {
			t.Errorf("%s: %v", damage, err)
		}
	}
}
