package sheet

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
)

// maxSoles keeps an amount far from what an int64 of céntimos can hold.
const maxSoles = 1_000_000_000_000

// currency is what people write around an amount.
var currency = regexp.MustCompile(`(?i)^(s/\.?|pen)|((nuevos )?soles|sol|pen|s/\.?)$`)

// foreign is what people write around an amount that is not in soles.
var foreign = regexp.MustCompile(`(?i)[$€£]|\b(usd|eur|d[oó]lar(es)?|euros?|bol[ií]vares|bs|ves|cop)\b`)

// digitGroups is a whole number, in one piece or in groups of three with one
// separator; millions may have an apostrophe before a comma, "1'234,567".
var digitGroups = regexp.MustCompile(
	`^(\d+|\d{1,3}(,\d{3})+|\d{1,3}(\.\d{3})+|\d{1,3}( \d{3})+|\d{1,3}('\d{3})+|\d{1,3}'\d{3},\d{3})$`)

// ungroup leaves out what groups the digits.
var ungroup = strings.NewReplacer(",", "", ".", "", " ", "", "'", "")

// ReadAmount reads an amount of soles: "500", "500.00", "S/ 760.00",
// "760 soles", "500.00 PEN", "760.-", "1,234.50", "1.234,50", "1 234,50". The
// last point or comma is the decimal one when one or two digits follow it. A
// single point before three digits ("1.234") is refused: it may be a thousand
// or a division that nobody rounded. An empty cell, an amount below zero
// ("-500", "500-", "(500)" as accountants write it) and another currency are
// Problems.
func ReadAmount(s string) (trenza.Money, error) {
	text := strings.TrimSpace(s)
	if text == "" {
		return 0, trenza.Refuse("sheet.amount_missing")
	}
	bare := bareAmount(text)
	if foreign.MatchString(bare) {
		return 0, trenza.Refuse("sheet.amount_currency", text)
	}
	if belowZero(bare) {
		return 0, trenza.Refuse("sheet.amount_negative", text)
	}
	if onlyPoint(bare) {
		return 0, trenza.Refuse("sheet.amount_ambiguous", text)
	}
	whole, cents := splitDecimals(bare)
	soles, ok := wholeNumber(whole)
	if !ok || soles > maxSoles {
		return 0, trenza.Refuse("sheet.amount_unread", text)
	}
	return trenza.Money(soles*100 + cents), nil
}

// bareAmount leaves the currency out, and the ".-" that stands for no céntimos,
// and makes every kind of space one.
func bareAmount(text string) string {
	text = strings.ReplaceAll(text, "’", "'")
	bare := strings.TrimSpace(currency.ReplaceAllString(joinWords(text), ""))
	for _, round := range []string{".-", ",-", ".--"} {
		if whole, ok := strings.CutSuffix(bare, round); ok && !strings.ContainsAny(whole, "-(") {
			return whole
		}
	}
	return bare
}

// belowZero reports whether a bare amount has a minus, wherever it stands, or
// the brackets that accountants write for one.
func belowZero(bare string) bool {
	bare = strings.Map(func(r rune) rune {
		if r == '−' || r == '–' {
			return '-'
		}
		return r
	}, bare)
	return strings.HasPrefix(bare, "-") || strings.HasSuffix(bare, "-") ||
		strings.HasPrefix(bare, "(") && strings.HasSuffix(bare, ")")
}

// splitDecimals cuts one or two decimals off and returns them as céntimos.
func splitDecimals(bare string) (whole string, cents int64) {
	i := strings.LastIndexAny(bare, ".,")
	if i < 1 {
		return bare, 0
	}
	decimals := bare[i+1:]
	// A separator that groups thousands already cannot be the decimal one too.
	grouping := strings.IndexByte(bare[:i], bare[i]) >= 0
	if len(decimals) > 2 || !allDigits(decimals) || grouping {
		return bare, 0
	}
	cents, _ = strconv.ParseInt((decimals + "0")[:2], 10, 64)
	return bare[:i], cents
}

// onlyPoint reports whether a point before the last three digits is the only
// separator.
func onlyPoint(number string) bool {
	whole, last, ok := strings.Cut(number, ".")
	return ok && allDigits(whole) && len(last) == 3 && allDigits(last)
}

// wholeNumber reads digits in one piece or in groups of three.
func wholeNumber(text string) (int64, bool) {
	if !digitGroups.MatchString(text) {
		return 0, false
	}
	n, err := strconv.ParseInt(ungroup.Replace(text), 10, 64)
	return n, err == nil
}
