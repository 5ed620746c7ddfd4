package outreach

import (
	"context"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/store"
)

// columns says where activity, as a, keeps what policies ask for.
var columns = access.Columns{Organisation: "a.organisation", Programme: "a.programme", Service: "a.service", Place: "a.place"}

// Select asks for activities, the latest first.
type Select struct {
	Programme string     // "" for all of them
	Before    trenza.Day // of those before a day alone, with After within it; "" from the latest
	After     string     // the id of the last that was read of that day
	Most      int
}

// Read returns activities within a scope, without their groups. An answer that
// somebody gave without a name is kept beside them, without a title, and is none.
func (s Select) Read(ctx context.Context, r store.Reader, scope access.Scope) ([]Activity, error) {
	args := store.Args(scope.Organisation, s.Most)
	arg := func(v any) string {
		args = append(args, v)
		return fmt.Sprintf("$%d", len(args))
	}
	where := access.SQL(scope.Where("activity.read", access.Activity), columns, arg)
	if s.Programme != "" {
		where += ` and a.programme = ` + arg(s.Programme)
	}
	if s.Before != "" {
		where += ` and (a.day < ` + arg(s.Before) + ` or a.day = ` + arg(s.Before) + ` and a.id < ` + arg(s.After) + `)`
	}
	return store.All(ctx, r, `select `+activityColumns+`
		from activity a
		where a.organisation = $1 and a.title <> '' and `+where+`
		order by a.day desc, a.id desc
		limit $2`, args, scanActivity)
}

// Permitted returns an activity with all its numbers, if it is within a scope for
// a verb. One beyond the scope is NotFound, as one that there is not.
func Permitted(ctx context.Context, r store.Reader, scope access.Scope, verb, id string) (Activity, error) {
	args := store.Args(scope.Organisation, id)
	where := access.SQL(scope.Where(verb, access.Activity), columns, func(v any) string {
		args = append(args, v)
		return fmt.Sprintf("$%d", len(args))
	})
	one := 0
	permitted, err := r.One(ctx, `select 1 from activity a where a.organisation = $1 and a.id = $2 and `+where, args, &one)
	if err != nil {
		return Activity{}, err
	}
	if !permitted {
		return Activity{}, &trenza.Problem{Kind: trenza.NotFound, Key: "outreach.no_such_activity", Args: []any{id}}
	}
	a, _, err := ByID(ctx, r, scope.Organisation, id)
	return a, err
}
