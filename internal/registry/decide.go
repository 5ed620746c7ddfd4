package registry

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Rooms says of a thread what the registry does not know by itself.
type Rooms interface {
	// Sensitive reports whether a thread received anything of class P3.
	Sensitive(ctx context.Context, r store.Reader, organisation, root string) (bool, error)
}

// Decision is what came of a verdict.
type Decision struct {
	Survivor *Person // the surviving thread of a join, nil when nothing was joined
	Waits    bool    // "same" waits for a second person
}

// Decide keeps what the actor says of a pair and, when the records are the same
// woman, joins their threads. Where a record of either thread holds anything of
// class P3, or a restricted team guards one, two people must say "same" before
// they are joined (domain rule 14.2): the first is kept and waits, and one who
// says otherwise leaves the pair unsure for both to discuss. rooms may be nil
// where there are no rooms.
//
// A pair decided otherwise before is decided anew; one whose join stands is
// refused, for only Unmerge takes a join apart.
func Decide(ctx context.Context, tx *journal.Tx, p Pair, verdict Verdict, rooms Rooms) (Decision, error) {
	if err := mustKnow(ctx, tx, p); err != nil {
		return Decision{}, err
	}
	if p.Verdict == verdict && verdict != Unsure {
		return Decision{}, nil
	}
	if err := mustNotStand(ctx, tx, p); err != nil {
		return Decision{}, err
	}
	own, others, err := opinions(ctx, tx, p)
	if err != nil {
		return Decision{}, err
	}
	now, err := weigh(ctx, tx, p, verdict, others, rooms)
	if err != nil {
		return Decision{}, err
	}
	if own.Verdict == verdict && now == p.Verdict {
		return Decision{}, repeated(p, verdict)
	}
	if own.Verdict = verdict; now == Same {
		return joined(ctx, tx, p, own)
	}
	return Decision{Waits: verdict == Same}, note(ctx, tx, p, now, &own)
}

// repeated refuses to take a person for two. Saying anything else twice is
// harmless.
func repeated(p Pair, verdict Verdict) error {
	if verdict != Same {
		return nil
	}
	return &trenza.Problem{Kind: trenza.Conflict, Key: "registry.second_person", Args: []any{p.Code}}
}

func joined(ctx context.Context, tx *journal.Tx, p Pair, own Opinion) (Decision, error) {
	if err := note(ctx, tx, p, Same, &own); err != nil {
		return Decision{}, err
	}
	survivor, err := join(ctx, tx, p)
	return Decision{Survivor: survivor}, err
}

// opinions returns what the actor has said of a pair, and what others have.
func opinions(ctx context.Context, tx *journal.Tx, p Pair) (own Opinion, others []Opinion, err error) {
	own = Opinion{By: tx.Actor().Name}
	if own.actor, err = ActorToken(ctx, tx); err != nil {
		return own, nil, err
	}
	all, err := OpinionsOf(ctx, tx, tx.Vault(), tx.Organisation(), p)
	for _, o := range all {
		if o.actor == own.actor {
			own.Verdict = o.Verdict
			continue
		}
		others = append(others, o)
	}
	return own, others, err
}

// weigh says what a pair comes to. Whether two have to agree is asked only where
// it matters.
func weigh(ctx context.Context, tx *journal.Tx, p Pair, verdict Verdict, others []Opinion, rooms Rooms) (Verdict, error) {
	one, both := outcome(false, others, verdict), outcome(true, others, verdict)
	if one == both {
		return one, nil
	}
	two, err := needsTwo(ctx, tx, p, rooms)
	if err != nil || !two {
		return one, err
	}
	return both, nil
}

// needsTwo reports whether either thread of a pair holds P3, or P4.
func needsTwo(ctx context.Context, tx *journal.Tx, p Pair, rooms Rooms) (bool, error) {
	for _, record := range []string{p.First, p.Second} {
		root, err := RootOf(ctx, tx, tx.Organisation(), record)
		if err != nil {
			return false, err
		}
		sensitive, err := isSensitive(ctx, tx, root, rooms)
		if err != nil || sensitive {
			return sensitive, err
		}
	}
	return false, nil
}

// isSensitive reports whether a thread holds anything of class P3 or P4: what
// touches her health, a team that guards her, or a service of the rooms.
func isSensitive(ctx context.Context, tx *journal.Tx, root string, rooms Rooms) (bool, error) {
	health, err := store.All(ctx, tx, `
		select id
		from person
		where organisation = $1 and root = $2 and health is not null`, store.Args(tx.Organisation(), root), scanID)
	if err != nil || len(health) > 0 {
		return len(health) > 0, err
	}
	guards, err := guardsOfThread(ctx, tx, tx.Vault(), tx.Organisation(), root)
	if err != nil || len(guards) > 0 || rooms == nil {
		return len(guards) > 0, err
	}
	return rooms.Sensitive(ctx, tx, tx.Organisation(), root)
}

// note keeps the verdict about a pair, and who brought it about. Without an
// opinion the pair is asked anew, and what was said of it no longer holds.
func note(ctx context.Context, tx *journal.Tx, p Pair, verdict Verdict, own *Opinion) error {
	told := decided(p, verdict, own)
	entry, err := tx.Tell(ctx, told)
	if err != nil {
		return err
	}
	if own == nil {
		err = dropOpinions(ctx, tx, p)
	} else {
		own.Entry = entry
		err = keepOpinion(ctx, tx, p, *own)
	}
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update review_pair
		set verdict = $3, decided = $4
		where organisation = $1 and id = $2`, tx.Organisation(), p.ID, verdict, entry)
	return err
}

// mustNotStand refuses a pair whose join stands.
func mustNotStand(ctx context.Context, tx *journal.Tx, p Pair) error {
	_, err := MergeOf(ctx, tx, tx.Organisation(), p)
	switch {
	case err == nil:
		return &trenza.Problem{Kind: trenza.Conflict, Key: "registry.joined_already", Args: []any{p.Code}}
	case trenza.KindOf(err) == trenza.NotFound:
		return nil
	}
	return err
}

// Waits reports whether opinions of a pair that is undecided are a "same" that
// only lacks a second person.
func Waits(opinions []Opinion) bool {
	return len(opinions) == 1 && slices.ContainsFunc(opinions, func(o Opinion) bool { return o.Verdict == Same })
}
