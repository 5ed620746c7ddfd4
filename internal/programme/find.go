package programme

import (
	"context"
	"sync"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
)

// Find returns the definition of a programme that is in use. One that is not is
// NotFound. It is shared: whoever receives it only reads it.
func Find(ctx context.Context, r store.Reader, organisation, id string) (*Definition, error) {
	var text, hash string
	found, err := r.One(ctx, `
		select definition, hash
		from programme
		where organisation = $1 and id = $2
		order by version desc
		limit 1`, store.Args(organisation, id), &text, &hash)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, &trenza.Problem{Kind: trenza.NotFound, Key: "programme.not_in_use", Args: []any{id}}
	}
	if hashOf([]byte(text)) != hash {
		return nil, &trenza.Problem{Kind: trenza.Conflict, Key: "programme.altered", Args: []any{id}}
	}
	return readOnce(id+".yaml", text, hash)
}

// inUse holds what was read, by the hash of its text. A merge asks for the
// definition again and again, and reading one takes milliseconds.
var inUse sync.Map // of hash to *Definition

// readOnce parses a text once in the life of the process.
func readOnce(name, text, hash string) (*Definition, error) {
	if d, known := inUse.Load(hash); known {
		return d.(*Definition), nil
	}
	d, err := Parse(name, []byte(text))
	if err != nil {
		return nil, err
	}
	inUse.Store(hash, d)
	return d, nil
}
