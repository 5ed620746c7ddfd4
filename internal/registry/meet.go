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

// Arrival is by which programme somebody came to be registered, where, and when.
type Arrival struct {
	Programme string       `json:"programme,omitempty"`
	Place     trenza.Place `json:"place,omitempty"`
	On        trenza.Day   `json:"on,omitempty"`
}

// Lookalike is somebody who may be the woman whom somebody is about to register.
type Lookalike struct {
	Candidate
	Reads bool // whoever registers may read who she is; of others she is shown what she typed herself
	Named bool // no more than her name speaks for it: people are asked about the two only when whoever registers is unsure
}

// Opens reports whether whoever registers may say by herself that it is she: she
// reads her anyway, or a paper says it (domain rule 14.2). Of others she says that
// it may be, and whoever sees both decides.
func (l Lookalike) Opens() bool { return l.Reads || l.Certain }

// Lookalikes returns who may be the woman of whom a record speaks, the likeliest
// first, for whoever is about to register her: while she is there and can be
// asked. It keeps nothing.
//
// Whom the reader may read is among them like anybody else, whoever guards her:
// she finds her by a search as well, and that she were missing here would tell.
// Whom she may not read is left out when a restricted team guards her that the
// reader does not serve: the question goes to that team alone, when the record is
// kept (domain rule 0, class P4).
func (g *Registry) Lookalikes(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, record Record) ([]Lookalike, error) {
	if err := scope.May("person.register", access.Row{Kind: access.Person, Class: trenza.P2}); err != nil {
		return nil, err
	}
	record.Phones = normalPhones(record.Phones)
	said := draft(record)
	candidates, err := g.finder.Candidates(ctx, r, scope.Organisation, said)
	if err != nil {
		return nil, err
	}
	if candidates, err = g.withCertain(ctx, r, scope.Organisation, said, candidates); err != nil {
		return nil, err
	}
	asked := len(candidates)
	if asked == 0 {
		if candidates, err = g.finder.Namesakes(ctx, r, scope.Organisation, said); err != nil {
			return nil, err
		}
	}
	var alike []Lookalike
	threads := make(map[string]bool)
	for _, c := range candidates {
		if threads[c.Person.Root] || c.Person.Forgotten {
			continue
		}
		threads[c.Person.Root] = true
		reads, known, err := shownTo(ctx, r, vault, scope, c.Person.Root)
		if err != nil {
			return nil, err
		}
		if known {
			alike = append(alike, Lookalike{c, reads, asked == 0})
		}
	}
	return alike, nil
}

// withCertain puts who is certainly meant before those who may be.
func (g *Registry) withCertain(ctx context.Context, r store.Reader, organisation string, said *Person, candidates []Candidate) ([]Candidate, error) {
	certain, err := g.finder.Certain(ctx, r, organisation, said)
	if err != nil || certain == nil {
		return candidates, err
	}
	like, err := g.finder.Compare(ctx, r, organisation, said, certain)
	if err != nil {
		return nil, err
	}
	others := slices.DeleteFunc(candidates, func(c Candidate) bool { return c.Person.Root == certain.Root })
	return slices.Insert(others, 0, Candidate{certain, like}), nil
}

// shownTo reports whether a reader may read who a thread is, and whether she may
// know of it while she registers somebody.
func shownTo(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, root string) (reads, known bool, err error) {
	if reads, err = Permits(ctx, r, scope, "person.read", root); err != nil || reads {
		return reads, reads, err
	}
	_, served, err := guardedFor(ctx, r, vault, scope, root)
	return false, served, err
}

// Answers are what whoever registers somebody said of those whom she resembles, by
// the ids of their threads.
type Answers struct {
	Is  string   // it is she; "" for nobody
	Not []string // it is not

	Unsure bool // she cannot tell of the others: somebody new is registered, and people are asked
}

// Settle makes of a sighting what whoever was there says of it: that it is one of
// those whom she resembles, or none. Somebody whom a paper certainly names and of
// whom nothing was said is a Conflict ("registry.unanswered"), unless whoever
// registers may not know of her: then somebody new is registered, and her team is
// asked. The scope is that of the actor.
func (g *Registry) Settle(ctx context.Context, tx *journal.Tx, scope access.Scope, seen Sighting, said Answers) (Sighting, error) {
	alike, err := g.Lookalikes(ctx, tx, tx.Vault(), scope, seen.record)
	if err != nil {
		return seen, err
	}
	certain := seen.match
	seen.match = nil
	for _, l := range alike {
		switch root := l.Person.Root; {
		case root == said.Is && l.Opens():
			seen.match, seen.follows = l.Person, !l.Reads
			return seen, nil
		case certain != nil && certain.Root == root && !said.Unsure && !slices.Contains(said.Not, root):
			return seen, &trenza.Problem{Kind: trenza.Conflict, Key: "registry.unanswered"}
		}
		switch {
		case slices.Contains(said.Not, l.Person.Root):
			seen.not = append(seen.not, l.Person.Root)
		case said.Unsure && l.Named:
			seen.ask = append(seen.ask, l.Person.Root)
		}
	}
	if said.Is != "" {
		return seen, &trenza.Problem{Kind: trenza.Conflict, Key: "registry.unanswered"}
	}
	return seen, nil
}

// KeepAnswered keeps a sighting as people settled it. Whoever says that it is
// somebody whom she may not read yet, because a paper shows it, accompanies her
// from now on, as whoever registers somebody does. Whom it is not is remembered:
// by a decision of whoever may decide about the two, and as what she says of them
// otherwise.
func (g *Registry) KeepAnswered(ctx context.Context, tx *journal.Tx, seen Sighting, rooms Rooms) (Known, error) {
	known, err := g.Keep(ctx, tx, seen)
	if err != nil {
		return known, err
	}
	if account := tx.Actor().Account; seen.follows && account != "" {
		if err := assign(ctx, tx, known.Person.ID, account, trenza.DayOf(tx.Now())); err != nil {
			return known, err
		}
	}
	for _, other := range seen.not {
		if err := g.tellApart(ctx, tx, known.Person, other, rooms); err != nil {
			return known, err
		}
	}
	for _, other := range seen.ask {
		if _, _, err := g.between(ctx, tx, known.Person, other); err != nil {
			return known, err
		}
	}
	return known, nil
}

// between is the pair of somebody and a thread, raised where there is none; none of
// a thread that is hers, or of somebody who was forgotten.
func (g *Registry) between(ctx context.Context, tx *journal.Tx, p *Person, other string) (pair Pair, found bool, err error) {
	q, err := Find(ctx, tx, tx.Vault(), tx.Organisation(), other)
	if err != nil || q.Root == p.Root || q.Forgotten {
		return pair, false, err
	}
	pair, found, err = acrossThreads(ctx, tx, p, q)
	if err == nil && !found {
		pair, err = g.raiseAnew(ctx, tx, p, q)
	}
	return pair, err == nil, err
}

// tellApart notes that somebody is not another.
func (g *Registry) tellApart(ctx context.Context, tx *journal.Tx, p *Person, other string, rooms Rooms) error {
	pair, found, err := g.between(ctx, tx, p, other)
	if !found || pair.Verdict == Different || pair.Verdict == Relative {
		return err
	}
	scope, err := access.For(tx.Actor())
	if err != nil {
		return err
	}
	decides, err := pair.knows(ctx, tx, tx.Vault(), scope, "review.decide")
	if err != nil {
		return err
	}
	if decides {
		_, err = Decide(ctx, tx, pair, Different, rooms)
		return err
	}
	own, _, err := opinions(ctx, tx, pair)
	if err != nil {
		return err
	}
	own.Verdict = Different
	return note(ctx, tx, pair, Unsure, &own)
}
