package matrix

import (
	"maps"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store/storetest"
)

// trial tries a verb.
type trial struct {
	verb string
	rows func(w *world, p *player) []*thing
	want func(w *world, p *player, r *thing) bool // what the table comes to, when it is more than its line

	// One of these asks the program.
	see   func(w *world, p *player) (map[string]bool, error)        // a reader: which rows it shows, by id
	do    func(w *world, p *player, tx *journal.Tx, r *thing) error // a verb, in a transaction that is taken back
	act   func(w *world, p *player, r *thing) error                 // what has transactions of its own
	ghost *thing                                                    // what does not exist: who is denied is told of it the same
}

// trials are those of every room.
func trials() []trial {
	return slices.Concat(peopleTrials(), serviceTrials(), trainingTrials(), communityTrials(), pairTrials(), listTrials(), figureTrials(), accountTrials(), standingTrials(), ventureTrials())
}

// Every verb, of every room, as somebody of each role inside her scope and beyond
// it, over rows of every class.
func TestMatrix(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := newWorld(t, location)
		for _, p := range w.players {
			w.play(p)
		}
		w.knock()
		w.Sound()
		w.muni.Sound()
		w.printed()
	})
}

// play has one player try everything.
func (w *world) play(p *player) {
	var denied []func(tx *journal.Tx) error
	for _, t := range trials() {
		rows, missing := t.rows(w, p), error(nil)
		if t.see != nil {
			w.look(t, p, rows)
			continue
		}
		for _, r := range w.thinned(t, p, rows) {
			want := t.expects(w, p, r)
			switch {
			case t.act != nil:
				w.judge(t, p, r, want, t.act(w, p, r))
			case want:
				var err error
				if failed := w.Journal.Rehearse(w.Context, p.Actor, func(tx *journal.Tx) error {
					err = t.do(w, p, tx, r)
					return err
				}); err == nil {
					err = failed
				}
				w.judge(t, p, r, true, err)
			default:
				denied = append(denied, func(tx *journal.Tx) error {
					err := t.do(w, p, tx, r)
					w.judge(t, p, r, false, err)
					if t.ghost != nil {
						if missing == nil {
							missing = t.do(w, p, tx, t.ghost)
						}
						w.alike(t, p, r, err, missing)
					}
					return nil
				})
			}
		}
	}
	// What is denied changes nothing, so that one transaction is enough for all.
	w.must(w.Journal.Rehearse(w.Context, p.Actor, func(tx *journal.Tx) error {
		for _, ask := range denied {
			if err := ask(tx); err != nil {
				return err
			}
		}
		return nil
	}))
}

// thinned leaves out two of three rows where none is hers: what she is refused of
// some of them she is refused of all.
func (w *world) thinned(t trial, p *player, rows []*thing) (some []*thing) {
	if len(rows) < 10 || slices.ContainsFunc(rows, func(r *thing) bool { return t.expects(w, p, r) }) {
		return rows
	}
	for i, r := range rows {
		if i%3 == 0 || i == len(rows)-1 {
			some = append(some, r)
		}
	}
	return some
}

// expects is what the table says of a question.
func (t trial) expects(w *world, p *player, r *thing) bool {
	if t.want != nil {
		return t.want(w, p, r)
	}
	return w.expects(t.verb, p, r)
}

// look compares what a reader shows with what the table lets it show.
func (w *world) look(t trial, p *player, rows []*thing) {
	shown, err := t.see(w, p)
	if err != nil && !refused(err) {
		w.t.Errorf("%s by %s: %v", t.verb, p.name, err)
	}
	for _, r := range rows {
		want := t.expects(w, p, r)
		w.note(t, p, r, shown[r.id])
		if shown[r.id] != want {
			w.t.Errorf("%s by %s of %s: shown %v, the table says %v (%v)", t.verb, p.name, r.name, shown[r.id], want, err)
		}
	}
}

// judge compares the answer to one question with the table.
func (w *world) judge(t trial, p *player, r *thing, want bool, err error) {
	w.note(t, p, r, err == nil)
	switch {
	case want && err != nil:
		w.t.Errorf("%s by %s on %s: refused, and the table permits it: %v", t.verb, p.name, r.name, err)
	case !want && err == nil:
		w.t.Errorf("%s by %s on %s: permitted, and the table does not", t.verb, p.name, r.name)
	case !want && !refused(err):
		w.t.Errorf("%s by %s on %s: denied in words that say more than that: %v", t.verb, p.name, r.name, err)
	}
}

// alike expects what is denied to be answered as what does not exist.
func (w *world) alike(t trial, p *player, r *thing, err, missing error) {
	one, two := problem(err), problem(missing)
	if one == nil || two == nil || one.Kind != two.Kind || one.Key != two.Key {
		w.t.Errorf("%s by %s on %s: denied by %v, and of what does not exist it says %v", t.verb, p.name, r.name, err, missing)
	}
}

func problem(err error) *trenza.Problem {
	p, _ := asProblem(err)
	return p
}

// refused reports whether an error is a refusal, or that there is no such thing.
func refused(err error) bool {
	kind := trenza.KindOf(err)
	return kind == trenza.Forbidden || kind == trenza.NotFound
}

// note keeps an answer for the printed table: a yes with the object by which it was
// one.
func (w *world) note(t trial, p *player, r *thing, yes bool) {
	for _, l := range w.table.Verbs[t.verb] {
		object := l.Object
		if object == "service" {
			object = r.object
		}
		if !yes || w.holds(object, l.Needs, p, r) || len(w.table.Verbs[t.verb]) == 1 {
			w.answers.note(object, p.role, yes)
		}
	}
}

// Every verb of the schema has a line and is tried, every line is of a verb, every
// role stands once in every object, and every letter is explained.
func TestTheTableIsWhole(t *testing.T) {
	table, err := Read("../access/testdata/matrix.yaml")
	if err != nil {
		t.Fatal(err)
	}
	tried := make(map[string]bool)
	for _, each := range trials() {
		tried[each.verb] = true
	}
	schema := verbsOfSchema(t)
	for _, verb := range schema {
		if len(table.Verbs[verb]) == 0 || !tried[verb] {
			t.Errorf("%s: %d lines in the table, tried %v", verb, len(table.Verbs[verb]), tried[verb])
		}
	}
	for verb := range table.Verbs {
		if !slices.Contains(schema, verb) {
			t.Errorf("the table speaks of %s, which is no verb", verb)
		}
	}
	needed := neededRights(t, table)
	for _, o := range table.Objects {
		wholeObject(t, table, o)
		if len(needed[o.ID]) == 0 {
			t.Errorf("no verb touches %s", o.ID)
		}
	}
}

// neededRights are the rights that verbs need of each object, all of which letters
// know.
func neededRights(t *testing.T, table *Table) map[string][]string {
	needed := make(map[string][]string)
	for verb, lines := range table.Verbs {
		for _, l := range lines {
			if !slices.ContainsFunc(slices.Collect(maps.Values(meanings())), func(r rights) bool { return r[l.Needs] != nil }) {
				t.Errorf("%s needs %q, which no letter gives", verb, l.Needs)
			}
			for _, o := range table.Objects {
				if o.ID == l.Object || l.Object == "service" && o.Field != "" {
					needed[o.ID] = append(needed[o.ID], l.Needs)
				}
			}
		}
	}
	return needed
}

// wholeObject expects each role once in an object, under letters that are known.
func wholeObject(t *testing.T, table *Table, o Object) {
	var roles []string
	for letter, some := range o.Cells {
		roles = append(roles, some...)
		known := slices.ContainsFunc(table.Letters, func(l Letter) bool { return l.Letter == letter })
		if _, meant := meanings()[letter]; !meant || !known {
			t.Errorf("%s: the letter %q is not explained", o.ID, letter)
		}
	}
	want := append(trenza.Roles(), trenza.RoleOperator, trenza.RoleCustodian)
	slices.Sort(roles)
	slices.Sort(want)
	if !slices.Equal(roles, want) {
		t.Errorf("%s: the roles are %q", o.ID, roles)
	}
	if o.ES == "" || o.EN == "" {
		t.Errorf("%s has no name", o.ID)
	}
}
