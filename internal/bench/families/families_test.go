package families

import (
	"cmp"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// people returns those whom Generate tells of.
func people(t testing.TB, seed uint64, n int) []Person {
	t.Helper()
	var all []Person
	err := Generate(seed, n, func(p Person) error { all = append(all, p); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTheSameSeedGivesTheSame(t *testing.T) {
	same := func(a, b Person) bool { return alike(a, b) }
	if !slices.EqualFunc(people(t, 7, 3000), people(t, 7, 3000), same) {
		t.Error("the people of one seed differ")
	}
	if slices.EqualFunc(people(t, 7, 3000), people(t, 8, 3000), same) {
		t.Error("two seeds give the same people")
	}
	if !slices.EqualFunc(Set(7, 3000), Set(7, 3000), same) {
		t.Error("the rows of one seed differ")
	}
	rapid.Check(t, func(t *rapid.T) {
		seed, p := rapid.Uint64().Draw(t, "seed"), rapid.SampledFrom(known).Draw(t, "person")
		kind := rapid.SampledFrom(Kinds).Draw(t, "kind")
		if !alike(Repeat(seed, p), Repeat(seed, p)) || !alike(Ask(seed, p, kind), Ask(seed, p, kind)) {
			t.Fatalf("two writings of %+v by one seed differ", p)
		}
	})
}

var known = func() []Person {
	var all []Person
	_ = Generate(3, 500, func(p Person) error { all = append(all, p); return nil })
	return all
}()

func alike(a, b Person) bool {
	papers := slices.Equal(a.Papers, b.Papers)
	a.Papers, b.Papers = nil, nil
	return papers && cmp.Compare(a.Number, b.Number) == 0 && a.Family == b.Family && a.Given == b.Given &&
		a.Surnames == b.Surnames && a.Sex == b.Sex && a.Birth == b.Birth && a.Phone == b.Phone && a.District == b.District
}

func TestEverybodyIsOnePerson(t *testing.T) {
	birth := regexp.MustCompile(`^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$`)
	phone, district := regexp.MustCompile(`^(9\d{8})?$`), regexp.MustCompile(`^\d{6}$`)
	papers := map[Paper]bool{}
	family := 0
	for i, p := range people(t, 1, 20_000) {
		if p.Number != i+1 || p.Family != family && p.Family != family+1 {
			t.Fatalf("%+v stands at %d, after family %d", p, i+1, family)
		}
		family = p.Family
		if p.Given == "" || p.Surnames == "" || !birth.MatchString(p.Birth) || !phone.MatchString(p.Phone) ||
			!district.MatchString(p.District) || p.Sex != "F" && p.Sex != "M" {
			t.Fatalf("%+v is nobody", p)
		}
		for _, paper := range p.Papers {
			if papers[paper] {
				t.Fatalf("%v was given twice", paper)
			}
			papers[paper] = true
		}
	}
}

func TestGenerateStopsAtAnError(t *testing.T) {
	full := errors.New("full")
	for _, write := range []func(uint64, int, func(Person) error) error{Generate, Register} {
		told := 0
		err := write(1, 100, func(Person) error {
			if told++; told == 110 || told == 60 {
				return full
			}
			return nil
		})
		if !errors.Is(err, full) || told != 60 {
			t.Errorf("%v after %d people", err, told)
		}
	}
}

func TestNamesHaveALongTail(t *testing.T) {
	given, surnames := map[string]int{}, map[string]int{}
	for _, p := range people(t, 1, 50_000) {
		for _, name := range namesIn(p.Given) {
			given[name]++
		}
		for _, name := range namesIn(p.Surnames) {
			surnames[name]++
		}
	}
	if len(given) < 6000 || len(surnames) < 4500 {
		t.Errorf("%d given names and %d surnames among 50,000 people", len(given), len(surnames))
	}
	if given["María"] < 1500 || surnames["Rodríguez"] < 1500 {
		t.Errorf("%d Marías and %d Rodríguez: the frequent names are rare", given["María"], surnames["Rodríguez"])
	}
}

func TestCoinedNamesAreManyAndDiffer(t *testing.T) {
	for _, test := range []struct {
		name    string
		coinage coinage
		least   int
	}{{"women", coinedWomen, 20_000}, {"men", coinedMen, 5000}, {"surnames", coinedSurnames, 12_000}} {
		names := map[string]bool{}
		for number := range test.coinage.size() {
			names[test.coinage.name(number)] = true
		}
		if len(names) < test.least {
			t.Errorf("%s: %d different names, want %d", test.name, len(names), test.least)
		}
		walked := map[int]bool{}
		for rank := range test.coinage.size() {
			walked[rank*stride%test.coinage.size()] = true
		}
		if len(walked) != test.coinage.size() {
			t.Errorf("%s: the stride leaves names out", test.name)
		}
	}
}

func TestNamesFile(t *testing.T) {
	if !strings.Contains(string(namesFile), "www.ine.es") {
		t.Error("names.csv does not cite the INE")
	}
	for list, least := range map[string]int{"surname-ve": 2000, "surname-pe": 2000, "given-f": 3000, "given-m": 700} {
		lottery := lotteries()[list]
		if lottery == nil || len(lottery.Names) < least {
			t.Fatalf("%s is short", list)
		}
		for i, upTo := range lottery.UpTo {
			if i > 0 && upTo <= lottery.UpTo[i-1] || lottery.Names[i] == "" {
				t.Fatalf("%s: %q has no weight", list, lottery.Names[i])
			}
		}
	}
}

func TestNamesIn(t *testing.T) {
	for column, want := range map[string]string{
		"María de los Ángeles": "María|de los Ángeles",
		"De la Cruz Rojas":     "De la Cruz|Rojas",
		"Yusmary":              "Yusmary",
		"Pérez de Rojas":       "Pérez|de Rojas",
	} {
		if got := strings.Join(namesIn(column), "|"); got != want {
			t.Errorf("%q is %s, want %s", column, got, want)
		}
	}
}
