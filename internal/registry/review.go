package registry

import (
	"context"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
)

// Verdict is what people decided about a pair.
type Verdict string

// The verdicts. An open pair waits; an unsure one waits for somebody else.
const (
	Open      Verdict = "open"
	Same      Verdict = "same"
	Different Verdict = "different"
	Relative  Verdict = "relative"
	Unsure    Verdict = "unsure"
)

// ParseVerdict reads a verdict in either language.
func ParseVerdict(s string) (Verdict, error) {
	switch spelling.Fold(s) {
	case "same", "misma", "la misma", "mismo", "es ella":
		return Same, nil
	case "different", "distinta", "otra", "diferente", "no es ella":
		return Different, nil
	case "relative", "familiar", "pariente":
		return Relative, nil
	case "unsure", "no se", "duda", "no estoy segura":
		return Unsure, nil
	}
	return "", trenza.Refuse("registry.verdict_unknown", s)
}

// Pair is two records that may be the same woman.
type Pair struct {
	ID       string
	Code     string
	First    string // id of the record registered first
	Second   string
	Strength int
	Reasons  []string
	Model    string // that suggested it, "" for a pair from before models had names
	Verdict  Verdict
	Raised   int64 // position
	Decided  int64 // position of the verdict, 0 while it is open
}

func scanPair(scan store.Scan) (Pair, error) {
	var p Pair
	var reasons string
	err := scan(&p.ID, &p.Code, &p.First, &p.Second, &p.Strength, &reasons, &p.Model, &p.Verdict, &p.Raised, &p.Decided)
	p.Reasons = strings.Fields(reasons)
	return p, err
}

const pairColumnsOf = `
	p.id,
	p.code,
	p.first,
	p.second,
	p.strength,
	p.reasons,
	coalesce(p.model, ''),
	p.verdict,
	p.raised,
	coalesce(p.decided, 0)`

// betweenThreads joins the records of each pair of two threads, $2 and $3. A cross
// join is asked in the order in which it is written: the records of both threads
// first, which are few, and not all pairs that were decided.
const betweenThreads = `
		from person a
		cross join review_pair p
		cross join person b
		where a.organisation = $1 and a.root in ($2, $3)
			and p.organisation = a.organisation and p.first = a.id
			and b.organisation = p.organisation and b.id = p.second and b.root in ($2, $3) and a.root <> b.root`

// askedBefore reports whether the pair of two records was raised before, or
// people know already that their threads are two women.
func askedBefore(ctx context.Context, tx *journal.Tx, a, b *Person) (bool, error) {
	var known int
	found, err := tx.One(ctx, `
		select 1
		from review_pair
		where organisation = $1 and first = $2 and second = $3`, store.Args(tx.Organisation(), a.ID, b.ID), &known)
	if err != nil || found {
		return found, err
	}
	return tx.One(ctx, `select 1`+betweenThreads+`
		and p.verdict in ('different', 'relative')
		limit 1`, store.Args(tx.Organisation(), a.Root, b.Root), &known)
}

// raise puts a pair before people, unless they were asked before: what was once
// decided is never asked again. It reports whether the pair is new.
func raise(ctx context.Context, tx *journal.Tx, a, b *Person, like Likeness) (bool, error) {
	if a.Number > b.Number {
		a, b = b, a
	}
	if asked, err := askedBefore(ctx, tx, a, b); err != nil || asked {
		return false, err
	}
	id := trenza.NewID()
	code, err := tx.Vault().Code(ctx, tx.Organisation(), "pair", a.ID+" "+b.ID)
	if err != nil {
		return false, err
	}
	entry, err := tx.Tell(ctx, Raised{
		Pair: id, First: a.ID, Second: b.ID, Strength: like.Strength, Reasons: like.Reasons, Model: like.Model,
	})
	if err != nil {
		return false, err
	}
	_, err = tx.Exec(ctx, `
		insert into review_pair (organisation, id, code, first, second, strength, reasons, model, verdict, raised)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		tx.Organisation(), id, code, a.ID, b.ID, like.Strength, strings.Join(like.Reasons, " "), like.Model, Open, entry)
	return true, err
}

// FindPair returns a pair by its code. One of which the reader may not know is
// not there.
func FindPair(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, code string) (Pair, error) {
	return onePair(ctx, r, vault, scope, code, `
		where p.organisation = $1 and p.code = $2`, strings.ToUpper(strings.TrimSpace(code)))
}

// PairOf returns the pair raised between two records, whichever comes first.
func PairOf(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, a, b string) (Pair, error) {
	return onePair(ctx, r, vault, scope, a+" · "+b, `
		where p.organisation = $1 and (p.first = $2 and p.second = $3 or p.first = $3 and p.second = $2)`, a, b)
}

// onePair returns the pair that a condition, with its arguments from $2 on, is
// true of.
func onePair(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, shown, where string, args ...any) (Pair, error) {
	found, err := pairsWhere(ctx, r, scope.Organisation, where, args...)
	if err != nil {
		return Pair{}, err
	}
	if len(found) == 0 {
		return Pair{}, noSuchPair(shown)
	}
	known, err := found[0].Knows(ctx, r, vault, scope)
	if err == nil && !known {
		err = noSuchPair(shown)
	}
	if err != nil {
		return Pair{}, err
	}
	return found[0], nil
}

func pairsWhere(ctx context.Context, r store.Reader, organisation, where string, args ...any) ([]Pair, error) {
	return store.All(ctx, r, `select `+pairColumnsOf+`
		from review_pair p`+where, append(store.Args(organisation), args...), scanPair)
}

func noSuchPair(shown string) error {
	return &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_pair", Args: []any{shown}}
}

// Both opens the two records of a pair, for whoever may know of it.
func (p Pair) Both(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope) (first, second *Person, err error) {
	known, err := p.Knows(ctx, r, vault, scope)
	if err != nil {
		return nil, nil, err
	}
	if !known {
		return nil, nil, noSuchPair(p.Code)
	}
	if first, err = Find(ctx, r, vault, scope.Organisation, p.First); err != nil {
		return nil, nil, err
	}
	second, err = Find(ctx, r, vault, scope.Organisation, p.Second)
	return first, second, err
}

// EachPair calls each for every pair that was ever raised, in the order in
// which they were.
func EachPair(ctx context.Context, r store.Reader, organisation string, each func(Pair) error) error {
	return r.Each(ctx, `select `+pairColumnsOf+`
		from review_pair p
		where p.organisation = $1
		order by p.raised`, store.Args(organisation), func(scan store.Scan) error {
		p, err := scanPair(scan)
		if err != nil {
			return err
		}
		return each(p)
	})
}

// LastDecided returns the position of the last verdict about any pair, 0 for none.
func LastDecided(ctx context.Context, r store.Reader, organisation string) (position int64, err error) {
	_, err = r.One(ctx, `
		select coalesce(max(decided), 0)
		from review_pair
		where organisation = $1`, store.Args(organisation), &position)
	return position, err
}
