package learning

import (
	"io"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/paper"
)

// Paper writes a certificate for printing: the name that she chose, what she did, and
// the code by which anybody checks it. address is where the code is checked.
func Paper(w io.Writer, words locale.Printer, c Certificate, p Proof, address string) error {
	kind := words.Text("learning.paper." + string(c.Kind))
	hours := spellHours(c.Minutes)
	page := paper.NewPage(true, kind, words.Lang(), c.Day.Time())
	page.Frame().At(26).
		Centre(paper.Body, 13, p.Issuer).
		Centre(paper.Title, 32, kind).
		At(78).
		Centre(paper.Body, 14, words.Text("learning.paper.to")).
		Centre(paper.Title, 28, c.Name).
		Centre(paper.Body, 14, words.Text("learning.paper."+string(c.Kind)+"_for", p.Title.In(words.Lang()), hours)).
		Centre(paper.Body, 12, words.Day(c.Day)).
		At(160).Rule(80).
		Centre(paper.Body, 11, p.Issuer)
	const side = 30
	page.QR(address, page.Width()-side-18, page.Height()-side-18, side)
	page.At(page.Height()-30).Left(paper.Body, 10, 150, words.Text("learning.paper.check", c.Code, address))
	return page.Write(w)
}
