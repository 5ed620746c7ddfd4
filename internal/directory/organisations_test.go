package directory_test

import (
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// list puts an organisation into the directory of a world.
func list(w *worldtest.World, o directory.Organisation) error {
	return w.Try(func(tx *journal.Tx) error { return directory.List(w.Context, tx, o) })
}

func listed(w *worldtest.World) (all []directory.Organisation) {
	w.Helper()
	w.Read(func(r store.Reader) (err error) {
		all, err = directory.Organisations(w.Context, r, w.Actor.Organisation)
		return err
	})
	return all
}

func TestOrganisationsAreListedByEachHost(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location)
		care := directory.Organisation{ID: "care-peru", Name: "CARE Perú", Role: "runs", Place: "15"}
		aurora := directory.Organisation{ID: "aurora", Name: "Programa Nacional", Role: "facilitator", PartOf: "mimp"}
		for _, o := range []directory.Organisation{care, aurora, care} {
			if err := list(w, o); err != nil {
				t.Fatal(err)
			}
		}
		before := w.Position()
		if err := list(w, care); err != nil || w.Position() != before {
			t.Errorf("the same again is told again: %v", err)
		}
		care.Name = "CARE"
		if err := list(w, care); err != nil || w.Position() != before+1 {
			t.Errorf("a change is not told: %v", err)
		}
		if got, want := listed(w), []directory.Organisation{aurora, care}; !slices.Equal(got, want) {
			t.Errorf("listed: %+v", got)
		}
		if got := listed(w.In(t, "otra")); len(got) != 0 {
			t.Errorf("over the wall: %+v", got)
		}
		w.Actor.Role = "nobody"
		if err := list(w, aurora); trenza.KindOf(err) != trenza.Forbidden {
			t.Errorf("anybody lists: %v", err)
		}
	})
}
