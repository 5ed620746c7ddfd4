package pathway_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// move gives attentions to a record.
func move(w *World, to *registry.Person, all ...attention.Attention) error {
	return w.Try(func(tx *journal.Tx) error { return pathway.Move(w.Context, tx, to, all...) })
}

// reachedBy is how many people have an outcome of a service.
func reachedBy(w *World, service, outcome string) int {
	w.Helper()
	return w.Count(reach.Question{Programme: "alma-llanera", Unit: reach.People, Terms: []reach.Term{{Service: service, Outcome: outcome}}}).Count
}

// What was recorded while two were one is moved to whom it is of: facts and
// figures follow, courses are settled anew, the answers are hers to be read, and
// the entry that recorded it stays its source.
func TestWhatWasRecordedMeanwhileIsMoved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		a := w.Give(inTumbes, "psicosocial_grupal", Delivered("2020-03-02", "240101")).Person
		b := w.Give(inLima, "psicosocial_grupal", Delivered("2020-03-03", "150101")).Person
		pair := w.PairOf(a.ID, b.ID)
		w.Decide(pair, registry.Same)
		later := Delivered("2020-03-16", "150101")
		later.Form = map[string]string{"apoyo": "cita"}
		w.Give(inLima, "salud", later)
		w.Give(inLima, "psicosocial_grupal", Delivered("2020-03-17", "150101"))
		kept := w.Unmerge(w.PairOf(a.ID, b.ID))
		if len(kept) != 2 || kept[0].Person != a.ID || reachedBy(w, "psicosocial_grupal", "two_sessions") != 1 {
			t.Fatalf("kept: %+v", kept)
		}
		before := standing(w)
		if err := move(w, b, kept...); err != nil {
			t.Fatal(err)
		}
		w.Sound()
		w.Read(func(r store.Reader) error {
			moved, _, err := attention.Opened(w.Context, r, w.Vault, w.Actor.Organisation, kept[0].ID, trenza.P3)
			if moved.Person != b.ID || moved.Form["apoyo"] != "cita" || moved.Entry != kept[0].Entry {
				t.Errorf("moved: %+v", moved)
			}
			return err
		})
		if got := reached(w, 0); got != "15:1 24:1 = 2" {
			t.Errorf("people: %s", got)
		}
		if reachedBy(w, "salud", programme.Delivered) != 1 || reachedBy(w, "psicosocial_grupal", "two_sessions") != 1 {
			t.Error("health, or both sessions, went astray")
		}
		if err := move(w, a, kept...); err != nil {
			t.Fatal(err)
		}
		same(t, "moved there and back", standing(w), before)
		w.Sound()
	})
}

// Only what was recorded while she was one with somebody is offered to be moved.
func TestWhatMayBeMoved(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	pair := registeredTwice(w)
	w.Decide(pair, registry.Same)
	w.Give(inLima, "salud", Delivered("2020-05-04", "150101"))
	w.Unmerge(w.PairOf(pair.First, pair.Second))
	w.Give(inLima, "salud", Delivered("2020-06-04", "150101"))
	w.Give(Numbered(7), "salud", Delivered("2020-06-05", "150101"))
	offered := func(w *World, record string) (days []trenza.Day) {
		w.Write(func(tx *journal.Tx) error {
			kept, err := pathway.KeptFor(w.Context, tx, w.Find(record))
			for _, a := range kept.Attentions {
				days = append(days, a.Day)
			}
			return err
		})
		return days
	}
	for _, record := range []string{pair.First, pair.Second} {
		if days := offered(w, record); !slices.Equal(days, []trenza.Day{"2020-05-04"}) {
			t.Errorf("%v", days)
		}
	}
	stranger := w.Meet(Numbered(7), Today).Person.ID
	if days := offered(w, stranger); len(days) != 0 {
		t.Errorf("of a stranger: %v", days)
	}
	w.As("Eva", "vbg").Write(func(tx *journal.Tx) error { return registry.Guard(w.Context, tx, pair.First, "vbg") })
	if days := offered(w, pair.Second); len(days) != 0 {
		t.Errorf("of a join that only a team may know of: %v", days)
	}
}

func TestNothingIsMovedToSomebodyForgotten(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	pair := registeredTwice(w)
	w.Decide(pair, registry.Same)
	w.Give(inLima, "salud", Delivered("2020-05-04", "150101"))
	kept := w.Unmerge(w.PairOf(pair.First, pair.Second))
	w.Write(func(tx *journal.Tx) error {
		_, err := registry.Forget(w.Context, tx, pair.Second, "lo pidió")
		return err
	})
	if err := move(w, w.Find(pair.Second), kept...); !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten"}) {
		t.Error(err)
	}
	w.Write(func(tx *journal.Tx) error {
		_, err := registry.Forget(w.Context, tx, pair.First, "lo pidió")
		return err
	})
	w.Sound()
	if got := reached(w, 0); got != "15:2 24:1 = 2" {
		t.Errorf("people: %s", got)
	}
}

// All that is recorded of either while they are one is listed, of every room.
func TestEverythingRecordedMeanwhileIsListed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera", "taller-reque")
		pair := registeredTwice(w)
		third := w.Meet(Phone(Numbered(3), "987654321"), Today).Person
		w.Decide(pair, registry.Same)
		fair := outreach.Activity{Programme: "alma-llanera", Service: "informacion_vbg", Title: "Feria", Day: "2020-05-04", Place: "150101", Method: "counted", Total: 1,
			Groups:      []outreach.Group{{Sex: "F", MinAge: 18, MaxAge: outreach.Oldest, People: 1}},
			Populations: map[string]int{"in_destination": 1}}
		w.Write(func(tx *journal.Tx) error {
			if _, err := w.Intake.Count(w.Context, tx, w.Service("alma-llanera", "informacion_vbg"), fair); err != nil {
				return err
			}
			p := pathway.Participant{Record: inLima, Household: "H-1", Kinship: "jefa", Committee: "San José", CountedAt: "Feria"}
			_, err := w.Intake.Give(w.Context, tx, p, w.Service("alma-llanera", "informacion_vbg"), Delivered("2020-05-04", "150101"))
			if err != nil {
				return err
			}
			_, err = registry.Consents(w.Context, tx, registry.Consent{Person: pair.First, Purpose: registry.ForService,
				TextVersion: "1", Language: "es", Mode: "verbal", Given: "2020-05-04"})
			if err != nil {
				return err
			}
			committee, err := collective.Recognise(w.Context, tx, collective.Committee{Kind: collective.VasoDeLeche, Name: "San José"}, spelling.Fold)
			if err != nil {
				return err
			}
			d, _ := programme.Shipped("taller-reque")
			_, err = collective.Propose(w.Context, tx, d, collective.Proposal{
				Committee: committee.ID, Holder: pair.First, Sphere: "municipalidad", Made: "2020-05-04", What: "Un horno",
			})
			return err
		})
		w.Decide(w.PairOf(third.ID, pair.First), registry.Different)
		kept := w.Part(w.PairOf(pair.First, pair.Second))
		if len(kept.Attentions) != 1 || len(kept.Consents) != 1 || len(kept.Households) != 1 || len(kept.Seats) != 1 || len(kept.Proposals) != 1 || len(kept.Links) != 1 || len(kept.Pairs) != 1 {
			t.Errorf("%+v", kept)
		}
		if records := kept.Records(); !slices.Equal(records, []string{pair.First}) {
			t.Errorf("of %v", records)
		}
		w.Sound()
	})
}
