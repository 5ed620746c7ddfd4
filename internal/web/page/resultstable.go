package page

import (
	"strings"

	"github.com/trenza/trenza/internal/report"
)

// Table is the page as rows for a spreadsheet. The first says what was asked, as
// of which position and by which rule, on a line of its own.
func (r ResultsShow) Table(v View) [][]any {
	rows := [][]any{{r.Programme.Title.In(v.Lang()), strings.Join(append(r.Report.Basis(v.Lang()), r.rule(v)), " · ")}}
	rows = append(rows, r.Report.Table(v.Lang())...)
	a := r.Slice.Sliced
	if a == nil {
		return rows
	}
	rows = append(rows, nil, []any{v.Text("web.results.answer"), strings.Join(append(Said(v.Printer, a), Rules(v.Printer, a)...), " · ")})
	if a.TooFine {
		return append(rows, []any{v.Text("report.cells_too_fine")})
	}
	var header []any
	for _, text := range dimensionTexts(v.Printer, a.Question.By) {
		header = append(header, text)
	}
	header = append(header, peopleNoun(v.Printer, a), rowsNoun(v.Printer, a))
	rows = append(rows, header)
	for _, p := range a.Parts {
		var row []any
		for _, label := range partLabels(v.Printer, a, p) {
			row = append(row, label)
		}
		rows = append(rows, append(row, cellOf(p.People), cellOf(p.Rows)))
	}
	total := []any{}
	for i := range a.Question.By {
		total = append(total, []any{v.Text("report.total"), nil}[min(i, 1)])
	}
	return append(rows, append(total, cellOf(a.People), cellOf(a.Rows)))
}

// rule says whether small groups are covered.
func (r ResultsShow) rule(v View) string {
	if r.Report.Public {
		return v.Text("report.public", report.Rule)
	}
	return v.Text("web.results.rule_exact")
}

// cellOf is a number, or what stands in its place.
func cellOf(n report.Number) any {
	if n.Mark != "" {
		return n.Mark
	}
	return n.Count
}
