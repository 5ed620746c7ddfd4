package cast

import (
	"slices"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/learning"
)

// syllabus is a course for women, held in three rounds in each region.
type syllabus struct {
	service, title string
	family         family
	sessions       int
	rounds         [3]trenza.Day // first sessions; then one a week
}

// train plans both courses and the seed capital that followed the second.
func (p *project) train() {
	p.teach(syllabus{"empleabilidad", "Empleabilidad", employability, 8,
		[3]trenza.Day{"2019-05-06", "2019-10-07", "2020-07-06"}})
	p.teach(syllabus{"emprendimiento", "Emprendimiento", entrepreneurship, 10,
		[3]trenza.Day{"2019-06-03", "2020-01-06", "2020-07-13"}})
	for _, s := range p.some(len(p.entrepreneurs)*45/100, p.entrepreneurs) {
		for range s.wanted {
			p.attend(s, seed, "capital_semilla", workshopsEnd)
		}
	}
}

// teach enrols as many women as complete the course, more who take part
// without completing it, and a few men.
func (p *project) teach(c syllabus) {
	target := p.targets[c.service]
	split, retaken, twice := share(target, 2), share(target, 8), share(target, 13)
	for i, s := range p.withBaker(p.draw(target+share(target, 28), 85, nobody), target) {
		switch {
		case s == p.baker:
			p.enrol(s, c, 0, append(slices.Repeat([]string{"P"}, c.sessions-1), "F"))
			p.finish(s, c.service)
		case i >= target:
			p.enrol(s, c, p.IntN(3), attended(p.dice, c.sessions, p.between(1, c.sessions/2)))
			continue
		case i < split:
			p.splitCourse(s, c)
		case i < retaken:
			p.enrol(s, c, 0, attended(p.dice, c.sessions, 2))
			p.enrol(s, c, 2, completed(p.dice, c.sessions))
		default:
			if i < twice {
				s.wanted = max(2, s.wanted)
			}
			first := p.IntN(3)
			for i := range s.wanted {
				p.enrol(s, c, (first+i)%3, completed(p.dice, c.sessions))
			}
			if first == 0 && s.wanted == 1 {
				p.finish(s, c.service)
			}
		}
		if c.family == entrepreneurship {
			p.entrepreneurs = append(p.entrepreneurs, s)
		}
	}
	for _, s := range p.some(share(target, 4), p.men) {
		p.enrol(s, c, p.IntN(3), completed(p.dice, c.sessions))
	}
}

// splitCourse is the course of a woman who was on one sheet twice, under two papers,
// each time for half of it: neither half is enough alone.
func (p *project) splitCourse(s *someone, c syllabus) {
	s.wanted = max(2, s.wanted)
	first, second := make([]string, c.sessions), make([]string, c.sessions)
	for i := range c.sessions {
		if i < c.sessions/2 {
			first[i] = "P"
		} else {
			second[i] = "P"
		}
	}
	p.enrol(s, c, 0, first)
	p.enrol(s, c, 0, second)
}

// enrol enters somebody in the attendance sheet of a round in her region. La
// Libertad wrote hours instead of marks in the second round; a session lasts
// three.
func (p *project) enrol(s *someone, c syllabus, round int, marks []string) {
	if regions[s.region].folder == "la-libertad" && round == 1 {
		inHours(marks)
	}
	place := regions[s.region].districts[0]
	s.add(c.family, p.round(c, s.region, round), entry{before: []string{c.service, string(place)}, after: marks})
}

// round is the attendance sheet of a round in a region: one session a week, holidays
// left out. Whoever is on it is a cohort.
func (p *project) round(c syllabus, region, round int) *page {
	where, title := regions[region], c.title+" "+strconv.Itoa(round+1)
	plan := weeklyPlan(c.service, c.rounds[round].Add(region%3), c.sessions)
	file := where.folder + "/talleres.xlsx"
	if p.at[[2]string{file, title}] == nil {
		p.cohorts = append(p.cohorts, Cohort{
			Training: "formacion_" + c.service, Title: title + ", " + where.name, Place: where.districts[0],
			Plans: []learning.CoursePlan{plan}, File: file, Sheets: []string{title},
		})
	}
	return p.page(file, title, attendanceHeader(daysOf(plan)))
}

// inHours writes the sessions that somebody attended as hours.
func inHours(marks []string) {
	for i, mark := range marks {
		switch mark {
		case "P", "R":
			marks[i] = "3"
		case "T":
			marks[i] = "1.5"
		}
	}
}

// completed returns marks that reach four fifths of n sessions, be a late one
// half a session or a whole one: at most one is missed and one late.
func completed(d dice, n int) []string {
	marks := make([]string, n)
	for i := range marks {
		marks[i] = "P"
	}
	at := d.Perm(n)
	marks[at[0]] = []string{"P", "F", "J", "R"}[d.weigh(50, 25, 10, 15)]
	marks[at[1]] = []string{"P", "T"}[d.weigh(70, 30)]
	return marks
}
