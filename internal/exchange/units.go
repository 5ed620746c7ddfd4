package exchange

import (
	"regexp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
)

// A heading may say that the numbers below it are not in the unit in which we
// read them: another currency, months of age, another scale.

// otherUnits are what such headings say, folded.
var (
	otherMoney = regexp.MustCompile(`us\$|\$|€|\b(usd|eur|euros?|dolar(es)?|bs|bolivares)\b`)
	inMonths   = regexp.MustCompile(`\b(mes|meses|months?)\b`)
	otherScale = regexp.MustCompile(`\b[01] ?(a|al|to|-|–) ?(3|4|6|7|10|20|100)\b|\bsobre (10|20|100)\b|/ ?(10|20|100)\b`)
	upsideDown = regexp.MustCompile(`\b1 ?[=:-] ?(muy (satisf|buen)|totalmente satisf|excelente|very (satisf|good))`)
)

// leaveUnits leaves out the columns in another unit: an age in months, and an
// amount that stands beside one in soles.
func (i *interpreter) leaveUnits() {
	soles := false
	for _, c := range i.columns {
		soles = soles || c.meaning.key == "amount" && !foreign(c)
	}
	for _, c := range i.columns {
		switch {
		case c.from == FromMapping:
		case c.meaning.key == "age" && inMonths.MatchString(sheet.Fold(c.heading.String())), c.meaning.key == "amount" && soles && foreign(c):
			c.meaning = meaning{}
		}
	}
}

// foreign reports whether an amount is headed by another currency.
func foreign(c *candidate) bool { return otherMoney.MatchString(sheet.Fold(c.heading.String())) }

// refuseUnits refuses a list whose amounts or answers would be read as what they
// are not, whatever a mapping says that was left beside it.
func (i *interpreter) refuseUnits() {
	for _, c := range i.columns {
		if !c.read {
			continue
		}
		heading := sheet.Fold(c.heading.String())
		switch c.meaning.key {
		case "amount":
			if foreign(c) {
				i.refused = trenza.Refuse("exchange.amounts_foreign", c.heading.String())
			}
		case "herself", "family":
			if otherScale.MatchString(heading) || upsideDown.MatchString(heading) || i.beyondFive(c) {
				i.refused = trenza.Refuse("exchange.scale_other", c.heading.String())
			}
		}
	}
}

// beyondFive reports whether the answers of a column are of a scale that goes on to
// ten. One alone is a slip, and its row is refused.
func (i *interpreter) beyondFive(c *candidate) bool {
	different := 0
	for word := range i.column(c.index).words {
		if n, err := sheet.ReadCount(word); err == nil && n > 5 && n <= 10 {
			different++
		}
	}
	return different > 1
}
