package venture

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

func sealSeed(ctx context.Context, tx *journal.Tx, person string, s Seed) ([]byte, error) {
	return sealed(ctx, tx, person, trenza.P2, "seed", s.ID, "words", s.SeedWords)
}

func insertSeed(ctx context.Context, tx *journal.Tx, person string, s Seed) error {
	words, err := sealSeed(ctx, tx, person, s)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into seed (organisation, id, venture, state, kind, day, amount, first, first_day, second_day, applicant, words, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		tx.Organisation(), s.ID, s.Venture, s.State, s.Kind, s.Day, int64(s.Amount), int64(s.First), s.FirstDay, s.SecondDay,
		s.Applicant, words, s.Entry)
	return err
}

// updateSeed writes what can change of an application.
func updateSeed(ctx context.Context, tx *journal.Tx, person string, s Seed) error {
	words, err := sealSeed(ctx, tx, person, s)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update seed
		set state = $3, first_day = $4, second_day = $5, words = $6
		where organisation = $1 and id = $2`, tx.Organisation(), s.ID, s.State, s.FirstDay, s.SecondDay, words)
	return err
}

const seedColumns = `
	s.id,
	s.venture,
	s.state,
	s.kind,
	s.day,
	s.amount,
	s.first,
	s.first_day,
	s.second_day,
	s.applicant,
	s.entry,
	s.words`

// closedSeed is a row of the table, its words still sealed.
type closedSeed struct {
	Seed
	words  []byte
	person string // whose key opens it
}

func (c *closedSeed) targets() []any {
	return []any{
		&c.ID, &c.Venture, &c.State, &c.Kind, &c.Day, (*int64)(&c.Amount), (*int64)(&c.First), &c.FirstDay, &c.SecondDay, &c.Applicant, &c.Entry, &c.words,
	}
}

func (c closedSeed) open(ctx context.Context, vault *seal.Vault, organisation, person string) (Seed, error) {
	err := unsealed(ctx, vault, organisation, person, trenza.P2, slot("seed", c.ID, "words"), c.words, &c.SeedWords)
	return c.Seed, err
}

// seedsOf returns the applications of a business, in the order of entry.
func seedsOf(ctx context.Context, r store.Reader, organisation, venture string) ([]closedSeed, error) {
	return store.All(ctx, r, `select `+seedColumns+`
		from seed s
		where s.organisation = $1 and s.venture = $2
		order by s.entry`, store.Args(organisation, venture), func(scan store.Scan) (closedSeed, error) {
		var c closedSeed
		return c, scan(c.targets()...)
	})
}

// seedByID returns an application as far as a scope sees it. One beyond the scope is
// not there.
func seedByID(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, id string) (Seed, error) {
	q := within(scope, id)
	seen := q.where("attention.read", access.Attention, ofPerson("v"))
	found, err := store.All(ctx, r, `select `+seedColumns+`, v.person
		from seed s
		join venture v on v.organisation = s.organisation and v.id = s.venture
		join person p on p.organisation = v.organisation and p.id = v.person
		where s.organisation = $1 and s.id = $2 and `+seen, q.args, func(scan store.Scan) (closedSeed, error) {
		var c closedSeed
		return c, scan(append(c.targets(), &c.person)...)
	})
	if err == nil && len(found) == 0 {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "venture.no_such"}
	}
	if err != nil {
		return Seed{}, err
	}
	return found[0].open(ctx, vault, scope.Organisation, found[0].person)
}

func insertReceipt(ctx context.Context, tx *journal.Tx, person string, r Receipt) error {
	words, err := sealed(ctx, tx, person, trenza.P2, "seed_receipt", r.ID, "words", r.For)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into seed_receipt (organisation, id, seed, day, amount, words, entry)
		values ($1, $2, $3, $4, $5, $6, $7)`, tx.Organisation(), r.ID, r.Seed, r.Day, int64(r.Amount), words, r.Entry)
	return err
}

// closedReceipt is a row of the table, its words still sealed.
type closedReceipt struct {
	Receipt
	words []byte
}

// closedReceiptsOf returns what was shown for an application.
func closedReceiptsOf(ctx context.Context, r store.Reader, organisation, seed string) ([]closedReceipt, error) {
	return store.All(ctx, r, `
		select id, seed, day, amount, entry, words
		from seed_receipt
		where organisation = $1 and seed = $2
		order by day, entry`, store.Args(organisation, seed), func(scan store.Scan) (closedReceipt, error) {
		var c closedReceipt
		return c, scan(&c.ID, &c.Seed, &c.Day, (*int64)(&c.Amount), &c.Entry, &c.words)
	})
}

// receiptsOf is closedReceiptsOf with what stands in the clear.
func receiptsOf(ctx context.Context, r store.Reader, organisation, seed string) ([]Receipt, error) {
	rows, err := closedReceiptsOf(ctx, r, organisation, seed)
	all := make([]Receipt, len(rows))
	for i, c := range rows {
		all[i] = c.Receipt
	}
	return all, err
}

func (c closedReceipt) open(ctx context.Context, vault *seal.Vault, organisation, person string) (Receipt, error) {
	err := unsealed(ctx, vault, organisation, person, trenza.P2, slot("seed_receipt", c.ID, "words"), c.words, &c.For)
	return c.Receipt, err
}
