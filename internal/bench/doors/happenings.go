package main

import (
	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/programme"
)

// The journal is full before the first of them comes, up to this position. Each
// who is registered takes one more, and each service of that moment.
const (
	settled       = 100
	servicesEach  = 3
	positionsEach = 1 + servicesEach
)

// registeredAt is the position at which somebody was registered.
func registeredAt(index int) int64 { return settled + int64(index*positionsEach) + 1 }

// after is the position after everybody's registration, by so many.
func (v *village) after(n int) int64 { return registeredAt(v.people) + int64(n) }

// service is one service to one person on a day.
type service struct {
	programme.Service
	woman
	id    string
	day   trenza.Day
	place trenza.Place
	entry int64
}

// Whoever was registered comes back while so many of a hundred of all others
// register after her.
const comesBack = 10

// moment is what was given on the day on which somebody was registered: one
// service to her, and the others to whoever came back. Each has three on average.
func (v *village) moment(index int) (given [servicesEach]service) {
	d := newDice(receiving, index)
	for i := range given {
		whose := index
		if i > 0 {
			whose -= d.IntN(min(index, v.people*comesBack/100) + 1)
		}
		s := service{
			Service: v.services.draw(d), woman: v.woman(whose), id: idOf(receiving, index*servicesEach+i),
			day: v.dayOf(index), entry: registeredAt(index) + int64(i) + 1,
		}
		s.place = s.home
		if d.chance(10) {
			s.place = v.inRegion(d, s.home.Region())
		}
		given[i] = s
	}
	return given
}

// survivor returns as whom somebody counts whose record was merged: one of a
// hundred, with one of those who came shortly before.
func (v *village) survivor(index int) (survivor int, merged bool) {
	if index%100 != 57 {
		return index, false
	}
	return index - 1 - newDice(joining, index).IntN(50), true
}

// pair is two records that somebody was asked about.
type pair struct {
	first, second woman
	verdict       string
}

// Of a hundred people there are so many pairs that wait, and that were told
// apart.
const (
	waitingPairs = 2
	toldApart    = 1
)

// pairs returns every pair that was asked about, but for those that were merged.
// Two of three are of one district, where the same woman is likelier to come
// again.
func (v *village) pairs() (all []pair) {
	wanted := v.people * (waitingPairs + toldApart) / 100
	asked := make(map[[2]int]bool, wanted)
	for number := 0; len(all) < wanted; number++ {
		d := newDice(pairing, number)
		p := v.pair(d)
		key := [2]int{p.first.index, p.second.index}
		if p.first.root == p.second.root || asked[key] {
			continue
		}
		asked[key] = true
		if len(all)%(waitingPairs+toldApart) < toldApart {
			p.verdict = "different"
		}
		all = append(all, p)
	}
	return all
}

// pair draws two people, mostly of one district.
func (v *village) pair(d dice) pair {
	p := pair{first: v.anybody(d), second: v.anybody(d), verdict: "open"}
	if d.chance(67) {
		for range 2000 {
			if p.second.home == p.first.home && p.second.index != p.first.index {
				break
			}
			p.second = v.anybody(d)
		}
	}
	if p.first.index > p.second.index {
		p.first, p.second = p.second, p.first
	}
	return p
}

// caseWorkers share those who are accompanied.
const caseWorkers = 100

// accompanied is how many people somebody accompanies.
func (v *village) accompanied() int { return min(5000, v.people/2) }

// accountOf returns the account of a case worker.
func accountOf(worker int) string { return idOf(assigning, worker%caseWorkers) }

// assigned is the one whom an assignment is about: none is of two.
func (v *village) assigned(assignment int) woman {
	step := v.people / v.accompanied()
	return v.woman(assignment*step + newDice(assigning, assignment).IntN(step))
}
