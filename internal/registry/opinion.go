package registry

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
)

// Opinion is the last thing that one person said of a pair. Every verdict leaves
// one, whether or not the pair needed a second: the rows tell no pair from
// another.
type Opinion struct {
	By      string // the name of who said it
	Verdict Verdict
	Entry   int64 // position

	actor string // blind token of the name
}

// spelledVerdict is how long a verdict is where its length must not tell it.
const spelledVerdict = len(Different)

// pad writes a verdict at the length of the longest.
func (v Verdict) pad() string { return fmt.Sprintf("%-*s", spelledVerdict, v) }

func opinionSlot(pair, actor string) seal.Slot {
	return seal.Slot{Table: "review_opinion", Row: pair + "." + actor, Column: "said"}
}

// ActorToken is the blind token of who decides, who must have an account or a name.
func ActorToken(ctx context.Context, tx *journal.Tx) (string, error) {
	token, err := TokenOf(ctx, tx.Vault(), tx.Actor())
	if err == nil && token == "" {
		err = trenza.Refuse("registry.who_decides")
	}
	return token, err
}

// TokenOf is the blind token of an actor. An account is one person, whatever she
// is called; on a command line without accounts it is the name that tells people
// apart, however it is typed. Of nobody it is "".
func TokenOf(ctx context.Context, vault *seal.Vault, actor trenza.Actor) (string, error) {
	if actor.Account != "" {
		return vault.Token(ctx, actor.Organisation, "reviewing account", actor.Account)
	}
	name := spelling.Fold(actor.Name)
	if name == "" {
		return "", nil
	}
	return vault.Token(ctx, actor.Organisation, "reviewer", name)
}

// outcome is what a pair comes to when somebody says something of it, beside what
// others said. Where two have to agree, "same" waits for a second person, and
// what contradicts another's "same" is for both to discuss.
func outcome(two bool, others []Opinion, said Verdict) Verdict {
	agreed := slices.ContainsFunc(others, func(o Opinion) bool { return o.Verdict == Same })
	if two && (said == Same) != agreed {
		return Unsure
	}
	return said
}

// OpinionsOf returns what people said of a pair, in the order in which they did.
func OpinionsOf(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string, p Pair) ([]Opinion, error) {
	type closed struct {
		Opinion
		said []byte
	}
	rows, err := store.All(ctx, r, `
		select actor, said, entry
		from review_opinion
		where organisation = $1 and pair = $2`, store.Args(organisation, p.ID), func(scan store.Scan) (closed, error) {
		var c closed
		return c, scan(&c.actor, &c.said, &c.Entry)
	})
	if err != nil {
		return nil, err
	}
	var opinions []Opinion
	for _, c := range rows {
		plain, err := vault.Open(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, opinionSlot(p.ID, c.actor), c.said)
		if err != nil {
			return nil, err
		}
		said := string(plain)
		c.Verdict, c.By = Verdict(strings.TrimSpace(said[:spelledVerdict])), said[spelledVerdict:]
		opinions = append(opinions, c.Opinion)
	}
	slices.SortFunc(opinions, func(a, b Opinion) int { return int(a.Entry - b.Entry) })
	return opinions, nil
}

// OpinionsFor returns what people said of a pair, as OpinionsOf, and what the reader
// herself said of it, "" when nothing.
func OpinionsFor(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, p Pair) (own Verdict, all []Opinion, err error) {
	self, err := TokenOf(ctx, vault, scope.Actor)
	if err != nil {
		return "", nil, err
	}
	all, err = OpinionsOf(ctx, r, vault, scope.Organisation, p)
	for _, o := range all {
		if o.actor == self {
			own = o.Verdict
		}
	}
	return own, all, err
}

// keepOpinion keeps what somebody said of a pair, in place of what she had said
// before.
func keepOpinion(ctx context.Context, tx *journal.Tx, p Pair, o Opinion) error {
	said, err := tx.Vault().Seal(ctx, tx.Organisation(), seal.OrganisationKey(tx.Organisation()), trenza.P2,
		opinionSlot(p.ID, o.actor), []byte(o.Verdict.pad()+o.By))
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `
		delete from review_opinion
		where organisation = $1 and pair = $2 and actor = $3`, tx.Organisation(), p.ID, o.actor); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into review_opinion (organisation, pair, actor, said, entry)
		values ($1, $2, $3, $4, $5)`, tx.Organisation(), p.ID, o.actor, said, o.Entry)
	return err
}

// dropOpinions forgets what was said of a pair: it is asked anew, or gone.
func dropOpinions(ctx context.Context, tx *journal.Tx, p Pair) error {
	_, err := tx.Exec(ctx, `
		delete from review_opinion
		where organisation = $1 and pair = $2`, tx.Organisation(), p.ID)
	return err
}

// EachOpinion calls each for what everybody said of every pair: the pair, the
// blind token of who said it, and the position.
func EachOpinion(ctx context.Context, r store.Reader, organisation string, each func(pair, actor string, entry int64) error) error {
	return r.Each(ctx, `
		select pair, actor, entry
		from review_opinion
		where organisation = $1
		order by pair, actor`, store.Args(organisation), func(scan store.Scan) error {
		var pair, actor string
		var entry int64
		if err := scan(&pair, &actor, &entry); err != nil {
			return err
		}
		return each(pair, actor, entry)
	})
}
