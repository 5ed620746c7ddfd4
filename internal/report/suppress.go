package report

import (
	"slices"

	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// The smallest groups that may be published (domain rule 13.1).
const (
	SmallGroup     = 5
	SensitiveGroup = 10
)

// threshold is the smallest group of an indicator that may be published: higher
// when it touches violence, trafficking, children or abuse by staff.
func threshold(d *programme.Definition, indicator *programme.Indicator) int {
	for _, term := range indicator.Of {
		if s, ok := d.Service(term.Service); ok && s.Topic != "" {
			return SensitiveGroup
		}
	}
	return SmallGroup
}

// least is the smallest group of the figure that may be published.
func (f *Figure) least(d *programme.Definition) int { return threshold(d, f.Indicator) }

// suppress hides what is too small to be public, in one place for every output,
// after counting: figures, what stands beside them, and cells.
func (r *Report) suppress() {
	for i := range r.Figures {
		f := &r.Figures[i]
		f.Hidden = small(f.Value, f.least(r.Definition))
		f.Rows, f.Records, f.Girls, f.NoAge = 0, 0, 0, 0
	}
	r.hideShares()
	r.hideDifferences()
	for i := range r.Figures {
		f := &r.Figures[i]
		f.TooFine = len(f.Cells) > 0 && r.tooFine(f)
		f.Withheld = f.TooFine || !hideCells(f.Cells, len(r.By), r.leastOfCells(*f))
		if f.Withheld {
			f.Cells = nil
		}
		f.hideBeside(f.least(r.Definition))
	}
	r.hideAllParts()
}

// hideAllParts leaves out, of every figure, the figures that it joins where one
// of them is hidden.
func (r *Report) hideAllParts() {
	for i := range r.Figures {
		r.hideParts(&r.Figures[i], r.Figures[i].least(r.Definition))
	}
}

// leastOfCells is the smallest cell of a figure that may be published: higher in
// a table that tells of people who are neither women nor men, or of disability
// by district (domain rule 13.1).
func (r *Report) leastOfCells(f Figure) int {
	least := f.least(r.Definition)
	if slices.Contains(r.By, reach.ByLifeStage) && slices.Contains(r.By, reach.ByDistrict) {
		return max(least, SensitiveGroup)
	}
	sex := slices.Index(r.By, reach.BySex)
	if sex >= 0 && slices.ContainsFunc(f.Cells, func(c Cell) bool { return c.Values[sex] != "F" && c.Values[sex] != "M" }) {
		return max(least, SensitiveGroup)
	}
	return least
}

// finest are the slices that no figure on a sensitive topic is published in,
// and those that one on trafficking is not either (domain rule 13.3).
var (
	finest              = []reach.Dimension{reach.ByDistrict, reach.ByMonth}
	finestOfTrafficking = append([]reach.Dimension{reach.ByProvince, reach.ByQuarter}, finest...)
)

// tooFine reports whether a figure touches a topic that is not published in
// slices as fine as these.
func (r *Report) tooFine(f *Figure) bool {
	for _, term := range f.Indicator.Of {
		service, ok := r.Definition.Service(term.Service)
		if !ok || service.Topic == "" {
			continue
		}
		barred := finest
		if service.Topic == programme.Trafficking {
			barred = finestOfTrafficking
		}
		if len(r.By) > 2 || slices.ContainsFunc(r.By, func(d reach.Dimension) bool { return slices.Contains(barred, d) }) {
			return true
		}
	}
	return false
}

// hideParts leaves out the figures that this one joins when one of them is
// hidden, or would tell of a few.
func (r *Report) hideParts(f *Figure, least int) {
	hidden := func(p Part) bool { return small(p.Value, least) || r.hides(p.ID) }
	if f.Hidden || small(f.Overlap, least) || slices.ContainsFunc(f.Parts, hidden) {
		f.Parts, f.Overlap = nil, 0
	}
}

func (r *Report) hides(id string) bool {
	return slices.ContainsFunc(r.Figures, func(f Figure) bool { return f.Indicator.ID == id && f.Hidden })
}

// hideBeside leaves out the numbers beside a figure that are small, or whose
// difference from it, or from one another, is. Attendances less those who came for
// the first time are those who came again.
func (f *Figure) hideBeside(least int) {
	shown := []int{f.Value}
	f.Beside = slices.DeleteFunc(f.Beside, func(b Beside) bool {
		tells := func(value int) bool { return small(b.Value-value, least) || small(value-b.Value, least) }
		if small(b.Value, least) || small(b.Declared, least) || slices.ContainsFunc(shown, tells) {
			return true
		}
		shown = append(shown, b.Value)
		return false
	})
	if small(f.Declared.People, least) {
		f.Declared = reach.Declared{}
	}
	if small(f.FirstTime, least) || f.Declared.People == 0 || small(f.Declared.People-f.FirstTime, least) {
		f.FirstTime = 0
	}
}

// small reports whether a count would point at somebody. Nobody points at
// nobody.
func small(count, least int) bool { return count > 0 && count < least }
