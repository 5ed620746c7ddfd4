package main

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
)

// hiring brings the invented staff of a programme in: accounts, roles, and the
// women whom they accompany.
type hiring struct {
	s        *session
	h        *house
	d        *programme.Definition
	operator trenza.Actor
	boss     trenza.Actor           // the first administrator
	served   map[trenza.Place][]her // by department, those with the most different services first
	hired    []player
}

// her is a woman of the demo, by the id of her thread, and the services that she
// received.
type her struct {
	id       string
	services map[string]bool
}

// hire brings the staff of the demo in, and marks them as invented. Nobody knows
// their passwords, which are drawn: they come in by a button, and nowhere else.
func (h *house) hire(s *session, definitions []*programme.Definition) error {
	h.desk.Cost = staff.Cost{Memory: 64, Passes: 1, Threads: 1} // 256 bits need no slow hash
	defer func() { h.desk.Cost = passwordCost }()
	var players []player
	for _, d := range definitions {
		x := &hiring{s: s, h: h, d: d, operator: s.actor(d.Runs())}
		if err := x.findServed(); err != nil {
			return err
		}
		for _, c := range cast.Staff(d.ID) {
			if err := x.hire(c); err != nil {
				return fmt.Errorf("hiring %s: %w", c.Login, err)
			}
		}
		players = append(players, x.hired...)
	}
	return h.keepPlayers(s, players)
}

// hire brings one of them in.
func (x *hiring) hire(c cast.Colleague) error {
	if c.Participant {
		c.Grants = []trenza.Grant{{Role: trenza.RoleParticipant, Programme: x.d.ID, Person: x.around("", 1)[0].id}}
	}
	token, err := x.invite(c)
	if err != nil {
		return err
	}
	account, err := x.h.desk.Accept(x.s.ctx, token, staff.Acceptance{Name: c.Name, Login: c.Login, Password: rand.Text()})
	if err != nil {
		return err
	}
	x.hired = append(x.hired, player{Account: account.ID, Login: account.Login})
	if x.boss.Account == "" {
		x.boss, _, err = x.h.desk.Actor(x.s.ctx, account.ID, x.h.desk.Today())
		return err
	}
	if err := x.accompany(c, account); err != nil {
		return err
	}
	return x.plan(c, account)
}

// invite opens the door to one of them: to the first by the link of those who are
// first.
func (x *hiring) invite(c cast.Colleague) (token string, err error) {
	if x.boss.Account == "" {
		return x.h.desk.FirstLink(x.s.ctx, x.operator)
	}
	return x.h.desk.Invite(x.s.ctx, x.boss, staff.Invitation{
		Name: c.Name, Login: c.Login, Employer: c.Employer, Language: x.s.words.Lang(), Grants: c.Grants,
	})
}

// accompany gives somebody the women whom she accompanies.
func (x *hiring) accompany(c cast.Colleague, account staff.Account) error {
	if c.Accompanies == 0 {
		return nil
	}
	women, today := x.around(c.Grants[0].Place, c.Accompanies), x.h.desk.Today()
	return x.h.journal.Write(x.s.ctx, x.operator, func(tx *journal.Tx) error {
		for _, woman := range women {
			if err := registry.Assign(x.s.ctx, tx, woman.id, account.ID, today); err != nil {
				return err
			}
		}
		if !c.Consented {
			return nil
		}
		_, err := registry.Consents(x.s.ctx, tx, registry.Consent{
			Person: women[0].id, Purpose: registry.ForSharing, TextVersion: "1", Language: "es", Mode: "signed", Given: today,
		})
		return err
	})
}

// around returns those who received most where somebody works, as many as are
// asked for.
func (x *hiring) around(place trenza.Place, most int) []her {
	var women []her
	for department, some := range x.served {
		if place == "" || strings.HasPrefix(string(place), string(department)) {
			women = append(women, some...)
		}
	}
	slices.SortFunc(women, func(a, b her) int {
		return cmp.Or(cmp.Compare(len(b.services), len(a.services)), strings.Compare(a.id, b.id))
	})
	return women[:min(most, len(women))]
}

// findServed reads who received what, where.
func (x *hiring) findServed() error {
	scope, err := x.s.scope(x.h, x.d)
	if err != nil {
		return err
	}
	services := make(map[trenza.Place]map[string]map[string]bool) // department → thread → services
	err = x.h.journal.Read(x.s.ctx, func(r store.Reader) error {
		return attention.Select(x.s.ctx, r, x.h.vault, scope, attention.Selection{Definition: x.d}, func(a attention.Attention) error {
			department := a.Place[:min(2, len(a.Place))]
			if services[department] == nil {
				services[department] = make(map[string]map[string]bool)
			}
			put(services[department], a.Person, a.Service)
			return nil
		})
	})
	x.served = make(map[trenza.Place][]her)
	for department, women := range services {
		for _, id := range slices.Sorted(maps.Keys(women)) {
			x.served[department] = append(x.served[department], her{id, women[id]})
		}
	}
	return err
}
