package links

import (
	"math"

	"github.com/trenza/trenza/internal/reach"
)

// households say where people live.
type households struct {
	ids  words[string]
	said map[uint32]dwelling // by number, where she was last said to live
	of   []uint32            // by the number as which somebody counts, the code of her household plus one; 0 for one of her own
}

// dwelling is a household, by its code, and the position at which somebody was said
// to live there.
type dwelling struct{ household, since uint32 }

// move notes where a number lives, which may be nowhere.
func (h *households) move(number uint32, to reach.Membership) {
	if to.Household == "" {
		delete(h.said, number)
		return
	}
	if h.said == nil {
		h.said = make(map[uint32]dwelling)
	}
	code, _ := h.ids.intern(to.Household)
	h.said[number] = dwelling{uint32(code), uint32(min(to.Since, math.MaxUint32))}
}

// later reports whether it was said after another.
func (h *households) later(d, other dwelling) bool {
	return d.since > other.since || d.since == other.since && h.ids.list[d.household] > h.ids.list[other.household]
}

// settle finds in which household somebody counts, whose records have these
// numbers.
func (h *households) settle(root uint32, numbers []uint32) {
	home, last := uint32(0), dwelling{}
	for _, n := range numbers {
		if d, housed := h.said[n]; housed && (home == 0 || h.later(d, last)) {
			home, last = d.household+1, d
		}
	}
	if home == 0 && int(root) >= len(h.of) {
		return
	}
	h.of = append(h.of, make([]uint32, max(0, int(root)+1-len(h.of)))...)
	h.of[root] = home
}

// house replaces people by their households, which have the numbers behind those of
// people.
func (a *asking) house(who []uint32) {
	of, behind := a.households.of, a.people.most
	for k, n := range who {
		if int(n) < len(of) && of[n] > 0 {
			who[k] = behind + of[n]
		}
	}
}
