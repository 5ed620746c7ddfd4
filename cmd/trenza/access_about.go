package main

import (
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// subject is what is asked about: a verb, and the row that it would be done to.
type subject struct {
	verb  string
	named string // the row, as it was typed
	row   access.Row
}

// subjects say, for each word that stands before the colon, what "read" means
// there, of which kinds the row may be, and how it is found.
var subjects = map[string]struct {
	read  string
	kinds []access.Kind
	find  func(x *explaining, name string) (access.Row, error)
}{
	"person":      {"person.read", []access.Kind{access.Person}, (*explaining).person},
	"pair":        {"review.read", []access.Kind{access.Pair}, (*explaining).pair},
	"publication": {"publication.read", []access.Kind{access.Publication}, (*explaining).publication},
	"account":     {"account.read", []access.Kind{access.Account}, (*explaining).account},
	"service": {"attention.read", []access.Kind{access.Attention, access.Delivery, access.List, access.Activity, access.Definition},
		(*explaining).service},
}

// explaining looks for a row on behalf of whoever asks. What she may not know of
// is not there for her, explained or not.
type explaining struct {
	s        *session
	h        *house
	d        *programme.Definition
	actor    trenza.Actor
	services []access.Service
	kind     access.Kind
}

// about finds what the command asks about.
func (c accessExplainCommand) about(s *session, h *house, d *programme.Definition) (subject, error) {
	before, name, _ := strings.Cut(c.What, ":")
	kind, known := subjects[before]
	if !known || name == "" {
		return subject{}, trenza.Refuse("cli.about_what", c.What)
	}
	about := subject{verb: c.May, named: c.What}
	if about.verb == "read" {
		about.verb = kind.read
	}
	x := &explaining{s: s, h: h, d: d, actor: s.actor(d.Runs())}
	var verbs []string
	for _, k := range kind.kinds {
		some := access.Verbs(k)
		verbs = append(verbs, some...)
		if x.kind == "" && slices.Contains(some, about.verb) {
			x.kind = k
		}
	}
	if x.kind == "" {
		return subject{}, trenza.Refuse("cli.verb_unknown", c.May, before, strings.Join(verbs, ", "))
	}
	err := h.journal.Read(s.ctx, func(r store.Reader) (err error) {
		x.services, err = programme.Catalogue(s.ctx, r, d.Runs())
		return err
	})
	if err == nil {
		about.row, err = kind.find(x, name)
	}
	return about, err
}

// scope is what whoever asks may know of. Whoever has the key is told of what the
// operator would be: of everything but what is restricted.
func (x *explaining) scope() (access.Scope, error) {
	actor := x.actor
	if actor.Role == trenza.RoleCustodian {
		actor.Role = trenza.RoleOperator
	}
	return access.For(actor, x.services...)
}

// person finds a person whom she may list.
func (x *explaining) person(code string) (row access.Row, err error) {
	scope, err := x.scope()
	if err != nil {
		return row, err
	}
	err = x.h.journal.Read(x.s.ctx, func(r store.Reader) error {
		p, err := x.listed(r, scope, code)
		if err != nil {
			return err
		}
		row, err = registry.RowOf(x.s.ctx, r, scope.Organisation, p, x.services)
		return err
	})
	return row, err
}

// listed is the id of a record's thread, if she may list that person.
func (x *explaining) listed(r store.Reader, scope access.Scope, code string) (string, error) {
	unknown := &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_person", Args: []any{strings.ToUpper(strings.TrimSpace(code))}}
	reached, err := registry.Reach(x.s.ctx, r, scope, code)
	if err != nil {
		return "", err
	}
	permitted, err := registry.Permits(x.s.ctx, r, scope, "person.list", reached.Root)
	if err == nil && !permitted {
		err = unknown
	}
	return reached.Root, err
}

// pair finds a pair of two people whom she may list, and of which she may know:
// a pair that a restricted team guards is there for that team alone.
func (x *explaining) pair(code string) (row access.Row, err error) {
	scope, err := x.scope()
	if err != nil {
		return row, err
	}
	err = x.h.journal.Read(x.s.ctx, func(r store.Reader) error {
		pair, err := registry.FindPair(x.s.ctx, r, x.h.vault, scope, code)
		if err != nil {
			return err
		}
		for _, record := range []string{pair.First, pair.Second} {
			permitted, err := registry.Permits(x.s.ctx, r, scope, "person.list", record)
			if err == nil && !permitted {
				err = &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_pair", Args: []any{code}}
			}
			if err != nil {
				return err
			}
		}
		row, err = registry.PairRowOf(x.s.ctx, r, x.h.vault, scope.Organisation, pair, x.services)
		return err
	})
	return row, err
}

// publication finds frozen figures that she may read.
func (x *explaining) publication(code string) (access.Row, error) {
	scope, err := x.scope()
	if err != nil {
		return access.Row{}, err
	}
	f, err := x.h.reporter.FrozenAs(x.s.ctx, scope, strings.ToUpper(strings.TrimSpace(code)))
	if err != nil {
		return access.Row{}, err
	}
	return access.Row{Kind: access.Publication, Class: trenza.P1, Programme: f.Programme, Public: f.Public}, nil
}

// account finds an account of which she may ask.
func (x *explaining) account(login string) (access.Row, error) {
	account, err := x.h.mayAskOf(x.s, x.actor, login)
	return access.Row{Kind: access.Account, Class: trenza.P1, Account: account.ID}, err
}

// service is a row of a service somewhere: PROGRAMME/SERVICE@PLACE. It is of
// nobody in particular.
func (x *explaining) service(name string) (access.Row, error) {
	path, where, placed := strings.Cut(name, "@")
	id, service, _ := strings.Cut(path, "/")
	d, err := x.h.inUse(x.s, id)
	if err != nil {
		return access.Row{}, err
	}
	found, ok := d.Service(service)
	if !ok || d.Runs() != x.d.Runs() {
		return access.Row{}, trenza.Refuse("exchange.service_unknown", service, id)
	}
	var place directory.Place
	if placed {
		if place, err = directory.ReadPlace(where); err != nil {
			return access.Row{}, err
		}
	}
	return attention.Service{Programme: d, Service: found}.Row(x.kind, place.Code), nil
}
