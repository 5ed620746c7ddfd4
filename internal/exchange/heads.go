package exchange

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/programme"
)

// bandName is how a list writes a band of ages, "12-17".
func bandName(b outreach.Band) string {
	if b.Max == outreach.Oldest {
		return fmt.Sprintf("%d y más", b.Min)
	}
	return fmt.Sprintf("%d-%d", b.Min, b.Max)
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
		for _, b := range outreach.Bands() {
			columns = append(columns, column(groupKey(s.code, b.Min), s.name+" "+bandName(b)))
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

// isHeads reports whether a column of the template counts people.
func isHeads(key string) bool {
	counts := func(c sheet.Column) bool { return c.Key == key }
	return slices.ContainsFunc(populationColumns, counts) || slices.ContainsFunc(headColumns, counts)
}

// isCount reports whether a column counts people.
func isCount(key string) bool { return isHeads(key) || strings.HasPrefix(key, crowdKey) }

// activity reads a row of a headcount sheet.
func (r reader) activity(s attention.Service) (outreach.Activity, error) {
	a := outreach.Activity{Programme: s.Programme.ID, Service: s.ID, Title: r.text("activity"), Method: method(r.text("method"))}
	var err error
	if a.Day, err = r.happened(); err != nil {
		return a, err
	}
	if a.Place, err = r.place(); err != nil {
		return a, err
	}
	if len(r.stack) > 0 {
		a.Groups, a.Total, err = r.stackedGroups()
		if err != nil {
			return a, err
		}
		return a, a.Check()
	}
	if a.Groups, err = r.countedGroups(); err != nil {
		return a, err
	}
	if a.Populations, err = r.countedPopulations(); err != nil {
		return a, err
	}
	if a.Total, a.Groups, err = r.countedTotal(a.Groups); err != nil {
		return a, err
	}
	return a, a.Check()
}

// countedGroups reads the columns that count everybody once, and holds against
// them those that add them up.
func (r reader) countedGroups() ([]outreach.Group, error) {
	var counted []outreach.Group
	for _, c := range r.groups {
		people, err := cell(r, c.key, sheet.ReadCount)
		if err != nil {
			return nil, err
		}
		counted = append(counted, outreach.Group{Sex: sexOf(c.crowd), MinAge: c.min, MaxAge: c.max, People: people})
	}
	for _, margin := range r.margins {
		if err := r.checkMargin(margin); err != nil {
			return nil, err
		}
	}
	return counted, nil
}

// sexOf is the sex under which a crowd is kept: those of whom it is not said
// are with the others.
func sexOf(c crowd) string {
	if c.sex == "" {
		return "I"
	}
	return c.sex
}

// checkMargin refuses a column that adds others up to another sum. One whose
// ages the others cut otherwise cannot be held against them, and an empty one
// says nothing.
func (r reader) checkMargin(margin countColumn) error {
	said, err := cell(r, margin.key, sheet.ReadCount)
	if err != nil || r.text(margin.key) == "" {
		return err
	}
	sum, parts := 0, 0
	for _, c := range r.groups {
		switch {
		case margin.holds(c.crowd):
			people, err := sheet.ReadCount(r.text(c.key))
			if err != nil {
				return err
			}
			sum, parts = sum+people, parts+1
		case margin.meets(c.crowd):
			return nil
		}
	}
	if parts > 0 && sum != said {
		return trenza.Refuse("exchange.margin_differs", r.headingOf(margin.key), said, sum, max(said-sum, sum-said))
	}
	return nil
}

// countedPopulations reads the same heads by population, nil when the row says
// nothing of it.
func (r reader) countedPopulations() (map[string]int, error) {
	populations := make(map[string]int)
	said := false
	for _, c := range populationColumns {
		people, err := cell(r, c.Key, sheet.ReadCount)
		if err != nil {
			return nil, err
		}
		populations[c.Key] = people
		said = said || r.text(c.Key) != ""
	}
	if !said {
		return nil, nil
	}
	return populations, nil
}

// countedTotal reads how many there were: the sum of the groups where the list
// has no column of it, and all of them of unknown sex and age where it has no
// other.
func (r reader) countedTotal(groups []outreach.Group) (int, []outreach.Group, error) {
	sum := 0
	for _, g := range groups {
		sum += g.People
	}
	if _, asked := r.sources["total"]; !asked {
		return sum, groups, nil
	}
	total, err := cell(r, "total", sheet.ReadCount)
	if err == nil && len(groups) == 0 {
		groups = []outreach.Group{{Sex: "I", MinAge: 0, MaxAge: outreach.Oldest, People: total}}
	}
	return total, groups, err
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
