package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza/internal/directory"
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
	for _, key := range slices.Sorted(maps.Keys(r.columns)) {
		if text := said(key, r.text(key)); text != "" {
			write(key, text)
		}
	}
	for _, date := range r.dates {
		if text := strings.TrimSpace(r.row.Cell(date.Index)); text != "" {
			write(string(date.Day), plainNumber(text))
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

// said spells a cell in one way: a list that an office saves as another kind of
// file comes back with its days, amounts and codes of places written anew, and
// is the same list.
func said(key, text string) string {
	switch key {
	case "service":
		return sheet.Fold(text)
	case "day":
		if day, err := sheet.ReadDay(text); err == nil {
			return string(day)
		}
	case "birth":
		if day, precision, err := sheet.ReadBirth(text); err == nil {
			return strings.TrimSpace(string(day) + " " + precision)
		}
	case "place":
		if place, err := directory.ReadPlace(text); err == nil {
			return string(place.Code)
		}
	case "amount":
		if amount, err := sheet.ReadAmount(text); err == nil {
			return strconv.FormatInt(int64(amount), 10)
		}
	}
	if isHeads(key) && text == "0" {
		return "" // nobody counted, and a cell left empty, say the same
	}
	return plainNumber(text)
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
