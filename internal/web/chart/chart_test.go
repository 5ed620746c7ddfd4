package chart_test

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/locale"
	. "github.com/trenza/trenza/internal/web/chart"
)

var spanish = locale.For("es")

// drawing is what a chart draws, as whoever reads its source sees it.
type drawing struct {
	*rapid.T
	source string
	root   *html.Node
}

func draw(t *rapid.T, c Chart) drawing {
	t.Helper()
	var b strings.Builder
	if err := c.Draw(spanish).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return drawing{t, b.String(), root}
}

// find lists the elements of a class, or of a name where it ends in nothing else.
func (d drawing) find(class string) []*html.Node {
	var found []*html.Node
	for n := range d.root.Descendants() {
		if n.Type == html.ElementNode && (n.Data == class || slices.Contains(strings.Fields(attribute(n, "class")), class)) {
			found = append(found, n)
		}
	}
	return found
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// number reads a length.
func (d drawing) number(n *html.Node, name string) float64 {
	d.Helper()
	x, err := strconv.ParseFloat(strings.TrimSuffix(attribute(n, name), "%"), 64)
	if err != nil {
		d.Fatalf("%s of <%s>: %v", name, n.Data, err)
	}
	return x
}

// inside is the text of an element.
func inside(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// anyValue is a number, small ones most of the time, or a covered one.
var anyValue = rapid.OneOf(rapid.Map(rapid.IntRange(0, 30), Of), rapid.Map(rapid.IntRange(0, math.MaxInt32), Of),
	rapid.Map(rapid.SampledFrom([]string{"", "menos de 5"}), Covered))

var anyPoints = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Point {
	return Point{Label: rapid.StringN(0, 12, -1).Draw(t, "label"), Value: anyValue.Draw(t, "value")}
}), 0, 70)

var anyStrand = rapid.SampledFrom([]Strand{"", Protection, Livelihood, Community, Thread})

var anyServices = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Service {
	return Service{Label: "Servicio", Strand: anyStrand.Draw(t, "strand"), Value: anyValue.Draw(t, "value")}
}), 0, 8)

func valuesOf(points []Point) []Value {
	values := make([]Value, len(points))
	for i, p := range points {
		values[i] = p.Value
	}
	return values
}

// anyCharts are one of each, of anything.
var anyCharts = rapid.Custom(func(t *rapid.T) []Chart {
	points, head := anyPoints.Draw(t, "points"), Head{Title: rapid.String().Draw(t, "title"), What: rapid.SampledFrom([]string{"", "mujeres"}).Draw(t, "what")}
	more := anyPoints.Draw(t, "more")[:0]
	for range points {
		more = append(more, Point{Value: anyValue.Draw(t, "another")})
	}
	strand, mark := anyStrand.Draw(t, "strand"), rapid.IntRange(0, 500).Draw(t, "mark")
	bars, bands, regions, labels := []Bar{}, []Band{}, []Region{}, []string{}
	for i, p := range points {
		bars = append(bars, Bar{Label: p.Label, Value: p.Value})
		bands = append(bands, Band{p.Label, p.Value, more[i].Value})
		labels = append(labels, p.Label)
		if i < 25 {
			regions = append(regions, Region{Code: fmt.Sprintf("%02d", i+1), Label: p.Label, Value: p.Value})
		}
	}
	return []Chart{
		Spark{Points: points, Strand: strand}, Trends{Head: head, Series: []Series{{Points: points, Strand: strand}, {Points: more}}},
		Bars{Head: head, Bars: bars, Strand: strand}, Columns{Head: head, Points: points, Mark: mark},
		Multiples{Head: head, Panels: []Panel{{Points: points}, {Points: more}}, Mark: mark}, Pyramid{Head: head, Bands: bands},
		Against{Head: head, Services: anyServices.Draw(t, "services"), Whole: anyValue.Draw(t, "whole"), People: anyValue.Draw(t, "people")},
		Split{Head: head, Parts: anyServices.Draw(t, "parts")}, Share{Part: anyValue.Draw(t, "part"), Whole: anyValue.Draw(t, "of")},
		Once{People: anyValue.Draw(t, "few"), Services: anyValue.Draw(t, "many")}, Map{Head: head, Regions: regions},
		Cumulative{Head: head, Labels: labels, New: valuesOf(points), All: valuesOf(more)}, anyOverlap.Draw(t, "overlap"),
	}
})

var anyOverlap = rapid.Custom(func(t *rapid.T) Chart {
	o := Overlap{Sets: make([]Set, rapid.IntRange(1, MostSets+2).Draw(t, "sets"))}
	for mix := range rapid.IntRange(0, min(40, 1<<len(o.Sets)-1)).Draw(t, "mixes") {
		g := Group{Value: anyValue.Draw(t, "value")}
		for i := range o.Sets {
			if (mix+1)>>i&1 == 1 {
				g.Has = append(g.Has, i)
			}
		}
		o.Groups = append(o.Groups, g)
	}
	return o
})

// unsafe is what the security policy would drop, and what is no length.
var unsafe = regexp.MustCompile(`(?i)style=|<script|NaN|Inf%|\bon\w+=`)

// TestNothingIsLongerThanItsScale: whatever is drawn, each length is a part of the
// whole.
func TestNothingIsLongerThanItsScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, c := range anyCharts.Draw(t, "charts") {
			d := draw(t, c)
			if bad := unsafe.FindString(d.markup()); bad != "" {
				t.Fatalf("%q in %s", bad, d.source)
			}
			for n := range d.root.Descendants() {
				d.fits(n, "x", "width")
				d.fits(n, "y", "height")
			}
		}
	})
}

// fits expects a length to end where the whole does, at the latest.
func (d drawing) fits(n *html.Node, from, long string) {
	d.Helper()
	if !strings.HasSuffix(attribute(n, long), "%") {
		return
	}
	start := 0.0
	if strings.HasSuffix(attribute(n, from), "%") {
		start = d.number(n, from)
	}
	if end := start + d.number(n, long); start < 0 || end > 100.02 {
		d.Fatalf("<%s> reaches from %v to %v", n.Data, start, end)
	}
}

// markup is the source without what was written as text.
func (d drawing) markup() string {
	return regexp.MustCompile(`(?:>[^<]*<)|(?:aria-label="[^"]*")|(?:data-label="[^"]*")`).ReplaceAllString(d.source, "><")
}

// TestACoveredNumberHasNoLength: charts that differ in nothing but which small
// number they cover are the same to the letter, as far as they are drawn.
func TestACoveredNumberHasNoLength(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		few, others := rapid.IntRange(1, 4).Draw(t, "few"), rapid.SliceOfN(rapid.IntRange(5, 500), 1, 6).Draw(t, "others")
		total := few
		services, bands := []Service{{Label: "A", Value: Covered("")}}, []Band{{Label: "A", Left: Covered(""), Right: Of(9)}}
		for _, n := range others {
			total += n
			services = append(services, Service{Label: "B", Value: Of(n)})
			bands = append(bands, Band{Label: "B", Left: Of(n), Right: Of(n)})
		}
		for _, c := range []func(total int) Chart{
			func(total int) Chart { return Against{Services: services, Whole: Of(total), People: Of(others[0])} },
			func(total int) Chart { return Pyramid{Left: Side{Whole: Of(total)}, Bands: bands} },
		} {
			if one, other := draw(t, c(total)).source, draw(t, c(total-few+1)).source; one != other {
				t.Fatalf("the total tells of the part that is covered:\n%s\n%s", one, other)
			}
		}
	})
}

// TestRunningSumsStopAtACoveredMonth: what is new afterwards would tell of it.
func TestRunningSumsStopAtACoveredMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := rapid.SliceOfN(rapid.IntRange(1, 50), 1, 5).Draw(t, "before"), rapid.SliceOfN(rapid.IntRange(1, 50), 1, 5).Draw(t, "after")
		c := Cumulative{}
		for _, n := range before {
			c.New = append(c.New, Of(n))
		}
		c.New = append(c.New, Covered(""))
		for _, n := range after {
			c.New = append(c.New, Of(n))
		}
		for i := range c.New {
			c.Labels, c.All = append(c.Labels, fmt.Sprint(i)), append(c.All, Of(1))
		}
		rows := draw(t, c).find("tr")[1:]
		for i, row := range rows {
			sum := inside(slices.Collect(row.ChildNodes())[2])
			if covered := strings.Contains(sum, Dash); covered != (i >= len(before)) {
				t.Fatalf("month %d of %d says %q", i, len(before), sum)
			}
		}
	})
}

// TestSmallMultiplesShareAScale: a woman is as high in each.
func TestSmallMultiplesShareAScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := Multiples{Mark: rapid.IntRange(0, 300).Draw(t, "mark")}
		top, numbers := m.Mark, []int{}
		for _, ns := range rapid.SliceOfN(rapid.SliceOfN(rapid.IntRange(1, 400), 1, 9), 1, 6).Draw(t, "panels") {
			p := Panel{}
			for _, n := range ns {
				p.Points, top, numbers = append(p.Points, Point{Value: Of(n)}), max(top, n), append(numbers, n)
			}
			m.Panels = append(m.Panels, p)
		}
		d := draw(t, m)
		for i, column := range d.find("column") {
			var bar *html.Node
			for n := range column.ChildNodes() {
				if n.Data == "svg" {
					bar = n
				}
			}
			if got, want := d.number(bar, "height"), 100*float64(numbers[i])/float64(top); math.Abs(got-want) > 0.01 {
				t.Fatalf("%d of %d is %v %% high", numbers[i], top, got)
			}
		}
	})
}

// TestTheTableHasEveryNumber, and says of what is covered that it is.
func TestTheTableHasEveryNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var want []string
		var bars []Bar
		var points []Point
		for _, n := range rapid.SliceOfN(rapid.IntRange(-1, math.MaxInt32), 0, 60).Draw(t, "numbers") {
			value, shown := Of(n), spanish.Number(n)
			if n < 0 {
				value, shown = Covered(""), Dash+spanish.Text("web.chart.covered")
			}
			want, bars, points = append(want, shown), append(bars, Bar{Value: value}), append(points, Point{Value: value})
		}
		slices.Sort(want)
		for _, c := range []Chart{Bars{Bars: bars}, Columns{Points: points}} {
			var got []string
			for _, cell := range draw(t, c).find("td") {
				got = append(got, inside(cell))
			}
			if slices.Sort(got); !slices.Equal(got, want) {
				t.Fatalf("the table says %q of %q", got, want)
			}
		}
	})
}

// TestBarsAreInOrder, the covered ones last: a place among the others would tell.
func TestBarsAreInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bars := Bars{Most: 100}
		for _, v := range rapid.SliceOfN(anyValue, 1, 40).Draw(t, "values") {
			bars.Bars = append(bars.Bars, Bar{Value: v})
		}
		last, covered := 100.0, false
		for _, row := range draw(t, bars).find("length") {
			bar := row.FirstChild
			switch {
			case bar.Data == "i":
				covered = true
			case covered:
				t.Fatal("a number follows one that is covered")
			case bar.Data == "svg":
				wide := drawing{T: t}.number(bar, "width")
				if wide > last {
					t.Fatalf("%v follows %v", wide, last)
				}
				last = wide
			}
		}
	})
}

// TestEveryGroupIsInARow: what is not drawn by itself is in the last row.
func TestEveryGroupIsInARow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o, total := Overlap{Sets: make([]Set, 5), Most: rapid.IntRange(1, 12).Draw(t, "most")}, 0
		for i, n := range rapid.SliceOfN(rapid.IntRange(1, 9), 1, 30).Draw(t, "numbers") {
			o.Groups, total = append(o.Groups, Group{Has: []int{i % 5}, Value: Of(n)}), total+n
		}
		drawn := 0
		for _, row := range draw(t, o).find("length") {
			n, err := strconv.Atoi(inside(row))
			if err != nil {
				t.Fatal(err)
			}
			drawn += n
		}
		if drawn != total {
			t.Fatalf("%d of %d are drawn", drawn, total)
		}
	})
}

// TestOnlyAllIsAHundred of every hundred, and only nobody is none.
func TestOnlyAllIsAHundred(t *testing.T) {
	for _, c := range []struct {
		part, whole int
		want        string
	}{
		{3753, 4021, "93 de cada 100"}, {9999, 10000, "99 de cada 100"}, {1, 10000, "1 de cada 100"},
		{0, 7, "0 de cada 100"}, {7, 7, "100 de cada 100"}, {1, 2, "50 de cada 100"}, {0, 0, "Todavía no hay números que mostrar."},
	} {
		rapid.Check(t, func(t *rapid.T) {
			if got := inside(draw(t, Share{Part: Of(c.part), Whole: Of(c.whole)}).root); got != c.want {
				t.Errorf("%d of %d: %q", c.part, c.whole, got)
			}
		})
	}
}

// TestWhatAChartSays of itself, in both languages.
func TestWhatAChartSays(t *testing.T) {
	months := []Point{{Label: "marzo", Value: Of(171)}, {Label: "abril", Value: Covered("")}, {Label: "mayo", Value: Of(1268)}}
	bars := []Bar{{Label: "Piura", Value: Of(418)}, {Label: "Lima", Value: Of(1083)}, {Label: "Callao", Value: Covered("")}}
	for _, c := range []struct {
		chart            Chart
		spanish, english string
	}{
		{Spark{Name: "Protección", Points: months}, "Protección: de 171 en marzo a 1,268 en mayo.", "Protección: from 171 in marzo to 1,268 in mayo."},
		{Columns{Head: Head{What: "mujeres"}, Points: months}, "De 171 mujeres en marzo a 1,268 en mayo.", "From 171 mujeres in marzo to 1,268 in mayo."},
		{Bars{Head: Head{What: "mujeres"}, Bars: bars}, "El número más alto es de Lima, 1,083 mujeres; el más bajo, de Piura, 418.", "The highest number is that of Lima, 1,083 mujeres; the lowest, that of Piura, 418."},
		{Bars{Bars: bars[2:]}, "Todavía no hay números que mostrar.", "There are no numbers to show yet."},
		{Bars{Head: Head{Sentence: "Lima va primero."}, Bars: bars}, "Lima va primero.", "Lima va primero."},
		{Overlap{Sets: []Set{{Label: "Bono"}, {Label: "Curso"}}, Groups: []Group{{[]int{1}, Of(4)}, {[]int{1, 0}, Of(9)}}}, "Bono + Curso es lo más frecuente: 9.", "Bono + Curso is most frequent: 9."},
		{Against{Services: []Service{{Value: Of(40)}}, People: Of(30)}, "40 atenciones corresponden a 30 personas distintas; 10 son de quienes ya estaban contadas.", "40 services were received by 30 individual people; 10 went to women counted already."},
	} {
		for lang, want := range map[string]string{"es": c.spanish, "en": c.english} {
			var b strings.Builder
			if err := c.chart.Draw(locale.For(lang)).Render(t.Context(), &b); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(b.String(), want) {
				t.Errorf("%s: not %q in %s", lang, want, b.String())
			}
		}
	}
}
