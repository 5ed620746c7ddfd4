package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// Line is a figure as people read it, in one language: what Text prints of it,
// and what a page shows.
type Line struct {
	ID, Title, Noun, Rule string
	Value                 string // "587"; "12.034 → más de 11.950" where it claims less than was counted
	Rows                  string // [Untold] where there is nothing to tell, as in the next two
	Target, Published     string
	Notes                 []Note // what stands beside it
	Cells                 []CellLine
	Whole                 string // the figure under its cells, without what was counted
	Withheld              string // why it has no cells; "" when it has, or none were asked for
}

// Untold stands where a figure has no rows, target or publication to tell of.
const Untold = "–"

// Note is a sentence beside something, and what of it the sentence is about.
type Note struct {
	Of   string // "" for all of it
	Text string
}

// CellLine is a part of a figure as people read it.
type CellLine struct {
	Labels []string // one for each dimension
	Shown  string
}

// Lines returns the figures as they are read.
func (r *Report) Lines(lang string) []Line {
	p := locale.For(lang)
	lines := make([]Line, len(r.Figures))
	for i, f := range r.Figures {
		lines[i] = r.line(f, p)
	}
	return lines
}

func (r *Report) line(f Figure, p locale.Printer) Line {
	lang := p.Lang()
	l := Line{
		ID: f.Indicator.ID, Title: f.Indicator.Title.In(lang), Noun: f.Indicator.Noun.In(lang), Rule: f.Indicator.Rule.In(lang),
		Value: r.Shown(f, lang), Rows: Untold, Target: Untold, Published: Untold,
		Notes: r.notes(f, p), Whole: r.Shown(f, lang), Withheld: f.withheld(p),
	}
	if counted := r.number(f.Value, lang); counted != l.Value && !f.Hidden && !r.Public {
		l.Value = counted + " → " + l.Value
	}
	if !r.Public {
		l.Rows = r.number(f.Rows, lang)
	}
	if f.Indicator.Target != nil {
		l.Target = r.number(*f.Indicator.Target, lang)
	}
	if pub := f.Indicator.Published; pub != nil {
		l.Published = r.qualifiedPublished(f, lang) + " (" + pub.Source + ")"
	}
	for _, c := range f.Cells {
		l.Cells = append(l.Cells, CellLine{r.labels(c, lang), r.shownCell(f, c, lang)})
	}
	return l
}

// withheld says why a figure has no cells.
func (f Figure) withheld(p locale.Printer) string {
	switch {
	case f.TooFine:
		return p.Text("report.cells_too_fine")
	case f.Withheld:
		return p.Text("report.cells_withheld")
	}
	return ""
}

// notes are what stands beside a figure, a sentence each.
func (r *Report) notes(f Figure, p locale.Printer) (notes []Note) {
	say := func(of, key string, args ...any) {
		for i, arg := range args {
			if n, ok := arg.(int); ok {
				args[i] = r.number(n, p.Lang())
			}
		}
		notes = append(notes, Note{of, p.Text(key, args...)})
	}
	if len(f.Parts) == 2 {
		say("", "report.overlap", f.Parts[0].ID, f.Parts[0].Value, f.Parts[1].ID, f.Parts[1].Value, f.Overlap)
	}
	for _, b := range f.Beside {
		key := "report.beside." + b.Outcome
		if b.Declared > 0 {
			key += "_declared"
		}
		if !p.Has(key) { // an outcome that the programme made up
			say(listed(r.besideOf(f, b, p.Lang()), b.Outcome), "report.beside.other", b.Value)
			continue
		}
		say(r.besideOf(f, b, p.Lang()), key, b.Value, b.Declared)
	}
	for _, percent := range r.percents(&f) {
		notes = append(notes, Note{Text: percent.text(r.Definition.Numbers, p.Lang())})
	}
	if f.Girls > 0 {
		say("", "report.girls_apart", f.Girls)
	}
	if f.NoAge > 0 {
		say("", "report.age_unknown", f.NoAge)
	}
	switch {
	case f.Declared.People == 0, f.Hidden, r.Public && f.Indicator.Qualifier != programme.Exact:
	case f.headsOfOthers() && f.FirstTime > 0:
		say("", "report.declared_first", f.Value, f.FirstTime, f.Declared.People, f.Declared.Activities)
	case f.headsOfOthers():
		say("", "report.declared_apart", f.Value, f.Declared.People, f.Declared.Activities)
	default:
		say("", "report.declared", f.Value, f.Declared.People, f.Declared.Activities, f.Value+f.Declared.People)
	}
	return notes
}

// headsOfOthers reports whether heads were counted at services that nobody is
// counted for by name, such as the replicas of a workshop: they are attendances
// of others, and no estimate adds them to the people.
func (f Figure) headsOfOthers() bool {
	return slices.ContainsFunc(f.Indicator.Heads, func(service string) bool {
		return !slices.ContainsFunc(f.Indicator.Of, func(t programme.Term) bool { return t.Service == service })
	})
}

// besideOf names the service of a number when numbers of several stand beside a
// figure, "" otherwise.
func (r *Report) besideOf(f Figure, b Beside, lang string) string {
	for _, other := range f.Beside {
		if service, ok := r.Definition.Service(b.Service); ok && other.Service != b.Service {
			return service.Title.In(lang)
		}
	}
	return ""
}

// listed joins what is not empty.
func listed(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), ", ")
}

// Remarks are what has to be said under cells: that they do not add up to their
// figure, or overlap.
func (r *Report) Remarks(lang string) (remarks []string) {
	p := locale.For(lang)
	if slices.Contains(r.By, reach.ByLifeStage) {
		remarks = append(remarks, p.Text("report.multiple_response"))
	}
	switch {
	case len(r.By) > 0 && r.New:
		remarks = append(remarks, p.Text("report.new_add_up"))
	case len(r.By) > 0:
		remarks = append(remarks, p.Text("report.cells_do_not_add_up"))
	}
	return remarks
}

// Basis says from what the figures were counted: the period, and the position of
// the journal.
func (r *Report) Basis(lang string) []string {
	p := locale.For(lang)
	basis := []string{r.periodText(p)}
	if r.New {
		basis = append(basis, p.Text("report.new_people"))
	}
	return append(basis, p.Text("report.position", fmt.Sprint(r.Position)))
}
