package match

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"
)

// How many pairs are learnt from: those that may be one person or relatives,
// those that hardly are, and those drawn at random.
const (
	likelySamples   = 250_000
	unlikelySamples = 150_000
	randomSamples   = 500_000
	enoughPairs     = 3_000_000 // to choose them from
)

// unlikely is the weight, by what is believed, under which a pair is hardly one
// person.
const unlikely = -12

// mostRepeatsOf is how many pairs of one person there are at most: twenty records
// of everybody, or, between two files, three in one of each in the other.
func mostRepeatsOf(n, split int) float64 {
	if split > 0 {
		return 3 * float64(min(split, n-split))
	}
	return 10 * float64(n)
}

// Train learns a model from the records of a table; split is as in [Finding].
func (t *Table) Train(ctx context.Context, split int) (*Model, error) {
	rules := rulesFor(t.schema, t.Len())
	return t.train(ctx, t.block(rules, split), rules, beliefPerson, Finding{Split: split, Progress: func(string, int, int) {}})
}

// train learns a model from the pairs of blocks and from pairs drawn at random.
func (t *Table) train(ctx context.Context, b *blocks, rules []rule, belief float64, f Finding) (*Model, error) {
	model := Default(t.schema, t.Len())
	model.Version = "learnt"
	if t.Len() < 2 {
		return model, ctx.Err()
	}
	near, err := t.samples(ctx, b, model, f.Progress)
	if err != nil {
		return nil, err
	}
	l := learner{
		model: model, rules: rules, total: pairsOf(t.Len(), f.Split), most: mostRepeatsOf(t.Len(), f.Split), belief: belief, near: near, random: t.drawn(b),
	}
	l.learn()
	return model, nil
}

// reservoir keeps so many samples of many, chosen by the hash of what they say.
type reservoir struct {
	size   int
	below  uint64 // hashes from this one on are not kept
	kept   []hashed
	offers float64
}

type hashed struct {
	hash uint64
	sample
}

func newReservoir(size int) *reservoir { return &reservoir{size: size, below: ^uint64(0)} }

// offer keeps a sample, or does not.
func (r *reservoir) offer(hash uint64, s sample) {
	r.offers++
	if hash >= r.below {
		return
	}
	r.kept = append(r.kept, hashed{hash, s})
	if len(r.kept) >= 2*r.size {
		r.shrink()
	}
}

// shrink keeps the samples of the lowest hashes.
func (r *reservoir) shrink() {
	slices.SortFunc(r.kept, func(a, b hashed) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), slices.Compare(a.Levels[:], b.Levels[:]))
	})
	if len(r.kept) > r.size {
		r.below = r.kept[r.size].hash
		r.kept = r.kept[:r.size]
	}
}

// samples draws from the pairs of blocks: nearly all that may be one person, and
// a part of the others that stands for all of them.
func (t *Table) samples(ctx context.Context, b *blocks, believed *Model, tell Progress) ([]sample, error) {
	var lock sync.Mutex
	likely, hardly := newReservoir(likelySamples), newReservoir(unlikelySamples)
	said := make([]uint64, t.Len())
	spread(t.Len(), func(first, last int) {
		for i := first; i < last; i++ {
			said[i] = t.said(t.row(i))
		}
	})
	every := b.every()
	err := t.sweep(ctx, b, StageLearn, tell, every, func() (func(c *Comparer, x, y int, rules uint32), func()) {
		mine, others := newReservoir(likelySamples), newReservoir(unlikelySamples)
		take := func(c *Comparer, x, y int, rules uint32) {
			g := c.Levels(x, y)
			into := others
			if w := believed.Weigh(&g); w.Bits > unlikely || w.Relatives {
				into = mine
			}
			into.offer(pairHash(said[x], said[y]), sample{pattern{g, rules}, 1})
		}
		return take, func() {
			lock.Lock()
			defer lock.Unlock()
			likely.take(mine)
			hardly.take(others)
		}
	})
	return slices.Concat(likely.samples(float64(every)), hardly.samples(float64(every))), err
}

// every is how many records to go on by so that enough pairs are seen to learn
// from. The order of records is that of a hash: any will do.
func (b *blocks) every() int {
	pairs := 0.0
	begin := uint32(0)
	for _, end := range b.ends {
		size := float64(end - begin)
		pairs += size * (size - 1) / 2
		begin = end
	}
	return max(1, int(pairs/enoughPairs))
}

// take adds what another reservoir was offered.
func (r *reservoir) take(other *reservoir) {
	r.kept = append(r.kept, other.kept...)
	r.offers += other.offers
	r.below = min(r.below, other.below)
}

// samples returns what was kept, each standing for as many as were offered.
func (r *reservoir) samples(every float64) []sample {
	r.shrink()
	r.kept = slices.DeleteFunc(r.kept, func(h hashed) bool { return h.hash >= r.below })
	b := bundle{}
	for _, h := range r.kept {
		b.add(h.sample.pattern, 1)
	}
	return b.samples(every * r.offers / max(float64(len(r.kept)), 1))
}

// bundle counts samples that say the same.
type bundle map[pattern]float64

func (b bundle) add(p pattern, n float64) {
	for f := range p.Surprise {
		p.Surprise[f] = float32(math.Round(float64(p.Surprise[f]*4)) / 4)
	}
	b[p] += n
}

// samples returns the counted samples in an order that hangs on nothing but what
// they say.
func (b bundle) samples(each float64) []sample {
	all := make([]sample, 0, len(b))
	for p, n := range b {
		all = append(all, sample{p, n * each})
	}
	slices.SortFunc(all, func(p, q sample) int {
		return cmp.Or(slices.Compare(p.Levels[:], q.Levels[:]), slices.Compare(p.Surprise[:], q.Surprise[:]),
			cmp.Compare(p.rules, q.rules))
	})
	return all
}

// drawn draws pairs at random, or takes all when they are few. Which ones hangs
// on nothing but what the records say.
func (t *Table) drawn(b *blocks) []sample {
	all := bundle{}
	var lock sync.Mutex
	draw, draws := b.lottery()
	spread(draws, func(first, last int) {
		c, mine := t.NewComparer(), bundle{}
		for i := first; i < last; i++ {
			if x, y := draw(i); x != y {
				mine.add(pattern{Agreement: c.Levels(min(x, y), max(x, y))}, 1)
			}
		}
		lock.Lock()
		defer lock.Unlock()
		for p, n := range mine {
			all[p] += n
		}
	})
	return all.samples(1)
}

// lottery returns what draws the i-th pair of records, and how often to draw.
func (b *blocks) lottery() (draw func(i int) (x, y int), draws int) {
	total := pairsOf(len(b.order), b.split)
	switch {
	case total <= randomSamples && b.split > 0:
		return func(i int) (x, y int) { return i % b.split, b.split + i/b.split }, int(total)
	case total <= randomSamples:
		return triangle, int(total)
	}
	one, other := b.order, b.order
	if b.split > 0 {
		second := func(record uint32) bool { return int(record) >= b.split }
		one = slices.DeleteFunc(slices.Clone(b.order), second)
		other = slices.DeleteFunc(slices.Clone(b.order), func(record uint32) bool { return !second(record) })
	}
	return func(i int) (x, y int) {
		return int(one[mix(uint64(i), 1)%uint64(len(one))]), int(other[mix(uint64(i), 2)%uint64(len(other))])
	}, randomSamples
}

// triangle counts through the pairs of one file: (0, 1), (0, 2), (1, 2), (0, 3).
func triangle(i int) (x, y int) {
	y = int((1 + math.Sqrt(1+8*float64(i))) / 2)
	return i - y*(y-1)/2, y
}
