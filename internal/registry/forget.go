package registry

import (
	"context"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Erased is told when somebody is forgotten. Its body names nobody.
type Erased struct {
	about
	Records []Tombstone `json:"records"`
	On      trenza.Day  `json:"on"`
	Basis   string      `json:"basis"`
}

// Verb implements journal.Event.
func (Erased) Verb() string { return "person.erased" }

// Tombstone is what is kept of a record of somebody who was forgotten.
type Tombstone struct {
	ID   string `json:"id"`
	Code string `json:"code"`
}

func basisSlot(person string) seal.Slot {
	return seal.Slot{Table: "person_erased", Row: person, Column: "basis"}
}

// Forget forgets a person for good: the keys of all records of her thread are
// destroyed, so that nothing sealed of her opens in any copy of the data; nobody
// finds her by a paper, a phone or a name; nobody accompanies her any more, and
// nothing says who did; the questions about her that wait are gone. A tombstone stays for each record, and so do her facts, by number: no
// figure moves (domain rule 11). basis says why, "solicitud suya del 3 de mayo".
//
// The keys go after the write has landed, for they are in another database. When
// the program is killed between the two, the next opening destroys them, and so
// does forgetting her again. It returns the codes of the records.
func Forget(ctx context.Context, tx *journal.Tx, person, basis string) (codes []string, err error) {
	if err := must(ctx, tx, "person.forget", person); err != nil {
		return nil, err
	}
	if strings.TrimSpace(basis) == "" {
		return nil, trenza.Refuse("registry.basis_missing")
	}
	records, err := ThreadOf(ctx, tx, tx.Organisation(), person)
	if err != nil {
		return nil, err
	}
	told := Erased{On: trenza.DayOf(tx.Now()), Basis: basis}
	for _, record := range records {
		p, err := Find(ctx, tx, tx.Vault(), tx.Organisation(), record)
		if err != nil {
			return nil, err
		}
		codes = append(codes, p.Code)
		again, err := isErased(ctx, tx, p.ID)
		if err != nil {
			return nil, err
		}
		if !again {
			told.Records = append(told.Records, Tombstone{p.ID, p.Code})
			err = hide(ctx, tx, p)
		}
		if err != nil {
			return nil, err
		}
		if err := tx.Forget(ctx, p.ID); err != nil {
			return nil, err
		}
	}
	return codes, bury(ctx, tx, told)
}

func isErased(ctx context.Context, r *journal.Tx, person string) (bool, error) {
	var code string
	return r.One(ctx, `
		select code
		from person_erased
		where organisation = $1 and id = $2`, store.Args(r.Organisation(), person), &code)
}

// hide makes a record findable by nothing, has nobody accompany it any more, keeps
// no day of its papers and takes back the questions about it that wait.
func hide(ctx context.Context, tx *journal.Tx, p *Person) error {
	if err := dropAllTokens(ctx, tx, p.ID); err != nil {
		return err
	}
	if err := dropPapers(ctx, tx, p.ID); err != nil {
		return err
	}
	if err := dropAssignments(ctx, tx, p.ID); err != nil {
		return err
	}
	pairs, err := PairsWith(ctx, tx, tx.Organisation(), p.ID)
	if err != nil {
		return err
	}
	for _, pair := range pairs {
		if pair.Verdict != Open && pair.Verdict != Unsure {
			continue
		}
		if err := WithdrawPair(ctx, tx, pair); err != nil {
			return err
		}
	}
	return nil
}

// bury tells that records were forgotten and keeps a tombstone of each.
func bury(ctx context.Context, tx *journal.Tx, told Erased) error {
	if len(told.Records) == 0 {
		return nil
	}
	entry, err := tx.Tell(ctx, told)
	if err != nil {
		return err
	}
	for _, t := range told.Records {
		basis, err := tx.Vault().Seal(ctx, tx.Organisation(), seal.OrganisationKey(tx.Organisation()), trenza.P2, basisSlot(t.ID), []byte(told.Basis))
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			insert into person_erased (organisation, id, code, erased, basis, entry)
			values ($1, $2, $3, $4, $5, $6)`, tx.Organisation(), t.ID, t.Code, told.On, basis, entry)
		if err != nil {
			return err
		}
	}
	return nil
}

// EachErased calls each for the tombstone of every record that was forgotten,
// with the day and the position.
func EachErased(ctx context.Context, r store.Reader, organisation string, each func(t Tombstone, on trenza.Day, entry int64) error) error {
	return r.Each(ctx, `
		select id, code, erased, entry
		from person_erased
		where organisation = $1
		order by id`, store.Args(organisation), func(scan store.Scan) error {
		var t Tombstone
		var on trenza.Day
		var entry int64
		if err := scan(&t.ID, &t.Code, &on, &entry); err != nil {
			return err
		}
		return each(t, on, entry)
	})
}
