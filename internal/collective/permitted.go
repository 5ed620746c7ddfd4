package collective

import (
	"context"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// A committee c is known where it was entered, where something was received for it,
// and where something was taught on in it.
var (
	knownAs = `exists (
			select 1
			from (
				select coalesce(c.programme, '') as programme, '' as service, c.place as place
				union all
				` + attention.ForCommittee("c") + `
				union all
				select own.programme, own.service, own.place
				from replica own
				where own.organisation = c.organisation and own.collective = c.id) k
			where 1 = 1`
	knownAt = access.Columns{Programme: "k.programme", Service: "k.service", Place: "k.place"}

	columns = access.Columns{Organisation: "c.organisation", Known: []string{knownAs}, KnownAt: &knownAt}
)

// scoped is a question being written, with its arguments.
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

// committee is the condition under which a committee c is within the scope for a
// verb.
func (q *scoped) committee(verb string) string {
	return access.SQL(q.scope.Where(verb, access.Committee), columns, q.arg)
}

// of is the condition under which a committee c takes part in a programme.
func (q *scoped) of(programme string) string {
	return knownAs + " and k.programme = " + q.arg(programme) + ")"
}

// Select asks for committees.
type Select struct {
	Programme string // id of the one that they take part in, "" for any
}

// Read returns the committees that a scope sees, in the order in which they were
// first heard of.
func (s Select) Read(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope) ([]Committee, error) {
	q := within(scope)
	where := q.committee("committee.read")
	if s.Programme != "" {
		where += " and " + q.of(s.Programme)
	}
	rows, err := store.All(ctx, r, `select `+committeeColumns+`
		from collective c
		where c.organisation = $1 and `+where+`
		order by c.entry`, q.args, scanCommittee)
	if err != nil {
		return nil, err
	}
	return openAll(ctx, vault, scope.Organisation, rows)
}

// ByID returns a committee if it is within a scope for a verb. One beyond the scope
// is NotFound, as one that there is not.
func ByID(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, verb, id string) (Committee, error) {
	q := within(scope, id)
	found, err := store.All(ctx, r, `select `+committeeColumns+`
		from collective c
		where c.organisation = $1 and c.id = $2 and `+q.committee(verb), q.args, scanCommittee)
	if err == nil && len(found) == 0 {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "collective.no_such_committee"}
	}
	if err != nil {
		return Committee{}, err
	}
	return found[0].open(ctx, vault, scope.Organisation)
}

// People returns who holds or held a seat of a committee, the earliest first, to
// whoever may know it; to others nobody.
func People(ctx context.Context, r store.Reader, scope access.Scope, committee string) ([]MemberSeat, error) {
	q, one := within(scope, committee), 0
	may, err := r.One(ctx, `
		select 1
		from collective c
		where c.organisation = $1 and c.id = $2 and `+q.committee("seat.read"), q.args, &one)
	if err != nil || !may {
		return nil, err
	}
	return seated(ctx, r, scope.Organisation, committee)
}

// keeper is who keeps committees, and how far she reads.
type keeper struct {
	tx    *journal.Tx
	scope access.Scope
}

func keeping(ctx context.Context, tx *journal.Tx) (keeper, error) {
	scope, err := programme.ScopeOf(ctx, tx, tx.Actor())
	return keeper{tx, scope}, err
}

// committee returns a committee that the actor keeps.
func (k keeper) committee(ctx context.Context, id string) (Committee, error) {
	return ByID(ctx, k.tx, k.tx.Vault(), k.scope, "committee.keep", id)
}

// reached returns a person whom the actor reaches, as the thread that she is. Of
// one whom she does not it says the same as of nobody.
func (k keeper) reached(ctx context.Context, person string) (*registry.Person, error) {
	for _, verb := range []string{"person.read", "person.list"} {
		permitted, err := registry.Permits(ctx, k.tx, k.scope, verb, person)
		if err != nil {
			return nil, err
		}
		if permitted {
			return k.thread(ctx, person)
		}
	}
	return nil, &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_person", Args: []any{person}}
}

// thread returns the thread of a record, unless she was forgotten.
func (k keeper) thread(ctx context.Context, person string) (*registry.Person, error) {
	root, err := registry.RootOf(ctx, k.tx, k.tx.Organisation(), person)
	if err != nil {
		return nil, err
	}
	p, err := registry.Find(ctx, k.tx, k.tx.Vault(), k.tx.Organisation(), root)
	if err == nil && p.Forgotten {
		err = &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten", Args: []any{p.Code}}
	}
	return p, err
}
