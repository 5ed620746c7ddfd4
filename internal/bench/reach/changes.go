package main

import (
	"context"
	"fmt"
	"time"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/reach/links"
)

// changing lets things happen to an index and to the deliveries it was made of, a
// position each.
type changing struct {
	index    *links.Index
	dice     dice
	position int64
	now      []told // what holds, in the order in which it was told
	root     map[uint32]uint32
	met      map[uint32]bool
	people   int
}

// told is a delivery with the position at which it was told; 0 is one that does
// not hold any more.
type told struct {
	delivery
	since int64
}

// changes are what happens, and what it takes on average.
type changes struct {
	appended, removed, corrected, merged time.Duration
	each                                 int // times that each happened
	wrong                                int // answers that are not those of a plain count afterwards
}

// mostChanges is how often each thing happens, or once for so many people.
const (
	mostChanges = 2000
	onePerson   = 10
)

// change changes an index at random, and asks it everything again.
func change(ctx context.Context, w *world, x *index) (c changes, err error) {
	ch := &changing{index: x.Index, dice: dice{3}, position: int64(len(w.deliveries)), root: make(map[uint32]uint32), met: make(map[uint32]bool), people: len(w.people)}
	c.each = max(1, min(mostChanges, len(w.people)/onePerson))
	for i, d := range w.deliveries {
		ch.now = append(ch.now, told{d, int64(i) + 1})
	}
	for _, kind := range []struct {
		happen func() links.Change
		took   *time.Duration
	}{{ch.append, &c.appended}, {ch.remove, &c.removed}, {ch.correct, &c.corrected}, {ch.merge, &c.merged}} {
		if *kind.took, err = ch.time(c.each, kind.happen); err != nil {
			return c, err
		}
	}
	plain := paper{ch.world()}
	for q := range questions {
		want, _, _ := plain.ask(ctx, q)
		for _, e := range x.engines() {
			got, _, err := e.ask(ctx, q)
			if err != nil {
				return c, fmt.Errorf("%s after changes: %w", questions[q].name, err)
			}
			if differs(got, want) >= 0 {
				c.wrong++
			}
		}
	}
	return c, nil
}

// time lets something happen so many times, and returns what the index takes for
// it once.
func (c *changing) time(times int, happen func() links.Change) (time.Duration, error) {
	took := time.Duration(0)
	for range times {
		change := happen()
		c.position++
		change.Position = c.position
		start := time.Now()
		err := c.index.Apply(change)
		took += time.Since(start)
		if err != nil {
			return 0, err
		}
	}
	return took / time.Duration(times), nil
}

// some is one of n at random.
func (c *changing) some(n int) int { return int(c.dice.next() % uint64(n)) }

// one draws a delivery that holds.
func (c *changing) one() *told {
	for {
		if t := &c.now[c.some(len(c.now))]; t.since > 0 {
			return t
		}
	}
}

// append has somebody receive something more, on any day.
func (c *changing) append() links.Change {
	d := c.one().delivery
	d.day, d.service, d.place = int16(c.some(days)), uint8(c.some(services)), uint8(c.some(places))
	return links.Change{Opened: []reach.Fact{c.open(d)}}
}

func (c *changing) open(d delivery) reach.Fact {
	c.now = append(c.now, told{d, c.position + 1})
	return factOf(&d, c.position+1)
}

// remove takes a delivery back.
func (c *changing) remove() links.Change {
	return links.Change{Closed: []reach.Fact{c.close(c.one())}}
}

func (c *changing) close(t *told) reach.Fact {
	since := t.since
	t.since = 0
	return factOf(&t.delivery, since)
}

// correct has one delivery say another age, as a corrected birth does with each
// of hers.
func (c *changing) correct() links.Change {
	t := c.one()
	d := t.delivery
	d.age = uint8(c.some(90))
	closed := c.close(t)
	return links.Change{Closed: []reach.Fact{closed}, Opened: []reach.Fact{c.open(d)}}
}

// merge joins two people who count as themselves.
func (c *changing) merge() links.Change {
	one, other := c.alone(), c.alone()
	c.root[other] = one
	return links.Change{Roots: []journal.Root{{Number: int64(other) + 1, Root: int64(one) + 1}}}
}

// alone draws somebody whom no merge has met yet.
func (c *changing) alone() uint32 {
	for {
		number := uint32(c.some(c.people))
		if !c.met[number] {
			c.met[number] = true
			return number
		}
	}
}

// world is all that holds, everybody as whom she counts.
func (c *changing) world() *world {
	var holds []delivery
	for _, t := range c.now {
		if t.since == 0 {
			continue
		}
		if root, joined := c.root[t.person]; joined {
			t.person = root
		}
		holds = append(holds, t.delivery)
	}
	return &world{deliveries: byDay(holds)}
}
