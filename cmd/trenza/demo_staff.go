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
	served   map[trenza.Place][]her // by department
	hired    []player
	actors   map[string]trenza.Actor // by login
	// women about whom two people decide, by thread, because of what they received
	sensitive map[string]bool
	busy      map[string]bool // women with whom something is going on, by thread
	lists     string          // the folder of the lists
	walk      walk
}

// her is a woman of the demo, by the id of her thread, and what she received last
// of each service.
type her struct {
	id       string
	services map[string]attention.Attention
}

// hire brings the staff of the demo in, and marks them as invented. They work for some
// days, and what they leave to try is returned. Nobody knows
// their passwords, which are drawn: they come in by a button, and nowhere else.
func (h *house) hire(s *session, definitions []*programme.Definition, lists string) (try walk, err error) {
	h.desk.Cost = staff.Cost{Memory: 64, Passes: 1, Threads: 1} // 256 bits need no slow hash
	defer func() { h.desk.Cost = passwordCost }()
	var players []player
	for _, d := range definitions {
		x := &hiring{
			s: s, h: h, d: d, operator: s.actor(d.Runs()), actors: make(map[string]trenza.Actor),
			sensitive: make(map[string]bool), busy: make(map[string]bool), lists: lists,
		}
		if err := x.findServed(); err != nil {
			return try, err
		}
		for _, c := range cast.Staff(d.ID) {
			if err := x.hire(c); err != nil {
				return try, fmt.Errorf("hiring %s: %w", c.Login, err)
			}
		}
		if err := x.work(); err != nil {
			return try, fmt.Errorf("the days of %s: %w", d.ID, err)
		}
		players = append(players, x.hired...)
		try = cmp.Or(try, x.walk)
	}
	return try, h.keepPlayers(s, players)
}

// hire brings one of them in.
func (x *hiring) hire(c cast.Colleague) error {
	if c.Participant {
		c.Grants = []trenza.Grant{{Role: trenza.RoleParticipant, Programme: x.d.ID, Person: x.around("", 1)[0].id}}
	}
	token, err := x.invite(c)
	if err != nil || c.Invited {
		return err
	}
	account, err := x.h.desk.Accept(x.s.ctx, token, staff.Acceptance{Name: c.Name, Login: c.Login, Password: rand.Text()})
	if err != nil {
		return err
	}
	x.hired = append(x.hired, player{Account: account.ID, Login: account.Login})
	if x.actors[c.Login], _, err = x.h.desk.Actor(x.s.ctx, account.ID, x.h.desk.Today()); err != nil {
		return err
	}
	if x.boss.Account == "" {
		x.boss = x.actors[c.Login]
		return nil
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
			x.busy[woman.id] = true
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
	services := make(map[trenza.Place]map[string]map[string]attention.Attention) // department → thread → service
	err = x.h.journal.Read(x.s.ctx, func(r store.Reader) error {
		return attention.Select(x.s.ctx, r, x.h.vault, scope, attention.Selection{Definition: x.d}, func(a attention.Attention) error {
			department := a.Place[:min(2, len(a.Place))]
			if services[department] == nil {
				services[department] = make(map[string]map[string]attention.Attention)
			}
			if services[department][a.Person] == nil {
				services[department][a.Person] = make(map[string]attention.Attention)
			}
			services[department][a.Person][a.Service] = a
			if a.Class > trenza.P2 {
				x.sensitive[a.Person] = true
			}
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
