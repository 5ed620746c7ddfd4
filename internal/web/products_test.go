package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
	"github.com/trenza/trenza/internal/worldtest"
)

// lots are what is in the notebook of the workshop.
func (w *workshop) lots() (all []venture.Lot) {
	w.Helper()
	w.world.Read(func(r store.Reader) (err error) {
		all, err = venture.LotsOf(w.Context(), r, w.world.Scope(), "taller-reque", w.cohort.ID)
		return err
	})
	return all
}

// TestTheNotebookOfAWorkshop: a facilitator notes what was made, sold, used at home
// and given away, and what the workshop spent; whoever is no part of it reads sums.
func TestTheNotebookOfAWorkshop(t *testing.T) {
	each(t, func(s *site) {
		w := s.workshop(2)
		w.takes(0, 2)
		s.join("muni", inReque(trenza.RolePublicPartner))
		greta, path := s.in("greta"), w.path()+"/productos"
		greta.shows(greta.get(path), http.StatusOK, "Todavía no hay nada anotado")
		made := url.Values{
			"form": {"1"}, "do": {"make"}, "product": {"empanada"}, "day": {"2020-05-28"}, "units": {"40"}, "hours": {"6,5"}, "material": {"S/ 48"}, "price": {"2.50"},
		}
		for range 2 { // an impatient finger
			greta.ledTo(greta.post(path, made), path)
		}
		lot := w.lots()[0]
		if len(w.lots()) != 1 || lot.Minutes != 390 || lot.UnitCost() != 120 || lot.Place != "140113" || lot.Cohort != w.cohort.ID {
			t.Fatalf("%+v", w.lots())
		}
		her := url.Values{
			"form": {"2"}, "do": {"make"}, "product": {"prenda_nino"}, "day": {"2020-05-29"}, "units": {"1"}, "material": {"15"}, "maker": {w.women[0].ID},
		}
		greta.ledTo(greta.post(path, her), path)
		greta.shows(greta.get(path), http.StatusOK, w.members()[w.women[0].ID].Face.Name.Given)
		for n, use := range []url.Values{
			{"how": {"sold"}, "units": {"30"}, "amount": {"75"}}, {"how": {"own_use"}, "units": {"6"}}, {"how": {"gift"}, "units": {"2"}},
		} {
			use.Set("form", "u"+string(rune('0'+n)))
			use.Set("do", "use")
			use.Set("lot", lot.ID)
			use.Set("day", "2020-05-29")
			greta.ledTo(greta.post(path, use), path)
		}
		tooMany := url.Values{"form": {"9"}, "do": {"use"}, "lot": {lot.ID}, "how": {"sold"}, "day": {"2020-05-29"}, "units": {"3"}, "amount": {"7"}}
		got := greta.post(path, tooMany)
		greta.shows(got, http.StatusUnprocessableEntity, "Revisa las unidades: quedan 2")
		if !strings.Contains(got.body, `name="lot" value="`+lot.ID) {
			t.Error("which batch it was is lost")
		}
		spent := url.Values{"form": {"10"}, "do": {"line"}, "side": {"expense"}, "day": {"2020-05-28"}, "amount": {"20"}, "for": {"Balón de gas"}}
		greta.ledTo(greta.post(path, spent), path)
		greta.shows(greta.get(path), http.StatusOK, "S/ 55 tiene el taller")
		muni := s.in("muni")
		got = muni.get(path)
		muni.shows(got, http.StatusOK, "S/ 55 tiene el taller")
		muni.silent(got, "Balón de gas", "Ñiquén", `name="do"`)
		muni.shows(muni.post(path, made), http.StatusNotFound, "")
		greta.ledTo(greta.post(path, url.Values{"do": {"unmake"}, "lot": {lot.ID}}), path)
		greta.shows(greta.get(path), http.StatusOK, "−S/ 20 tiene el taller")
		w.world.Sound()
	})
}

// TestWhatIsMadeIsOfACohortThatIsThere: a batch of a cohort that nobody opened, that
// the actor does not see, or that does not learn to make it, is refused.
func TestWhatIsMadeIsOfACohortThatIsThere(t *testing.T) {
	s := one(t)
	w := s.workshop(0)
	elsewhere := inReque(trenza.RoleFacilitator)
	elsewhere.Place = "150101"
	lima := s.as(s.join("lima", elsewhere))
	batch := venture.Batch{Cohort: w.cohort.ID, Product: "cupcake", Day: "2020-05-28", Units: 12}
	note := func(actor trenza.Actor, b venture.Batch) error {
		return s.Journal.Write(s.Context(), actor, func(tx *journal.Tx) error {
			_, err := pathway.Make(s.Context(), tx, b)
			return err
		})
	}
	nowhere, other := batch, batch
	nowhere.Cohort, other.Product = never, "bufanda"
	for what, one := range map[string]struct {
		err  error
		want trenza.Kind
	}{
		"a cohort of another district": {note(lima, batch), trenza.NotFound},
		"a cohort that nobody opened":  {note(w.world.Actor, nowhere), trenza.NotFound},
		"what it does not learn":       {note(w.world.Actor, other), trenza.Invalid},
		"its own":                      {note(w.world.Actor, batch), trenza.Internal},
	} {
		if trenza.KindOf(one.err) != one.want || one.err == nil && what != "its own" {
			t.Errorf("%s: %v", what, one.err)
		}
	}
	if made := w.lots(); len(made) != 1 || made[0].Units != 12 {
		t.Errorf("%+v", made)
	}
}

// madeIn has a cohort make and sell something.
func madeIn(w *worldtest.World, code string) {
	w.Helper()
	w.Write(func(tx *journal.Tx) error {
		c, err := learning.ByCode(w.Context, tx, w.Scope(), code)
		if err != nil {
			return err
		}
		b, err := pathway.Make(w.Context, tx, venture.Batch{Cohort: c.ID, Product: "empanada", Day: "2020-05-28", Units: 80, Minutes: 400, Material: 9600, Price: 250})
		if err != nil {
			return err
		}
		if _, err := venture.Dispose(w.Context, tx, venture.Use{Batch: b.ID, Day: "2020-05-29", How: venture.ForSale, Units: 60, Amount: 15_000}); err != nil {
			return err
		}
		_, err = pathway.NoteLine(w.Context, tx, venture.Line{Cohort: c.ID, Day: "2020-05-27", How: venture.Expense, Amount: 2_000, For: "Balón de gas"})
		return err
	})
}
