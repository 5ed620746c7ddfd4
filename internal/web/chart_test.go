package web_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/web/chart"
)

// TestChartsAtTheirLimits draws them inside a page: nothing, one, forty groups, huge
// numbers, and covered ones. Those of the drawings are among the parts of the
// pages.
func TestChartsAtTheirLimits(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		tab := one(t).tab()
		tab.signIn("rosa")
		tab.draw(chartsAtTheirLimits())
		tab.lookAround("charts")
		tab.size(320, 640, "light")
		look[bool](tab, "document.querySelectorAll('main details').forEach(d => { d.open = true }); true")
		tab.fits() // with every table open
		tab.picture("charts-320-light")
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

// chartSeries are points of months or quarters.
func chartSeries(labels string, values ...int) []chart.Point {
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

func chartValues(numbers ...int) []chart.Value {
	all := make([]chart.Value, len(numbers))
	for i, n := range numbers {
		all[i] = chart.Of(n)
	}
	return all
}
