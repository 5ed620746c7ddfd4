package venture_test

import (
	"errors"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/scale"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/venture"
	. "github.com/trenza/trenza/internal/worldtest"
)

const inReque trenza.Place = "140113"

func bake(w *World, product string, units int, material trenza.Money) (venture.Batch, error) {
	w.Helper()
	return do(w, func(tx *journal.Tx) (venture.Batch, error) {
		return venture.Make(w.Context, tx, venture.Batch{
			Programme: "taller-reque", Cohort: "2019-1", Place: inReque, Day: "2019-05-06", Product: product, Units: units,
			Minutes: 120, Material: material, Price: 200,
		})
	})
}

func dispose(w *World, batch, how string, units int, amount trenza.Money) (venture.Use, error) {
	w.Helper()
	return do(w, func(tx *journal.Tx) (venture.Use, error) {
		return venture.Dispose(w.Context, tx, venture.Use{Batch: batch, Day: "2019-05-07", How: how, Units: units, Amount: amount})
	})
}

func note(w *World, how string, amount trenza.Money) venture.Line {
	w.Helper()
	return must(w, func(tx *journal.Tx) (venture.Line, error) {
		return venture.Note(w.Context, tx, venture.Line{
			Programme: "taller-reque", Service: "pasteleria", Cohort: "2019-1", Place: inReque, Day: "2019-05-08", How: how, Amount: amount, For: "gas",
		})
	})
}

func account(w *World, period trenza.Period) (a venture.Workshop) {
	w.Helper()
	scope := scopeOf(w)
	w.Read(func(r store.Reader) (err error) {
		a, err = venture.OfWorkshop(w.Context, r, w.Vault, scope, "taller-reque", "2019-1", period)
		return err
	})
	return a
}

// Forty-eight cupcakes: what was sold is income, what was eaten or given is not, and
// no more is used than was made.
func TestTheWorkshop(t *testing.T) {
	each(t, func(w *World) {
		facilitates := as(w, "facilita", trenza.RoleFacilitator)
		b, err := bake(facilitates, "cupcake", 48, 3_120)
		if err != nil || b.UnitCost() != 65 || b.Service != "pasteleria" {
			t.Fatalf("%+v %v", b, err)
		}
		for _, use := range []struct {
			how    string
			units  int
			amount trenza.Money
			key    string
		}{
			{venture.ForSale, 30, 6_000, ""}, {venture.ForHer, 10, 0, ""}, {venture.AsGift, 5, 0, ""},
			{venture.ForSale, 4, 800, "venture.units_left"}, {venture.ForHer, 1, 200, "venture.amount_of_no_sale"},
			{"lost", 1, 0, "venture.use_unknown"}, {venture.ForSale, 0, 0, "venture.units_missing"},
		} {
			if _, err := dispose(facilitates, b.ID, use.how, use.units, use.amount); (use.key == "") != (err == nil) || err != nil && !isProblem(err, use.key) {
				t.Errorf("%d %s: %v", use.units, use.how, err)
			}
		}
		if _, err := bake(facilitates, "pan", 1, 0); !isProblem(err, "venture.product_unknown") {
			t.Errorf("what the programme does not make: %v", err)
		}
		note(facilitates, venture.Income, 5_000)
		gas := note(facilitates, venture.Expense, 4_500)
		for _, reader := range []*World{facilitates, as(w, "muni", trenza.RolePublicPartner), as(w, "coord", trenza.RoleCoordinator)} {
			a := account(reader, trenza.Period{From: "2019-05-01", To: "2019-05-31"})
			if len(a.Products) != 1 || a.Sales != 6_000 || a.Balance() != 6_500 || len(a.Lines) != 2 || a.Lines[0].For != "gas" {
				t.Fatalf("%+v", a)
			}
			if m := a.Products[0]; m.Units != 48 || m.Sold != 30 || m.Own != 10 || m.Given != 5 || m.Left() != 3 || m.UnitCost() != 65 {
				t.Errorf("%+v", m)
			}
		}
		if a := account(as(w, "promo", trenza.RoleOutreach), trenza.Period{}); len(a.Products) != 0 || len(a.Lines) != 0 {
			t.Errorf("an outreach worker reads the account: %+v", a)
		}
		if a := account(w, trenza.Period{From: "2019-06-01"}); a.Balance() != 0 || len(a.Lines) != 0 {
			t.Errorf("in June: %+v", a)
		}
		w.Sound()
		w.Write(func(tx *journal.Tx) error {
			if err := venture.WithdrawLine(w.Context, tx, gas.ID); err != nil {
				return err
			}
			return venture.WithdrawBatch(w.Context, tx, b.ID)
		})
		if a := account(w, trenza.Period{}); a.Balance() != 5_000 || len(a.Products) != 0 {
			t.Errorf("taken back: %+v", a)
		}
		w.Sound()
	})
}

func work(w *World, k venture.Work) (venture.Work, error) {
	w.Helper()
	k.Programme, k.Place = "alma-llanera", "130101"
	return do(w, func(tx *journal.Tx) (venture.Work, error) { return venture.AskWork(w.Context, tx, k) })
}

func atWork(w *World, outcome string) int {
	w.Helper()
	return w.Count(reach.Question{Programme: "alma-llanera", Terms: []reach.Term{{Service: "empleabilidad", Outcome: outcome}}}).Count
}

// Of three women six months on, one has a contract, one works without, one looks; of
// the fourth nobody knows.
func TestWork(t *testing.T) {
	each(t, func(w *World) {
		facilitates := as(w, "facilita", trenza.RoleFacilitator)
		var women []*registry.Person
		for n := range 4 {
			women = append(women, w.Give(Numbered(n), "empleabilidad", Delivered("2019-06-03", "130101")).Person)
		}
		w.Write(func(tx *journal.Tx) error {
			return registry.Assign(w.Context, tx, women[1].ID, "gestora", "2019-06-03")
		})
		for n, k := range []venture.Work{
			{Status: "formal", Contract: true, ThroughUs: true, Terms: venture.Terms{Hours: 48, Income: 102_500}},
			{Status: "informal", Terms: venture.Terms{Income: 50_000, UpTo: 80_000}, Decent: venture.Decent{Asked: true, Documents: true}},
			{Status: "looking"}, {Status: venture.NotFound},
		} {
			k.Person, k.Month, k.Day = women[n].ID, 6, "2020-05-20"
			if _, err := work(facilitates, k); err != nil {
				t.Fatal(err)
			}
		}
		if asked, found, contract := atWork(w, "work_followed_m6"), atWork(w, "work_found_m6"), atWork(w, "work_contract_m6"); asked != 3 || found != 2 || contract != 1 {
			t.Errorf("asked %d, at work %d, by contract %d", asked, found, contract)
		}
		if took := atWork(w, programme.Delivered); took != 4 {
			t.Errorf("asking about work made %d women take part", took)
		}
		for key, k := range map[string]venture.Work{
			"venture.asked_already": {Month: 6, Status: "formal"}, "venture.month_unknown": {Month: 5, Status: "formal"},
			"venture.status_missing": {Month: 3}, "venture.contract_without_work": {Month: 3, Status: "caring", Contract: true},
			"venture.band_reversed": {Month: 3, Status: "formal", Terms: venture.Terms{Income: 2, UpTo: 1}},
		} {
			k.Person, k.Day = women[0].ID, "2020-05-20"
			if _, err := work(facilitates, k); !isProblem(err, key) {
				t.Errorf("%s: %v", key, err)
			}
		}
		for account, role := range map[string]string{"facilita": trenza.RoleFacilitator, "gestora": trenza.RoleCaseWorker} {
			reader, trained := as(w, account, role), role == trenza.RoleCaseWorker
			w.Read(func(r store.Reader) error {
				all, err := venture.WorkOf(w.Context, r, w.Vault, scopeOf(reader), women[1].Root)
				if err != nil || len(all) != 1 || all[0].Terms.UpTo != 80_000 || all[0].Decent.Documents != trained {
					t.Errorf("%s reads %+v, %v", role, all, err)
				}
				return nil
			})
			if told := waits(reader, agenda.KindSafety); (len(told) == 1) != trained {
				t.Errorf("%s is told of %d", role, len(told))
			}
		}
		first := venture.Work{Person: women[0].ID, Month: 0, Day: "2020-03-01", Status: "looking"}
		if _, err := work(facilitates, first); err != nil {
			t.Fatal(err)
		}
		if due := waits(facilitates, venture.KindWork); len(due) != 1 || due[0].Day != "2020-06-01" {
			t.Errorf("asked first in March, and again in %+v", due)
		}
		w.Sound()
	})
}

// Twelve businesses: how many are open at six months, of those due, and by how much
// the middle one's income grew; and nothing of nine.
func TestFiguresOfMany(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	look := func() (s venture.Survival, m scale.Median) {
		scope := scopeOf(as(w, "mira", trenza.RoleMonitoring))
		w.Read(func(r store.Reader) (err error) {
			if s, err = venture.SurvivalOf(w.Context, r, scope, "alma-llanera", 6, "2020-05-31"); err != nil {
				return err
			}
			m, err = venture.IncomeChange(w.Context, r, w.Vault, scope, "alma-llanera", 6)
			return err
		})
		return s, m
	}
	for n := range 20 {
		v := begin(w, learner(w, n).ID, "2019-08-01")
		ask(w, v.ID, 0, "2019-08-01", 40_000)
		if n < 15 {
			ask(w, v.ID, 6, "2020-02-01", trenza.Money(40_000+1_000*n), func(v *venture.Visit) {
				if n >= 10 {
					v.Operating = venture.Paused
				}
			})
		}
		if s, m := look(); n == 8 && (!s.Operating.Few || s.Operating.N != 0 || m.Shown) {
			t.Errorf("of nine: %+v %+v", s, m)
		}
	}
	begin(w, learner(w, 20).ID, "2020-05-01") // not due yet
	s, m := look()
	if s.Operating.N != 10 || s.Operating.Of != 20 || s.Operating.Percent != 50 || s.Asked.N != 15 || s.Missing.N != 5 {
		t.Errorf("%+v", s)
	}
	if !m.Shown || m.N != 15 || m.Value != 7_000 {
		t.Errorf("the middle change: %+v", m)
	}
}

// A business shows on the thread that its record is of, and stays with the record
// when a merge is undone; of who was forgotten what was paid is left, and counted.
func TestBusinessesMergedAndForgotten(t *testing.T) {
	each(t, func(w *World) {
		once := w.Give(Phone(Numbered(1), "999000111"), "emprendimiento", Delivered("2019-03-03", "130101")).Person
		again := w.Give(Phone(Woman("Apellido10000001", "Nombre10000001", "1951", Paper("PTP", "123456789")), "999000111"), "emprendimiento", Delivered("2019-03-04", "130101")).Person
		v := begin(w, again.ID, "2019-08-01")
		pair := w.PairOf(once.ID, again.ID)
		w.Decide(pair, registry.Same)
		root := w.Find(once.ID).Root
		if all := businesses(w, root); len(all) != 1 || all[0].ID != v.ID {
			t.Errorf("on the thread: %+v", all)
		}
		later := begin(w, once.ID, "2019-09-01")
		if _, err := ask(w, v.ID, 6, "2020-02-01", 100); err != nil {
			t.Fatal(err)
		}
		write(w, v.ID, bakery())
		kept := w.Part(pair)
		if len(kept.Ventures) != 1 || kept.Ventures[0].ID != later.ID {
			t.Errorf("begun meanwhile: %+v", kept.Ventures)
		}
		w.Sound()
		w.Write(func(tx *journal.Tx) error {
			_, err := pathway.Forget(w.Context, tx, again.ID, "lo pidió")
			return err
		})
		if all := businesses(w, w.Find(again.ID).Root); len(all) > 0 && (all[0].Name != "" || len(all[0].Plans) > 0 && all[0].Plans[0].Plan.Product != "" || all[0].Visits[0].Numbers.Sales != 0) {
			t.Errorf("of who was forgotten: %+v", all[0])
		}
		if n := counts(w, "venture_operating_m6"); n != 1 {
			t.Errorf("%d women had a business at six months", n)
		}
		w.Sound()
	})
}

// An amount that is changed behind everybody's back, and a receipt that is gone, are
// found.
func TestRowsAreWitnessed(t *testing.T) {
	each(t, func(w *World) {
		v := begin(w, learner(w, 1).ID, "2019-08-01")
		if _, err := apply(w, v.ID, 100_000); err != nil {
			t.Fatal(err)
		}
		note(w, venture.Income, 5_000)
		w.Sound()
		for _, change := range []string{
			`update seed set amount = amount + 1`, `update workshop_line set how = 'expense'`, `delete from seed`, `delete from workshop_line`,
			`delete from venture`, `update venture set starts = '2019-08-02'`,
		} {
			undo := errors.New("as it was")
			err := w.DB.Write(w.Context, func(tx *store.Tx) error {
				if _, err := tx.Exec(w.Context, change); err != nil {
					return err
				}
				if _, _, err := pathway.Verify(w.Context, tx, w.Vault, w.Actor.Organisation); trenza.KindOf(err) != trenza.Conflict {
					t.Errorf("%s: verify says %v", change, err)
				}
				return undo
			})
			if !errors.Is(err, undo) {
				t.Errorf("%s: %v", change, err)
			}
		}
	})
}
