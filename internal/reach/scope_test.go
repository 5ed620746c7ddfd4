package reach_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// offered are the services of programme p, as its definition would say.
var offered = []access.Service{
	{Programme: "p", ID: "bono", Field: access.Cash, Class: trenza.P2},
	{Programme: "p", ID: "salud", Field: access.Health, Class: trenza.P3},
}

// seeing is the scope of somebody with a role.
func seeing(w *worldtest.World, g trenza.Grant) access.Scope {
	w.Helper()
	scope, err := access.For(trenza.Actor{Organisation: w.Actor.Organisation, Account: "luz", Grants: []trenza.Grant{g}}, offered...)
	if err != nil {
		w.Fatal(err)
	}
	return scope
}

// Whoever counts, counts what she may see, and of nothing else does a number
// tell: number 1 came first in Lima, and is new in Tumbes for whoever sees Tumbes
// alone.
func TestNewIsNewWithinWhatTheReaderSees(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := small(t, location)
		february := reach.Question{Programme: "p", Unit: reach.People, Period: trenza.Period{From: "2020-02-01", To: "2020-02-29"}, AsOf: 7}
		fresh := february
		fresh.New = true
		for name, c := range map[string]struct {
			grant          trenza.Grant
			ever, came, is int // people ever, in February, new in February
		}{
			"everything":        {trenza.Grant{Role: trenza.RoleMonitoring}, 5, 3, 2},
			"Tumbes":            {trenza.Grant{Role: trenza.RoleMonitoring, Place: "24"}, 3, 2, 2},
			"Lima":              {trenza.Grant{Role: trenza.RoleMonitoring, Place: "15"}, 3, 1, 1},
			"a district":        {trenza.Grant{Role: trenza.RoleMonitoring, Place: "150135"}, 1, 1, 1},
			"payments":          {trenza.Grant{Role: trenza.RoleCashOfficer}, 2, 0, 0},
			"payments, Tumbes":  {trenza.Grant{Role: trenza.RoleCashOfficer, Place: "24"}, 1, 0, 0},
			"what is no health": {trenza.Grant{Role: trenza.RoleRegistrar}, 2, 0, 0},
		} {
			scope := seeing(w, c.grant)
			count := func(q reach.Question) int {
				a, err := w.Engine.Count(w.Context, scope, q)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				return a.Count
			}
			ever := everybody
			ever.AsOf = 7
			if e, came, is := count(ever), count(february), count(fresh); e != c.ever || came != c.came || is != c.is {
				t.Errorf("%s: %d ever, %d came, %d new; want %d, %d, %d", name, e, came, is, c.ever, c.came, c.is)
			}
		}
	})
}

// Who may count nothing is told so, and no cell.
func TestWhoMayCountNothing(t *testing.T) {
	w := small(t, storetest.Location(t, store.SQLite))
	for _, role := range []string{trenza.RoleDonor, trenza.RoleOutreach, trenza.RoleAdministrator, trenza.RoleSafeguarding, trenza.RoleParticipant} {
		scope := seeing(w, trenza.Grant{Role: role})
		_, count := w.Engine.Count(w.Context, scope, everybody)
		facts := w.Engine.Facts(w.Context, scope, everybody, func(reach.Fact) error { t.Error("a row"); return nil })
		history := w.Engine.History(w.Context, scope, "p", func(reach.Held) error { t.Error("a row"); return nil })
		_, joins := w.Engine.Joins(w.Context, scope, "p")
		_, declared := w.Engine.Declared(w.Context, scope, everybody)
		for _, err := range []error{count, facts, history, joins, declared} {
			if !errors.Is(err, &trenza.Problem{Kind: trenza.Forbidden, Key: "reach.out_of_scope"}) {
				t.Errorf("%s: %v", role, err)
			}
		}
	}
}

// Every answer within a scope is the answer over a world that has nothing but
// what the scope sees.
func TestAScopeIsAWorldOfItsOwn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		whole := worldtest.Open(t, location)
		rapid.Check(t, func(t *rapid.T) {
			grant := trenza.Grant{
				Role:   rapid.SampledFrom([]string{trenza.RoleMonitoring, trenza.RoleRegistrar, trenza.RoleCashOfficer}).Draw(t, "role"),
				Place:  rapid.SampledFrom([]trenza.Place{"", "15", "1501", "150101", "24", "240101"}).Draw(t, "place"),
				Course: rapid.SampledFrom([]string{"", "", "bono", "salud"}).Draw(t, "course"),
			}
			scope := seeing(whole, grant)
			seen := scope.Where("figures.count", access.Delivery)
			ofAll, ofSeen := whole.In(t, trenza.NewID()), whole.In(t, trenza.NewID())
			for range rapid.IntRange(1, 12).Draw(t, "rows") {
				service := rapid.SampledFrom(offered).Draw(t, "service")
				place := rapid.SampledFrom([]trenza.Place{"150101", "150135", "240101", "240102"}).Draw(t, "at")
				e := given(rapid.Int64Range(1, 4).Draw(t, "number"), service.ID,
					trenza.Day("2020-01-01").Add(rapid.IntRange(0, 90).Draw(t, "day")), place, "F", rapid.IntRange(17, 19).Draw(t, "age"))
				tell(ofAll, e)
				if seen.Holds(access.Row{Kind: access.Delivery, Class: service.Class, Programme: "p", Service: service.ID, Field: service.Field, Place: place}) {
					tell(ofSeen, e)
				}
			}
			q := everybody
			q.New = rapid.Bool().Draw(t, "new")
			q.By = [][]reach.Dimension{nil, {reach.ByRegion}, {reach.ByMonth}, {reach.ByAge}, {reach.ByService, reach.ByMonth}}[rapid.IntRange(0, 4).Draw(t, "by")]
			q.Period = trenza.Period{From: "2020-02-01"}
			inScope := seeing(ofAll, grant)
			got, err := ofAll.Engine.Count(context.Background(), inScope, q)
			if access.Nothing(inScope.Where("figures.count", access.Delivery)) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			want := ofSeen.Count(q)
			if got.Count != want.Count || got.Rows != want.Rows || !slices.Equal(parts(got), parts(want)) {
				t.Fatalf("%+v sees %d of %d rows, %v; want %d of %d, %v", grant, got.Count, got.Rows, parts(got), want.Count, want.Rows, parts(want))
			}
		})
	})
}
