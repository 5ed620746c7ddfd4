package registry

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Guard puts a record under a restricted team, of which the actor must be: from
// now on every question about her thread, asked before or later, is for that team
// alone, and for everybody else there is no such question (domain rule 0, class
// P4). It is told as any update of what is known of her. Of threads that several
// teams guard, only who serves all of them is asked: showing it to one would tell
// it that there is another.
func Guard(ctx context.Context, tx *journal.Tx, person, team string) error {
	return reguard(ctx, tx, person, team, func(guards []tag, t tag) []tag { return append(guards, t) })
}

// Unguard takes a record out of the hands of a team.
func Unguard(ctx context.Context, tx *journal.Tx, person, team string) error {
	return reguard(ctx, tx, person, team, func(guards []tag, t tag) []tag {
		return slices.DeleteFunc(guards, func(other tag) bool { return other == t })
	})
}

func reguard(ctx context.Context, tx *journal.Tx, person, team string, change func([]tag, tag) []tag) error {
	if err := access.MayGuard(tx.Actor(), team); err != nil {
		return err
	}
	p, err := Find(ctx, tx, tx.Vault(), tx.Organisation(), person)
	if err != nil {
		return err
	}
	if p.Forgotten {
		return &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten", Args: []any{p.Code}}
	}
	t, err := tagOf(ctx, tx.Vault(), tx.Organisation(), team)
	if err != nil {
		return err
	}
	guards, err := openMarker(ctx, tx.Vault(), tx.Organisation(), p.ID, p.marker)
	if err != nil {
		return err
	}
	guards = sortTags(change(guards, t))
	if len(guards) > mostTags {
		return &trenza.Problem{Kind: trenza.Conflict, Key: "registry.guarded_by_many", Args: []any{p.Code}}
	}
	if p.marker, err = sealMarker(ctx, tx.Vault(), tx.Organisation(), p.ID, guards); err != nil {
		return err
	}
	if err := updatePerson(ctx, tx, p); err != nil {
		return err
	}
	_, err = tx.Tell(ctx, updated(p, countedOf(p)))
	return err
}

// mark is what a record's row says of who guards it.
type mark struct {
	root, person string
	marker       []byte
}

func scanMark(scan store.Scan) (mark, error) {
	var m mark
	return m, scan(&m.root, &m.person, &m.marker)
}

// marksOf returns the marks of the records of a thread.
func marksOf(ctx context.Context, r store.Reader, organisation, root string) ([]mark, error) {
	return store.All(ctx, r, `
		select root, id, marker
		from person
		where organisation = $1 and root = $2
		order by number`, store.Args(organisation, root), scanMark)
}

// guardsOf opens marks: which teams guard one of them, each once.
func guardsOf(ctx context.Context, vault *seal.Vault, organisation string, marks []mark) ([]tag, error) {
	var all []tag
	for _, m := range marks {
		guards, err := openMarker(ctx, vault, organisation, m.person, m.marker)
		if err != nil {
			return nil, err
		}
		all = append(all, guards...)
	}
	return sortTags(all), nil
}

// guardsOfThread returns the teams that guard any record of a thread.
func guardsOfThread(ctx context.Context, r store.Reader, vault *seal.Vault, organisation, root string) ([]tag, error) {
	marks, err := marksOf(ctx, r, organisation, root)
	if err != nil {
		return nil, err
	}
	return guardsOf(ctx, vault, organisation, marks)
}

// teamsOf returns the teams whose questions a scope has.
func teamsOf(ctx context.Context, vault *seal.Vault, scope access.Scope) (map[tag]bool, error) {
	teams := make(map[tag]bool)
	for _, team := range scope.Teams {
		if !scope.Serves(team) {
			continue
		}
		t, err := tagOf(ctx, vault, scope.Organisation, team)
		if err != nil {
			return nil, err
		}
		teams[t] = true
	}
	return teams, nil
}

// allServed reports whether a reader serves every team that guards something.
func allServed(guards []tag, teams map[tag]bool) bool {
	return !slices.ContainsFunc(guards, func(t tag) bool { return !teams[t] })
}

// guardedFor returns whether a restricted team guards any of some threads, and
// whether the reader serves every team that does.
func guardedFor(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, roots ...string) (guarded, served bool, err error) {
	var guards []tag
	for _, root := range roots {
		found, err := guardsOfThread(ctx, r, vault, scope.Organisation, root)
		if err != nil {
			return false, false, err
		}
		guards = append(guards, found...)
	}
	if len(guards) == 0 {
		return false, true, nil
	}
	teams, err := teamsOf(ctx, vault, scope)
	return true, allServed(guards, teams), err
}

// Knows reports whether a reader may know of a pair. For whoever may not, there
// is none.
func (p Pair) Knows(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope) (bool, error) {
	return p.knows(ctx, r, vault, scope, "review.read")
}

func (p Pair) knows(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, verb string) (bool, error) {
	first, err := RootOf(ctx, r, scope.Organisation, p.First)
	if err != nil {
		return false, err
	}
	second, err := RootOf(ctx, r, scope.Organisation, p.Second)
	if err != nil {
		return false, err
	}
	guarded, served, err := guardedFor(ctx, r, vault, scope, first, second)
	if err != nil || !served {
		return false, err
	}
	return p.within(ctx, r, scope, verb, guarded)
}

// within asks the policies about a pair.
func (p Pair) within(ctx context.Context, r store.Reader, scope access.Scope, verb string, guarded bool) (bool, error) {
	condition := scope.Where(verb, access.Pair)
	if access.Nothing(condition) {
		return false, nil
	}
	isGuarded := "1 = 0"
	if guarded {
		isGuarded = "1 = 1"
	}
	args, one := store.Args(scope.Organisation, p.First, p.Second), 0
	return r.One(ctx, `
		select 1
		from person a
		join person b on b.organisation = a.organisation and b.id = $3
		where a.organisation = $1 and a.id = $2 and `+access.SQL(condition, pairColumns("a", "b", isGuarded), adding(&args)), args, &one)
}

// Reviews reports whether a reader reviews records of a person, whom no team
// guards from her, as though two of hers were held beside each other.
func Reviews(ctx context.Context, r store.Reader, scope access.Scope, verb, person string) (bool, error) {
	return Pair{First: person, Second: person}.within(ctx, r, scope, verb, false)
}

// mayBeTold reports whether the actor may know of a question about two
// threads.
func mayBeTold(ctx context.Context, tx *journal.Tx, one, other string) (bool, error) {
	scope, err := access.For(tx.Actor())
	if err != nil {
		return false, err
	}
	return Pair{First: one, Second: other}.knows(ctx, tx, tx.Vault(), scope, "review.read")
}

// mustKnow refuses a pair about which the actor may not decide, as one that is
// not there.
func mustKnow(ctx context.Context, tx *journal.Tx, p Pair) error {
	scope, err := access.For(tx.Actor())
	if err != nil {
		return err
	}
	known, err := p.knows(ctx, tx, tx.Vault(), scope, "review.decide")
	if err == nil && !known {
		err = noSuchPair(p.Code)
	}
	return err
}
