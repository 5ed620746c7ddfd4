package access

import (
	"fmt"
	"sync"

	"github.com/cedar-policy/cedar-go"

	"github.com/trenza/trenza"
)

// May returns nil when the actor may do what the verb says, "attention.give" for
// one, to a row. Otherwise it returns a Problem of kind Forbidden:
//
//   - "access.unknown_role" when the actor holds no role of the house;
//   - "access.restricted_service" when the row is restricted: a service of
//     violence, trafficking or child protection is handled only by its own team,
//     in its own place (domain rule 0);
//   - "access.not_permitted" when none of the actor's roles permits it.
//
// The refusal depends on what the row is, never on whether it exists, so that it
// gives nothing away.
func May(actor trenza.Actor, verb string, on Row) error {
	decision := Decide(actor, verb, on)
	if decision.Allowed {
		return nil
	}
	refusal := &trenza.Problem{Kind: trenza.Forbidden, Key: "access.not_permitted"}
	switch {
	case len(asked(actor)) == 0:
		return unknownRole(actor)
	case on.Class >= trenza.P4:
		refusal.Key = "access.restricted_service"
	}
	return refusal.Because(fmt.Errorf("%s on %s of class %v: %v", verb, on.Kind, on.Class, actor.RoleNames()))
}

func unknownRole(actor trenza.Actor) error {
	return &trenza.Problem{Kind: trenza.Forbidden, Key: "access.unknown_role", Args: []any{actor.Role}}
}

// Decision is an answer and what decided it.
type Decision struct {
	Allowed bool
	Grant   trenza.Grant // by which of the actor's roles, when allowed
	By      []string     // ids of the policies that decided; none when no policy permits
}

// Decide asks with each role that the actor holds; one that permits is enough.
func Decide(actor trenza.Actor, verb string, on Row) Decision {
	if on.Organisation == "" {
		on.Organisation = actor.Organisation
	}
	var refused Decision
	for _, g := range asked(actor) {
		decision := remembered(question{g, actor.Organisation, actor.Account, verb}, on)
		if decision.Allowed {
			decision.Grant = g
			return decision
		}
		refused.By = append(refused.By, decision.By...)
	}
	return refused
}

// asked are the roles with which an actor asks: those granted, or that of the
// command line, once more for each restricted team. An actor of no role of the
// house, or of no organisation, asks nothing.
func asked(actor trenza.Actor) []trenza.Grant {
	if actor.Organisation == "" {
		return nil
	}
	if actor.Role != trenza.RoleOperator && actor.Role != trenza.RoleCustodian {
		if len(actor.Grants) == 0 && actor.Account != "" {
			return []trenza.Grant{{}} // whose roles have not begun, or are over, still has an account of her own
		}
		return actor.Grants
	}
	grants := []trenza.Grant{{Role: actor.Role}}
	for _, team := range actor.Teams {
		grants = append(grants, trenza.Grant{Role: actor.Role, Team: team})
	}
	return grants
}

// question is who asks to do what.
type question struct {
	grant                 trenza.Grant
	organisation, account string
	verb                  string
}

// entity is who asks, as a policy sees her.
func (q question) entity() cedar.Entity {
	g := q.grant
	ambit := Ambit{Programme: g.Programme, Course: g.Course, Place: g.Place}
	training, cash, seed := ambit, ambit, ambit
	training.Field, cash.Field, seed.Field = Training, Cash, Seed
	return cedar.Entity{
		UID:     grantUID,
		Parents: cedar.NewEntityUIDSet(cedar.NewEntityUID("Role", cedar.String(g.Role))),
		Attributes: cedar.NewRecord(cedar.RecordMap{
			"organisation": Ambit{}.name(q.organisation),
			"ambit":        ambit.name(q.organisation),
			"training":     training.name(q.organisation),
			"cash":         cash.name(q.organisation),
			"seed":         seed.name(q.organisation),
			"account":      cedar.String(q.account),
			"team":         cedar.String(g.Team),
			"person":       cedar.String(g.Person),
		}),
	}
}

var grantUID = cedar.NewEntityUID("Grant", "hers")

func action(verb string) cedar.EntityUID { return cedar.NewEntityUID("Action", cedar.String(verb)) }

// decide asks the policies.
func (q question) decide(on Row) Decision {
	principal, resource := q.entity(), on.entity()
	verdict, why := cedar.Authorize(applying(q.grant.Role, q.verb),
		cedar.EntityMap{principal.UID: principal, resource.UID: resource},
		cedar.Request{Principal: principal.UID, Action: action(q.verb), Resource: resource.UID})
	decision := Decision{Allowed: bool(verdict) && len(why.Errors) == 0}
	for _, reason := range why.Reasons {
		decision.By = append(decision.By, string(reason.PolicyID))
	}
	return decision
}

// memory keeps decisions about rows that are told by values alone: an import
// asks the same thing of every row.
var memory = struct {
	sync.RWMutex
	decisions map[remembering]Decision
}{decisions: make(map[remembering]Decision)}

type remembering struct {
	question
	kind                                  Kind
	organisation                          string
	class                                 trenza.Class
	programme, service                    string
	field                                 Field
	place                                 trenza.Place
	ofAccount, ofPerson, ofTeam           string
	public, guarded, shared, knownNowhere bool
}

// rememberedAtMost bounds the memory; when it is full it starts anew.
const rememberedAtMost = 1 << 14

func remembered(q question, on Row) Decision {
	if !on.plain() {
		return q.decide(on)
	}
	key := remembering{
		q, on.Kind, on.Organisation, on.Class, on.Programme, on.Service, on.Field, on.Place,
		on.Account, on.Person, on.Team, on.Public, on.Guarded, on.Shared, on.Known != nil,
	}
	memory.RLock()
	decision, found := memory.decisions[key]
	memory.RUnlock()
	if found {
		return decision
	}
	decision = q.decide(on)
	memory.Lock()
	defer memory.Unlock()
	if len(memory.decisions) >= rememberedAtMost {
		clear(memory.decisions)
	}
	memory.decisions[key] = decision
	return decision
}
