package report

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
)

// signed are the lines of who answers for a frozen set, and since when.
func (f *Frozen) signed(p locale.Printer) [][2]string {
	lines := [][2]string{
		{"report.card_frozen", f.Code + " · v" + f.Version},
		{"report.card_author", f.Author},
		{"report.card_approver", f.Approver},
		{"report.card_moment", moment(p, f.At)},
		{"report.card_set_hash", f.Hash},
	}
	if f.Supersedes != "" {
		lines = append(lines, [2]string{"report.card_supersedes", f.Supersedes + " · " + f.Reason})
	}
	if f.SupersededBy != "" {
		lines = append(lines, [2]string{"report.card_superseded_by", f.SupersededBy})
	}
	return lines
}

// moment writes a moment with its day in words.
func moment(p locale.Printer, at string) string {
	if len(at) < 16 {
		return at
	}
	return p.Day(trenza.Day(at[:10])) + ", " + at[11:16] + " UTC"
}

// Summary writes who froze a set, and the figures as they were printed then.
func (f *Frozen) Summary(w io.Writer, lang string) error {
	p := locale.For(lang)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, line := range f.signed(p) {
		fmt.Fprintf(table, "%s\t%s\n", p.Text(line[0]), line[1])
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s", f.Text.In(lang))
	return err
}

// List writes a line for each frozen set.
func List(w io.Writer, sets []*Frozen, lang string) error {
	p := locale.For(lang)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, f := range sets {
		fmt.Fprintf(table, "%s\tv%s\t%s\t%s\t%s\t%s\n", f.Code, f.Version, f.Title.In(lang), f.AskedFor(lang), moment(p, f.At), f.State(lang))
	}
	return table.Flush()
}

// Signed says who answers for a frozen set, and since when.
func (f *Frozen) Signed(lang string) (notes []Note) {
	p := locale.For(lang)
	for _, line := range f.signed(p) {
		notes = append(notes, Note{p.Text(line[0]), line[1]})
	}
	return notes
}

// Lines returns the figures as they were printed then, with the definition by
// which they were counted.
func (f *Frozen) Lines(lang string, definition *programme.Definition) []Line {
	p, number := locale.For(lang), definition.Numbers.In(lang)
	lines := make([]Line, len(f.Figures))
	for i, figure := range f.Figures {
		l := Line{
			ID: figure.ID, Title: figure.Title.In(lang), Noun: figure.Noun.In(lang), Rule: figure.Rule.In(lang),
			Value: figure.Shown.In(lang), Whole: figure.Shown.In(lang), Rows: Untold, Target: Untold, Published: Untold,
		}
		if figure.Target != nil {
			l.Target = number.Format(*figure.Target)
		}
		if figure.Withheld {
			l.Withheld = p.Text("report.cells_withheld")
		}
		for _, percent := range figure.Percents {
			l.Notes = append(l.Notes, Note{Text: percent.text(definition.Numbers, lang)})
		}
		for _, c := range figure.Cells {
			l.Cells = append(l.Cells, CellLine{labels(f.By, c.Values, definition, lang), c.Shown.In(lang)})
		}
		lines[i] = l
	}
	return lines
}

// State says for whom a set was frozen, and which version corrects it.
func (f *Frozen) State(lang string) string {
	p := locale.For(lang)
	state := p.Text("report.frozen_house")
	if f.Public {
		state = p.Text("report.frozen_public")
	}
	if f.SupersededBy != "" {
		state += ", " + p.Text("report.frozen_superseded", f.SupersededBy)
	}
	return state
}

// AskedFor says by what a set was asked for: its period, and how it is parted.
func (f *Frozen) AskedFor(lang string) string {
	p := locale.For(lang)
	parts := []string{(&Report{Period: f.Period}).periodText(p)}
	for _, d := range f.By {
		parts = append(parts, p.Text("report.by."+string(d)))
	}
	if f.New {
		parts = append(parts, p.Text("report.new_people"))
	}
	return strings.Join(parts, " · ")
}

// Text writes what came out when a set was counted again, and up to so many rows
// that changed since, of each figure.
func (r *Recomputed) Text(w io.Writer, lang string, rows int) error {
	p := locale.For(lang)
	key := "report.recomputed_otherwise"
	if r.Same() {
		key = "report.recomputed_same"
	}
	fmt.Fprintln(w, p.Text(key, r.Frozen.Code+" · v"+r.Frozen.Version, fmt.Sprint(r.Frozen.Position)))
	for _, f := range r.Figures {
		if err := f.text(w, p, rows); err != nil {
			return err
		}
	}
	return nil
}

func (f RecomputedFigure) text(w io.Writer, p locale.Printer, rows int) error {
	if !f.Same && !f.Covered {
		fmt.Fprintf(w, "  %s: %s\n", f.Figure.ID, p.Text("report.recomputed_differs", f.Figure.Value, f.Again))
	}
	if f.Erased > 0 {
		fmt.Fprintf(w, "  %s: %s\n", f.Figure.ID, p.Count("report.recomputed_erased", f.Erased))
	}
	if len(f.Changes) == 0 {
		return nil
	}
	fmt.Fprintf(w, "\n%s: %s\n", f.Figure.ID, f.Difference(p.Lang()))
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, c := range f.Changes[:min(rows, len(f.Changes))] {
		fmt.Fprintf(table, "  %s\n", c.line(p))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if more := len(f.Changes) - rows; more > 0 {
		fmt.Fprintf(w, "  %s\n", p.Count("report.recomputed_more", more))
	}
	return nil
}

// Difference says in words what moved a figure: "243 → 242: 1 course is no
// longer complete".
func (f RecomputedFigure) Difference(lang string) string {
	p := locale.For(lang)
	said := fmt.Sprintf("%s → %s", p.Number(f.Figure.Value), p.Number(f.Today))
	for i, kind := range []string{Came, Went, Incomplete, Restated, Joined, Parted, Moved} {
		separator := ", "
		if i == 0 || said[len(said)-1] >= '0' && said[len(said)-1] <= '9' {
			separator = ": "
		}
		if n := f.many(kind); n > 0 {
			said += separator + p.Count("report.change."+kind, n)
		}
	}
	return said
}

// many counts the changes of a kind: rows, and people where they were joined or
// parted.
func (f RecomputedFigure) many(kind string) int {
	different := make(map[string]bool)
	for i, c := range f.Changes {
		switch {
		case c.Kind != kind:
		case kind == Joined || kind == Parted:
			different[c.Code+" "+c.Other] = true
		default:
			different[fmt.Sprint(i)] = true
		}
	}
	return len(different)
}

// Said is a change in one line.
func (c Change) Said(lang string) string {
	return strings.ReplaceAll(c.line(locale.For(lang)), "\t", " · ")
}

// line is a change as a row: who by code, what, when, where, and the entry that
// changed it.
func (c Change) line(p locale.Printer) string {
	who, place := c.Code, string(c.Place)
	if c.Other != "" {
		who += " → " + c.Other
	}
	if known, ok := directory.PlaceOf(c.Place); ok {
		place = known.Name
	}
	outcome := c.Outcome
	if key := "report.outcome." + c.Outcome; p.Has(key) {
		outcome = p.Text(key)
	}
	return fmt.Sprintf("%s\t%s\t%s (%s)\t%s\t%s\t%s", who, c.Day, c.Service, outcome, place,
		p.Count("report.change."+c.Kind, 1), p.Text("report.change_at", fmt.Sprint(c.Position), trenza.Day(c.At[:min(10, len(c.At))]), c.Verb))
}
