package match

import (
	"testing"

	"github.com/trenza/trenza/internal/bench/families"
)

// benchPeople is how many people the benchmarks ask among; make bench-match asks
// among a million.
const benchPeople = 50_000

func BenchmarkAsk(b *testing.B) {
	written, real := registered(benchPeople)
	x, model := indexOf(written), Default(people, benchPeople)
	x.Settle()
	for _, kind := range families.Kinds {
		var questions []Record
		for i := 0; i < len(real); i += 50 {
			questions = append(questions, recordOf(families.Ask(9, real[i], kind)))
		}
		b.Run(kind.String(), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				x.Ask(model, questions[i%len(questions)], 10)
			}
		})
	}
}

func BenchmarkPut(b *testing.B) {
	written, _ := registered(benchPeople)
	records := make([]Record, len(written))
	for i, p := range written {
		records[i] = recordOf(p)
	}
	x := NewIndex(people)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		x.Put(uint64(i), records[i%len(records)])
	}
}
