package match

import "math"

// A class is what two records are to each other.
type class int

const (
	person    class = iota // one person twice
	relatives              // two of one family, or of one house
	namesakes              // two strangers of one name
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
	m.setPrior(0.1/n, 1/n, 0.05/n)
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

// setPrior sets the chances of what two records at random are.
func (m *Model) setPrior(one, kin, alike float64) {
	if !m.Schema.named() {
		alike = 0
	}
	if all := one + kin + alike; all > mostRelated {
		one, kin, alike = one*mostRelated/all, kin*mostRelated/all, alike*mostRelated/all
	}
	m.Prior = [classCount]float64{one, kin, alike, 1 - one - kin - alike}
}

// set sets the chances of a level of a field. Namesakes are strangers in all but
// their names.
func (m *Model) set(f int, l Level, one, kin, apart float64) {
	m.Chance[f][l] = [classCount]float64{one, kin, apart, apart}
	if m.Schema.Fields[f].naming() {
		m.Chance[f][l][namesakes] = one
	}
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
	if logs[person] < logs[strangers]-hopeless {
		return Weight{Bits: logs[person] - logs[strangers], Relatives: logs[relatives] > logs[strangers]}
	}
	apart := logSum(logs[namesakes], logs[strangers])
	return Weight{
		Bits:      logs[person] - logSum(logs[relatives], apart),
		Relatives: logs[relatives] > apart && logs[relatives] > logs[person],
	}
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
	top := max(logs[0], logs[1], logs[2], logs[3])
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
