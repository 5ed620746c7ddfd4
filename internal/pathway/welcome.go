package pathway

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Newcomer is somebody whom a person of the team registers, sitting with her.
type Newcomer struct {
	Record   registry.Record
	Answers  registry.Answers   // about those whom she resembles
	Consents []registry.Consent // the person left out
	Mate     string             // id of somebody with whom she lives, "" for nobody
	Kinship  string             // her role in that household
}

// Welcome registers somebody, or completes what is known of her, with what she
// consented to and with whom she lives. A consent that she gave before is not
// noted again.
func (i Intake) Welcome(ctx context.Context, tx *journal.Tx, n Newcomer, on trenza.Day) (registry.Known, error) {
	scope, err := programme.ScopeOf(ctx, tx, tx.Actor())
	if err != nil {
		return registry.Known{}, err
	}
	seen, err := i.Registry.Look(ctx, tx, n.Record, on)
	if err != nil {
		return registry.Known{}, err
	}
	if seen, err = i.Registry.Settle(ctx, tx, scope, seen, n.Answers); err != nil {
		return registry.Known{}, err
	}
	known, err := i.Registry.KeepAnswered(ctx, tx, seen, rooms{})
	if err != nil {
		return known, err
	}
	if err := consent(ctx, tx, known.Person.ID, n.Consents); err != nil || n.Mate == "" {
		return known, err
	}
	return known, registry.LiveWith(ctx, tx, known.Person.ID, n.Mate, n.Kinship)
}

// consent notes what somebody consents to.
func consent(ctx context.Context, tx *journal.Tx, person string, consents []registry.Consent) error {
	given, err := registry.ConsentsOf(ctx, tx, tx.Organisation(), person)
	if err != nil {
		return err
	}
	for _, c := range consents {
		if registry.Holds(given, c.Purpose, c.Given) {
			continue
		}
		c.Person = person
		if _, err := registry.Consents(ctx, tx, c); err != nil {
			return err
		}
	}
	return nil
}

// Alike is somebody whom a woman resembles who is being registered, with what is
// to be seen of her: no more than it takes to recognise her.
type Alike struct {
	registry.Lookalike
	Band       live.Band
	Registered trenza.Day
}

// AlikeTo returns whom the woman of a record may be, the likeliest first and limit
// of them at most. It keeps nothing and tells nothing: what is shown is who she is
// (P2), of people who resemble whoever is in front of the reader.
func AlikeTo(ctx context.Context, r store.Reader, vault *seal.Vault, register *live.Register, scope access.Scope, record registry.Record, limit int) ([]Alike, error) {
	found, err := registry.New(register).Lookalikes(ctx, r, vault, scope, record)
	if err != nil {
		return nil, err
	}
	var all []Alike
	var ids []string
	for _, l := range found[:min(len(found), limit)] {
		band, err := register.Band(ctx, r, scope.Organisation, l.Likeness)
		if err != nil {
			return nil, err
		}
		all, ids = append(all, Alike{Lookalike: l, Band: band}), append(ids, l.Person.ID)
	}
	days, err := registry.RegisteredOn(ctx, r, scope.Organisation, ids...)
	for i := range all {
		all[i].Registered = days[all[i].Person.ID]
	}
	return all, err
}
