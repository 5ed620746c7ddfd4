package cast

import (
	"fmt"
	"strconv"

	"github.com/trenza/trenza"
)

// pay plans the bonus: women who collected it, women whom it never reached and
// a few men.
func (p *project) pay() {
	target := p.targets["bono"]
	for i, s := range p.withBaker(p.draw(target+share(target, 6), 75, nobody), target) {
		if i < target {
			p.paid(s)
		} else {
			p.leg(s, p.line(), 1, p.payday(), "760.00", pick(p.dice, "rechazado", "pendiente", "vencido", "devuelto"))
		}
	}
	for _, s := range p.some(share(target, 2), p.men) {
		p.leg(s, p.line(), 1, p.payday(), "760.00", "cobrado")
	}
}

// paid enters the payments of somebody who collected: a line for each of her
// papers, or one line in one of the ways in which lines are paid.
func (p *project) paid(s *someone) {
	if s.wanted > 1 {
		for range s.wanted {
			p.leg(s, p.line(), 1, p.payday(), "760.00", "cobrado")
		}
		return
	}
	line, day, way := p.line(), p.payday(), p.weigh(60, 18, 9, 7, 6)
	if s == p.baker {
		way = 0
	}
	switch way {
	case 0: // two legs
		p.leg(s, line, 1, day, "500.00", "cobrado")
		p.leg(s, line, 2, day.Add(30), "300.00", pick(p.dice, "cobrado", "cobrado", "abonado"))
	case 1: // one leg
		p.leg(s, line, 1, day, "760.00", pick(p.dice, "cobrado", "abonado"))
	case 2: // rejected and issued again
		p.leg(s, line, 1, day, "760.00", "rechazado")
		p.leg(s, line, 1, day.Add(14), "760.00", "cobrado")
	case 3: // first on its way, then there
		p.leg(s, line, 1, day, "760.00", "pendiente")
		p.leg(s, line, 1, day.Add(9), "760.00", "abonado")
	case 4: // the second leg was never collected
		p.leg(s, line, 1, day, "500.00", "cobrado")
		p.leg(s, line, 2, day.Add(30), "300.00", pick(p.dice, "vencido", "devuelto"))
	}
}

// line returns a new reference of an entitlement.
func (p *project) line() string {
	p.lines++
	return fmt.Sprintf("AL-%05d", p.lines)
}

func (p *project) payday() trenza.Day { return p.day("2019-06-03", "2020-11-20") }

// leg enters one payment in the list of the office that pays in her region.
func (p *project) leg(s *someone, line string, leg int, day trenza.Day, amount, state string) {
	place := regions[s.region].districts[0]
	sheet := p.page(office(s.region)+"/bono.xlsx", strconv.Itoa(day.Year()), paymentHeader())
	means := pick(p.dice, "billetera", "billetera", "ventanilla")
	s.add(bonus, sheet, entry{
		when:   day,
		before: []string{"bono", string(day), string(place)},
		after:  []string{line, strconv.Itoa(leg), amount, means, state},
	})
}
