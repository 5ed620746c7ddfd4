package scale

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
)

func instrument(t interface{ Fatalf(string, ...any) }, id string) *Instrument {
	i, ok := Find(id)
	if !ok {
		t.Fatalf("no instrument %s", id)
	}
	return i
}

// all gives the same answer to every item.
func all(i *Instrument, value int) Answers {
	a := Answers{Values: make(map[int]int)}
	for _, n := range i.numbers() {
		a.Values[n] = value
	}
	return a
}

// What each instrument ranges over, as domain rules 3 and 7 say.
func TestInstruments(t *testing.T) {
	want := map[string]struct {
		items, least, best, prorate int
		class                       trenza.Class
	}{
		"trenza-15": {15, 0, 30, 0, trenza.P2}, "gse-10": {10, 10, 40, 3, trenza.P2}, "ngse": {8, 8, 40, 0, trenza.P2},
		"who-5": {5, 0, 100, 0, trenza.P3}, "phq-9": {9, 0, 27, 1, trenza.P3}, "gad-7": {7, 0, 21, 1, trenza.P3},
		"srq-20": {20, 0, 20, 0, trenza.P3}, "phq-2": {2, 0, 6, 0, trenza.P3}, "gad-2": {2, 0, 6, 0, trenza.P3},
	}
	for _, i := range All() {
		w, known := want[i.ID]
		if !known || i.Items != w.items || i.Least() != w.least || i.Best() != w.best || i.Prorate != w.prorate || i.Class != w.class {
			t.Errorf("%s: %d items from %d to %d, %d made up for, %v", i.ID, i.Items, i.Least(), i.Best(), i.Prorate, i.Class)
		}
		if i.Licence.Source == "" || i.Licence.Form == "" || i.Licence.Note == (Text{}) || i.Title.ES == "" || i.Title.EN == "" {
			t.Errorf("%s does not say whose it is and where its form is", i.ID)
		}
		delete(want, i.ID)
	}
	if len(want) > 0 {
		t.Errorf("there is no %v", want)
	}
}

// Texts are printed of the set that is our own, and of no other.
func TestWhatIsPrinted(t *testing.T) {
	for _, i := range All() {
		printed := 0
		for _, p := range i.Parts {
			for _, item := range p.Items {
				if item.Text.ES != "" && item.Text.EN != "" {
					printed++
				}
			}
		}
		if want := map[bool]int{true: 15}[i.ID == "trenza-15"]; printed != want {
			t.Errorf("%s prints %d items", i.ID, printed)
		}
	}
	parts := map[string]int{"recursos": 10, "hogar": 8, "emprendimiento": 4, "voz": 8}
	set := instrument(t, "trenza-15")
	score, err := set.Score(all(set, 2))
	if err != nil || score.Total != 30 || len(score.Parts) != len(parts) {
		t.Fatal(score, err)
	}
	for id, best := range parts {
		if score.Parts[id] != best {
			t.Errorf("%s: %d", id, score.Parts[id])
		}
	}
}

func TestScores(t *testing.T) {
	without := func(a Answers, numbers ...int) Answers {
		for _, n := range numbers {
			delete(a.Values, n)
		}
		return a
	}
	gse, who, phq, set := instrument(t, "gse-10"), instrument(t, "who-5"), instrument(t, "phq-9"), instrument(t, "trenza-15")
	for name, test := range map[string]struct {
		of    *Instrument
		given Answers
		valid bool
		total int
	}{
		"all of WHO-5, times four":        {who, all(who, 2), true, 40},
		"an answer of WHO-5 missing":      {who, without(all(who, 2), 3), false, 0},
		"one of PHQ-9 missing":            {phq, without(all(phq, 1), 4), true, 9},
		"two of PHQ-9 missing":            {phq, without(all(phq, 1), 4, 5), false, 0},
		"three of GSE missing: the mean":  {gse, without(all(gse, 3), 1, 2, 3), true, 30},
		"four of GSE missing":             {gse, without(all(gse, 3), 1, 2, 3, 4), false, 0},
		"one of our own missing":          {set, without(all(set, 1), 15), false, 0},
		"nothing answered":                {set, Answers{}, false, 0},
		"the mean of the others, rounded": {gse, Answers{Values: map[int]int{1: 1, 2: 2, 3: 2, 4: 2, 5: 2, 6: 2, 7: 2}}, true, 19},
	} {
		s, err := test.of.Score(test.given)
		if err != nil || s.Valid != test.valid || s.Total != test.total {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
	s, _ := set.Score(without(all(set, 1), 6))
	if _, has := s.Parts["hogar"]; has || s.Parts["voz"] != 4 || s.Missing != 1 {
		t.Errorf("an item that is missing takes its sub-score alone: %+v", s)
	}
}

func TestAnswersThatAreNone(t *testing.T) {
	set := instrument(t, "trenza-15")
	for key, a := range map[string]Answers{
		"scale.no_such_item":         {Values: map[int]int{16: 1}},
		"scale.out_of_range":         {Values: map[int]int{1: 3}},
		"scale.answered_and_skipped": {Values: map[int]int{1: 1}, Skipped: map[int]Skip{1: Unsafe}},
		"scale.no_such_skip":         {Skipped: map[int]Skip{1: "porque sí"}},
	} {
		_, err := set.Score(a)
		if p, is := errors.AsType[*trenza.Problem](err); !is || p.Key != key {
			t.Errorf("%s: %v", key, err)
		}
	}
}

// Item 9 of the PHQ-9 and item 17 of the SRQ-20 hold everything up, whatever the total.
func TestRisk(t *testing.T) {
	for id, n := range map[string]int{"phq-9": 9, "srq-20": 17} {
		i := instrument(t, id)
		for _, number := range i.numbers() {
			if asks := i.AsksForProtocol(Answers{Values: map[int]int{number: 1}}); asks != (number == n) {
				t.Errorf("%s item %d: %v", id, number, asks)
			}
		}
	}
}

func TestCutoffs(t *testing.T) {
	for id, totals := range map[string][2]int{"who-5": {50, 52}, "phq-9": {10, 9}, "gad-7": {10, 9}, "phq-2": {3, 2}, "gad-2": {3, 2}, "srq-20": {8, 7}} {
		i := instrument(t, id)
		if !i.Offers(totals[0]) || i.Offers(totals[1]) {
			t.Errorf("%s offers at %d: %v, at %d: %v", id, totals[0], i.Offers(totals[0]), totals[1], i.Offers(totals[1]))
		}
	}
	phq := instrument(t, "phq-9")
	for total, want := range map[int]string{4: "Mínimo", 5: "Leve", 14: "Moderado", 15: "Moderadamente alto", 27: "Alto"} {
		if b, ok := phq.BandOf(total); !ok || b.Title.ES != want {
			t.Errorf("%d is %q", total, b.Title.ES)
		}
	}
}

// A woman of whom decisions at home were taken away, while all else went well, is
// looked after.
func TestChanges(t *testing.T) {
	set := instrument(t, "trenza-15")
	before, _ := set.Score(all(set, 1))
	later := all(set, 2)
	for _, n := range []int{6, 7, 8, 9} {
		later.Values[n] = 0
	}
	after, _ := set.Score(later)
	c := set.Paired(Pair{before, after})
	if !c.Paired || c.Total != 7 || c.Spheres != 3 || !c.LookAfter {
		t.Errorf("%+v", c)
	}
	if c := set.Paired(Pair{before, before}); c.LookAfter || c.Spheres != 0 || c.Total != 0 {
		t.Errorf("nothing changed: %+v", c)
	}
	who := instrument(t, "who-5")
	for gain, means := range map[int]bool{8: false, 12: true, -12: false} {
		pair := Pair{Score{Valid: true, Total: 40}, Score{Valid: true, Total: 40 + gain}}
		if got := who.Paired(pair); got.Meaningful != means {
			t.Errorf("a change of %d: %+v", gain, got)
		}
	}
	phq := instrument(t, "phq-9")
	if c := phq.Paired(Pair{Score{Valid: true, Total: 12}, Score{Total: 3}}); c.Paired || c.Total != 0 {
		t.Errorf("half a pair: %+v", c)
	}
}

// Whoever answers more scores no less, and stays in the range; what is made up for
// never leaves it either.
func TestMoreIsNeverLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.SampledFrom(All()).Draw(t, "instrument")
		a := Answers{Values: make(map[int]int)}
		for _, n := range i.numbers() {
			a.Values[n] = rapid.IntRange(i.Min, i.Max).Draw(t, "answer")
		}
		whole, err := i.Score(a)
		if err != nil || !whole.Valid || whole.Total < i.Least() || whole.Total > i.Best() {
			t.Fatalf("%+v %v", whole, err)
		}
		parts := 0
		for _, sub := range whole.Parts {
			parts += sub
		}
		if len(i.Parts) > 0 && parts != whole.Total {
			t.Fatalf("the parts come to %d and the total to %d", parts, whole.Total)
		}
		n := rapid.SampledFrom(i.numbers()).Draw(t, "item")
		given := a.Values[n]
		if given < i.Max {
			a.Values[n]++
			if more, _ := i.Score(a); more.Total <= whole.Total {
				t.Fatalf("item %d from %d: %d, then %d", n, given, whole.Total, more.Total)
			}
		}
		delete(a.Values, n)
		less, _ := i.Score(a)
		if less.Valid != (i.Prorate > 0) || less.Valid && (less.Total < i.Least() || less.Total > i.Best()) {
			t.Fatalf("without item %d: %+v", n, less)
		}
	})
}

// Of few women nothing is said, in whatever order they come; of many, the median is
// one that half of them reach.
func TestSummaries(t *testing.T) {
	set := instrument(t, "trenza-15")
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(t, "women")
		pairs := make([]Pair, n)
		var changes []int
		for p := range pairs {
			before, _ := set.Score(all(set, rapid.IntRange(0, 2).Draw(t, "before")))
			after, _ := set.Score(all(set, rapid.IntRange(0, 2).Draw(t, "after")))
			pairs[p] = Pair{before, after}
			changes = append(changes, after.Total-before.Total)
		}
		s := set.Summarise(pairs)
		if s.Total.Shown != (n >= 10) || s.Parts["hogar"].Shown != (n >= 10) || s.Total.Few != (n > 0 && n < 5) {
			t.Fatalf("%d women: %+v", n, s)
		}
		if n < 10 && (s.Total.Value != 0 || s.Improved.N != 0 || s.Improved.Percent >= 0) {
			t.Fatalf("of %d women: %+v", n, s)
		}
		improved := 0
		for _, c := range changes {
			improved += one(c > 0)
		}
		hidden := n < 10 || improved > 0 && improved < 5 || n-improved > 0 && n-improved < 5
		if s.Improved.Few != hidden || !hidden && s.Improved.N != improved || (s.Improved.Percent >= 0) != (!hidden && n >= 20) {
			t.Fatalf("%d of %d improved: %+v", improved, n, s.Improved)
		}
		if n < 10 {
			return
		}
		below, above := 0, 0
		for _, c := range changes {
			below += one(float64(c) <= s.Total.Value)
			above += one(float64(c) >= s.Total.Value)
		}
		if 2*below < n || 2*above < n {
			t.Fatalf("the median of %v is %v", changes, s.Total.Value)
		}
		slices.Reverse(pairs)
		if again := set.Summarise(pairs); again.Total != s.Total || again.Improved != s.Improved {
			t.Fatalf("in another order: %+v, %+v", again, s)
		}
	})
}

// An instrument that contradicts itself is not taken up.
func TestInstrumentsAreRead(t *testing.T) {
	text, err := files.ReadFile("instruments/trenza-15.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{"number: 2\n", "number: 1\n"}, {"watch: [hogar]", "watch: [casa]"}, {"printable: true", "printable: false"},
		{"class: P2", "class: P9"}, {"wins: higher", "wins: more"}, {"items: 15", "items: 14"}, {"alone: true", "alone: true\nrisk: [16]"},
		{"spheres: 2", "spheres: 5"}, {"max: 2", "max: 0"}, {"id: trenza-15", "name: trenza-15"},
	} {
		broken := replaceOnce(string(text), change[0], change[1])
		if broken == string(text) {
			t.Fatalf("%q is not there to change", change[0])
		}
		if _, err := parse([]byte(broken)); err == nil {
			t.Errorf("%q is taken", change[1])
		}
	}
}

func replaceOnce(text, old, new string) string { return strings.Replace(text, old, new, 1) }
