package collective_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// represented is how many different committees, and how many different women
// who represent one, took part in the workshop of Reque.
func represented(w *World, unit reach.Unit) int {
	w.Helper()
	q := reach.Question{Programme: "taller-reque", Unit: unit, Who: reach.Who{Sex: "F", Committee: true}}
	return w.Count(q).Count
}

// attend puts a woman on a sheet of the crochet workshop for a committee.
func attend(w *World, r registry.Record, committee string, day trenza.Day) {
	w.Helper()
	s := w.Service("taller-reque", "crochet")
	w.Write(func(tx *journal.Tx) error {
		p := pathway.Participant{Record: r, Committee: committee}
		a := attention.Attention{Day: day, Place: "140113", Mark: attention.Present, Minutes: 150, Outcomes: []string{"delivered"}}
		_, err := w.Intake.Give(w.Context, tx, p, s, a)
		return err
	})
}

func TestTwentyFourSeatsOfTwentyFourCommittees(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "taller-reque")
		for n := range 24 {
			attend(w, Numbered(n), fmt.Sprintf("Comité %d", n+1), "2019-02-05")
			attend(w, Numbered(n), fmt.Sprintf("COMITE  %d", n+1), "2019-02-07")
		}
		attend(w, Numbered(24), "", "2019-02-05") // a facilitator, who represents nobody
		if women, committees := represented(w, reach.People), represented(w, reach.Committees); women != 24 || committees != 24 {
			t.Errorf("%d women of %d committees", women, committees)
		}
		w.Read(func(r store.Reader) error {
			all, err := collective.Committees(w.Context, r, w.Vault, w.Actor.Organisation)
			if err != nil {
				return err
			}
			if len(all) != 24 || all[0].Name != "Comité 1" || all[23].Place != "140113" {
				t.Errorf("committees: %+v", all)
			}
			for _, c := range all {
				seats, err := collective.Seats(w.Context, r, w.Actor.Organisation, c.ID)
				if err != nil {
					return err
				}
				if len(seats) != 1 || seats[0].Since != "2019-02-05" || seats[0].Role != collective.Representative {
					t.Errorf("the seats of %s: %+v", c.Name, seats)
				}
			}
			return nil
		})
	})
}

func TestACommitteeThatChangesItsRepresentativeIsOne(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "taller-reque")
	attend(w, Numbered(1), "Virgen del Carmen", "2019-02-05")
	attend(w, Numbered(2), "Comité Virgen del Cármen", "2019-06-05")
	if women, committees := represented(w, reach.People), represented(w, reach.Committees); women != 2 || committees != 1 {
		t.Errorf("%d women of %d committees", women, committees)
	}
}

// recognise returns the committee of a name.
func recognise(w *World, name string) (c collective.Committee, err error) {
	w.Helper()
	err = w.Try(func(tx *journal.Tx) error {
		var err error
		c, err = collective.Recognise(w.Context, tx, collective.Committee{Kind: collective.VasoDeLeche, Name: name}, spelling.Fold)
		return err
	})
	return c, err
}

func TestOneCommitteeUnderManySpellings(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location)
		ids := make(map[string]bool)
		for _, name := range []string{"Comité San José", "San Jose", "COMITÉ  SAN JOSÉ.", "comite san josé"} {
			c, err := recognise(w, name)
			if err != nil || c.Name != "Comité San José" {
				t.Errorf("%s: %+v, %v", name, c, err)
			}
			ids[c.ID] = true
		}
		if len(ids) != 1 {
			t.Errorf("%d committees of one name", len(ids))
		}
		if other, err := recognise(w, "San José Obrero"); err != nil || ids[other.ID] {
			t.Errorf("another name is another committee: %+v, %v", other, err)
		}
	})
}

func TestACommitteeNeedsAName(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	for _, name := range []string{"", " ", "Comité", "-"} {
		if _, err := recognise(w, name); !errors.Is(err, trenza.Refuse("collective.no_name")) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// A seat known from an earlier day is moved back; a later word changes nothing.
func TestASeatIsHeldFromTheEarliestDay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location)
		c, err := recognise(w, "San José")
		if err != nil {
			t.Fatal(err)
		}
		ana := w.Meet(Numbered(1), Today).Person.ID
		for _, since := range []trenza.Day{"2019-03-01", "2019-05-01", "2019-02-01"} {
			w.Write(func(tx *journal.Tx) error {
				return collective.Take(w.Context, tx, collective.Seat{Committee: c.ID, Holder: ana, Role: "presidenta", Since: since})
			})
		}
		w.Read(func(r store.Reader) error {
			seats, err := collective.Seats(w.Context, r, w.Actor.Organisation, c.ID)
			if len(seats) != 1 || seats[0].Since != "2019-02-01" || seats[0].Until != "" {
				t.Errorf("seats: %+v", seats)
			}
			return err
		})
	})
}
