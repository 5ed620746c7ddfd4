package report

import (
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// restsOn lists the services that an indicator is counted from, and those whose
// numbers stand beside it or are parts of it.
func restsOn(d *programme.Definition, indicator *programme.Indicator) (some []access.Service) {
	ids := slices.Clone(indicator.Heads)
	for _, terms := range []programme.Terms{indicator.Of, indicator.Asks} {
		for _, t := range terms {
			ids = append(ids, t.Service)
		}
	}
	for _, s := range d.Offers() {
		if slices.Contains(ids, s.ID) {
			some = append(some, s)
		}
	}
	for _, id := range indicator.Parts {
		if part, ok := d.Indicator(id); ok {
			some = append(some, restsOn(d, part)...)
		}
	}
	return some
}

// counts reports whether an indicator is the reader's to count: all that it
// rests on, for a figure of a part of it would bear a name that it does not
// deserve.
func counts(scope access.Scope, d *programme.Definition, indicator *programme.Indicator) bool {
	return reaches(scope, "figures.count", d, indicator)
}

func reaches(scope access.Scope, verb string, d *programme.Definition, indicator *programme.Indicator) bool {
	return indicator.Class <= scope.UpTo && !slices.ContainsFunc(restsOn(d, indicator), func(s access.Service) bool {
		return !scope.Reaches(verb, access.Delivery, s)
	})
}

// coverFor hides the small groups of a report, where the reader may not see every
// figure of it uncovered (domain rule 0.1, "A"): of all of them, since one figure
// tells of another. She is refused the slices that the programme does not publish.
func (r *Report) coverFor(scope access.Scope) error {
	uncovered := !slices.ContainsFunc(r.Figures, func(f Figure) bool {
		return !reaches(scope, "figures.exact", r.Definition, f.Indicator)
	})
	if uncovered {
		return nil
	}
	if err := (Query{Definition: r.Definition, Period: r.Period, By: r.By, Public: true}).check(); err != nil {
		return err
	}
	r.Public = true
	r.suppress()
	r.hideAllParts()
	r.round()
	return nil
}

// round rounds, for whoever has small groups covered, the figures of a time that
// she chose: those of one day less those of another would tell of a few (see
// [Sliced.cover]). What stands beside them is left out.
func (r *Report) round() {
	if r.Period == (trenza.Period{}) && !r.New {
		return
	}
	r.Rounded = true
	for i := range r.Figures {
		f := &r.Figures[i]
		if !f.Hidden {
			f.Value = rounded(f.Value, f.least(r.Definition))
		}
		f.Beside, f.Parts, f.Overlap, f.Declared, f.FirstTime = nil, nil, 0, reach.Declared{}, 0
		for j := range f.Cells {
			if c := &f.Cells[j]; !c.Hidden {
				c.Count = rounded(c.Count, r.leastOfCells(*f))
			}
		}
	}
}

// publication is a programme's figures as something to freeze or to read.
func publication(programme string, public bool) access.Row {
	return access.Row{Kind: access.Publication, Class: 1, Programme: programme, Public: public}
}
