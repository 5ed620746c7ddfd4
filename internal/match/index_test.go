package match

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/bench/families"
)

// indexOf puts people under their numbers.
func indexOf(all []families.Person) *Index {
	x := NewIndex(people)
	for _, p := range all {
		x.Put(uint64(p.Number), recordOf(p))
	}
	return x
}

// registered returns people as they were first written, and as they are.
func registered(n int) (written, real []families.Person) {
	// Neither of the functions fails.
	_ = families.Register(3, n, func(p families.Person) error {
		if len(written) < n {
			written = append(written, p)
		}
		return nil
	})
	_ = families.Generate(3, n, func(p families.Person) error {
		real = append(real, p)
		return nil
	})
	return written, real
}

// Asked in any order of additions, after corrections and removals, an index
// answers as one that never held anything else.
func TestIndexForgetsItsHistory(t *testing.T) {
	_, real := registered(40)
	model := Default(people, len(real))
	rapid.Check(t, func(t *rapid.T) {
		x, held := NewIndex(people), map[uint64]Record{}
		x.pace = rapid.SampledFrom([]int{4, 30, mergePace}).Draw(t, "pace")
		id, person := rapid.Uint64Range(0, 40), rapid.SampledFrom(real)
		put := func(t *rapid.T) {
			at, r := id.Draw(t, "id"), recordOf(families.Repeat(rapid.Uint64Range(1, 3).Draw(t, "hand"), person.Draw(t, "person")))
			x.Put(at, r)
			held[at] = r
		}
		t.Repeat(map[string]func(*rapid.T){
			"put": put, "put again": put, "and again": put,
			"remove": func(t *rapid.T) {
				at := id.Draw(t, "id")
				x.Remove(at)
				delete(held, at)
			},
			"settle": func(*rapid.T) { x.Settle() },
			"ask": func(t *rapid.T) {
				fresh := freshIndex(t, held)
				if x.Len() != len(held) {
					t.Fatalf("%d records, want %d", x.Len(), len(held))
				}
				p := person.Draw(t, "asked")
				for _, kind := range families.Kinds {
					r := recordOf(families.Ask(1, p, kind))
					got, want := x.Ask(model, r, 5), fresh.Ask(model, r, 5)
					if !slices.Equal(got, want) {
						t.Fatalf("asked for %q: %+v, a fresh index %+v", r, got, want)
					}
				}
			},
		})
	})
}

// freshIndex holds the records in an order of chance.
func freshIndex(t *rapid.T, held map[uint64]Record) *Index {
	ids := make([]uint64, 0, len(held))
	for id := range held {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	x := NewIndex(people)
	for _, id := range rapid.Permutation(ids).Draw(t, "order") {
		x.Put(id, held[id])
	}
	return x
}

// Among 20,000 people the index finds whoever weighs most of all, and nearly
// always the woman herself among the first ten.
func TestIndexFindsTheStrongest(t *testing.T) {
	written, real := registered(20_000)
	x, model := indexOf(written), Default(people, 20_000)
	x.Settle()
	const asked = 60
	for kind, share := range map[families.Kind]float64{families.FullRecord: 0.995, families.NameAndBirth: 0.985, families.NameOnly: 0.96} {
		strongest, herself := 0, 0
		for i := range asked {
			p := real[i*len(real)/asked]
			r := recordOf(families.Ask(9, p, kind))
			hits := x.Ask(model, r, 10)
			if len(hits) > 0 && hits[0].Bits >= strongestOf(x, model, r) {
				strongest++
			}
			if slices.ContainsFunc(hits, func(h Hit) bool { return h.ID == uint64(p.Number) }) {
				herself++
			}
		}
		if got := float64(strongest) / float64(asked); got < 0.98 {
			t.Errorf("%s: the strongest was found for %.3f of the questions, want 0.98", kind, got)
		}
		if got := float64(herself) / float64(asked); got < share {
			t.Errorf("%s: she was among the first ten for %.3f of the questions, want %.3f", kind, got, share)
		}
	}
}

// strongestOf weighs every row against a question.
func strongestOf(x *Index, m *Model, r Record) float64 {
	a := x.asker()
	a.begin(m, r, 1)
	best := -1000.0
	for i := range a.table.Len() {
		agreement := a.Comparer.rows(a.question, a.table.row(i))
		best = max(best, m.Weigh(&agreement).Bits)
	}
	return best
}

// rosa is somebody of whom everything is known.
var rosa = Record{{"Rosa Elena"}, {"Huamán Quispe"}, {"F"}, {"1990-05-17"}, {Paper("DNI", "45678912"), Paper("PAS", "AB123456")}, {"987654321"}, {"150132"}}

// She is found by whatever is known of her, as long as it is more than a place.
func TestIndexAnswersPartialQuestions(t *testing.T) {
	x := NewIndex(people)
	for i, p := range families.Set(4, 2000) {
		x.Put(uint64(i+1), recordOf(p))
	}
	x.Put(0, rosa)
	for name, question := range map[string]Record{
		"both names":              {{"rosa"}, {"huaman"}},
		"by ear":                  {{"Roza Helena"}, {"Guamán Kispe"}},
		"surnames alone":          {nil, {"Quispe Huamán"}},
		"in each other's column":  {{"Huamán Quispe"}, {"Rosa Elena"}},
		"a letter in both names":  {{"Rose"}, {"Humán"}, {"F"}, {"1990"}},
		"one name and the year":   {{"Elena"}, nil, nil, {"1990"}, nil, nil, {"150132"}},
		"one name and an age":     {nil, {"Huamán"}, {"F"}, {"~1991"}, nil, nil, {"150132"}},
		"birth date and district": {nil, nil, nil, {"1990-05-17"}, nil, nil, {"150132"}},
		"document alone":          {nil, nil, nil, nil, {"45678912"}},
		"a digit of the document": {nil, nil, nil, nil, {Paper("DNI", "45678192")}},
		"a digit too few":         {nil, nil, nil, nil, {Paper("PAS", "AB12356")}},
		"another kind of paper":   {nil, nil, nil, nil, {Paper("CE", "45678912")}},
		"phone alone":             {nil, nil, nil, nil, nil, {"+51 987 654 321"}},
		"a digit of the phone":    {{"Elena"}, nil, nil, nil, nil, {"987654221"}},
	} {
		hits := x.Ask(Default(people, x.Len()), question, 10)
		if !slices.ContainsFunc(hits, func(h Hit) bool { return h.ID == 0 }) {
			t.Errorf("%s: she is not among %d answers", name, len(hits))
		}
	}
	for name, question := range map[string]Record{"nothing": {}, "a district": {nil, nil, nil, nil, nil, nil, {"150132"}}, "signs": {{"--"}, {"…"}}} {
		if hits := x.Ask(Default(people, x.Len()), question, 10); len(hits) > 0 {
			t.Errorf("%s: %d answers", name, len(hits))
		}
	}
	if hits := x.Ask(Default(people, x.Len()), rosa, 0); len(hits) > 0 {
		t.Errorf("%d answers when none are wanted", len(hits))
	}
}

// Where more have a name than are looked at one by one, what else is known tells
// them apart.
func TestIndexPartsThoseOfOneName(t *testing.T) {
	x := NewIndex(people)
	for i := range uint64(3 * tooMany) {
		x.Put(i, Record{{"María"}, {"Quispe"}, {"F"}, nil, nil, nil, {"150101"}})
	}
	x.Put(1<<40, Record{{"María"}, {"Quispe"}, {"F"}, nil, nil, nil, {"200101"}})
	model := Default(people, x.Len())
	hits := x.Ask(model, Record{{"María"}, {"Quispe"}, nil, nil, nil, nil, {"200101"}}, 10)
	if len(hits) == 0 || hits[0].ID != 1<<40 {
		t.Errorf("the one of the district is not first of %d", len(hits))
	}
	hits = x.Ask(model, Record{{"María"}, {"Quispe"}}, 3)
	if len(hits) != 3 || hits[0].ID != 0 || hits[2].ID != 2 {
		t.Errorf("of those that cannot be told apart: %+v, want the first three", hits)
	}
}

// A schema of other fields, or of such as tell little, has an index too.
func TestIndexOfOtherFields(t *testing.T) {
	for name, c := range map[string]struct {
		schema    Schema
		her, asks Record
	}{
		"whole names":   {Schema{[]Field{{Name: "n", Kind: Name}}}, Record{{"Ana Lía Soto Díaz"}}, Record{{"Soto, Analía"}}},
		"an address":    {Schema{[]Field{{Name: "n", Kind: Given}, {Name: "a", Kind: Address}}}, Record{{"Ana"}, {"Jr. Las Begonias 235"}}, Record{nil, {"begonias 235"}}},
		"mail":          {Schema{[]Field{{Name: "m", Kind: Email}}}, Record{{"ana.soto@correo.pe"}}, Record{{"Ana.Soto@mail.pe"}}},
		"a quantity":    {Schema{[]Field{{Name: "q", Kind: Number}, {Name: "c", Kind: Category}}}, Record{{"-12.5"}, {"a"}}, Record{{"-12.5"}}},
		"several dates": {Schema{[]Field{{Name: "n", Kind: Given}, {Name: "d", Kind: Date}, {Name: "e", Kind: Date}}}, Record{{"Ana"}, {"1990"}, {"2020-01-02"}}, Record{{"Ana"}, nil, {"2020"}}},
	} {
		x := NewIndex(c.schema)
		x.Put(7, c.her)
		if hits := x.Ask(Default(c.schema, 1000), c.asks, 1); len(hits) != 1 || hits[0].ID != 7 {
			t.Errorf("%s: %+v, want her", name, hits)
		}
	}
}

// A question leaves no trace, however many words it has that nobody bears.
func TestQuestionLeavesNoTrace(t *testing.T) {
	x := indexOf(families.Set(5, 50))
	words := func() int { return x.table.lexicons[0].size() + x.table.lexicons[4].size() }
	before := words()
	for i := range 50 {
		x.Ask(Default(people, 50), Record{{"Xyl" + string(rune('a'+i%26))}, {"Zzyx"}, nil, nil, {"X1Y2Z3"}}, 3)
	}
	if after := words(); after != before {
		t.Errorf("%d words after questions, %d before", after, before)
	}
}

// What nobody bears any more leaves the memory when the index settles.
func TestSettleForgetsWords(t *testing.T) {
	x := indexOf(families.Set(5, 50))
	x.Put(1000, Record{{"Yorgelindis"}, {"Chuquihuaranga"}, nil, nil, {"77777777"}})
	x.Remove(1000)
	x.Settle()
	for f, word := range map[int]string{0: "yorgelindis", 1: "chuquihuaranga", 4: "77777777"} {
		if x.table.lexicons[f].find(word) != 0 {
			t.Errorf("%s is still there", word)
		}
	}
}

// Repeats are found among what the index holds now, whatever its history.
func TestIndexFindsRepeats(t *testing.T) {
	all := families.Set(6, 300)
	model := Default(people, len(all))
	x, y := NewIndex(people), NewIndex(people)
	for i, p := range all {
		x.Put(uint64(i), recordOf(p))
		y.Put(uint64(len(all)-1-i), recordOf(all[len(all)-1-i]))
	}
	for id := uint64(0); id < 40; id += 2 {
		x.Remove(id)
		y.Put(id, rosa)
		y.Remove(id)
	}
	y.Settle()
	one, err := x.Find(t.Context(), Finding{Model: model})
	if err != nil {
		t.Fatal(err)
	}
	other, err := y.Find(t.Context(), Finding{Model: model})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(one.Pairs, other.Pairs) || !slices.EqualFunc(one.Groups, other.Groups, slices.Equal) {
		t.Error("two histories of the same records have other repeats")
	}
	if len(one.Pairs) < 50 || len(one.Groups) < 50 {
		t.Errorf("%d pairs and %d groups", len(one.Pairs), len(one.Groups))
	}
	for _, p := range one.Pairs {
		if p.A >= p.B || p.A < 40 && p.A%2 == 0 || p.B < 40 && p.B%2 == 0 {
			t.Errorf("a pair of %d and %d", p.A, p.B)
		}
	}
}

// A register that repeats nobody teaches an index what strangers and relatives
// are, and does not unteach it what one person is: whoever is asked for by all of
// her data is the first that is shown, and weighs for being her.
func TestIndexTrains(t *testing.T) {
	var all []families.Person
	x := NewIndex(people)
	err := families.Generate(6, 3000, func(p families.Person) error {
		all = append(all, p)
		x.Put(uint64(len(all)-1), recordOf(p))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	model, err := x.Train(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	asked, shown := 0, 0
	for i := 0; i < len(all); i += 10 {
		asked++
		hits := x.Ask(model, recordOf(families.Ask(6, all[i], families.FullRecord)), 1)
		if len(hits) == 1 && hits[0].ID == uint64(i) && hits[0].Bits > 0 {
			shown++
		}
	}
	if float64(shown) < 0.97*float64(asked) {
		t.Errorf("%d of %d are shown for whom they are", shown, asked)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := x.Train(ctx); err == nil {
		t.Error("learnt although nobody waited for it")
	}
}

// While one writes, others ask and look for repeats; who is there all the time
// is always found.
func TestIndexWhileItIsWritten(t *testing.T) {
	x := NewIndex(people)
	x.pace = 100 // merged and packed again and again
	x.Put(0, rosa)
	model := Default(people, 1000)
	var wait sync.WaitGroup
	done := make(chan struct{})
	for range 3 {
		wait.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-done:
					return
				default:
				}
				if hits := x.Ask(model, rosa, 3); len(hits) == 0 || hits[0].ID != 0 {
					t.Errorf("she is not found: %+v", hits)
					return
				}
				if n%50 > 0 {
					continue
				}
				if _, err := x.Find(t.Context(), Finding{Model: model}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	all := families.Set(8, 200)
	dice := rand.New(rand.NewPCG(1, 1))
	for range 600 {
		id := 1 + dice.Uint64N(100)
		if dice.IntN(3) == 0 {
			x.Remove(id)
		} else {
			x.Put(id, recordOf(all[dice.IntN(len(all))]))
		}
	}
	close(done)
	wait.Wait()
}

// How common a word is does not hang on the column in which it came first.
func TestIndexKnowsWordsInEitherColumn(t *testing.T) {
	records := []Record{{{"Antonia"}, {"Rosa Durán"}}, {{"Antonia"}, {"Quispe"}}, {{"Antonia"}, {"Rosa Rojas"}}}
	question, model := Record{{"Rosa Durán"}, {"Antonia"}}, Default(people, 3)
	var want []Hit
	for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		x := NewIndex(people)
		for _, i := range order {
			x.Put(uint64(i), records[i])
		}
		got := x.Ask(model, question, 3)
		if want == nil {
			want = got
		}
		if len(got) < 2 || !slices.Equal(got, want) {
			t.Errorf("in the order %v: %+v, before %+v", order, got, want)
		}
	}
}
