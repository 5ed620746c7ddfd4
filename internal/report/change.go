package report

import (
	"cmp"
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// The kinds of change between a figure then and today.
const (
	Came       = "came"       // a row that came in late
	Went       = "went"       // a row that was withdrawn
	Incomplete = "incomplete" // a course, or a second session, that was no longer complete
	Restated   = "restated"   // what is known of the person, or of when and where, was corrected
	Joined     = "joined"     // the person turned out to be one who was known
	Parted     = "parted"     // a join was undone
	Moved      = "moved"      // people gave the row to another record
)

// Change is what happened to a row of a figure since it was frozen. People are
// named by their codes.
type Change struct {
	Kind     string
	Code     string // of the person as whom the row counted, or counts
	Other    string // of the person as whom it counts now, where that is another
	Service  string
	Outcome  string
	Day      trenza.Day
	Place    trenza.Place
	Position int64  // of the entry that changed it
	At       string // its moment, RFC 3339
	Verb     string // what it told
}

// lives is what became of every row of a programme.
type lives struct {
	rows  map[rowKey][]reach.Held
	joins map[int64][]reach.Rooted
	codes map[int64]string
}

// rowKey names what a row says, however often it was restated.
type rowKey struct{ source, outcome string }

func keyOf(f reach.Fact) rowKey { return rowKey{f.Source, f.Outcome} }

func (r Reporter) lives(ctx context.Context, scope access.Scope, programme string) (*lives, error) {
	l := &lives{rows: make(map[rowKey][]reach.Held), joins: make(map[int64][]reach.Rooted)}
	err := r.Engine.History(ctx, scope, programme, func(h reach.Held) error {
		l.rows[keyOf(h.Fact)] = append(l.rows[keyOf(h.Fact)], h)
		return nil
	})
	if err != nil {
		return nil, err
	}
	joins, err := r.Engine.Joins(ctx, scope, programme)
	for _, j := range joins {
		l.joins[j.Number] = append(l.joins[j.Number], j)
	}
	if err != nil {
		return nil, err
	}
	return l, r.Journal.Read(ctx, func(reader store.Reader) error {
		l.codes, err = registry.Codes(ctx, reader, scope.Organisation)
		return err
	})
}

// changes compares the rows of a figure as of a position with those of today.
func (l *lives) changes(ctx context.Context, r Reporter, scope access.Scope, position int64, then, now []reach.Fact) ([]Change, error) {
	before, after := byKey(then), byKey(now)
	var all []Change
	for _, f := range then {
		g, still := after[keyOf(f)]
		switch {
		case !still:
			all = append(all, l.gone(f))
		case g.Number != f.Number:
			all = append(all, l.moved(f, g))
		case g.Root != f.Root:
			all = append(all, l.rerooted(f, g, position))
		case g.Since != f.Since:
			all = append(all, l.change(Restated, f, g.Since))
		}
	}
	for _, g := range now {
		if _, known := before[keyOf(g)]; known {
			continue
		}
		kind := Came
		if slices.ContainsFunc(l.rows[keyOf(g)], func(h reach.Held) bool { return h.Until == g.Since }) {
			kind = Restated
		}
		all = append(all, l.change(kind, g, g.Since))
	}
	slices.SortStableFunc(all, func(a, b Change) int { return cmp.Compare(a.Position, b.Position) })
	return all, r.date(ctx, scope, all)
}

func byKey(rows []reach.Fact) map[rowKey]reach.Fact {
	all := make(map[rowKey]reach.Fact, len(rows))
	for _, f := range rows {
		all[keyOf(f)] = f
	}
	return all
}

func (l *lives) change(kind string, f reach.Fact, position int64) Change {
	return Change{
		Kind: kind, Code: l.codes[f.Root], Service: f.Service, Outcome: f.Outcome, Day: f.Day, Place: f.Place, Position: position,
	}
}

// gone says why a row is no longer in a figure: it was withdrawn, or says
// something else now.
func (l *lives) gone(f reach.Fact) Change {
	var until int64
	for _, h := range l.rows[keyOf(f)] {
		if h.Since == f.Since && h.Ordinal == f.Ordinal {
			until = h.Until
		}
	}
	if slices.ContainsFunc(l.rows[keyOf(f)], func(h reach.Held) bool { return h.Since == until }) {
		return l.change(Restated, f, until)
	}
	return l.change(Went, f, until)
}

// rerooted says as of when the person of a row counts as another.
func (l *lives) rerooted(then, now reach.Fact, position int64) Change {
	kind, at := Parted, int64(0)
	for _, j := range l.joins[then.Number] {
		if j.Root == now.Root && j.Until == 0 {
			kind = Joined
		}
		at = max(at, j.Since, j.Until)
	}
	c := l.change(kind, then, max(at, position))
	c.Other = l.codes[now.Root]
	return c
}

// moved says as of when a row is of another record.
func (l *lives) moved(then, now reach.Fact) Change {
	c := l.change(Moved, then, now.Since)
	c.Other = l.codes[now.Root]
	return c
}

// date looks up when and how the changes were told. A milestone that was lost is
// something that was no longer complete.
func (r Reporter) date(ctx context.Context, scope access.Scope, all []Change) error {
	return r.Journal.Read(ctx, func(reader store.Reader) error {
		for i := range all {
			m, err := journal.MomentOf(ctx, reader, scope.Organisation, all[i].Position)
			if err != nil {
				return err
			}
			all[i].At, all[i].Verb = m.At, m.Verb
			if all[i].Kind == Went && m.Verb == (attention.Lost{}).Verb() {
				all[i].Kind = Incomplete
			}
		}
		return nil
	})
}
