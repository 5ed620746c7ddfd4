package cast

import "github.com/trenza/trenza"

// The span of the lists, and the days on which services began or ended.
const (
	firstDay     trenza.Day = "2019-03-04"
	emergency    trenza.Day = "2020-03-16" // integrated services begin
	workshopsEnd trenza.Day = "2020-09-30"
	lastDay      trenza.Day = "2021-03-26"
)

// beyond is how many women above the published "more than" the lists hold.
const beyond = 6

// AlmaLlanera invents the lists of the regional project, with exactly as many
// people behind each figure as the targets say. It reads these indicators:
//
//	bono                women with at least one payment collected or credited
//	empleabilidad       women who completed the course
//	emprendimiento      women who completed the course
//	legal_psicosocial   women with legal assistance or psychosocial support
//	informacion         people informed, oriented or at sociocultural activities
//	informacion_mujeres how many women among them are exceeded, by six
//	satisfechas         women satisfied with the care for them or their families
//
// Smaller targets make a smaller world. Beside the people counted stand those
// whom a careless count would add: payments rejected, courses not completed, a
// single group session, men and girls in services for women, orientation that
// is not assistance, dissatisfied and silent answers.
func AlmaLlanera(seed uint64, targets Targets) World {
	d := newDice(seed, 18338)
	p := &project{dice: d, typist: newTypist(d), targets: targets}
	p.inform()
	p.chooseBaker()
	p.assist()
	p.train()
	p.pay()
	p.heal()
	p.ask()
	p.relate()
	p.identify()
	p.count()
	p.blunder()
	w := p.world()
	w.Businesses, w.Works = p.businesses(), p.works()
	return w
}

// project is a world in the making. First it is decided who comes to what,
// then who she is, and last how each row is typed.
type project struct {
	dice
	binder
	*typist
	targets Targets

	all                []*someone // in the order of invention
	women, men         []*someone
	children           []*someone
	entrepreneurs      []*someone // women who completed the course
	baker              *someone   // whose bakery story 1 tells; nil in a world too small for her
	finished           []finisher // women who completed a course in its first round, under one paper
	lines, householdNo int
}

// share is a part of a target, in percent, and at least one person.
func share(n, percent int) int { return (n*percent + 99) / 100 }

// draw returns n women from Venezuela, the given percent of them known from
// other services as far as there are enough, and none whom except names.
func (p *project) draw(n, percent int, except func(*someone) bool) []*someone {
	var drawn []*someone
	for _, s := range shuffled(p.dice, p.women) {
		if len(drawn) < n*percent/100 && s.nationality == "VEN" && !except(s) {
			drawn = append(drawn, s)
		}
	}
	for len(drawn) < n {
		s := p.invent(woman)
		s.nationality, s.population = "VEN", p.movement()
		drawn = append(drawn, s)
	}
	return drawn
}

func nobody(*someone) bool { return false }

// some returns up to n of the people, at random.
func (p *project) some(n int, people []*someone) []*someone {
	return shuffled(p.dice, people)[:min(n, len(people))]
}
