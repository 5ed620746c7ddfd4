package collective

import (
	"strings"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
)

// Way of counting: each is another kind of number, and a sum of two is none.
type counting string

// The ways of counting whom the programme reached (domain rule 8).
const (
	direct      counting = "direct"      // came to the workshop, by name
	registered  counting = "registered"  // came to a replica, by name
	declared    counting = "declared"    // came to a replica for the first time, without a name
	attendances counting = "attendances" // how often anybody came to a replica
	estimated   counting = "estimated"   // reached beyond the rings that are counted
)

// Counted is how many there are by one way of counting. It is no number: it can be
// printed, and neither added nor compared with one of another kind, so that no page,
// list or report ever says 436 where 24 women taught and 268 came.
type Counted struct {
	by counting
	n  int
}

// None reports whether there is nobody.
func (c Counted) None() bool { return c.n == 0 }

// Text is the number with what it counts: "268 indirectas (declaradas)".
func (c Counted) Text(numbers programme.Numbers, lang string) string {
	return locale.For(lang).Count("collective.counted."+string(c.by), c.n, numbers.In(lang).Format(c.n))
}

// Shown is the number alone, for a table whose heading says what it counts. A small
// group is covered, as in everything that leaves the programme (domain rule 13.1).
func (c Counted) Shown(numbers programme.Numbers, lang string) string {
	return Total(c.n).Shown(numbers, lang)
}

// Reach is whom a programme reached, by each way of counting.
type Reach struct {
	Direct      Counted
	Registered  Counted
	Declared    Counted
	Attendances Counted
	Estimated   Counted
}

// Sentence says whom the programme reached: "24 directas + 268 indirectas
// (declaradas)". Those of the second ring who are known by name stand between, where
// there are any; attendances are no people, and stand elsewhere.
func (r Reach) Sentence(numbers programme.Numbers, lang string) string {
	parts := []string{r.Direct.Text(numbers, lang)}
	for _, c := range []Counted{r.Registered, r.Declared} {
		if !c.None() {
			parts = append(parts, c.Text(numbers, lang))
		}
	}
	return strings.Join(parts, " + ")
}

// Total is a number of things or of people that may leave the programme.
type Total int

// smallest is the smallest group that is shown (domain rule 13.1).
const smallest = 5

// Small reports whether there are so few that the number would point at somebody.
func (t Total) Small() bool { return t > 0 && t < smallest }

// Shown is the total as it may be read outside: "<5" for one to four.
func (t Total) Shown(numbers programme.Numbers, lang string) string {
	if t.Small() {
		return locale.For(lang).Text("collective.few", smallest)
	}
	return numbers.In(lang).Format(int(t))
}
