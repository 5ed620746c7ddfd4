package exchange

import (
	"regexp"
	"slices"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

// colourLegend is a row that says what the colours of cells mean, folded.
var colourLegend = regexp.MustCompile(`\b(verde|roj[oa]|amarill[oa]|celeste|azul|naranja|ros(a|ado)|gris|resaltad[oa]s?|sombread[oa]s?|color|green|red|yellow|highlighted)\s*[=:]`)

// sayColours says that no colour is read where a row of the sheet gives them a
// meaning.
func (i *interpreter) sayColours() {
	for _, row := range slices.Concat(i.look.head.above, i.asides) {
		if text := asideText(row); colourLegend.MatchString(sheet.Fold(text)) {
			i.choose("exchange.as_colours", FromTitle, row.Number)
			return
		}
	}
}
