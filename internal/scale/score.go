package scale

import (
	"slices"
	"strconv"

	"github.com/trenza/trenza"
)

// Skip says why an item was not answered.
type Skip string

// The reasons. Unsafe is said where she is not alone, or where the question itself
// could harm her: nothing more is asked, and nobody is told.
const (
	Unsafe  Skip = "unsafe"
	Refused Skip = "refused"
	Never   Skip = "not_applicable"
	Unknown Skip = "unknown"
)

// Skips returns the reasons.
func Skips() []Skip { return []Skip{Unsafe, Refused, Never, Unknown} }

// Answers are what she said, by the number of the item. What is in neither was not
// asked.
type Answers struct {
	Values  map[int]int  `json:"values,omitempty"`
	Skipped map[int]Skip `json:"skipped,omitempty"`
}

// Score is what answers come to.
type Score struct {
	Valid    bool           // enough was answered for a total
	Total    int            // 0 where it is not valid
	Parts    map[string]int // sub-scores of the parts that were answered whole
	Missing  int            // items without an answer
	Prorated bool           // missing answers were made up for
}

// Check refuses answers that the instrument does not have: of an item that is not
// there, beyond its range, both given and skipped, or skipped for no known reason.
func (i *Instrument) Check(a Answers) error {
	for _, n := range sorted(a.Values) {
		switch value := a.Values[n]; {
		case n < 1 || n > i.Items:
			return trenza.Refuse("scale.no_such_item", strconv.Itoa(n), strconv.Itoa(i.Items))
		case value < i.Min || value > i.Max:
			return trenza.Refuse("scale.out_of_range", strconv.Itoa(n), strconv.Itoa(i.Min), strconv.Itoa(i.Max))
		}
	}
	for _, n := range sorted(a.Skipped) {
		_, given := a.Values[n]
		switch {
		case n < 1 || n > i.Items:
			return trenza.Refuse("scale.no_such_item", strconv.Itoa(n), strconv.Itoa(i.Items))
		case given:
			return trenza.Refuse("scale.answered_and_skipped", strconv.Itoa(n))
		case !slices.Contains(Skips(), a.Skipped[n]):
			return trenza.Refuse("scale.no_such_skip", strconv.Itoa(n))
		}
	}
	return nil
}

// Score adds answers up. A total needs every item but as many as the instrument
// makes up for, by the mean of the others, rounded; a sub-score needs all of its own.
// The error is that of Check.
func (i *Instrument) Score(a Answers) (Score, error) {
	if err := i.Check(a); err != nil {
		return Score{}, err
	}
	s := Score{Missing: i.Items - len(a.Values), Parts: make(map[string]int)}
	for _, p := range i.Parts {
		if sum, whole := p.sum(a); whole {
			s.Parts[p.ID] = sum
		}
	}
	if s.Missing > i.Prorate {
		return s, nil
	}
	sum := 0
	for _, value := range a.Values {
		sum += value
	}
	s.Valid, s.Prorated = true, s.Missing > 0
	s.Total = rounded(sum*i.Items, len(a.Values)) * i.times()
	return s, nil
}

// sum is the sub-score of a part, and false where an item of it has no answer.
func (p Part) sum(a Answers) (sum int, whole bool) {
	for _, item := range p.Items {
		value, given := a.Values[item.Number]
		if !given {
			return 0, false
		}
		sum += value
	}
	return sum, true
}

// rounded divides, halves up. Neither is negative.
func rounded(sum, by int) int { return (2*sum + by) / (2 * by) }

// AsksForProtocol reports whether an answer asks for the risk protocol before
// anybody leaves: any but 0 on an item about wanting to die (domain rule 3).
func (i *Instrument) AsksForProtocol(a Answers) bool {
	return slices.ContainsFunc(i.Risk, func(n int) bool { return a.Values[n] != 0 })
}

// sorted are the keys of a map in order, so that the first fault is always the same.
func sorted[T any](m map[int]T) []int {
	keys := make([]int, 0, len(m))
	for n := range m {
		keys = append(keys, n)
	}
	slices.Sort(keys)
	return keys
}
