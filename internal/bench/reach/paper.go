package main

import (
	"context"
	"time"
)

// paper answers as somebody with paper and pencil would, delivery by delivery:
// the count against which every other is held.
type paper struct{ *world }

func (p paper) name() string { return "counted plainly" }

func (p paper) ask(_ context.Context, q int) ([]int, time.Duration, error) {
	counts, start := make([]int, questions[q].counts), time.Now()
	[]func([]int){p.oneService, p.twoServices, p.quarterly, p.byPlace, p.newAndReturning, p.together, p.ever, p.overlaps}[q](counts)
	return counts, time.Since(start), nil
}

// first calls found for the first delivery of each person, of those between two
// days that are within; where scope parts them, for the first in each part.
func (p paper) first(from, until int16, scope func(*delivery) int, found func(*delivery)) {
	seen := make(map[uint64]bool)
	for i := range p.deliveries {
		d := &p.deliveries[i]
		part := scope(d)
		key := uint64(d.person)<<32 | uint64(uint32(part))
		if d.day >= from && d.day <= until && part >= 0 && !seen[key] {
			seen[key] = true
			found(d)
		}
	}
}

// among is the scope of some services, whatever the place.
func among(services ...uint8) func(*delivery) int {
	return func(d *delivery) int {
		for _, s := range services {
			if d.service == s {
				return 0
			}
		}
		return -1
	}
}

func everything(*delivery) int { return 0 }

func (p paper) oneService(counts []int) {
	p.first(0, days, among(q1Service), func(*delivery) { counts[0]++ })
}

func (p paper) twoServices(counts []int) {
	p.first(quarterFrom, quarterUntil, among(q2One, q2Other), func(d *delivery) { counts[d.sort()]++ })
}

func (p paper) quarterly(counts []int) {
	scope := func(d *delivery) int { return int(d.service)*regions + region(d.place) }
	p.first(quarterFrom, quarterUntil, scope, func(d *delivery) { counts[scope(d)*sexes*bands+d.sort()]++ })
}

func (p paper) byPlace(counts []int) {
	p.first(anyFrom, anyUntil, func(d *delivery) int { return int(d.place) }, func(d *delivery) { counts[d.place]++ })
}

func (p paper) newAndReturning(counts []int) {
	before := make(map[uint32]bool)
	p.first(0, quarterFrom-1, everything, func(d *delivery) { before[d.person] = true })
	p.first(quarterFrom, quarterUntil, everything, func(d *delivery) {
		if before[d.person] {
			counts[1]++
		} else {
			counts[0]++
		}
	})
}

func (p paper) together(counts []int) {
	inRegion := func(service uint8) func(*delivery) int {
		return func(d *delivery) int {
			if d.service != service {
				return -1
			}
			return region(d.place)
		}
	}
	var had [regions]map[uint32]bool
	for r := range had {
		had[r] = make(map[uint32]bool)
	}
	p.first(yearFrom, yearUntil, inRegion(q6One), func(d *delivery) { had[region(d.place)][d.person] = true })
	p.first(yearFrom, yearUntil, inRegion(q6Other), func(d *delivery) {
		if had[region(d.place)][d.person] {
			counts[region(d.place)]++
		}
	})
}

func (p paper) ever(counts []int) {
	p.first(0, days, everything, func(d *delivery) { counts[monthOf[d.day]]++ })
	for month := 1; month < months; month++ {
		counts[month] += counts[month-1]
	}
}

func (p paper) overlaps(counts []int) {
	had := make(map[uint32]map[uint8]bool)
	for _, d := range p.deliveries {
		if had[d.person] == nil {
			had[d.person] = make(map[uint8]bool)
		}
		had[d.person][d.service] = true
	}
	for _, hers := range had {
		for one := range hers {
			for other := range hers {
				counts[int(one)*services+int(other)]++
			}
		}
	}
}
