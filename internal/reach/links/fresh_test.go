package links

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
)

// world is what an index holds, kept plainly.
type world struct {
	facts []reach.Fact
	roots map[int64]int64
	homes []reach.Membership // one of a number at most
}

// change draws what one position changes: somebody receives something, gives it
// back, turns out to be another, or is herself again.
func (w *world) change(t *rapid.T, position int64) Change {
	c := Change{Position: position}
	for range rapid.IntRange(0, 3).Draw(t, "closed") {
		if len(w.facts) > 0 {
			n := rapid.IntRange(0, len(w.facts)-1).Draw(t, "which")
			c.Closed = append(c.Closed, w.facts[n])
			w.facts = slices.Delete(w.facts, n, n+1)
		}
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "opened") {
		f := reach.Fact{Since: position, Ordinal: i}
		f.Number = rapid.Int64Range(1, 5).Draw(t, "number")
		f.Service, f.Outcome = rapid.SampledFrom([]string{"bono", "salud"}).Draw(t, "service"), rapid.SampledFrom([]string{"delivered", "completed"}).Draw(t, "outcome")
		f.Day = trenza.Day("2020-01-01").Add(rapid.IntRange(0, 2).Draw(t, "day"))
		f.Place, f.Sex = rapid.SampledFrom([]trenza.Place{"150101", "150102", "24", ""}).Draw(t, "place"), rapid.SampledFrom([]string{"F", "M"}).Draw(t, "sex")
		c.Opened = append(c.Opened, f)
	}
	for range rapid.IntRange(0, 2).Draw(t, "joined") {
		r := journal.Root{Number: rapid.Int64Range(1, 6).Draw(t, "number"), Root: rapid.Int64Range(1, 6).Draw(t, "root")}
		c.Roots, w.roots[r.Number] = append(c.Roots, r), r.Root
	}
	for range rapid.IntRange(0, 2).Draw(t, "housed") {
		h := reach.Membership{Number: rapid.Int64Range(1, 6).Draw(t, "number"), Household: rapid.SampledFrom([]string{"", "h1", "h2"}).Draw(t, "household"), Since: position}
		w.homes = append(slices.DeleteFunc(w.homes, func(had reach.Membership) bool { return had.Number == h.Number }), h)
		c.Memberships = append(c.Memberships, h)
	}
	w.facts = append(w.facts, c.Opened...)
	return c
}

// built is the index of a world, built anew.
func (w *world) built(t *rapid.T) *Index {
	b := NewBuilder()
	for _, f := range w.facts {
		if err := b.AddFact(f); err != nil {
			t.Fatal(err)
		}
	}
	for number, root := range w.roots {
		b.Join(number, root)
	}
	for _, h := range w.homes {
		b.House(h)
	}
	x, err := b.Index(0)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// Whatever happened to it, an index is in every column what a fresh one of the
// same rows is.
func TestAnIndexIsWhatAFreshOneIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := world{roots: make(map[int64]int64)}
		before := int64(rapid.IntRange(0, 3).Draw(t, "before"))
		for position := range before {
			w.change(t, position+1)
		}
		x := w.built(t)
		for position := range int64(rapid.IntRange(1, 12).Draw(t, "positions")) {
			if err := x.Apply(w.change(t, before+position+1)); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := x.spelt(), w.built(t).spelt(); got != want {
			t.Fatalf("the index:\n%s\na fresh one:\n%s", got, want)
		}
	})
}

// spelt writes everything that an index holds, in no code.
func (x *Index) spelt() string {
	var lines []string
	for term := range x.shelves {
		name, s := x.codes.terms.list[term], &x.shelves[term]
		rows, fresh := 0, [linkCount]uint16{}
		for n, b := range s.blocks {
			if s.first[n] != b.at(0) || b.len() > blockMost {
				lines = append(lines, fmt.Sprint(name, " has a block out of its place"))
			}
			rows += b.len()
			for l := range fresh {
				fresh[l] += b.fresh[l]
			}
			for i := range b.len() {
				lines = append(lines, fmt.Sprint(name, dayOf(int(b.days.of(i))), b.number[i], b.told(i), x.codes.places.list[b.place[i]],
					x.codes.profiles.list[b.profile[i]], b.previous[0][i], b.previous[1][i], b.previous[2][i], b.previous[3][i]))
			}
		}
		if s.rows > 0 {
			lines = append(lines, fmt.Sprint(name, " has ", s.rows, rows, fresh, x.people.membersOf(x.people.had[term])))
		}
	}
	for number := range x.people.most + 2 {
		var places []string
		for _, place := range x.people.places(number) {
			places = append(places, fmt.Sprint(x.codes.terms.list[place>>16], uint16(place)))
		}
		slices.Sort(places)
		if members := slices.Sorted(slices.Values(x.people.numbers(number))); len(places) > 0 || len(members) > 1 {
			lines = append(lines, fmt.Sprint(number, places, members, x.home(number)))
		}
	}
	lines = append(lines, x.threadsSpelt()...)
	slices.Sort(lines)
	return fmt.Sprint(x.size, "\n", strings.Join(lines, "\n"))
}

// threadsSpelt writes every thread, by the number as which somebody counts.
func (x *Index) threadsSpelt() (lines []string) {
	t, threads := &x.people.threads, make(map[uint32][]bead)
	for number := range x.people.most + 1 {
		if spun := x.people.untouched(number); spun != nil {
			threads[number] = spun
		}
	}
	for root, where := range t.at {
		threads[root] = t.anew[where.from:where.to]
	}
	for root, beads := range threads {
		line := fmt.Sprint("thread of ", root)
		for i, b := range beads {
			number := root
			if numbers := t.numbers[root]; numbers != nil {
				number = numbers[i]
			}
			line += fmt.Sprint(" ", b&firstBead != 0, number, b.day(), x.codes.terms.list[b.term()], x.codes.places.list[b.place()], x.codes.profiles.list[b.profile()])
		}
		lines = append(lines, line)
	}
	return lines
}

// home is the household of whoever counts as a number, "" for one of her own.
func (x *Index) home(root uint32) string {
	if int(root) >= len(x.households.of) || x.households.of[root] == 0 || len(x.people.numbers(root)) == 0 {
		return ""
	}
	return x.households.ids.list[x.households.of[root]-1]
}

// membersOf lists who is in a set.
func (p *people) membersOf(set []uint64) (all []uint32) {
	for n := range uint32(len(set) * 64) {
		if set[n>>6]>>(n&63)&1 != 0 {
			all = append(all, n)
		}
	}
	return all
}

// Cells by person are told from those of earlier questions by their numbers. When
// these run out they begin anew.
func TestNumbersOfCellsBeginAnew(t *testing.T) {
	w := &work{next: math.MaxUint32 - 5, cellOf: slices.Repeat([]uint32{math.MaxUint32 - 6}, 64)}
	f := firsts{asking: &asking{work: w}, layout: &layout{size: 3}, planes: onePlane}
	for _, used := range []uint32{math.MaxUint32 - 5, 0, 4} {
		f.begin(true)
		if f.counted, f.rows = make([]int, 4), make([]int, 4); f.used != used {
			t.Errorf("numbers up to %d are used, not %d", f.used, used)
		}
		f.meet(7, 2)
		f.meet(7, 1)
		if f.counted[2] != 1 || f.counted[1] != 0 || f.rows[2] != 2 {
			t.Errorf("after %d: people %v of rows %v", f.used, f.counted, f.rows)
		}
	}
}

// Rows that fill many blocks are found, sorted in and taken out like few.
func TestABlockIsSplitAndEmptied(t *testing.T) {
	b := NewBuilder()
	term, place, profile := b.Term("bono", "delivered"), b.Place("150101"), b.Profile(Profile{Sex: "F", Age: -1})
	r := Row{Term: term, Place: place, Profile: profile, Day: 40_000}
	for n := range uint32(3 * blockRows) {
		r.Number, r.Since = 1+n%7, n+1 // days so full that one fills blocks
		b.Add(r)
	}
	x, err := b.Index(1)
	if err != nil {
		t.Fatal(err)
	}
	s := &x.shelves[term]
	for n := range uint32(2 * blockMost) {
		r.Number, r.Since, r.Day = 1+n%5, 10_000+n, 40_000+uint16(n%2)
		s.insert(&row{Row: r})
	}
	if want := 3*blockRows + 2*blockMost; s.rows != want || len(s.blocks) < want/blockMost {
		t.Fatalf("%d rows in %d blocks", s.rows, len(s.blocks))
	}
	var last, rows uint64
	for sp := range s.spans(1, lastDay) {
		for i := sp.low; i < sp.high; i++ {
			if sp.at(i) < last {
				t.Fatal("rows out of order")
			}
			last = sp.at(i)
			rows++
		}
	}
	if rows != uint64(s.rows) {
		t.Fatalf("%d rows are found of %d", rows, s.rows)
	}
	for n := range uint32(3 * blockRows) {
		p, found := s.find(at(40_000, 1+n%7), told(n+1, 0))
		if !found {
			t.Fatalf("row %d is not found", n)
		}
		s.remove(p)
	}
	for n := range uint32(2 * blockMost) {
		p, found := s.find(at(40_000+uint16(n%2), 1+n%5), told(10_000+n, 0))
		if !found {
			t.Fatalf("row %d is not found", n)
		}
		s.remove(p)
	}
	if s.rows != 0 || len(s.blocks) != 0 || len(s.first) != 0 {
		t.Fatalf("%d rows are left in %d blocks", s.rows, len(s.blocks))
	}
}
