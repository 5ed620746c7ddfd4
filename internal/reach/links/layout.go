package links

import (
	"slices"
	"strconv"
	"time"

	"github.com/trenza/trenza/internal/reach"
)

// mostCells is how many cells an answer may have room for.
const mostCells = 1 << 24

// layout says where each row's cell is among all that an answer might have, which
// lie in the order in which they are answered. A cell is the sum of what term,
// place, profile, time and life stage add to it.
type layout struct {
	names   [][]string // of the parts of each dimension
	strides []int
	size    int

	term, place, profile []uint32 // by code; nil where no dimension asks for it
	planes               planes   // of places
	segments             []segment
	stages               []stage

	ofPerson bool // what is said of a person parts the cells
}

// segment is a span of days that no dimension parts.
type segment struct {
	from, to int
	cell     int
}

// stage is a life stage: a flag and what it adds. Without any, flag 0 stands for
// everybody.
type stage struct {
	flag int64
	cell int
}

// layOut makes the layout of the question's dimensions.
func (a *asking) layOut() (*layout, error) {
	l := &layout{
		names: make([][]string, len(a.q.By)), strides: make([]int, len(a.q.By)), size: 1,
		segments: a.segments(), stages: []stage{{}},
	}
	parts := make([][]uint32, len(a.q.By))
	for i, d := range a.q.By {
		l.names[i], parts[i] = a.parted(d, l)
	}
	for i := len(a.q.By) - 1; i >= 0; i-- {
		l.strides[i] = l.size
		if l.size *= max(len(l.names[i]), 1); l.size > mostCells {
			return nil, ErrBeyond
		}
	}
	for i, d := range a.q.By {
		l.add(d, parts[i], l.strides[i])
	}
	l.planes = planesOf(l.place)
	return l, nil
}

// parted returns the parts of a dimension, and in which of them each code lies.
func (a *asking) parted(d reach.Dimension, l *layout) (names []string, parts []uint32) {
	switch {
	case d.OfTime():
		for _, s := range l.segments {
			if name := d.Of(on(s.from)); len(names) == 0 || names[len(names)-1] != name {
				names = append(names, name)
			}
			parts = append(parts, uint32(len(names)-1))
		}
		return names, parts
	case d == reach.ByLifeStage:
		return a.lifeStages(l)
	}
	axis := a.axis(d)
	return axis.names, axis.part
}

// on is a fact of a day.
func on(day int) (f reach.Fact) {
	f.Day = dayOf(day)
	return f
}

// lifeStages are the flags that anybody has, each in a stage.
func (a *asking) lifeStages(l *layout) (names []string, parts []uint32) {
	l.stages = nil
	for bit := range reach.Flags {
		if flag := int64(1) << bit; a.codes.stages&flag != 0 {
			l.stages = append(l.stages, stage{flag: flag})
			names = append(names, strconv.FormatInt(flag, 10))
		}
	}
	slices.Sort(names)
	for _, s := range l.stages {
		n, _ := slices.BinarySearch(names, strconv.FormatInt(s.flag, 10))
		parts = append(parts, uint32(n))
	}
	return names, parts
}

// axis is the one of a dimension of terms, places or people.
func (x *Index) axis(d reach.Dimension) *axis {
	switch d {
	case reach.ByService:
		return &x.codes.service
	case reach.ByRegion:
		return &x.codes.region
	case reach.ByProvince:
		return &x.codes.province
	case reach.ByDistrict:
		return &x.codes.district
	}
	return x.codes.person[d]
}

// add lets a dimension part the cells.
func (l *layout) add(d reach.Dimension, parts []uint32, stride int) {
	sum := func(to *[]uint32) {
		if *to == nil {
			*to = make([]uint32, len(parts))
		}
		for code, part := range parts {
			(*to)[code] += part * uint32(stride)
		}
	}
	switch {
	case d.OfTime():
		for i, part := range parts {
			l.segments[i].cell += int(part) * stride
		}
	case d == reach.ByLifeStage:
		for i, part := range parts {
			l.stages[i].cell += int(part) * stride
		}
	case d == reach.ByService:
		sum(&l.term)
	case d.OfPerson():
		l.ofPerson = true
		sum(&l.profile)
	default:
		sum(&l.place)
	}
}

// segments parts the days on which somebody counts, as finely as the dimensions
// of time do.
func (a *asking) segments() (all []segment) {
	months := 0 // of a segment
	for _, d := range a.q.By {
		if n := monthsOf[d]; n > 0 && (months == 0 || n < months) {
			months = n
		}
	}
	return spansOf(max(a.since, a.from), a.to, months)
}

// monthsOf are the months of a part of a dimension of time.
var monthsOf = map[reach.Dimension]int{reach.ByMonth: 1, reach.ByQuarter: 3, reach.ByYear: 12}

// spansOf parts days into spans of so many months of a calendar year, 0 for all in
// one.
func spansOf(from, to, months int) (all []segment) {
	for from <= to {
		end := to
		if months > 0 {
			t := epoch.AddDate(0, 0, from)
			next := time.Date(t.Year(), t.Month()-time.Month((int(t.Month())-1)%months)+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
			end = min(end, int(next.Sub(epoch)/(24*time.Hour))-1)
		}
		all = append(all, segment{from: from, to: end})
		from = end + 1
	}
	return all
}

// of is what place and profile of a row add to its cell.
func (l *layout) of(b *block, i uint16) (cell int) {
	if l.profile != nil {
		cell = int(l.profile[b.profile[i]])
	}
	if l.place != nil {
		cell += int(l.place[b.place[i]])
	}
	return cell
}

// cells are the ones that anybody is in.
func (l *layout) cells(people, rows []int) (cells []reach.Cell) {
	n := 0
	for _, count := range people {
		n += min(count, 1)
	}
	if n == 0 {
		return nil
	}
	cells = make([]reach.Cell, 0, n)
	values := make([]string, 0, n*len(l.names))
	for at, count := range people {
		if count == 0 {
			continue
		}
		for i, names := range l.names {
			values = append(values, names[at/l.strides[i]%len(names)])
		}
		cells = append(cells, reach.Cell{Values: values[len(values)-len(l.names) : len(values) : len(values)], Count: count, Rows: rows[at]})
	}
	return cells
}
