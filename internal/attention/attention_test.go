package attention_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// having asks who has an outcome of a service of Alma Llanera.
func having(service, outcome string) reach.Question {
	return reach.Question{Programme: "alma-llanera", Unit: reach.People, Terms: []reach.Term{{Service: service, Outcome: outcome}}}
}

func TestOutcomesAreWhatIsCounted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		paid := attention.Attention{Day: "2020-04-01", Place: "150101", Outcomes: []string{programme.Collected}}
		pending := attention.Attention{Day: "2020-04-02", Place: "150101"}
		w.Give(Numbered(1), "bono", paid, paid) // two legs of a line
		w.Give(Numbered(2), "bono", pending)
		asked := attention.Attention{Day: "2020-05-01", Place: "150101", Outcomes: []string{programme.Asked, programme.Answered}}
		w.Give(Numbered(1), "satisfaccion", asked)
		for _, c := range []struct {
			service, outcome string
			count, rows      int
		}{
			{"bono", programme.Collected, 1, 2},
			{"bono", "", 1, 2},
			{"satisfaccion", programme.Asked, 1, 1},
			{"satisfaccion", programme.Answered, 1, 1},
			{"satisfaccion", programme.Satisfied, 0, 0},
			{"satisfaccion", "", 1, 2},
		} {
			if a := w.Count(having(c.service, c.outcome)); a.Count != c.count || a.Rows != c.rows {
				t.Errorf("%s %q: %d of %d rows, want %d of %d", c.service, c.outcome, a.Count, a.Rows, c.count, c.rows)
			}
		}
	})
}

// A restricted service leaves nothing behind: no person, no row, no entry.
func TestRestrictedServicesAreRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		before := w.Position()
		for _, service := range []string{"proteccion_vbg", "proteccion_trata"} {
			err := try(w, Numbered(1), service, Delivered(Today, "150101"))
			if !errors.Is(err, &trenza.Problem{Kind: trenza.Forbidden, Key: "access.restricted_service"}) {
				t.Errorf("%s: %v", service, err)
			}
			err = w.Try(func(tx *journal.Tx) error {
				_, err := attention.Give(w.Context, tx, Person(Numbered(1)), w.Service("alma-llanera", service), Delivered(Today, "150101"))
				return err
			})
			if trenza.KindOf(err) != trenza.Forbidden {
				t.Errorf("%s, directly: %v", service, err)
			}
		}
		if len(w.Roots()) != 0 || w.Position() != before {
			t.Error("a refused service left something behind")
		}
	})
}

func TestDaysOutsideTheProgrammeAreRefused(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	s := w.Service("alma-llanera", "salud")
	ended := *s.Programme
	ended.Ends = "2021-12-31"
	for _, c := range []struct {
		day       trenza.Day
		key, says string
	}{
		{s.Programme.Starts.Add(-1), "attention.before_programme", "antes de que empiece"},
		{s.Programme.Starts, "", ""},
		{"2021-12-31", "", ""},
		{"2022-01-01", "attention.after_programme", "31 dic 2021"},
		{"", "attention.no_day", "fecha"},
	} {
		err := attention.Allow(w.Actor, attention.Service{Programme: &ended, Service: s.Service}, c.day, "150110")
		switch {
		case c.key == "" && err != nil:
			t.Errorf("%s: %v", c.day, err)
		case c.key != "" && !errors.Is(err, trenza.Refuse(c.key)):
			t.Errorf("%s: want %s, got %v", c.day, c.key, err)
		case c.key != "" && !strings.Contains(locale.For("es").Error(err), c.says):
			t.Errorf("%s: %s", c.day, locale.For("es").Error(err))
		}
	}
}

func TestOneAttentionIsGiven(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	ana := w.Meet(Numbered(1), Today).Person
	for _, day := range []trenza.Day{"2020-03-02", "2020-03-09"} {
		w.Write(func(tx *journal.Tx) error {
			given, err := attention.Give(w.Context, tx, ana, w.Service("alma-llanera", "psicosocial_grupal"), Delivered(day, "150101"))
			if err == nil && (given.ID == "" || given.Entry == 0 || given.Person != ana.ID || given.Class != trenza.P3) {
				t.Errorf("given: %+v", given)
			}
			return err
		})
	}
	if a := w.Count(having("psicosocial_grupal", "two_sessions")); a.Count != 1 {
		t.Errorf("two sessions: %+v", a)
	}
}

// The answers of a form are sealed under her key.
func TestFormsAreSealed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		a := Delivered(Today, "150101")
		a.Form = map[string]string{"nota": "palabrasecreta"}
		w.Give(Numbered(1), "asistencia_legal", a)
		var form []byte
		w.Read(func(r store.Reader) error {
			_, err := r.One(w.Context, `select form from attention where organisation = $1`, store.Args(w.Actor.Organisation), &form)
			return err
		})
		if len(form) == 0 || strings.Contains(string(form), "palabrasecreta") {
			t.Errorf("the form stands in the open: %q", form)
		}
	})
}

func TestWhatAThreadReceived(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		ana := w.Give(Numbered(1), "salud", Delivered("2020-03-02", "150101")).Person
		w.Give(Numbered(1), "asistencia_legal", Delivered("2020-03-01", "150101"))
		position := w.Position()
		w.Give(Numbered(1), "salud", Delivered("2020-01-01", "130101"))
		w.Give(Numbered(2), "bono", attention.Attention{Day: Today, Place: "150101"})
		w.Read(func(r store.Reader) error {
			kinds, err := attention.KindsOf(w.Context, r, w.Actor.Organisation, ana.ID)
			if err != nil {
				return err
			}
			if want := []attention.Kind{{Programme: "alma-llanera", Service: "asistencia_legal"}, {Programme: "alma-llanera", Service: "salud"}}; !slices.Equal(kinds, want) {
				t.Errorf("kinds: %v", kinds)
			}
			since, err := attention.Since(w.Context, r, w.Actor.Organisation, ana.ID, position)
			if len(since) != 1 || since[0].Place != "130101" || since[0].Day != "2020-01-01" {
				t.Errorf("since %d: %+v", position, since)
			}
			all := 0
			err = errors.Join(err, attention.Each(w.Context, r, w.Actor.Organisation, func(attention.Attention) error {
				all++
				return nil
			}))
			if all != 4 {
				t.Errorf("%d attentions in all", all)
			}
			return err
		})
	})
}
