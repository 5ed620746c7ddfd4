package spelling

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// The tables of shares, written by makeshares; their first lines cite the
// sources.
//
//go:embed given.csv
var givenFile string

//go:embed surnames.csv
var surnamesFile string

var (
	givenShares   = sync.OnceValue(func() map[string]float64 { return readShares(givenFile) })
	surnameShares = sync.OnceValue(func() map[string]float64 { return readShares(surnamesFile) })
)

// GivenShare returns the share of people, from 0 to 1, who bear a folded first
// given name, among women and men of the countries that the programmes serve.
// It is 0 for a name that is not among the common ones. The share is a guess to
// begin with: a register that has seen many people counts for itself.
func GivenShare(token string) float64 { return givenShares()[token] }

// SurnameShare returns the share of surnames, from 0 to 1, that are a folded
// one, under the terms of GivenShare.
func SurnameShare(token string) float64 { return surnameShares()[token] }

// readShares reads a table of "name,how many in 100,000", whose comments begin
// with "#".
func readShares(table string) map[string]float64 {
	shares := make(map[string]float64)
	for line := range strings.Lines(table) {
		name, rate, found := strings.Cut(strings.TrimSpace(line), ",")
		share, err := strconv.ParseFloat(rate, 64)
		if found && err == nil {
			shares[name] = share / 100_000
		}
	}
	return shares
}
