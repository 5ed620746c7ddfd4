package match

import "math"

// pattern is what of a pair matters for learning.
type pattern struct {
	Agreement
	rules uint32 // the blocking rules that reach it
}

// sample is pairs from which chances are learnt.
type sample struct {
	pattern
	count float64 // how many pairs it stands for
}

// learner learns a model from pairs by expectation and maximisation.
type learner struct {
	model  *Model
	rules  []rule
	total  float64  // pairs there are altogether
	most   float64  // pairs of one person that there can be
	belief float64  // how many pairs stand for what is believed of one person
	near   []sample // that blocking rules bring together, or all
	random []sample // drawn at random
}

// rounds of learning end when no chance moves by more than settled any more.
const (
	rounds  = 60
	settled = 1e-5
)

// learn fits the model to the pairs. What few pairs tell is held by what was
// believed before (see belief).
func (l *learner) learn() {
	for range rounds {
		before := l.model.onePerson()
		chances := l.expect()
		moved := l.maximise(chances)
		if moved < settled && math.Abs(l.model.onePerson()-before) < settled*before {
			return
		}
	}
}

// seen is, of one class, how much of each level of each field was seen.
type seen []frequencies

// counts is what one round expects.
type counts struct {
	classes [classCount]float64
	person  seen
	kin     seen
	strange seen
}

// expect reckons what each pair is likely to be, and what that makes of the
// levels.
func (l *learner) expect() counts {
	n := len(l.model.Schema.Fields)
	c := counts{person: make(seen, n), kin: make(seen, n), strange: make(seen, n)}
	for i := range l.near {
		s := &l.near[i]
		shares := l.model.shares(&s.Agreement)
		for k := range shares {
			c.classes[k] += shares[k] * s.count
		}
		for f := range n {
			if level := s.Levels[f]; level != Missing && l.reachedWithout(s.rules, f) {
				c.person[f][level] += (shares[person] + l.elsewhere(f, shares[moved])) * s.count
				c.kin[f][level] += (shares[relatives] + l.alongside(f, shares[neighbours])) * s.count
			}
		}
	}
	for i := range l.random {
		s := &l.random[i]
		apart := l.model.shares(&s.Agreement)[strangers]
		for f := range n {
			if level := s.Levels[f]; level != Missing {
				c.strange[f][level] += apart * s.count
			}
		}
	}
	return c
}

// elsewhere is how much whoever moved tells of herself: all but where she lives.
func (l *learner) elsewhere(f int, moved float64) float64 {
	if l.model.Schema.Fields[f].home() {
		return 0
	}
	return moved
}

// alongside is how much neighbours tell of relatives: where they live alone.
func (l *learner) alongside(f int, neighbours float64) float64 {
	return neighbours - l.elsewhere(f, neighbours)
}

// reachedWithout reports whether a pair would have been found without a field,
// so that what it says of the field is not what the rule asked for.
func (l *learner) reachedWithout(rules uint32, f int) bool {
	if rules == 0 {
		return true
	}
	for i, r := range l.rules {
		if rules>>i&1 == 1 && !r.asks(f) {
			return true
		}
	}
	return false
}

// How many pairs stand for what was believed before.
const (
	beliefPerson    = 60
	beliefRegister  = 2000 // of one person, in a register that repeats few people
	beliefRelatives = 40
	beliefStrangers = 100
	beliefKinship   = 200 // of what relatives do not share
)

// maximise makes the chances what was expected, and returns by how much the
// furthest moved.
func (l *learner) maximise(c counts) float64 {
	furthest := 0.0
	m := l.model
	for f, field := range m.Schema.Fields {
		own := bounded(field.Kind, learnt(c.person[f], l.belief, believedPerson(field.Kind)))
		apart := learnt(c.strange[f], beliefStrangers, believedStrangers(field.Kind))
		believed, belief := likeStrangers(field.Kind, apart), float64(beliefKinship)
		if field.shared() || field.Kind == Name {
			believed, belief = believedRelatives(field.Kind), beliefRelatives
		}
		kin := learnt(c.kin[f], belief, believed)
		if field.shared() {
			kin = asWritten(kin, own)
		}
		kin[Same] = max(kin[Same], apart[Same])
		for _, level := range levelsOf(field.Kind) {
			furthest = max(furthest, math.Abs(own[level]-m.Chance[f][level][person]))
			m.set(f, level, own[level], kin[level], apart[level])
		}
	}
	least := min(0.5, l.total/100)
	chance := func(pairs float64) float64 { return max(pairs, least) / l.total }
	m.setPrior(chance(min(c.classes[person]+c.classes[moved], l.most)),
		chance(c.classes[relatives]), chance(c.classes[neighbours]), chance(c.classes[namesakes]))
	m.settle()
	return furthest
}

// frequencies is how often each level of a field holds.
type frequencies [levelCount]float64

// learnt turns what was seen of the levels of a field into chances, together
// with what was believed, which stands for so many pairs.
func learnt(seen frequencies, belief float64, believed frequencies) (all frequencies) {
	sum := belief
	for _, n := range seen {
		sum += n
	}
	for level := range all {
		all[level] = (seen[level] + belief*believed[level]) / sum
	}
	return all
}
