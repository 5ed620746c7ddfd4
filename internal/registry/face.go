package registry

import (
	"context"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Face is what a list shows of somebody: her name and how she may be reached
// where the reader sees who she is, and her code otherwise.
type Face struct {
	Root      string // id of her thread
	Code      string // of that thread
	Opens     bool   // the reader may open her thread
	Forgotten bool
	Name      Name   // empty where she is shown by her code
	Called    string // what she wants to be called
	Contact   Contact
}

// FaceOf returns the face of a thread as far as a scope sees it. It is for lists
// of rows that the reader sees already: that there is somebody, they say.
func FaceOf(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, root string) (Face, error) {
	args := store.Args(scope.Organisation, root)
	listed := access.SQL(scope.Where("person.list", access.Person), PersonColumns("p"), adding(&args))
	read := access.SQL(scope.Where("person.read", access.Person), PersonColumns("p"), adding(&args))
	f := Face{Root: root}
	var lists, reads int
	found, err := r.One(ctx, `
		select p.code, case when `+listed+` then 1 else 0 end, case when `+read+` then 1 else 0 end
		from person p
		where p.organisation = $1 and p.id = $2`, args, &f.Code, &lists, &reads)
	if f.Opens = lists+reads > 0; err != nil || !found || reads == 0 {
		return f, err
	}
	p, err := Find(ctx, r, vault, scope.Organisation, root)
	if err != nil {
		return f, err
	}
	f.Forgotten, f.Name, f.Called, f.Contact = p.Forgotten, p.Name(), p.Identity.Called, p.Identity.Contact
	return f, nil
}
