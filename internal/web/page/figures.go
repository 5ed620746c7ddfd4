package page

import (
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
)

// ProgrammesShow is a choice of programmes.
type ProgrammesShow struct {
	Title, Under string // keys
	Path         string // of a programme's page, but for its id
	All          []*programme.Definition
}

// PublicationShow is a frozen set as it was printed.
type PublicationShow struct {
	*report.Frozen
	Lines    []report.Line
	Compares bool // she may count it again
}

// dimensionOptions are the ways in which figures can be parted.
func dimensionOptions(words locale.Printer) []Option {
	options := []Option{{Label: words.Text("web.figures.whole")}}
	for _, d := range reach.Dimensions() {
		options = append(options, Option{Value: string(d), Label: dimensionText(words, d)})
	}
	return options
}

func dimensionText(words locale.Printer, d reach.Dimension) string {
	return words.Text("report.by." + string(d))
}

// dimensionTexts are the headings of the parts of figures.
func dimensionTexts(words locale.Printer, by []reach.Dimension) []string {
	texts := make([]string, len(by))
	for i, d := range by {
		texts[i] = dimensionText(words, d)
	}
	return texts
}

// noteText is a note with what it is about.
func noteText(n report.Note) string {
	if n.Of == "" {
		return n.Text
	}
	return n.Of + ": " + n.Text
}

// parted are the figures that have parts, or would have if they were not withheld.
func parted(lines []report.Line) []report.Line {
	return slices.DeleteFunc(slices.Clone(lines), func(l report.Line) bool { return len(l.Cells) == 0 && l.Withheld == "" })
}

// frozenOn is the day in Lima on which a set was frozen.
func frozenOn(f *report.Frozen) trenza.Day { return trenza.LocalDay(moment(f.At)) }

// latest are sets in the order in which people look for them.
func latest(sets []*report.Frozen) []*report.Frozen {
	turned := slices.Clone(sets)
	slices.SortStableFunc(turned, func(a, b *report.Frozen) int { return int(b.Entry - a.Entry) })
	return turned
}

// basisText says in one line from what figures were counted.
func basisText(basis []string) string { return strings.Join(basis, " · ") }

// some reports whether any line has something.
func some(lines []report.Line, has func(report.Line) bool) bool {
	return slices.ContainsFunc(lines, has)
}

func targeted(l report.Line) bool { return l.Target != report.Untold }

func published(l report.Line) bool { return l.Published != report.Untold }
