package links

import (
	"math/bits"

	"github.com/trenza/trenza/internal/reach"
)

// mostCombined is how many services are combined at most.
const mostCombined = 16

// Combinations parts the people of a question by which of its services they had,
// as [reach.Engine] says.
func (x *Index) Combinations(q reach.Question, s Sight) (all []reach.Combination, err error) {
	services := reach.Services(q.Terms)
	switch {
	case len(services) == 0:
		return nil, nil
	case len(services) > mostCombined:
		return nil, ErrBeyond
	}
	err = x.answer(q, s, func(a *asking) error {
		early, err := a.apartFrom()
		if err != nil {
			return err
		}
		had := cleared(&a.had, a.entities)
		defer clear(had)
		for i, service := range services {
			a.scan(a.having(reach.Term{Service: service}), a.from, a.to, true, func(c *chunk) {
				for _, n := range c.who {
					had[n] |= 1 << i
				}
			})
		}
		people := make([]int, 1<<len(services))
		for n, services := range had {
			if early == nil || early[n>>6]>>(n&63)&1 == 0 {
				people[services]++
			}
		}
		all = combinations(services, people)
		return nil
	})
	return all, err
}

// combinations are those of anybody, by the bits of their services.
func combinations(services []string, people []int) (all []reach.Combination) {
	for had := 1; had < len(people); had++ {
		if people[had] == 0 {
			continue
		}
		c := reach.Combination{Count: people[had]}
		for rest := uint(had); rest != 0; rest &= rest - 1 {
			c.Services = append(c.Services, services[bits.TrailingZeros(rest)])
		}
		all = append(all, c)
	}
	reach.SortCombinations(all)
	return all
}

// Overlaps counts, for each two services of a question, who had both, as
// [reach.Engine] says.
func (x *Index) Overlaps(q reach.Question, s Sight) (all []reach.Overlap, err error) {
	err = x.answer(q, s, func(a *asking) error {
		services := reach.Services(q.Terms)
		if len(services) == 0 {
			services = a.codes.service.names
		}
		words := a.words()
		if len(services)*words > mostWords {
			return ErrBeyond
		}
		early, err := a.apartFrom()
		if err != nil {
			return err
		}
		had := cleared(&a.marks, len(services)*words)
		for i, service := range services {
			a.markAll(had, a.having(reach.Term{Service: service}), segment{a.from, a.to, i}, nil)
			without(had[i*words:(i+1)*words], early)
		}
		for at, n := range a.overlapping(had, len(services)) {
			if n > 0 {
				all = append(all, reach.Overlap{A: services[at/len(services)], B: services[at%len(services)], Count: n})
			}
		}
		clear(had)
		return nil
	})
	return all, err
}

// overlapping counts who is in each two of some sets, the later one second: a
// stretch of all sets at a time, which stays at hand.
func (a *asking) overlapping(sets []uint64, n int) []int {
	const stretch = 1024
	counts, words := make([]int, n*n), a.words()
	for from := 0; from < words; from += stretch {
		to := min(from+stretch, words)
		for i := range n {
			for j := i; j < n; j++ {
				counts[i*n+j] += common(sets[i*words+from:i*words+to], sets[j*words+from:j*words+to])
			}
		}
	}
	return counts
}

// apartFrom settles of whom is asked, and returns those who came before and are
// not new where that is asked: a set of them, nil where it is not.
func (a *asking) apartFrom() (early []uint64, err error) {
	a.represented()
	if err := a.setAmong(); err != nil || !a.q.New {
		return nil, err
	}
	early = a.set(a.words())
	a.markAll(early, a.parts, segment{from: a.from, to: min(a.since-1, a.to)}, nil)
	return early, nil
}

// without takes people out of a set.
func without(set, people []uint64) {
	for i, word := range people {
		set[i] &^= word
	}
}

// common is how many people are in both of two sets.
func common(a, b []uint64) (n int) {
	b = b[:len(a)]
	for i, word := range a {
		n += bits.OnesCount64(word & b[i])
	}
	return n
}
