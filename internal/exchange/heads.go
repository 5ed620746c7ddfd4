package exchange

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/programme"
)

// bands are the ages of the life course of Peru (domain rule 12), and the
// coarser ones of lists that only tell the under-aged.
var bands = []struct {
	min, max int
	name     string
}{
	{0, 11, "0-11"}, {12, 17, "12-17"}, {18, 29, "18-29"}, {30, 59, "30-59"}, {60, outreach.Oldest, "60 y más"},
}

// sexes are the groups of a headcount. Who is neither is counted as "otras".
var sexes = []struct{ code, name string }{{"F", "Mujeres"}, {"M", "Hombres"}, {"I", "Otras"}}

// groupKey names the column of a sex and an age band.
func groupKey(sex string, min int) string { return fmt.Sprintf("%s %d", sex, min) }

// headColumns count heads by sex and age band.
var headColumns = groupColumns()

func groupColumns() []sheet.Column {
	var columns []sheet.Column
	for _, s := range sexes {
		for _, b := range bands {
			columns = append(columns, column(groupKey(s.code, b.min), s.name+" "+b.name))
		}
	}
	return columns
}

// populationColumns count the same heads by population type.
var populationColumns = []sheet.Column{
	column("in_destination", "En destino"),
	column("in_transit", "En tránsito"),
	column("pendular", "Pendular"),
	column("host_community", "Acogida"),
	column("returnee", "Retornada"),
}

// isHeads reports whether a column counts people.
func isHeads(key string) bool {
	counts := func(c sheet.Column) bool { return c.Key == key }
	return slices.ContainsFunc(populationColumns, counts) || slices.ContainsFunc(headColumns, counts)
}

// activity reads a row of a headcount sheet.
func (r reader) activity(s attention.Service) (outreach.Activity, error) {
	a := outreach.Activity{
		Programme: s.Programme.ID, Service: s.ID, Title: r.text("activity"), Method: method(r.text("method")),
		Populations: make(map[string]int),
	}
	var err error
	if a.Day, err = sheet.ReadDay(r.text("day")); err != nil {
		return a, err
	}
	if a.Place, err = r.place(); err != nil {
		return a, err
	}
	if a.Total, err = cell(r, "total", sheet.ReadCount); err != nil {
		return a, err
	}
	for _, sex := range sexes {
		for _, b := range bands {
			people, err := cell(r, groupKey(sex.code, b.min), sheet.ReadCount)
			if err != nil {
				return a, err
			}
			a.Groups = append(a.Groups, outreach.Group{Sex: sex.code, MinAge: b.min, MaxAge: b.max, People: people})
		}
	}
	for _, c := range populationColumns {
		if a.Populations[c.Key], err = cell(r, c.Key, sheet.ReadCount); err != nil {
			return a, err
		}
	}
	return a, a.Check()
}

// shapesFor names the shapes that may record a service.
func shapesFor(service *programme.Service) []string {
	var names []string
	for _, s := range Shapes() {
		if s.serves(service) {
			names = append(names, string(s))
		}
	}
	return names
}

// methods are the ways of counting heads as people write them, folded.
var methods = map[string]string{
	"contado": "counted", "contados": "counted", "conteo": "counted",
	"lista": "sign_in", "firmas": "sign_in", "lista de firmas": "sign_in", "sign-in": "sign_in", "sign in": "sign_in",
	"estimado": "estimated", "estimados": "estimated", "estimacion": "estimated",
}

func method(text string) string {
	if code, ok := methods[sheet.Fold(text)]; ok {
		return code
	}
	return strings.ToLower(text)
}

// serves reports whether a shape may record a service in one of its modes.
func (s Shape) serves(service *programme.Service) bool {
	for _, mode := range layouts[s].mode {
		if service.Has(mode) {
			return true
		}
	}
	return false
}
