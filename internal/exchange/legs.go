package exchange

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/pathway"
)

// leg is a part of a payment that has columns of its own in the row: "Monto 1ra
// cuota" beside "Monto 2da cuota".
type leg struct {
	number  int
	own     []int             // the columns of this leg alone
	keys    []string          // of those columns, sorted
	sources map[string]source // of the whole row, as this leg is read
}

// legKeys are what each leg may have a column for.
var legKeys = map[string]bool{"amount": true, "day": true, "state": true, "operation": true, "mechanism": true, "reason": true}

// legWords is how a heading says which leg its column is about.
var legWords = regexp.MustCompile(`(?i)(?:\b(\d)\s*(?:ra|era|da|ta|er|do|to|st|nd|rd|[°ºª])?\.?\s*|\b(primera?|segund[ao]|tercera?|cuart[ao])\s+)(?:cuota|tramo|armada|pago|desembolso|entrega|instalment|leg)\b` +
	`|\b(?:cuota|tramo|armada|pago|desembolso|entrega|instalment|leg)\s*(?:n[°º.]*\s*)?(\d)\b`)

// ordinals are the legs in words, by their first letters.
var ordinals = map[string]int{"pri": 1, "seg": 2, "ter": 3, "cua": 4}

// legOf returns the leg of which a heading speaks, 0 for none, and the heading
// without it.
func legOf(h heading) (int, heading) {
	found := legWords.FindStringSubmatch(h.String())
	if found == nil {
		return 0, h
	}
	number, _ := strconv.Atoi(found[1] + found[3])
	if found[2] != "" {
		number = ordinals[strings.ToLower(found[2][:3])]
	}
	bare := func(text string) string { return strings.Trim(legWords.ReplaceAllString(text, " "), " -–:()/") }
	return number, heading{over: bare(h.over), group: bare(h.group), own: bare(h.own)}
}

// meaningOfLeg is what a heading says that speaks of a leg: the amount, unless it
// says otherwise.
func (v vocabulary) meaningOfLeg(h heading) (meaning, bool) {
	number, bare := legOf(h)
	if number == 0 {
		return meaning{}, false
	}
	if bare.own == "" {
		bare.own, bare.group = bare.group, ""
	}
	if bare.own == "" {
		return meaning{key: "amount", leg: number}, true
	}
	m, known := v.under(bare)
	m.leg = number
	return m, known && legKeys[m.key]
}

// inLegs reports whether the payments of a row stand side by side.
func (i *interpreter) inLegs() bool {
	numbers := make(map[int]bool)
	for _, c := range i.columns {
		if c.meaning.key == "amount" {
			numbers[c.meaning.leg] = true
		}
	}
	delete(numbers, 0)
	return i.table.shape == Payments && len(numbers) > 1
}

// onlyLeg returns the one leg that the headings of the amounts speak of.
func (i *interpreter) onlyLeg() int {
	for _, c := range i.columns {
		if c.meaning.key == "amount" && c.read {
			return c.meaning.leg
		}
	}
	return 0
}

// placeLegs gives each leg its columns. What is no leg's own is the same in all.
func (i *interpreter) placeLegs() {
	legs := make(map[int]map[string]source)
	for _, c := range i.columns {
		n := c.meaning.leg
		if n == 0 {
			continue
		}
		if legs[n] == nil {
			legs[n] = map[string]source{"leg": {fixed: strconv.Itoa(n)}}
		}
		if _, taken := legs[n][c.meaning.key]; !taken {
			c.read = true
			legs[n][c.meaning.key] = source{columns: []int{c.index}, words: i.mapping.Words[c.meaning.key]}
		}
	}
	for _, n := range slices.Sorted(maps.Keys(legs)) {
		l := leg{number: n, keys: slices.Sorted(maps.Keys(legs[n])), sources: legs[n]}
		for key, s := range legs[n] {
			l.own = append(l.own, s.columns...)
			if _, whole := i.table.sources[key]; !whole {
				i.table.sources[key] = s // what a list of payments needs is there
			}
		}
		i.table.legs = append(i.table.legs, l)
		i.choose("exchange.as_leg", FromHeader, n)
	}
}

// finishLegs gives each leg what the row says for all.
func (t *table) finishLegs() {
	for n, l := range t.legs {
		whole := maps.Clone(t.sources)
		maps.Copy(whole, l.sources)
		t.legs[n].sources = whole
	}
}

// ofLeg reads the row as one of its legs.
func (r reader) ofLeg(l leg) reader {
	r.sources = l.sources
	return r
}

// said reports whether the row says anything of a leg.
func (l leg) said(row sheet.Row) bool {
	return slices.ContainsFunc(l.own, func(index int) bool { return cleaned(row.Cell(index)) != "" })
}

// payingLegs reads a row whose legs stand side by side: an operation of each that
// it says anything of.
func (r reader) payingLegs(s attention.Service) (doing, error) {
	var who pathway.Participant
	var given []attention.Attention
	for _, l := range r.legs {
		if !l.said(r.row) {
			continue
		}
		p, a, err := r.ofLeg(l).operation()
		if err != nil {
			return nil, err
		}
		if len(given) == 0 {
			who = p
		}
		given = append(given, a)
	}
	if len(given) == 0 {
		_, _, err := r.operation() // says what is missing
		return nil, err
	}
	return giving(who, s, given...), nil
}
