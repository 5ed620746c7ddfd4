package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/reach"
)

// mark is what a reader sees where a group of people is counted.
type mark int

const (
	unpublished mark = iota
	exact            // the number
	few              // "<5": from one to the smallest group less one
	some             // "…": at least the smallest group
)

// group is people whom a published number counts: those of a question in one of
// its parts, or all of them.
type group struct {
	question reach.Question
	values   []string // of the dimensions of the question, nil for everybody
	count    int
	least    int // the smallest group of its kind that may be published
	mark     mark
	nobody   bool // it stands for the parts that are not listed

	out  mark   // what earlier publications say of it
	hide func() // hides it where it is about to be published; nil for what is out as it is
}

// allows reports whether a group may have so many more, or fewer, for all that
// its mark tells.
func (g *group) allows(more int) bool {
	count := g.count + more
	switch g.mark {
	case exact:
		return more == 0
	case few:
		return count >= 1 && count < g.least
	case some:
		return count >= g.least
	}
	return count >= 0
}

func (g *group) small() bool { return small(g.count, g.least) }

// marked returns the mark of a count that is shown or hidden.
func marked(count int, hidden bool, least int) mark {
	switch {
	case !hidden:
		return exact
	case count < least:
		return few
	}
	return some
}

// asked spells a question, so that the same one is known again.
func asked(q reach.Question) string {
	terms := make([]string, len(q.Terms))
	for i, t := range q.Terms {
		terms[i] = t.Service + "." + t.Outcome
	}
	slices.Sort(terms)
	return fmt.Sprint(q.Programme, q.Unit, slices.Compact(terms), spelt(q.Who), q.Period, q.By, q.AsOf, q.New, q.Returning, q.All, q.Place)
}

func spelt(w reach.Who) string {
	age := func(a *int) string {
		if a == nil {
			return "-"
		}
		return fmt.Sprint(*a)
	}
	return fmt.Sprint(w.Sex, " ", age(w.MinAge), age(w.MaxAge), w.AgeUnknown, w.Flags, w.Committee, w.Every, w.Population)
}

func joined(values []string) string { return strings.Join(values, "\x1f") }

// table is a question with the groups into which it was parted.
type askedTable struct {
	question reach.Question
	groups   map[string]int // by their values, joined
	out      bool           // an earlier publication has it
}

// ledger is every number that the public knows, or would know.
type ledger struct {
	groups []group
	tables []askedTable
	known  map[string]int // of the spelling of a question to its table
}

func newLedger() *ledger { return &ledger{known: make(map[string]int)} }

// publish enters a group that an earlier publication tells of.
func (l *ledger) publish(g group) {
	g.out = g.mark
	l.enter(g)
	l.table(totalOf(g.question, g.values)).out = true
}

// enter adds a group. One that is there already is as well known as it is from
// either place.
func (l *ledger) enter(g group) {
	g.question = totalOf(g.question, g.values)
	t := l.table(g.question)
	i, there := t.groups[joined(g.values)]
	if !there {
		t.groups[joined(g.values)] = len(l.groups)
		l.groups = append(l.groups, g)
		return
	}
	before := &l.groups[i]
	if g.mark == exact {
		before.mark = exact
	}
	if g.out == exact {
		before.out, before.hide = exact, nil
	}
	if before.out != exact {
		before.hide = both(before.hide, g.hide)
	}
}

// both hides a group in the two places at which it is about to be published.
func both(one, other func()) func() {
	switch {
	case one == nil:
		return other
	case other == nil:
		return one
	}
	return func() { one(); other() }
}

// table returns the table of a question, new if there is none.
func (l *ledger) table(q reach.Question) *askedTable {
	spelling := asked(q)
	t, known := l.known[spelling]
	if !known {
		t = len(l.tables)
		l.known[spelling] = t
		l.tables = append(l.tables, askedTable{question: q, groups: make(map[string]int)})
	}
	return &l.tables[t]
}

// totalOf drops the dimensions of a question that is not parted.
func totalOf(q reach.Question, values []string) reach.Question {
	if values == nil {
		q.By = nil
	}
	return q
}

// close enters, for each table, the parts that it does not list: nobody is in
// them.
func (l *ledger) close() {
	for t := range l.tables {
		l.tables[t].groups[unlisted] = len(l.groups)
		g := group{question: l.tables[t].question, mark: exact, nobody: true}
		if l.tables[t].out {
			g.out = exact
		}
		l.groups = append(l.groups, g)
	}
}

// positions are those as of which anything is published, in order.
func (l *ledger) positions() []int64 {
	as := make(map[int64]bool)
	for _, t := range l.tables {
		as[t.question.AsOf] = true
	}
	return sortedKeys(as)
}

const unlisted = "\x1e"
