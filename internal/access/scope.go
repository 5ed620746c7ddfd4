package access

import (
	"slices"

	"github.com/trenza/trenza"
)

// Scope is how far a reader sees. Get one from [For] and narrow it by setting
// Programme or lowering UpTo; it cannot be widened beyond the actor's role. The
// zero Scope sees nothing.
type Scope struct {
	Organisation string       // the wall: no row of another organisation is read
	Programme    string       // id of the only programme to read, "" for all of them
	Actor        trenza.Actor // who reads
	UpTo         trenza.Class // the highest class that is read
	Teams        []string     // ids of the restricted teams whose questions are read as well
}

// For returns everything that the actor may read. It refuses an actor of
// unknown role ("access.unknown_role") or without an organisation
// ("access.no_organisation"), both of kind Forbidden.
func For(actor trenza.Actor) (Scope, error) {
	ceiling, known := ceilings[actor.Role]
	if !known {
		return Scope{}, unknownRole(actor.Role)
	}
	if actor.Organisation == "" {
		return Scope{}, &trenza.Problem{Kind: trenza.Forbidden, Key: "access.no_organisation"}
	}
	return Scope{Organisation: actor.Organisation, Actor: actor, UpTo: ceiling, Teams: slices.Clone(actor.Teams)}, nil
}

// Sees reports whether rows of the class are within the scope. It asks the
// actor's role again, so that a Scope put together by hand, or raised after
// [For] made it, still shows no more than the role allows.
func (s Scope) Sees(class trenza.Class) bool {
	ceiling, known := ceilings[s.Actor.Role]
	return known && s.withinWall() && reaches(min(s.UpTo, ceiling), class)
}

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
