package links

import (
	"slices"

	"github.com/trenza/trenza/internal/reach"
)

// Count answers a question with everything that an answer holds.
func (x *Index) Count(q reach.Question, s Sight) (reach.Answer, error) { return x.count(q, s, true) }

// People answers a question with how many people there are, in each cell or,
// where nothing parts them, in all. It does not count of how many rows they are,
// which asks more of an index.
func (x *Index) People(q reach.Question, s Sight) (reach.Answer, error) { return x.count(q, s, false) }

func (x *Index) count(q reach.Question, s Sight, full bool) (answer reach.Answer, err error) {
	err = x.answer(q, s, func(a *asking) error {
		answer.Position = x.position
		if full || len(q.By) == 0 {
			a.q.By = nil
			if err := a.total(full, &answer); err != nil || len(q.By) == 0 {
				return err
			}
			a.q.By = q.By
		}
		a.represented()
		l, err := a.tally(full)
		if err == nil {
			if !full {
				clear(a.rows) // some paths count them by the way
			}
			answer.Cells = l.cells(a.counted[:l.size], a.rows)
			a.wipe()
		}
		return err
	})
	return answer, err
}

// answer works a question out.
func (x *Index) answer(q reach.Question, s Sight, do func(*asking) error) error {
	x.lock.RLock()
	defer x.lock.RUnlock()
	a, err := x.ask(q, s)
	if err != nil {
		return err
	}
	a.work = works.Get().(*work)
	err = do(a)
	a.work.done()
	return err
}

// total counts over everything.
func (a *asking) total(full bool, answer *reach.Answer) error {
	if a.q.New {
		a.represented()
	}
	if _, err := a.tally(full); err != nil {
		return err
	}
	answer.Count = a.counted[0]
	if full {
		answer.Rows, answer.Records = a.rows[0], a.counted[0]
	}
	a.wipe()
	if full && !a.q.New && (a.moved || !a.persons) {
		answer.Records = a.records()
	}
	return nil
}

// records counts the different numbers of people, before they count as others.
func (a *asking) records() (n int) {
	marks := cleared(&a.marks, int(a.people.most)>>6+1)
	a.scan(a.parts, a.from, a.to, false, func(c *chunk) {
		for _, i := range c.rows {
			number := c.number[i]
			word := &marks[number>>6]
			n += int(^*word >> (number & 63) & 1)
			*word |= 1 << (number & 63)
		}
	})
	clear(marks)
	return n
}

// tally counts people and rows by cell.
func (a *asking) tally(full bool) (*layout, error) {
	l, err := a.layOut()
	if err != nil {
		return nil, err
	}
	a.counted, a.rows = cleared(&a.work.counted, l.size+1), cleared(&a.work.rows, l.size+1)
	profiles := a.profiles
	defer func() { a.profiles = profiles }()
	for _, s := range l.stages {
		if s.flag != 0 {
			if err := a.setAmong(); err != nil { // of all stages
				return nil, err
			}
			a.profiles = both(profiles, a.staged(s.flag))
		}
		if err := a.stage(l, s, full); err != nil {
			a.wipe()
			return nil, err
		}
	}
	return l, nil
}

// stage counts those of a life stage, each group of terms by the path that is the
// shortest for it.
func (a *asking) stage(l *layout, s stage, full bool) error {
	segments := slices.Clone(l.segments)
	for i := range segments {
		segments[i].cell += s.cell
	}
	for _, g := range a.groups(l) {
		if link, is := a.link(g, l); is && !(full && a.q.Returning) {
			if full && a.bound(l) {
				a.apportioned(link, g, segments, l)
			} else {
				a.linked(link, g, segments, l, full)
			}
			continue
		}
		if err := a.setAmong(); err != nil {
			return err
		}
		switch {
		case !full && a.known(l):
			a.tell(l)
		case a.q.New:
			a.firsts(g, segments, onePlane, l, full)
		case l.profile != nil:
			a.firstsApart(g, segments, l, full)
		default:
			a.sets(g, segments, l)
		}
	}
	return nil
}

// bound reports whether rows are those of the cell that their person is in, which
// only her first row tells.
func (a *asking) bound(l *layout) bool { return l.profile != nil || a.q.New }

// wipe leaves the tallies as they were found.
func (a *asking) wipe() {
	clear(a.counted)
	clear(a.rows)
}
