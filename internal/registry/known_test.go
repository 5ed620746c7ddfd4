package registry_test

import (
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// What a decision about one row is explained by is what lists are made by: for
// every role, inside and outside its scope, both say the same of a woman.
func TestTheRowOfAPersonIsDecidedAsListsAre(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		given := w.Give(Numbered(1), "empleabilidad", Delivered("2020-03-02", "240101"))
		alone := w.Meet(Numbered(2), Today)
		w.Write(func(tx *journal.Tx) error {
			_, err := registry.Consents(w.Context, tx, registry.Consent{
				Person: given.Person.ID, Purpose: registry.ForSharing, TextVersion: "1", Language: "es", Mode: "verbal", Given: Today,
			})
			return err
		})
		must(t, assign(w, given.Person.ID, "luz", Today))
		decided := make(map[bool]int)
		for _, role := range trenza.Roles() {
			for _, place := range []trenza.Place{"", "2401", "15"} {
				for _, account := range []string{"luz", "ana"} {
					for _, person := range []string{given.Person.ID, alone.Person.ID} {
						g := trenza.Grant{Role: role, Programme: "alma-llanera", Place: place}
						allowed := decidedAlike(w, trenza.Actor{Organisation: w.Actor.Organisation, Account: account, Grants: []trenza.Grant{g}}, person)
						decided[allowed]++
					}
				}
			}
		}
		if decided[true] == 0 || decided[false] == 0 {
			t.Errorf("decided %v", decided)
		}
	})
}

// decidedAlike asks about a person both ways.
func decidedAlike(w *World, actor trenza.Actor, person string) (allowed bool) {
	w.Helper()
	w.Read(func(r store.Reader) error {
		services, err := programme.Catalogue(w.Context, r, actor.Organisation)
		if err != nil {
			return err
		}
		row, err := registry.RowOf(w.Context, r, actor.Organisation, person, services)
		if err != nil {
			return err
		}
		scope, err := access.For(actor, services...)
		if err != nil {
			return err
		}
		listed, err := registry.Permits(w.Context, r, scope, "person.list", person)
		allowed = access.Decide(actor, "person.list", row).Allowed
		if err == nil && listed != allowed {
			w.Fatalf("%+v: listed %v, decided %v on %+v", actor.Grants, listed, allowed, row)
		}
		return err
	})
	return allowed
}

func TestTheRowOfAPersonSaysWhatIsKnown(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	given := w.Give(Numbered(1), "empleabilidad", Delivered("2020-03-02", "240101"))
	must(t, assign(w, given.Person.ID, "luz", Today))
	w.Read(func(r store.Reader) error {
		services, err := programme.Catalogue(w.Context, r, w.Actor.Organisation)
		must(t, err)
		row, err := registry.RowOf(w.Context, r, w.Actor.Organisation, given.Person.ID, services)
		must(t, err)
		known := []access.Ambit{{Programme: "alma-llanera", Field: access.Training, Course: "empleabilidad", Place: "240101"}}
		if !slices.Equal(row.Known, known) || !slices.Equal(row.Assigned, []string{"luz"}) || row.Shared {
			t.Errorf("got %+v", row)
		}
		return nil
	})
}
