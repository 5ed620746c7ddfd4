package cast

import (
	"slices"
	"strconv"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/learning"
)

// reque is the district of Reque by its INEI code.
const reque trenza.Place = "140113"

// committees are the committees of the district; each sends one woman.
var committees = []string{
	"Santa Rosa", "Virgen de la Puerta", "San Martín de Thours", "Señor de los Milagros", "Micaela Bastidas",
	"María Parado", "Las Delicias", "Nuevo Amanecer", "Villa El Sol", "Puente Reque", "Los Algarrobos", "La Clake",
	"Diego Ferré", "Sagrado Corazón", "Niño Jesús", "Manos Unidas", "Fe y Esperanza", "Las Palmeras", "28 de Julio",
	"Cruz de Mayo", "Madre Teresa", "Montegrande", "El Progreso", "Santa Isabel",
}

// TallerReque invents the municipal workshop: the attendance lists of 24 women, one a
// committee, at 48 sessions held twice a week from January 2019, and what came of
// them: what they made, what they proposed, and the replicas that they gave.
//
// Two women were typed otherwise in one of the sheets, without their paper, so
// that 26 people are read and 24 remain after review. 22 women attend at least
// 80 % of the 120 hours and two do not. Their life stages are 6 joven, 15
// madre, 3 gestante and 6 adulta_mayor, which is more than 24 because they
// overlap.
func TallerReque(seed uint64) World {
	d := newDice(seed, 140113)
	t := newTypist(d)
	women := representatives(t)
	var b binder
	sessions := timetable(&b)
	for i, woman := range women {
		attendReque(d, woman, i >= 22, sessions)
		t.fill(woman)
	}
	blundersReque(&b)
	w := b.world()
	w.Replicas, w.Batches, w.Proposals, w.Answers = replicas(d), batches(d), proposals(), answers(d)
	return w
}

// representatives invents the 24 women. They stand in the order of their
// committees, but for the last two, who will be often absent.
func representatives(t *typist) []*someone {
	names := lotteries()
	var women []*someone
	for i, committee := range committees {
		s := &someone{
			sex: "F", nationality: "PER", population: "host_community",
			committee: "Comité " + committee, phone: t.number("9", 8), wanted: 1,
			papers: []paper{{"DNI", t.number(strconv.Itoa(i%4), 7)}, {}},
		}
		s.birth, s.stages = stageOf(t.dice, i)
		s.surnames = [2]string{names["surname-pe"].Draw(t.dice.Rand), names["surname-pe"].Draw(t.dice.Rand)}
		t.christen(s, names["given-f"])
		s.tie = tie(i % 2)
		women = append(women, s)
	}
	return women
}

// stageOf spreads the life stages over the women: the first six are young, of
// whom three are mothers and two pregnant; then twelve mothers, one of them
// pregnant; then six older women.
func stageOf(d dice, i int) (birth trenza.Day, stages string) {
	switch {
	case i < 3:
		return d.day("1993-01-01", "2000-12-31"), "joven;madre"
	case i < 5:
		return d.day("1993-01-01", "2000-12-31"), "joven;gestante"
	case i < 6:
		return d.day("1993-01-01", "2000-12-31"), "joven"
	case i < 7:
		return d.day("1980-01-01", "1987-12-31"), "madre;gestante"
	case i < 18:
		return d.day("1963-01-01", "1987-12-31"), "madre"
	}
	return d.day("1944-01-01", "1957-12-31"), "adulta_mayor"
}

// course is one of the three courses of Reque and the sheet of its attendance.
type course struct {
	service string
	days    []string
	page    *page
}

// timetable lays out two sessions a week from January, national holidays left out:
// crochet on Tuesdays, and on Thursdays pastry twice and then personal capacities
// once. Whoever is on the three sheets is one cohort.
func timetable(b *binder) []*course {
	const file = "reque/asistencia-2019.xlsx"
	thursdays := learning.Calendar("2019-01-10", []time.Weekday{time.Thursday}, 24)
	var pastry, capacities []trenza.Day
	for i, day := range thursdays {
		if i%3 == 2 {
			capacities = append(capacities, day)
		} else {
			pastry = append(pastry, day)
		}
	}
	plans := []learning.CoursePlan{
		weeklyPlan("crochet", "2019-01-08", 24), weeklyPlan("pasteleria", pastry[0], 16), weeklyPlan("capacidades_personales", capacities[0], 8),
	}
	plans[1].Off, plans[2].Off = capacities, pastry
	sheets := []string{"Crochet", "Pastelería", "Capacidades"}
	courses := make([]*course, len(plans))
	for i := range plans {
		plans[i].Each = learning.Session{Hour: "15:00", Venue: "CPVC", Childcare: true}
		days := daysOf(plans[i])
		courses[i] = &course{plans[i].Course, days, b.page(file, sheets[i], attendanceHeader(days))}
	}
	b.cohorts = append(b.cohorts, Cohort{
		Training: "taller", Title: "Primer taller, 2019", Place: reque, Plans: plans, File: file, Sheets: sheets,
		Shown: thursdays[len(thursdays)-1],
	})
	return courses
}

// attendReque enters a woman's marks in each course. A regular woman misses at
// most four of the 48 sessions and is late to at most three; the others miss
// two of five. The women of the fifth and the twelfth committee show no paper
// at the pastry course.
func attendReque(d dice, woman *someone, often bool, courses []*course) {
	for at, c := range courses {
		marks := make([]string, len(c.days))
		for i := range marks {
			marks[i] = "P"
			if often && i%5 > 2 {
				marks[i] = pick(d, "F", "J")
			}
		}
		if !often {
			marks[d.IntN(len(marks))] = pick(d, "F", "J", "R")
			marks[d.IntN(len(marks))] = pick(d, "T", "P")
		}
		woman.add(workshop, c.page, entry{before: []string{c.service, string(reque)}, after: marks})
		if at == 1 && slices.Contains([]string{"Comité " + committees[4], "Comité " + committees[11]}, woman.committee) {
			woman.entries[at].paper = 1
		}
	}
}

// blundersReque adds the wrong row: an attendance of nobody.
func blundersReque(b *binder) {
	sheet := b.at[[2]string{"reque/asistencia-2019.xlsx", "Pastelería"}]
	marks := make([]string, len(sheet.header)-2-len(personColumns))
	marks[0] = "P"
	sheet.add(entry{before: []string{"pasteleria", string(reque)}, after: marks, bad: true})
}
