package access

import (
	"fmt"
	"slices"

	"github.com/trenza/trenza"
)

// May returns nil when the actor may do what the verb says, "attention.record"
// for one, to something of the class. Otherwise it returns a Problem of kind
// Forbidden:
//
//   - "access.unknown_role" when the role is not one of the house;
//   - "access.restricted_service" when the class lies above the role. A service
//     of violence, trafficking or child protection is handled only by its own
//     team, in its own place (domain rule 0).
//
// The refusal depends on the class alone, never on whether a record exists, so
// that it gives nothing away.
func May(actor trenza.Actor, verb string, class trenza.Class) error {
	ceiling, known := ceilings[actor.Role]
	if !known {
		return unknownRole(actor.Role)
	}
	if !reaches(ceiling, class) {
		refusal := &trenza.Problem{Kind: trenza.Forbidden, Key: "access.restricted_service"}
		return refusal.Because(fmt.Errorf("%s: class %v lies above role %s", verb, class, actor.Role))
	}
	return nil
}

// Serves reports whether an actor of a role of the house serves a restricted
// team.
func Serves(actor trenza.Actor, team string) bool {
	_, known := ceilings[actor.Role]
	return known && team != "" && slices.Contains(actor.Teams, team)
}

// MayGuard returns nil when the actor may act for a restricted team, and
// otherwise the refusal that everything restricted has, "access.restricted_service".
// It depends on the actor alone.
func MayGuard(actor trenza.Actor, team string) error {
	if Serves(actor, team) {
		return nil
	}
	return &trenza.Problem{Kind: trenza.Forbidden, Key: "access.restricted_service"}
}
