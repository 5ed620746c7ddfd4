package live

import (
	"math"

	"github.com/trenza/trenza/internal/match"
)

// Band is how sure the words are in which a pair is put before people. No number
// is ever shown to them.
type Band string

// The bands, the surest first.
const (
	NearlySame Band = "nearly_same" // almost certainly one woman
	Probable   Band = "probable"
	Possible   Band = "possible"
	Family     Band = "family" // rather two of one family
)

// Judged are pairs of one weight that people decided alike: what each weighed,
// whether they were one woman, and how many they are.
type Judged struct {
	Bits  float64
	Same  bool
	Pairs int
}

// Calibration turns weights into words. Weights are overconfident: fields that
// speak for each other, such as a phone and a district, are counted as if they did
// not. How much, the verdicts of people tell.
type Calibration struct {
	offset float64 // log2 of the odds of one woman where the weight is 0
	slope  float64 // by how much those grow with a bit of weight
}

// What is believed before anybody has decided anything: half of what the weight
// says, give or take. The fewer the verdicts, the less they move it.
const (
	believedOffset, offsetFirm = 0, 1.0 // bits, one standard deviation
	believedSlope, slopeFirm   = 0.5, 0.05
	leastSlope                 = 0.1 // a heavier pair is never less likely
)

// Calibrate fits the odds to what people decided: a logistic regression of the
// verdicts on the weights, held by what was believed before. The order of verdicts
// does not matter.
func Calibrate(judged []Judged) Calibration {
	c := Calibration{believedOffset, believedSlope}
	for range calibrationSteps {
		step := c.step(judged)
		c.offset += step.offset
		c.slope = max(leastSlope, c.slope+step.slope)
		if math.Abs(step.offset)+math.Abs(step.slope) < 1e-9 {
			break
		}
	}
	return c
}

// calibrationSteps is how often the fit is improved at most.
const calibrationSteps = 100

// longestStep is by how many bits one step moves the offset at most.
const longestStep = 1.0

// step returns by how much to move towards the best fit, by Newton's method.
func (c Calibration) step(judged []Judged) Calibration {
	// The gradient and the curvature of the log posterior, in natural logarithms.
	firm, firmSlope := 1/(offsetFirm*offsetFirm), 1/(slopeFirm*slopeFirm)
	towards, towardsSlope := -(c.offset-believedOffset)*firm, -(c.slope-believedSlope)*firmSlope
	a, b, d := firm, 0.0, firmSlope
	for _, j := range judged {
		chance := 1 / (1 + math.Exp(-math.Ln2*c.odds(j.Bits)))
		miss, spread := -chance, math.Ln2*math.Ln2*chance*(1-chance)
		if j.Same {
			miss = 1 - chance
		}
		bits, pairs := bounded(j.Bits), float64(j.Pairs)
		towards += pairs * math.Ln2 * miss
		towardsSlope += pairs * math.Ln2 * miss * bits
		a, b, d = a+pairs*spread, b+pairs*spread*bits, d+pairs*spread*bits*bits
	}
	determinant := a*d - b*b
	offset := (d*towards - b*towardsSlope) / determinant
	slope := (a*towardsSlope - b*towards) / determinant
	scale := min(1, longestStep/max(math.Abs(offset), 10*math.Abs(slope), longestStep))
	return Calibration{scale * offset, scale * slope}
}

// odds returns log2 of the odds of one woman at a weight.
func (c Calibration) odds(bits float64) float64 { return c.offset + c.slope*bounded(bits) }

// bounded keeps one weight that is far from all others from deciding the fit.
func bounded(bits float64) float64 { return min(max(bits, -40), 40) }

// The odds, in bits, from which on a pair is put in surer words.
const (
	nearlyFrom   = 5.0 // thirty to one
	probablyFrom = 1.5 // three to one
)

// Band returns how sure the words are for a weight.
func (c Calibration) Band(w match.Weight) Band {
	odds := c.odds(w.Bits)
	switch {
	case w.Relatives && odds < probablyFrom:
		return Family
	case odds >= nearlyFrom:
		return NearlySame
	case odds >= probablyFrom:
		return Probable
	}
	return Possible
}
