package chart

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/trenza/trenza/internal/locale"
)

// Overlap shows who received what together: a row for each mix of services, with
// a bead for each service in it, and a bar of the people who received just that.
// Whoever is in one row is in no other.
type Overlap struct {
	Head
	Sets   []Set
	Groups []Group
	Others *Others // what stands for the mixes that are not given, nil for none
	Most   int     // how many rows are drawn, 9 unless it is said
	Foot   string  // a sentence under the rows
}

// Set is a service.
type Set struct {
	Label  string
	Strand Strand
	Bead   templ.Component // what stands over its column; a disc where there is none
}

// Group is the people who received some services and no others.
type Group struct {
	Has   []int // the sets, by their place
	Value Value
}

// Others are mixes of which only the sum is told.
type Others struct {
	Mixes int
	Value Value
}

// MostSets is how many services have a column each: as many as fit beside each
// other on a phone. Where there are more, each row says in words what it is.
const MostSets = 8

const mostGroups = 9

// sorted are the groups, the largest first and the covered ones last.
func (o Overlap) sorted() []Group {
	groups := slices.Clone(o.Groups)
	slices.SortStableFunc(groups, func(x, y Group) int { return descending(x.Value, y.Value) })
	return groups
}

// drawn are the rows, and what is left of the groups put together.
func (o Overlap) drawn() ([]Group, Others) {
	groups := o.sorted()
	most := cmp.Or(o.Most, mostGroups)
	rest := Others{}
	if o.Others != nil {
		rest = *o.Others
	}
	if len(groups) <= most || (len(groups) == most+1 && o.Others == nil) {
		return groups, rest
	}
	rest.Mixes += len(groups) - most
	for _, g := range groups[most:] {
		rest.Value = together(rest.Value, g.Value)
	}
	return groups[:most], rest
}

// together is the sum of two values, which is covered as soon as one is: a sum
// beside its other parts would tell of it.
func together(x, y Value) Value {
	if x.covered || y.covered {
		return Covered(Dash)
	}
	return Of(x.n + y.n)
}

func (o Overlap) scale() int {
	groups, rest := o.drawn()
	top := rest.Value.n
	for _, g := range groups {
		top = max(top, g.Value.n)
	}
	return top
}

func (o Overlap) longest(words locale.Printer) int {
	groups, rest := o.drawn()
	values := []Value{rest.Value}
	for _, g := range groups {
		values = append(values, g.Value)
	}
	return longest(words, values)
}

// columns is the class that makes room for as many services.
func (o Overlap) columns() string { return fmt.Sprint("sets-", max(len(o.Sets), 1)) }

// at is where the column of a set stands.
func (o Overlap) at(set int) float64 { return (float64(set) + 0.5) / float64(len(o.Sets)) }

// ends are the outermost sets of a group, between which its thread runs.
func (o Overlap) ends(g Group) (first, last int) {
	first, last = len(o.Sets), -1
	for i := range o.Sets {
		if slices.Contains(g.Has, i) {
			first, last = min(first, i), i
		}
	}
	return first, last
}

// name says what a group received.
func (o Overlap) name(words locale.Printer, g Group) string {
	var labels []string
	for i, set := range o.Sets {
		if slices.Contains(g.Has, i) {
			labels = append(labels, set.Label)
		}
	}
	switch len(labels) {
	case 0:
		return words.Text("web.chart.none")
	case 1:
		return words.Text("web.chart.only", labels[0])
	}
	return strings.Join(labels, " + ")
}

func (o Overlap) sentence(words locale.Printer) string {
	if o.Sentence != "" {
		return o.Sentence
	}
	groups := o.sorted()
	if len(groups) == 0 || groups[0].Value.covered || groups[0].Value.n == 0 {
		return words.Text("web.chart.says_nothing")
	}
	return words.Text("web.chart.says_mix", o.name(words, groups[0]), o.amount(words, groups[0].Value))
}

func (o Overlap) table(words locale.Printer) table {
	var rows []tableRow
	for _, g := range o.sorted() {
		rows = append(rows, tableRow{label: o.name(words, g), values: []Value{g.Value}})
	}
	if o.Others != nil {
		rows = append(rows, tableRow{label: words.Count("web.chart.others", o.Others.Mixes), values: []Value{o.Others.Value}})
	}
	return plain([]string{o.by(words, "web.chart.received"), o.what(words)}, rows)
}
