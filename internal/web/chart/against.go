package chart

import (
	"cmp"

	"github.com/trenza/trenza/internal/locale"
)

// Against holds people against services: what was given, service by service, over
// the different people who received it and those who had been counted already.
type Against struct {
	Head
	Services   []Service
	Whole      Value  // all services; the zero Value stands for their sum
	People     Value  // different people
	PeopleNoun string // "mujeres distintas"
}

// Service is a part of a bar.
type Service struct {
	Label  string
	Strand Strand
	Value  Value
}

// all is every service.
func (a Against) all() Value {
	if a.Whole != (Value{}) {
		return whole(a.Whole, partValues(a.Services))
	}
	all := Value{}
	for _, s := range a.Services {
		all = together(all, s.Value)
	}
	return all
}

// again is how often somebody was counted who had been counted already.
func (a Against) again() Value {
	if people, all := a.People, a.all(); people.covered || all.covered {
		return Covered("")
	} else {
		return Of(all.n - people.n)
	}
}

// scale is what the whole width stands for.
func (a Against) scale() int {
	return max(sum(partValues(a.Services)), a.all().n, a.People.n)
}

func (a Against) noun(words locale.Printer) string {
	return cmp.Or(a.PeopleNoun, words.Text("web.chart.people"))
}

func (a Against) sentence(words locale.Printer) string {
	if a.Sentence != "" {
		return a.Sentence
	}
	if a.again().covered {
		return words.Text("web.chart.says_against_part", a.People.text(words), a.noun(words))
	}
	return words.Text("web.chart.says_against", a.all().text(words), a.People.text(words), a.noun(words), a.again().text(words))
}

func (a Against) table(words locale.Printer) table {
	var rows []tableRow
	for _, s := range a.Services {
		rows = append(rows, tableRow{label: s.Label, values: []Value{s.Value}})
	}
	if len(rows) == 0 {
		return table{}
	}
	rows = append(rows,
		tableRow{words.Text("web.chart.all_services"), []Value{a.all()}, true},
		tableRow{label: a.noun(words), values: []Value{a.People}},
		tableRow{label: words.Text("web.chart.again"), values: []Value{a.again()}})
	return plain([]string{a.by(words, "web.chart.service"), words.Text("web.chart.number")}, rows)
}

// segment is a part of a bar as it lies on the scale.
type segment struct {
	Service
	from, wide float64
	lite       bool // paler, beside one of its own colour
	covered    bool
}

// to is where it ends.
func (s segment) to() float64 { return s.from + s.wide }

// segments lays parts one after the other. A part that is covered has no width:
// a mark stands where it would begin.
func segments(parts []Service, top int) []segment {
	var laid []segment
	from := 0.0
	for i, p := range parts {
		s := segment{Service: p, from: from, wide: part(p.Value.n, top), covered: p.Value.covered}
		s.lite = i > 0 && parts[i-1].Strand == p.Strand && !laid[i-1].lite
		laid = append(laid, s)
		from = s.to()
	}
	return laid
}

func partValues(parts []Service) []Value {
	values := make([]Value, len(parts))
	for i, p := range parts {
		values[i] = p.Value
	}
	return values
}

// Once is a small bar of people within the services they received.
type Once struct {
	People, Services         Value
	PeopleText, ServicesText string // "412 mujeres", "1.038 atenciones"
}

// Split is a bar in parts that make up a whole, each with its number.
type Split struct {
	Head
	Parts []Service
}

func (s Split) sentence(words locale.Printer) string {
	points := make([]Point, len(s.Parts))
	for i, p := range s.Parts {
		points[i] = Point{Label: p.Label, Value: p.Value}
	}
	return cmp.Or(s.Sentence, s.extremes(words, points))
}

func (s Split) scale() int { return sum(partValues(s.Parts)) }

// Share is a part of a whole, said in hundreds: "93 de cada 100".
type Share struct {
	Part, Whole Value
	Strand      Strand
	Text        string // what stands after it: "que respondieron"
}

// hundred is how many of each hundred. Only nobody is none of them, and only
// everybody is all.
func (s Share) hundred() (n int, told bool) {
	if s.Part.covered || s.Whole.covered || s.Whole.n == 0 {
		return 0, false
	}
	part, whole := min(s.Part.n, s.Whole.n), s.Whole.n
	n = int(float64(part)/float64(whole)*100 + 0.5)
	switch {
	case part == 0 || part == whole:
		return n, true
	}
	return min(max(n, 1), 99), true
}

// untold says why there is no share.
func (s Share) untold(words locale.Printer) string {
	if s.Part.covered || s.Whole.covered {
		return words.Text("web.chart.covered")
	}
	return words.Text("web.chart.says_nothing")
}
