package page

import (
	"strings"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/web/chart"
)

// sampleChart is a chart under the name by which pages call it. The numbers are
// those of the drawings: examples, all of them.
type sampleChart struct {
	name  string
	wide  bool // takes the whole width
	chart chart.Chart
}

func sampleCharts(words locale.Printer) []sampleChart {
	head := func(title, by string) chart.Head {
		return chart.Head{Title: words.Text(title), What: words.Text("web.system.women"), By: words.Text(by)}
	}
	return []sampleChart{
		{"chart.Against", false, sampleAgainst(words)},
		{"chart.Overlap", false, sampleOverlap(words)},
		{"chart.Trends, chart.Spark", false, sampleTrends(words)},
		{"chart.Bars", false, chart.Bars{Head: head("web.chart.service", "web.chart.service"), Bars: []chart.Bar{
			{Label: words.Text("web.system.protection"), Value: chart.Of(3264), Strand: chart.Protection, Href: "/sistema"},
			{Label: words.Text("web.system.livelihood"), Value: chart.Of(587), Strand: chart.Livelihood},
			{Label: words.Text("web.system.community"), Value: chart.Of(243), Strand: chart.Community},
			{Label: words.Text("web.system.restricted"), Value: chart.Covered("")},
		}}},
		{"chart.Multiples", true, sampleMultiples(words)},
		{"chart.Pyramid", true, samplePyramid(words)},
		{"chart.Map", true, sampleMap(words)},
		{"chart.Columns", false, chart.Columns{Head: chart.Head{What: words.Text("web.system.women")}, Strand: chart.Livelihood, Mark: 150, Points: samplePoints(149, 158, 166, 138, 121, 129)}},
		{"chart.Cumulative", false, chart.Cumulative{Labels: quarters[:6], Strand: chart.Protection, New: sampleValues(310, 280, 220, 190, 160, 140), All: sampleValues(330, 340, 330, 320, 290, 300)}},
		{"chart.Once", false, chart.Once{People: chart.Of(412), Services: chart.Of(1038), PeopleText: words.Number(412), ServicesText: words.Number(1038)}},
		{"chart.Share, chart.Split", false, chart.Share{Part: chart.Of(3753), Whole: chart.Of(4021), Strand: chart.Community}},
		{"", false, chart.Split{Parts: sampleServices(words)[:2]}},
	}
}

// quarters are those of the drawings.
var quarters = strings.Fields("2019-1 2019-2 2019-3 2019-4 2020-1 2020-2 2020-3")

func samplePoints(numbers ...int) []chart.Point {
	points := make([]chart.Point, len(numbers))
	for i, n := range numbers {
		points[i] = chart.Point{Label: quarters[i], Value: chart.Of(n), Short: quarters[i][:4]}
	}
	return points
}

func sampleValues(numbers ...int) []chart.Value {
	values := make([]chart.Value, len(numbers))
	for i, n := range numbers {
		values[i] = chart.Of(n)
	}
	return values
}

func sampleServices(words locale.Printer) []chart.Service {
	return []chart.Service{
		{Label: words.Text("web.system.protection"), Strand: chart.Protection, Value: chart.Of(3264)},
		{Label: words.Text("web.system.livelihood"), Strand: chart.Livelihood, Value: chart.Of(587)},
		{Label: words.Text("web.system.community"), Strand: chart.Community, Value: chart.Of(449)},
	}
}

func sampleAgainst(words locale.Printer) chart.Chart {
	return chart.Against{Services: sampleServices(words), People: chart.Of(3512)}
}

func sampleOverlap(words locale.Printer) chart.Chart {
	return chart.Overlap{
		Head: chart.Head{Title: words.Text("web.chart.received"), What: words.Text("web.system.women")},
		Sets: []chart.Set{
			{Label: words.Text("web.system.protection"), Strand: chart.Protection, Bead: Bead(StrandProtection, "legal", "")},
			{Label: words.Text("web.system.livelihood"), Strand: chart.Livelihood, Bead: Bead(StrandLivelihood, "shop", "")},
			{Label: words.Text("web.system.community"), Strand: chart.Community, Bead: Bead(StrandCommunity, "people", "")},
		},
		Groups: []chart.Group{
			{Has: []int{0}, Value: chart.Of(2641)}, {Has: []int{0, 1}, Value: chart.Of(398)}, {Has: []int{1}, Value: chart.Of(84)},
			{Has: []int{0, 2}, Value: chart.Of(76)}, {Has: []int{0, 1, 2}, Value: chart.Of(20)}, {Has: []int{1, 2}, Value: chart.Covered("")},
		},
	}
}

func sampleTrends(words locale.Printer) chart.Chart {
	t := chart.Trends{Head: chart.Head{Note: words.Text("web.chart.scale")}}
	for _, s := range []struct {
		key     string
		strand  chart.Strand
		numbers []int
	}{
		{"web.system.protection", chart.Protection, []int{171, 179, 190, 210, 226, 248, 268}},
		{"web.system.livelihood", chart.Livelihood, []int{60, 80, 118, 121, 166, 158, 149}},
		{"web.system.community", chart.Community, []int{22, 30, 43, 55, 64, 90, 97}},
	} {
		t.Series = append(t.Series, chart.Series{
			Name: words.Text(s.key), Strand: s.strand, Points: samplePoints(s.numbers...),
			Now: chart.Of(s.numbers[len(s.numbers)-1]), Noun: words.Text("web.system.women"),
		})
	}
	return t
}

func sampleMultiples(words locale.Printer) chart.Chart {
	return chart.Multiples{Head: chart.Head{What: words.Text("web.system.women")}, Strand: chart.Protection, Mark: 200, Panels: []chart.Panel{
		{Title: "Tumbes", Whole: chart.Of(742), Points: samplePoints(60, 98, 121, 133, 110, 105, 115)},
		{Title: "Piura", Whole: chart.Of(418), Points: samplePoints(25, 39, 56, 62, 66, 85, 85)},
		{Title: "La Libertad", Whole: chart.Of(596), Points: samplePoints(45, 66, 84, 94, 90, 104, 113)},
		{Title: "Lima", Whole: chart.Of(1083), Points: samplePoints(88, 122, 151, 168, 160, 182, 212)},
		{Title: "Callao", Whole: chart.Of(425), Points: samplePoints(30, 46, 55, 62, 68, 76, 88)},
	}}
}

func samplePyramid(words locale.Printer) chart.Chart {
	p := chart.Pyramid{
		Left:  chart.Side{Label: words.Text("report.value.f"), Whole: chart.Of(11950), Strand: chart.Protection},
		Right: chart.Side{Label: words.Text("report.value.m"), Whole: chart.Of(6142)},
	}
	for i, label := range strings.Fields("12–17 18–24 25–34 35–44 45–59 60+") {
		p.Bands = append(p.Bands, chart.Band{
			Label: label,
			Left:  chart.Of([]int{1076, 2629, 4063, 2390, 1315, 477}[i]),
			Right: chart.Of([]int{614, 1290, 1905, 1228, 799, 306}[i]),
		})
	}
	return p
}

func sampleMap(words locale.Printer) chart.Chart {
	return chart.Map{Head: chart.Head{What: words.Text("web.system.women")}, Strand: chart.Protection, Regions: []chart.Region{
		{Code: "24", Label: "Tumbes", Value: chart.Of(742), Href: "/sistema"}, {Code: "20", Label: "Piura", Value: chart.Of(418)},
		{Code: "13", Label: "La Libertad", Value: chart.Of(596)}, {Code: "15", Label: "Lima", Value: chart.Of(1083)},
		{Code: "07", Label: "Callao", Value: chart.Of(425)}, {Code: "16", Label: "Loreto", Value: chart.Covered("")},
	}}
}
