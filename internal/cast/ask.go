package cast

import "strconv"

// opinion is how somebody answers the survey of satisfaction.
type opinion int

const (
	satisfied opinion = iota
	dissatisfied
	silent // asked, but did not answer
)

// ask plans the survey: the satisfied women of the target, others who are not
// or do not answer, a few men and minors, and answers without a name.
func (p *project) ask() {
	target := p.targets["satisfechas"]
	unhappy, mute := target*93/1000, target*8/100
	for i, s := range p.draw(target+unhappy+mute, 98, nobody) {
		switch {
		case i < target:
			p.asked(s, satisfied)
		case i < target+unhappy:
			p.asked(s, dissatisfied)
		default:
			p.asked(s, silent)
		}
	}
	for _, s := range append(p.some(share(target, 2), p.men), p.some(share(target, 1), p.children)...) {
		p.asked(s, satisfied)
	}
	for range share(target, 1) {
		p.askUnnamed()
	}
}

// asked enters the answers of somebody, once and sometimes twice, and at least
// once for each of her papers. A second answer may be missing.
func (p *project) asked(s *someone, view opinion) {
	times := max(1+p.weigh(94, 6), s.wanted)
	for i := range times {
		if i > 0 && p.chance(15) {
			view = silent
		}
		e, sheet := p.answer(s.region, view)
		s.add(satisfaction, sheet, e)
	}
}

func (p *project) askUnnamed() {
	e, sheet := p.answer(p.IntN(len(regions)), opinion(p.weigh(70, 20, 10)))
	sheet.add(e)
}

// answer returns a row of the survey in a region and the sheet it stands in.
func (p *project) answer(region int, view opinion) (entry, *page) {
	day := p.day("2020-06-01", lastDay)
	place := pick(p.dice, regions[region].districts...)
	sheet := p.page(office(region)+"/satisfaccion.xlsx", strconv.Itoa(day.Year()), surveyHeader())
	before := []string{"satisfaccion", string(day), string(place)}
	return entry{when: day, before: before, after: p.scores(view)}, sheet
}

// scores answers for herself and for her family; either may be left out, and
// one good score is enough to be satisfied.
func (p *project) scores(view opinion) []string {
	good, bad := pick(p.dice, "4", "5", "5"), pick(p.dice, "1", "2", "3", "3")
	switch view {
	case satisfied:
		pairs := [][2]string{{good, good}, {good, "5"}, {good, bad}, {bad, good}, {good, ""}, {"", good}}
		pair := pairs[p.weigh(40, 30, 8, 7, 12, 3)]
		return []string{"sí", pair[0], pair[1]}
	case dissatisfied:
		return []string{"sí", bad, pick(p.dice, "", "1", "2", "3")}
	}
	return []string{"no", "", ""}
}
