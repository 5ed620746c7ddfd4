package agenda

import (
	"context"
	"encoding/json"
	"errors"
	"math"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

func wordsSlot(id string) seal.Slot {
	return seal.Slot{Table: "planned_step", Row: id, Column: "words"}
}

// sealWords seals what a step says in words. They may say anything, so they are
// sealed as what is sensitive, whatever the service.
func sealWords(ctx context.Context, tx *journal.Tx, s Step) ([]byte, error) {
	if s.Words == (Words{}) {
		return nil, nil
	}
	plain, err := json.Marshal(s.Words)
	if err != nil {
		return nil, err
	}
	return tx.Seal(ctx, s.Person, trenza.P3, wordsSlot(s.ID), plain)
}

func insert(ctx context.Context, tx *journal.Tx, s Step) error {
	words, err := sealWords(ctx, tx, s)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into planned_step (organisation, id, programme, service, person, day, hour, place, account, state, words, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		tx.Organisation(), s.ID, s.Programme, s.Service, s.Person, s.Day, s.Hour, s.Place, s.Account, s.State, words, s.Entry)
	return err
}

// update writes what can change of a step.
func update(ctx context.Context, tx *journal.Tx, s Step) error {
	words, err := sealWords(ctx, tx, s)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update planned_step
		set day = $3, hour = $4, state = $5, words = $6
		where organisation = $1 and id = $2`, tx.Organisation(), s.ID, s.Day, s.Hour, s.State, words)
	return err
}

// columns are read by scanClosed, in this order; the step is s and the record for
// which it was planned p.
const columns = `
	s.id,
	s.person,
	p.root,
	s.programme,
	s.service,
	s.day,
	s.hour,
	s.place,
	s.account,
	s.state,
	s.entry,
	s.words`

// closed is a row of the table, its words still sealed.
type closed struct {
	Step
	words []byte
	named int // 1 where the reader sees who she is
}

func scanClosed(scan store.Scan) (closed, error) {
	var c closed
	err := scan(&c.ID, &c.Person, &c.Root, &c.Programme, &c.Service, &c.Day, &c.Hour, &c.Place, &c.Account, &c.State,
		&c.Entry, &c.words, &c.named)
	return c, err
}

// open reads the words of a step, for whoever sees who she is: they may tell. Those
// of somebody who was forgotten say nothing any more.
func (c closed) open(ctx context.Context, vault *seal.Vault, organisation string) (Step, error) {
	if c.words == nil || c.named == 0 {
		return c.Step, nil
	}
	plain, err := vault.Open(ctx, organisation, seal.PersonKey(c.Person), trenza.P3, wordsSlot(c.ID), c.words)
	if errors.Is(err, seal.ErrForgotten) {
		return c.Step, nil
	}
	if err != nil {
		return c.Step, err
	}
	return c.Step, json.Unmarshal(plain, &c.Words)
}

// Each calls each for every step of an organisation, in the order of entry, with
// what stands in the clear.
func Each(ctx context.Context, r store.Reader, organisation string, each func(Step) error) error {
	return r.Each(ctx, `select `+columns+`, 0
		from planned_step s
		join person p on p.organisation = s.organisation and p.id = s.person
		where s.organisation = $1
		order by s.entry`, store.Args(organisation), func(scan store.Scan) error {
		c, err := scanClosed(scan)
		if err != nil {
			return err
		}
		return each(c.Step)
	})
}

// Between returns the steps that were planned for a record by the entries from one
// position to another.
func Between(ctx context.Context, r store.Reader, organisation, person string, first, last int64) ([]Step, error) {
	all, err := store.All(ctx, r, `select `+columns+`, 0
		from planned_step s
		join person p on p.organisation = s.organisation and p.id = s.person
		where s.organisation = $1 and s.person = $2 and s.entry >= $3 and s.entry <= $4
		order by s.entry`, store.Args(organisation, person, first, last), scanClosed)
	steps := make([]Step, len(all))
	for i, c := range all {
		steps[i] = c.Step
	}
	return steps, err
}

// Forget takes away every step of records that were forgotten: nobody is to come,
// and nothing is to say who was to come. It is told with the forgetting.
func Forget(ctx context.Context, tx *journal.Tx, records []string) error {
	for _, person := range records {
		steps, err := Between(ctx, tx, tx.Organisation(), person, 0, math.MaxInt64)
		if err != nil {
			return err
		}
		if len(steps) == 0 {
			continue // who is forgotten again has none
		}
		if _, err := tx.Exec(ctx, `
			delete from planned_step
			where organisation = $1 and person = $2`, tx.Organisation(), person); err != nil {
			return err
		}
	}
	return nil
}
