package exchange

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// shownDependencies is how many of the things that depend on a list are named.
const shownDependencies = 10

// mustBeFree refuses a list on which something else depends.
func (u *undoing) mustBeFree(ctx context.Context) error {
	all, err := u.dependencies(ctx)
	if err != nil || len(all) == 0 {
		return err
	}
	return &trenza.Problem{Kind: trenza.Conflict, Key: "exchange.undo_depends", Args: []any{u.list.File, u.list.code, all}}
}

// dependencies says what depends on a list, as far as a page takes it.
func (u *undoing) dependencies(ctx context.Context) ([]error, error) {
	d := dependencies{
		undoing: u, later: make(map[string]map[string]bool), repeated: make(map[string]map[string]bool),
		replaced: make(map[string]map[string]bool),
	}
	for _, find := range []func(context.Context) error{d.findLater, d.findPairs, d.findRows, d.findReplaced, d.findMerges, d.findMoved, d.findLinks, d.findReplicas,
		d.findSeats, d.findSteps, d.findSold} {
		if err := find(ctx); err != nil {
			return nil, err
		}
	}
	all, err := d.sentences(ctx)
	if more := len(all) - shownDependencies; more > 0 {
		all = append(all[:shownDependencies], &trenza.Problem{Kind: trenza.Conflict, Key: "exchange.undo_more", Args: []any{more}})
	}
	return all, err
}

// dependencies are what depends on a list, each by the list that it is of: the
// id of its import, "" for what no list told.
type dependencies struct {
	*undoing
	later    map[string]map[string]bool // people of whom it says more
	repeated map[string]map[string]bool // rows that were known because of this list
	replaced map[string]map[string]bool // rows of this list that took the place of its own
	others   []error
}

// put notes something under a list.
func put(all map[string]map[string]bool, list, what string) {
	if all[list] == nil {
		all[list] = make(map[string]bool)
	}
	all[list][what] = true
}

// settled are verbs that need nothing of what is taken back: milestones and
// enrolments are settled anew, who was restored is what she was before, and who accompanies her
// or reads her thread says nothing more of her.
var settled = []string{
	attention.Reached{}.Verb(), attention.Lost{}.Verb(), registry.Restored{}.Verb(), registry.HealthRestored{}.Verb(),
	registry.AssignmentBegun{}.Verb(), registry.AssignmentEnded{}.Verb(), learning.SettledVerb, journal.Reading,
}

// rests reports whether what a verb told of a person needs something of what is
// taken back. What is planned with a woman, and her place in a cohort, need that she
// is there, and nothing of what the list made known of her.
func (d *dependencies) rests(person, verb string) bool {
	if slices.Contains(agenda.Verbs(), verb) || slices.Contains(learning.Verbs(), verb) && verb != learning.SettledVerb {
		return d.registered[person]
	}
	return !slices.Contains(settled, verb)
}

// findLater finds what was told of people after the list registered them or
// completed what was known of them. What it adds rests on what the list said,
// and nobody can tell what it would have added otherwise.
func (d *dependencies) findLater(ctx context.Context) error {
	gone, err := undoneSpans(ctx, d.tx)
	if err != nil {
		return err
	}
	subjects, err := d.touchedSubjects(ctx)
	if err != nil {
		return err
	}
	type later struct {
		person string
		entry  int64
	}
	var found []later
	err = journal.EachAfter(ctx, d.tx, d.tx.Organisation(), d.spans.whole().first, func(g journal.Glance) error {
		person, touched := subjects[g.Subject]
		if touched && g.Number > d.touched[person] && !d.spans.hold(g.Number) && !gone.hold(g.Number) && d.rests(person, g.Verb) {
			found = append(found, later{person, g.Number})
		}
		return nil
	})
	for _, l := range found {
		if err != nil {
			return err
		}
		err = d.addLater(ctx, l.person, l.entry)
	}
	return err
}

// findPairs finds the pairs that others raised with people of whom the list had
// made more known: they may look alike for what it said.
func (d *dependencies) findPairs(ctx context.Context) error {
	for person, first := range d.touched {
		if d.registered[person] {
			continue // the pair goes with her
		}
		pairs, err := registry.PairsWith(ctx, d.tx, d.tx.Organisation(), person)
		if err != nil {
			return err
		}
		for _, p := range pairs {
			if p.Raised < first || d.spans.hold(p.Raised) {
				continue
			}
			if err := d.addLater(ctx, person, p.Raised); err != nil {
				return err
			}
		}
	}
	return nil
}

// touchedSubjects returns the people of whom the list made more known, by the
// blind tokens of the journal's headers.
func (d *dependencies) touchedSubjects(ctx context.Context) (map[string]string, error) {
	subjects := make(map[string]string, len(d.touched))
	for person := range d.touched {
		subject, err := journal.Subject(ctx, d.tx.Vault(), d.tx.Organisation(), person)
		if err != nil {
			return nil, err
		}
		subjects[subject] = person
	}
	return subjects, nil
}

// addLater notes an entry about a person, under the list that told it.
func (d *dependencies) addLater(ctx context.Context, person string, entry int64) error {
	list, err := d.listOf(ctx, entry)
	put(d.later, list.id, person)
	return err
}

// listOf returns the list that told an entry, an empty one when none did.
func (d *dependencies) listOf(ctx context.Context, entry int64) (importedList, error) {
	list, _, found, err := d.lists.source(ctx, d.tx, entry)
	if err != nil || found {
		return list, err
	}
	held, found, err := pathway.HeldBehind(ctx, d.tx, d.tx.Organisation(), entry)
	if err != nil || !found {
		return importedList{}, err
	}
	list, _, _, err = d.lists.source(ctx, d.tx, held.Raised)
	return list, err
}

// otherRow is a row of another list.
type otherRow struct {
	list            string
	ref             Ref
	person, command string
	own             bool
	last            int64
	echoes          []int64
}

// findRows finds the rows of other lists that were known because of this one,
// and those that told nothing of people of whom this one made more known.
func (d *dependencies) findRows(ctx context.Context) error {
	return d.tx.Each(ctx, `
		select import, sheet, row, person, command, own, last, echoes
		from import_row
		where organisation = $1 and last >= $2 and status <> 'rejected'
		order by last`, store.Args(d.tx.Organisation(), d.earliest()), func(scan store.Scan) error {
		var r otherRow
		var own int64
		var n int
		var echoes string
		if err := scan(&r.list, &n, &r.ref.Row, &r.person, &r.command, &own, &r.last, &echoes); err != nil {
			return err
		}
		list := d.lists.byID[r.list]
		if r.list == d.list.id || list.undone > 0 {
			return nil
		}
		r.own, r.echoes = own == 1, readPositions(echoes)
		r.ref.File, r.ref.Sheet = list.File, list.Sheets[n]
		d.weigh(r)
		return nil
	})
}

// earliest is the position before which no row can depend on the list.
func (d *dependencies) earliest() int64 {
	first := d.list.entry
	for _, r := range d.rows {
		first = min(first, r.span.last)
	}
	return first
}

// weigh notes a row of another list that depends on this one.
func (d *dependencies) weigh(r otherRow) {
	first, touched := d.touched[r.person]
	switch {
	case !r.own && d.commands[r.command], slices.ContainsFunc(r.echoes, d.spans.hold):
		put(d.repeated, r.list, r.ref.String())
	case r.own && touched && r.last >= first:
		put(d.later, r.list, r.person)
	}
}

// findReplaced finds the rows of other lists whose place rows of this one took.
func (d *dependencies) findReplaced(ctx context.Context) error {
	for _, h := range d.held {
		if h.Verdict != pathway.HeldCorrected {
			continue
		}
		at := slices.IndexFunc(d.rows, func(r ownRow) bool { return r.span.first <= h.Raised && h.Raised <= r.span.last })
		for _, entry := range d.rows[at].echoes {
			if d.spans.hold(entry) {
				continue
			}
			list, err := d.listOf(ctx, entry)
			if err != nil {
				return err
			}
			put(d.replaced, list.id, h.Code)
		}
	}
	return nil
}

// findMerges finds the joins that stand of the pairs that go with the list. One
// of which the actor may not know is not named: something was noted of her.
func (d *dependencies) findMerges(ctx context.Context) error {
	pairs, err := d.allPairs(ctx)
	if err != nil {
		return err
	}
	scope, err := access.For(d.tx.Actor())
	if err != nil {
		return err
	}
	for _, p := range pairs {
		stands, err := registry.Stands(ctx, d.tx, d.tx.Organisation(), p)
		if err != nil {
			return err
		}
		if !stands {
			continue
		}
		known, err := p.Knows(ctx, d.tx, d.tx.Vault(), scope)
		if err != nil {
			return err
		}
		if known {
			d.add("exchange.undo_merged", p.Code)
			continue
		}
		put(d.later, "", p.Second)
	}
	return nil
}

// findMoved finds what people moved to those whom the list registered.
func (d *dependencies) findMoved(ctx context.Context) error {
	people := make(map[string]bool)
	for _, a := range d.moved {
		if d.registered[a.Person] && !d.spans.hold(a.Entry) {
			people[a.Person] = true
		}
	}
	if len(people) == 0 {
		return nil
	}
	codes, err := d.codes(ctx, people)
	d.add("exchange.undo_moved", len(codes), some(codes))
	return err
}

// findLinks finds the people whom others linked to headcounts of the list.
func (d *dependencies) findLinks(ctx context.Context) error {
	for _, id := range d.activities {
		linked, err := outreach.LinkedTo(ctx, d.tx, d.tx.Organisation(), id)
		if err != nil {
			return err
		}
		linked = slices.DeleteFunc(linked, func(m outreach.Membership) bool { return d.spans.hold(m.Entry) })
		if len(linked) == 0 {
			continue
		}
		a, _, err := outreach.ByID(ctx, d.tx, d.tx.Organisation(), id)
		if err != nil {
			return err
		}
		list, err := d.listOf(ctx, linked[0].Entry)
		if err != nil {
			return err
		}
		d.add("exchange.undo_linked", len(linked), a.Title, d.name(list.id))
	}
	return nil
}

func (d *dependencies) add(key string, args ...any) {
	d.others = append(d.others, &trenza.Problem{Kind: trenza.Conflict, Key: key, Args: args})
}

// shownOfEach is how many people or rows of a list are named.
const shownOfEach = 3

// sentences puts what depends on the list into words, list by list in the order
// of import.
func (d *dependencies) sentences(ctx context.Context) ([]error, error) {
	byEntry := func(a, b string) int { return cmp.Compare(d.lists.byID[a].entry, d.lists.byID[b].entry) }
	for _, id := range slices.SortedFunc(maps.Keys(d.repeated), byEntry) {
		d.add("exchange.undo_repeated", d.name(id), len(d.repeated[id]), some(slices.Sorted(maps.Keys(d.repeated[id]))))
	}
	for _, id := range slices.SortedFunc(maps.Keys(d.later), byEntry) {
		codes, err := d.codes(ctx, d.later[id])
		if err != nil {
			return nil, err
		}
		if id == "" {
			d.add("exchange.undo_later_unlisted", len(codes), some(codes))
			continue
		}
		d.add("exchange.undo_later", d.name(id), len(codes), some(codes))
	}
	for _, id := range slices.SortedFunc(maps.Keys(d.replaced), byEntry) {
		d.add("exchange.undo_replaced", d.name(id), len(d.replaced[id]), some(slices.Sorted(maps.Keys(d.replaced[id]))))
	}
	return d.others, nil
}

// name calls a list by its file and code.
func (d *dependencies) name(id string) string {
	list := d.lists.byID[id]
	if list.code == "" {
		return "—"
	}
	return fmt.Sprintf("%s (%s)", list.File, list.code)
}

// codes returns the codes of people, in order.
func (d *dependencies) codes(ctx context.Context, people map[string]bool) ([]string, error) {
	var codes []string
	for id := range people {
		p, err := registry.CodeOf(ctx, d.tx, d.tx.Organisation(), id)
		if err != nil {
			return nil, err
		}
		codes = append(codes, p)
	}
	slices.Sort(codes)
	return codes, nil
}

// some names the first of many.
func some(all []string) string {
	if len(all) > shownOfEach {
		return strings.Join(all[:shownOfEach], ", ") + "…"
	}
	return strings.Join(all, ", ")
}
