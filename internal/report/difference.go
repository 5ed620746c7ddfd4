package report

import (
	"slices"

	"github.com/trenza/trenza/internal/programme"
)

// hideDifferences hides what one figure less another would tell of a few
// (domain rule 13.2): where one counts some of the people of the other, those
// in between; where one joins two others, those in both. Of the two, the one
// that the programme never published goes first.
func (r *Report) hideDifferences() {
	for i := range r.Figures {
		for j := range r.Figures {
			part, whole := &r.Figures[i], &r.Figures[j]
			if i == j || !within(part.Indicator, whole.Indicator) {
				continue
			}
			least := max(part.least(r.Definition), whole.least(r.Definition), r.leastOfCells(*part), r.leastOfCells(*whole))
			hideDifference(part, whole, least)
		}
		r.hideOverlap(&r.Figures[i])
	}
}

func hideDifference(part, whole *Figure, least int) {
	hidden, other := part, whole
	if part.Indicator.Published != nil && whole.Indicator.Published == nil {
		hidden, other = whole, part
	}
	if small(whole.Value-part.Value, least) && !other.Hidden {
		hidden.hide()
	}
	for i := range hidden.Cells {
		h := &hidden.Cells[i]
		for _, o := range other.Cells {
			if slices.Equal(h.Values, o.Values) && (small(h.Count-o.Count, least) || small(o.Count-h.Count, least)) {
				h.Hidden = true
			}
		}
	}
}

// hide hides a figure with all its cells, which would add up to it.
func (f *Figure) hide() {
	f.Hidden = true
	for i := range f.Cells {
		f.Cells[i].Hidden = f.Cells[i].Count > 0
	}
}

// hideOverlap hides the smaller of two figures that a third joins when few
// people are in both: the three together tell how many.
func (r *Report) hideOverlap(f *Figure) {
	if f.Hidden || len(f.Parts) != 2 || !small(f.Overlap, f.least(r.Definition)) {
		return
	}
	smaller := f.Parts[0]
	if f.Parts[1].Value < smaller.Value {
		smaller = f.Parts[1]
	}
	for i := range r.Figures {
		if r.Figures[i].Indicator.ID == smaller.ID {
			r.Figures[i].hide()
		}
	}
}

// within reports whether everybody whom an indicator counts is counted by
// another one too, as far as the definitions tell.
func within(part, whole *programme.Indicator) bool {
	covered := func(t programme.Term) bool {
		return slices.ContainsFunc(whole.Of, func(u programme.Term) bool {
			// Whoever completed a course took part in it; a payment is apart.
			milestone := u.Outcome == programme.Delivered && t.Outcome != programme.Collected
			return t.Service == u.Service && (t.Outcome == u.Outcome || milestone)
		})
	}
	uncovered := func(t programme.Term) bool { return !covered(t) }
	return part.Unit == whole.Unit && !slices.ContainsFunc(part.Of, uncovered) && narrower(part.Who, whole.Who)
}

// narrower reports whether whoever the first admits the second admits too.
func narrower(part, whole programme.Who) bool {
	return (whole.Sex == "" || part.Sex == whole.Sex) &&
		(whole.MinAge == nil || part.MinAge != nil && *part.MinAge >= *whole.MinAge) &&
		(whole.MaxAge == nil || part.MaxAge != nil && *part.MaxAge <= *whole.MaxAge) &&
		(!whole.Committee || part.Committee)
}
