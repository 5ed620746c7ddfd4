package cast

import (
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/venture"
)

// Replica is one that the representative of a committee gave.
type Replica struct {
	Committee string // its name
	Day       trenza.Day
	Topics    []string // that were to be taught
	Account   collective.Account
	Verified  string // how somebody else checked it, "" while nobody did
	Closed    bool
}

// Batch is so many units that a cohort made of a product, and what became of them.
type Batch struct {
	Training string // whose cohort made them
	venture.Batch
	Uses []venture.Use
}

// Proposal is what the representative of a committee proposed.
type Proposal struct {
	Committee string
	Sphere    string
	What      string
	Made      trenza.Day
	Fate      collective.Fate
	Decided   trenza.Day
}

// Answer is what the representative of a committee answered to an instrument, alone.
type Answer struct {
	Committee, Instrument, Wave string
	Day                         trenza.Day
	Values                      map[int]int // by the number of the item
}

// answers are those of every representative to the fifteen questions on resources,
// decisions and voice, before the workshop and after it.
func answers(d dice) []Answer {
	const items, most = 15, 2
	var all []Answer
	for _, committee := range committees {
		before := Answer{"Comité " + committee, "trenza-15", measure.Baseline, "2019-01-10", make(map[int]int)}
		after := Answer{before.Committee, before.Instrument, measure.Endline, "2019-06-27", make(map[int]int)}
		for item := 1; item <= items; item++ {
			before.Values[item] = d.weigh(40, 45, 15)
			after.Values[item] = min(most, before.Values[item]+d.weigh(80, 20))
		}
		all = append(all, before, after)
	}
	return all
}

// The replicas of story 4: 31 of them in 19 committees, 412 attendances, 268 of them
// for the first time.
const (
	replicaEvents      = 31
	replicaCommittees  = 19
	replicaAttendances = 412
	replicaFirstTimes  = 268
)

// replicas are what the representatives taught on within two months of their last
// session: the first of each committee was verified.
func replicas(d dice) []Replica {
	taughtOn := [][]string{{"puntos", "prendas_ninez"}, {"cupcakes", "empanadas"}, {"enrollados", "costo_postre"}, {"prendas_adultos", "costo_prenda"}}
	made := []string{"gorritos", "cupcakes", "enrollados", "chalinas"}
	var all []Replica
	for i := range replicaEvents {
		people, first := part(replicaAttendances, replicaEvents, i), part(replicaFirstTimes, replicaEvents, i)
		r := Replica{
			Committee: "Comité " + committees[i%replicaCommittees], Day: d.day("2019-07-02", "2019-08-16"), Topics: taughtOn[i%len(taughtOn)],
			Account: collective.Account{
				Covered: taughtOn[i%len(taughtOn)], Minutes: 120, FirstTime: first, Groups: heads(d, people),
				Form: map[string]string{"materiales": "lana, moldes y harina", "producto": made[i%len(made)]},
			},
		}
		if i%7 == 3 { // there was no time for all of it
			r.Account.Covered = r.Topics[:1]
		}
		if i < replicaCommittees {
			r.Verified, r.Closed = pick(d, collective.ByCall, collective.ByVisit), i%2 == 0
		}
		all = append(all, r)
	}
	return all
}

// part is the nth of so many parts of a whole that differ by one at most.
func part(whole, parts, n int) int { return whole/parts + (parts-1-n+whole%parts)/parts }

// heads spreads people over sexes and ages.
func heads(d dice, people int) []outreach.Group {
	men := d.between(1, 3)
	var groups []outreach.Group
	for i, n := range spread(d, people-men, 1, 2, 6, 9, 2) {
		band := outreach.Bands()[i]
		groups = append(groups, outreach.Group{Sex: "F", MinAge: band.Min, MaxAge: band.Max, People: n})
	}
	return append(groups, outreach.Group{Sex: "M", MinAge: 30, MaxAge: 59, People: men})
}

// batches are what the cohort made: a few times of each product, most of it sold, some
// taken home and some given away.
func batches(d dice) []Batch {
	var all []Batch
	for _, p := range []struct {
		product         string
		units, minutes  int
		material, price trenza.Money
		days            []trenza.Day
	}{
		{"prenda_nino", 24, 5_760, 28_800, 3_500, []trenza.Day{"2019-04-30", "2019-06-18"}},
		{"prenda_adulto", 12, 5_400, 30_000, 6_000, []trenza.Day{"2019-05-28"}},
		{"cupcake", 144, 600, 10_080, 200, []trenza.Day{"2019-02-28", "2019-05-16"}},
		{"empanada", 96, 720, 11_520, 300, []trenza.Day{"2019-04-04"}},
		{"enrollado", 60, 540, 9_000, 350, []trenza.Day{"2019-06-06"}},
	} {
		for _, day := range p.days {
			sold, home := p.units*d.between(60, 75)/100, p.units*d.between(10, 18)/100
			all = append(all, Batch{
				Training: "taller",
				Batch:    venture.Batch{Place: reque, Day: day, Product: p.product, Units: p.units, Minutes: p.minutes, Material: p.material, Price: p.price},
				Uses: []venture.Use{
					{Day: day.Add(2), How: venture.ForSale, Units: sold, Amount: p.price * trenza.Money(sold)},
					{Day: day, How: venture.ForHer, Units: home},
					{Day: day.Add(1), How: venture.AsGift, Units: max(1, p.units/24)},
				},
			})
		}
	}
	return all
}

// proposals are what five representatives proposed, of which three were adopted.
func proposals() []Proposal {
	at := func(i int) string { return fmt.Sprint("Comité ", committees[i]) }
	return []Proposal{
		{at(0), "comite", "Turnos para cocinar y cuidar, repartidos entre todas", "2019-05-06", collective.Adopted, "2019-05-20"},
		{at(2), "municipalidad", "Un puesto de venta en la feria del distrito", "2019-06-10", collective.Adopted, "2019-07-15"},
		{at(5), "comunidad", "Un taller de crochet los sábados en el local comunal", "2019-07-22", collective.Adopted, "2019-08-12"},
		{at(9), "municipalidad", "Que el horno del taller se preste a los comités", "2019-08-05", collective.Open, ""},
		{at(14), "comite", "Guardar una parte de lo vendido para emergencias", "2019-08-19", collective.Declined, "2019-09-02"},
	}
}
