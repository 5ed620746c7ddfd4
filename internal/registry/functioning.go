package registry

import (
	"strconv"

	"github.com/trenza/trenza"
)

// Functioning holds the answers to the Washington Group Short Set, from 1 (no
// difficulty) to 4 (cannot do at all); 0 is not asked. It is never asked as
// "do you have a disability?" (domain rule 12).
type Functioning struct {
	Seeing, Hearing, Walking, Remembering, SelfCare, Communicating int
}

func (f Functioning) answers() [6]int {
	return [6]int{f.Seeing, f.Hearing, f.Walking, f.Remembering, f.SelfCare, f.Communicating}
}

// Empty reports whether nothing was asked.
func (f Functioning) Empty() bool { return f == Functioning{} }

// Disability reports whether any domain is a lot of difficulty or worse.
func (f Functioning) Disability() bool {
	for _, answer := range f.answers() {
		if answer >= 3 {
			return true
		}
	}
	return false
}

// Check refuses answers that the questions do not have.
func (f Functioning) Check() error {
	for _, answer := range f.answers() {
		if answer < 0 || answer > 4 {
			return trenza.Refuse("registry.functioning_range", strconv.Itoa(answer))
		}
	}
	return nil
}
