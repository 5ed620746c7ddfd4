package collective

import (
	"io"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/paper"
)

// Paper writes the page for the council for printing: one sheet, the totals of the
// page that is read on a screen and nothing besides.
func (c CouncilReport) Paper(w io.Writer, words locale.Printer) error {
	title := words.Text("collective.council.title")
	page := paper.NewPage(false, title, words.Lang(), c.On.Time())
	const wide = 166
	page.At(24).
		Left(paper.Body, 12, wide, title).
		Left(paper.Title, 26, wide, c.Programme.Title.In(words.Lang())).
		Left(paper.Body, 12, wide, words.Text("collective.council.on", words.Day(c.On)))
	if c.Sentence != "" {
		page.Left(paper.Title, 16, wide, c.Sentence)
	}
	page.At(page.Y() + 4).Rule(wide)
	for _, l := range c.Lines {
		page.Row(l.Label, l.Value, l.Beside)
	}
	page.At(page.Y()+4).Left(paper.Body, 10, wide, words.Text("collective.council.note"))
	return page.Write(w)
}
