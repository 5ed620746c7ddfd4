package report

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/reach"
)

// view is a number that the attacker read: what it is of, how it was printed, and
// how often somebody of each kind counts in it.
type view struct {
	question reach.Question
	values   string
	count    int
	hidden   bool
	of       []int // by kind
	single   []int // by every person with one service that is conceivable
}

// attacker is whoever read every report, knows every kind of people that there
// may be, and how many there are of none.
type attacker struct {
	kinds []person
	many  []int // the truth, by which a search starts; what it finds does not depend on it
	views []view
	old   int // how many of them she read before the last report
}

// before is the attacker as she was before she read the last report.
func (a *attacker) before() *attacker {
	return &attacker{kinds: a.kinds, many: a.many, views: a.views[:a.old]}
}

// everySingle is everybody conceivable with one service.
func everySingle() []person {
	var all []person
	for _, sex := range []string{"F", "M"} {
		for i := range 12 {
			all = append(all, person{sex: sex, rows: []row{{service: i % 2, place: i / 2 % 3, day: i / 6, since: 1}}})
		}
	}
	return all
}

// read takes in a report.
func (a *attacker) read(r *Report) {
	a.old = len(a.views)
	for i := range r.Figures {
		f := &r.Figures[i]
		q := r.question(f.Indicator)
		a.look(totalOf(q, nil), "", f.Value, f.Hidden)
		for _, c := range f.Cells {
			a.look(q, joined(c.Values), c.Count, c.Hidden)
		}
		if len(f.Cells) > 0 { // whatever is not listed is nobody
			a.lookAway(q, f.Cells)
		}
	}
}

func (a *attacker) look(q reach.Question, values string, count int, hidden bool) {
	v := view{question: q, values: values, count: count, hidden: hidden}
	number := func(p person) int {
		answer, _ := engineOf([]person{p}, []int{1}).Count(context.Background(), access.Scope{}, q)
		if len(q.By) == 0 {
			return answer.Count
		}
		for _, c := range answer.Cells {
			if joined(c.Values) == values {
				return c.Count
			}
		}
		return 0
	}
	for _, k := range a.kinds {
		v.of = append(v.of, number(k))
	}
	for _, k := range everySingle() {
		v.single = append(v.single, number(k))
	}
	a.views = append(a.views, v)
}

// lookAway notes that nobody is in the cells that a table does not list.
func (a *attacker) lookAway(q reach.Question, listed []Cell) {
	var names []string
	for _, c := range listed {
		names = append(names, joined(c.Values))
	}
	for _, k := range a.kinds {
		answer, _ := engineOf([]person{k}, []int{1}).Count(context.Background(), access.Scope{}, q)
		for _, c := range answer.Cells {
			if name := joined(c.Values); !slices.Contains(names, name) {
				names = append(names, name)
				a.look(q, name, 0, false)
			}
		}
	}
}

// away is how far a number is from what it may be for all that was printed.
func (v view) away(count int) int {
	least, most := v.count, v.count
	if v.hidden {
		least, most = 1, SmallGroup-1
		if v.count >= SmallGroup {
			least, most = SmallGroup, math.MaxInt
		}
	}
	return max(least-count, count-most, 0)
}

// target is a group that must not become known: views added up by their signs.
type target struct {
	name string
	of   []int // by kind, how often somebody of it counts
}

// targets are the small groups, and the few by whom a group is larger than one
// that lies in it, whoever there may be. One that is smaller than one that lies
// in it was counted before more came in, and the difference is nobody in
// particular, unless both are the same group.
func (a *attacker) targets() []target {
	var all []target
	for i, v := range a.views {
		if small(v.count, SmallGroup) {
			all = append(all, target{v.name(), v.of})
		}
		for j, w := range a.views {
			few := small(w.count-v.count, SmallGroup) || small(v.count-w.count, SmallGroup) && w.liesIn(v)
			if i == j || v.count == 0 || !few || !v.liesIn(w) {
				continue
			}
			t := target{name: w.name() + " less " + v.name()}
			for k := range a.kinds {
				t.of = append(t.of, w.of[k]-v.of[k])
			}
			all = append(all, t)
		}
	}
	return all
}

func (v view) name() string {
	return fmt.Sprintf("%v %v %v to %s as of %d: %d", v.question.Terms, v.question.Who.Sex, strings.Split(v.values, "\x1f"), v.question.Period.To, v.question.AsOf, v.count)
}

// liesIn reports whether everybody conceivable with one service is in a group
// only if she is in another.
func (v view) liesIn(w view) bool {
	for i := range v.single {
		if v.single[i] > w.single[i] {
			return false
		}
	}
	return true
}

// otherwise reports whether there is another world that agrees with all views and
// in which a target has another number. It goes through all that are at most so
// many people away.
func (a *attacker) otherwise(t target) bool {
	s := a.searchFor(t)
	for most := 1; most <= maxMoved; most++ {
		if s.try(0, most, 0) {
			return true
		}
	}
	return false
}

// sort is the people who count alike in every view and in a target.
type sort struct {
	many   int   // in the truth
	target int   // how often one counts in the target
	of     []int // by view
}

// search goes through worlds, sort by sort.
type search struct {
	views  []view
	sorts  []sort
	counts []int   // by view, in the world at hand
	most   [][]int // by sort and view: the most that one person of it, or of a later sort, changes
}

func (a *attacker) searchFor(t target) *search {
	s := &search{views: a.views}
	known := make(map[string]int)
	for k := range a.kinds {
		one := sort{many: a.many[k], target: t.of[k]}
		counts := t.of[k] != 0
		for _, v := range a.views {
			one.of = append(one.of, v.of[k])
			counts = counts || v.of[k] != 0
		}
		key := fmt.Sprint(one.target, one.of)
		if i, ok := known[key]; ok {
			s.sorts[i].many += one.many
		} else if counts {
			known[key] = len(s.sorts)
			s.sorts = append(s.sorts, one)
		}
	}
	s.most = make([][]int, len(s.sorts)+1)
	s.most[len(s.sorts)] = make([]int, len(a.views))
	for i := len(s.sorts) - 1; i >= 0; i-- {
		for v, n := range s.sorts[i].of {
			s.most[i] = append(s.most[i], max(n, s.most[i+1][v]))
		}
	}
	for _, v := range a.views {
		s.counts = append(s.counts, v.count)
	}
	return s
}

// try changes the numbers of a sort and of those after it by so many people
// altogether. told is by how much the target is another already.
func (s *search) try(at, left, told int) bool {
	if !s.within(at, left) {
		return false
	}
	if at == len(s.sorts) {
		return left == 0 && told != 0
	}
	one := s.sorts[at]
	for n := -min(left, one.many); n <= left; n++ {
		s.add(one, n)
		found := s.try(at+1, left-max(n, -n), told+n*one.target)
		s.add(one, -n)
		if found {
			return true
		}
	}
	return false
}

func (s *search) add(one sort, n int) {
	for v, times := range one.of {
		s.counts[v] += n * times
	}
}

// within reports whether so many more people can still make every view what it
// is.
func (s *search) within(at, left int) bool {
	for i, v := range s.views {
		if v.away(s.counts[i]) > left*s.most[at][i] {
			return false
		}
	}
	return true
}

// solves reports whether a target can be reckoned from the printed numbers alone:
// whether it is a sum of multiples of them, whoever there is.
func (a *attacker) solves(t target) bool {
	var rows [][]*big.Rat
	for _, v := range a.views {
		if !v.hidden {
			rows = append(rows, rationals(v.of))
		}
	}
	return rank(append(rows, rationals(t.of))) == rank(rows)
}

func rationals(of []int) []*big.Rat {
	row := make([]*big.Rat, len(of))
	for i, n := range of {
		row[i] = big.NewRat(int64(n), 1)
	}
	return row
}

// rank is how many rows are not sums of multiples of the others.
func rank(rows [][]*big.Rat) int {
	work := make([][]*big.Rat, len(rows))
	for i, row := range rows {
		for _, n := range row {
			work[i] = append(work[i], new(big.Rat).Set(n))
		}
	}
	found := 0
	for column := 0; len(work) > 0 && column < len(work[0]) && found < len(work); column++ {
		pivot := slices.IndexFunc(work[found:], func(row []*big.Rat) bool { return row[column].Sign() != 0 })
		if pivot < 0 {
			continue
		}
		work[found], work[found+pivot] = work[found+pivot], work[found]
		for i := found + 1; i < len(work); i++ {
			factor := new(big.Rat).Quo(work[i][column], work[found][column])
			for j := range work[i] {
				work[i][j].Sub(work[i][j], new(big.Rat).Mul(factor, work[found][j]))
			}
		}
		found++
	}
	return found
}

// asKnown is somebody of whom all is known from the beginning that of another
// was known as of a position.
func (p person) asKnown(position int64) person {
	known := person{sex: p.sex}
	for _, r := range p.rows {
		if r.since <= position && (r.until == 0 || r.until > position) {
			r.since, r.until = 1, 0
			known.rows = append(known.rows, r)
		}
	}
	return known
}

// newAttacker knows the kinds of people that there are, and those that there
// might be: somebody of whom nothing more becomes known, or who has one record
// where another has two; and wherever, whenever and to whatever sort of people anything happened,
// something else did.
func newAttacker(kinds []person, many []int) *attacker {
	a := &attacker{kinds: slices.Clone(kinds), many: slices.Clone(many)}
	for _, p := range kinds {
		for _, q := range []person{{p.sex, p.rows, false}, p.asKnown(1), p.asKnown(2)} {
			if len(q.rows) > 0 && !slices.ContainsFunc(a.kinds, func(k person) bool { return fmt.Sprint(k) == fmt.Sprint(q) }) {
				a.kinds, a.many = append(a.kinds, q), append(a.many, 0)
			}
		}
	}
	occurs := func(has func(person, row) bool) bool {
		return slices.ContainsFunc(kinds, func(p person) bool {
			return slices.ContainsFunc(p.rows, func(r row) bool { return has(p, r) })
		})
	}
	for _, s := range everySingle() {
		if occurs(func(p person, _ row) bool { return p.sex == s.sex }) &&
			occurs(func(_ person, r row) bool { return r.place == s.rows[0].place }) &&
			occurs(func(_ person, r row) bool { return r.day == s.rows[0].day }) {
			a.kinds, a.many = append(a.kinds, s), append(a.many, 0)
		}
	}
	return a
}

// wrote is everything that the attacker knows and read, and the truth.
func (a *attacker) wrote() string {
	lines := []string{fmt.Sprint("kinds ", a.kinds), fmt.Sprint("of each ", a.many)}
	for _, v := range a.views {
		lines = append(lines, fmt.Sprint(v.name(), " hidden: ", v.hidden))
	}
	return strings.Join(lines, "\n")
}
