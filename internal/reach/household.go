package reach

import (
	"context"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Somebody counts as of the household in which she was last said to live, any of
// her records having been said to; whoever was never said to live in one is a
// household of her own. So households are never more than people.

// Membership says that a number lives in a household between two positions.
type Membership struct {
	Number    int64
	Household string
	Since     int64
	Until     int64 // 0 while she does
}

// Later reports whether it was said after another, which it then replaces.
func (h Membership) Later(other Membership) bool {
	return h.Since > other.Since || h.Since == other.Since && h.Household > other.Household
}

// homes joins to each person the household in which she was last said to live.
func (h *hits) homes(asOf string) string {
	return `
	left join (
		select
			coalesce(r.root, m.number) as person,
			m.household,
			row_number() over (partition by coalesce(r.root, m.number) order by m.since desc, m.household desc) as nth
		from fact_household m
		left join fact_root r
			on r.organisation = m.organisation
			and r.number = m.number
			and r.since <= ` + asOf + `
			and (r.until is null or r.until > ` + asOf + `)
		where m.organisation = ` + h.organisation + `
			and m.since <= ` + asOf + `
			and (m.until is null or m.until > ` + asOf + `)
	) home
		on home.nth = 1
		and home.person = ` + person
}

// house keeps where people live from a position on.
func house(ctx context.Context, tx *journal.Tx, position int64, homes []journal.Membership) error {
	for _, h := range homes {
		ended, err := store.All(ctx, tx, `
			update fact_household
			set until = $4
			where organisation = $1 and number = $2 and household = $3 and until is null
			returning since`, store.Args(tx.Organisation(), h.Number, h.Household, position), func(scan store.Scan) (since int64, err error) {
			return since, scan(&since)
		})
		if err != nil {
			return err
		}
		for _, since := range ended {
			if err := tx.Derive(ctx, homeTable, homeClosed(since, h, position)...); err != nil {
				return err
			}
		}
		if h.Left {
			continue
		}
		_, err = tx.Exec(ctx, `
			insert into fact_household (organisation, number, household, since)
			values ($1, $2, $3, $4)`, tx.Organisation(), h.Number, h.Household, position)
		if err != nil {
			return err
		}
		if err := tx.Derive(ctx, homeTable, homeOpened(position, h)...); err != nil {
			return err
		}
	}
	return nil
}

// Memberships calls each for every number that lives in a household now, in the order in
// which that was said.
func Memberships(ctx context.Context, r store.Reader, organisation string, each func(Membership) error) error {
	return r.Each(ctx, `
		select number, household, since, coalesce(until, 0)
		from fact_household
		where organisation = $1 and until is null
		order by since, household`, store.Args(organisation), func(scan store.Scan) error {
		h, err := scanMembership(scan)
		if err != nil {
			return err
		}
		return each(h)
	})
}

func scanMembership(scan store.Scan) (h Membership, err error) {
	return h, scan(&h.Number, &h.Household, &h.Since, &h.Until)
}
