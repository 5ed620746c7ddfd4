package report_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// sliced is a world in which 23 women had legal assistance, of whom 3 in Piura
// alone, 14 psychosocial support, and 6 both; and 9 had a payment.
func sliced(t *testing.T, location string) *worldtest.World {
	t.Helper()
	w := worldtest.Open(t, location, alma)
	trained := make(map[trenza.Place][]string)
	w.Write(func(tx *journal.Tx) error {
		clear(trained)
		for n := range 31 {
			place, day := trenza.Place("240101"), trenza.Day(fmt.Sprintf("2020-%02d-11", 1+n%6))
			if n < 3 {
				place = "200101"
			}
			var services []string
			if n < 23 {
				services = append(services, "asistencia_legal")
			}
			if n >= 17 {
				services = append(services, "psicosocial_individual")
			}
			if n%4 == 0 {
				services = append(services, "empleabilidad")
			}
			for _, id := range services {
				given := []attention.Attention{worldtest.Delivered(day, place)}
				if id == "empleabilidad" {
					given = hours(24, day)
					given[0].Place, given[1].Place = place, place
				}
				received, err := w.Intake.Give(w.Context, tx, pathway.Participant{Record: worldtest.Numbered(n)}, w.Service(alma, id), given...)
				if err != nil {
					return err
				}
				if id == "empleabilidad" {
					trained[place] = append(trained[place], received.Person.ID)
				}
			}
		}
		return nil
	})
	for place, women := range trained {
		w.Train("formacion_empleabilidad", place, women...)
	}
	return w
}

// reading is the scope of somebody with a role.
func reading(w *worldtest.World, d *programme.Definition, role string) access.Scope {
	w.Helper()
	scope, err := access.For(trenza.Actor{Organisation: w.Actor.Organisation, Account: "marta", Grants: []trenza.Grant{{Role: role}}}, d.Offers()...)
	if err != nil {
		w.Fatal(err)
	}
	return scope
}

func TestASliceNarrowsAndParts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w, d := sliced(t, location), shipped(t, alma)
		count := func(s report.Slice) *report.Sliced {
			t.Helper()
			s.Definition = d
			got, err := reporterOf(w).Slice(w.Context, w.Scope(), s)
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		legal := count(report.Slice{Services: []string{"asistencia_legal"}, Question: reach.Question{By: []reach.Dimension{reach.ByRegion}}})
		if legal.People.Count != 23 || legal.Rows.Count != 23 || len(legal.Parts) != 2 || legal.Parts[0].People.Count != 3 || legal.Covered || legal.Question.AsOf == 0 {
			t.Errorf("legal assistance: %+v", legal)
		}
		both := count(report.Slice{Services: []string{"asistencia_legal", "psicosocial_individual"}, Question: reach.Question{All: true}})
		any := count(report.Slice{Services: []string{"asistencia_legal", "psicosocial_individual"}})
		if both.People.Count != 6 || both.Rows.Count != 12 || any.People.Count != 31 || any.Rows.Count != 37 {
			t.Errorf("both %+v, any %+v", both.People, any.People)
		}
		women := count(report.Slice{Indicator: "empleabilidad", Question: reach.Question{Place: "20"}})
		if women.People.Count != 1 || women.Question.Who.Sex != "F" {
			t.Errorf("in Piura: %+v", women)
		}
		for key, s := range map[string]report.Slice{
			"report.slice_sex":     {Indicator: "empleabilidad", Question: reach.Question{Who: reach.Who{Sex: "M"}}},
			"report.slice_age":     {Indicator: "empleabilidad", Question: reach.Question{Who: reach.Who{MaxAge: new(17)}}},
			"report.slice_service": {Services: []string{"nada"}},
		} {
			s.Definition = d
			if _, err := reporterOf(w).Slice(w.Context, w.Scope(), s); !errors.Is(err, trenza.Refuse(key)) {
				t.Errorf("%s: %v", key, err)
			}
		}
	})
}

// Four women of 23 live together. Each other one is a household of her own, and
// so is whoever turns out not to live there. Before it was known, nothing of it is
// counted; and who may not see small groups is not told how many live together.
func TestHouseholdsAreCountedOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w, d := sliced(t, location), shipped(t, alma)
		before, last := w.Position(), ""
		for n := range 4 {
			last = w.Meet(worldtest.Numbered(n), worldtest.Today).Person.ID
			w.Write(func(tx *journal.Tx) error { return registry.JoinHousehold(w.Context, tx, last, "H-1", "hija") })
		}
		together := w.Position()
		w.Write(func(tx *journal.Tx) error {
			hers, err := registry.HouseholdsJoined(w.Context, tx, w.Actor.Organisation, last, before, together)
			if err != nil {
				return err
			}
			return registry.LeaveHousehold(w.Context, tx, last, hers[0])
		})
		w.Sound()
		for asOf, want := range map[int64]int{before: 23, together: 20, 0: 21} {
			s := report.Slice{Definition: d, Services: []string{"asistencia_legal"}, Question: reach.Question{Unit: reach.Households, AsOf: asOf}}
			if got, err := reporterOf(w).Slice(w.Context, w.Scope(), s); err != nil || got.People.Count != want || got.Rows.Count != 23 {
				t.Errorf("as of %d: %+v, %v, want %d", asOf, got, err, want)
			}
			if _, err := reporterOf(w).Slice(w.Context, reading(w, d, trenza.RoleMonitoring), s); !errors.Is(err, trenza.Refuse("report.slice_households")) {
				t.Errorf("where small groups are covered: %v", err)
			}
		}
		paid := report.Slice{Definition: d, Indicator: "empleabilidad", Question: reach.Question{Unit: reach.Households}}
		if got, err := reporterOf(w).Slice(w.Context, w.Scope(), paid); err != nil || got.Question.Unit != reach.Households {
			t.Errorf("the households of a figure: %+v, %v", got, err)
		}
	})
}

// Somebody from whom small groups are covered asks whatever she likes, and
// subtracts: what comes out is nobody, or as many as may be shown.
func TestNoDifferenceOfCoveredSlicesTellsOfAFew(t *testing.T) {
	w, d := sliced(t, storetest.Location(t, store.SQLite)), shipped(t, alma)
	scope := reading(w, d, trenza.RoleMonitoring)
	var seen []int
	for _, services := range [][]string{nil, {"asistencia_legal"}, {"psicosocial_individual"}, {"asistencia_legal", "psicosocial_individual"}} {
		for _, q := range narrowings() {
			got, err := reporterOf(w).Slice(w.Context, scope, report.Slice{Definition: d, Services: services, Question: q})
			if err != nil || !got.Covered {
				t.Fatalf("%v %+v: %v", services, q, err)
			}
			seen = append(seen, numbersOf(t, got)...)
		}
	}
	for _, a := range seen {
		for _, b := range seen {
			if a-b > 0 && a-b < report.SmallGroup {
				t.Fatalf("%d less %d is a few", a, b)
			}
		}
	}
	if slices.Max(seen) < 20 {
		t.Errorf("she sees hardly anything: %v", seen)
	}
}

// narrowings are ways to cut the same people.
func narrowings() (all []reach.Question) {
	for _, place := range []trenza.Place{"", "20", "24", "240101"} {
		for _, period := range []trenza.Period{{}, {From: "2020-02-01"}, {To: "2020-03-31"}, {From: "2020-02-01", To: "2020-02-29"}} {
			for _, by := range [][]reach.Dimension{nil, {reach.ByRegion}, {reach.ByMonth}} {
				for _, coming := range []string{"", "new", "returning"} {
					all = append(all, reach.Question{Place: place, Period: period, By: by, New: coming == "new", Returning: coming == "returning"})
				}
			}
		}
	}
	return all
}

// numbersOf lists the numbers of an answer, none of which is small.
func numbersOf(t *testing.T, a *report.Sliced) (all []int) {
	t.Helper()
	take := func(n report.Number) {
		if n.Mark != "" && n.Count != 0 || n.Mark == "" && (n.Count == 0 || n.Count%report.SmallGroup != 0) {
			t.Fatalf("%+v of %+v", n, a.Question)
		}
		if n.Mark == "" {
			all = append(all, n.Count)
		}
	}
	take(a.People)
	take(a.Rows)
	for _, p := range a.Parts {
		take(p.People)
		take(p.Rows)
	}
	return all
}

// What she may see exactly she does, and what would measure the covered is
// refused.
func TestWhatACoveredReaderIsRefused(t *testing.T) {
	w, d := sliced(t, storetest.Location(t, store.SQLite)), shipped(t, alma)
	scope := reading(w, d, trenza.RoleMonitoring)
	ask := func(s report.Slice) (*report.Sliced, error) {
		s.Definition = d
		return reporterOf(w).Slice(w.Context, scope, s)
	}
	own, err := ask(report.Slice{Services: []string{"empleabilidad"}, Question: reach.Question{Place: "20", Period: trenza.Period{From: "2020-01-02"}}})
	if err != nil || own.Covered || own.People.Count != 1 {
		t.Errorf("her own: %+v, %v", own, err)
	}
	if _, err := ask(report.Slice{Services: []string{"asistencia_legal", "empleabilidad"}}); !errors.Is(err, trenza.Refuse("report.slice_mixed")) {
		t.Errorf("mixed: %v", err)
	}
	if _, err := ask(report.Slice{Services: []string{"asistencia_legal"}, Question: reach.Question{Period: trenza.Period{From: "2020-01-02"}}}); !errors.Is(err, trenza.Refuse("report.slice_months")) {
		t.Errorf("a part of a month: %v", err)
	}
	if got, err := ask(report.Slice{Services: []string{"salud"}}); err != nil || got.People.Mark != "<5" {
		t.Errorf("of nobody: %+v, %v", got, err)
	}
	scope = reading(w, d, trenza.RoleCoordinator)
	if got, err := ask(report.Slice{Services: []string{"informacion_vbg"}, Question: reach.Question{Place: "240101"}}); err != nil || got.TooFine {
		t.Errorf("what she sees exactly is not too fine: %+v, %v", got, err)
	}
}

// Nearly all of a group had the same sensitive label: it is not shown.
func TestWhatNearlyAllHaveIsCovered(t *testing.T) {
	w, d := worldtest.Open(t, storetest.Location(t, store.SQLite), alma), shipped(t, alma)
	for n := range 20 {
		r := worldtest.Numbered(n)
		r.Functioning.Walking = 4
		w.Give(r, "asistencia_legal", worldtest.Delivered("2020-03-01", "240101"))
	}
	s := report.Slice{Definition: d, Services: []string{"asistencia_legal"}}
	s.Question.Who.Every = registry.FlagDisability
	got, err := reporterOf(w).Slice(w.Context, reading(w, d, trenza.RoleMonitoring), s)
	if err != nil || got.People != (report.Number{Mark: "…"}) {
		t.Errorf("all of them: %+v, %v", got, err)
	}
}

func TestWhatPeopleReceivedTogether(t *testing.T) {
	w, d := sliced(t, storetest.Location(t, store.SQLite)), shipped(t, alma)
	s := report.Slice{Definition: d, Services: []string{"asistencia_legal", "psicosocial_individual", "empleabilidad"}}
	exact, err := reporterOf(w).Together(w.Context, w.Scope(), s)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, g := range exact.Groups {
		sum += g.People.Count
	}
	if sum != exact.People.Count || exact.Mixes != 0 || fmt.Sprint(exact.Each) != "[{8 } {23 } {14 }]" {
		t.Errorf("%d of %+v", sum, exact)
	}
	s.Services = s.Services[:2]
	covered, err := reporterOf(w).Together(w.Context, reading(w, d, trenza.RoleMonitoring), s)
	if err != nil || fmt.Sprint(covered.Groups) != "[{[asistencia_legal] {15 }} {[psicosocial_individual] {10 }} {[asistencia_legal psicosocial_individual] {5 }}]" || covered.Mixes != 0 {
		t.Errorf("%+v, %v", covered, err)
	}
}

// A covered reader feels her way around a small group with one narrow slice after
// another: the day has so many and no more, on record. The same slice again is
// free, and so is what the programme publishes anyway.
func TestADayHasSoManySlices(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w, d := sliced(t, location), shipped(t, alma)
		ask := func(scope access.Scope, age int, today trenza.Day) error {
			s := report.Slice{Definition: d, Services: []string{"asistencia_legal"}}
			s.Question.Who.MinAge = &age
			return reporterOf(w).Budgeted(w.Context, scope, s, today)
		}
		covered := reading(w, d, trenza.RoleMonitoring)
		for range 2 {
			for age := range report.SlicesADay {
				if err := ask(covered, age, "2020-06-01"); err != nil {
					t.Fatalf("slice %d: %v", age, err)
				}
			}
		}
		if n := verbs(w, "figures.sliced"); n != report.SlicesADay {
			t.Errorf("%d slices are on record", n)
		}
		if err := ask(covered, 100, "2020-06-01"); !errors.Is(err, &trenza.Problem{Kind: trenza.Forbidden, Key: "report.slices_spent"}) {
			t.Errorf("one more: %v", err)
		}
		if err := reporterOf(w).Budgeted(w.Context, covered, report.Slice{Definition: d}, "2020-06-01"); err != nil {
			t.Errorf("what is published anyway: %v", err)
		}
		if err := errors.Join(ask(covered, 100, "2020-06-02"), ask(w.Scope(), 100, "2020-06-01")); err != nil {
			t.Errorf("another day, and somebody who sees the rows: %v", err)
		}
	})
}
