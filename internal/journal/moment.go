package journal

import (
	"context"

	"github.com/trenza/trenza/internal/store"
)

// Moment is when an entry was told, and what it was about.
type Moment struct {
	Number int64
	At     string // RFC 3339, UTC
	Verb   string
}

// MomentOf returns the moment of the entry at a position, with an empty verb when
// there is none.
func MomentOf(ctx context.Context, r store.Reader, organisation string, number int64) (Moment, error) {
	m := Moment{Number: number}
	_, err := r.One(ctx, `
		select at, verb
		from journal_entry
		where organisation = $1 and number = $2`, store.Args(organisation, number), &m.At, &m.Verb)
	return m, err
}

// Verbs calls each for the number of every entry of a verb, in order.
func Verbs(ctx context.Context, r store.Reader, organisation, verb string, each func(number int64) error) error {
	return r.Each(ctx, `
		select number
		from journal_entry
		where organisation = $1 and verb = $2
		order by number`, store.Args(organisation, verb), func(scan store.Scan) error {
		var number int64
		if err := scan(&number); err != nil {
			return err
		}
		return each(number)
	})
}
