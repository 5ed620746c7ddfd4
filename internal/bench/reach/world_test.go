package main

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"testing"

	"github.com/trenza/trenza"
)

// The first numbers of splitmix64 from 1234567, as its authors publish them.
func TestTheDiceAreThoseOfThePaper(t *testing.T) {
	d := dice{1234567}
	for i, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821} {
		if got := d.next(); got != want {
			t.Errorf("the number %d is %d, want %d", i, got, want)
		}
	}
}

// The k-th of n is drawn by the stretch that its weight takes of the whole.
func TestTheLotteryDrawsByWeight(t *testing.T) {
	l := newLottery(3, 1) // weights 6, 3 and 2 of 11
	for u, want := range map[float64]int{0: 0, .545: 0, .546: 1, .818: 1, .819: 2, math.Nextafter(1, 0): 2} {
		if got := l.at(u); got != want {
			t.Errorf("%g draws %d, want %d", u, got, want)
		}
	}
}

// What is said of the data holds of each row, and of all of them together.
func TestTheWorldIsAsItIsDescribed(t *testing.T) {
	const n = 50_000
	w := newWorld(n)
	if len(w.people) != n/10 || len(w.deliveries) != n {
		t.Fatalf("%d people, %d deliveries", len(w.people), len(w.deliveries))
	}
	var women, host, home, region0 int
	for _, p := range w.people {
		women, host = women+one(p.sex == female), host+one(p.host)
		if p.first < 0 || p.last >= days || p.first > p.last || int32(p.first) < p.born || p.last-p.first > 540 {
			t.Fatalf("%+v", p)
		}
	}
	seen := make(map[uint32]int)
	for i, d := range w.deliveries {
		p := w.people[d.person]
		seen[d.person]++
		home, region0 = home+one(d.place == p.home), region0+one(region(d.place) == region(p.home))
		if i > 0 && d.day < w.deliveries[i-1].day || d.day < p.first || d.day > p.last || d.sex != p.sex {
			t.Fatalf("row %d: %+v of %+v", i, d, p)
		}
		if age, known := trenza.AgeOn(dayOf(int(p.born)), dayOf(int(d.day))); !known || age != int(d.age) {
			t.Fatalf("born on %s, %d on %s", dayOf(int(p.born)), d.age, dayOf(int(d.day)))
		}
		if d.pregnant && (d.sex != female || d.age < 12 || d.age > 49) {
			t.Fatalf("%+v", d)
		}
	}
	near(t, "women", float64(women)/float64(len(w.people)), .52)
	near(t, "of the host community", float64(host)/float64(len(w.people)), .40)
	near(t, "at home", float64(home)/n, .85+.10/40+.05*.02)
	near(t, "in the region of home", float64(region0)/n, .95+.05*.2)
	near(t, "people who received something", float64(len(seen))/float64(len(w.people)), 1)
	// x lies below a half of the people when u does so to the power of 1/1.6.
	often := 0
	for x := range len(w.people) / 2 {
		often += seen[uint32((x*700001+12345)%len(w.people))]
	}
	near(t, "what half of them received", float64(often)/n, math.Pow(.5, 1/1.6))
}

// The first number from 1 is 0x910a2dec89025cc1, which is .567 of the whole: below
// .98 and not below .52.
func TestTheFirstOfAllIsAMan(t *testing.T) {
	d := dice{1}
	if u := d.float(); math.Abs(u-.567) > .001 || people(10)[0].sex != male {
		t.Errorf("%g is a %d", u, people(10)[0].sex)
	}
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > .02 {
		t.Errorf("%s: %.3f, want about %.3f", what, got, want)
	}
}

// The data are the same on every machine: a figure of today can be held against
// one of another year.
func TestTheWorldIsTheSameEverywhere(t *testing.T) {
	sum := fnv.New64a()
	for _, d := range newWorld(10_000).deliveries {
		row := []uint32{d.person, uint32(d.day), uint32(d.service), uint32(d.place), uint32(d.sex), uint32(d.age), uint32(one(d.pregnant))}
		if err := binary.Write(sum, binary.LittleEndian, row); err != nil {
			t.Fatal(err)
		}
	}
	if got := sum.Sum64(); got != 0x9122da0c0dc2d104 {
		t.Errorf("the sum of 10,000 deliveries is %#x", got)
	}
}
