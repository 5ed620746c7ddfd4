package measure

import (
	"context"
	"encoding/json"
	"errors"
	"math"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

func answersSlot(id string) seal.Slot {
	return seal.Slot{Table: "measurement", Row: id, Column: "answers"}
}

func insert(ctx context.Context, tx *journal.Tx, m Measurement) error {
	plain, err := json.Marshal(m.Said)
	if err != nil {
		return err
	}
	answers, err := tx.Seal(ctx, m.Person, class(m.Instrument), answersSlot(m.ID), plain)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into measurement (
			organisation, id, programme, service, person, instrument, version, wave, day, place, language, answers, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		tx.Organisation(), m.ID, m.Programme, m.Service, m.Person, m.Instrument, m.Version, m.Wave, m.Day, m.Place,
		m.Language, answers, m.Entry)
	return err
}

// columns are read by scan, in this order; the measurement is m and the record of
// which it was taken p.
const columns = `
	m.id,
	m.programme,
	m.service,
	m.person,
	p.root,
	m.instrument,
	m.version,
	m.wave,
	m.day,
	m.place,
	m.language,
	m.entry,
	m.answers`

// closed is a row of the table, its answers still sealed.
type closed struct {
	Measurement
	answers []byte
}

func scanClosed(scan store.Scan) (closed, error) {
	var c closed
	err := scan(&c.ID, &c.Programme, &c.Service, &c.Person, &c.Root, &c.Instrument, &c.Version, &c.Wave, &c.Day, &c.Place,
		&c.Language, &c.Entry, &c.answers)
	return c, err
}

// open reads the answers. Of somebody who was forgotten they say nothing any more,
// which is false.
func (c closed) open(ctx context.Context, vault *seal.Vault, organisation string) (m Measurement, opens bool, err error) {
	plain, err := vault.Open(ctx, organisation, seal.PersonKey(c.Person), class(c.Instrument), answersSlot(c.ID), c.answers)
	if errors.Is(err, seal.ErrForgotten) {
		return c.Measurement, false, nil
	}
	if err != nil {
		return c.Measurement, false, err
	}
	return c.Measurement, true, json.Unmarshal(plain, &c.Measurement.Said)
}

// Each calls each for every measurement of an organisation, in the order of entry,
// with what stands in the clear.
func Each(ctx context.Context, r store.Reader, organisation string, each func(Measurement) error) error {
	return r.Each(ctx, `select `+columns+`
		from measurement m
		join person p on p.organisation = m.organisation and p.id = m.person
		where m.organisation = $1
		order by m.entry`, store.Args(organisation), func(scan store.Scan) error {
		c, err := scanClosed(scan)
		if err != nil {
			return err
		}
		return each(c.Measurement)
	})
}

// Between returns the measurements that were taken of a record by the entries from
// one position to another, with what stands in the clear.
func Between(ctx context.Context, r store.Reader, organisation, person string, first, last int64) ([]Measurement, error) {
	return store.All(ctx, r, `select `+columns+`
		from measurement m
		join person p on p.organisation = m.organisation and p.id = m.person
		where m.organisation = $1 and m.person = $2 and m.entry >= $3 and m.entry <= $4
		order by m.entry`, store.Args(organisation, person, first, last), func(scan store.Scan) (Measurement, error) {
		c, err := scanClosed(scan)
		return c.Measurement, err
	})
}

func ofRecord(ctx context.Context, r store.Reader, organisation, person string) ([]Measurement, error) {
	return Between(ctx, r, organisation, person, 0, math.MaxInt64)
}

// Forget takes away every measurement of records that were forgotten: their answers
// open no more. It is told with the forgetting.
func Forget(ctx context.Context, tx *journal.Tx, records []string) error {
	for _, person := range records {
		taken, err := ofRecord(ctx, tx, tx.Organisation(), person)
		if err != nil {
			return err
		}
		if len(taken) == 0 {
			continue // who is forgotten again has none
		}
		if _, err := tx.Exec(ctx, `
			delete from measurement
			where organisation = $1 and person = $2`, tx.Organisation(), person); err != nil {
			return err
		}
	}
	return nil
}
