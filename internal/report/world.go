package report

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// kind is people who are alike in all that was ever published: each is counted
// by the same groups.
type kind struct {
	held    int // how many there are
	members []member
	single  bool // somebody with one service, known from the beginning, is of it
}

// member is how often one of a kind counts in a group. Somebody with two records
// counts twice as of a position at which nobody had joined them yet.
type member struct{ group, times int }

// world is everybody, by kind. A kind of which there is nobody is one that there
// might be.
type world struct {
	ledger *ledger
	kinds  []kind
	of     map[string]int // of the spelling of a kind
	with   [][]int        // of each group, the kinds that it counts
	pairs  []kind         // people with two services, of whom only what is told already is held to be told

	positions []int64 // as of which anything is published
	first     int64   // the first of them
}

// The bounds of what a world imagines beside the people who are there: how many
// months, places and sorts of people it notes, and how many of their
// combinations it makes.
const (
	maxNoted    = 60
	maxProfiles = 600
)

// newWorld parts everybody who ever received something of a programme by kind.
func newWorld(ctx context.Context, engine reach.Engine, scope access.Scope, id string, l *ledger) (*world, error) {
	joins, err := engine.Joins(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	w := &world{ledger: l, of: make(map[string]int), positions: l.positions()}
	if len(w.positions) > 0 {
		w.first = w.positions[0]
	}
	c := newCensus(l, joins)
	err = engine.History(ctx, scope, id, func(h reach.Held) error {
		c.take(w, h)
		return nil
	})
	c.finish(w)
	profiles := c.profiles()
	w.imagine(profiles)
	w.imaginePairs(profiles)
	w.index()
	return w, err
}

// census gathers the rows of each person, who may have several records, and of
// each committee.
type census struct {
	joins      map[int64][]reach.Rooted
	thread     map[int64]int64 // the first number of all that were ever joined to one
	last       int64           // the position after which nothing matters
	open       int64           // the number whose rows are coming in
	rows       []reach.Held
	together   map[int64][]reach.Held  // of threads of several records
	committees map[string][]reach.Held // by id
	days       []trenza.Day            // one of each month
	places     []trenza.Place          // as they occur
	sorts      []reach.Fact            // of people: one of each sex, age band and so on
	seen       map[string]bool         // what was noted
}

func newCensus(l *ledger, joins []reach.Rooted) *census {
	c := &census{
		joins: make(map[int64][]reach.Rooted), thread: make(map[int64]int64), together: make(map[int64][]reach.Held),
		committees: make(map[string][]reach.Held), seen: make(map[string]bool),
	}
	for _, t := range l.tables {
		c.last = max(c.last, t.question.AsOf)
	}
	for _, j := range joins {
		if j.Since > c.last {
			continue
		}
		c.joins[j.Number] = append(c.joins[j.Number], j)
		a, b := c.first(j.Number), c.first(j.Root)
		c.thread[max(a, b)] = min(a, b)
		c.thread[min(a, b)] = min(a, b)
	}
	return c
}

// first returns the first number of a thread.
func (c *census) first(number int64) int64 {
	for {
		first, joined := c.thread[number]
		if !joined || first == number {
			return number
		}
		number = first
	}
}

// take adds a row. Rows come by number, so that whoever has one record is done
// with when the next number comes.
func (c *census) take(w *world, h reach.Held) {
	if h.Since > c.last {
		return
	}
	c.note(h.Fact)
	if h.Collective != "" {
		c.committees[h.Collective] = append(c.committees[h.Collective], h)
	}
	if _, several := c.thread[h.Number]; several {
		c.together[c.first(h.Number)] = append(c.together[c.first(h.Number)], h)
		return
	}
	if h.Number != c.open {
		w.live(c.rows, c.joins, reach.People)
		c.open, c.rows = h.Number, c.rows[:0]
	}
	c.rows = append(c.rows, h)
}

func (c *census) finish(w *world) {
	w.live(c.rows, c.joins, reach.People)
	for _, first := range sortedKeys(c.together) {
		w.live(c.together[first], c.joins, reach.People)
	}
	for _, id := range sortedKeys(c.committees) {
		w.live(c.committees[id], c.joins, reach.Committees)
	}
}

// note keeps when, where and to what sort of people things happen.
func (c *census) note(f reach.Fact) {
	if c.isNew("day "+f.Day.Month(), len(c.days)) {
		c.days = append(c.days, f.Day)
	}
	if c.isNew("place "+string(f.Place), len(c.places)) {
		c.places = append(c.places, f.Place)
	}
	sort := fmt.Sprint("sort ", f.Sex, reach.ByAge.Of(f), f.Population, f.Nationality, f.Flags, f.Collective != "")
	if c.isNew(sort, len(c.sorts)) {
		c.sorts = append(c.sorts, f)
	}
}

func (c *census) isNew(what string, noted int) bool {
	if noted >= maxNoted || c.seen[what] {
		return false
	}
	c.seen[what] = true
	return true
}

// profiles are somebody of each sort in each place and month that occur, in
// whatever combination: who reads a report knows where the programme works, and
// not who was where.
func (c *census) profiles() []reach.Fact {
	var all []reach.Fact
	for _, f := range c.sorts {
		for _, f.Place = range c.places {
			for _, f.Day = range c.days {
				if len(all) < maxProfiles {
					all = append(all, f)
				}
			}
		}
	}
	return all
}

// live counts somebody who is there.
func (w *world) live(rows []reach.Held, joins map[int64][]reach.Rooted, unit reach.Unit) {
	w.add(rows, joins, unit, 1)
	w.simpler(rows, unit)
}

// simpler adds the kinds that somebody would be of if less had become known of
// her than did: with one of her records alone, or with what was known as of a
// position and nothing since. Whoever reads knows that figures change, and not
// of whom.
func (w *world) simpler(rows []reach.Held, unit reach.Unit) {
	records := make(map[int64][]reach.Held)
	changed := false
	for _, h := range rows {
		records[h.Number] = append(records[h.Number], h)
		changed = changed || h.Until != 0 || h.Since > w.first
	}
	if len(records) < 2 && !changed {
		return
	}
	for _, number := range sortedKeys(records) {
		w.add(records[number], nil, unit, 0)
		for _, position := range w.positions {
			var held []reach.Held
			for _, h := range records[number] {
				if h.At(position) {
					h.Since, h.Until = 0, 0
					held = append(held, h)
				}
			}
			w.add(held, nil, unit, 0)
		}
	}
}

// add counts somebody with these rows, so many times, and returns of which kind
// she is; -1 when nothing that was published counts her.
func (w *world) add(rows []reach.Held, joins map[int64][]reach.Rooted, unit reach.Unit, held int) int {
	members := w.members(rows, joins, unit)
	if len(members) == 0 {
		return -1
	}
	spelling := fmt.Sprint(members)
	i, known := w.of[spelling]
	if !known {
		i = len(w.kinds)
		w.of[spelling] = i
		w.kinds = append(w.kinds, kind{members: members})
	}
	w.kinds[i].held += held
	return i
}

// members returns the groups that count somebody with these rows.
func (w *world) members(rows []reach.Held, joins map[int64][]reach.Rooted, unit reach.Unit) (members []member) {
	slices.SortStableFunc(rows, func(a, b reach.Held) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Since, b.Since), cmp.Compare(a.Ordinal, b.Ordinal))
	})
	for _, t := range w.ledger.tables {
		if t.question.Unit == unit {
			members = append(members, t.counts(rows, joins)...)
		}
	}
	return members
}

// counts returns the groups of a table that count somebody with these rows,
// which are in the order of their days.
func (t askedTable) counts(rows []reach.Held, joins map[int64][]reach.Rooted) []member {
	times := make(map[int]int)
	first := make(map[string]bool)
	open := t.question
	if open.New {
		open.Period.From = "" // whoever came before is not new
	}
	for _, row := range rows {
		if !row.At(open.AsOf) || !open.Holds(row.Fact) {
			continue
		}
		who := counted(open, row, joins)
		for _, values := range open.Parts(row.Fact) {
			scope := who + open.Scope(values)
			if first[scope] {
				continue
			}
			first[scope] = true
			if t.question.Period.Has(row.Day) {
				times[t.group(values)]++
			}
		}
	}
	var members []member
	for _, g := range sortedKeys(times) {
		members = append(members, member{g, times[g]})
	}
	return members
}

// group returns the group of these values, or the one that nobody is in.
func (t askedTable) group(values []string) int {
	if g, listed := t.groups[joined(values)]; listed {
		return g
	}
	return t.groups[unlisted]
}

// counted is as whom a question counts the person of a row.
func counted(q reach.Question, row reach.Held, joins map[int64][]reach.Rooted) string {
	if q.Unit == reach.Committees {
		return row.Collective
	}
	number := row.Number
	for _, j := range joins[row.Number] {
		if j.At(q.AsOf) {
			number = j.Root
		}
	}
	return fmt.Sprint(number)
}

// imagine adds the kinds of people who might be there: at a time and a place at
// which something happened to somebody, somebody like her received one service
// that is counted.
func (w *world) imagine(profiles []reach.Fact) {
	terms := w.terms()
	for _, f := range profiles {
		for _, term := range terms {
			if k := w.add(possible(f, term), nil, reach.People, 0); k >= 0 {
				w.kinds[k].single = true
			}
		}
	}
}

// terms are those of every question, each once.
func (w *world) terms() []reach.Term {
	var terms []reach.Term
	for _, t := range w.ledger.tables {
		for _, term := range t.question.Terms {
			if !slices.Contains(terms, term) {
				terms = append(terms, term)
			}
		}
	}
	return terms
}

// maxPairs is how many people with two services are imagined.
const maxPairs = 1200

// imaginePairs draws people who received two services, wherever and whenever
// anything happened. Whoever knows less of who there may be can reckon less, so
// what is reckoned with them among the possible, everybody reckons.
func (w *world) imaginePairs(profiles []reach.Fact) {
	terms := w.terms()
	if len(profiles) == 0 || len(terms) == 0 {
		return
	}
	chance := rand.New(rand.NewPCG(1, 2)) // the same ones each time
	known := make(map[string]bool)
	for range maxPairs {
		one, other := profiles[chance.IntN(len(profiles))], profiles[chance.IntN(len(profiles))]
		second := one
		second.Place, second.Day = other.Place, other.Day
		rows := append(possible(one, terms[chance.IntN(len(terms))]), possible(second, terms[chance.IntN(len(terms))])...)
		members := w.members(rows, nil, reach.People)
		if spelling := fmt.Sprint(members); len(members) > 0 && !known[spelling] {
			known[spelling] = true
			w.pairs = append(w.pairs, kind{members: members})
		}
	}
}

// possible is the rows of somebody with one outcome of a service, and those
// without which there is none: whoever completed took part, whoever answered was
// asked.
func possible(f reach.Fact, term reach.Term) []reach.Held {
	outcomes := []string{term.Outcome}
	switch term.Outcome {
	case programme.Delivered, programme.Collected, programme.Asked:
	case programme.Answered:
		outcomes = []string{programme.Asked, programme.Answered}
	case programme.Satisfied:
		outcomes = []string{programme.Asked, programme.Answered, programme.Satisfied}
	default:
		outcomes = []string{programme.Delivered, term.Outcome}
	}
	var rows []reach.Held
	for _, outcome := range outcomes {
		f.Service, f.Outcome, f.Since, f.Number = term.Service, outcome, 0, 0
		rows = append(rows, reach.Held{Fact: f})
	}
	return rows
}

// index finds the kinds of each group.
func (w *world) index() {
	w.with = make([][]int, len(w.ledger.groups))
	for k := range w.kinds {
		for _, m := range w.kinds[k].members {
			w.with[m.group] = append(w.with[m.group], k)
		}
	}
}
