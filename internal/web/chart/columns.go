package chart

import (
	"cmp"

	"github.com/trenza/trenza/internal/locale"
)

// Columns follows a number through months or quarters: a column for each, the
// last in full colour with its number over it.
type Columns struct {
	Head
	Points []Point
	Strand Strand
	Mark   int // a line across at this number, 0 for none
	Top    int // of the scale, where others share it; never under the highest
}

func (c Columns) scale() int { return max(c.Top, Top(c.Points), c.Mark) }

// lift is how far over the last column its number stands, so that it lies on none
// of the columns before it that its letters reach over.
func lift(words locale.Printer, points []Point, letters int) int {
	last := points[len(points)-1].Value.short()
	over := (len([]rune(last.text(words)))*len(points) + letters - 1) / letters
	return Top(points[max(0, len(points)-over):]) - last.n
}

func (c Columns) sentence(words locale.Printer) string {
	return cmp.Or(c.Sentence, c.course(words, c.Points))
}

func (c Columns) head(words locale.Printer) Head {
	h := c.Head
	if c.Mark > 0 {
		h.Note = joined(h.Note, words.Text("web.chart.mark", c.Mark))
	}
	return h
}

func (c Columns) table(words locale.Printer) table {
	return plain([]string{c.by(words, "web.chart.period"), c.what(words)}, pointRows(c.Points))
}

// Multiples are small charts beside each other, all on one scale.
type Multiples struct {
	Head
	Panels []Panel
	Strand Strand
	Mark   int // a line across each at this number, 0 for none
}

// Panel is one of them. Whole is the figure beside its title, which need not be
// the sum of its points: who came in two quarters is one woman.
type Panel struct {
	Title  string
	Href   string
	Whole  Value
	Points []Point
}

func (m Multiples) scale() int {
	top := m.Mark
	for _, p := range m.Panels {
		top = max(top, Top(p.Points))
	}
	return top
}

func (m Multiples) head(words locale.Printer) Head {
	h := m.Head
	if m.Mark > 0 {
		h.Note = joined(h.Note, words.Text("web.chart.scale_mark", m.Mark))
	} else {
		h.Note = joined(h.Note, words.Text("web.chart.scale"))
	}
	return h
}

func (m Multiples) sentence(words locale.Printer) string {
	wholes := make([]Point, len(m.Panels))
	for i, p := range m.Panels {
		wholes[i] = Point{Label: p.Title, Value: p.Whole}
	}
	return cmp.Or(m.Sentence, m.extremes(words, wholes))
}

func (m Multiples) table(words locale.Printer) table {
	t := table{heads: []string{m.by(words, "web.chart.period"), m.what(words)}}
	for _, p := range m.Panels {
		rows := append(pointRows(p.Points), tableRow{words.Text("web.chart.whole"), []Value{p.Whole}, true})
		t.parts = append(t.parts, tablePart{p.Title, rows})
	}
	return t
}

// joined puts two sentences together.
func joined(first, second string) string {
	if first == "" {
		return second
	}
	return first + " " + second
}
