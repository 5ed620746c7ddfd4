package venture

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

func insertBatch(ctx context.Context, tx *journal.Tx, b Batch) error {
	_, err := tx.Exec(ctx, `
		insert into product_batch (
			organisation, id, programme, service, cohort, person, place, day, product, units, minutes, material, price, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		tx.Organisation(), b.ID, b.Programme, b.Service, b.Cohort, b.Person, b.Place, b.Day, b.Product, b.Units, b.Minutes,
		int64(b.Material), int64(b.Price), b.Entry)
	return err
}

const batchColumns = `
	b.id,
	b.programme,
	b.service,
	b.cohort,
	b.person,
	b.place,
	b.day,
	b.product,
	b.units,
	b.minutes,
	b.material,
	b.price,
	b.entry`

func scanBatch(scan store.Scan) (Batch, error) {
	var b Batch
	return b, scan(&b.ID, &b.Programme, &b.Service, &b.Cohort, &b.Person, &b.Place, &b.Day, &b.Product, &b.Units, &b.Minutes,
		(*int64)(&b.Material), (*int64)(&b.Price), &b.Entry)
}

// ofCourse says where a row of a course, under an alias, keeps what policies ask for;
// it is of the person whom root names, if of anybody.
func ofCourse(alias, root string) access.Columns {
	columns := ofPerson(alias)
	columns.Root = root
	return columns
}

// rootOfBatch is the thread of who made a batch b, none where everybody did.
const rootOfBatch = "(select own.root from person own where own.organisation = b.organisation and own.id = b.person)"

// batches returns the batches under a condition as far as a scope sees them for a
// verb, by day.
func batches(ctx context.Context, r store.Reader, scope access.Scope, verb, condition string, args ...any) ([]Batch, error) {
	q := within(scope, args...)
	seen := q.where(verb, access.Attention, ofCourse("b", rootOfBatch))
	return store.All(ctx, r, `select `+batchColumns+`
		from product_batch b
		where b.organisation = $1 and `+condition+` and `+seen+`
		order by b.day, b.entry`, q.args, scanBatch)
}

func insertUse(ctx context.Context, tx *journal.Tx, u Use) error {
	_, err := tx.Exec(ctx, `
		insert into product_use (organisation, id, batch, day, how, units, amount, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		tx.Organisation(), u.ID, u.Batch, u.Day, u.How, u.Units, int64(u.Amount), u.Entry)
	return err
}

const useColumns = `
	u.id,
	u.batch,
	u.day,
	u.how,
	u.units,
	u.amount,
	u.entry`

func scanUse(scan store.Scan) (Use, error) {
	var u Use
	return u, scan(&u.ID, &u.Batch, &u.Day, &u.How, &u.Units, (*int64)(&u.Amount), &u.Entry)
}

// usesOf returns what became of a batch.
func usesOf(ctx context.Context, r store.Reader, organisation, batch string) ([]Use, error) {
	return store.All(ctx, r, `select `+useColumns+`
		from product_use u
		where u.organisation = $1 and u.batch = $2
		order by u.day, u.entry`, store.Args(organisation, batch), scanUse)
}

// deleteBatch takes a batch away, with what became of it.
func deleteBatch(ctx context.Context, tx *journal.Tx, id string) error {
	for _, text := range []string{
		`delete from product_use where organisation = $1 and batch = $2`, `delete from product_batch where organisation = $1 and id = $2`,
	} {
		if _, err := tx.Exec(ctx, text, tx.Organisation(), id); err != nil {
			return err
		}
	}
	return nil
}

func insertLine(ctx context.Context, tx *journal.Tx, l Line) error {
	organisation := tx.Organisation()
	words, err := tx.Vault().Seal(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, slot("workshop_line", l.ID, "words"), []byte(l.For))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into workshop_line (organisation, id, programme, service, cohort, place, day, how, amount, words, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		organisation, l.ID, l.Programme, l.Service, l.Cohort, l.Place, l.Day, l.How, int64(l.Amount), words, l.Entry)
	return err
}

const lineColumns = `
	l.id,
	l.programme,
	l.service,
	l.cohort,
	l.place,
	l.day,
	l.how,
	l.amount,
	l.entry,
	l.words`

// closedLine is a row of the table, what it was for still sealed.
type closedLine struct {
	Line
	words []byte
}

func scanLine(scan store.Scan) (closedLine, error) {
	var c closedLine
	return c, scan(&c.ID, &c.Programme, &c.Service, &c.Cohort, &c.Place, &c.Day, &c.How, (*int64)(&c.Amount), &c.Entry, &c.words)
}

// lines returns the lines of accounts under a condition as far as a scope sees them
// for a verb, by day.
func lines(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, verb, condition string, args ...any) ([]Line, error) {
	q := within(scope, args...)
	seen := q.where(verb, access.Attention, ofCourse("l", ""))
	rows, err := store.All(ctx, r, `select `+lineColumns+`
		from workshop_line l
		where l.organisation = $1 and `+condition+` and `+seen+`
		order by l.day, l.entry`, q.args, scanLine)
	all := make([]Line, len(rows))
	for i, c := range rows {
		if err != nil {
			break
		}
		var plain []byte
		plain, err = vault.Open(ctx, scope.Organisation, seal.OrganisationKey(scope.Organisation), trenza.P2, slot("workshop_line", c.ID, "words"), c.words)
		all[i] = c.Line
		all[i].For = string(plain)
	}
	return all, err
}
