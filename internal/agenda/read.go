package agenda

import (
	"context"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// scoped is a question about steps being written, with its arguments.
type scoped struct {
	scope access.Scope
	args  []any
}

func within(scope access.Scope, args ...any) *scoped {
	return &scoped{scope, append(store.Args(scope.Organisation), args...)}
}

func (q *scoped) arg(v any) string {
	q.args = append(q.args, v)
	return fmt.Sprintf("$%d", len(q.args))
}

// stepColumns says where a step s of a record p keeps what policies ask for.
var stepColumns = access.Columns{
	Organisation: "s.organisation", Programme: "s.programme", Service: "s.service", Place: "s.place", Root: "p.root",
}

// seen is the condition under which a step is within the scope: of a service as
// attentions of it are, and a plain reminder as who she is.
func (q *scoped) seen() string {
	service := access.SQL(q.scope.Where("attention.read", access.Attention), stepColumns, q.arg)
	return `(s.service <> '' and ` + service + ` or s.service = '' and ` + q.named() + `)`
}

// named is the condition under which the reader sees who she is.
func (q *scoped) named() string {
	return access.SQL(q.scope.Where("person.read", access.Person), registry.PersonColumns("p"), q.arg)
}

// columns are those of a step and whether the reader sees who she is.
func (q *scoped) columns() string {
	return columns + `, case when ` + q.named() + ` then 1 else 0 end`
}

// ByID returns a step as far as a scope sees it. One beyond the scope is not there.
func ByID(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, id string) (Step, error) {
	q := within(scope, id)
	found, err := store.All(ctx, r, `select `+q.columns()+`
		from planned_step s
		join person p on p.organisation = s.organisation and p.id = s.person
		where s.organisation = $1 and s.id = $2 and `+q.seen(), q.args, scanClosed)
	if err != nil {
		return Step{}, err
	}
	steps, err := opened(ctx, vault, scope, found)
	if err == nil && len(steps) == 0 {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "agenda.no_such_step"}
	}
	if err != nil {
		return Step{}, err
	}
	return steps[0], nil
}

// Within returns those of some steps that a scope sees.
func Within(ctx context.Context, r store.Reader, scope access.Scope, steps []Step) (seen []Step, err error) {
	for _, s := range steps {
		q, one := within(scope, s.ID), 0
		found, err := r.One(ctx, `
			select 1
			from planned_step s
			join person p on p.organisation = s.organisation and p.id = s.person
			where s.organisation = $1 and s.id = $2 and `+q.seen(), q.args, &one)
		if err != nil {
			return nil, err
		}
		if found {
			seen = append(seen, s)
		}
	}
	return seen, nil
}

// OfThread returns what is planned on a thread, by whichever of its records, the
// soonest first, as far as a scope sees it; what is overdue is the soonest. A step
// of class P3 is sensitive: before it is shown, the reading must be on record.
func OfThread(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, root string) ([]Step, error) {
	q := within(scope, root)
	found, err := store.All(ctx, r, `select `+q.columns()+`
		from person p
		cross join planned_step s
		where p.organisation = $1 and p.root = $2 and s.organisation = p.organisation and s.person = p.id and s.state = 'planned'
			and `+q.seen()+`
		order by s.day, s.hour, s.id`, q.args, scanClosed)
	if err != nil {
		return nil, err
	}
	return opened(ctx, vault, scope, found)
}

// opened reads the words of steps and gives each its class. What has become
// restricted since it was planned is left out.
func opened(ctx context.Context, vault *seal.Vault, scope access.Scope, found []closed) ([]Step, error) {
	var steps []Step
	for _, c := range found {
		if c.Class = classOf(scope, c.Step); c.Class >= trenza.P4 {
			continue
		}
		s, err := c.open(ctx, vault, scope.Organisation)
		if err != nil {
			return nil, err
		}
		steps = append(steps, s)
	}
	return steps, nil
}

// classOf is the class of a step, as its service has it.
func classOf(scope access.Scope, s Step) trenza.Class {
	if s.Reminder() {
		return trenza.P2
	}
	return scope.Service(s.Programme, s.Service).Class
}
