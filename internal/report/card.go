package report

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// Card is where a frozen figure comes from, for whoever asks (domain rule 14.1):
// no names, no rows, and no part of fewer people than may be published.
type Card struct {
	Frozen     *Frozen
	Figure     *FrozenFigure
	Definition *programme.Definition
	Erased     int     // people in it whose identity was destroyed by today, who still count
	Parts      *Report // the figure by service and quarter; nil where it has none to publish
}

// Examine returns the card of a frozen figure. The journal is told first
// (figures.examined): who looked at which figure, and when.
func (r Reporter) Examine(ctx context.Context, actor trenza.Actor, code, indicator string) (*Card, error) {
	scope, err := access.For(actor)
	if err != nil {
		return nil, err
	}
	card := &Card{}
	if card.Frozen, err = r.FrozenAs(ctx, scope, code); err != nil {
		return nil, err
	}
	if card.Figure, err = card.Frozen.Figure(indicator); err != nil {
		return nil, err
	}
	if scope, err = scope.Counting("publication.read", publication(card.Frozen.Programme, card.Frozen.Public)); err != nil {
		return nil, err
	}
	err = r.Journal.Write(ctx, actor, func(tx *journal.Tx) error {
		_, err := tx.Tell(ctx, Examined{Code: code, Indicator: indicator})
		return err
	})
	if err != nil {
		return nil, err
	}
	if card.Definition, err = r.definition(ctx, card.Frozen); err != nil {
		return nil, err
	}
	proof, err := r.prove(ctx, scope, card.Frozen.question(card.Figure))
	if err != nil {
		return nil, err
	}
	card.Erased = proof.Erased
	card.Parts, err = r.cardParts(ctx, scope, card)
	return card, err
}

// cardParts parts a figure by service and quarter, as it might be published
// beside all that is.
func (r Reporter) cardParts(ctx context.Context, scope access.Scope, c *Card) (*Report, error) {
	f := c.Frozen
	q := Query{
		Definition: c.Definition, Period: f.Period, New: f.New, AsOf: f.Position, Public: true,
		By: []reach.Dimension{reach.ByService, reach.ByQuarter},
	}
	indicator, known := c.Definition.Indicator(c.Figure.ID)
	if q.check() != nil || !known {
		return nil, nil
	}
	figure, err := r.Figure(ctx, scope, q, indicator)
	if err != nil {
		return nil, err
	}
	parts := &Report{Definition: q.Definition, Period: q.Period, By: q.By, New: q.New, Position: q.AsOf, Public: true, Figures: []Figure{figure}}
	earlier, err := r.published(ctx, scope, f.Programme)
	if err != nil {
		return nil, err
	}
	err = r.cover(ctx, scope, parts, earlier)
	if errors.Is(err, revealsFew("", "")) {
		return nil, nil
	}
	return parts, err
}

// Facts say what the figure rests on, and who answers for it.
func (c *Card) Facts(lang string) (notes []Note) {
	p := locale.For(lang)
	for _, line := range c.basis(p) {
		notes = append(notes, Note{p.Text(line[0]), line[1]})
	}
	return append(notes, c.Frozen.Signed(lang)...)
}

// Lines are the parts of the figure as they are read; none where it has none to
// publish.
func (c *Card) Lines(lang string) []Line {
	if c.Parts == nil {
		return nil
	}
	return c.Parts.Lines(lang)
}

// Text writes the card.
func (c *Card) Text(w io.Writer, lang string) error {
	p, f := locale.For(lang), c.Figure
	fmt.Fprintf(w, "%s: %s %s\n%s\n%s\n\n", f.ID, f.Shown.In(lang), f.Noun.In(lang), f.Title.In(lang), f.Rule.In(lang))
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, line := range append(c.basis(p), c.Frozen.signed(p)...) {
		fmt.Fprintf(table, "%s\t%s\n", p.Text(line[0]), line[1])
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if err := c.historical(w, lang); err != nil {
		return err
	}
	if c.Parts == nil || len(c.Parts.Figures[0].Cells) == 0 && !c.Parts.Figures[0].Withheld {
		fmt.Fprintf(w, "\n%s\n", p.Text("report.card_no_parts"))
		return nil
	}
	return c.Parts.cellTables(w, p)
}

// basis are the lines of what the figure rests on.
func (c *Card) basis(p locale.Printer) [][2]string {
	f, figure, number := c.Frozen, c.Figure, c.Definition.Numbers.In(p.Lang()).Format
	lines := [][2]string{
		{"report.card_definition", fmt.Sprintf("%s %d, %s %d", f.Programme, f.Definition, figure.ID, figure.Version)},
		{"report.card_counted", c.counted(p)},
		{"report.card_period", (&Report{Period: f.Period}).periodText(p)},
		{"report.card_position", fmt.Sprint(f.Position)},
	}
	if !figure.Hidden { // what it rests on would tell how few they are
		lines = append(lines, [][2]string{
			{"report.card_rows", number(figure.Rows)},
			{"report.card_merges", number(figure.Merges)},
			{"report.card_erased", number(c.Erased)},
		}...)
	}
	lines = append(lines, [][2]string{{"report.card_hash", figure.RowHash}, {"report.card_rule", f.Rule}}...)
	for _, percent := range figure.Percents {
		lines = append(lines, [2]string{"report.card_percent", percent.text(c.Definition.Numbers, p.Lang())})
	}
	return lines
}

// counted names the services and outcomes that the figure counts.
func (c *Card) counted(p locale.Printer) string {
	var terms []string
	for _, t := range c.Figure.Of {
		title, outcome := t.Service, t.Outcome
		if s, ok := c.Definition.Service(t.Service); ok {
			title = s.Title.In(p.Lang())
		}
		if key := "report.outcome." + t.Outcome; p.Has(key) {
			outcome = p.Text(key)
		}
		terms = append(terms, title+" ("+outcome+")")
	}
	return strings.Join(terms, "; ")
}

// historical adds what the programme published before there were rows.
func (c *Card) historical(w io.Writer, lang string) error {
	if indicator, ok := c.Definition.Indicator(c.Figure.ID); ok && indicator.Published != nil {
		fmt.Fprintln(w)
		return Historical(w, c.Definition, c.Figure.ID, lang)
	}
	return nil
}

// Historical writes what is known of a figure that the programme published
// before its rows were kept here: the number as it was published, with its
// qualifier and its source. It has no query and no rows, and says so.
func Historical(w io.Writer, d *programme.Definition, id, lang string) error {
	indicator, ok := d.Indicator(id)
	if !ok || indicator.Published == nil {
		return &trenza.Problem{Kind: trenza.NotFound, Key: "report.never_published", Args: []any{id}}
	}
	p, pub := locale.For(lang), indicator.Published
	written := (&Report{Definition: d}).qualifiedPublished(Figure{Indicator: indicator}, lang)
	source := pub.Source
	for _, s := range d.Sources {
		if s.ID == pub.Source {
			source = fmt.Sprintf("%s, %s, %s", s.Title, s.Publisher, s.Date)
		}
	}
	_, err := fmt.Fprintln(w, p.Text("report.historical", written, pub.Unit.In(lang), pub.AsOf, source, locale.Key("report.qualifier_as."+pub.Qualifier)))
	return err
}
