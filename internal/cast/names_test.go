package cast

import (
	"slices"
	"testing"

	"github.com/trenza/trenza/internal/chance"
)

func TestNamesFile(t *testing.T) {
	for id, least := range map[string]int{"surname-ve": 400, "surname-pe": 300, "given-f": 300, "given-m": 200} {
		list := lotteries()[id]
		if list == nil || len(list.Names) < least {
			t.Fatalf("names.csv has too few names in %s", id)
		}
		if !slices.IsSorted(list.UpTo) || list.UpTo[0] < 1 {
			t.Errorf("%s has a name that cannot be drawn", id)
		}
	}
	for id, name := range map[string]string{"surname-pe": "Mamani", "surname-ve": "Urdaneta", "given-f": "Yorgelis"} {
		if !slices.Contains(lotteries()[id].Names, name) {
			t.Errorf("%s lacks %s", id, name)
		}
	}
}

func TestNamesAreDrawnByWeight(t *testing.T) {
	var l chance.Lottery
	l.Add("common", 97)
	l.Add("rare", 3)
	d, count := newDice(1, 1), map[string]int{}
	for range 10000 {
		count[l.Draw(d.Rand)]++
	}
	if count["rare"] < 200 || count["rare"] > 400 {
		t.Errorf("drew %v, want about 3 in a hundred rare", count)
	}
}

// A slip of a typist never takes away what a paper is checked by: the first
// surname. Nor does it make two people one.
func TestSlipsKeepPeopleApart(t *testing.T) {
	typist := newTypist(newDice(3, 3))
	lists := lotteries()
	owners := map[string]int{}
	for i := range 3000 {
		s := &someone{sex: "F", birth: "1990-05-17", surnames: [2]string{"Rodríguez", lists["surname-ve"].Draw(typist.dice.Rand)}}
		typist.christen(s, lists["given-f"])
		for range 5 {
			surnames, given := typist.names(s, false)
			if fold(surnames)[:9] != "rodriguez" {
				t.Fatalf("%s lost her first surname: %s", s.surnames, surnames)
			}
			key := nameKey(surnames, given)
			if other, known := owners[key]; known && other != i {
				t.Fatalf("%s %s is the name of two people", given, surnames)
			}
			owners[key] = i
		}
	}
}
