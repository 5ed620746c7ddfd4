package learning

import (
	"cmp"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
)

// Hours is how much of a training somebody attended, in minutes.
type Hours struct {
	Total    int
	ByCourse map[string]int
	Present  int // sessions to which she came, or that she made up
	Absent   int // sessions in a row that she missed last, without a reason
	Last     trenza.Day
}

// reckon adds up what somebody attended of a training. A session counts once, and
// never for more than it lasted; a course has only so many that can be made up.
// Neither the order of the marks nor that of the sessions shows.
func (g group) reckon(sessions []Session, marks []attention.Sat) Hours {
	h := Hours{ByCourse: make(map[string]int)}
	best := make(map[string]attention.Attention)
	for _, s := range g.services() {
		length := make(map[string]int)
		for _, each := range sessions {
			if each.Course == s.ID && each.State != SessionCancelled {
				length[each.ID] = each.Minutes()
			}
		}
		var own []attention.Attention
		for _, m := range marks {
			if _, of := length[m.Session]; of {
				own = append(own, m.Attention)
			}
		}
		madeUp := 0
		for _, a := range attention.BestOfEach(own) {
			best[a.Session] = a
			if a.Mark == attention.MadeUp {
				madeUp++
			}
			if attention.TookPart(a.Mark) {
				h.Present++
			}
			if a.Mark != attention.MadeUp || madeUp <= s.Course.Credit.MadeUpLimit {
				h.ByCourse[s.ID] += min(a.Minutes, length[a.Session])
			}
		}
		h.Total += h.ByCourse[s.ID]
	}
	h.Absent, h.Last = inARow(sessions, best)
	return h
}

// inARow counts the sessions that somebody missed last, one after the other, and
// says when the last of them was. Whoever said why broke the row; a session without
// a mark says nothing.
func inARow(sessions []Session, best map[string]attention.Attention) (absent int, last trenza.Day) {
	sorted := slices.Clone(sessions)
	slices.SortFunc(sorted, func(a, b Session) int {
		return cmp.Or(cmp.Compare(b.Day, a.Day), cmp.Compare(b.Hour, a.Hour), cmp.Compare(b.Number, a.Number), cmp.Compare(b.ID, a.ID))
	})
	for _, s := range sorted {
		a, marked := best[s.ID]
		if !marked {
			continue
		}
		if a.Mark != attention.Absent {
			break
		}
		if absent++; last == "" {
			last = s.Day
		}
	}
	return absent, last
}

// share reports whether so many minutes are a percentage of the training.
func (g group) share(minutes, percent int) bool {
	whole := g.definition.Minutes(g.training)
	return whole > 0 && minutes*100 >= percent*whole
}

// settled is the state of an enrolment that follows from what she attended.
func (g group) settled(h Hours) EnrolmentState {
	over := g.State == CohortCompleted || g.State == CohortReported
	switch {
	case over && g.share(h.Total, g.training.Certificate.ApprovalShare):
		return Completed
	case over && h.Present > 0:
		return Partially
	case h.Present > 0:
		return Active
	}
	return Enrolled
}
