package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
)

// number writes a whole number in the programme's style.
func (r *Report) number(n int, lang string) string {
	return r.Definition.Numbers.In(lang).Format(n)
}

// Shown returns a figure as it is read, its qualifier included: "587", "más de
// 11.950", "<5".
func (r *Report) Shown(f Figure, lang string) string {
	if f.Hidden {
		return hidden(f.Value, f.least(r.Definition))
	}
	if r.Rounded {
		return r.qualified(f.Value, programme.Approx, 0, lang)
	}
	return r.qualified(f.Value, f.Indicator.Qualifier, f.Indicator.RoundTo, lang)
}

// qualified writes a number with what it claims. A figure of "at least" is
// rounded down, and is "more than" what it is rounded to when it is.
func (r *Report) qualified(value int, qualifier string, roundTo int, lang string) string {
	p := locale.For(lang)
	rounded := value
	if roundTo > 1 && value >= roundTo { // fewer are not "more than 0"
		rounded = value - value%roundTo
	}
	written := r.number(rounded, lang)
	switch {
	case value == 0: // nobody claims to have reached at least nobody
		return written
	case qualifier == programme.AtLeast && rounded < value:
		return p.Text("report.more_than", written)
	case qualifier == programme.AtLeast:
		return p.Text("report.at_least", written)
	case qualifier == programme.Approx:
		return p.Text("report.about", written)
	}
	return written
}

// shownCell returns a cell as it is read.
func (r *Report) shownCell(f Figure, c Cell, lang string) string {
	if c.Hidden {
		return hidden(c.Count, r.leastOfCells(f))
	}
	return r.number(c.Count, lang)
}

// hidden is what stands for a count that is not shown: "<5" for a small one,
// and "…" for one that would let a small one be reckoned.
func hidden(count, least int) string {
	if count < least {
		return fmt.Sprintf("<%d", least)
	}
	return "…"
}

// Paragraph is what a communications officer may publish, with the figures in
// the programme's style. It is "" when it names a figure that is hidden, or that is
// not the reader's to count: nobody should write of "<5 women".
func (r *Report) Paragraph(lang string) string {
	figures := make(map[string]Figure, len(r.Figures))
	for _, f := range r.Figures {
		figures[f.Indicator.ID] = f
	}
	hidden := false
	text := r.Definition.Fill(lang, func(id string) (string, bool) {
		f, shown := figures[id]
		if !shown || f.Hidden {
			hidden = true
			return "", false
		}
		return r.Shown(f, lang), true
	})
	if hidden {
		return ""
	}
	return text
}

// Label returns the words for a value of a dimension.
func Label(d reach.Dimension, value string, definition *programme.Definition, lang string) string {
	p := locale.For(lang)
	if value == "" {
		return p.Text("report.not_known")
	}
	switch d {
	case reach.ByRegion, reach.ByProvince, reach.ByDistrict:
		if place, ok := directory.PlaceOf(trenza.Place(value)); ok {
			return place.Name
		}
	case reach.ByService:
		if s, ok := definition.Service(value); ok {
			return s.Title.In(lang)
		}
	case reach.ByLifeStage:
		flag, _ := strconv.ParseInt(value, 10, 64)
		if names := registry.FlagNames(flag); len(names) == 1 {
			return p.Text("report.life_stage." + names[0])
		}
	case reach.BySex, reach.ByPopulation:
		return p.Text("report.value." + strings.ToLower(value))
	}
	return value
}
