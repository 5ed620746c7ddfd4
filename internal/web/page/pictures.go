package page

import (
	"maps"
	"net/url"
	"slices"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/web/chart"
)

// The pictures of a slice, as addresses name them.
const (
	PictureTogether = "juntas"
	PictureRegions  = "regiones"
	PictureAges     = "edades"
	PictureGrowth   = "crecimiento"
)

// Pictures lists them, in the order of the page.
func Pictures() []string {
	return []string{PictureTogether, PictureRegions, PictureAges, PictureGrowth}
}

// PictureShow is one picture of a slice.
type PictureShow struct {
	Programme *programme.Definition
	ID        string
	Query     url.Values
	Together  *report.Together // of PictureTogether
	Parts     *report.Sliced   // what is drawn in each of the others
	Whole     *report.Sliced   // and the whole beside it
	Refused   string           // why nothing is drawn
}

// sliced is the answer that the picture is of.
func (p PictureShow) sliced() *report.Sliced {
	if p.Together != nil {
		return p.Together.Sliced
	}
	return p.Parts
}

// empty reports whether there is nobody to draw.
func (p PictureShow) empty() bool {
	if p.Together != nil {
		return len(p.Together.Groups) == 0
	}
	return len(p.Parts.Parts) == 0
}

// note says what is counted, and on what it rests.
func (p PictureShow) note(words locale.Printer) string {
	return basisText(append(Said(words, p.sliced()), Rules(words, p.sliced())...))
}

// valueOf is a number for a chart.
func valueOf(n report.Number) chart.Value {
	if n.Mark != "" {
		return chart.Covered(n.Mark)
	}
	return chart.Of(n.Count)
}

// part finds the part of an answer with some values; nobody where there is none.
func partOf(a *report.Sliced, values ...string) report.SlicePart {
	i := slices.IndexFunc(a.Parts, func(p report.SlicePart) bool { return slices.Equal(p.Values, values) })
	if i < 0 {
		return report.SlicePart{Values: values}
	}
	return a.Parts[i]
}

// valuesIn lists the values of a dimension that the parts have, in their order.
func valuesIn(a *report.Sliced, dimension int) []string {
	seen := make(map[string]bool)
	for _, p := range a.Parts {
		seen[p.Values[dimension]] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// strand is that of a service.
func (p PictureShow) strand(service string) chart.Strand {
	s, _ := p.Programme.Service(service)
	return chart.Strand(ServiceStrand(s))
}

// set is a service of the overlap, under its bead.
func (p PictureShow) set(words locale.Printer, service string) chart.Set {
	s, _ := p.Programme.Service(service)
	return chart.Set{Label: s.Title.In(words.Lang()), Strand: p.strand(service), Bead: Bead(ServiceStrand(s), ServiceIcon(s), "")}
}

// overlap is who had which services together.
func (p PictureShow) overlap(words locale.Printer) chart.Overlap {
	t := p.Together
	o := chart.Overlap{Head: chart.Head{Title: words.Text("web.results.picture.overlap"), What: peopleNoun(words, t.Sliced)}}
	for _, service := range t.Services {
		o.Sets = append(o.Sets, p.set(words, service))
	}
	for _, g := range t.Groups {
		group := chart.Group{Value: valueOf(g.People)}
		for _, service := range g.Services {
			group.Has = append(group.Has, slices.Index(t.Services, service))
		}
		o.Groups = append(o.Groups, group)
	}
	o.Foot = words.Text("web.results.picture.overlap_foot")
	if t.Covered {
		o.Foot += " " + words.Text("web.results.picture.overlap_covered", t.Least)
	}
	if t.Mixes > 0 {
		o.Others = &chart.Others{Mixes: t.Mixes, Value: valueOf(t.Others.People)}
	}
	return o
}

// against is the people of each service beside the different people.
func (p PictureShow) against(words locale.Printer) chart.Against {
	t := p.Together
	a := chart.Against{
		Head:   chart.Head{What: peopleNoun(words, t.Sliced), By: words.Text("report.by.service")},
		People: valueOf(t.People), PeopleNoun: peopleNoun(words, t.Sliced),
	}
	for i, service := range t.Services {
		s, _ := p.Programme.Service(service)
		a.Services = append(a.Services, chart.Service{Label: s.Title.In(words.Lang()), Strand: p.strand(service), Value: valueOf(t.Each[i])})
	}
	return a
}

// mostPanels is how many regions stand beside each other.
const mostPanels = 10

// regions are small charts of the quarters of each region.
func (p PictureShow) regions(words locale.Printer) chart.Multiples {
	m := chart.Multiples{Head: chart.Head{What: peopleNoun(words, p.Parts), Note: words.Text("web.results.picture.regions_note")}, Strand: p.ofOneStrand()}
	quarters := between(valuesIn(p.Parts, 1))
	whole := slices.Clone(p.Whole.Parts)
	slices.SortStableFunc(whole, func(a, b report.SlicePart) int { return b.People.Count - a.People.Count })
	for _, region := range whole[:min(mostPanels, len(whole))] {
		panel := chart.Panel{Title: partLabels(words, p.Whole, region)[0], Whole: valueOf(region.People), Href: p.narrowed("place", region.Values[0])}
		for _, quarter := range quarters {
			panel.Points = append(panel.Points, chart.Point{
				Label: quarterText(words, quarter), Short: quarter[:4], Value: valueOf(partOf(p.Parts, region.Values[0], quarter).People),
			})
		}
		m.Panels = append(m.Panels, panel)
	}
	return m
}

// ofOneStrand is the strand of all services of a slice, her own thread where there
// are several.
func (p PictureShow) ofOneStrand() chart.Strand {
	strand := chart.Thread
	for i, service := range p.sliced().Services {
		of := p.strand(service)
		if i > 0 && of != strand {
			return chart.Thread
		}
		strand = of
	}
	return strand
}

// between fills the quarters in which nothing happened.
func between(quarters []string) (all []string) {
	if len(quarters) == 0 {
		return nil
	}
	for q := quarters[0]; q <= quarters[len(quarters)-1] && len(all) < 60; q = nextQuarter(q) {
		all = append(all, q)
	}
	return all
}

func nextQuarter(quarter string) string {
	year, _ := strconv.Atoi(quarter[:4])
	if quarter[6] == '4' {
		return strconv.Itoa(year+1) + "-T1"
	}
	return quarter[:6] + string(quarter[6]+1)
}

func quarterText(words locale.Printer, quarter string) string {
	return words.Text("web.results.period.short", string(quarter[6]), quarter[:4])
}

// place is the map of the regions.
func (p PictureShow) place(words locale.Printer) chart.Map {
	m := chart.Map{Head: chart.Head{Title: words.Text("web.results.picture.map"), What: peopleNoun(words, p.Whole), By: words.Text("report.by.region")}, Strand: p.ofOneStrand()}
	for _, region := range p.Whole.Parts {
		if place, known := directory.PlaceOf(trenza.Place(region.Values[0])); known {
			m.Regions = append(m.Regions, chart.Region{
				Code: region.Values[0], Label: place.Name, Href: p.narrowed("place", region.Values[0]), Value: valueOf(region.People),
			})
		}
	}
	return m
}

// narrowed is the page of the figures with one thing more asked.
func (p PictureShow) narrowed(name, value string) string {
	query := cloned(p.Query)
	query.Set(name, value)
	return addressOf(p.Programme, "", query) + "#slice"
}

// bandNames are the bands of ages, from the youngest.
var bandNames = []string{"0-11", "12-17", "18-29", "30-59", "60+"}

// pyramid is ages by sex.
func (p PictureShow) pyramid(words locale.Printer) chart.Pyramid {
	side := func(sex string, strand chart.Strand) chart.Side {
		return chart.Side{Label: report.Label(reach.BySex, sex, nil, words.Lang()), Whole: valueOf(partOf(p.Whole, sex).People), Strand: strand}
	}
	py := chart.Pyramid{
		Head: chart.Head{What: words.Text("web.results.noun.people"), By: words.Text("report.by.age")},
		Left: side("F", chart.Protection), Right: side("M", chart.Thread),
	}
	for _, band := range append([]string{""}, bandNames...) {
		f, m := partOf(p.Parts, "F", band), partOf(p.Parts, "M", band)
		if band == "" && f.People == (report.Number{}) && m.People == (report.Number{}) {
			continue
		}
		py.Bands = append(py.Bands, chart.Band{Label: report.Label(reach.ByAge, band, nil, words.Lang()), Left: valueOf(f.People), Right: valueOf(m.People)})
	}
	others := 0
	for _, part := range p.Whole.Parts {
		if part.Values[0] != "F" && part.Values[0] != "M" {
			others += part.People.Count
		}
	}
	if others > 0 {
		py.Other = words.Count("web.results.picture.others", others)
	}
	return py
}

// growth adds new people up, month by month, beside all that they received.
func (p PictureShow) growth(words locale.Printer) chart.Cumulative {
	c := chart.Cumulative{
		Head: chart.Head{Note: words.Text("web.results.picture.growth_note"), By: words.Text("report.by.month")}, Strand: chart.Protection,
		NewNoun: peopleNoun(words, p.Parts), AllNoun: rowsNoun(words, p.Whole),
	}
	for _, month := range months(append(valuesIn(p.Parts, 0), valuesIn(p.Whole, 0)...)) {
		c.Labels = append(c.Labels, month)
		c.New = append(c.New, valueOf(partOf(p.Parts, month).People))
		c.All = append(c.All, valueOf(partOf(p.Whole, month).Rows))
	}
	return c
}

// months are those from the first to the last, none left out.
func months(some []string) (all []string) {
	if len(some) == 0 {
		return nil
	}
	for month, last := slices.Min(some), slices.Max(some); month <= last && len(all) < 240; {
		all = append(all, month)
		span, ok := Span(month, "2000-01-01")
		if !ok {
			return all
		}
		month = string(span.To.Add(1))[:7]
	}
	return all
}
