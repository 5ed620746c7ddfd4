package journal

import (
	"context"

	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Reading is the verb of an entry that says who read somebody's thread. It is
// kept in order by whose thread it is, so that she can be answered at once.
const Reading = "thread.read"

// Reads is an entry that says that somebody's thread was read, still closed.
type Reads struct {
	Told
	At string // RFC 3339, UTC
}

// ReadingsOf returns the entries that say who read a record, in order.
func ReadingsOf(ctx context.Context, r store.Reader, vault *seal.Vault, organisation, person string) ([]Reads, error) {
	subject, err := Subject(ctx, vault, organisation, person)
	if err != nil {
		return nil, err
	}
	return store.All(ctx, r, `
		select e.number, e.at, e.verb, e.subject, e.class, b.key_id, b.sealed
		from journal_entry e
		join journal_body b on b.organisation = e.organisation and b.number = e.number
		where e.organisation = $1 and e.subject = $2 and e.verb = '`+Reading+`'
		order by e.number`, store.Args(organisation, subject), func(scan store.Scan) (Reads, error) {
		e := Reads{Told: Told{Organisation: organisation}}
		return e, scan(&e.Number, &e.At, &e.Verb, &e.Subject, &e.class, &e.key, &e.sealed)
	})
}
