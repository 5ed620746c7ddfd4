package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
)

type name struct {
	text   string
	weight int
}

type list struct {
	id    string
	names []name
}

// lists reads the tables and makes the four lists of names.csv.
func (t tables) lists() ([]list, error) {
	ve, err1 := surnames(t.surnamesVE)
	pe, err2 := surnames(t.surnamesPE)
	common, err3 := read(t.common, func(row []string) (string, int) { return andean(row) })
	f, err4 := t.given(t.women, 1)
	flavour, err5 := t.given(t.womenVE, 2500)
	m, err6 := t.given(t.men, 1)
	if err := cmp.Or(err1, err2, err3, err4, err5, err6); err != nil {
		return nil, err
	}
	flavour = slices.DeleteFunc(flavour, func(n name) bool { return n.weight < t.scaled(rare*rare) })
	return []list{
		{"surname-ve", most(t.kept(surnamesVE), ve)},
		{"surname-pe", most(t.kept(surnamesPE), pe, common)},
		{"given-f", most(t.kept(women), t.coined(coinagesF), flavour, f)},
		{"given-m", most(t.kept(men), t.coined(coinagesM), m)},
	}, nil
}

// kept is how many names stay of a list that is cut at n.
func (t tables) kept(n int) int {
	if t.full {
		return math.MaxInt
	}
	return n
}

// scaled turns a number of births into the weight of a given name. The square
// root flattens the demo's names: half of all women are not called María when
// their full names must tell them apart.
func (t tables) scaled(births int) int {
	if t.full {
		return births
	}
	return int(math.Sqrt(float64(births)))
}

// rare is the weight under which a flavour name stands for one known person
// rather than for a name in use.
const rare = 85

// surnames reads a table of holders and restores the accents that it lacks. A
// married form such as "DE PEREZ" is left out: it stands for the husband's.
func surnames(path string) ([]name, error) {
	return read(path, func(row []string) (string, int) {
		if strings.HasPrefix(row[0], "DE ") && row[0] != "DE LA CRUZ" && row[0] != "DE LEON" {
			return "", 0
		}
		return accented(row[0]), number(row[1]) + number(row[2])
	})
}

// andean reads the most common surnames of Peru. People of Quechua and Aymara
// surnames are few among Peruvians abroad, so the weight comes from here; 160
// brings the counts to the scale of the other table.
func andean(row []string) (string, int) {
	if row[0] != "PE" {
		return "", 0
	}
	return strings.Replace(row[2], "Ruíz", "Ruiz", 1), number(row[3]) / 160
}

// given reads a table of given names, whose counts times scale are births.
func (t tables) given(path string, scale int) ([]name, error) {
	return read(path, func(row []string) (string, int) {
		return row[0], t.scaled(number(row[1]) * scale)
	})
}

// coined gives the coinages the weight of a common name.
func (t tables) coined(texts []string) []name {
	names := make([]name, len(texts))
	for i, text := range texts {
		names[i] = name{text, t.scaled(170 * 170)}
	}
	return names
}

// most joins the lists and keeps the n heaviest names. Of two spellings of one
// name, with an accent and without, the heavier stays. Names of equal weight
// stand in alphabetical order.
func most(n int, lists ...[]name) []name {
	all := slices.Concat(lists...)
	slices.SortFunc(all, func(a, b name) int {
		return cmp.Or(b.weight-a.weight, cmp.Compare(a.text, b.text))
	})
	known := map[string]bool{"": true}
	all = slices.DeleteFunc(all, func(each name) bool {
		key := unaccented.Replace(each.text)
		again := known[key]
		known[key] = true
		return again
	})
	return all[:min(n, len(all))]
}

// read passes every row of a table below its header through entry.
func read(path string, entry func(row []string) (string, int)) ([]name, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var names []name
	for _, row := range rows[min(1, len(rows)):] {
		text, weight := entry(row)
		names = append(names, name{text, weight})
	}
	return names, nil
}

// number reads a count; a cell that is none counts nothing.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
