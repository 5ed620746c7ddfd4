package match

import (
	"math"
	"slices"
)

// A class is what two records are to each other.
type class int

const (
	person     class = iota // one person twice
	moved                   // one person, before and after she moved house
	relatives               // two of one family, or of one house
	neighbours              // two strangers of one place
	namesakes               // two strangers of one name
	strangers
	classCount
)

// Model is what has been learnt, or is believed, of how often each level holds
// between two records of one person, of relatives and of strangers. A model that
// was used is kept, so that what it suggested can be explained later.
type Model struct {
	Version string
	Schema  Schema
	Prior   [classCount]float64               // chances of what two records at random are
	Chance  [][levelCount][classCount]float64 // by field
	bits    [][levelCount][classCount]float32 // log2 of the chances
	prior   [classCount]float64
}

// Default returns the model that nothing was learnt for: what is believed of
// each kind of field, and that of so many records one in ten repeats another.
func Default(s Schema, records int) *Model {
	m := &Model{Version: "default", Schema: s, Chance: make([][levelCount][classCount]float64, len(s.Fields))}
	n := max(float64(records), 2)
	m.setPrior(0.1/n, 1/n, 1/n, 0.05/n)
	for f, field := range s.Fields {
		own, apart := believedPerson(field.Kind), believedStrangers(field.Kind)
		kin := likeStrangers(field.Kind, apart)
		switch {
		case field.shared():
			kin = asWritten(believedRelatives(field.Kind), own)
		case field.Kind == Name:
			kin = believedRelatives(field.Kind)
		}
		for level, one := range own {
			m.set(f, Level(level), one, kin[level], apart[level])
		}
	}
	m.settle()
	return m
}

// mostRelated is the largest share of pairs that are no strangers: of two records
// of one woman, none is.
const mostRelated = 0.9

// moving is the share of the pairs of one person of which she moved house in
// between.
const moving = 0.1

// setPrior sets the chances of what two records at random are. Where only one
// field tells where somebody lives there is nothing that movers and neighbours
// explain.
func (m *Model) setPrior(one, kin, near, alike float64) {
	if !m.Schema.named() {
		alike = 0
	}
	left := 0.0
	if m.Schema.homes() > 1 {
		left = moving * one
	} else {
		near = 0
	}
	if all := one + kin + near + alike; all > mostRelated {
		scale := mostRelated / all
		one, left, kin, near, alike = one*scale, left*scale, kin*scale, near*scale, alike*scale
	}
	m.Prior = [classCount]float64{one - left, left, kin, near, alike, 1 - one - kin - near - alike}
}

// onePerson is the chance that two records at random are one person, moved or
// not.
func (m *Model) onePerson() float64 { return m.Prior[person] + m.Prior[moved] }

// set sets the chances of a level of a field. Namesakes are strangers in all but
// their names, neighbours in all but where they live, and whoever moved is
// herself in all but that.
func (m *Model) set(f int, l Level, one, kin, apart float64) {
	chance := [classCount]float64{one, one, kin, apart, apart, apart}
	switch field := m.Schema.Fields[f]; {
	case field.naming():
		chance[namesakes] = one
	case field.home():
		chance[moved], chance[neighbours] = apart, kin
	}
	m.Chance[f][l] = chance
}

// settle makes the chances ready for weighing.
func (m *Model) settle() {
	for k, chance := range m.Prior {
		m.prior[k] = max(math.Log2(chance), impossible)
	}
	m.bits = make([][levelCount][classCount]float32, len(m.Chance))
	for f := range m.Chance {
		for l := range m.Chance[f] {
			for k, chance := range m.Chance[f][l] {
				if Level(l) != Missing && chance > 0 {
					m.bits[f][l][k] = float32(math.Log2(chance))
				}
			}
		}
	}
}

// impossible is log2 of a chance that is none.
const impossible = -1000

// Weight is how much speaks for two records being one person.
type Weight struct {
	Bits      float64 // log2 of the odds of one person against relatives and strangers; positive: one person
	Relatives bool    // short of one person, relatives are likelier than strangers
}

// Weigh turns an agreement into a weight.
func (m *Model) Weigh(g *Agreement) Weight {
	logs := m.logs(g)
	same := logSum(logs[person], logs[moved])
	if same < logs[strangers]-hopeless {
		return Weight{Bits: same - logs[strangers], Relatives: logs[relatives] > max(logs[strangers], logs[neighbours]) && m.akin(g)}
	}
	apart := logSum(logSum(logs[namesakes], logs[neighbours]), logs[strangers])
	return Weight{
		Bits:      same - logSum(logs[relatives], apart),
		Relatives: logs[relatives] > apart && logs[relatives] > same && m.akin(g),
	}
}

// akin reports whether two records have something in common that makes relatives
// or house mates of them: a surname, a phone, an address. One town makes none,
// unless nothing else could.
func (m *Model) akin(g *Agreement) bool {
	could := false
	for f, field := range m.Schema.Fields {
		switch field.Kind {
		case Surname, Name, Phone, Address:
			could = true
			if level := g.Levels[f]; level != Missing && level != Other && level != Alike && level != Little {
				return true
			}
		}
	}
	return !could
}

// hopeless is how many bits below strangers nobody looks closer.
const hopeless = 30

// logs returns log2 of the chance of each class and the agreement together. That
// a value is rare speaks against strangers, and against relatives where it is
// none that they share.
func (m *Model) logs(g *Agreement) [classCount]float64 {
	logs := m.prior
	for f, field := range m.Schema.Fields {
		level := g.Levels[f]
		if level == Missing {
			continue
		}
		rare := float64(g.Surprise[f])
		for k, bits := range &m.bits[f][level] {
			logs[k] += float64(bits)
		}
		logs[namesakes] -= rare / 2
		logs[strangers] -= rare
		if field.home() {
			logs[moved] -= rare
		} else {
			logs[neighbours] -= rare
		}
		if rare != 0 && !field.shared() {
			logs[relatives] += m.rareAmongKin(f, level, rare) - float64(m.bits[f][level][relatives])
		}
	}
	return logs
}

// rareAmongKin is log2 of the chance that relatives agree on a value of which
// strangers seldom do: by accident, as strangers, or because one is called after
// the other, which makes a rare name as likely as a common one.
func (m *Model) rareAmongKin(f int, l Level, rare float64) float64 {
	chance := &m.Chance[f][l]
	byKinship := max(chance[relatives]-chance[strangers], 0)
	return math.Log2(byKinship + min(chance[relatives], chance[strangers])*math.Exp2(-rare))
}

// shares returns the chances of the classes given an agreement.
func (m *Model) shares(g *Agreement) [classCount]float64 {
	logs := m.logs(g)
	top := slices.Max(logs[:])
	var shares [classCount]float64
	sum := 0.0
	for k, l := range logs {
		shares[k] = math.Exp2(l - top)
		sum += shares[k]
	}
	for k := range shares {
		shares[k] /= sum
	}
	return shares
}

// logSum returns log2(2^a + 2^b).
func logSum(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	return a + math.Log2(1+math.Exp2(b-a))
}
