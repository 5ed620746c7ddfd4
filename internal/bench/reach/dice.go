package main

import (
	"math"
	"sort"
)

// dice are splitmix64, so that whoever wants the same rows in another language
// has them.
type dice struct{ state uint64 }

// next returns the next 64 bits.
func (d *dice) next() uint64 {
	d.state += 0x9E3779B97F4A7C15
	z := d.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// float returns a number from 0 up to 1, without it: the upper 53 bits.
func (d *dice) float() float64 { return float64(d.next()>>11) / (1 << 53) }

// draws fills in the numbers of one person or one delivery, always all of them,
// so that those of the next begin where they must.
func (d *dice) draws(u []float64) {
	for i := range u {
		u[i] = d.float()
	}
}

// lottery draws one of n things, the k-th with a weight of 1/(k+1)^s.
type lottery []float64

func newLottery(n int, s float64) lottery {
	l, sum := make(lottery, n), 0.0
	for k := range l {
		sum += math.Pow(float64(k+1), -s)
		l[k] = sum
	}
	for k := range l {
		l[k] /= sum
	}
	return l
}

// at returns the thing that a number from 0 to 1 draws.
func (l lottery) at(u float64) int {
	return min(sort.Search(len(l), func(k int) bool { return l[k] > u }), len(l)-1)
}
