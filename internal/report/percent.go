package report

import (
	"fmt"
	"strings"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
)

// leastDenominator is the smallest number of which a percentage is published
// (domain rule 13.4).
const leastDenominator = 20

// Percent is a part of something, in per mille, with both numbers: a percentage
// never stands without its denominator.
type Percent struct {
	Of       string `json:"of"` // "target", "answered" or "share"
	PerMille int    `json:"per_mille"`
	Part     int    `json:"part"`
	Whole    int    `json:"whole"`
}

// percents are the percentages of a figure that may be printed: of its target, of
// who answered, and of the figure of which it is a part. A figure that is hidden, or claims less than its number,
// has none.
func (r *Report) percents(f *Figure) []Percent {
	if f.Hidden || r.Rounded || f.Indicator.Qualifier != programme.Exact {
		return nil
	}
	var all []Percent
	add := func(of string, whole int) {
		if whole >= leastDenominator {
			all = append(all, Percent{of, (f.Value*2000 + whole) / (2 * whole), f.Value, whole})
		}
	}
	if f.Indicator.Target != nil {
		add("target", *f.Indicator.Target)
	}
	for _, b := range f.Beside {
		if b.Outcome == programme.Answered && f.Value <= b.Value {
			add("answered", b.Value)
		}
	}
	if whole := r.wholeOf(f); whole != nil && f.Value <= whole.Value {
		add("share", whole.Value)
	}
	return all
}

// wholeOf returns the figure of which another counts a part, nil where it says
// none or the reader is not told it.
func (r *Report) wholeOf(f *Figure) *Figure {
	for i := range r.Figures {
		if whole := &r.Figures[i]; f.Indicator.ShareOf != "" && whole.Indicator.ID == f.Indicator.ShareOf && !whole.Hidden {
			return whole
		}
	}
	return nil
}

// text puts a percentage into words: "97.2 % of the target (243 of 250)".
func (p Percent) text(numbers programme.Numbers, lang string) string {
	style := numbers.In(lang)
	share := fmt.Sprintf("%s%s%d", style.Format(p.PerMille/10), style.Decimal, p.PerMille%10)
	share = strings.TrimSuffix(share, style.Decimal+"0") + " %"
	return locale.For(lang).Text("report.percent."+p.Of, share, style.Format(p.Part), style.Format(p.Whole))
}
