package collective

import (
	"fmt"
	"strings"

	"github.com/trenza/trenza/internal/programme"
)

// Ratio is a part of a whole. A percentage never stands without its denominator,
// and is none of fewer than twenty (domain rule 13.4).
type Ratio struct{ Part, Whole int }

// leastWhole is the smallest whole of which a percentage is told.
const leastWhole = 20

// Percent is the part in percent, "79.2 %", and whether it may be told.
func (r Ratio) Percent(numbers programme.Numbers, lang string) (string, bool) {
	if r.Whole < leastWhole {
		return "", false
	}
	return decimal(r.Part*100, r.Whole, numbers.In(lang)) + " %", true
}

// Each is how many of the part there are to one of the whole, "1.3", and whether
// there is any.
func (r Ratio) Each(numbers programme.Numbers, lang string) (string, bool) {
	if r.Whole == 0 {
		return "", false
	}
	return decimal(r.Part, r.Whole, numbers.In(lang)), true
}

// decimal writes a quotient with one decimal, rounded half up; none where it is 0.
func decimal(part, whole int, style programme.Numbers) string {
	tenths := (part*20 + whole) / (2 * whole)
	return strings.TrimSuffix(fmt.Sprintf("%s%s%d", style.Format(tenths/10), style.Decimal, tenths%10), style.Decimal+"0")
}

// WithReplica are the committees with a replica that counts, of all (B3).
func (m Measure) WithReplica() Ratio { return Ratio{m.InTime, m.Committees} }

// PerRepresentative are the replicas to one representative (B3).
func (m Measure) PerRepresentative() Ratio { return Ratio{m.Replicas, m.representatives} }

// NewPerReplica are those who came for the first time to one replica.
func (m Measure) NewPerReplica() Ratio { return Ratio{m.declared, m.Replicas} }

// Fidelity are the topics that were covered, of those that were planned.
func (m Measure) Fidelity() Ratio { return Ratio{m.TopicsTold, m.TopicsToTell} }
