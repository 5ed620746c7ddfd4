package registry_test

import (
	"encoding/json"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// What somebody corrects is what is known from then on, by facts as well; what was
// known before is in the entry, with the reason, and her old name still finds her.
func TestACorrectionOverwrites(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		wrong := Phone(Woman("Peres", "Jusmary", "2004-02-03", Paper("CPP", "001111111")), "987654321")
		p := w.Give(wrong, "informacion_vbg", Delivered("2020-03-03", "150101")).Person
		minors := reach.Question{Programme: "alma-llanera", Terms: []reach.Term{{Service: "informacion_vbg", Outcome: "delivered"}}, By: []reach.Dimension{reach.ByAdult}}
		right := Woman("Pérez Rojas", "Yusmary", "1994-02-03", Paper("CPP", "002222222"))
		right.Address, right.Called, right.Nationality = "150132", "Yusma", "VEN"
		var known registry.Known
		w.Write(func(tx *journal.Tx) (err error) {
			known, err = w.Registry.Amend(w.Context, tx, p.ID, right, "Trajo su carné")
			return err
		})
		now := w.Find(p.ID)
		id := now.Identity
		if now.Name() != right.Name || len(id.Names) != 2 || id.Birth != right.Birth || id.Address != "150132" || len(id.Phones) != 0 || len(id.Documents) != 1 || id.Documents[0].Number != "002222222" {
			t.Errorf("known now: %+v", id)
		}
		if answer := w.Count(minors); len(answer.Cells) != 1 || answer.Cells[0].Values[0] != "18+" {
			t.Errorf("facts say %+v", answer)
		}
		for text, want := range map[string]int{"Jusmary Peres": 1, "Yusmary Rojas": 1, "002222222": 1, "001111111": 0, "987654321": 0} {
			w.Read(func(r store.Reader) error {
				found, err := w.Register.Search(w.Context, r, w.Actor.Organisation, text, nil, 5)
				if len(found) != want {
					t.Errorf("%s finds %v", text, found)
				}
				return err
			})
		}
		said := amendment(w)
		if said.Reason != "Trajo su carné" || said.Before == nil || said.Before.Identity.Documents[0].Number != "001111111" || known.Person.ID != p.ID {
			t.Errorf("told: %+v", said)
		}
		w.Sound()
	})
}

// amendment is what the last entry of a correction says.
func amendment(w *World) (said registry.Updated) {
	w.Read(func(r store.Reader) error {
		entries, err := journal.Of(w.Context, r, w.Actor.Organisation, 0, registry.Updated{}.Verb())
		if err != nil {
			return err
		}
		body, err := entries[len(entries)-1].Open(w.Context, w.Vault)
		if err != nil {
			return err
		}
		return json.Unmarshal(body, &said)
	})
	return said
}

// A paper that is somebody else's raises a question.
func TestACorrectedPaperAsks(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	one := w.Meet(Woman("Pérez", "Yusmary", "1994-02-03", Paper("CPP", "001111111")), Today).Person
	other := w.Meet(Woman("Quispe", "Rosa", "1970-01-05", Paper("DNI", "12345678")), Today).Person
	amended := Woman("Pérez", "Yusmary", "1994-02-03", Paper("DNI", "12345678"))
	w.Write(func(tx *journal.Tx) error {
		known, err := w.Registry.Amend(w.Context, tx, one.ID, amended, "se leyó mal")
		if known.Asked != 1 {
			t.Errorf("asked %d", known.Asked)
		}
		return err
	})
	if pair := w.PairOf(one.ID, other.ID); pair.Verdict != registry.Open {
		t.Errorf("%+v", pair)
	}
}

// What cannot be a correction is refused.
func TestACorrectionThatIsNone(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	record := Woman("Pérez", "Yusmary", "1994-02-03", Paper("CPP", "001111111"))
	p := w.Meet(record, Today).Person
	amend := func(w *World, r registry.Record, reason string) error {
		return w.Try(func(tx *journal.Tx) error {
			_, err := w.Registry.Amend(w.Context, tx, p.ID, r, reason)
			return err
		})
	}
	wrong := record
	wrong.Documents = []registry.Document{Paper("DNI", "123")}
	other := record
	other.Called = "Yusma"
	stranger := *w
	stranger.Actor = trenza.Actor{Organisation: w.Actor.Organisation, Name: "Ana", Account: "ana", Grants: []trenza.Grant{{Role: trenza.RoleOutreach}}}
	for what, got := range map[string]error{
		"registry.amend_nothing": amend(w, record, "sin cambios"), "registry.amend_reason": amend(w, other, " "),
		"registry.document_length": amend(w, wrong, "mal"), "access.not_permitted": amend(&stranger, other, "no la acompaña"),
	} {
		problem, is := got.(*trenza.Problem)
		if !is || problem.Key != what {
			t.Errorf("%s: %v", what, got)
		}
	}
	w.Write(func(tx *journal.Tx) error {
		_, err := registry.Forget(w.Context, tx, p.ID, "solicitud suya")
		return err
	})
	if err := amend(w, other, "tarde"); trenza.KindOf(err) != trenza.Conflict {
		t.Errorf("of somebody forgotten: %v", err)
	}
}
