package links_test

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/reach/links"
	"github.com/trenza/trenza/internal/reach/reachtest"
)

// Whatever happens, an index that followed it answers every question as a recount
// with paper and pencil does. A question costs little, so that each run asks
// thousands.
func TestTheIndexAgreesWithARecount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := rapid.Custom(reachtest.History).Draw(t, "events")
		built := rapid.IntRange(0, len(events)).Draw(t, "built at")
		x := indexAt(t, events, built)
		for i := built; i < len(events); i++ {
			follow(t, x, events, i)
		}
		x.WithoutLinks = rapid.Bool().Draw(t, "without links")
		x.Walking(rapid.Bool().Draw(t, "walking"))
		paper := reachtest.Recounted(events, int64(len(events)))
		paper.Facts = slices.DeleteFunc(paper.Facts, func(f reach.Fact) bool { return f.Programme != "p" })
		for range 30 {
			q := rapid.Custom(reachtest.Question).Draw(t, "question")
			agree(t, x, paper, q, links.Everything())
		}
	})
}

// agree holds an index against a recount in everything that a question may ask.
func agree(t *rapid.T, x *links.Index, paper *reachtest.Recount, q reach.Question, s links.Sight) {
	fail := func(what string, got, want any, err error) {
		t.Fatalf("%s\nof %v, who counts as %v\nasked %+v, answered by %s\nthe index says %+v, %v\nthe recount says %+v", what, paper.Facts, paper.Roots, q, x.Plan(q, s), got, err, want)
	}
	want := paper.Count(q)
	want.Position = x.Position()
	if got, err := x.Count(q, s); err != nil || !reflect.DeepEqual(got, want) {
		fail("count", got, want, err)
	}
	if want.Rows, want.Records = 0, 0; len(q.By) > 0 {
		want.Count = 0 // cells alone were asked for
	}
	for i := range want.Cells {
		want.Cells[i].Rows = 0
	}
	if got, err := x.People(q, s); err != nil || !reflect.DeepEqual(got, want) {
		fail("people", got, want, err)
	}
	overlaps, err := x.Overlaps(q, s)
	if want := paper.Overlaps(q); err != nil || !slices.Equal(overlaps, want) {
		fail("overlaps", overlaps, want, err)
	}
	q.Terms = []reach.Term{{Service: "bono"}, {Service: "salud", Outcome: "delivered"}}
	combined, err := x.Combinations(q, s)
	groups := make(map[string]int)
	for _, c := range combined {
		groups[strings.Join(c.Services, "+")] = c.Count
	}
	if want := paper.Combinations(q); err != nil || !maps.Equal(groups, want) {
		fail("combinations", combined, want, err)
	}
}

// indexAt is the index of programme p as of a position, built anew.
func indexAt(t *rapid.T, events []reachtest.Event, position int) *links.Index {
	b, then := links.NewBuilder(), reachtest.Recounted(events, int64(position))
	for _, f := range beyond(then.Facts, nil) {
		if err := b.AddFact(f); err != nil {
			t.Fatal(err)
		}
	}
	for number, root := range then.Roots {
		b.Join(number, root)
	}
	for _, h := range then.Memberships {
		b.House(then.HomeOf(h.Number))
	}
	x, err := b.Index(int64(position))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// follow lets an index of programme p follow the event of a position from the one
// before it.
func follow(t *rapid.T, x *links.Index, events []reachtest.Event, i int) {
	before, after := reachtest.Recounted(events, int64(i)), reachtest.Recounted(events, int64(i+1))
	c := links.Change{Position: int64(i + 1), Roots: events[i].Joins}
	c.Closed, c.Opened = beyond(before.Facts, after.Facts), beyond(after.Facts, before.Facts)
	for _, h := range events[i].Memberships {
		c.Memberships = append(c.Memberships, after.HomeOf(h.Number))
	}
	if err := x.Apply(c); err != nil {
		t.Fatal(err)
	}
}

// beyond are the facts of programme p that are in one list and not in another.
func beyond(list, other []reach.Fact) (more []reach.Fact) {
	for _, f := range list {
		if f.Programme == "p" && !slices.ContainsFunc(other, func(o reach.Fact) bool { return reachtest.Spell(o) == reachtest.Spell(f) }) {
			more = append(more, f)
		}
	}
	return more
}

// offered are the services of programme p, as its definition would say.
var offered = []access.Service{
	{Programme: "p", ID: "bono", Field: access.Cash, Class: trenza.P2},
	{Programme: "p", ID: "salud", Field: access.Health, Class: trenza.P3},
}

// What a reader may count is counted as if there were nothing else.
func TestASightIsAWorldOfItsOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		grant := trenza.Grant{
			Role:   rapid.SampledFrom([]string{trenza.RoleMonitoring, trenza.RoleRegistrar, trenza.RoleCashOfficer}).Draw(t, "role"),
			Place:  rapid.SampledFrom([]trenza.Place{"", "15", "1501", "150101", "24", "240101"}).Draw(t, "place"),
			Course: rapid.SampledFrom([]string{"", "", "bono", "salud"}).Draw(t, "course"),
		}
		scope, err := access.For(trenza.Actor{Organisation: "o", Account: "luz", Grants: []trenza.Grant{grant}}, offered...)
		if err != nil {
			t.Fatal(err)
		}
		seen := scope.Where("figures.count", access.Delivery)
		sight, err := links.SightOf(scope, "p")
		if refused := errors.Is(err, &trenza.Problem{Kind: trenza.Forbidden, Key: "reach.out_of_scope"}); refused || err != nil {
			if !refused || !access.Nothing(seen) {
				t.Fatal(err)
			}
			return
		}
		events := rapid.Custom(reachtest.History).Draw(t, "events")
		x := indexAt(t, events, 0)
		for i := range events {
			follow(t, x, events, i)
		}
		paper := reachtest.Recounted(events, int64(len(events)))
		paper.Facts = slices.DeleteFunc(paper.Facts, func(f reach.Fact) bool {
			s := access.Among(offered, "p", f.Service)
			return f.Programme != "p" || !seen.Holds(access.Row{
				Kind: access.Delivery, Class: s.Class, Programme: "p", Service: s.ID, Field: s.Field, Place: f.Place,
			})
		})
		for range 10 {
			agree(t, x, paper, rapid.Custom(reachtest.Question).Draw(t, "question"), sight)
		}
	})
}

func TestWhoMayCountNothingHasNoSight(t *testing.T) {
	scope, err := access.For(trenza.Actor{Organisation: "o", Account: "luz", Grants: []trenza.Grant{{Role: trenza.RoleDonor}}}, offered...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := links.SightOf(scope, "p"); !errors.Is(err, &trenza.Problem{Kind: trenza.Forbidden, Key: "reach.out_of_scope"}) {
		t.Error(err)
	}
	scope, _ = access.For(trenza.Actor{Organisation: "o", Account: "luz", Grants: []trenza.Grant{{Role: trenza.RoleMonitoring}}}, offered...)
	scope.Programme = "q"
	if _, err := links.SightOf(scope, "p"); !errors.Is(err, &trenza.Problem{Kind: trenza.Forbidden, Key: "reach.out_of_scope"}) {
		t.Error("another programme:", err)
	}
}
