package report

import (
	"context"
	"slices"
	"strconv"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
)

// nearlyAll is the share of a group, in percent, from which on it tells of each
// of them what is true of so many (domain rule 13.5).
const nearlyAll = 90

// sensitiveFlags are the life stages that say something of a person's health.
const sensitiveFlags = registry.FlagPregnant | registry.FlagBreastfeeding | registry.FlagDisability

// wholes counts, for a table of life stages, the groups of which its cells are
// parts: those with the same other values.
func (r Reporter) wholes(ctx context.Context, scope access.Scope, q reach.Question, f *Figure) error {
	stage := slices.Index(q.By, reach.ByLifeStage)
	if stage < 0 {
		return nil
	}
	q.By = slices.Delete(slices.Clone(q.By), stage, stage+1)
	answer, err := r.Engine.Count(ctx, scope, q)
	if err != nil {
		return err
	}
	wholes := map[string]int{"": answer.Count}
	for _, c := range answer.Cells {
		wholes[joined(c.Values)] = c.Count
	}
	for i, c := range f.Cells {
		values := slices.Delete(slices.Clone(c.Values), stage, stage+1)
		f.Cells[i].of = wholes[joined(values)]
	}
	return nil
}

// hideShares hides what nearly everybody of a group has in common, where it is
// sensitive: a life stage that says something of their health, or a service on a
// protected topic.
func (r *Report) hideShares() {
	stage := slices.Index(r.By, reach.ByLifeStage)
	for i := range r.Figures {
		f := &r.Figures[i]
		for j := range f.Cells {
			c := &f.Cells[j]
			if stage >= 0 && sensitive(c.Values[stage]) && nearly(c.Count, c.of) {
				c.Hidden = true
			}
		}
		if r.onTopic(f) {
			r.hideShared(f)
		}
	}
}

// hideShared hides the numbers of a figure on a protected topic that are nearly
// those of a figure in which it lies.
func (r *Report) hideShared(f *Figure) {
	for i := range r.Figures {
		whole := &r.Figures[i]
		if r.onTopic(whole) || !within(f.Indicator, whole.Indicator) {
			continue
		}
		f.Hidden = f.Hidden || nearly(f.Value, whole.Value)
		for j := range f.Cells {
			c := &f.Cells[j]
			for _, o := range whole.Cells {
				if slices.Equal(c.Values, o.Values) && nearly(c.Count, o.Count) {
					c.Hidden = true
				}
			}
		}
	}
}

func nearly(part, whole int) bool { return part > 0 && part*100 >= whole*nearlyAll }

func sensitive(flag string) bool {
	bit, _ := strconv.ParseInt(flag, 10, 64)
	return bit&sensitiveFlags != 0
}

// onTopic reports whether everything that a figure counts touches a protected
// topic: to be in it says so of each.
func (r *Report) onTopic(f *Figure) bool {
	return len(f.Indicator.Of) > 0 && !slices.ContainsFunc(f.Indicator.Of, func(t programme.Term) bool {
		s, ok := r.Definition.Service(t.Service)
		return !ok || s.Topic == ""
	})
}
