package match

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/trenza/trenza/internal/bench/families"
)

// weigh weighs two records of people by what is believed, in a register of a
// thousand.
func weigh(a, b Record) Weight {
	t := NewTable(people)
	t.Add(a)
	t.Add(b)
	g := t.NewComparer().Levels(0, 1)
	return Default(people, 1000).Weigh(&g)
}

func TestBelievedModelTellsRelativesApart(t *testing.T) {
	yorjelis := Record{{"Yorjelis"}, {"Pérez Rojas"}, {"F"}, {"1990-05-17"}, {Paper("CIV", "12345678")}, {"987654321"}, {"140113"}}
	tests := []struct {
		name            string
		other           Record
		same, relatives bool
	}{
		{"her passport", Record{{"Yorgelis"}, {"Peres"}, {"F"}, {"1990-05-17"}, {Paper("PAS", "0811111")}, {"987654321"}, nil}, true, false},
		{"her permit, another phone", Record{{"YORJELIS"}, {"PEREZ ROJAS"}, {"F"}, {"1990"}, {Paper("CIV", "V-12.345.678")}, {"911111111"}, nil}, true, false},
		{"her sister", Record{{"Yusmary"}, {"Pérez Rojas"}, {"F"}, {"1992-07-01"}, {Paper("CIV", "12345679")}, {"987654321"}, {"140113"}}, false, true},
		{"her twin", Record{{"Yulimar"}, {"Pérez Rojas"}, {"F"}, {"1990-05-17"}, nil, {"987654321"}, {"140113"}}, false, true},
		{"her daughter under her name", Record{{"Yorjelis"}, {"Quispe Pérez"}, {"F"}, {"2012-03-03"}, nil, {"987654321"}, {"140113"}}, false, true},
		{"her partner on her phone", Record{{"José"}, {"Mamani Choque"}, {"M"}, {"1985-01-20"}, nil, {"987654321"}, {"140113"}}, false, true},
		{"a stranger", Record{{"Rosa"}, {"Quispe"}, {"F"}, {"1960-02-29"}, {Paper("DNI", "04567890")}, {"911111111"}, {"150101"}}, false, false},
	}
	for _, test := range tests {
		w := weigh(yorjelis, test.other)
		if (w.Bits > 0) != test.same || w.Relatives != test.relatives {
			t.Errorf("%s: weight %+.1f, relatives %v", test.name, w.Bits, w.Relatives)
		}
	}
}

// TestRareNamesWeighMore compares two women of one name with no more known of
// them, a name that several have and one that nobody else has.
func TestRareNamesWeighMore(t *testing.T) {
	table := tableOf(families.Set(1, 300))
	n := table.Len()
	for range 6 {
		table.Add(Record{{"María"}, {"García"}})
	}
	for range 2 {
		table.Add(Record{{"Yorjelis"}, {"Anchundia"}})
	}
	c, m := table.NewComparer(), Default(people, table.Len())
	common, rare := c.Levels(n, n+1), c.Levels(n+6, n+7)
	if m.Weigh(&rare).Bits < m.Weigh(&common).Bits+4 {
		t.Errorf("Yorjelis Anchundia %v, María García %v", m.Weigh(&rare), m.Weigh(&common))
	}
}

// TestLearntModel learns from a register and holds what was learnt against what
// is true of it.
func TestLearntModel(t *testing.T) {
	all := families.Set(5, 1500)
	m, err := tableOf(all).Train(context.Background(), 0)
	if err != nil {
		t.Fatal(err)
	}
	same, related := truth(all)
	pairs := pairsOf(len(all), 0)
	if got := m.onePerson() * pairs / float64(same); got < 0.8 || got > 1.2 {
		t.Errorf("one person in %.2f of the pairs that are", got)
	}
	// Cousins under other surnames and people who moved out are strangers to
	// the eye.
	if got := m.Prior[relatives] * pairs / float64(related); got < 0.2 || got > 1.2 {
		t.Errorf("relatives in %.2f of the pairs that are", got)
	}
	for f, field := range people.Fields {
		for k := range classCount {
			sum := 0.0
			for _, l := range levelsOf(field.Kind) {
				sum += m.Chance[f][l][k]
			}
			if math.Abs(sum-1) > 0.02 {
				t.Errorf("%s: the chances of class %d make %.4f", field.Name, k, sum)
			}
		}
		if c := m.Chance[f][Same]; c[person] <= c[strangers] {
			t.Errorf("%s: agreement speaks against one person: %v", field.Name, c)
		}
	}
}

func TestKeptModelWeighsTheSame(t *testing.T) {
	all := families.Set(5, 300)
	table := tableOf(all)
	m, err := table.Train(context.Background(), 0)
	if err != nil {
		t.Fatal(err)
	}
	again, err := m.Keep().Model()
	if err != nil {
		t.Fatal(err)
	}
	c := table.NewComparer()
	for i := range 200 {
		g := c.Levels(i, i+1)
		if m.Weigh(&g) != again.Weigh(&g) {
			t.Fatalf("%v, kept %v", m.Weigh(&g), again.Weigh(&g))
		}
	}
}

// TestNeighboursAreNoRelatives learns from a roll in which town and postcode go
// together. One town makes nobody a relative, and a woman who moved is still
// found by the rest.
func TestNeighboursAreNoRelatives(t *testing.T) {
	table := NewTable(Schema{Fields: []Field{
		{Name: "given", Kind: Given}, {Name: "surname", Kind: Surname}, {Name: "birth", Kind: Date},
		{Name: "street", Kind: Address}, {Name: "town", Kind: Place}, {Name: "postcode", Kind: Code},
	}})
	var whose []int
	err := families.Register(4, 1500, func(p families.Person) error {
		home := p.Family
		if p.Number%9 == 0 {
			home += len(whose) // she moves with every record
		}
		town := fmt.Sprint("pueblo ", home%20)
		table.Add(Record{said(p.Given), said(p.Surnames), said(p.Birth), {fmt.Sprintf("calle %d %d", home%300, home%70)}, {town}, {fmt.Sprint(15000 + home%20)}})
		whose = append(whose, p.Number)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	found, err := table.Find(context.Background(), Finding{Floor: reviewFloor})
	if err != nil {
		t.Fatal(err)
	}
	moved, kept := 0, 0
	for i := range whose {
		for j := range i {
			if whose[i] == whose[j] && whose[i]%9 == 0 {
				moved++
			}
		}
	}
	for _, p := range found.Pairs {
		if p.Bits > 0 && whose[p.A] == whose[p.B] && whose[p.A]%9 == 0 {
			kept++
		}
	}
	if moved == 0 || float64(kept) < 0.9*float64(moved) {
		t.Errorf("%d of %d who moved are found", kept, moved)
	}
	c, m := table.NewComparer(), found.Model
	g := c.Levels(0, 1)
	for f := range 3 {
		g.Levels[f], g.Surprise[f] = Other, 0
	}
	g.Levels[3], g.Levels[4], g.Levels[5] = Other, Same, Same
	if m.Weigh(&g).Relatives {
		t.Error("two strangers of one town are held for relatives")
	}
}
