package cast

import (
	"strings"

	"github.com/trenza/trenza"
)

// kind is what the lists distinguish people by.
type kind int

const (
	woman kind = iota
	man
	girl
	boy
	other // an adult whose sex is I or NS
)

// invent adds somebody to the project. Adults are at least 18 on the first day
// of the lists and girls and boys are under 18 on the last, so that nobody
// comes of age between two of her rows.
func (p *project) invent(k kind) *someone {
	s := &someone{sex: "F", region: p.weigh(28, 17, 18, 27, 10), wanted: 1, tie: tie(p.weigh(60, 40))}
	p.origin(s)
	switch k {
	case woman:
		p.women = append(p.women, s)
	case man:
		s.sex = "M"
		p.men = append(p.men, s)
	case girl:
		p.children = append(p.children, s)
	case boy:
		s.sex = "M"
		p.children = append(p.children, s)
	case other:
		s.sex = pick(p.dice, "I", "NS", "NS")
	}
	if k == girl || k == boy {
		p.minor(s)
	} else {
		p.adult(s)
	}
	p.all = append(p.all, s)
	return s
}

func (p *project) origin(s *someone) {
	s.nationality, s.population = "VEN", p.movement()
	switch p.weigh(92, 6, 2) {
	case 1:
		s.nationality, s.population = "PER", pick(p.dice, "host_community", "host_community", "returnee")
	case 2:
		s.nationality, s.population = "COL", "in_destination"
	}
}

func (p *project) movement() string {
	return []string{"in_destination", "in_transit", "pendular"}[p.weigh(78, 15, 7)]
}

func (p *project) adult(s *someone) {
	spans := [][2]trenza.Day{{"1990-01-01", "2000-12-31"}, {"1961-01-01", "1989-12-31"}, {"1940-01-01", "1958-12-31"}}
	span := spans[p.weigh(40, 55, 5)]
	s.birth, s.shows = p.day(span[0], span[1]), precision(p.weigh(79, 16, 5))
	s.wanted = 1 + p.weigh(938, 57, 5)
	if s.sex == "F" {
		s.stages = p.stages(s.birth.Year())
	}
}

func (p *project) minor(s *someone) {
	span := [][2]trenza.Day{{"2003-07-01", "2007-12-31"}, {"2008-01-01", "2014-12-31"}}[p.weigh(70, 30)]
	s.birth, s.shows = p.day(span[0], span[1]), precision(p.weigh(85, 15))
	if s.birth.Year() == 2003 {
		s.shows = wholeDay
	}
}

// stages labels a woman born in a year, or leaves her without labels as most
// lists do.
func (p *project) stages(year int) string {
	var labels []string
	label := func(name string, percent float64) {
		if p.chance(percent) {
			labels = append(labels, name)
		}
	}
	if year >= 1990 {
		label("joven", 30)
	}
	if year >= 1978 {
		label("gestante", 3)
		label("lactante", 4)
	}
	label("madre", 35)
	if year <= 1958 {
		label("adulta_mayor", 80)
	}
	label("cuidadora", 4)
	label("jefa_de_hogar", 8)
	return strings.Join(labels, ";")
}
