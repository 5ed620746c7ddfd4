package main

import (
	"context"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/bench/town"
)

// How much is agreed with women.
const (
	ownSteps     = 40 // of each who registers, a week behind and three ahead
	sessions     = 3  // today, in the district of each
	sessionWomen = 12
	everySteps   = 50 // one of so many women has a step with somebody else
	followed     = 20 // services of each who is accompanied, besides those that everybody has
)

// plans makes what was agreed with women for a day: by the case workers with all
// whom they accompany, by those who register with women of their district, and
// with women all over by others.
func (o *office) plans(accounts map[string]string) func(context.Context, town.Rows) error {
	return func(_ context.Context, rows town.Rows) error {
		p := planning{office: o, rows: rows}
		for i := range o.Accompanied() {
			w := o.Assigned(i)
			p.alone(w, w.Home, o.AccountOf(i))
			if p.number%10 == 0 {
				rows.Add("due_paper", o.in.Organisation, w.ID, p.someDay(), "")
			}
		}
		for _, w := range o.workers() {
			if w.role == trenza.RoleRegistrar {
				p.district(w, accounts[w.login])
			}
		}
		for i := range o.People / everySteps {
			w := o.Woman(i * everySteps)
			p.alone(w, w.Home, o.AccountOf(1+i%(town.CaseWorkers-1)))
		}
		return nil
	}
}

// planning makes steps, one after another.
type planning struct {
	*office
	rows   town.Rows
	number int
}

// someDay is a day of the month around today.
func (p *planning) someDay() trenza.Day {
	return p.Today().Add(town.NewDice(town.Planning, p.number).IntN(28) - 7)
}

// alone makes a step of some service with one woman.
func (p *planning) alone(w town.Woman, place trenza.Place, account string) {
	service := p.ServiceOf(town.NewDice(town.Planning, p.number), access.Community)
	p.step(w, service.ID, p.someDay(), "", place, account)
}

func (p *planning) step(w town.Woman, service string, day trenza.Day, hour string, place trenza.Place, account string) {
	p.rows.Add("planned_step", p.in.Organisation, town.IDOf(town.Planning, p.number), p.Definition.ID, service, w.ID,
		day, hour, place, account, agenda.Planned, p.After(p.number), "")
	p.number++
}

// district makes what somebody who registers has agreed in her district, and
// today's sessions there.
func (p *planning) district(by worker, account string) {
	women := p.served(by.place, ownSteps+sessionWomen)
	for i := range ownSteps {
		p.alone(women[i%len(women)], by.place, account)
	}
	for session := range sessions {
		service := p.ServiceOf(town.NewDice(town.Planning, p.number), access.Training)
		for i := range sessionWomen {
			p.step(women[(ownSteps+i)%len(women)], service.ID, p.Today(), fmt.Sprintf("%02d:00", 15+session), by.place, account)
		}
	}
}

// served finds so many women who received something in a district, or as many as
// there are.
func (o *office) served(place trenza.Place, most int) (women []town.Woman) {
	for i := 0; i < 2*o.People && len(women) < most; i++ {
		s := o.Moment(dice(i).IntN(o.People))[0]
		if s.Place == place {
			women = append(women, s.Woman)
		}
	}
	return women
}

// follow makes the further services of those who are accompanied.
func (o *office) follow(_ context.Context, rows town.Rows) error {
	number := 0
	for i := range o.Accompanied() {
		w := o.Assigned(i)
		for range followed {
			d := town.NewDice(town.Planning, number)
			o.in.Give(rows, town.Service{
				Service: o.Services.Draw(d), Woman: w, ID: town.IDOf(town.Planning, 10_000_000+number),
				Day: o.Today().Add(-1 - d.IntN(700)), Place: w.Home, Entry: o.After(2*o.People + number),
			})
			number++
		}
	}
	return nil
}
