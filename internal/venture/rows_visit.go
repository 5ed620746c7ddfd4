package venture

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// sealAside seals what is for a trained worker alone; there is nothing to seal of
// nothing.
func sealAside(ctx context.Context, tx *journal.Tx, person, table, row string, value any, none bool) ([]byte, error) {
	if none {
		return nil, nil
	}
	return sealed(ctx, tx, person, trenza.P3, table, row, "aside", value)
}

func insertVisit(ctx context.Context, tx *journal.Tx, person string, v Visit) error {
	numbers, err := sealed(ctx, tx, person, trenza.P2, "venture_visit", v.ID, "numbers", v.Numbers)
	if err != nil {
		return err
	}
	aside, err := sealAside(ctx, tx, person, "venture_visit", v.ID, v.Aside, v.Aside == Aside{})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into venture_visit (organisation, id, venture, month, day, operating, numbers, aside, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		tx.Organisation(), v.ID, v.Venture, v.Month, v.Day, v.Operating, numbers, aside, v.Entry)
	return err
}

const visitColumns = `
	k.id,
	k.venture,
	k.month,
	k.day,
	k.operating,
	k.entry,
	k.numbers,
	k.aside`

// closedVisit is a row of the table, what was said still sealed.
type closedVisit struct {
	Visit
	numbers, aside []byte
}

func (c *closedVisit) targets() []any {
	return []any{&c.ID, &c.Venture, &c.Month, &c.Day, &c.Operating, &c.Entry, &c.numbers, &c.aside}
}

// closedVisitsOf returns how a business went, by month.
func closedVisitsOf(ctx context.Context, r store.Reader, organisation, venture string) ([]closedVisit, error) {
	return store.All(ctx, r, `select `+visitColumns+`
		from venture_visit k
		where k.organisation = $1 and k.venture = $2
		order by k.month`, store.Args(organisation, venture), func(scan store.Scan) (closedVisit, error) {
		var c closedVisit
		return c, scan(c.targets()...)
	})
}

// visitsOf is closedVisitsOf with what stands in the clear.
func visitsOf(ctx context.Context, r store.Reader, organisation, venture string) ([]Visit, error) {
	rows, err := closedVisitsOf(ctx, r, organisation, venture)
	all := make([]Visit, len(rows))
	for i, c := range rows {
		all[i] = c.Visit
	}
	return all, err
}

// open reads the numbers and, for whoever is trained to, what is set aside.
func (c closedVisit) open(ctx context.Context, vault *seal.Vault, organisation, person string, trained bool) (Visit, error) {
	err := unsealed(ctx, vault, organisation, person, trenza.P2, slot("venture_visit", c.ID, "numbers"), c.numbers, &c.Numbers)
	if err == nil && trained {
		err = unsealed(ctx, vault, organisation, person, trenza.P3, slot("venture_visit", c.ID, "aside"), c.aside, &c.Aside)
	}
	return c.Visit, err
}

func insertWork(ctx context.Context, tx *journal.Tx, k Work) error {
	numbers, err := sealed(ctx, tx, k.Person, trenza.P2, "work_visit", k.ID, "numbers", k.Terms)
	if err != nil {
		return err
	}
	aside, err := sealAside(ctx, tx, k.Person, "work_visit", k.ID, k.Decent, k.Decent == Decent{})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into work_visit (
			organisation, id, programme, service, person, place, month, day, status, contract, through_us, numbers, aside, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		tx.Organisation(), k.ID, k.Programme, k.Service, k.Person, k.Place, k.Month, k.Day, k.Status, bit(k.Contract),
		bit(k.ThroughUs), numbers, aside, k.Entry)
	return err
}

func bit(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

const workColumns = `
	w.id,
	w.programme,
	w.service,
	w.person,
	p.root,
	w.place,
	w.month,
	w.day,
	w.status,
	w.contract,
	w.through_us,
	w.entry,
	w.numbers,
	w.aside`

// closedWork is a row of the table, what was said still sealed.
type closedWork struct {
	Work
	numbers, aside []byte
}

func scanWork(scan store.Scan) (closedWork, error) {
	var c closedWork
	var contract, through int
	err := scan(&c.ID, &c.Programme, &c.Service, &c.Person, &c.Root, &c.Place, &c.Month, &c.Day, &c.Status, &contract, &through,
		&c.Entry, &c.numbers, &c.aside)
	c.Contract, c.ThroughUs = contract == 1, through == 1
	return c, err
}

func (c closedWork) open(ctx context.Context, vault *seal.Vault, organisation string, trained bool) (Work, error) {
	err := unsealed(ctx, vault, organisation, c.Person, trenza.P2, slot("work_visit", c.ID, "numbers"), c.numbers, &c.Terms)
	if err == nil && trained {
		err = unsealed(ctx, vault, organisation, c.Person, trenza.P3, slot("work_visit", c.ID, "aside"), c.aside, &c.Decent)
	}
	return c.Work, err
}

// workOfThread returns how a thread's work went, with what stands in the clear.
func workOfThread(ctx context.Context, r store.Reader, organisation, root string) (all []Work, err error) {
	records, err := registry.Thread(ctx, r, organisation, root)
	for _, person := range records {
		found, err := store.All(ctx, r, `select `+workColumns+`
			from work_visit w
			join person p on p.organisation = w.organisation and p.id = w.person
			where w.organisation = $1 and w.person = $2
			order by w.month`, store.Args(organisation, person), scanWork)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			all = append(all, c.Work)
		}
	}
	return all, err
}

// deleteVisits takes away what was said when somebody asked.
func deleteVisits(ctx context.Context, tx *journal.Tx, id string) error {
	for _, text := range []string{
		`delete from venture_visit where organisation = $1 and id = $2`, `delete from work_visit where organisation = $1 and id = $2`,
	} {
		if _, err := tx.Exec(ctx, text, tx.Organisation(), id); err != nil {
			return err
		}
	}
	return nil
}
