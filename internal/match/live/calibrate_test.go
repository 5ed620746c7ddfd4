package live

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/match"
)

var sureness = []Band{Possible, Probable, NearlySame}

// A heavier pair is never put in less sure words, whatever people decided; pairs of
// one weight say together what they say one by one.
func TestHeavierPairsAreNeverLessSure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		judged := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Judged {
			return Judged{rapid.Float64Range(-60, 60).Draw(t, "bits"), rapid.Bool().Draw(t, "same"), rapid.IntRange(1, 5).Draw(t, "pairs")}
		}), 0, 200).Draw(t, "judged")
		c := Calibrate(judged)
		if math.IsNaN(c.offset) || math.IsNaN(c.slope) || c.slope < leastSlope {
			t.Fatalf("%+v", c)
		}
		last := 0
		for bits := -60.0; bits <= 60; bits++ {
			at := slices.Index(sureness, c.Band(match.Weight{Bits: bits}))
			if at < last {
				t.Fatalf("at %v bits %s, and %s before", bits, sureness[at], sureness[last])
			}
			last = at
		}
		var singly []Judged
		for _, j := range slices.Backward(judged) {
			singly = append(singly, slices.Repeat([]Judged{{j.Bits, j.Same, 1}}, j.Pairs)...)
		}
		if again := Calibrate(singly); math.Abs(again.offset-c.offset) > 1e-6 || math.Abs(again.slope-c.slope) > 1e-6 {
			t.Fatalf("%+v backwards and one by one, %+v before", again, c)
		}
	})
}

// A few verdicts hardly move the words; hundreds do.
func TestVerdictsMoveTheWordsByTheirNumber(t *testing.T) {
	mistaken := func(n int) Calibration {
		var judged []Judged
		for i := range n {
			judged = append(judged, Judged{Bits: 12, Same: i%4 == 0, Pairs: 1}) // the model is sure, and people say no
		}
		return Calibrate(judged)
	}
	heavy := match.Weight{Bits: 12}
	none, few, many := mistaken(0), mistaken(3), mistaken(400)
	if none.Band(heavy) != NearlySame {
		t.Errorf("before anybody decided: %s", none.Band(heavy))
	}
	if moved := none.odds(12) - few.odds(12); moved < 0 || moved > 3 {
		t.Errorf("three verdicts moved the odds by %.1f bits", moved)
	}
	if many.Band(heavy) != Possible {
		t.Errorf("after four hundred: %s, %.1f bits", many.Band(heavy), many.odds(12))
	}
}

func TestRelativesArePutAsSuch(t *testing.T) {
	c := Calibrate(nil)
	for _, test := range []struct {
		weight match.Weight
		want   Band
	}{
		{match.Weight{Bits: -2, Relatives: true}, Family},
		{match.Weight{Bits: -2}, Possible},
		{match.Weight{Bits: 20, Relatives: true}, NearlySame},
	} {
		if got := c.Band(test.weight); got != test.want {
			t.Errorf("%+v is %s, want %s", test.weight, got, test.want)
		}
	}
}

// Strength keeps the weight, and the order.
func TestTheWeightComesBack(t *testing.T) {
	for bits := float64(reviewFloor); bits < 60; bits += 0.37 {
		if back := Bits(strengthOf(bits)); math.Abs(back-bits) > 1.0/finest {
			t.Errorf("%v bits come back as %v", bits, back)
		}
	}
	if strengthOf(-100) != 1 || strengthOf(5) <= strengthOf(4) {
		t.Error("no order")
	}
}
