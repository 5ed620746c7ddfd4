package spelling

import (
	"slices"
	"testing"
)

func TestShares(t *testing.T) {
	if maria, luzmila := GivenShare("maria"), GivenShare("luzmila"); maria < 0.03 || luzmila == 0 || luzmila > maria/10 {
		t.Errorf("María %v, Luzmila %v", maria, luzmila)
	}
	if quispe, yupanqui := SurnameShare("quispe"), SurnameShare("yupanqui"); quispe < 0.005 || yupanqui == 0 || yupanqui > quispe/5 {
		t.Errorf("Quispe %v, Yupanqui %v", quispe, yupanqui)
	}
	if GivenShare("zzz") != 0 || SurnameShare("") != 0 || SurnameShare("#") != 0 {
		t.Error("a name that nobody has is shared")
	}
}

// TestShareTables: the tables hold names as Given and Surnames return them, and
// shares that make no more than all people.
func TestShareTables(t *testing.T) {
	for _, table := range []struct {
		name   string
		shares map[string]float64
		words  func(string) []string
		least  int
	}{
		{"given.csv", givenShares(), Given, 2000},
		{"surnames.csv", surnameShares(), Surnames, 2500},
	} {
		total := 0.0
		for name, share := range table.shares {
			total += share
			if !slices.Equal(table.words(name), []string{name}) || share <= 0 {
				t.Errorf("%s: %q has the share %v", table.name, name, share)
			}
		}
		if len(table.shares) < table.least || total < 0.8 || total > 1 {
			t.Errorf("%s: %d names make %v of all", table.name, len(table.shares), total)
		}
	}
}
