package cast

import "github.com/trenza/trenza"

// inform plans who is informed, oriented or comes to a sociocultural activity.
func (p *project) inform() {
	people := p.targets["informacion"]
	women := 0
	if floor := p.targets["informacion_mujeres"]; floor > 0 {
		women = min(people, floor+beyond)
	}
	rest := people - women
	girls, boys, others := rest*26/100, rest*23/100, rest*7/1000
	counts := []int{women, rest - girls - boys - others, girls, boys, others}
	for k, n := range counts {
		for range n {
			p.informed(p.invent(kind(k)), kind(k))
		}
	}
}

// informed gives somebody one to three visits, and at least as many as she has
// papers.
func (p *project) informed(s *someone, k kind) {
	times := max(1+p.weigh(76, 19, 5), s.wanted)
	for i := range times {
		if i == 0 && p.chance(8) {
			p.attendCulture(s)
			continue
		}
		at, place := p.whereabouts(s)
		day := p.day(firstDay, lastDay)
		sheet := p.page(regions[at].folder+"/"+informationList(day), "", around([]string{"Servicio", "Fecha", "Lugar"}, nil))
		service := p.informationOn(day, k == girl || k == boy)
		s.add(information, sheet, entry{when: day, before: []string{service, string(day), string(place)}})
	}
}

func informationList(day trenza.Day) string {
	if day < "2020-01-01" {
		return "informacion-2019.csv"
	}
	return "informacion-2020-2021.csv"
}

// informationOn picks the service of a day. Orientation began with the
// integrated services and is given to adults.
func (p *project) informationOn(day trenza.Day, minor bool) string {
	services := []string{
		"informacion_vbg", "informacion_proteccion", "informacion_psicosocial",
		"orientacion_legal", "orientacion_regularizacion", "orientacion_psicosocial",
	}
	if day < emergency || minor {
		return services[p.weigh(45, 33, 22)]
	}
	return services[p.weigh(26, 22, 18, 10, 14, 10)]
}

// attendCulture enters somebody in the attendance sheet of her region's
// sociocultural activities.
func (p *project) attendCulture(s *someone) {
	days := weekly(trenza.Day("2020-08-01").Add(s.region), 4, 42)
	sheet := p.page("nacional/sociocultural-2020.xlsx", regions[s.region].name, attendanceHeader(days))
	marks := attended(p.dice, len(days), p.between(1, 2))
	place := pick(p.dice, regions[s.region].districts...)
	s.add(information, sheet, entry{before: []string{"sociocultural", string(place)}, after: marks})
}

// weekly returns n days, the first one and then one every so many days.
func weekly(first trenza.Day, n, every int) []string {
	days := make([]string, n)
	for i := range days {
		days[i] = string(first.Add(i * every))
	}
	return days
}

// attended returns marks of n sessions of which exactly so many were attended,
// some of them late.
func attended(d dice, n, sessions int) []string {
	marks := make([]string, n)
	for i, at := range d.Perm(n) {
		switch {
		case i < sessions:
			marks[at] = []string{"P", "T"}[d.weigh(9, 1)]
		case d.chance(60):
			marks[at] = []string{"F", "J"}[d.weigh(4, 1)]
		}
	}
	return marks
}
