package match

import (
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/bench/families"
	"github.com/trenza/trenza/internal/spelling"
)

// women are a few names, with papers and phones.
var women = []Record{
	{{"Yorgelis Carolina"}, {"Mendoza Rangel"}, {"F"}, {"1995-05-14"}, {Paper("CIV", "19482107")}, {"944137690"}, {}},
	{{"Yorgelys"}, {"Mendoza Pérez"}, {"F"}, {"1989"}, {Paper("CIV", "24881530")}, {}, {}},
	{{"Rosa"}, {"Huamán"}, {"F"}, {}, {}, {"987654321"}, {}},
	{{"María de los Ángeles"}, {"Mendoza"}, {"F"}, {"1990"}, {}, {}, {}},
}

func searched(x *Index, q Query) (ids []uint64) {
	for _, f := range x.Search(q, 10) {
		ids = append(ids, f.ID)
	}
	return ids
}

func named(text string) Query { return Query{Words: spelling.Given(text)} }

// A name is found in any order, by ear, and a letter away; a number by itself.
func TestSearchFindsByEar(t *testing.T) {
	x := NewIndex(people)
	for i, r := range women {
		x.Put(uint64(i+1), r)
	}
	for _, test := range []struct {
		query Query
		want  []uint64
	}{
		{named("yorgelis mendoza"), []uint64{1, 2}},
		{named("Mendoza Yorjelis"), []uint64{2, 1}}, // as near by ear: the shorter name first
		{named("yorjelis carolina mendosa"), []uint64{1, 2}},
		{named("Carolina"), []uint64{1}},
		{named("guaman"), []uint64{3}},
		{named("rosa huamam"), []uint64{3}},
		{named("Mendoza"), []uint64{4, 2, 1}},
		{named("rosa mendoza"), nil},
		{named("Zoila Quispe"), nil},
		{Query{Numbers: []string{"19482107"}}, []uint64{1}},
		{Query{Numbers: []string{"987654321"}}, []uint64{3}},
		{Query{Numbers: []string{"98765432"}}, nil},
		{Query{}, nil},
	} {
		if got := searched(x, test.query); !slices.Equal(got, test.want) {
			t.Errorf("%v: got %v, want %v", test.query, got, test.want)
		}
	}
	x.Remove(1)
	x.Put(2, women[2])
	if got := searched(x, named("mendoza")); !slices.Equal(got, []uint64{4}) {
		t.Errorf("after one went and one was corrected: %v", got)
	}
}

// However common a name is, whom the searcher accompanies is looked at.
func TestSearchLooksAtHerOwn(t *testing.T) {
	x := NewIndex(people)
	for i := range 3 * mostSearched {
		x.Put(uint64(i+1), Record{{"María"}, {"Pérez"}, {"F"}, {"1990"}, {}, {}, {}})
	}
	q := named("maria perez")
	if got := searched(x, q); len(got) != 10 || got[0] != 3*mostSearched {
		t.Errorf("of many the latest: %v", got)
	}
	q.Own = []uint64{7, 99_999_999}
	if all := x.Search(q, 2*mostSearched); !slices.ContainsFunc(all, func(f Meant) bool { return f.ID == 7 }) {
		t.Error("her own is not there")
	}
}

// People of a register are found by their names as they are written. "Santa Cruz"
// is one word of a surname and two of a given name.
func TestSearchFindsEverybody(t *testing.T) {
	written, _ := registered(400)
	x := indexOf(written)
	for _, p := range written {
		text := p.Given + " " + p.Surnames
		got := append(x.Search(Query{Words: spelling.Given(text)}, 400), x.Search(Query{Words: spelling.Surnames(text)}, 400)...)
		if !slices.ContainsFunc(got, func(f Meant) bool { return f.ID == uint64(p.Number) }) {
			t.Errorf("nobody finds %s", text)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	written, _ := registered(benchPeople)
	x := indexOf(written)
	x.Settle()
	for name, words := range map[string]func(p families.Person) Query{
		"full": func(p families.Person) Query { return named(p.Given + " " + p.Surnames) },
		"one":  func(p families.Person) Query { return named(strings.Fields(p.Given)[0]) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				x.Search(words(written[i%1000]), 128)
			}
		})
	}
}
