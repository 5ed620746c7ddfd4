package report

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// A small country: two regions, three provinces, two months, two services. Groups
// under five are small.
var (
	attackedPlaces = []trenza.Place{"150101", "150801", "240101"}
	attackedDays   = []trenza.Day{"2020-01-15", "2020-02-15"}
)

// attackedProgramme has a figure of everybody, one of a service, and one of the
// women among them.
var attackedProgramme = &programme.Definition{
	ID: "p",
	Services: []programme.Service{
		{ID: "a", Class: trenza.P1}, {ID: "b", Class: trenza.P1},
	},
	Indicators: []programme.Indicator{
		indicatorOf("everybody", programme.Who{}, "a", "b"),
		indicatorOf("some", programme.Who{}, "a"),
		indicatorOf("women", programme.Who{Sex: "F"}, "a", "b"),
	},
}

func indicatorOf(id string, who programme.Who, services ...string) programme.Indicator {
	i := programme.Indicator{ID: id, Unit: programme.Persons, Who: who, Qualifier: programme.Exact, Class: trenza.P1}
	for _, s := range services {
		i.Of = append(i.Of, programme.Term{Service: s, Outcome: programme.Delivered})
	}
	return i
}

// memory is an engine over rows at hand.
type memory struct {
	rows  []reach.Held
	joins []reach.Rooted
	last  int64
}

func (m memory) Position(context.Context, access.Scope) (int64, error) { return m.last, nil }
func (m memory) Facts(context.Context, access.Scope, reach.Question, func(reach.Fact) error) error {
	return nil
}
func (m memory) Declared(context.Context, access.Scope, reach.Question) (reach.Declared, error) {
	return reach.Declared{}, nil
}
func (m memory) Combinations(context.Context, access.Scope, reach.Question) ([]reach.Combination, error) {
	return nil, nil
}
func (m memory) Overlaps(context.Context, access.Scope, reach.Question) ([]reach.Overlap, error) {
	return nil, nil
}
func (m memory) Joins(context.Context, access.Scope, string) ([]reach.Rooted, error) {
	return m.joins, nil
}

func (m memory) History(_ context.Context, _ access.Scope, _ string, each func(reach.Held) error) error {
	for _, h := range m.rows {
		if err := each(h); err != nil {
			return err
		}
	}
	return nil
}

// Count counts as the engine does: each once in the place and time of a cell.
func (m memory) Count(_ context.Context, _ access.Scope, q reach.Question) (reach.Answer, error) {
	joins := make(map[int64][]reach.Rooted)
	for _, j := range m.joins {
		joins[j.Number] = append(joins[j.Number], j)
	}
	people, cells := make(map[string]bool), make(map[string]map[string]bool)
	for _, h := range m.rows {
		if !h.At(q.AsOf) || !q.Holds(h.Fact) {
			continue
		}
		who := counted(q, h, joins)
		people[who] = true
		for _, values := range q.Parts(h.Fact) {
			key := joined(values)
			if cells[key] == nil {
				cells[key] = make(map[string]bool)
			}
			cells[key][who] = true
		}
	}
	answer := reach.Answer{Count: len(people), Position: q.AsOf}
	for _, key := range sortedKeys(cells) {
		if len(q.By) > 0 {
			answer.Cells = append(answer.Cells, reach.Cell{Values: strings.Split(key, "\x1f"), Count: len(cells[key])})
		}
	}
	return answer, nil
}

// person is somebody whom a world may have: what she received, with the
// positions between which it holds.
type person struct {
	sex   string
	rows  []row
	twice bool // she has two records, with the same rows, until they are joined
}

type row struct {
	service, place, day int
	since, until        int64
}

func (p person) held(number int64) []reach.Held {
	var held []reach.Held
	for i, r := range p.rows {
		held = append(held, reach.Held{Until: r.until, Fact: reach.Fact{
			Since: r.since, Ordinal: int(number)*10 + i, Root: number, Delivery: journal.Delivery{
				Number: number, Programme: "p", Service: []string{"a", "b"}[r.service], Outcome: programme.Delivered,
				Place: attackedPlaces[r.place], Day: attackedDays[r.day], Sex: p.sex,
			},
		}})
	}
	return held
}

// engineOf counts so many of each of some kinds of people.
func engineOf(kinds []person, many []int) memory {
	m := memory{last: 2}
	number := int64(0)
	for k, n := range many {
		for range n {
			number++
			m.rows = append(m.rows, kinds[k].held(number)...)
			if kinds[k].twice {
				number++
				m.rows = append(m.rows, kinds[k].held(number)...)
				m.joins = append(m.joins, reach.Rooted{Number: number, Root: number - 1, Since: 2})
			}
		}
	}
	return m
}

// anyKinds draws the kinds of people of whom everybody in a world is one, and the
// reader knows it.
func anyKinds(t *rapid.T) []person {
	several := rapid.Bool().Draw(t, "several services each")
	anyRow := func(label string) row {
		r := row{
			service: rapid.IntRange(0, 1).Draw(t, label+" service"), place: rapid.IntRange(0, 2).Draw(t, label+" place"),
			day: rapid.IntRange(0, 1).Draw(t, label+" day"), since: 1,
		}
		switch rapid.IntRange(0, 7).Draw(t, label+" known") {
		case 0:
			r.since = 2 // came in late
		case 1:
			r.until = 2 // was withdrawn
		}
		return r
	}
	var kinds []person
	for i := range rapid.IntRange(1, 5).Draw(t, "kinds") {
		p := person{sex: rapid.SampledFrom([]string{"F", "F", "M"}).Draw(t, fmt.Sprint(i, " sex"))}
		for j := range rapid.IntRange(1, 2).Draw(t, fmt.Sprint(i, " rows")) {
			if j == 0 || several {
				p.rows = append(p.rows, anyRow(fmt.Sprint(i, ".", j)))
			}
		}
		p.twice = rapid.IntRange(0, 9).Draw(t, fmt.Sprint(i, " twice")) == 0
		kinds = append(kinds, p)
	}
	return kinds
}

// anySlices draws what is published, one report after another.
func anySlices(t *rapid.T) []Query {
	bys := [][]reach.Dimension{
		nil, {reach.ByRegion}, {reach.ByProvince}, {reach.ByMonth}, {reach.ByService}, {reach.BySex}, {reach.ByRegion, reach.ByMonth},
	}
	var queries []Query
	for i := range rapid.IntRange(1, 4).Draw(t, "reports") {
		q := Query{
			Definition: attackedProgramme, Public: true,
			By:   rapid.SampledFrom(bys).Draw(t, fmt.Sprint(i, " by")),
			AsOf: rapid.Int64Range(1, 2).Draw(t, fmt.Sprint(i, " position")),
		}
		if rapid.Bool().Draw(t, fmt.Sprint(i, " half")) {
			q.Period = trenza.Period{To: "2020-01-31"}
		}
		queries = append(queries, q)
	}
	return queries
}

// attacked publishes reports of a world one after another, as the house does, or
// with each looked at by itself alone, and lets an attacker read them all. after
// is called when each is out; a report that is refused is not.
func attacked(t fatal, kinds []person, many []int, queries []Query, defended bool, after func(*attacker)) {
	engine := engineOf(kinds, many)
	a := newAttacker(kinds, many)
	reporter := Reporter{Engine: engine}
	scope := access.Scope{Organisation: "o", Actor: trenza.Actor{Organisation: "o", Name: "Rosa", Role: trenza.RoleOperator}, UpTo: trenza.P3}
	var earlier []*Frozen
	for _, q := range queries {
		r, err := reporter.counted(context.Background(), scope, q)
		if err != nil {
			t.Fatalf("%v", err)
		}
		if !defended {
			r.suppress()
		} else if err := reporter.cover(context.Background(), scope, r, earlier); err != nil {
			if trenza.KindOf(err) != trenza.Forbidden {
				t.Fatalf("%v", err)
			}
			continue
		}
		proofs := make([]*Proof, len(r.Figures))
		for i := range proofs {
			proofs[i] = &Proof{}
		}
		earlier = append(earlier, frozen(r, proofs))
		a.read(r)
		after(a)
	}
}

type fatal interface{ Fatalf(string, ...any) }

// Whoever reads any reports of any world, one after another, is left with more
// than one number for every group that must not become known, unless she could
// tell before the last one.
func TestNobodyReckonsASmallGroupFromSeveralReports(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kinds := anyKinds(t)
		many := make([]int, len(kinds))
		for k := range many {
			many[k] = rapid.SampledFrom([]int{1, 2, 3, 5, 6, 9}).Draw(t, fmt.Sprint("of kind ", k))
		}
		attacked(t, kinds, many, anySlices(t), true, func(a *attacker) {
			for _, target := range a.targets() {
				if !a.before().solves(target) && !a.otherwise(target) {
					t.Fatalf("%s is told by\n%s", target.name, a.wrote())
				}
			}
		})
	})
}

// The attack is a good one: where each report is looked at by itself alone, it
// reckons small groups from what is published.
func TestWithoutTheDefenceSmallGroupsAreReckoned(t *testing.T) {
	woman := func(service, place, day int) person {
		return person{sex: "F", rows: []row{{service: service, place: place, day: day, since: 1}}}
	}
	january := trenza.Period{To: "2020-01-31"}
	late := woman(0, 0, 0)
	late.rows[0].since = 2
	twice := woman(0, 0, 0)
	twice.twice = true
	for _, c := range []struct {
		name    string
		kinds   []person
		many    []int
		queries []Query
	}{
		{"the whole less January", []person{woman(0, 0, 0), woman(0, 0, 1)}, []int{20, 2}, []Query{{}, {Period: january}}},
		{"the region less its province", []person{woman(0, 0, 0), woman(0, 1, 0), woman(0, 2, 0)}, []int{30, 2, 20},
			[]Query{{By: []reach.Dimension{reach.ByRegion}}, {By: []reach.Dimension{reach.ByProvince}}}},
		{"two who came in late", []person{woman(0, 0, 0), late}, []int{20, 2}, []Query{{AsOf: 1}, {AsOf: 2}}},
		{"three who were joined", []person{woman(0, 0, 0), twice}, []int{20, 3}, []Query{{AsOf: 1}, {AsOf: 2}}},
		{"a month of a region", []person{woman(0, 0, 0), woman(0, 2, 0), woman(0, 0, 1), woman(0, 2, 1)}, []int{20, 20, 20, 3},
			[]Query{{By: []reach.Dimension{reach.ByRegion}}, {By: []reach.Dimension{reach.ByRegion}, Period: january}}},
	} {
		for i := range c.queries {
			c.queries[i].Definition, c.queries[i].Public = attackedProgramme, true
			if c.queries[i].AsOf == 0 {
				c.queries[i].AsOf = 2
			}
		}
		reckoned := 0
		attacked(t, c.kinds, c.many, c.queries, false, func(a *attacker) {
			reckoned = len(slices.DeleteFunc(a.targets(), func(t target) bool { return !a.solves(t) || a.otherwise(t) }))
		})
		if reckoned == 0 {
			t.Errorf("%s: nothing is reckoned of what is not defended", c.name)
		}
		published := 0
		attacked(t, c.kinds, c.many, c.queries, true, func(a *attacker) {
			published++
			for _, target := range a.targets() {
				if a.solves(target) || !a.otherwise(target) {
					t.Errorf("%s: %s is told by\n%s", c.name, target.name, a.wrote())
				}
			}
		})
		if published < len(c.queries) {
			t.Errorf("%s: %d of %d reports are published", c.name, published, len(c.queries))
		}
	}
}
