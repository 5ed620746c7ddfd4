package main

import (
	"context"
	"fmt"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/bench/town"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/store"
)

// figure is a count within a scope, and the condition that whoever had no scope
// would write by hand to count the same.
type figure struct {
	what  string
	most  int
	grant func(town.Dice) trenza.Grant
	plain func(trenza.Grant) byHand
}

// counts are of different people, by how far the role goes that counts them.
func (in *installation) counts() []figure {
	meal := func(place func(town.Dice) trenza.Place) func(town.Dice) trenza.Grant {
		return func(d town.Dice) trenza.Grant { return trenza.Grant{Role: trenza.RoleMonitoring, Place: place(d)} }
	}
	return []figure{
		{"people of the whole programme, for MEAL", 5,
			meal(func(town.Dice) trenza.Place { return "" }),
			func(trenza.Grant) byHand { return byHand{since: "f.since"} }},
		{"people of a region, for MEAL", 10,
			meal(func(d town.Dice) trenza.Place { return in.Districts.Draw(d).Region() }),
			func(g trenza.Grant) byHand {
				return byHand{"f.since", " and substr(f.place, 1, 2) = $4", store.Args(g.Place)}
			}},
		{"people of a district, for MEAL", 50,
			meal(in.Districts.Draw),
			func(g trenza.Grant) byHand { return byHand{"+f.since", " and f.place = $4", store.Args(g.Place)} }},
		{"people of a course, for its facilitator", 20,
			func(d town.Dice) trenza.Grant {
				return trenza.Grant{Role: trenza.RoleFacilitator, Course: in.course(d)}
			},
			func(g trenza.Grant) byHand { return byHand{"+f.since", " and f.service = $4", store.Args(g.Course)} }},
		{"people of a course in a district, for its facilitator", 50,
			func(d town.Dice) trenza.Grant {
				return trenza.Grant{Role: trenza.RoleFacilitator, Course: in.course(d), Place: in.Districts.Draw(d)}
			},
			func(g trenza.Grant) byHand {
				return byHand{"+f.since", " and f.service = $4 and f.place = $5", store.Args(g.Course, g.Place)}
			}},
	}
}

// measureFigures counts within a scope, and beside it the same without one.
func (in *installation) measureFigures(ctx context.Context, t *table) error {
	for _, f := range in.counts() {
		if err := in.measureFigure(ctx, t, f); err != nil {
			return fmt.Errorf("%s: %w", f.what, err)
		}
	}
	return nil
}

// measureFigure asks both by turns, either first by chance, so that neither
// finds what the other warmed, and demands one answer of them.
func (in *installation) measureFigure(ctx context.Context, t *table, f figure) error {
	tell("%s: %s", in.Data.Engine(), f.what)
	if in.plans {
		_, err := in.countBy(ctx, f.plain(f.grant(town.NewDice(town.Acting, 0))))
		return err
	}
	var scoped, plain sample
	_, err := repeat(f.most, func(d town.Dice) error {
		g := f.grant(d)
		found := make([]int, 2)
		for _, turn := range d.Perm(2) {
			start := time.Now()
			var err error
			if turn == 0 {
				found[turn], err = in.countWithin(ctx, g)
				scoped = append(scoped, time.Since(start))
			} else {
				found[turn], err = in.countBy(ctx, f.plain(g))
				plain = append(plain, time.Since(start))
			}
			if err != nil {
				return err
			}
		}
		if found[0] != found[1] {
			return fmt.Errorf("%d within the scope of %+v, and %d by hand", found[0], g, found[1])
		}
		return nil
	})
	if err == nil {
		t.row(f.what, scoped, 0)
		t.row(fmt.Sprintf("· the same by hand, without a scope; of the time above the scope takes %.0f %%", 100*(1-plain.whole()/scoped.whole())), plain, 0)
	}
	return err
}

// countWithin counts different people within the scope of a role.
func (in *installation) countWithin(ctx context.Context, g trenza.Grant) (int, error) {
	scope, err := in.scope(in.actor("counting", g))
	if err != nil {
		return 0, err
	}
	answer, err := in.engine.Count(ctx, scope, reach.Question{Programme: in.Definition.ID})
	return answer.Count, err
}

// byHand is a condition on facts, as f, with its arguments from $4 on. since is
// their column of that name, written as the engine does of many or of few.
type byHand struct {
	since, condition string
	args             []any
}

// countBy counts as the engine does, by a condition written by hand.
func (in *installation) countBy(ctx context.Context, where byHand) (people int, err error) {
	err = in.read(ctx, func(r store.Reader) error {
		last, err := journal.Position(ctx, r, in.Organisation)
		if err != nil {
			return err
		}
		_, err = r.One(ctx, `
			select count(distinct coalesce(r.root, f.number)), count(*), count(distinct f.number)
			from fact f
			left join fact_root r
				on r.organisation = f.organisation and r.number = f.number and r.since <= $3 and (r.until is null or r.until > $3)
			where f.organisation = $1 and f.programme = $2 and `+where.since+` <= $3 and (f.until is null or f.until > $3)`+where.condition,
			append(store.Args(in.Organisation, in.Definition.ID, last), where.args...), &people, new(int), new(int))
		return err
	})
	return people, err
}
