package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/web/page"
)

// askedSlice is a form of figures, read.
type askedSlice struct {
	slice  report.Slice
	values url.Values // as an address has them: codes, and nothing that is empty
	faults []page.Fault
}

// query is what an address says of the slice. A place that was typed by its name
// is in it by its code.
func (a askedSlice) query() url.Values {
	query := make(url.Values)
	for _, name := range page.SliceFields() {
		for _, value := range a.values[name] {
			if value != "" {
				query.Add(name, value)
			}
		}
	}
	if a.slice.Question.Place != "" {
		query.Set("place", string(a.slice.Question.Place))
	}
	return query
}

// sliceIn reads what a form asks.
func (v *visit) sliceIn(d *programme.Definition, typed url.Values) askedSlice {
	a := askedSlice{values: typed, slice: report.Slice{Definition: d, Indicator: typed.Get("indicator")}}
	q := &a.slice.Question
	if a.slice.Indicator == "" {
		a.slice.Services = given(typed["service"])
	}
	q.All = typed.Get("match") == "all"
	q.New, q.Returning = typed.Get("coming") == "new", typed.Get("coming") == "returning"
	if unit := reach.Unit(typed.Get("unit")); unit == reach.Committees || unit == reach.Households {
		q.Unit = unit
	}
	q.By = dimensionsIn(typed.Get("by"), typed.Get("by2"))
	whoIn(&q.Who, typed)
	a.periodIn(v, typed)
	a.placeIn(v, typed.Get("place"))
	return a
}

// given are the values that are not empty.
func given(values []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(value string) bool { return value == "" })
}

// dimensionsIn are those that are known, each once.
func dimensionsIn(names ...string) (by []reach.Dimension) {
	for _, name := range names {
		if d := reach.Dimension(name); d.Known() && !slices.Contains(by, d) {
			by = append(by, d)
		}
	}
	return by
}

// whoIn reads what is asked of the people.
func whoIn(who *reach.Who, typed url.Values) {
	who.Sex, who.Population = typed.Get("sex"), typed.Get("population")
	if from, to, ok := agesIn(typed.Get("age")); ok {
		who.MinAge, who.MaxAge = from, to
	}
	if typed.Has("disability") {
		who.Every |= registry.FlagDisability
	}
	if flag, err := strconv.ParseInt(typed.Get("stage"), 10, 64); err == nil && len(registry.FlagNames(flag)) == 1 {
		who.Every |= flag
	}
}

// agesIn reads a band of ages, "18-29" or "60+".
func agesIn(band string) (from, to *int, ok bool) {
	youngest, oldest, closed := strings.Cut(strings.TrimSuffix(band, "+"), "-")
	low, err := strconv.Atoi(youngest)
	if err != nil || low < 0 {
		return nil, nil, false
	}
	if !closed {
		return &low, nil, true
	}
	high, err := strconv.Atoi(oldest)
	return &low, &high, err == nil && high >= low
}

// periodIn reads a period that has a name, and the days that were typed, which
// narrow what the name leaves open and win over it.
func (a *askedSlice) periodIn(v *visit, typed url.Values) {
	days, faults := v.periodIn(typed)
	a.faults = append(a.faults, faults...)
	named, _ := page.Span(typed.Get("period"), v.Desk.Today())
	if days.From != "" || days.To != "" {
		named = days
	}
	a.slice.Question.Period = named
}

// placeIn reads a place by its code or its name.
func (a *askedSlice) placeIn(v *visit, typed string) {
	if strings.TrimSpace(typed) == "" {
		return
	}
	place, err := directory.ReadPlace(typed)
	if err != nil {
		a.faults = append(a.faults, page.Fault{Field: "place", Text: v.words.Error(err)})
		return
	}
	a.slice.Question.Place = place.Code
}

// countable are the figures that she may count.
func (v *visit) countable(d *programme.Definition) (options []page.Option) {
	for i := range d.Indicators {
		indicator := &d.Indicators[i]
		if !slices.ContainsFunc(indicator.Of, func(t programme.Term) bool { return !v.counts(d, t.Service) }) {
			options = append(options, page.Option{Value: indicator.ID, Label: indicator.Title.In(v.words.Lang())})
		}
	}
	return options
}

// countableServices are the services that she may count.
func (v *visit) countableServices(d *programme.Definition) (options []page.Option) {
	for i := range d.Services {
		if s := &d.Services[i]; len(s.Outcomes()) > 0 && v.counts(d, s.ID) {
			options = append(options, page.Option{Value: s.ID, Label: s.Title.In(v.words.Lang())})
		}
	}
	return options
}

func (v *visit) counts(d *programme.Definition, service string) bool {
	return v.scope.Reaches("figures.count", access.Delivery, access.Among(d.Offers(), d.ID, service))
}

// periodIn reads the first and the last day that were typed, as people write
// days.
func (v *visit) periodIn(typed url.Values) (p trenza.Period, faults []page.Fault) {
	for _, end := range []struct {
		name string
		day  *trenza.Day
	}{{"from", &p.From}, {"to", &p.To}} {
		text := typed.Get(end.name)
		if text == "" {
			continue
		}
		day, err := sheet.ReadDay(text)
		if err != nil {
			faults = append(faults, page.Fault{Field: end.name, Text: v.words.Error(err)})
		}
		*end.day = day
	}
	return p, faults
}
