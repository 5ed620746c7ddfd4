package families

import "fmt"

// adult is the age from which people have papers and phones of their own.
const adult = 18

// settle gives the members of one branch papers, phones and their district.
func (c *clan) settle(branch []*member) {
	for _, kind := range kinds {
		if kind.venezuelan == c.venezuelan {
			c.issue(branch, kind)
		}
	}
	for _, m := range branch {
		m.district, m.phone = c.district, c.phoneOf(m)
	}
}

// issue gives a kind of paper to those of the branch who hold it, in some
// branches over one counter on one day.
func (c *clan) issue(branch []*member, kind paperKind) {
	inARow, first := c.chance(kind.inARow), true
	for _, m := range branch {
		share := kind.adults
		if thisYear-m.year < adult {
			share = kind.minors
		}
		if c.chance(share) {
			m.papers = append(m.papers, Paper{kind.name, c.number(c.dice, kind, inARow && !first)})
			first = false
		}
	}
}

func (c *clan) phoneOf(m *member) string {
	switch {
	case c.chance(familyPhone):
		return c.phone
	case thisYear-m.year < adult || c.chance(withoutPhone):
		return ""
	}
	return c.freshPhone()
}

// freshPhone returns a mobile number. It may have been another's before.
func (d dice) freshPhone() string { return fmt.Sprintf("9%08d", d.IntN(100_000_000)) }

// paperKind is a kind of paper: who holds it, in percent of adults and minors
// of its nation, how many branches got theirs with numbers in a row, and the
// numbers that its office gives out, from low to below high.
type paperKind struct {
	name                   string
	venezuelan             bool
	adults, minors, inARow float64
	format                 string
	low, high              int
}

var kinds = []paperKind{
	{"DNI", false, 96, 96, 3, "%08d", 1_000_000, 90_000_000},
	{"CIV", true, 85, 12, 5, "V%d", 5_000_000, 33_000_000},
	{"PAS", true, 38, 35, 12, "%09d", 40_000_000, 180_000_000},
	{"PTP", true, 28, 5, 20, "%09d", 1, 6_000_000},
	{"CPP", true, 42, 35, 20, "%09d", 1, 9_900_000},
	{"CE", true, 20, 10, 20, "%09d", 100_000, 7_900_000},
}

// office numbers papers in the order in which they are issued, with gaps of
// chance, so that no number is given twice.
type office struct {
	last map[string]int
	gaps map[string]int
}

func newOffice(d dice, people int) office {
	o := office{map[string]int{}, map[string]int{}}
	for _, kind := range kinds {
		o.gaps[kind.name] = max(1, (kind.high-kind.low)/(people+2))
		o.last[kind.name] = kind.low + d.IntN(o.gaps[kind.name])
	}
	return o
}

// number gives out the next number of a kind, the very next one for a paper
// that follows another over the counter.
func (o office) number(d dice, kind paperKind, next bool) string {
	step := 1
	if !next {
		step += d.IntN(o.gaps[kind.name])
	}
	o.last[kind.name] += step
	return fmt.Sprintf(kind.format, o.last[kind.name])
}

// districts are those where people of the programmes live, most first.
var districts = []string{
	"150132", "150135", "240101", "150103", "130101", "150110", "070101", "200101", "150142", "150101", "150117",
	"140101", "240301", "150143", "150133", "130105", "150112", "070106", "150115", "150128", "130102", "150125",
	"200601", "140105", "150108", "150111", "150137", "240302", "150106", "150118", "140113", "200701", "140106",
	"040101", "110101", "230101", "080101", "170101",
}

// place draws a district, the first ones more often.
func (d dice) place() string {
	return districts[min(d.IntN(len(districts)), d.IntN(len(districts)))]
}
