package chart

import (
	"cmp"

	"github.com/trenza/trenza/internal/locale"
)

// Head is what stands over a chart and beside it.
type Head struct {
	Title    string // in bold; "" where a heading of the page stands over the chart
	Note     string // what is counted, in what unit, on what scale
	Sentence string // what is to be seen, for whoever does not see it; "" for the chart's own
	What     string // what is counted, in the plural: "mujeres"
	By       string // what the rows of the table are: "Región", "Trimestre"
	quiet    bool   // the drawing says its sentence itself: it is not shown twice
}

// quietly is the head of a drawing that is text already.
func (h Head) quietly() Head {
	h.quiet = true
	return h
}

// what is the heading of the numbers.
func (h Head) what(words locale.Printer) string {
	return cmp.Or(h.What, words.Text("web.chart.number"))
}

// by is the heading of the labels.
func (h Head) by(words locale.Printer, key string) string { return cmp.Or(h.By, words.Text(key)) }

// amount is a value with what it counts: "115 mujeres". One alone is not in the
// plural.
func (h Head) amount(words locale.Printer, v Value) string {
	if h.What == "" || v.n == 1 {
		return v.text(words)
	}
	return v.text(words) + " " + h.What
}

// table is every number of a chart. Its first column holds labels.
type table struct {
	heads []string
	parts []tablePart
}

// tablePart is some rows under a heading of their own, "" for none.
type tablePart struct {
	title string
	rows  []tableRow
}

type tableRow struct {
	label  string
	values []Value
	sum    bool // of the rows above
}

// plain is a table of one part.
func plain(heads []string, rows []tableRow) table {
	return table{heads, []tablePart{{rows: rows}}}
}

func (t table) empty() bool {
	for _, part := range t.parts {
		if len(part.rows) > 0 {
			return false
		}
	}
	return true
}

// class lets a table of many columns fold on a phone.
func (t table) class() string {
	if len(t.heads) > 3 {
		return "folds"
	}
	return ""
}

// pointRows are the rows of a series.
func pointRows(points []Point) []tableRow {
	rows := make([]tableRow, len(points))
	for i, p := range points {
		rows[i] = tableRow{label: p.Label, values: []Value{p.Value}}
	}
	return rows
}
