package report

import (
	"fmt"
	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/directory"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// Text writes the report for a terminal: the figures beside what was published,
// what stands beside them, the cells, and the paragraph that may be published.
func (r *Report) Text(w io.Writer, lang string) error {
	p := locale.For(lang)
	fmt.Fprintln(w, r.Definition.Title.In(lang))
	fmt.Fprintln(w, r.heading(p))
	fmt.Fprintln(w)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, strings.Join([]string{
		p.Text("report.figure"), p.Text("report.value"), "", p.Text("report.of_rows"), p.Text("report.target"), p.Text("report.published"),
	}, "\t"))
	for _, f := range r.Figures {
		fmt.Fprintln(table, strings.Join(r.line(f, p), "\t"))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, f := range r.Figures {
		r.notes(w, f, p)
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

// heading says which period and as of which position.
func (r *Report) heading(p locale.Printer) string {
	heading := r.periodText(p)
	if r.New {
		heading += " · " + p.Text("report.new_people")
	}
	heading += " · " + p.Text("report.position", fmt.Sprint(r.Position))
	if r.Public {
		heading += " · " + p.Text("report.public", Rule)
	}
	if within := r.within(p.Lang()); within != "" {
		heading += " · " + p.Text("report.within", within)
	}
	return heading
}

// within names the places and courses to which the reader's roles narrow the
// figures.
func (r *Report) within(lang string) string {
	var names []string
	for _, a := range r.Within {
		var parts []string
		if s, ok := r.Definition.Service(a.Course); ok {
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

// line is a figure's line of the table.
func (r *Report) line(f Figure, p locale.Printer) []string {
	lang := p.Lang()
	target, published, rows := "–", "–", "–"
	if f.Indicator.Target != nil {
		target = r.number(*f.Indicator.Target, lang)
	}
	if pub := f.Indicator.Published; pub != nil {
		published = r.qualifiedPublished(f, lang) + " (" + pub.Source + ")"
	}
	if !r.Public {
		rows = r.number(f.Rows, lang)
	}
	value := r.Shown(f, lang)
	if counted := r.number(f.Value, lang); counted != value && !f.Hidden && !r.Public {
		value = counted + " → " + value
	}
	return []string{f.Indicator.ID, value, f.Indicator.Noun.In(lang), rows, target, published}
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

// notes writes what stands beside a figure, a line each.
func (r *Report) notes(w io.Writer, f Figure, p locale.Printer) {
	say := func(label, key string, args ...any) {
		for i, arg := range args {
			if n, ok := arg.(int); ok {
				args[i] = r.number(n, p.Lang())
			}
		}
		fmt.Fprintf(w, "  %s: %s\n", label, p.Text(key, args...))
	}
	id := f.Indicator.ID
	if len(f.Parts) == 2 {
		say(id, "report.overlap", f.Parts[0].ID, f.Parts[0].Value, f.Parts[1].ID, f.Parts[1].Value, f.Overlap)
	}
	for _, b := range f.Beside {
		key := "report.beside." + b.Outcome
		if b.Declared > 0 {
			key += "_declared"
		}
		if !p.Has(key) { // an outcome that the programme made up
			say(r.besideLabel(f, b, p.Lang())+", "+b.Outcome, "report.beside.other", b.Value)
			continue
		}
		say(r.besideLabel(f, b, p.Lang()), key, b.Value, b.Declared)
	}
	for _, percent := range r.percents(&f) {
		fmt.Fprintf(w, "  %s: %s\n", id, percent.text(r.Definition.Numbers, p.Lang()))
	}
	if f.Girls > 0 {
		say(id, "report.girls_apart", f.Girls)
	}
	if f.NoAge > 0 {
		say(id, "report.age_unknown", f.NoAge)
	}
	switch {
	case f.Declared.People == 0, f.Hidden, r.Public && f.Indicator.Qualifier != programme.Exact:
	case f.headsOfOthers():
		say(id, "report.declared_apart", f.Value, f.Declared.People, f.Declared.Activities)
	default:
		say(id, "report.declared", f.Value, f.Declared.People, f.Declared.Activities, f.Value+f.Declared.People)
	}
}

// headsOfOthers reports whether heads were counted at services that nobody is
// counted for by name, such as the replicas of a workshop: they are attendances
// of others, and no estimate adds them to the people.
func (f Figure) headsOfOthers() bool {
	return slices.ContainsFunc(f.Indicator.Heads, func(service string) bool {
		return !slices.ContainsFunc(f.Indicator.Of, func(t programme.Term) bool { return t.Service == service })
	})
}

// besideLabel names the service as well when numbers of several stand beside a
// figure.
func (r *Report) besideLabel(f Figure, b Beside, lang string) string {
	for _, other := range f.Beside {
		if service, ok := r.Definition.Service(b.Service); ok && other.Service != b.Service {
			return f.Indicator.ID + ", " + service.Title.In(lang)
		}
	}
	return f.Indicator.ID
}

// cellTables writes the cells of each figure.
func (r *Report) cellTables(w io.Writer, p locale.Printer) error {
	for _, f := range r.Figures {
		if len(f.Cells) > 0 || f.Withheld {
			fmt.Fprintf(w, "\n%s\n", f.Indicator.Title.In(p.Lang()))
		}
		if f.TooFine {
			fmt.Fprintf(w, "  %s\n", p.Text("report.cells_too_fine"))
		} else if f.Withheld {
			fmt.Fprintf(w, "  %s\n", p.Text("report.cells_withheld"))
		}
		if len(f.Cells) == 0 {
			continue
		}
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, c := range f.Cells {
			fmt.Fprintf(table, "  %s\t%s\n", strings.Join(r.labels(c, p.Lang()), "\t"), r.shownCell(f, c, p.Lang()))
		}
		fmt.Fprintf(table, "  %s\t%s%s\n", p.Text("report.total"), strings.Repeat("\t", len(r.By)-1), r.Shown(f, p.Lang()))
		if err := table.Flush(); err != nil {
			return err
		}
	}
	if slices.Contains(r.By, reach.ByLifeStage) {
		fmt.Fprintf(w, "\n%s\n", p.Text("report.multiple_response"))
	}
	switch {
	case len(r.By) > 0 && r.New:
		fmt.Fprintf(w, "\n%s\n", p.Text("report.new_add_up"))
	case len(r.By) > 0:
		fmt.Fprintf(w, "\n%s\n", p.Text("report.cells_do_not_add_up"))
	}
	return nil
}

func (r *Report) labels(c Cell, lang string) []string {
	labels := make([]string, len(c.Values))
	for i, value := range c.Values {
		labels[i] = Label(r.By[i], value, r.Definition, lang)
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
