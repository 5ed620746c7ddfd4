package report

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// Text writes the report for a terminal: the figures beside what was published,
// what stands beside them, the cells, and the paragraph that may be published.
func (r *Report) Text(w io.Writer, lang string) error {
	p := locale.For(lang)
	fmt.Fprintln(w, r.Definition.Title.In(lang))
	basis := r.Basis(lang)
	if r.Public {
		basis = append(basis, p.Text("report.public", Rule))
	}
	if extent := r.Extent(lang); extent != "" {
		basis = append(basis, p.Text("report.within", extent))
	}
	fmt.Fprintln(w, strings.Join(basis, " · "))
	fmt.Fprintln(w)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, strings.Join([]string{
		p.Text("report.figure"), p.Text("report.value"), "", p.Text("report.of_rows"), p.Text("report.target"), p.Text("report.published"),
	}, "\t"))
	lines := r.Lines(lang)
	for _, l := range lines {
		fmt.Fprintln(table, strings.Join([]string{l.ID, l.Value, l.Noun, l.Rows, l.Target, l.Published}, "\t"))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, l := range lines {
		for _, note := range l.Notes {
			fmt.Fprintf(w, "  %s: %s\n", listed(l.ID, note.Of), note.Text)
		}
	}
	if err := r.cellTables(w, p); err != nil {
		return err
	}
	if r.Covered > 0 {
		fmt.Fprintf(w, "\n%s\n", p.Count("report.covered", r.Covered))
	}
	paragraph := r.Paragraph(lang)
	if paragraph == "" {
		paragraph = p.Text("report.paragraph_withheld")
	}
	fmt.Fprintf(w, "\n%s\n%s\n", p.Text("report.paragraph"), wrap(paragraph, 88))
	return nil
}

// Extent names the places and courses to which the reader's roles narrow the
// figures, "" when nothing narrows them.
func (r *Report) Extent(lang string) string { return ExtentText(r.Definition, r.Within, lang) }

// ExtentText names some places and courses of a programme.
func ExtentText(d *programme.Definition, within []access.Ambit, lang string) string {
	var names []string
	for _, a := range within {
		var parts []string
		if s, ok := d.Service(a.Course); ok {
			parts = append(parts, s.Title.In(lang))
		}
		if a.Place != "" {
			parts = append(parts, placeName(a.Place))
		}
		names = append(names, strings.Join(parts, ", "))
	}
	return strings.Join(names, "; ")
}

// placeName is what a place is called, or its code.
func placeName(code trenza.Place) string {
	if place, ok := directory.PlaceOf(code); ok {
		return place.Name
	}
	return string(code)
}

func (r *Report) periodText(p locale.Printer) string {
	key := "report.period_all"
	switch {
	case r.Period.From != "" && r.Period.To != "":
		key = "report.period_between"
	case r.Period.From != "":
		key = "report.period_from"
	case r.Period.To != "":
		key = "report.period_to"
	}
	return p.Text(key, r.Period.From, r.Period.To)
}

// qualifiedPublished writes what was published as it was published.
func (r *Report) qualifiedPublished(f Figure, lang string) string {
	p := f.Indicator.Published
	written := r.number(p.Value, lang)
	switch p.Qualifier {
	case "at_least":
		return locale.For(lang).Text("report.more_than", written)
	case "approx":
		return locale.For(lang).Text("report.about", written)
	}
	return written
}

// cellTables writes the cells of each figure.
func (r *Report) cellTables(w io.Writer, p locale.Printer) error {
	for _, l := range r.Lines(p.Lang()) {
		if len(l.Cells) > 0 || l.Withheld != "" {
			fmt.Fprintf(w, "\n%s\n", l.Title)
		}
		if l.Withheld != "" {
			fmt.Fprintf(w, "  %s\n", l.Withheld)
		}
		if len(l.Cells) == 0 {
			continue
		}
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, c := range l.Cells {
			fmt.Fprintf(table, "  %s\t%s\n", strings.Join(c.Labels, "\t"), c.Shown)
		}
		fmt.Fprintf(table, "  %s\t%s%s\n", p.Text("report.total"), strings.Repeat("\t", len(r.By)-1), l.Whole)
		if err := table.Flush(); err != nil {
			return err
		}
	}
	for _, remark := range r.Remarks(p.Lang()) {
		fmt.Fprintf(w, "\n%s\n", remark)
	}
	return nil
}

func (r *Report) labels(c Cell, lang string) []string {
	return labels(r.By, c.Values, r.Definition, lang)
}

// labels are the words for the values of a cell.
func labels(by []reach.Dimension, values []string, definition *programme.Definition, lang string) []string {
	labels := make([]string, len(values))
	for i, value := range values {
		labels[i] = Label(by[i], value, definition, lang)
	}
	return labels
}

// wrap breaks a text into lines of at most width letters.
func wrap(text string, width int) string {
	var b strings.Builder
	column := 0
	for _, word := range strings.Fields(text) {
		length := len([]rune(word))
		switch {
		case column == 0:
		case column+1+length > width:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += length
	}
	return b.String()
}
