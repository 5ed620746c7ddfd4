package outreach

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
)

// Standing is how many people an activity declares: those who were counted at
// it, less those who are linked. An answer without a name declares one.
type Standing struct {
	ID        string
	Entry     int64
	Day       trenza.Day
	People    int
	FirstTime int // of them, those who came for the first time, as far as anybody asked
}

// Declared returns what each activity of an organisation declares, in the order
// of entry.
func Declared(ctx context.Context, r store.Reader, organisation string) ([]Standing, error) {
	return store.All(ctx, r, `
		select
			a.id,
			a.entry,
			a.day,
			a.total - (
				select count(*)
				from headcount_link l
				where l.organisation = a.organisation and l.activity = a.id),
			coalesce(a.first_time, 0) - (
				select count(*)
				from headcount_link l
				where l.organisation = a.organisation and l.activity = a.id and l.first_time = 1)
		from activity a
		where a.organisation = $1
		order by a.entry`, store.Args(organisation), func(scan store.Scan) (Standing, error) {
		var s Standing
		return s, scan(&s.ID, &s.Entry, &s.Day, &s.People, &s.FirstTime)
	})
}
