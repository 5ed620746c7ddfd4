package access

import (
	"slices"
	"sync"

	"github.com/trenza/trenza"
)

// Scope is how far a reader sees. Get one from [For] and narrow it by setting
// Programme or lowering UpTo; it cannot be widened beyond the actor's roles. The
// zero Scope sees nothing.
type Scope struct {
	Organisation string       // the wall: no row of another organisation is read
	Programme    string       // id of the only programme to read, "" for all of them
	Actor        trenza.Actor // who reads
	UpTo         trenza.Class // the highest class that is read
	Teams        []string     // ids of the restricted teams whose questions are read as well

	services []Service
	counting bool // of figures that were or will be frozen, whoever reads
	opened   *opened
}

// opened remembers what the policies leave open, for a scope and those that are
// made of it: a report asks the same a hundred times.
type opened struct {
	lock sync.Mutex
	rows map[opening]Condition
}

type opening struct {
	question
	kind Kind
}

// open is the condition under which rows of a kind are within a question of the
// scope.
func (s Scope) open(q question, kind Kind) (Condition, error) {
	if s.opened == nil {
		return opener{q, kind, s.services}.rows()
	}
	s.opened.lock.Lock()
	defer s.opened.lock.Unlock()
	c, known := s.opened.rows[opening{q, kind}]
	if known {
		return c, nil
	}
	c, err := opener{q, kind, s.services}.rows()
	if err == nil {
		s.opened.rows[opening{q, kind}] = c
	}
	return c, err
}

// For returns everything that the actor may read. services are those of the
// organisation's programmes: a service that is not among them is of no field of
// work and of no class, and no policy that asks for either lets it through.
//
// It refuses an actor without an organisation ("access.no_organisation") and one
// who holds no role ("access.unknown_role"), both of kind Forbidden.
func For(actor trenza.Actor, services ...Service) (Scope, error) {
	if actor.Organisation == "" {
		return Scope{}, &trenza.Problem{Kind: trenza.Forbidden, Key: "access.no_organisation"}
	}
	if len(asked(actor)) == 0 {
		return Scope{}, unknownRole(actor)
	}
	return Scope{
		Organisation: actor.Organisation, Actor: actor, UpTo: trenza.P3,
		Teams: slices.Clone(actor.Teams), services: services, opened: &opened{rows: make(map[opening]Condition)},
	}, nil
}

// Where returns the condition under which rows of a kind are within the scope,
// for what a verb does with them. The rows of the scope's organisation are
// meant: every question names it by itself.
func (s Scope) Where(verb string, kind Kind) Condition {
	if !s.withinWall() {
		return always(false)
	}
	if s.counting && kind == Delivery && verb == "figures.count" {
		return s.narrowed(kind, always(true))
	}
	var permitted []Condition
	for _, g := range asked(s.Actor) {
		c, err := s.open(question{g, s.Organisation, s.Actor.Account, verb}, kind)
		if err != nil {
			return always(false) // a list that is not understood is nobody's
		}
		permitted = append(permitted, c)
	}
	return s.narrowed(kind, anyOf(permitted...))
}

// narrowed is a condition as far as the reader wants to see.
func (s Scope) narrowed(kind Kind, c Condition) Condition {
	o := opener{question: question{organisation: s.Organisation}, kind: kind, services: s.services}
	if s.UpTo < trenza.P3 {
		c = all(c, o.upTo(s.UpTo))
	}
	if s.Programme != "" && hasProgramme[kind] {
		c = all(c, o.within(Ambit{Programme: s.Programme}))
	}
	return c
}

// Counting is the scope for a figure that was frozen, or is about to be: it
// counts every row of the programme, for whoever may do what the verb says with
// the publication ("figures.freeze", "publication.recompute"). What she is shown
// of it, the publication decides.
func (s Scope) Counting(verb string, publication Row) (Scope, error) {
	if err := s.May(verb, publication); err != nil {
		return Scope{}, err
	}
	s.Programme, s.counting = publication.Programme, true
	return s, nil
}

// Reaches reports whether rows of a service are within the scope anywhere, for
// what a verb does with them.
func (s Scope) Reaches(verb string, kind Kind, service Service) bool {
	if !s.withinWall() || service.Class > s.UpTo || s.Programme != "" && s.Programme != service.Programme {
		return false
	}
	if s.counting && verb == "figures.count" {
		return true
	}
	return slices.ContainsFunc(asked(s.Actor), func(g trenza.Grant) bool {
		row := Row{Kind: kind, Organisation: s.Organisation, Class: service.Class, Programme: service.Programme,
			Service: service.ID, Field: service.Field, Place: g.Place}
		return remembered(question{g, s.Organisation, s.Actor.Account, verb}, row).Allowed
	})
}

// Extent lists the ambits of the roles by which the scope reaches anything of a
// programme, for what a verb does; it is empty when one of them is the whole
// programme.
func (s Scope) Extent(verb string, kind Kind, services ...Service) (extent []Ambit) {
	if s.counting {
		return nil
	}
	for _, g := range asked(s.Actor) {
		hers := s
		hers.Actor.Role, hers.Actor.Grants = "", []trenza.Grant{g}
		if s.Actor.Role != "" {
			return nil
		}
		if !slices.ContainsFunc(services, func(service Service) bool { return hers.Reaches(verb, kind, service) }) {
			continue
		}
		if g.Place == "" && g.Course == "" {
			return nil
		}
		if a := (Ambit{Course: g.Course, Place: g.Place}); !slices.Contains(extent, a) {
			extent = append(extent, a)
		}
	}
	return extent
}

// hasProgramme are the kinds whose rows belong to a programme.
var hasProgramme = map[Kind]bool{Attention: true, Delivery: true, Cohort: true, Enrolment: true, Activity: true, List: true, Publication: true, Definition: true}

// Nothing reports whether a condition lets no row through.
func Nothing(c Condition) bool { return c == Condition(always(false)) }

// Everything reports whether a condition lets every row of the organisation
// through.
func Everything(c Condition) bool { return c == Condition(always(true)) }

// Local reports whether a condition lets rows of districts or of courses through
// and no others: few, which an index finds sooner than whoever goes through all.
func Local(c Condition) bool {
	switch c := c.(type) {
	case within:
		return c.Course != "" || c.Place != "" && c.Place == c.Place.District()
	case both:
		return slices.ContainsFunc(c, Local)
	case either:
		return !slices.ContainsFunc(c, func(one Condition) bool { return !Local(one) })
	}
	return false
}

// May is [May], asked by the one who reads. It is narrowed as the scope is.
func (s Scope) May(verb string, on Row) error {
	if !s.withinWall() || on.Class > max(s.UpTo, trenza.P0) && on.Class < trenza.P4 ||
		s.Programme != "" && on.Programme != "" && on.Programme != s.Programme {
		return &trenza.Problem{Kind: trenza.Forbidden, Key: "access.not_permitted"}
	}
	return May(s.Actor, verb, on)
}

// Service returns what the scope knows of a service, as [Among] does.
func (s Scope) Service(programme, id string) Service { return Among(s.services, programme, id) }

// Serves reports whether questions of a restricted team are within the scope:
// those that a woman's case puts to the team that handles it, and to nobody else
// (domain rule 0). The actor must serve the team, whatever the scope says.
func (s Scope) Serves(team string) bool {
	return s.withinWall() && slices.Contains(s.Teams, team) && Serves(s.Actor, team)
}

// withinWall reports whether the scope stays in the actor's own organisation.
func (s Scope) withinWall() bool {
	return s.Organisation != "" && s.Organisation == s.Actor.Organisation
}

// Serves reports whether an actor serves a restricted team.
func Serves(actor trenza.Actor, team string) bool { return MayGuard(actor, team) == nil }

// MayGuard returns nil when the actor may act for a restricted team, and
// otherwise the refusal that everything restricted has, "access.restricted_service".
// It depends on the actor alone.
func MayGuard(actor trenza.Actor, team string) error {
	if team == "" {
		return &trenza.Problem{Kind: trenza.Forbidden, Key: "access.restricted_service"}
	}
	return May(actor, "case.answer", Row{Kind: Case, Class: trenza.P4, Team: team})
}
