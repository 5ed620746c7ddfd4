package explain

import (
	"context"
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

// subjects say, for each word that stands before the colon, what "read" means
// there, of which kinds the row may be, and how it is found.
var subjects = map[string]struct {
	read  string
	kinds []access.Kind
	find  func(x *looking, name string) (access.Row, error)
}{
	"person":      {"person.read", []access.Kind{access.Person}, (*looking).person},
	"pair":        {"review.read", []access.Kind{access.Pair}, (*looking).pair},
	"publication": {"publication.read", []access.Kind{access.Publication}, (*looking).publication},
	"account":     {"account.read", []access.Kind{access.Account}, (*looking).member},
	"service": {"attention.read", []access.Kind{access.Attention, access.Delivery, access.List, access.Activity, access.Definition, access.Cohort, access.Enrolment},
		(*looking).service},
}

// Verbs are those that can be asked about, by the word before the colon, and each
// once.
func Verbs(word string) (verbs []string) {
	for _, kind := range subjects[word].kinds {
		verbs = append(verbs, access.Verbs(kind)...)
	}
	slices.Sort(verbs)
	return slices.Compact(verbs)
}

// Words are what may stand before the colon.
func Words() []string { return []string{"person", "service", "pair", "publication", "account"} }

// looking looks for a row on behalf of whoever asks.
type looking struct {
	Explainer
	ctx      context.Context
	services []access.Service
	kind     access.Kind
}

// about finds the verb and the row of a question.
func (x Explainer) about(ctx context.Context, q Question) (verb string, row access.Row, err error) {
	before, name, _ := strings.Cut(q.What, ":")
	subject, known := subjects[before]
	if !known || name == "" {
		return "", row, trenza.Refuse("explain.about_what", q.What)
	}
	if verb = q.May; verb == "read" {
		verb = subject.read
	}
	kind := slices.IndexFunc(subject.kinds, func(k access.Kind) bool { return slices.Contains(access.Verbs(k), verb) })
	if kind < 0 {
		return "", row, trenza.Refuse("explain.verb_unknown", q.May, before, strings.Join(Verbs(before), ", "))
	}
	l := &looking{Explainer: x, ctx: ctx, kind: subject.kinds[kind]}
	err = x.Journal.Read(ctx, func(r store.Reader) (err error) {
		l.services, err = programme.Catalogue(ctx, r, x.Asks.Organisation)
		return err
	})
	if err == nil {
		row, err = subject.find(l, name)
	}
	return verb, row, err
}

// scope is what whoever asks may know of. Whoever has the key is told of what the
// operator would be: of everything but what is restricted.
func (l *looking) scope() (access.Scope, error) {
	actor := l.Asks
	if actor.Role == trenza.RoleCustodian {
		actor.Role = trenza.RoleOperator
	}
	return access.For(actor, l.services...)
}

// person finds a person whom she may list.
func (l *looking) person(code string) (row access.Row, err error) {
	scope, err := l.scope()
	if err != nil {
		return row, err
	}
	err = l.Journal.Read(l.ctx, func(r store.Reader) error {
		p, err := l.listed(r, scope, code)
		if err != nil {
			return err
		}
		row, err = registry.RowOf(l.ctx, r, scope.Organisation, p, l.services)
		return err
	})
	return row, err
}

// listed is the id of a record's thread, if she may list that person.
func (l *looking) listed(r store.Reader, scope access.Scope, code string) (string, error) {
	unknown := &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_person", Args: []any{strings.ToUpper(strings.TrimSpace(code))}}
	reached, err := registry.Reach(l.ctx, r, scope, code)
	if err != nil {
		return "", err
	}
	permitted, err := registry.Permits(l.ctx, r, scope, "person.list", reached.Root)
	if err == nil && !permitted {
		err = unknown
	}
	return reached.Root, err
}

// pair finds a pair of two people whom she may list, and of which she may know:
// a pair that a restricted team guards is there for that team alone.
func (l *looking) pair(code string) (row access.Row, err error) {
	scope, err := l.scope()
	if err != nil {
		return row, err
	}
	err = l.Journal.Read(l.ctx, func(r store.Reader) error {
		pair, err := registry.FindPair(l.ctx, r, l.Vault, scope, code)
		if err != nil {
			return err
		}
		for _, record := range []string{pair.First, pair.Second} {
			permitted, err := registry.Permits(l.ctx, r, scope, "person.list", record)
			if err == nil && !permitted {
				err = &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_pair", Args: []any{code}}
			}
			if err != nil {
				return err
			}
		}
		row, err = registry.PairRowOf(l.ctx, r, l.Vault, scope.Organisation, pair, l.services)
		return err
	})
	return row, err
}

// publication finds frozen figures that she may read.
func (l *looking) publication(code string) (access.Row, error) {
	scope, err := l.scope()
	if err != nil {
		return access.Row{}, err
	}
	f, err := l.Reporter.FrozenAs(l.ctx, scope, strings.ToUpper(strings.TrimSpace(code)))
	if err != nil {
		return access.Row{}, err
	}
	return access.Row{Kind: access.Publication, Class: trenza.P1, Programme: f.Programme, Public: f.Public}, nil
}

// member finds an account of which she may ask.
func (l *looking) member(login string) (access.Row, error) {
	account, err := l.account(l.ctx, login)
	return access.Row{Kind: access.Account, Class: trenza.P1, Account: account.ID}, err
}

// service is a row of a service somewhere: PROGRAMME/SERVICE@PLACE. It is of
// nobody in particular.
func (l *looking) service(name string) (row access.Row, err error) {
	path, where, placed := strings.Cut(name, "@")
	id, service, _ := strings.Cut(path, "/")
	var place directory.Place
	if placed {
		if place, err = directory.ReadPlace(where); err != nil {
			return row, err
		}
	}
	err = l.Journal.Read(l.ctx, func(r store.Reader) error {
		d, err := programme.Find(l.ctx, r, l.Asks.Organisation, id)
		if err != nil {
			return err
		}
		found, ok := d.Service(service)
		if !ok {
			return trenza.Refuse("exchange.service_unknown", service, id)
		}
		row = attention.Service{Programme: d, Service: found}.Row(l.kind, place.Code)
		return nil
	})
	return row, err
}

// WordOf is the word before the colon of what a verb is done to, "" for a verb
// that is asked of nothing.
func WordOf(verb string) string {
	for _, word := range Words() {
		if slices.Contains(Verbs(word), verb) {
			return word
		}
	}
	return ""
}
