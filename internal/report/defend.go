package report

import (
	"cmp"
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// Rule is the version of the rules by which small groups are hidden (domain rule
// 13). It is printed with whatever is published and kept with what is frozen: who
// changes what is hidden, changes it.
const Rule = "13/2"

// defence guards what is about to be published against what is out already.
//
// Its reader knows every number ever published of the programme, which ones are
// hidden and as what ("<5", "<10", "…"), the rules, and that people are counted
// in whole numbers. She subtracts: one month less another, the country less its
// regions, people less women, a figure less the same one before two records were
// joined. A secret is a published group that is small, or a small difference
// between a published group and one that holds it.
//
// No catalogue of subtractions is held against her. A secret is kept when the
// defence has in its hand another world: the same kinds of people in other
// numbers, in which every published number is as it is, every mark is true, and
// the secret is another (see world.witnessed). Whatever she reckons with, she
// cannot tell the two worlds apart. Kinds are taken from the people who are
// there, and from single services that somebody like them might have received,
// so a programme in which each person is in one region is held against a reader
// who knows that, and one in which they travel against a reader who knows that.
//
// A secret for which no such world is found costs one more number of the new
// publication, the smallest that has to do with it, until one is; then its
// tables; then the whole. The search is bounded, so in a large table it may miss
// a world that is there: more is hidden than must be, never less. Secrets that
// were out before are not held against what is new.
type defence struct {
	world  *world
	report *Report
}

// defend hides, in a report for the public, what together with earlier
// publications would tell of a few. When hiding does not help, the report is
// refused.
func (r *Report) defend(ctx context.Context, engine reach.Engine, scope access.Scope, earlier []*Frozen) error {
	l := newLedger()
	for _, e := range earlier {
		e.publish(l)
	}
	r.enter(l)
	l.close()
	w, err := newWorld(ctx, engine, scope, r.Definition.ID, l)
	if err != nil {
		return err
	}
	return defence{w, r}.guard()
}

func (d defence) guard() error {
	for _, s := range d.world.secrets() {
		if !d.kept(s) {
			return revealsFew(d.report.Definition.Title.ES, d.report.titleOf(d.world.ledger.groups[s.more]))
		}
	}
	return nil
}

// revealsFew refuses a report of a programme on account of a figure.
func revealsFew(programme, figure string) *trenza.Problem {
	return &trenza.Problem{Kind: trenza.Forbidden, Key: "report.reveals_few", Args: []any{programme, figure}}
}

// kept hides as much as it takes that a secret stays one, and reports whether
// that was enough.
func (d defence) kept(s secret) bool {
	if d.world.witnessed(s) || d.toldBefore(s) {
		return true
	}
	shown := d.shown(s)
	for batch := 1; len(shown) > 0; batch *= 2 {
		for _, g := range shown[:min(batch, len(shown))] {
			d.hide(g)
		}
		if d.world.witnessed(s) {
			return true
		}
		shown = shown[min(batch, len(shown)):]
	}
	d.withhold()
	return d.world.witnessed(s)
}

// toldBefore reports whether a secret is out by earlier publications alone: it
// can be reckoned from their numbers by adding and subtracting, whoever there
// may be.
func (d defence) toldBefore(s secret) bool {
	var out []int
	for i, g := range d.world.ledger.groups {
		if g.out == exact {
			out = append(out, i)
		}
	}
	return d.world.reckoned(s, out)
}

// shown lists the numbers that may be hidden for a secret: those of which it is
// made, those of its tables, those of people whom it counts, and the others; the
// smallest first.
func (d defence) shown(s secret) []int {
	near := make(map[int]int)
	for _, g := range s.groups() {
		for _, k := range d.world.with[g] {
			for _, m := range d.world.kinds[k].members {
				near[m.group] = max(near[m.group], 1)
			}
		}
	}
	var shown []int
	for i := range d.world.ledger.groups {
		g := &d.world.ledger.groups[i]
		if g.mark != exact || g.hide == nil || g.count == 0 {
			continue
		}
		for _, of := range s.groups() {
			if asked(g.question) == asked(d.world.ledger.groups[of].question) {
				near[i] = max(near[i], 2)
			}
		}
		if slices.Contains(s.groups(), i) {
			near[i] = 3
		}
		shown = append(shown, i)
	}
	slices.SortStableFunc(shown, func(a, b int) int {
		return cmp.Or(-cmp.Compare(near[a], near[b]), cmp.Compare(d.world.ledger.groups[a].count, d.world.ledger.groups[b].count))
	})
	return shown
}

// groups are those of which the secret is made.
func (s secret) groups() []int {
	if s.less < 0 {
		return []int{s.more}
	}
	return []int{s.less, s.more}
}

// hide hides a number of the new publication.
func (d defence) hide(i int) {
	g := &d.world.ledger.groups[i]
	g.hide()
	g.mark = marked(g.count, true, g.least)
	d.report.Covered++
}

// withhold takes the tables of the new publication away.
func (d defence) withhold() {
	for i := range d.report.Figures {
		f := &d.report.Figures[i]
		if len(f.Cells) > 0 {
			f.Cells, f.Withheld = nil, true
		}
	}
	groups := d.world.ledger.groups
	for i := range groups {
		if len(groups[i].question.By) > 0 {
			groups[i].mark = groups[i].out
		}
	}
}

// enter adds the numbers of the report to a ledger, each with what hides it.
func (r *Report) enter(l *ledger) {
	for i := range r.Figures {
		f := &r.Figures[i]
		q := r.question(f.Indicator)
		least := f.least(r.Definition)
		l.enter(group{question: q, count: f.Value, least: least, mark: marked(f.Value, f.Hidden, least), hide: func() { f.Hidden = true }})
		least = r.leastOfCells(*f)
		for j := range f.Cells {
			c := &f.Cells[j]
			l.enter(group{
				question: q, values: c.Values, count: c.Count, least: least, mark: marked(c.Count, c.Hidden, least),
				hide: func() { c.Hidden = true },
			})
		}
		r.enterBeside(l, f, q)
	}
}

// enterBeside adds what stands beside a figure. It is left out where it would be
// hidden, so that nothing is known of it.
func (r *Report) enterBeside(l *ledger, f *Figure, q reach.Question) {
	for _, b := range f.Beside {
		q.Terms = []reach.Term{{Service: b.Service, Outcome: b.Outcome}}
		l.enter(group{question: totalOf(q, nil), count: b.Value, least: f.least(r.Definition), mark: exact, hide: func() {
			f.Beside = slices.DeleteFunc(f.Beside, func(o Beside) bool { return o.Service == b.Service && o.Outcome == b.Outcome })
		}})
	}
}

// question is what an indicator of the report asked.
func (r *Report) question(indicator *programme.Indicator) reach.Question {
	return Query{Definition: r.Definition, Period: r.Period, By: r.By, AsOf: r.Position, New: r.New}.Question(indicator)
}

// titleOf names the figure that a group is of.
func (r *Report) titleOf(g group) string {
	for _, f := range r.Figures {
		if asked(totalOf(r.question(f.Indicator), nil)) == asked(totalOf(g.question, nil)) {
			return f.Indicator.Title.ES
		}
	}
	return r.Definition.Title.ES
}
