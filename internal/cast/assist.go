package cast

import (
	"strconv"

	"github.com/trenza/trenza"
)

// assist plans legal assistance and psychosocial support, and those who came
// near: one group session, men, girls.
func (p *project) assist() {
	target := p.targets["legal_psicosocial"]
	for i, s := range p.withBaker(p.draw(target, 75, nobody), share(target, 40)) {
		s.assisted = true
		legal := i*100 < target*70
		if legal {
			p.defend(s)
		}
		if !legal || i*100 < target*18 {
			p.support(s)
		}
	}
	for _, s := range p.draw(share(target, 2), 100, func(s *someone) bool { return s.assisted }) {
		p.circle(s, p.IntN(2), 1)
	}
	for _, s := range p.some(share(target, 8), p.men) {
		p.defend(s)
	}
	for _, s := range p.some(share(target, 3), p.children) {
		p.attend(s, assistance, "psicosocial_individual", lastDay)
	}
}

// defend gives somebody legal assistance, regularisation of her stay included.
func (p *project) defend(s *someone) {
	for range max(1+p.weigh(45, 35, 20), s.wanted) {
		p.attend(s, assistance, []string{"asistencia_legal", "regularizacion"}[p.weigh(40, 60)], lastDay)
	}
}

// support gives somebody psychosocial support in one of its three forms. Who
// shows two papers in group sessions has them in two circles, and only both
// together make the two sessions that count.
func (p *project) support(s *someone) {
	services := []string{"psicosocial_individual", "salud_mental"}
	form := p.weigh(50, 15, 35)
	switch {
	case form == 2 && s.wanted > 1:
		p.circle(s, 0, 1)
		p.circle(s, 1, 1)
	case form == 2:
		p.circle(s, p.IntN(2), p.between(2, 5))
	default:
		for range max(1+p.weigh(40, 35, 25), s.wanted) {
			p.attend(s, assistance, services[form], lastDay)
		}
	}
}

// circle enters somebody in one of the two rounds of group sessions of her
// region.
func (p *project) circle(s *someone, round, sessions int) {
	first := []trenza.Day{"2020-06-01", "2020-11-02"}[round].Add(s.region)
	days := weekly(first, 5, 14)
	title := "Círculo " + strconv.Itoa(round+1)
	sheet := p.page(regions[s.region].folder+"/talleres.xlsx", title, attendanceHeader(days))
	place := pick(p.dice, regions[s.region].districts...)
	marks := attended(p.dice, len(days), sessions)
	s.add(assistance, sheet, entry{before: []string{"psicosocial_grupal", string(place)}, after: marks})
}

// attend enters one attention of somebody between the beginning of the
// integrated services and a last day.
func (p *project) attend(s *someone, f family, service string, until trenza.Day) {
	at, place := p.whereabouts(s)
	day := p.day(emergency, until)
	sheet := p.page(regions[at].folder+"/atenciones.xlsx", strconv.Itoa(day.Year()), attentionHeader())
	before := []string{service, string(day), string(place)}
	s.add(f, sheet, entry{when: day, before: before, after: p.difficulties()})
}

// difficulties answers the six questions for one row in eight; the others were
// not asked.
func (p *project) difficulties() []string {
	answers := make([]string, len(difficulties))
	if p.chance(12) {
		for i := range answers {
			answers[i] = strconv.Itoa(1 + p.weigh(82, 13, 4, 1))
		}
	}
	return answers
}

// heal plans the support to reach health services, for people of any kind.
func (p *project) heal() {
	people := append(append(append([]*someone{}, p.women...), p.men...), p.children...)
	for _, s := range p.some(share(p.targets["legal_psicosocial"], 27), people) {
		for range max(1+p.weigh(70, 30), s.wanted) {
			p.attend(s, health, "salud", lastDay)
		}
	}
}
