package main

import (
	"fmt"
	"strings"
)

// pool is the table of texts that Excel keeps apart from the cells. Other
// programs write each text into its cell. It also knows from which day the book
// counts.
type pool struct {
	epoch  int
	shares bool
	all    []string
	index  map[string]int
}

func newPool(shares, mac bool) *pool {
	p := &pool{shares: shares, index: make(map[string]int)}
	if mac {
		p.epoch = 1462
	}
	return p
}

// number returns where the table holds a text.
func (p *pool) number(text string) int {
	n, ok := p.index[text]
	if !ok {
		n = len(p.all)
		p.index[text], p.all = n, append(p.all, text)
	}
	return n
}

// xml writes the table.
func (p *pool) xml() []byte {
	var items strings.Builder
	for _, text := range p.all {
		fmt.Fprintf(&items, `<si><t xml:space="preserve">%s</t></si>`, escaped(text))
	}
	return document(`<sst xmlns="%s" uniqueCount="%d">%s</sst>`, spreadsheet, len(p.all), items.String())
}
