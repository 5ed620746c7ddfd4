package match

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/trenza/trenza/internal/bench/families"
)

// people is the schema of a register of people.
var people = Schema{Fields: []Field{
	{Name: "given", Kind: Given}, {Name: "surname", Kind: Surname}, {Name: "sex", Kind: Category}, {Name: "birth", Kind: Date},
	{Name: "document", Kind: Document}, {Name: "phone", Kind: Phone}, {Name: "district", Kind: Place},
}}

// written is a person of the register as a record, "" standing for nothing.
func recordOf(p families.Person) Record {
	r := Record{said(p.Given), said(p.Surnames), said(p.Sex), said(p.Birth), nil, said(p.Phone), said(p.District)}
	for _, paper := range p.Papers {
		r[4] = append(r[4], Paper(paper.Kind, paper.Number))
	}
	return r
}

func said(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

// tableOf adds people in the order given.
func tableOf(all []families.Person) *Table {
	t := NewTable(people)
	for _, p := range all {
		t.Add(recordOf(p))
	}
	return t
}

// outcome is how the answers to a register compare with the truth.
type outcome struct {
	precision, recall float64
	relatives         float64 // share of pairs of relatives that were joined
}

func (o outcome) f1() float64 { return 2 * o.precision * o.recall / (o.precision + o.recall) }

// judge answers a register and compares with who everybody is.
func judge(t *testing.T, all []families.Person) outcome {
	t.Helper()
	table := tableOf(all)
	found, err := table.Find(context.Background(), Finding{Floor: reviewFloor})
	if err != nil {
		t.Fatal(err)
	}
	answers, _ := table.Answers(found, 0)
	joined, right, kin := 0, 0, 0
	for _, a := range answers {
		if a.Verdict != IsSame {
			continue
		}
		joined++
		switch p, q := all[a.A], all[a.B]; {
		case p.Number == q.Number:
			right++
		case p.Family == q.Family:
			kin++
		}
	}
	same, related := truth(all)
	return outcome{float64(right) / float64(joined), float64(right) / float64(same), float64(kin) / float64(related)}
}

// truth counts the pairs of one person and those of relatives.
func truth(all []families.Person) (same, related int) {
	people, kin := map[int]int{}, map[int]int{}
	for _, p := range all {
		same += people[p.Number]
		related += kin[p.Family] - people[p.Number]
		people[p.Number]++
		kin[p.Family]++
	}
	return same, related
}

// TestRegisterWithRelatives holds the engine against registers in which mothers,
// daughters, sisters and twins share surnames, phones and addresses: a small one,
// where everything is compared, and one where blocking decides.
func TestRegisterWithRelatives(t *testing.T) {
	sizes := []int{1200, 6000}
	if testing.Short() {
		sizes = sizes[:1]
	}
	for _, size := range sizes {
		got := judge(t, families.Set(3, size))
		if got.f1() < 0.95 || got.precision < 0.97 || got.relatives > 0.02 {
			t.Errorf("%d people: F1 %.4f, precision %.4f, recall %.4f, relatives joined %.4f",
				size, got.f1(), got.precision, got.recall, got.relatives)
		}
	}
}

// TestOrderDoesNotMatter adds the same records in another order, and to another
// process as it were: the same pairs come out with the same weights.
func TestOrderDoesNotMatter(t *testing.T) {
	sizes := []int{300, 4500} // all pairs, and blocks
	if testing.Short() {
		sizes = sizes[:1]
	}
	for _, size := range sizes {
		all := families.Set(11, size)
		order := rand.New(rand.NewPCG(1, 2)).Perm(len(all))
		shuffled := make([]families.Person, len(all))
		for to, from := range order {
			shuffled[to] = all[from]
		}
		one, other := weights(t, all, nil), weights(t, shuffled, order)
		if len(one) == 0 || len(one) != len(other) {
			t.Fatalf("%d people: %d pairs, and %d in another order", size, len(one), len(other))
		}
		for pair, bits := range one {
			if other[pair] != bits {
				t.Fatalf("%d people: the pair %v weighs %v, and %v in another order", size, pair, bits, other[pair])
			}
		}
	}
}

// weights returns the pairs of a register, by the number of each record before it
// was put in order.
func weights(t *testing.T, all []families.Person, order []int) map[[2]int]float64 {
	t.Helper()
	found, err := tableOf(all).Find(context.Background(), Finding{Floor: reviewFloor})
	if err != nil {
		t.Fatal(err)
	}
	pairs := map[[2]int]float64{}
	for _, p := range found.Pairs {
		a, b := p.A, p.B
		if order != nil {
			a, b = order[a], order[b]
		}
		pairs[[2]int{min(a, b), max(a, b)}] = p.Bits
	}
	return pairs
}
