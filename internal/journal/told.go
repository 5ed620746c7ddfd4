package journal

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Told is an entry as it was told, still closed.
type Told struct {
	Organisation string
	Number       int64
	Verb         string
	Subject      string // blind token of the person, "" for nobody
	class        string
	key          string
	sealed       []byte
}

// Between returns the entries of an organisation from one position to another,
// both included, in order, as far as keep wants them.
func Between(ctx context.Context, r store.Reader, organisation string, first, last int64, keep func(number int64, verb string) bool) ([]Told, error) {
	var all []Told
	err := r.Each(ctx, `
		select e.number, e.verb, e.subject, e.class, b.key_id, b.sealed
		from journal_entry e
		join journal_body b on b.organisation = e.organisation and b.number = e.number
		where e.organisation = $1 and e.number >= $2 and e.number <= $3
		order by e.number`, store.Args(organisation, first, last), func(scan store.Scan) error {
		t := Told{Organisation: organisation}
		if err := scan(&t.Number, &t.Verb, &t.Subject, &t.class, &t.key, &t.sealed); err != nil {
			return err
		}
		if keep(t.Number, t.Verb) {
			all = append(all, t)
		}
		return nil
	})
	return all, err
}

// Of returns the entries of some verbs that an organisation has told after a
// position, in order.
func Of(ctx context.Context, r store.Reader, organisation string, after int64, verbs ...string) ([]Told, error) {
	args, places := store.Args(organisation, after), make([]string, len(verbs))
	for i, verb := range verbs {
		args = append(args, verb)
		places[i] = fmt.Sprintf("$%d", len(args))
	}
	return store.All(ctx, r, `
		select e.number, e.verb, e.subject, e.class, b.key_id, b.sealed
		from journal_entry e
		join journal_body b on b.organisation = e.organisation and b.number = e.number
		where e.organisation = $1 and e.number > $2 and e.verb in (`+strings.Join(places, ", ")+`)
		order by e.number`, args, func(scan store.Scan) (Told, error) {
		t := Told{Organisation: organisation}
		return t, scan(&t.Number, &t.Verb, &t.Subject, &t.class, &t.key, &t.sealed)
	})
}

// At returns the entry at a position; there must be one.
func At(ctx context.Context, r store.Reader, organisation string, number int64) (Told, error) {
	found, err := Between(ctx, r, organisation, number, number, func(int64, string) bool { return true })
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("journal: %s has no entry %d", organisation, number)
	}
	if err != nil {
		return Told{}, err
	}
	return found[0], nil
}

// Person returns the id of the person whom the entry concerns, "" for nobody: the
// body is sealed under her key.
func (t Told) Person() string {
	person, hers := strings.CutPrefix(t.key, string(seal.PersonKey("")))
	if !hers {
		return ""
	}
	return person
}

// Open returns the body of the entry, JSON, and nil when the key of its person
// was destroyed.
func (t Told) Open(ctx context.Context, vault *seal.Vault) ([]byte, error) {
	class, known := trenza.ParseClass(t.class)
	if !known {
		return nil, fmt.Errorf("journal: entry %d is of no class: %s", t.Number, t.class)
	}
	body, err := vault.Open(ctx, t.Organisation, seal.KeyID(t.key), class, bodySlot(t.Organisation, t.Number), t.sealed)
	if errors.Is(err, seal.ErrForgotten) {
		return nil, nil
	}
	return body, err
}

// Subject returns the blind token by which headers speak of a person.
func Subject(ctx context.Context, vault *seal.Vault, organisation, person string) (string, error) {
	return vault.Token(ctx, organisation, "subject", person)
}

// Glance is what a header says without its body.
type Glance struct {
	Number  int64
	Verb    string
	Subject string
}

// EachAfter calls each for the header of every entry after a position, in
// order.
func EachAfter(ctx context.Context, r store.Reader, organisation string, position int64, each func(Glance) error) error {
	return r.Each(ctx, `
		select number, verb, subject
		from journal_entry
		where organisation = $1 and number > $2
		order by number`, store.Args(organisation, position), func(scan store.Scan) error {
		var g Glance
		if err := scan(&g.Number, &g.Verb, &g.Subject); err != nil {
			return err
		}
		return each(g)
	})
}
