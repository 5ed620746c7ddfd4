package families

import (
	"strconv"
	"testing"
)

// TestFamiliesAreHardToTellApart counts, among pairs of one family, each kind of
// likeness that must mislead nobody.
func TestFamiliesAreHardToTellApart(t *testing.T) {
	everybody := people(t, 1, 30_000)
	found := map[string]int{}
	for i, a := range everybody {
		for _, b := range everybody[i+1:] {
			if b.Family != a.Family {
				break
			}
			for what, is := range likeness(a, b) {
				if is {
					found[what]++
				}
			}
		}
	}
	for what, least := range map[string]int{
		"both surnames": 8000, "child of": 8000, "one phone": 10_000, "one district": 25_000, "twins": 50,
		"mother's name": 50, "papers in a row": 700, "one letter apart": 150, "all of it": 0,
	} {
		if found[what] < least {
			t.Errorf("%s: %d pairs, want %d or more", what, found[what], least)
		}
	}
	if found["all of it"] > 0 {
		t.Errorf("%d pairs have the same names and the same birth", found["all of it"])
	}
}

func likeness(a, b Person) map[string]bool {
	as, bs := namesIn(a.Surnames), namesIn(b.Surnames)
	return map[string]bool{
		"both surnames":    a.Surnames == b.Surnames,
		"child of":         len(bs) == 2 && bs[1] == as[0] && a.Sex == "F" && b.Birth > a.Birth,
		"one phone":        a.Phone == b.Phone && a.Phone != "",
		"one district":     a.District == b.District,
		"twins":            a.Birth == b.Birth,
		"mother's name":    a.Given == b.Given && a.Sex == "F" && b.Birth[:4] >= a.Birth[:4],
		"papers in a row":  inARow(a, b),
		"one letter apart": a.Surnames == b.Surnames && oneLetter(a.Given, b.Given),
		"all of it":        a.Given == b.Given && a.Surnames == b.Surnames && a.Birth == b.Birth,
	}
}

func inARow(a, b Person) bool {
	for _, x := range a.Papers {
		for _, y := range b.Papers {
			if x.Kind == y.Kind && serial(y)-serial(x) == 1 {
				return true
			}
		}
	}
	return false
}

func serial(p Paper) int {
	if p.Kind == "CIV" {
		p.Number = p.Number[1:]
	}
	n, _ := strconv.Atoi(p.Number)
	return n
}

func oneLetter(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return false
	}
	differ := 0
	for i := range x {
		if x[i] != y[i] {
			differ++
		}
	}
	return differ == 1
}

// TestHomonyms: the same full name, the same years, and no kin.
func TestHomonyms(t *testing.T) {
	bearers := map[string]Person{}
	strangers := 0
	for _, p := range people(t, 1, 30_000) {
		other, met := bearers[p.Given+" "+p.Surnames]
		if met && other.Family != p.Family && other.Birth != p.Birth {
			strangers++
		}
		bearers[p.Given+" "+p.Surnames] = p
	}
	if strangers < 50 {
		t.Errorf("%d homonyms among 30,000 people", strangers)
	}
}

func TestVenezuelansHoldSeveralPapers(t *testing.T) {
	held := map[int]int{}
	for _, p := range people(t, 1, 10_000) {
		held[len(p.Papers)]++
	}
	if held[2] < 1000 || held[3] < 500 || held[4] < 50 {
		t.Errorf("people by number of papers: %v", held)
	}
}
