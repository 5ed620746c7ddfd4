package main

import (
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/staff"
)

// plan fills the days to come of somebody: what is planned with the women whom she
// accompanies or who are in her courses, and a paper of one of them that expires.
func (x *hiring) plan(c cast.Colleague, account staff.Account) error {
	plans := cast.Plans(c.Login)
	if len(plans) == 0 {
		return nil
	}
	return x.h.journal.Write(x.s.ctx, x.operator, func(tx *journal.Tx) error {
		for _, p := range plans {
			women := x.planned(c, p)
			for _, woman := range women[min(p.First, len(women)):min(p.First+p.Women, len(women))] {
				if err := x.step(tx, p, woman, account); err != nil {
					return err
				}
			}
		}
		if c.Accompanies == 0 {
			return nil
		}
		return x.expire(tx, x.around(c.Grants[0].Place, c.Accompanies)[0])
	})
}

// everybody is more women than there are.
const everybody = 1 << 20

// planned are the women with whom something may be planned.
func (x *hiring) planned(c cast.Colleague, p cast.Plan) []her {
	if c.Accompanies > 0 {
		return x.around(c.Grants[0].Place, c.Accompanies)
	}
	var women []her
	for _, woman := range x.around(p.Place.Region(), everybody) {
		if _, received := woman.services[p.Service]; received {
			women = append(women, woman)
		}
	}
	return women
}

func (x *hiring) step(tx *journal.Tx, p cast.Plan, woman her, account staff.Account) error {
	s := agenda.Step{
		Person: woman.id, Service: p.Service, Day: x.today().Add(p.In), Hour: p.Hour, Place: p.Place,
		Account: account.ID, Words: agenda.Words{What: p.What, Where: p.Where},
	}
	if p.Service != "" {
		s.Programme = x.d.ID
	}
	_, err := agenda.Plan(x.s.ctx, tx, s)
	return err
}

// expire lets it be known how a woman may be reached, and that a paper of hers
// expires soon.
func (x *hiring) expire(tx *journal.Tx, woman her) error {
	p, err := registry.Find(x.s.ctx, tx, x.h.vault, x.d.Runs(), woman.id)
	if err != nil || len(p.Identity.Documents) == 0 {
		return err
	}
	_, err = x.h.intake.Registry.Recognise(x.s.ctx, tx, registry.Record{
		Name: p.Name(), Sex: p.Sex, Birth: p.Identity.Birth,
		Documents: append(p.Identity.Documents[:1:1], registry.Document{
			Type: "CPP", Number: fmt.Sprintf("0099%05d", p.Number), Expires: x.today().Add(cast.PaperIn),
		}),
		Contact: registry.Contact{Ways: []string{"whatsapp"}, From: "09:00", To: "13:00"},
	}, trenza.DayOf(tx.Now()))
	return err
}
