package page

import (
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
)

// FreezeShow asks what is to be frozen.
type FreezeShow struct {
	Programme *programme.Definition
	Form      Form
	Sets      []*report.Frozen // that a new one may correct
	Today     trenza.Day
	Number    string // of the form
}

func (f FreezeShow) setOptions(words locale.Printer) []Option {
	options := []Option{{Label: words.Text("web.freeze.corrects_none")}}
	for _, set := range latest(f.Sets) {
		options = append(options, Option{Value: set.Code, Label: set.Code + ", " + set.AskedFor(words.Lang())})
	}
	return options
}

func (f FreezeShow) forOptions(words locale.Printer) []Option {
	return []Option{
		{Value: "public", Label: words.Text("web.freeze.for.public"), Hint: words.Text("web.freeze.for.public_hint")},
		{Value: "house", Label: words.Text("web.freeze.for.house"), Hint: words.Text("web.freeze.for.house_hint")},
	}
}

// anyCovered reports whether a figure of today is kept from the reader.
func anyCovered(r *report.Recomputed) bool {
	return slices.ContainsFunc(r.Figures, func(f report.RecomputedFigure) bool { return f.Covered })
}

// form is the form with the choice that most make.
func (f FreezeShow) form() Form {
	form := f.Form
	form.Values = cloned(form.Values)
	if form.Value("for") == "" {
		form.Values.Set("for", "public")
	}
	return form
}

// AwaitedSet is a set of figures that waits for a second signature.
type AwaitedSet struct {
	ID         string
	Own        bool // whoever looks asked for it
	Name       string
	On         trenza.Day
	Programme  *programme.Definition
	Period     trenza.Period
	By         []reach.Dimension
	Public     bool
	Supersedes string
	Reason     string
}

// askedFor says what the set would hold.
func (a AwaitedSet) askedFor(words locale.Printer) string {
	parts := append([]string{periodText(words, a.Period)}, dimensionTexts(words, a.By)...)
	if a.Public {
		parts = append(parts, words.Text("web.freeze.for.public"))
	} else {
		parts = append(parts, words.Text("web.freeze.for.house"))
	}
	if a.Supersedes != "" {
		parts = append(parts, words.Text("web.freeze.corrects_it", a.Supersedes), a.Reason)
	}
	return basisText(parts)
}

// mostChanges is how many changes of a figure are listed.
const mostChanges = 50

// shownChanges are the first of them.
func shownChanges(f report.RecomputedFigure) []report.Change {
	return f.Changes[:min(len(f.Changes), mostChanges)]
}
