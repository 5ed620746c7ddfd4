package registry

import (
	"context"
	"math"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Shelf says which pairs are read.
type Shelf string

// The shelves.
const (
	Mine    Shelf = "mine"    // those that wait and of which the reader has the next word
	Waiting Shelf = "waiting" // those that wait
	Settled Shelf = "settled" // those that people decided, the latest first
)

// Mark is behind which pair a page begins. The zero Mark is the beginning.
type Mark struct {
	Strength int
	Position int64
}

// mark returns the mark behind a pair.
func (s Shelf) mark(p Pair) Mark {
	if s == Settled {
		return Mark{Position: p.Decided}
	}
	return Mark{p.Strength, p.Raised}
}

// Page reads the pairs of a shelf from a mark on, so many at most, in the order in
// which Pairs has them, and returns the mark of the next page, nil at the end. It
// knows of the pairs that Pairs knows of, and looks at few of the others.
func (s Shelf) Page(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, from Mark, most int) ([]Pair, *Mark, error) {
	if access.Nothing(scope.Where("review.read", access.Pair)) {
		return nil, nil, &trenza.Problem{Kind: trenza.Forbidden, Key: "registry.review_forbidden"}
	}
	reading, err := s.open(ctx, r, vault, scope)
	if err != nil {
		return nil, nil, err
	}
	var pairs []Pair
	for {
		some, err := reading.after(ctx, from, most+1)
		if err != nil {
			return nil, nil, err
		}
		for _, w := range some {
			shown, err := reading.shows(ctx, w)
			if err != nil {
				return nil, nil, err
			}
			if shown && len(pairs) == most {
				return pairs, &from, nil
			}
			if shown {
				pairs = append(pairs, w.Pair)
			}
			from = s.mark(w.Pair)
		}
		if len(some) <= most {
			return pairs, nil, nil
		}
	}
}

// Count says how many pairs of a shelf there are, up to as many as anybody wants
// to know of.
func (s Shelf) Count(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, most int) (int, error) {
	pairs, _, err := s.Page(ctx, r, vault, scope, Mark{}, most)
	return len(pairs), err
}

// shelving is a shelf that is being read.
type shelving struct {
	shelf  Shelf
	r      store.Reader
	vault  *seal.Vault
	scope  access.Scope
	teams  map[tag]bool
	opened map[string][]tag
	self   string // blind token of the reader, "" for nobody in particular
	narrow bool   // so few were served where the reader sees that the pairs are found by them
}

func (s Shelf) open(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope) (*shelving, error) {
	teams, err := teamsOf(ctx, vault, scope)
	if err != nil {
		return nil, err
	}
	self, err := TokenOf(ctx, vault, scope.Actor)
	if err != nil {
		return nil, err
	}
	reading := &shelving{s, r, vault, scope, teams, make(map[string][]tag), self, false}
	reading.narrow, err = reading.few(ctx)
	return reading, err
}

// mostServed is up to how many services the pairs of those who received them are
// found by them. Where more were given, a few of the first pairs of all are the
// reader's.
const mostServed = 40_000

// few reports whether few services were given where the reader reviews pairs, and
// there alone.
func (s *shelving) few(ctx context.Context) (bool, error) {
	known := s.scope.Where("review.read", access.Pair)
	if len(s.teams) > 0 || access.Everything(known) {
		return false, nil // what a team guards may have been received anywhere
	}
	args, services := store.Args(s.scope.Organisation), 0
	arg := adding(&args)
	_, err := s.r.One(ctx, `
		select count(*)
		from (
			select 1
			from fact k
			where k.organisation = $1 and k.until is null and `+access.SQL(known, servedListed, arg)+`
			limit `+arg(mostServed)+`) given`, args, &services)
	return services < mostServed, err
}

// served is the condition under which the first record of a pair, under the alias w,
// was served where the reader reviews: it begins with the services, and asks of whom
// each number is once, however many she received.
func (s *shelving) served(arg func(any) string) string {
	columns := access.Columns{KnownAt: &servedListed, Known: []string{`hers.number in (
				select k.number
				from fact k
				where k.organisation = $1 and k.until is null`}}
	return `w.root in (
			select hers.root
			from person hers
			where hers.organisation = $1 and ` + access.SQL(s.scope.Where("review.read", access.Pair), columns, arg) + `)`
}

// after reads so many pairs of the shelf from a mark on, of which the reader may
// know when nobody guards them or, where she serves a team, perhaps.
func (s *shelving) after(ctx context.Context, from Mark, most int) ([]waiting, error) {
	args := store.Args(s.scope.Organisation)
	arg := adding(&args)
	within, ifNot, ifGuarded := s.known(arg)
	which, order := s.which(from, arg)
	tables, begins := `review_pair p
		cross join person a`, `p.organisation = $1`
	if s.narrow {
		tables, begins = `person w
		cross join review_pair p
		cross join person a`, `w.organisation = $1 and `+s.served(arg)+`
			and p.organisation = w.organisation and p.first = w.id`
	}
	return store.All(ctx, s.r, `select `+pairColumnsOf+`,
			a.root, a.id, a.marker, `+furtherOf("a")+`,
			b.root, b.id, b.marker, `+furtherOf("b")+`,
			`+ifNot+`, `+ifGuarded+`
		from `+tables+`
		cross join person b
		where `+begins+` and `+which+`
			and a.organisation = p.organisation and a.id = p.first
			and b.organisation = p.organisation and b.id = p.second
			and `+within+`
		order by `+order+`
		limit `+arg(most), args, scanWaiting)
}

// known says of which pairs the reader may know, when nobody guards them and when
// a team does.
func (s *shelving) known(arg func(any) string) (within, ifNot, ifGuarded string) {
	known := s.scope.Where("review.read", access.Pair)
	within, ifNot, ifGuarded = access.SQL(known, pairColumns("a", "b", "1 = 0"), arg), "1", "0"
	if len(s.teams) > 0 {
		ifNot = `case when ` + within + ` then 1 else 0 end`
		ifGuarded = `case when ` + access.SQL(known, pairColumns("a", "b", "1 = 1"), arg) + ` then 1 else 0 end`
		within = "1 = 1"
	}
	return within, ifNot, ifGuarded
}

// which says which pairs are on the shelf behind a mark, and in what order they
// stand. The verdicts are written as the indexes have them.
func (s *shelving) which(from Mark, arg func(any) string) (where, order string) {
	if from == (Mark{}) {
		from = Mark{Strength: math.MaxInt32}
		if s.shelf == Settled {
			from.Position = math.MaxInt64
		}
	}
	if s.shelf == Settled {
		return s.verdict() + ` in ('same', 'different', 'relative') and p.decided < ` + arg(from.Position), `p.decided desc`
	}
	strength := arg(from.Strength)
	where = s.verdict() + ` in ('open', 'unsure') and p.strength <= ` + strength +
		` and (p.strength < ` + strength + ` or p.raised > ` + arg(from.Position) + `) and a.root <> b.root`
	if s.shelf == Mine && s.self != "" {
		where += ` and not exists (
				select 1
				from review_opinion o
				where o.organisation = p.organisation and o.pair = p.id and o.actor = ` + arg(s.self) + ` and not exists (
					select 1
					from review_opinion l
					where l.organisation = o.organisation and l.pair = o.pair and l.entry > o.entry))`
	}
	return where, `p.strength desc, p.raised`
}

// verdict is the column of that name: where the pairs are found by their women,
// written so that no index of all that wait or were decided has it.
func (s *shelving) verdict() string {
	if s.narrow {
		return `(p.verdict || '')`
	}
	return `p.verdict`
}

// shows reports whether a pair is shown: the reader serves every team that guards
// it, and nobody has told its threads apart meanwhile.
func (s *shelving) shows(ctx context.Context, w waiting) (bool, error) {
	if s.shelf != Settled {
		apart, err := areApart(ctx, s.r, s.scope.Organisation, w.threads())
		if err != nil || apart {
			return false, err
		}
	}
	guards, err := w.guards(ctx, s.r, s.vault, s.scope.Organisation, s.opened)
	return err == nil && allServed(guards, s.teams) && w.permitted(len(guards) > 0), err
}

// areApart reports whether people know two threads to be two women.
func areApart(ctx context.Context, r store.Reader, organisation string, threads threadPair) (bool, error) {
	var known int
	return r.One(ctx, `select 1`+betweenThreads+`
		and p.verdict in ('different', 'relative')
		limit 1`, store.Args(organisation, threads[0], threads[1]), &known)
}

// EachJudged calls each for the pairs that a model raised and people decided, those
// of one weight and one verdict together: by which model they were raised, how
// strongly, what was said of them, and how many they are. An index has nothing else
// in it, in this order.
func EachJudged(ctx context.Context, r store.Reader, organisation string, each func(model string, strength int, verdict Verdict, pairs int)) error {
	return r.Each(ctx, `
		select model, strength, verdict, count(*)
		from review_pair
		where organisation = $1 and verdict in ('same', 'different', 'relative') and model is not null
		group by model, strength, verdict`, store.Args(organisation), func(scan store.Scan) error {
		var model string
		var strength, pairs int
		var verdict Verdict
		err := scan(&model, &strength, &verdict, &pairs)
		if err == nil {
			each(model, strength, verdict, pairs)
		}
		return err
	})
}

// MergesOf returns the merges that a pair led to, in the order in which they were
// made: the last one may stand.
func MergesOf(ctx context.Context, r store.Reader, organisation string, p Pair) ([]Merge, error) {
	merges, err := store.All(ctx, r, `select `+mergeColumns+`
		from merge
		where organisation = $1 and pair = $2`, store.Args(organisation, p.ID), scanMerge)
	slices.SortFunc(merges, func(a, b Merge) int { return int(a.At - b.At) })
	return merges, err
}

// MergesIn returns the merges that hold a thread together, in the order in which
// they were made.
func MergesIn(ctx context.Context, r store.Reader, organisation, root string) ([]Merge, error) {
	merges, err := store.All(ctx, r, `
		select m.id, m.survivor, m.absorbed, m.pair, m.merged, m.unmerged
		from person a
		cross join review_pair p
		cross join merge m
		where a.organisation = $1 and a.root = $2
			and p.organisation = a.organisation and p.first = a.id
			and m.organisation = p.organisation and m.pair = p.id and m.unmerged is null`, store.Args(organisation, root), scanMerge)
	slices.SortFunc(merges, func(a, b Merge) int { return int(a.At - b.At) })
	return merges, err
}
