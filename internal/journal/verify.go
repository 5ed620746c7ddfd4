package journal

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Verify walks the chain of an organisation from its first entry to its last
// and proves that nobody has changed, moved, added or taken away anything: the
// numbers run without gaps, every header has its hash and holds that of the
// one before, every body is the one that was hashed and opens under the key of
// its subject (or was forgotten), every actor has a name, every command points
// at its own entries or was taken back by one, and the head is the last entry. The answers of commands
// are not chained.
//
// It returns how many entries it found sound. The first thing that is wrong is
// a Problem of kind Conflict that names the entry. Entries are read one at a
// time, so the length of the chain costs time and no memory. A chain that was
// cut short together with its head looks whole: only a position noted elsewhere
// tells.
func Verify(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (entries int, err error) {
	return VerifyEach(ctx, r, vault, organisation, func(Header, []byte) error { return nil })
}

// VerifyEach is Verify that hands each sound entry over with its opened body,
// in order, nil when it was forgotten. An error of each ends it.
func VerifyEach(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string, each func(Header, []byte) error) (entries int, err error) {
	w := &walk{each: each, vault: vault, organisation: organisation, actors: make(map[string]int64), takenBack: make(map[int64]TakenBack)}
	checks := []func(context.Context, store.Reader) error{w.entries, w.end, w.strays, w.names, w.commands, w.undone}
	for _, check := range checks {
		if err := check(ctx, r); err != nil {
			return int(w.last.number), err
		}
	}
	return int(w.last.number), nil
}

// walk is where a verification has come to.
type walk struct {
	each         func(Header, []byte) error
	vault        *seal.Vault
	organisation string
	last         head             // the last entry that was found sound
	sealed       bool             // an entry has what only a program that seals heads writes
	actors       map[string]int64 // the first entry of each
	takenBack    map[int64]TakenBack
}

// witnessed is an entry with what was kept beside it; nil is missing.
type witnessed struct {
	Header
	key         *string
	body        []byte
	first, last *int64 // what the command that caused it says that it told
	undone      *int64 // where that command was taken back
}

// broken words what is wrong with an entry.
func (w *walk) broken(key string, number int64) error {
	return &trenza.Problem{Kind: trenza.Conflict, Key: key, Args: []any{number, w.organisation}}
}

func (w *walk) entries(ctx context.Context, r store.Reader) error {
	return r.Each(ctx, `
		select e.number, e.at, e.actor, e.verb, e.class, e.subject, e.command, e.body_hash, e.derived, e.previous, e.hash,
			b.key_id, b.sealed, c.first, c.last, u.undone
		from journal_entry e
		left join journal_body b on b.organisation = e.organisation and b.number = e.number
		left join journal_command c on c.organisation = e.organisation and c.id = e.command
		left join journal_command_undone u
			on u.organisation = e.organisation and u.id = e.command and u.first <= e.number and u.last >= e.number
		where e.organisation = $1
		order by e.number`, store.Args(w.organisation), func(scan store.Scan) error {
		e := witnessed{Header: Header{Organisation: w.organisation}}
		err := scan(&e.Number, &e.At, &e.Actor, &e.Verb, &e.Class, &e.Subject, &e.Command, &e.BodyHash, &e.Derived, &e.Previous, &e.Hash,
			&e.key, &e.body, &e.first, &e.last, &e.undone)
		if err != nil {
			return err
		}
		return w.entry(ctx, e)
	})
}

// entry proves one entry and goes on to it.
func (w *walk) entry(ctx context.Context, e witnessed) error {
	expected := w.last.number + 1
	switch {
	case e.Number > expected:
		return w.broken("journal.entry_missing", expected)
	case e.Number < expected:
		return w.broken("journal.entry_unnumbered", e.Number)
	case e.Hash != e.sum():
		return w.broken("journal.entry_changed", e.Number)
	case e.Previous != w.last.hash:
		return w.broken("journal.chain_broken", e.Number)
	case e.Command != "" && e.undone == nil && (e.first == nil || e.Number < *e.first || e.Number > *e.last):
		return w.broken("journal.command_missing", e.Number)
	}
	if err := w.body(ctx, e); err != nil {
		return err
	}
	if _, seen := w.actors[e.Actor]; !seen {
		w.actors[e.Actor] = e.Number
	}
	w.last, w.sealed = head{e.Number, e.Hash}, w.sealed || e.Derived != ""
	return nil
}

// body proves that an entry has the body it was written with, sealed under the
// key of its subject. Only a person can have been forgotten.
func (w *walk) body(ctx context.Context, e witnessed) error {
	if e.key == nil {
		return w.broken("journal.body_missing", e.Number)
	}
	hash := sha256.Sum256(e.body)
	class, known := trenza.ParseClass(e.Class)
	if hex.EncodeToString(hash[:]) != e.BodyHash || !known {
		return w.broken("journal.body_changed", e.Number)
	}
	body, err := w.vault.Open(ctx, w.organisation, seal.KeyID(*e.key), class, bodySlot(w.organisation, e.Number), e.body)
	switch {
	case errors.Is(err, seal.ErrNoKey):
		return w.broken("journal.key_missing", e.Number)
	case errors.Is(err, seal.ErrNotThis), errors.Is(err, seal.ErrForgotten) && e.Subject == "":
		return w.broken("journal.body_unopened", e.Number)
	case err != nil && !errors.Is(err, seal.ErrForgotten):
		return err
	}
	if err := w.subject(ctx, e); err != nil {
		return err
	}
	if err := w.hearTakenBack(e.Header, body); err != nil {
		return err
	}
	return w.each(e.Header, body)
}

// subject proves that the key of the body belongs to whom the header speaks
// of: otherwise a body could be passed off as forgotten by naming the key of
// somebody who was.
func (w *walk) subject(ctx context.Context, e witnessed) error {
	key := seal.KeyID(*e.key)
	person, personal := strings.CutPrefix(*e.key, string(seal.PersonKey("")))
	if !personal {
		if e.Subject != "" || key != seal.OrganisationKey(w.organisation) {
			return w.broken("journal.body_unopened", e.Number)
		}
		return nil
	}
	token, err := w.vault.Token(ctx, w.organisation, "subject", person)
	if err == nil && token != e.Subject {
		return w.broken("journal.body_unopened", e.Number)
	}
	return err
}

// end proves that the head is the last entry, under its seal.
func (w *walk) end(ctx context.Context, r store.Reader) error {
	h, err := stands(ctx, r, w.organisation)
	switch {
	case err != nil:
		return err
	case h.number > w.last.number:
		return w.broken("journal.entry_missing", w.last.number+1)
	case h.head != w.last:
		return w.broken("journal.head_changed", w.last.number)
	case h.seal == "" && h.before == 0 && !w.sealed:
		return nil // the last write is from before heads were sealed
	}
	seal, err := h.head.seal(ctx, w.vault, w.organisation, h.before)
	if err == nil && seal != h.seal {
		return w.broken("journal.head_changed", w.last.number)
	}
	return err
}

// strays proves that there is no body without an entry.
func (w *walk) strays(ctx context.Context, r store.Reader) error {
	var number int64
	found, err := r.One(ctx, `
		select number
		from journal_body
		where organisation = $1 and (number < 1 or number > $2)
		order by number`, store.Args(w.organisation, w.last.number), &number)
	if err == nil && found {
		return w.broken("journal.body_stray", number)
	}
	return err
}

// names proves that the name of everybody who acted is kept and opens.
func (w *walk) names(ctx context.Context, r store.Reader) error {
	err := r.Each(ctx, `
		select id, sealed
		from journal_actor
		where organisation = $1
		order by id`, store.Args(w.organisation), func(scan store.Scan) error {
		var id string
		var sealed []byte
		if err := scan(&id, &sealed); err != nil {
			return err
		}
		return w.name(ctx, id, sealed)
	})
	if err != nil {
		return err
	}
	if len(w.actors) > 0 {
		return w.broken("journal.actor_unknown", slices.Min(slices.Collect(maps.Values(w.actors))))
	}
	return nil
}

// name ticks an actor off whose name opens. Who never told anything is no
// entry's concern.
func (w *walk) name(ctx context.Context, id string, sealed []byte) error {
	if _, acted := w.actors[id]; !acted {
		return nil
	}
	_, err := w.vault.Open(ctx, w.organisation, seal.OrganisationKey(w.organisation), trenza.P2, actorSlot(id), sealed)
	if errors.Is(err, seal.ErrNotThis) {
		return nil
	}
	delete(w.actors, id)
	return err
}

// commands proves that every command points at its own entries. One that told
// nothing ends before it starts.
func (w *walk) commands(ctx context.Context, r store.Reader) error {
	return r.Each(ctx, `
		select c.id, c.first, c.last, coalesce(f.command, ''), coalesce(l.command, '')
		from journal_command c
		left join journal_entry f on f.organisation = c.organisation and f.number = c.first
		left join journal_entry l on l.organisation = c.organisation and l.number = c.last
		where c.organisation = $1
		order by c.first, c.id`, store.Args(w.organisation), func(scan store.Scan) error {
		var id, opening, closing string
		var first, last int64
		if err := scan(&id, &first, &last, &opening, &closing); err != nil {
			return err
		}
		silent := first == last+1 && first >= 1 && last <= w.last.number
		if !silent && (first > last || opening != id || closing != id) {
			return w.broken("journal.command_astray", first)
		}
		return nil
	})
}
