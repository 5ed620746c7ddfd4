package programme

import (
	"context"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
)

// FindVersion returns a version of a programme that is or was in use, which must
// be the one with that hash.
func FindVersion(ctx context.Context, r store.Reader, organisation, id string, version int, hash string) (*Definition, error) {
	var text, kept string
	found, err := r.One(ctx, `
		select definition, hash
		from programme
		where organisation = $1 and id = $2 and version = $3`, store.Args(organisation, id, version), &text, &kept)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, &trenza.Problem{Kind: trenza.NotFound, Key: "programme.not_in_use", Args: []any{id + " " + fmt.Sprint(version)}}
	}
	if hashOf([]byte(text)) != kept || kept != hash {
		return nil, &trenza.Problem{Kind: trenza.Conflict, Key: "programme.altered", Args: []any{id}}
	}
	return readOnce(id+".yaml", text, kept)
}
