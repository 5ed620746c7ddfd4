package cast

import (
	"slices"
	"strings"

	"github.com/trenza/trenza"
)

// finisher is a woman who completed a course, and the row that says so.
type finisher struct {
	who     *someone
	service string
	row     *entry
}

// finish notes that a woman completed a course by her last row.
func (p *project) finish(s *someone, service string) {
	p.finished = append(p.finished, finisher{s, service, s.entries[len(s.entries)-1]})
}

// chooseBaker makes a woman of La Libertad Marbelys, who bakes: story 1 is hers. She
// receives the bonus and legal assistance, and completes both courses.
func (p *project) chooseBaker() {
	at := slices.IndexFunc(p.women, func(s *someone) bool {
		return regions[s.region].folder == "la-libertad" && s.nationality == Marbelys.Nationality && s.wanted == 1
	})
	if at < 0 {
		return // a world too small for her
	}
	s := p.women[at]
	surnames, given := strings.Fields(Marbelys.Surnames), strings.Fields(Marbelys.GivenNames)
	s.surnames, s.given = [2]string(surnames), [2]string(given)
	s.birth, s.shows, s.neat = trenza.Day(Marbelys.Birth), wholeDay, true
	s.population, s.stages = Marbelys.Population, Marbelys.LifeStages
	s.papers = []paper{{Marbelys.DocumentType, Marbelys.DocumentNumber}}
	p.issued[Marbelys.DocumentNumber] = true
	p.claim(s, s.surnames, s.given)
	p.baker = s
}

// withBaker sees to it that the baker is among the first of some women.
func (p *project) withBaker(drawn []*someone, first int) []*someone {
	if p.baker == nil || first < 1 || first > len(drawn) {
		return drawn
	}
	at := slices.Index(drawn, p.baker)
	if at < 0 {
		drawn[first-1] = p.baker
		return drawn
	}
	drawn[at], drawn[first-1] = drawn[first-1], drawn[at]
	return drawn
}
