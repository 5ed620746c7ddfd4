package venture_test

import (
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
	. "github.com/trenza/trenza/internal/worldtest"
)

// What she says of her partner is read by the trained worker who accompanies her and
// by nobody else, and comes up in her day.
func TestSetAside(t *testing.T) {
	each(t, func(w *World) {
		her := learner(w, 1)
		w.Write(func(tx *journal.Tx) error { return registry.Assign(w.Context, tx, her.ID, "gestora", "2019-06-03") })
		facilitates := as(w, "facilita", trenza.RoleFacilitator)
		v := begin(facilitates, her.ID, "2020-04-20")
		if _, err := ask(facilitates, v.ID, 1, "2020-05-20", 100, func(v *venture.Visit) { v.Aside.Reaction = venture.Tension }); err != nil {
			t.Fatal(err)
		}
		for _, test := range []struct {
			account, role, reaction string
			prompts                 int
		}{
			{"facilita", trenza.RoleFacilitator, "", 0}, {"gestora", trenza.RoleCaseWorker, venture.Tension, 1},
			{"otra", trenza.RoleMonitoring, "", 0}, {"otra", trenza.RoleProgrammeApprove, "", 0},
		} {
			reader := as(w, test.account, test.role)
			if got := businesses(reader, her.Root)[0].Visits[0].Aside.Reaction; got != test.reaction {
				t.Errorf("%s reads %q", test.role, got)
			}
			if got := len(waits(reader, agenda.KindSafety)); got != test.prompts {
				t.Errorf("%s is told of %d", test.role, got)
			}
		}
		if others := businesses(as(w, "otra", trenza.RoleCaseWorker), her.Root); len(others) != 0 {
			t.Errorf("a case worker who does not accompany her reads %+v", others)
		}
		w.Sound()
	})
}

// waits are the things to do of a kind that somebody is told of.
func waits(w *World, kind string) (items []agenda.Item) {
	w.Helper()
	ask := agenda.Ask{Vault: w.Vault, Scope: scopeOf(w), Today: "2020-06-01", Until: "2020-06-07"}
	w.Read(func(r store.Reader) error {
		ask.Reader = r
		found, err := agenda.Gather(w.Context, ask, venture.Source{})
		items = slices.DeleteFunc(found.Items, func(i agenda.Item) bool { return i.Kind != kind })
		return err
	})
	return items
}

// Somebody is told when to ask: a month, three, six, twelve after the start, while the
// business is open and nobody has asked; by the safe way to reach her.
func TestWhenToAsk(t *testing.T) {
	each(t, func(w *World) {
		her := learner(w, 1)
		facilitates := as(w, "facilita", trenza.RoleFacilitator)
		v := begin(facilitates, her.ID, "2020-03-05")
		dueOn := func() (days []trenza.Day) {
			for _, i := range waits(facilitates, venture.KindVisit) {
				if i.ID != v.ID || i.Face.Root != her.Root || i.Face.Name == (registry.Name{}) {
					t.Errorf("%+v", i)
				}
				days = append(days, i.Day)
			}
			return days
		}
		if days := dueOn(); !slices.Equal(days, []trenza.Day{"2020-04-05", "2020-06-05"}) {
			t.Errorf("due on %v", days)
		}
		ask(facilitates, v.ID, 1, "2020-04-05", 100)
		if days := dueOn(); !slices.Equal(days, []trenza.Day{"2020-06-05"}) {
			t.Errorf("after the first: %v", days)
		}
		if told := waits(as(w, "otra", trenza.RoleMonitoring), venture.KindVisit); len(told) != 0 {
			t.Errorf("who only reads is told: %+v", told)
		}
		if _, err := ask(facilitates, v.ID, 3, "2020-06-01", 100, func(v *venture.Visit) { v.Operating = venture.Shut }); err != nil {
			t.Fatal(err)
		}
		if days := dueOn(); len(days) != 0 {
			t.Errorf("of a business that is closed: %v", days)
		}
		if _, err := ask(facilitates, v.ID, 3, "2020-06-01", 100); !isProblem(err, "venture.asked_already") {
			t.Errorf("twice: %v", err)
		}
		if _, err := ask(facilitates, v.ID, 2, "2020-06-01", 100); !isProblem(err, "venture.month_unknown") {
			t.Errorf("in the second month: %v", err)
		}
	})
}

// What was noted wrongly is taken back with what counts of it.
func TestVisitsAreTakenBack(t *testing.T) {
	each(t, func(w *World) {
		v := begin(w, learner(w, 1).ID, "2019-08-01")
		visit, err := ask(w, v.ID, 6, "2020-02-01", 100)
		if err != nil || counts(w, "venture_operating_m6") != 1 {
			t.Fatal(err)
		}
		w.Write(func(tx *journal.Tx) error { return venture.Withdraw(w.Context, tx, visit.ID) })
		if n := counts(w, "venture_followed_m6"); n != 0 {
			t.Errorf("%d are counted of what was taken back", n)
		}
		if _, err := ask(w, v.ID, 6, "2020-02-02", 0, func(v *venture.Visit) { v.Operating = venture.NotFound }); err != nil || counts(w, "venture_followed_m6") != 0 {
			t.Errorf("who was not found is counted as asked: %v", err)
		}
		w.Sound()
	})
}
