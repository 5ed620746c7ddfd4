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
		p, err := a.plan(full)
		if err != nil {
			return err
		}
		byTheWay := p.along && full && !slices.Contains(q.By, reach.ByLifeStage) // cells tell the total
		if len(q.By) == 0 {
			return a.total(p, &answer)
		}
		if full && !byTheWay {
			if err := a.totalApart(&answer); err != nil {
				return err
			}
		}
		a.represented()
		if err := a.tally(p); err != nil {
			return err
		}
		if byTheWay {
			a.totalMet(&answer)
		}
		if !full {
			clear(a.rows) // some paths count them by the way
		}
		answer.Cells = p.cells(a.counted[:p.size], a.rows)
		a.wipe()
		return nil
	})
	return answer, err
}

// plan is how a question is answered.
type plan struct {
	*layout
	groups []group
	full   bool // rows are counted as well
	along  bool // by going along all threads
}

func (a *asking) plan(full bool) (p *plan, err error) {
	p = &plan{full: full}
	if p.layout, err = a.layOut(); err == nil {
		p.groups = a.groups(p.layout)
		p.along = a.walks(p)
	}
	return p, err
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

// totalApart counts over everything what the question has parted.
func (a *asking) totalApart(answer *reach.Answer) error {
	by := a.q.By
	defer func() { a.q.By = by }()
	a.q.By = nil
	p, err := a.plan(true)
	if err != nil {
		return err
	}
	return a.total(p, answer)
}

// total counts over everything.
func (a *asking) total(p *plan, answer *reach.Answer) (err error) {
	if a.q.New {
		a.represented()
	}
	if err := a.tally(p); err != nil {
		return err
	}
	answer.Count = a.counted[0]
	if p.full {
		answer.Rows, answer.Records = a.rows[0], a.counted[0]
	}
	a.wipe()
	if p.full && !a.q.New && (a.moved || !a.persons) {
		answer.Records, err = a.records(p.layout, answer)
	}
	return err
}

// totalMet is the total of the cells that were counted along threads.
func (a *asking) totalMet(answer *reach.Answer) {
	for cell, people := range a.counted {
		answer.Count += people
		answer.Rows += a.rows[cell]
	}
	answer.Records = answer.Count
	if !a.q.New {
		answer.Count, answer.Records = a.met, a.met+a.walker.further()
	}
}

// records counts the different numbers of people, before they count as others:
// people who have several are looked at, or all rows, where those are fewer.
func (a *asking) records(l *layout, answer *reach.Answer) (n int, err error) {
	if a.persons && answer.Rows > len(a.people.threads.anew) {
		w, err := a.lookUp(l)
		return answer.Count + w.further(), err
	}
	if err := a.setAmong(); err != nil {
		return 0, err
	}
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
	return n, nil
}

// tally counts people and rows by cell.
func (a *asking) tally(p *plan) error {
	a.counted, a.rows = cleared(&a.work.counted, p.size+1), cleared(&a.work.rows, p.size+1)
	if p.along {
		return a.along(p.layout)
	}
	profiles := a.profiles
	defer func() { a.profiles = profiles }()
	for _, s := range p.stages {
		if s.flag != 0 {
			if err := a.setAmong(); err != nil { // of all stages
				return err
			}
			a.profiles = both(profiles, a.staged(s.flag))
		}
		if err := a.stage(p, s); err != nil {
			a.wipe()
			return err
		}
	}
	return nil
}

// stage counts those of a life stage, each group of terms by its path.
func (a *asking) stage(p *plan, s stage) error {
	l, segments := p.layout, slices.Clone(p.segments)
	for i := range segments {
		segments[i].cell += s.cell
	}
	for _, g := range p.groups {
		path, link := a.pathOf(g, p)
		if path > newcomers {
			if err := a.setAmong(); err != nil {
				return err
			}
		}
		switch path {
		case byLink:
			a.linked(link, g, segments, l, p.full)
		case newcomers:
			a.newcomers(link, g, segments, l)
		case together:
			a.tell(l)
		case firstOfAll, firstInPlane:
			a.firstsOf(g, segments, p)
		default:
			a.sets(g, segments, l)
		}
	}
	return nil
}

// wipe leaves the tallies as they were found.
func (a *asking) wipe() {
	clear(a.counted)
	clear(a.rows)
}
