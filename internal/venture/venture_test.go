package venture_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/venture"
	. "github.com/trenza/trenza/internal/worldtest"
)

// as is the world seen by somebody with an account and a role everywhere.
func as(w *World, account, role string) *World {
	other := *w
	other.Actor = trenza.Actor{
		Organisation: w.Actor.Organisation, Account: account, Name: "Quien " + account,
		Grants: []trenza.Grant{{Role: role, From: "2019-01-01"}},
	}
	return &other
}

func scopeOf(w *World) (scope access.Scope) {
	w.Helper()
	w.Read(func(r store.Reader) (err error) {
		scope, err = programme.ScopeOf(w.Context, r, w.Actor)
		return err
	})
	return scope
}

func isProblem(err error, key string) bool {
	p, is := errors.AsType[*trenza.Problem](err)
	return is && p.Key == key
}

func each(t *testing.T, test func(w *World)) {
	storetest.Each(t, func(t *testing.T, location string) { test(Plain(t, location, "alma-llanera", "taller-reque")) })
}

// learner is somebody who goes to the course on business in Trujillo.
func learner(w *World, n int) *registry.Person {
	w.Helper()
	return w.Give(Numbered(n), "emprendimiento", Delivered("2019-06-03", "130101")).Person
}

// do carries a verb out and returns what came of it.
func do[T any](w *World, verb func(tx *journal.Tx) (T, error)) (came T, err error) {
	w.Helper()
	err = w.Try(func(tx *journal.Tx) error {
		came, err = verb(tx)
		return err
	})
	return came, err
}

func must[T any](w *World, verb func(tx *journal.Tx) (T, error)) T {
	w.Helper()
	came, err := do(w, verb)
	if err != nil {
		w.Fatal(err)
	}
	return came
}

func begin(w *World, person string, starts trenza.Day) venture.Venture {
	w.Helper()
	return must(w, func(tx *journal.Tx) (venture.Venture, error) {
		return venture.Begin(w.Context, tx, venture.Venture{Programme: "alma-llanera", Person: person, Place: "130101", Starts: starts, Name: "Panadería Marbelys"})
	})
}

// bakery is a plan that holds.
func bakery() venture.Plan {
	return venture.Plan{
		Customer: "las vecinas de El Porvenir", Product: "cachitos y golfeados", Price: 250, UnitCost: 90, FixedCost: 48_000,
		Forecast: []int{300, 350, 400, 500, 600, 700}, Investment: 240_000, Risk: "sube la harina",
		Care: "su hermana, de seis a nueve", Formal: venture.Formal{RUC: "10456789012", Regime: "rus"},
	}
}

func write(w *World, v string, p venture.Plan) (venture.PlanVersion, error) {
	w.Helper()
	return do(w, func(tx *journal.Tx) (venture.PlanVersion, error) {
		return venture.Write(w.Context, tx, v, "2019-08-01", p)
	})
}

// points give a plan so many of the rubric's 100.
func points(total int) map[string]int {
	d, _ := programme.Shipped("alma-llanera")
	given := make(map[string]int)
	for _, c := range d.Ventures.Rubric {
		given[c.ID] = min(c.Points, total)
		total -= given[c.ID]
	}
	return given
}

func judge(w *World, v string, total int) (venture.Pitch, error) {
	w.Helper()
	return do(w, func(tx *journal.Tx) (venture.Pitch, error) {
		return venture.Judge(w.Context, tx, v, "2019-08-10", points(total))
	})
}

func apply(w *World, v string, amount trenza.Money) (venture.Seed, error) {
	w.Helper()
	return do(w, func(tx *journal.Tx) (venture.Seed, error) {
		return venture.Apply(w.Context, tx, venture.Seed{
			Venture: v, Kind: "mixed", Day: "2019-08-15", Amount: amount,
			SeedWords: venture.SeedWords{For: "un horno y harina", Owner: "her", Control: "her"},
		})
	})
}

func decide(w *World, seed string, move venture.Move, day trenza.Day, reason string) (venture.Seed, error) {
	w.Helper()
	return do(w, func(tx *journal.Tx) (venture.Seed, error) {
		return venture.Decide(w.Context, tx, seed, venture.Decision{Move: move, Day: day, Reason: reason})
	})
}

func show(w *World, seed string, amount trenza.Money) error {
	w.Helper()
	_, err := do(w, func(tx *journal.Tx) (venture.Receipt, error) {
		return venture.ShowReceipt(w.Context, tx, venture.Receipt{Seed: seed, Day: "2019-09-20", Amount: amount, For: "horno"})
	})
	return err
}

func ask(w *World, v string, month int, day trenza.Day, net trenza.Money, change ...func(*venture.Visit)) (venture.Visit, error) {
	w.Helper()
	visit := venture.Visit{Venture: v, Month: month, Day: day, Operating: venture.Operating, Numbers: venture.Numbers{Sales: net + 30_000, Costs: 30_000}}
	for _, c := range change {
		c(&visit)
	}
	return do(w, func(tx *journal.Tx) (venture.Visit, error) { return venture.Ask(w.Context, tx, visit) })
}

func businesses(w *World, root string) (all []venture.Business) {
	w.Helper()
	scope := scopeOf(w)
	w.Read(func(r store.Reader) (err error) {
		all, err = venture.OfThread(w.Context, r, w.Vault, scope, root)
		return err
	})
	return all
}

func counts(w *World, outcome string) int {
	w.Helper()
	return w.Count(reach.Question{Programme: "alma-llanera", Terms: []reach.Term{{Service: "capital_semilla", Outcome: outcome}}}).Count
}

// Story 1, from the plan to the sixth month.
func TestTheBakery(t *testing.T) {
	each(t, func(w *World) {
		her := learner(w, 1)
		facilitates, one, two := as(w, "facilita", trenza.RoleFacilitator), as(w, "una", trenza.RoleFacilitator), as(w, "dos", trenza.RoleRegistrar)
		approves := as(w, "aprueba", trenza.RoleProgrammeApprove)
		v := begin(facilitates, her.ID, "2019-08-01")
		if _, err := ask(facilitates, v.ID, 0, "2019-08-01", 42_000); err != nil {
			t.Fatal(err)
		}
		if _, err := write(facilitates, v.ID, bakery()); err != nil {
			t.Fatal(err)
		}
		seed, err := apply(facilitates, v.ID, 240_000)
		if err != nil || seed.First != 144_000 || seed.Rest() != 96_000 || seed.Needed(90) != 129_600 {
			t.Fatalf("%+v %v", seed, err)
		}
		if _, err := decide(facilitates, seed.ID, venture.Review, "2019-08-16", ""); !isProblem(err, "venture.judges_missing") {
			t.Errorf("reviewed before it was judged: %v", err)
		}
		for w, total := range map[*World]int{one: 76, two: 80} {
			if p, err := judge(w, v.ID, total); err != nil || p.Total != total {
				t.Fatal(p, err)
			}
		}
		b := businesses(facilitates, her.Root)[0]
		if mean, enough := venture.Average(b.Pitches, 2); !enough || mean != 78 {
			t.Errorf("the average of the plan: %v %v", mean, enough)
		}
		for _, step := range []struct {
			by   *World
			move venture.Move
		}{{facilitates, venture.Review}, {approves, venture.Approve}, {facilitates, venture.Sign}, {facilitates, venture.PayFirst}} {
			if seed, err = decide(step.by, seed.ID, step.move, "2019-09-01", ""); err != nil {
				t.Fatal(step.move, err)
			}
		}
		for _, amount := range []trenza.Money{100_000, 29_599} {
			if err := show(facilitates, seed.ID, amount); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := decide(facilitates, seed.ID, venture.PayRest, "2019-10-01", ""); !isProblem(err, "venture.receipts_short") {
			t.Errorf("the second payment came with S/ 1,295.99 shown: %v", err)
		}
		if err := show(facilitates, seed.ID, 1); err != nil {
			t.Fatal(err)
		}
		if seed, err = decide(facilitates, seed.ID, venture.PayRest, "2019-10-01", ""); err != nil || seed.State != venture.Tranche2 {
			t.Fatal(seed, err)
		}
		for month, told := range map[int]struct {
			day trenza.Day
			net trenza.Money
		}{1: {"2019-10-02", 38_000}, 3: {"2019-12-02", 91_000}, 6: {"2020-03-02", 126_000}} {
			if _, err := ask(facilitates, v.ID, month, told.day, told.net); err != nil {
				t.Fatal(month, err)
			}
		}
		b = businesses(facilitates, her.Root)[0]
		var nets []trenza.Money
		for _, visit := range b.Visits {
			nets = append(nets, visit.Numbers.Net())
		}
		gain, ok := b.Gain(6)
		percent, _ := venture.Percent(nets[0], nets[3])
		if !slices.Equal(nets, []trenza.Money{42_000, 38_000, 91_000, 126_000}) || !ok || gain != 84_000 || percent != 200 {
			t.Errorf("net %v, by %v, %d %%", nets, gain, percent)
		}
		if b.Name != "Panadería Marbelys" || b.Seeds[0].Shown() != 129_600 || b.Seeds[0].Owner != "her" || b.Plans[0].Plan.Care == "" {
			t.Errorf("%+v", b)
		}
		if paid, asked, runs := counts(w, programme.Collected), counts(w, "venture_followed_m6"), counts(w, "venture_operating_m6"); paid != 1 || asked != 1 || runs != 1 {
			t.Errorf("two payments and three visits count as %d, %d, %d women", paid, asked, runs)
		}
		w.Sound()
	})
}

// Who wrote a plan or an application does not judge it, nobody judges twice, and only
// who may decides.
func TestFourEyes(t *testing.T) {
	each(t, func(w *World) {
		her := learner(w, 1)
		facilitates, approves := as(w, "facilita", trenza.RoleFacilitator), as(w, "aprueba", trenza.RoleProgrammeApprove)
		v := begin(facilitates, her.ID, "2019-08-01")
		if _, err := judge(facilitates, v.ID, 70); !isProblem(err, "venture.no_plan") {
			t.Errorf("judged before it was written: %v", err)
		}
		write(facilitates, v.ID, bakery())
		if _, err := judge(facilitates, v.ID, 70); !isProblem(err, "venture.own_plan") {
			t.Errorf("her own plan: %v", err)
		}
		one := as(w, "una", trenza.RoleFacilitator)
		judge(one, v.ID, 76)
		if _, err := judge(one, v.ID, 76); !isProblem(err, "venture.judged_already") {
			t.Errorf("twice: %v", err)
		}
		judge(as(w, "dos", trenza.RoleFacilitator), v.ID, 80)
		if _, err := judge(as(w, "tres", trenza.RoleFacilitator), v.ID, 99); !isProblem(err, "venture.judged_enough") {
			t.Errorf("a third: %v", err)
		}
		if b := businesses(approves, her.Root)[0]; b.Name != "" || len(b.Pitches) != 2 {
			t.Errorf("an approver reads codes and amounts, not %q", b.Name)
		}
		seed, _ := apply(facilitates, v.ID, 100_001)
		if seed.First != 60_000 {
			t.Errorf("60 %% of S/ 1,000.01 is %v", seed.First)
		}
		if _, err := apply(facilitates, v.ID, 1); !isProblem(err, "venture.seed_open") {
			t.Errorf("two at a time: %v", err)
		}
		decide(facilitates, seed.ID, venture.Review, "2019-08-20", "")
		if _, err := decide(facilitates, seed.ID, venture.Approve, "2019-08-20", ""); trenza.KindOf(err) != trenza.Forbidden {
			t.Errorf("a facilitator approves: %v", err)
		}
		if _, err := decide(approves, seed.ID, venture.Reject, "2019-08-20", " "); !isProblem(err, "venture.reason_missing") {
			t.Errorf("without a reason: %v", err)
		}
		both := *approves
		both.Actor.Account = "facilita"
		if _, err := decide(&both, seed.ID, venture.Approve, "2019-08-20", ""); !isProblem(err, "venture.own_application") {
			t.Errorf("her own application: %v", err)
		}
		if seed, err := decide(approves, seed.ID, venture.Reject, "2019-08-20", "falta el permiso"); err != nil || seed.State != venture.Rejected {
			t.Errorf("%+v %v", seed, err)
		}
		if _, err := apply(facilitates, v.ID, 100_000); err != nil {
			t.Errorf("after a rejection: %v", err)
		}
		w.Sound()
	})
}

// What was questioned after both payments is cleared, and nothing is paid a third time.
func TestMisuse(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	her := learner(w, 1)
	v := begin(w, her.ID, "2019-08-01")
	write(w, v.ID, bakery())
	for _, name := range []string{"Una", "Otra"} {
		if _, err := judge(w.As(name), v.ID, 80); err != nil {
			t.Fatal(err)
		}
	}
	seed, _ := apply(w, v.ID, 100_000)
	approves := w.As("Quien aprueba")
	for _, step := range []venture.Move{venture.Review, venture.Approve, venture.Sign, venture.PayFirst} {
		if _, err := decide(approves, seed.ID, step, "2019-09-01", ""); err != nil {
			t.Fatal(step, err)
		}
	}
	show(w, seed.ID, 60_000)
	for _, step := range []venture.Move{venture.PayRest, venture.Question, venture.Clear} {
		if _, err := decide(approves, seed.ID, step, "2019-10-01", "lo explicó"); err != nil {
			t.Fatal(step, err)
		}
	}
	if _, err := decide(approves, seed.ID, venture.PayRest, "2019-10-01", ""); !isProblem(err, "venture.paid_already") {
		t.Errorf("paid again: %v", err)
	}
	if _, err := decide(approves, seed.ID, venture.Sign, "2019-10-01", ""); !isProblem(err, "venture.no_such_move") {
		t.Errorf("signed again: %v", err)
	}
	if seed, err := decide(approves, seed.ID, venture.Close, "2019-10-01", ""); err != nil || seed.State != venture.Closed {
		t.Errorf("%+v %v", seed, err)
	}
	w.Sound()
}

func TestWhatIsNoPlan(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	v := begin(w, learner(w, 1).ID, "2019-08-01")
	for key, change := range map[string]func(*venture.Plan){
		"venture.customer_missing": func(p *venture.Plan) { p.Customer = " " },
		"venture.product_missing":  func(p *venture.Plan) { p.Product = "" },
		"venture.price_below_cost": func(p *venture.Plan) { p.Price = p.UnitCost },
		"venture.forecast_months":  func(p *venture.Plan) { p.Forecast = p.Forecast[:5] },
		"venture.units_range":      func(p *venture.Plan) { p.Forecast[0] = -1 },
		"venture.amount_range":     func(p *venture.Plan) { p.FixedCost = 100_000_001 },
		"venture.ruc_shape":        func(p *venture.Plan) { p.Formal.RUC = "1045678901x" },
		"venture.regime_unknown":   func(p *venture.Plan) { p.Formal.Regime = "otro" },
	} {
		p := bakery()
		change(&p)
		if _, err := write(w, v.ID, p); !isProblem(err, key) {
			t.Errorf("%s: %v", key, err)
		}
	}
	for n := 1; n <= 2; n++ {
		if p, err := write(w, v.ID, bakery()); err != nil || p.Version != n {
			t.Errorf("version %d: %+v %v", n, p, err)
		}
	}
}
