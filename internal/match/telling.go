package match

import (
	"cmp"
	"slices"
)

// A reason that weighs less than quiet bits, either way, is not told, and no
// more than mostTold are.
const (
	quiet    = 1
	mostTold = 6
)

// Telling returns the few reasons that matter for what two records are held for,
// the loudest first. Where two fields say something together that neither says
// alone, such as the same phone under another name, they are one reason, unless
// the records are held for one person all the same.
func (m *Model) Telling(v Verdict, levels Levels, a, b Record) []Reason {
	reasons := m.Reasons(levels, a, b)
	var together jointly
	if v != IsSame {
		together = m.together(levels, reasons)
	}
	told := slices.DeleteFunc(reasons, func(r Reason) bool { return together.used[r.Field] || m.loudness(levels, r.Field) < quiet })
	slices.SortStableFunc(told, func(p, q Reason) int {
		return cmp.Compare(m.loudness(levels, q.Field), m.loudness(levels, p.Field))
	})
	told = append(together.reasons, told...)
	return told[:min(len(told), mostTold)]
}

// loudness is how many bits a field says for or against one person.
func (m *Model) loudness(levels Levels, f int) float32 {
	bits := m.bits[f][levels[f]][person] - m.bits[f][levels[f]][strangers]
	return max(bits, -bits)
}

// joint is what fields say together: when each is at one of its levels, the
// sentence of the key is said with both values of the last.
type joint struct {
	key  string
	when []condition
}

type condition struct {
	kinds  []Kind
	levels []Level
}

var (
	sameNamed   = condition{[]Kind{Given, Name}, []Level{Same, Near}}
	otherNamed  = condition{[]Kind{Given, Name}, []Level{Other, Alike}}
	otherGiven  = condition{[]Kind{Given}, []Level{Other, Alike}}
	sameFamily  = condition{[]Kind{Surname}, []Level{Same, Exchanged, Near}}
	samePaper   = condition{[]Kind{Document}, []Level{Same}}
	samePhone   = condition{[]Kind{Phone}, []Level{Same}}
	sameBirth   = condition{[]Kind{Date}, []Level{Same}}
	otherBirth  = condition{[]Kind{Date}, []Level{Other}}
	sharedHouse = condition{[]Kind{Address}, []Level{Same, Most}}
)

// joints stand in the order in which they are looked for; a field speaks once.
var joints = []joint{
	{"match.both.document_other_name", []condition{samePaper, otherNamed}},
	{"match.both.twins", []condition{sameFamily, sameBirth, otherGiven}},
	{"match.both.phone_other_name", []condition{samePhone, otherNamed}},
	{"match.both.surname_other_given", []condition{sameFamily, otherGiven}},
	{"match.both.address_other_name", []condition{sharedHouse, otherNamed}},
	{"match.both.name_other_birth", []condition{sameFamily, sameNamed, otherBirth}},
}

// jointly is what was found of them.
type jointly struct {
	reasons []Reason
	used    [MaxFields]bool
}

// together finds the reasons that fields give together.
func (m *Model) together(levels Levels, reasons []Reason) jointly {
	var found jointly
	for _, j := range joints {
		if fields, all := m.meet(levels, j, &found); all {
			last := fields[len(fields)-1]
			at := slices.IndexFunc(reasons, func(r Reason) bool { return r.Field == last })
			r := reasons[at]
			r.Key = j.key
			found.reasons = append(found.reasons, r)
			for _, f := range fields {
				found.used[f] = true
			}
		}
	}
	return found
}

// meet returns the fields that meet the conditions of a joint, and whether all
// do.
func (m *Model) meet(levels Levels, j joint, found *jointly) (fields []int, all bool) {
	for _, c := range j.when {
		f := slices.IndexFunc(m.Schema.Fields, func(f Field) bool { return slices.Contains(c.kinds, f.Kind) })
		if f < 0 || found.used[f] || !slices.Contains(c.levels, levels[f]) {
			return nil, false
		}
		fields = append(fields, f)
	}
	return fields, true
}
