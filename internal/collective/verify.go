package collective

import (
	"context"

	"github.com/trenza/trenza/internal/store"
)

// EachSeat calls each for every seat of an organisation with the position of the
// entry that told it last.
func EachSeat(ctx context.Context, r store.Reader, organisation string, each func(s Seat, entry int64) error) error {
	return r.Each(ctx, `select `+seatColumns+`, entry
		from seat
		where organisation = $1
		order by entry`, store.Args(organisation), func(scan store.Scan) error {
		var entry int64
		s, err := scanSeat(func(targets ...any) error { return scan(append(targets, &entry)...) })
		if err != nil {
			return err
		}
		return each(s, entry)
	})
}

// EachRecognition calls each for every committee of an organisation with how it is
// recognised and the position at which it was first heard of.
func EachRecognition(ctx context.Context, r store.Reader, organisation string, each func(committee string, n Recognition, entry int64) error) error {
	return r.Each(ctx, `select `+committeeColumns+`
		from collective c
		where c.organisation = $1
		order by c.entry`, store.Args(organisation), func(scan store.Scan) error {
		c, err := scanCommittee(scan)
		if err != nil {
			return err
		}
		return each(c.ID, c.Recognition, c.Entry)
	})
}
