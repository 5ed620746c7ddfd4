package web_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/web/chart"
	"github.com/trenza/trenza/internal/web/page"
)

// TestChartsAreForEverybody draws charts at their limits inside a real page, under
// its security policy: nothing, one, forty groups, huge numbers, and covered ones.
func TestChartsAreForEverybody(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		tab := one(t).tab()
		tab.signIn("rosa")
		for name, charts := range map[string][]chart.Chart{"usual": usualCharts(), "edge": chartsAtTheirLimits()} {
			tab.draw(charts)
			tab.lookAround("charts-" + name)
			tab.size(320, 640, "light")
			tab.picture("charts-" + name + "-320-light")
			look[bool](tab, "document.querySelectorAll('details').forEach(d => { d.open = true }); true")
			tab.fits()
			tab.picture("charts-" + name + "-320-tables")
		}
	})
}

// draw puts charts into the page that is open, each in a section of its own.
func (t *tab) draw(charts []chart.Chart) {
	t.Helper()
	t.open("/")
	var b strings.Builder
	b.WriteString("<h1>Gráficos</h1>")
	for i, c := range charts {
		class := "section"
		if i%2 == 1 {
			class += " card"
		}
		fmt.Fprintf(&b, `<section class=%q aria-label="%d">`, class, i)
		t.must(c.Draw(locale.For("es")).Render(t.Context(), &b))
		b.WriteString("</section>")
	}
	mains, err := chromedp.Run(t.ctx, chromedp.QueryNodeIDs("main"))
	t.must(err)
	_, err = chromedp.Call(t.ctx, dom.SetOuterHTML, dom.SetOuterHTMLParams{NodeID: mains[0], OuterHTML: `<main id="main"><div class="stack wide">` + b.String() + "</div></main>"})
	t.must(err)
}

// series are points of months or quarters.
func series(labels string, values ...int) []chart.Point {
	points := make([]chart.Point, len(values))
	for i, label := range strings.Split(labels, "|")[:len(values)] {
		points[i] = chart.Point{Label: label, Value: chart.Of(values[i])}
	}
	return points
}

const (
	nineMonths    = "marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
	sevenQuarters = "2019|2.º 2019|3.º 2019|4.º 2019|1.º 2020|2.º 2020|2020"
)

func values(numbers ...int) []chart.Value {
	all := make([]chart.Value, len(numbers))
	for i, n := range numbers {
		all[i] = chart.Of(n)
	}
	return all
}

// usualCharts are those of the drawings.
func usualCharts() []chart.Chart {
	women := chart.Head{What: "mujeres"}
	return []chart.Chart{
		chart.Trends{Head: chart.Head{Note: "Marzo a noviembre, misma escala. Las tres hebras suman más de 412 porque 88 mujeres están en más de una.", What: "mujeres"}, Series: []chart.Series{
			{Name: "Protección", Strand: chart.Protection, Now: chart.Of(268), Noun: "mujeres", Points: series(nineMonths, 171, 179, 190, 186, 210, 226, 234, 248, 268)},
			{Name: "Medios de vida", Strand: chart.Livelihood, Now: chart.Of(149), Noun: "mujeres", Points: series(nineMonths, 60, 80, 118, 129, 121, 138, 166, 158, 149)},
			{Name: "Comunidad", Strand: chart.Community, Now: chart.Of(97), Noun: "mujeres", Points: series(nineMonths, 22, 30, 43, 39, 55, 64, 71, 90, 97)},
		}},
		chart.Once{People: chart.Of(412), Services: chart.Of(1038), PeopleText: "412 mujeres", ServicesText: "1.038 atenciones"},
		chart.Share{Part: chart.Of(3753), Whole: chart.Of(4021), Strand: chart.Community, Text: "que respondieron"},
		chart.Split{Head: chart.Head{Title: "Personas informadas"}, Parts: []chart.Service{{Label: "mujeres", Strand: chart.Protection, Value: chart.Of(11950)}, {Label: "otras personas", Strand: chart.Thread, Value: chart.Of(6388)}}},
		against(), overlap(),
		chart.Multiples{Head: chart.Head{Note: "Mujeres con apoyo legal y psicosocial, por trimestre.", What: "mujeres"}, Strand: chart.Protection, Mark: 200, Panels: []chart.Panel{
			{Title: "Tumbes", Whole: chart.Of(742), Points: series(sevenQuarters, 60, 98, 121, 133, 110, 105, 115)},
			{Title: "Piura", Whole: chart.Of(418), Href: "/", Points: series(sevenQuarters, 25, 39, 56, 62, 66, 85, 85)},
			{Title: "La Libertad", Whole: chart.Of(596), Points: series(sevenQuarters, 45, 66, 84, 94, 90, 104, 113)},
			{Title: "Lima", Whole: chart.Of(1083), Points: series(sevenQuarters, 88, 122, 151, 168, 160, 182, 212)},
			{Title: "Callao", Whole: chart.Of(425), Points: series(sevenQuarters, 30, 46, 55, 62, 68, 76, 88)},
		}},
		pyramid(),
		chart.Bars{Head: chart.Head{Title: "Nuevas por servicio", What: "mujeres", By: "Servicio"}, Strand: chart.Protection, Bars: []chart.Bar{
			{Label: "Apoyo legal y psicosocial", Href: "/", Value: chart.Of(3264)}, {Label: "Bono multipropósito", Value: chart.Of(587), Strand: chart.Livelihood},
			{Label: "Empleabilidad", Detail: "terminaron el curso", Value: chart.Of(243), Strand: chart.Livelihood}, {Label: "Emprendimiento", Value: chart.Of(206), Strand: chart.Livelihood},
		}},
		chart.Columns{Head: chart.Head{Title: "Por mes", Note: "Mujeres distintas cada mes.", What: "mujeres"}, Strand: chart.Livelihood, Mark: 150, Points: series("ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic", 60, 80, 118, 129, 121, 138, 166, 158, 149, 120, 132, 140)},
		chart.Cumulative{Head: chart.Head{Title: "Quiénes son nuevas", Note: "Suma desde enero de 2020."}, NewNoun: "mujeres distintas", AllNoun: "atenciones", Strand: chart.Protection,
			Labels: strings.Split("ene|feb|mar|abr|may|jun|jul|ago|sep", "|"),
			New:    values(310, 280, 120, 90, 160, 210, 190, 140, 88), All: values(330, 340, 190, 160, 260, 330, 340, 320, 290)},
		chart.Map{Head: chart.Head{Title: "Dónde", What: women.What, Note: "Mujeres distintas. El área de cada círculo es su número."}, Strand: chart.Protection, Regions: []chart.Region{
			{Code: "24", Label: "Tumbes", Href: "/", Value: chart.Of(742)}, {Code: "20", Label: "Piura", Value: chart.Of(418)},
			{Code: "13", Label: "La Libertad", Value: chart.Of(596)}, {Code: "15", Label: "Lima", Value: chart.Of(1083)}, {Code: "07", Label: "Callao", Value: chart.Of(425)},
		}},
	}
}

func against() chart.Chart {
	return chart.Against{
		Services: []chart.Service{
			{Label: "Apoyo legal y psicosocial", Strand: chart.Protection, Value: chart.Of(3264)}, {Label: "Bono", Strand: chart.Livelihood, Value: chart.Of(587)},
			{Label: "Empleabilidad", Strand: chart.Livelihood, Value: chart.Of(243)}, {Label: "Emprendimiento", Strand: chart.Livelihood, Value: chart.Of(206)},
		},
		People: chart.Of(3512), PeopleNoun: "mujeres distintas",
	}
}

func overlap() chart.Chart {
	return chart.Overlap{
		Head: chart.Head{Title: "Qué recibió cada mujer", What: "mujeres"},
		Foot: "Cada fila es un grupo de mujeres; las cuentas unidas son lo que recibieron. Los grupos de menos de 10 no se publican.",
		Sets: []chart.Set{
			{Label: "Apoyo legal y psicosocial", Strand: chart.Protection, Bead: page.Bead(page.StrandProtection, "legal", "")},
			{Label: "Bono", Strand: chart.Livelihood, Bead: page.Bead(page.StrandLivelihood, "cash", "")},
			{Label: "Empleabilidad", Strand: chart.Livelihood, Bead: page.Bead(page.StrandLivelihood, "course", "")},
			{Label: "Emprendimiento", Strand: chart.Livelihood, Bead: page.Bead(page.StrandLivelihood, "sprout", "")},
		},
		Groups: []chart.Group{
			{Has: []int{0}, Value: chart.Of(2641)}, {Has: []int{0, 1}, Value: chart.Of(398)}, {Has: []int{1}, Value: chart.Of(84)},
			{Has: []int{0, 2}, Value: chart.Of(76)}, {Has: []int{2}, Value: chart.Of(62)}, {Has: []int{0, 3}, Value: chart.Of(61)},
			{Has: []int{3}, Value: chart.Of(55)}, {Has: []int{0, 1, 2}, Value: chart.Of(34)}, {Has: []int{0, 1, 2, 3}, Value: chart.Of(20)},
		},
		Others: &chart.Others{Mixes: 6, Value: chart.Of(81)},
	}
}

func pyramid() chart.Chart {
	return chart.Pyramid{
		Head:  chart.Head{Note: "Personas informadas sobre violencia de género."},
		Left:  chart.Side{Label: "Mujeres", Whole: chart.Of(11950), Strand: chart.Protection},
		Right: chart.Side{Label: "Hombres", Whole: chart.Of(6142)},
		Bands: []chart.Band{
			{Label: "12 a 17", Left: chart.Of(1076), Right: chart.Of(614)}, {Label: "18 a 24", Left: chart.Of(2629), Right: chart.Of(1290)},
			{Label: "25 a 34", Left: chart.Of(4063), Right: chart.Of(1905)}, {Label: "35 a 44", Left: chart.Of(2390), Right: chart.Of(1228)},
			{Label: "45 a 59", Left: chart.Of(1315), Right: chart.Of(799)}, {Label: "60 o más", Left: chart.Of(477), Right: chart.Of(306)},
		},
		Other: "Otras 246 personas prefirieron no decir su sexo o se identifican de otra forma.",
	}
}
