package cast

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/venture"
)

// Business is one that a woman began after her course, with all that became known of
// it: the plan, what two people thought of it, the seed capital and how it went.
type Business struct {
	Whose  Ref // a row of hers
	Place  trenza.Place
	Name   string
	Starts trenza.Day
	Plan   venture.Plan
	Points []int // of 100, by the reviewers who have judged it
	Seed   venture.Seed
	Moves  []venture.Move // what was done with the application, after it was judged
	Shown  []trenza.Money // by receipts, between the two payments
	Visits []venture.Visit
}

// began is the day on which the businesses of the first round began: the course had
// ended everywhere.
const began trenza.Day = "2019-08-19"

// trade is a line of business.
type trade struct {
	name, product, customer string
	price, cost, fixed      trenza.Money // of a unit, of a unit, of a month
	units                   int          // of the first month
	investment              trenza.Money
	buys                    string
}

var trades = []trade{
	{"Panadería Marbelys", "cachitos y golfeados", "las vecinas de El Porvenir", 250, 90, 48_000, 300, 240_000, "un horno y harina"},
	{"Arepas La Catira", "arepas rellenas", "quienes salen temprano al mercado", 450, 180, 36_000, 260, 150_000, "una plancha y un carrito"},
	{"Peinados Yuli", "corte y peinado", "las señoras de la cuadra", 1_500, 300, 30_000, 50, 120_000, "un secador y un espejo"},
	{"Costuras Alondra", "arreglos de ropa", "los colegios del barrio", 1_200, 250, 28_000, 60, 180_000, "una máquina de coser"},
	{"Jugos Mi Tierra", "jugos y tizanas", "el paradero de la avenida", 350, 120, 26_000, 280, 110_000, "una licuadora y vasos"},
	{"Bodega La Esquina", "abarrotes", "el pasaje", 600, 420, 24_000, 300, 200_000, "mercadería"},
	{"Tortas Dulce Hogar", "tortas por encargo", "quienes celebran un cumpleaños", 4_500, 1_900, 40_000, 25, 160_000, "una batidora y moldes"},
	{"Manos de Seda", "manicura", "las trabajadoras de la galería", 1_000, 250, 22_000, 70, 90_000, "un juego de esmaltes y una lámpara"},
}

// mostBusinesses is how many businesses are followed up.
const mostBusinesses = 24

// businesses are those of women who completed the course on business in its first
// round, the bakery first.
func (p *project) businesses() []Business {
	var all []Business
	for _, f := range p.bakerFirst() {
		if f.service != "emprendimiento" || len(all) == mostBusinesses {
			continue
		}
		n := len(all)
		what := trades[n%len(trades)]
		if n >= len(trades) {
			what.name = fmt.Sprintf("%s %d", what.name, n/len(trades)+1)
		}
		b := what.begun(f, began.Add(n%5))
		if n == 0 && f.who == p.baker {
			b.ofTheStory()
		} else {
			p.follow(&b, n)
		}
		all = append(all, b)
	}
	return all
}

// bakerFirst are the women who completed a course: she first who bakes, and then
// those of Tumbes, where the demo's registrar is.
func (p *project) bakerFirst() []finisher {
	rank := func(f finisher) int {
		switch {
		case f.who == p.baker:
			return 0
		case regions[f.who.region].folder == "tumbes":
			return 1
		}
		return 2
	}
	sorted := slices.Clone(p.finished)
	slices.SortStableFunc(sorted, func(a, b finisher) int { return cmp.Compare(rank(a), rank(b)) })
	return sorted
}

// begun is a business of that trade as it began.
func (t trade) begun(f finisher, day trenza.Day) Business {
	forecast := make([]int, 6)
	for month := range forecast {
		forecast[month] = t.units * (100 + 15*month) / 100
	}
	return Business{
		Whose: f.row.ref, Place: regions[f.who.region].districts[0], Name: t.name, Starts: day, Points: []int{76, 80},
		Plan: venture.Plan{
			Customer: t.customer, Product: t.product, Price: t.price, UnitCost: t.cost, FixedCost: t.fixed, Forecast: forecast,
			Investment: t.investment, Risk: "suben los insumos", Care: "una hermana o una vecina, por turnos",
		},
		Seed: venture.Seed{
			Kind: "mixed", Day: day.Add(7), Amount: t.investment,
			SeedWords: venture.SeedWords{For: t.buys, Owner: "her", Control: "her"},
		},
	}
}

// ofTheStory is how story 1 tells of the bakery: S/ 2,400 in two payments, and 420,
// 380, 910 and 1,260 soles net a month.
func (b *Business) ofTheStory() {
	b.Plan.Risk, b.Plan.Care = "sube la harina", "su hermana, de seis a nueve"
	b.Plan.Formal = venture.Formal{RUC: "10456789012", Regime: "rus"}
	b.Moves = []venture.Move{venture.Review, venture.Approve, venture.Sign, venture.PayFirst, venture.PayRest}
	b.Shown = []trenza.Money{100_000, 29_600}
	for i, net := range []trenza.Money{42_000, 38_000, 91_000, 126_000} {
		b.visit([]int{0, 1, 3, 6}[i], venture.Operating, net)
	}
}

// follow says how another business went: the first few only applied, most were paid
// and asked about, and some have paused, closed or were not found again.
func (p *project) follow(b *Business, n int) {
	b.Points = []int{p.between(58, 88), p.between(58, 88)}
	before := trenza.Money(p.between(18, 48) * 1_000)
	b.visit(0, venture.Operating, before)
	switch n {
	case 1:
		b.Points = b.Points[:1] // it waits for another who judges it
		return
	case 2:
		b.Moves = []venture.Move{venture.Review}
		return
	case 3:
		b.Moves = []venture.Move{venture.Review, venture.Approve, venture.Sign, venture.PayFirst}
		return
	}
	b.Moves = []venture.Move{venture.Review, venture.Approve, venture.Sign, venture.PayFirst, venture.PayRest, venture.Close}
	b.Shown = []trenza.Money{b.Seed.Amount * 55 / 100}
	for i, month := range []int{1, 3, 6, 12} {
		goes := venture.Operating
		if i > 1 {
			goes = []string{venture.Operating, venture.Paused, venture.Shut, venture.NotFound}[p.weigh(82, 7, 7, 4)]
		}
		net := before + trenza.Money(p.between(4, 16)*1_000*(i+1))
		b.visit(month, goes, net)
		if goes != venture.Operating {
			return
		}
	}
}

// visit adds how it went in a month after its start, with what was left of it.
func (b *Business) visit(month int, goes string, net trenza.Money) {
	day := b.Starts.Add(month*30 + 3)
	if month == 0 {
		day = b.Starts
	}
	v := venture.Visit{Month: month, Day: day, Operating: goes}
	if goes == venture.Operating {
		v.Numbers = venture.Numbers{Sales: net + 30_000, Costs: 30_000, CareHours: 6, Control: "her", Customers: 20 + month*3}
	}
	b.Visits = append(b.Visits, v)
}

// Work is what a woman told of her work, months after her course.
type Work struct {
	Whose Ref
	Place trenza.Place
	venture.Work
}

// works are what women told half a year after the first round of employability.
func (p *project) works() []Work {
	var all []Work
	for _, f := range p.bakerFirst() {
		if f.service != "empleabilidad" {
			continue
		}
		told := venture.Work{Month: 6, Day: trenza.Day("2020-01-06").Add(len(all) % 20)}
		switch p.weigh(22, 20, 25, 12, 15, 6) {
		case 0:
			told.Status, told.Contract, told.Terms = "formal", true, venture.Terms{Hours: 48, Income: 93_000}
		case 1:
			told.Status, told.Terms = "informal", venture.Terms{Hours: 40, Income: 60_000, UpTo: 80_000}
		case 2:
			told.Status, told.Terms = "self_employed", venture.Terms{Hours: 35, Income: 55_000}
		case 3:
			told.Status = "looking"
		case 4:
			told.Status = "caring"
		case 5:
			told.Status = venture.NotFound
		}
		if f.who == p.baker {
			told.Status, told.Contract, told.Terms = "self_employed", false, venture.Terms{Hours: 40, Income: 91_000}
		}
		all = append(all, Work{f.row.ref, regions[f.who.region].districts[0], told})
	}
	return all
}
