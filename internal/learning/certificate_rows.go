package learning

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

func certificateSlot(id, column string) seal.Slot {
	return seal.Slot{Table: "certificate", Row: id, Column: column}
}

func insertCertificate(ctx context.Context, tx *journal.Tx, c Certificate) error {
	name, err := tx.Seal(ctx, c.Whose, trenza.P2, certificateSlot(c.ID, "name"), []byte(c.Name))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into certificate (organisation, id, code, cohort, enrolment, person, kind, version, minutes, day, revoked, name, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		tx.Organisation(), c.ID, c.Code, c.Cohort, c.Enrolment, c.Whose, c.Kind, c.Version, c.Minutes, c.Day, c.Revoked, name, c.Entry)
	return err
}

const certificateColumns = `
	c.id,
	c.code,
	c.cohort,
	c.enrolment,
	c.person,
	c.kind,
	c.version,
	c.minutes,
	c.day,
	c.revoked,
	c.entry,
	c.name,
	c.reason`

// closedCertificate is a row of the table, name and reason still sealed.
type closedCertificate struct {
	Certificate
	name, reason []byte
	root         string // of whom it is, where it is read
}

func scanCertificate(scan store.Scan) (closedCertificate, error) {
	var c closedCertificate
	return c, c.read(scan)
}

func (c *closedCertificate) read(scan store.Scan, more ...any) error {
	return scan(append([]any{&c.ID, &c.Code, &c.Cohort, &c.Enrolment, &c.Whose, &c.Kind, &c.Version, &c.Minutes, &c.Day, &c.Revoked,
		&c.Entry, &c.name, &c.reason}, more...)...)
}

func scanRootedCertificate(scan store.Scan) (closedCertificate, error) {
	var c closedCertificate
	return c, c.read(scan, &c.root)
}

// open reads what is sealed. Of somebody who was forgotten that is a Problem of the
// vault, [seal.ErrForgotten].
func (c closedCertificate) open(ctx context.Context, vault *seal.Vault, organisation string) (Certificate, error) {
	name, err := vault.Open(ctx, organisation, seal.PersonKey(c.Whose), trenza.P2, certificateSlot(c.ID, "name"), c.name)
	if err != nil {
		return c.Certificate, err
	}
	c.Name = string(name)
	if c.reason == nil {
		return c.Certificate, nil
	}
	reason, err := vault.Open(ctx, organisation, seal.PersonKey(c.Whose), trenza.P2, certificateSlot(c.ID, "reason"), c.reason)
	c.Reason = string(reason)
	return c.Certificate, err
}

// certificateBy returns the certificate of which a column, "id" or "code", has a
// value.
func certificateBy(ctx context.Context, r store.Reader, organisation, column, value string) (closedCertificate, bool, error) {
	return only(store.All(ctx, r, `select `+certificateColumns+`
		from certificate c
		where c.organisation = $1 and c.`+column+` = $2`, store.Args(organisation, value), scanCertificate))
}

// certificatesOfCohort returns the certificates of a cohort, the latest first.
func certificatesOfCohort(ctx context.Context, r store.Reader, organisation, cohort string) ([]closedCertificate, error) {
	return store.All(ctx, r, `select `+certificateColumns+`, p.root
		from enrolment e
		join certificate c on c.organisation = e.organisation and c.enrolment = e.id
		join person p on p.organisation = c.organisation and p.id = c.person
		where e.organisation = $1 and e.cohort = $2
		order by c.entry desc`, store.Args(organisation, cohort), scanRootedCertificate)
}
