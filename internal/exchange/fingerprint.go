package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

// fingerprint names what a row says, however its columns are ordered and
// whichever file it stands in: programme, shape, and every cell that is read.
func (r reader) fingerprint() string {
	sum := sha256.New()
	write := func(parts ...string) {
		sum.Write([]byte(strings.Join(parts, "\x1f") + "\x1e"))
	}
	write(r.definition.ID, string(r.shape))
	for _, key := range r.keys {
		if text := r.said(key); text != "" && !(len(r.stack) > 0 && (key == stackKey || key == "total")) {
			write(key, text)
		}
	}
	if len(r.stack) > 0 {
		write(r.stackSaid()...)
	}
	for _, l := range r.legs {
		for _, key := range l.keys {
			if text := r.ofLeg(l).said(key); text != "" && l.said(r.row) {
				write(key, text)
			}
		}
	}
	for _, date := range r.dates {
		if text := sheet.Trim(r.row.Cell(date.Index)); text != "" {
			write(string(date.Day), plainNumber(text))
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

// said spells what a row says in one way: a list that an office saves as
// another kind of file, or writes under other headings, comes back with its
// days, amounts and codes of places written anew, and is the same list.
func (r reader) said(key string) string {
	text := r.text(key)
	switch key {
	case "surnames", "given":
		return r.nameSaid(key)
	case "service":
		return sheet.Fold(text)
	case "product", "committee", "post", "kind", "topics", "cohort", "maker", "trainer", "known":
		return sheet.Fold(text)
	case "day", "since", "until", "recognised", "recognised_until":
		if day, err := sheet.ReadDayIn(text, r.orders[key]); err == nil {
			return string(day)
		}
	case "birth":
		if birth, err := r.birth(""); err == nil && birth.Day != "" {
			return strings.TrimSpace(string(birth.Day) + " " + birth.Precision)
		}
	case "place":
		text = r.placeText()
		if place, err := r.placeRead(text); err == nil {
			return string(place.Code)
		}
	case "amount", "material", "price", "income":
		if amount, err := sheet.ReadAmount(text); err == nil {
			return strconv.FormatInt(int64(amount), 10)
		}
	case "document":
		if paper, err := r.paper(key); err == nil && paper.Repaired != "" {
			text = paper.Number
		}
	}
	if (isCount(key) || key == "sold" || key == "own_use" || key == "gift") && text == "0" {
		return "" // nobody counted, and a cell left empty, say the same
	}
	return plainNumber(text)
}

// nameSaid spells a part of a name, which a list may write in one column or in
// two.
func (r reader) nameSaid(key string) string {
	name := r.name()
	if key == "given" {
		return plainNumber(name.Given)
	}
	return plainNumber(name.Surnames)
}

// plainNumber leaves out the zeros after the point of a number, which come and
// go with the format of its cell.
func plainNumber(text string) string {
	whole, decimals, pointed := strings.Cut(text, ".")
	if !pointed || strings.Trim(whole+decimals, "0123456789") != "" || whole == "" {
		return text
	}
	return strings.TrimSuffix(whole+"."+strings.TrimRight(decimals, "0"), ".")
}
