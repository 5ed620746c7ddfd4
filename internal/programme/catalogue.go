package programme

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/store"
)

// Catalogue lists every service that an organisation has ever had in use, by
// programme, as policies know it. Of a service that several versions have, the
// newest counts: what was recorded under an older one is read as it says. A text
// that is not the one that was adopted is a Problem of kind Conflict.
func Catalogue(ctx context.Context, r store.Reader, organisation string) ([]access.Service, error) {
	definitions, err := Versions(ctx, r, organisation)
	if err != nil {
		return nil, err
	}
	var all []access.Service
	known := make(map[[2]string]bool)
	for _, d := range definitions {
		for _, s := range d.Offers() {
			if key := [2]string{d.ID, s.ID}; !known[key] {
				known[key], all = true, append(all, s)
			}
		}
	}
	return all, nil
}

// Offers lists the services of the definition, as policies know them.
func (d *Definition) Offers() []access.Service {
	all := make([]access.Service, len(d.Services))
	for i, s := range d.Services {
		all[i] = access.Service{Programme: d.ID, ID: s.ID, Field: s.Field, Class: s.Class}
	}
	return all
}

// Versions returns every version of every programme that is or was in use, by id,
// the newest first.
func Versions(ctx context.Context, r store.Reader, organisation string) ([]*Definition, error) {
	return store.All(ctx, r, `
		select id, definition, hash
		from programme
		where organisation = $1
		order by id, version desc`, store.Args(organisation), func(scan store.Scan) (*Definition, error) {
		var id, text, hash string
		if err := scan(&id, &text, &hash); err != nil {
			return nil, err
		}
		if hashOf([]byte(text)) != hash {
			return nil, &trenza.Problem{Kind: trenza.Conflict, Key: "programme.altered", Args: []any{id}}
		}
		return readOnce(id+".yaml", text, hash)
	})
}

// ScopeOf is how far an actor reads, given every service that her organisation
// has ever had in use.
func ScopeOf(ctx context.Context, r store.Reader, actor trenza.Actor) (access.Scope, error) {
	services, err := Catalogue(ctx, r, actor.Organisation)
	if err != nil {
		return access.Scope{}, err
	}
	return access.For(actor, services...)
}
