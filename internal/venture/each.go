package venture

import (
	"context"

	"github.com/trenza/trenza/internal/store"
)

// Stored is a row of any table of the room, as it stands in the clear.
type Stored struct {
	Key    string
	Person string // id of the record of whom it is, "" for nobody
	Entry  int64  // that brought it
	Says   string
}

// Each calls each for every row that an organisation has in the room.
func Each(ctx context.Context, r store.Reader, organisation string, each func(Stored) error) error {
	for _, table := range tables {
		err := r.Each(ctx, table.query, store.Args(organisation), func(scan store.Scan) error {
			stored, err := table.read(scan)
			if err != nil {
				return err
			}
			return each(stored)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// table is how the rows of one are read.
type table struct {
	query string
	read  func(store.Scan) (Stored, error)
}

// ofVenture joins the woman of a business to rows under an alias.
func ofVenture(columns, table, alias string) string {
	return `select v.person, ` + columns + `
		from ` + table + ` ` + alias + `
		join venture v on v.organisation = ` + alias + `.organisation and v.id = ` + alias + `.venture
		where ` + alias + `.organisation = $1`
}

var tables = []table{
	{`select ` + ventureColumns + `, 0
		from venture v
		join person p on p.organisation = v.organisation and p.id = v.person
		where v.organisation = $1`, func(scan store.Scan) (Stored, error) {
		c, err := scanVenture(scan)
		return storedAs(c.Venture, c.Person, c.Entry), err
	}},
	{ofVenture(`b.venture, b.version, b.day, b.author, b.entry`, "business_plan", "b"), func(scan store.Scan) (Stored, error) {
		var p PlanVersion
		var person string
		err := scan(&person, &p.Venture, &p.Version, &p.Day, &p.Author, &p.Entry)
		return storedAs(p, person, p.Entry), err
	}},
	{ofVenture(`b.venture, b.version, b.reviewer, b.day, b.total, b.entry`, "plan_pitch", "b"), func(scan store.Scan) (Stored, error) {
		var p Pitch
		var person string
		err := scan(&person, &p.Venture, &p.Version, &p.Reviewer, &p.Day, &p.Total, &p.Entry)
		return storedAs(p, person, p.Entry), err
	}},
	{ofVenture(seedColumns, "seed", "s"), func(scan store.Scan) (Stored, error) {
		var c closedSeed
		var person string
		err := scan(append([]any{&person}, c.targets()...)...)
		return storedAs(c.Seed, person, c.Entry), err
	}},
	{`select v.person, t.id, t.seed, t.day, t.amount, t.entry
		from seed_receipt t
		join seed s on s.organisation = t.organisation and s.id = t.seed
		join venture v on v.organisation = s.organisation and v.id = s.venture
		where t.organisation = $1`, func(scan store.Scan) (Stored, error) {
		var r Receipt
		var person string
		err := scan(&person, &r.ID, &r.Seed, &r.Day, (*int64)(&r.Amount), &r.Entry)
		return storedAs(r, person, r.Entry), err
	}},
	{ofVenture(visitColumns, "venture_visit", "k"), func(scan store.Scan) (Stored, error) {
		var c closedVisit
		var person string
		err := scan(append([]any{&person}, c.targets()...)...)
		return storedAs(c.Visit, person, c.Entry), err
	}},
	{`select ` + workColumns + `
		from work_visit w
		join person p on p.organisation = w.organisation and p.id = w.person
		where w.organisation = $1`, func(scan store.Scan) (Stored, error) {
		c, err := scanWork(scan)
		return storedAs(c.Work, c.Person, c.Entry), err
	}},
	{`select ` + batchColumns + ` from product_batch b where b.organisation = $1`, func(scan store.Scan) (Stored, error) {
		b, err := scanBatch(scan)
		return storedAs(b, "", b.Entry), err
	}},
	{`select ` + useColumns + ` from product_use u where u.organisation = $1`, func(scan store.Scan) (Stored, error) {
		u, err := scanUse(scan)
		return storedAs(u, "", u.Entry), err
	}},
	{`select ` + lineColumns + ` from workshop_line l where l.organisation = $1`, func(scan store.Scan) (Stored, error) {
		c, err := scanLine(scan)
		return storedAs(c.Line, "", c.Entry), err
	}},
}

func storedAs(r row, person string, entry int64) Stored {
	return Stored{Key: r.Key(), Person: person, Entry: entry, Says: r.Says()}
}
