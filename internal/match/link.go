package match

import (
	"cmp"
	"context"
	"slices"
	"sync"
)

// Pair is two records of a table, by number, and how much speaks for their being
// one person.
type Pair struct {
	A, B int // A < B
	Weight
}

// Progress is told now and then how much of a stage is done.
type Progress func(stage string, done, of int)

// The stages of finding pairs, as they are told.
const (
	StageBlock   = "block"
	StageLearn   = "learn"
	StageCompare = "compare"
)

// Finding finds the pairs of a table.
type Finding struct {
	Split    int     // records from this number on are of the second file, and pairs join one of each; 0 finds repeats within one file
	Floor    float64 // pairs of less weight are left out
	Kin      bool    // but for those that are likelier of one family or one house, which are kept
	Model    *Model  // nil learns one from the table
	Blocks   []Block // rules of the asker's own, beside those of the schema
	Progress Progress
}

// Found is what was found: the pairs, strongest first, the model that weighed
// them, and how many were compared.
type Found struct {
	Pairs    []Pair
	Model    *Model
	Compared int64
}

// Find compares whatever blocking rules bring together. The same records give
// the same answer, whatever their order.
func (t *Table) Find(ctx context.Context, f Finding) (Found, error) {
	if f.Progress == nil {
		f.Progress = func(string, int, int) {}
	}
	f.Progress(StageBlock, 0, t.Len())
	t.settle()
	rules, err := rulesWith(t.schema, t.Len(), f.Blocks)
	if err != nil {
		return Found{}, err
	}
	b := t.block(rules, f.Split)
	if f.Model == nil {
		model, err := t.train(ctx, b, rules, beliefPerson, f)
		if err != nil {
			return Found{}, err
		}
		f.Model = model
	}
	return t.weigh(ctx, b, f)
}

// weigh compares the pairs of blocks and keeps those that weigh enough.
func (t *Table) weigh(ctx context.Context, b *blocks, f Finding) (Found, error) {
	var lock sync.Mutex
	found := Found{Model: f.Model}
	err := t.sweep(ctx, b, StageCompare, f.Progress, 1, func() (func(c *Comparer, a, b int, _ uint32), func()) {
		var pairs []Pair
		compared := int64(0)
		take := func(c *Comparer, x, y int, _ uint32) {
			compared++
			g := c.Levels(x, y)
			if g.Levels == (Levels{}) {
				return // nothing that both say: there is no reason to ask anybody
			}
			if w := f.Model.Weigh(&g); w.Bits >= f.Floor || f.Kin && w.Relatives {
				pairs = append(pairs, Pair{x, y, w})
			}
		}
		return take, func() {
			lock.Lock()
			defer lock.Unlock()
			found.Pairs = append(found.Pairs, pairs...)
			found.Compared += compared
		}
	})
	slices.SortFunc(found.Pairs, func(p, q Pair) int {
		return cmp.Or(cmp.Compare(q.Bits, p.Bits), cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
	})
	return found, err
}

// chunk is how many records are swept at a time.
const chunk = 256

// sweep goes over the pairs of blocks on all processors: all of them, or those of
// every so many-th record. Each processor gets its own take from begin, and calls
// the other function when nothing is left.
func (t *Table) sweep(ctx context.Context, b *blocks, stage string, tell Progress, every int, begin func() (take func(c *Comparer, a, b int, rules uint32), end func())) error {
	var wait sync.WaitGroup
	next := make(chan int)
	for range processors() {
		wait.Go(func() {
			take, end := begin()
			defer end()
			c, s := t.NewComparer(), b.searcher()
			for first := range next {
				for rank := first; rank < min(first+chunk*every, len(b.order)); rank += every {
					s.each(uint32(rank), func(x, y int, rules uint32) { take(c, x, y, rules) })
				}
			}
		})
	}
	for first := 0; first < len(b.order) && ctx.Err() == nil; first += chunk * every {
		tell(stage, first, len(b.order))
		next <- first
	}
	close(next)
	wait.Wait()
	tell(stage, len(b.order), len(b.order))
	return ctx.Err()
}
