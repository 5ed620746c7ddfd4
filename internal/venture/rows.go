package venture

import (
	"context"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

func insertVenture(ctx context.Context, tx *journal.Tx, v Venture) error {
	name, err := sealed(ctx, tx, v.Person, trenza.P2, "venture", v.ID, "name", v.Name)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into venture (organisation, id, programme, service, person, place, starts, name, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		tx.Organisation(), v.ID, v.Programme, v.Service, v.Person, v.Place, v.Starts, name, v.Entry)
	return err
}

const ventureColumns = `
	v.id,
	v.programme,
	v.service,
	v.person,
	p.root,
	v.place,
	v.starts,
	v.entry,
	v.name`

// closedVenture is a row of the table, its name still sealed.
type closedVenture struct {
	Venture
	name  []byte
	named int // 1 where the reader sees who she is
}

func (c *closedVenture) targets() []any {
	return []any{&c.ID, &c.Programme, &c.Service, &c.Person, &c.Root, &c.Place, &c.Starts, &c.Entry, &c.name}
}

func scanVenture(scan store.Scan) (closedVenture, error) {
	var c closedVenture
	return c, scan(append(c.targets(), &c.named)...)
}

// open reads the name of a business, for whoever sees who she is: it may tell.
func (c closedVenture) open(ctx context.Context, vault *seal.Vault, organisation string) (Venture, error) {
	if c.named == 0 {
		return c.Venture, nil
	}
	err := unsealed(ctx, vault, organisation, c.Person, trenza.P2, slot("venture", c.ID, "name"), c.name, &c.Venture.Name)
	return c.Venture, err
}

func planRow(p PlanVersion) string { return fmt.Sprintf("%s %d", p.Venture, p.Version) }

func insertPlan(ctx context.Context, tx *journal.Tx, person string, p PlanVersion) error {
	plan, err := sealed(ctx, tx, person, trenza.P2, "business_plan", planRow(p), "plan", p.Plan)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into business_plan (organisation, venture, version, day, author, plan, entry)
		values ($1, $2, $3, $4, $5, $6, $7)`, tx.Organisation(), p.Venture, p.Version, p.Day, p.Author, plan, p.Entry)
	return err
}

// closedPlan is a row of the table, the plan still sealed.
type closedPlan struct {
	PlanVersion
	plan []byte
}

func plansOf(ctx context.Context, r store.Reader, organisation, venture string) ([]closedPlan, error) {
	return store.All(ctx, r, `
		select venture, version, day, author, entry, plan
		from business_plan
		where organisation = $1 and venture = $2
		order by version`, store.Args(organisation, venture), func(scan store.Scan) (closedPlan, error) {
		var c closedPlan
		return c, scan(&c.Venture, &c.Version, &c.Day, &c.Author, &c.Entry, &c.plan)
	})
}

func (c closedPlan) open(ctx context.Context, vault *seal.Vault, organisation, person string) (PlanVersion, error) {
	err := unsealed(ctx, vault, organisation, person, trenza.P2, slot("business_plan", planRow(c.PlanVersion), "plan"), c.plan, &c.Plan)
	return c.PlanVersion, err
}

func pitchRow(p Pitch) string { return fmt.Sprintf("%s %d %s", p.Venture, p.Version, p.Reviewer) }

func insertPitch(ctx context.Context, tx *journal.Tx, person string, p Pitch) error {
	points, err := sealed(ctx, tx, person, trenza.P2, "plan_pitch", pitchRow(p), "points", p.Points)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into plan_pitch (organisation, venture, version, reviewer, day, total, points, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		tx.Organisation(), p.Venture, p.Version, p.Reviewer, p.Day, p.Total, points, p.Entry)
	return err
}

// closedPitch is a row of the table, its points still sealed.
type closedPitch struct {
	Pitch
	points []byte
}

// pitchesOf returns what reviewers gave a version of a plan.
func pitchesOf(ctx context.Context, r store.Reader, organisation, venture string, version int) ([]closedPitch, error) {
	return store.All(ctx, r, `
		select venture, version, reviewer, day, total, entry, points
		from plan_pitch
		where organisation = $1 and venture = $2 and version = $3
		order by entry`, store.Args(organisation, venture, version), func(scan store.Scan) (closedPitch, error) {
		var c closedPitch
		return c, scan(&c.Venture, &c.Version, &c.Reviewer, &c.Day, &c.Total, &c.Entry, &c.points)
	})
}

func (c closedPitch) open(ctx context.Context, vault *seal.Vault, organisation, person string) (Pitch, error) {
	err := unsealed(ctx, vault, organisation, person, trenza.P2, slot("plan_pitch", pitchRow(c.Pitch), "points"), c.points, &c.Points)
	return c.Pitch, err
}
