package match

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Postings answer as a map would, however often they are merged and whatever is
// taken away in between.
func TestPostingsAreAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Keys that share their first bits, their last ones, or a bucket.
		keys := rapid.SampledFrom([]uint64{0, 1 << 16, 2 << 16, 1 << 63, 1<<63 + 1<<16, ^uint64(0), 0xffff << 48, 1 << 48})
		p, truth := new(postings), map[uint64][]uint32{}
		next := uint32(0)
		t.Repeat(map[string]func(*rapid.T){
			"add": func(t *rapid.T) {
				key := keys.Draw(t, "key")
				p.add(key, next)
				truth[key] = append(truth[key], next)
				next++
			},
			"merge": func(t *rapid.T) {
				gone := rapid.Uint32Range(0, max(next, 1)).Draw(t, "gone")
				p = p.merged(func(row uint32) (uint32, bool) { return row, row != gone })
				for key, rows := range truth {
					truth[key] = slices.DeleteFunc(rows, func(row uint32) bool { return row == gone })
				}
			},
			"": func(t *rapid.T) {
				for key, rows := range truth {
					got := p.of(key, nil)
					slices.Sort(got)
					if !slices.Equal(got, rows) {
						t.Fatalf("under %x stand %v, want %v", key, got, rows)
					}
				}
			},
		})
	})
}

// A million entries, with keys of one row and keys of many, are parted into more
// buckets than the fewest.
func TestPostingsOfMany(t *testing.T) {
	p := new(postings)
	const entries = 600_000
	for row := range uint32(entries) {
		p.add(mix(uint64(row), 1), row)
		if row%8 == 0 {
			p.add(mix(uint64(row%64), 2), row)
		}
	}
	p = p.merged(func(row uint32) (uint32, bool) { return row + 1, true })
	if got := len(p.ends); got <= 1<<16 {
		t.Errorf("%d buckets for %d entries", got, entries)
	}
	for row := uint32(0); row < entries; row += 997 {
		if got := p.of(mix(uint64(row), 1), nil); !slices.Equal(got, []uint32{row + 1}) {
			t.Fatalf("row %d is found as %v", row, got)
		}
	}
	if got := p.of(mix(8, 2), nil); len(got) != entries/64 || !slices.IsSorted(got) {
		t.Errorf("%d rows under a key of many, want %d in order", len(got), entries/64)
	}
	if got := p.of(mix(1, 3), nil); len(got) > 0 {
		t.Errorf("%v under a key that nobody has", got)
	}
}
