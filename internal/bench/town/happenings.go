package town

import (
	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/programme"
)

// The journal is full before the first of them comes, up to this position. Each
// who is registered takes one more, and each service of that moment.
const settled = 1000

// registeredAt is the position at which somebody was registered.
func (t *Town) registeredAt(index int) int64 { return settled + int64(index*(1+t.Each)) + 1 }

// After is the position after everybody's registration, by so many.
func (t *Town) After(n int) int64 { return t.registeredAt(t.People) + int64(n) }

// last is the position of the last entry: behind what is written of pairs and
// joins, and of what more there is.
func (t *Town) last() int64 { return t.After(10*t.People + 1_000_000) }

// Service is one service to one person on a day.
type Service struct {
	programme.Service
	Woman
	ID    string
	Day   trenza.Day
	Place trenza.Place
	Entry int64
}

// Whoever was registered comes back while so many of a hundred of all others
// register after her.
const comesBack = 10

// Moment is what was given on the day on which somebody was registered: one
// service to her, unless that one is another's, and the others to whoever came
// back.
func (t *Town) Moment(index int) []Service {
	given := make([]Service, t.Each)
	d := NewDice(receiving, index)
	for i := range given {
		whose := index
		if i > 0 || t.Back > 0 && d.Chance(t.Back) {
			whose -= d.IntN(min(index, t.People*comesBack/100) + 1)
		}
		s := Service{
			Service: t.Services.Draw(d), Woman: t.Woman(whose), ID: IDOf(receiving, index*t.Each+i),
			Day: t.dayOf(index), Entry: t.registeredAt(index) + int64(i) + 1,
		}
		s.Place = s.Home
		if d.Chance(10) {
			s.Place = t.inRegion(d, s.Home.Region())
		}
		given[i] = s
	}
	return given
}

// further draws the n-th service to somebody that figures alone know of, at home or
// in her region, from the day on which she was registered.
func (t *Town) further(index, n int) Service {
	d := NewDice(furthering, index*t.Further+n)
	s := Service{
		Service: t.Services.Draw(d), Woman: t.Woman(index), ID: IDOf(furthering, index*t.Further+n),
		Day: t.dayOf(index).Add(d.IntN(int(t.Today().Time().Sub(t.dayOf(index).Time()).Hours() / 24))), Entry: t.registeredAt(index),
	}
	s.Place = s.Home
	if d.Chance(10) {
		s.Place = t.inRegion(d, s.Home.Region())
	}
	return s
}

// survivor returns as whom somebody counts whose record was merged: one of a
// hundred, with one of those who came shortly before.
func (t *Town) survivor(index int) (survivor int, merged bool) {
	if index%100 != 57 {
		return index, false
	}
	return index - 1 - NewDice(joining, index).IntN(50), true
}

// Pair is two records that somebody was asked about.
type Pair struct {
	First, Second Woman
	Verdict       string
}

// Of a hundred people there are so many pairs that wait, and that were told
// apart.
const (
	WaitingPairs = 2
	toldApart    = 1
)

// Pairs returns every pair that was asked about, but for those that were merged.
// Two of three are of one district, where the same woman is likelier to come
// again.
func (t *Town) Pairs() (all []Pair) {
	wanted := t.People * (WaitingPairs + toldApart) / 100
	asked := make(map[[2]int]bool, wanted)
	for number := 0; len(all) < wanted; number++ {
		d := NewDice(pairing, number)
		p := t.pair(d)
		key := [2]int{p.First.Index, p.Second.Index}
		if p.First.Root == p.Second.Root || asked[key] {
			continue
		}
		asked[key] = true
		if len(all)%(WaitingPairs+toldApart) < toldApart {
			p.Verdict = "different"
		}
		all = append(all, p)
	}
	return all
}

// pair draws two people, mostly of one district.
func (t *Town) pair(d Dice) Pair {
	p := Pair{First: t.Anybody(d), Second: t.Anybody(d), Verdict: "open"}
	if d.Chance(67) {
		for range 2000 {
			if p.Second.Home == p.First.Home && p.Second.Index != p.First.Index {
				break
			}
			p.Second = t.Anybody(d)
		}
	}
	if p.First.Index > p.Second.Index {
		p.First, p.Second = p.Second, p.First
	}
	return p
}

// CaseWorkers share those who are accompanied.
const CaseWorkers = 100

// Accompanied is how many people somebody accompanies.
func (t *Town) Accompanied() int { return min(5000, t.People/2) }

// AccountOf returns the account of a case worker.
func (t *Town) AccountOf(worker int) string {
	if worker %= CaseWorkers; worker < len(t.Accounts) {
		return t.Accounts[worker]
	}
	return IDOf(assigning, worker%CaseWorkers)
}

// Assigned is the one whom an assignment is about: none is of two.
func (t *Town) Assigned(assignment int) Woman {
	step := t.People / t.Accompanied()
	return t.Woman(assignment*step + NewDice(assigning, assignment).IntN(step))
}
