package outreach

import (
	"context"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
)

// VerifyTallies proves the tallies of an organisation against its activities:
// each has as many people as were counted at it, less those who are linked.
func VerifyTallies(ctx context.Context, r store.Reader, organisation string) error {
	return r.Each(ctx, `
		select
			a.entry,
			a.day,
			a.total - (
				select count(*)
				from headcount_link l
				where l.organisation = a.organisation and l.activity = a.id),
			coalesce((
				select sum(t.people)
				from tally t
				where t.organisation = a.organisation and t.source = a.id and t.outcome in ('delivered', 'asked')), 0)
		from activity a
		where a.organisation = $1
		order by a.entry`, store.Args(organisation), func(scan store.Scan) error {
		var entry int64
		var day trenza.Day
		var counted, tallied int
		if err := scan(&entry, &day, &counted, &tallied); err != nil {
			return err
		}
		if counted != tallied {
			return &trenza.Problem{Kind: trenza.Conflict, Key: "outreach.tally_differs", Args: []any{fmt.Sprint(entry), day, counted, tallied}}
		}
		return nil
	})
}
