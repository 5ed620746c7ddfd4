package registry_test

import (
	"fmt"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// Whatever the order in which lists come in, after review there are as many
// threads as people, and no thread holds two of them.
func TestOrderOfRegistrationDoesNotMatter(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		all, families := Plain(t, location), 0
		rapid.Check(t, func(t *rapid.T) {
			families++
			w := all.In(t, "family-"+strconv.Itoa(families))
			records := rapid.Permutation(family(t)).Draw(t, "order")
			owner, people := make(map[string]int), make(map[int]bool)
			w.Write(func(tx *journal.Tx) error {
				for _, r := range records {
					known, err := w.Registry.Recognise(w.Context, tx, r.Record, Today)
					if err != nil {
						return err
					}
					if whose, taken := owner[known.Person.ID]; taken && whose != r.whose {
						t.Fatalf("%v was silently joined to person %d", r, whose)
					}
					owner[known.Person.ID], people[r.whose] = r.whose, true
				}
				return review(w, tx, owner)
			})
			threads := make(map[string]int)
			for record, root := range w.Roots() {
				if whose, ok := threads[root]; ok && whose != owner[record] {
					t.Fatalf("a thread holds persons %d and %d", whose, owner[record])
				}
				threads[root] = owner[record]
			}
			if len(threads) != len(people) {
				t.Fatalf("%d threads of %d people, from %v", len(threads), len(people), records)
			}
		})
	})
}

// review decides every pair truthfully. owner says of whom each record is.
func review(w *World, tx *journal.Tx, owner map[string]int) error {
	for {
		pairs, err := registry.Pairs(w.Context, tx, w.Vault, w.Scope())
		if err != nil || len(pairs) == 0 {
			return err
		}
		verdict := registry.Relative
		if owner[pairs[0].First] == owner[pairs[0].Second] {
			verdict = registry.Same
		}
		decided, err := registry.Decide(w.Context, tx, pairs[0], verdict, nil)
		if err != nil {
			return err
		}
		if joined := decided.Survivor != nil; joined != (verdict == registry.Same) {
			w.Fatalf("deciding %s about %+v joined: %v", verdict, pairs[0], joined)
		}
	}
}

// said is a record and the person of whom it truly is.
type said struct {
	registry.Record
	whose int
}

func (s said) String() string {
	return fmt.Sprintf("%d: %v %v %v %v", s.whose, s.Name, s.Birth.Day, s.Documents, s.Phones)
}

// family draws the records of one to four people who share a phone, a surname
// and sometimes a paper. Each record of a person has something in common with
// what earlier ones tell of her; a paper that two people use always stands
// beside a birth, and they were born in different years.
func family(t *rapid.T) []said {
	const phone, mothers = "900000001", "40000000"
	var records []said
	for whose := range rapid.IntRange(1, 4).Draw(t, "people") {
		year := strconv.Itoa(1960 + 11*whose)
		papers := []registry.Document{Paper("DNI", strconv.Itoa(40_000_000+whose)), Paper("CPP", strconv.Itoa(500_000_000+whose))}
		if rapid.Bool().Draw(t, "uses the mother's paper") {
			papers[1] = Paper("DNI", mothers)
		}
		var hers []registry.Record
		for range rapid.IntRange(1, 4).Draw(t, "records") {
			r := Woman("Soto", rapid.SampledFrom([]string{"Ana", "Anna", "Ana María", "Luz"}).Draw(t, "given"),
				rapid.SampledFrom([]string{"", year, year + "-06-01"}).Draw(t, "birth"))
			r.Sex = rapid.SampledFrom([]string{"F", "NS"}).Draw(t, "sex")
			if i := rapid.IntRange(-1, 1).Draw(t, "paper"); i >= 0 {
				r.Documents = papers[i : i+1]
			}
			if rapid.Bool().Draw(t, "phone") {
				r.Phones = []string{phone}
			}
			r = share(t, r, hers)
			if len(r.Documents) > 0 && r.Documents[0].Number == mothers && r.Birth.Day == "" {
				r.Birth = Born(year)
			}
			if len(r.Documents)+len(r.Phones) == 0 && r.Birth.Day == "" {
				r.Phones = []string{phone} // or nothing would tell her again
			}
			records, hers = append(records, said{r, whose}), append(hers, r)
		}
	}
	return records
}

// share gives a record something that earlier ones tell of the same person: a
// paper, a phone, a name with its birth, or the name of one and the birth of
// another under one paper.
func share(t *rapid.T, r registry.Record, earlier []registry.Record) registry.Record {
	var ways []func()
	for _, a := range earlier {
		if len(a.Phones) > 0 {
			ways = append(ways, func() { r.Phones = a.Phones })
		}
		if a.Birth.Day != "" {
			ways = append(ways, func() { r.Name, r.Birth = a.Name, a.Birth })
		}
		if len(a.Documents) == 0 {
			continue
		}
		ways = append(ways, func() { r.Documents = a.Documents })
		for _, b := range earlier {
			if len(b.Documents) > 0 && b.Documents[0] == a.Documents[0] && b.Birth.Day != "" {
				ways = append(ways, func() { r.Name, r.Birth = a.Name, b.Birth })
			}
		}
	}
	if len(ways) > 0 {
		rapid.SampledFrom(ways).Draw(t, "shared")()
	}
	return r
}
