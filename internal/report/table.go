package report

import (
	"github.com/trenza/trenza/internal/locale"
)

// Table returns the report as rows for a spreadsheet, the first being the
// header: a row per figure, then a row per cell.
func (r *Report) Table(lang string) [][]any {
	p := locale.For(lang)
	header := []any{p.Text("report.programme"), "id", p.Text("report.figure")}
	for _, d := range r.By {
		header = append(header, p.Text("report.by."+string(d)))
	}
	header = append(header, p.Text("report.value"), p.Text("report.shown"), p.Text("report.of_rows"), p.Text("report.unit"),
		p.Text("report.qualifier"), p.Text("report.target"), p.Text("report.published"), p.Text("report.published_qualifier"),
		p.Text("report.source"), p.Text("report.position_column"))
	rows := [][]any{header}
	for _, f := range r.Figures {
		rows = append(rows, r.tableRow(f, lang))
		for _, c := range f.Cells {
			rows = append(rows, r.cellRow(f, c, lang))
		}
	}
	return rows
}

func (r *Report) tableRow(f Figure, lang string) []any {
	row := []any{r.Definition.ID, f.Indicator.ID, f.Indicator.Title.In(lang)}
	for range r.By {
		row = append(row, nil)
	}
	row = append(row, shownOrNil(f.Value, f.Hidden), r.Shown(f, lang), shownOrNil(f.Rows, r.Public),
		f.Indicator.Noun.In(lang), f.Indicator.Qualifier)
	if f.Indicator.Target == nil {
		row = append(row, nil)
	} else {
		row = append(row, *f.Indicator.Target)
	}
	if pub := f.Indicator.Published; pub != nil {
		row = append(row, pub.Value, pub.Qualifier, pub.Source)
	} else {
		row = append(row, nil, nil, nil)
	}
	return append(row, r.Position)
}

func (r *Report) cellRow(f Figure, c Cell, lang string) []any {
	row := []any{r.Definition.ID, f.Indicator.ID, f.Indicator.Title.In(lang)}
	for _, label := range r.labels(c, lang) {
		row = append(row, label)
	}
	return append(row, shownOrNil(c.Count, c.Hidden), r.shownCell(f, c, lang), shownOrNil(c.Rows, r.Public),
		f.Indicator.Noun.In(lang), f.Indicator.Qualifier, nil, nil, nil, nil, r.Position)
}

func shownOrNil(value int, hidden bool) any {
	if hidden {
		return nil
	}
	return value
}
