package journal

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"time"

	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// ErrSilent says that a write changed rows and told nothing.
var ErrSilent = errors.New("journal: a write must tell what it did")

// Header is the part of an entry that anybody who audits may read: who, when,
// which kind of thing; never what.
type Header struct {
	Organisation string
	Number       int64
	At           string // RFC 3339, UTC
	Actor        string // blind token
	Verb         string
	Class        string
	Subject      string // blind token of the person, "" for nobody
	Command      string // id of the command that caused it, "" for none
	BodyHash     string // SHA-256 of the sealed body, hexadecimal
	Derived      string // keyed sums of the rows that listeners derived, "-" for none
	Previous     string // Hash of the entry before, "" for the first
	Hash         string
}

// sum is the hash that the header must have: every field with its length, so
// that no two headers are spelled alike.
func (h Header) sum() string {
	sum := sha256.New()
	fields := []string{
		h.Organisation, strconv.FormatInt(h.Number, 10), h.At, h.Actor, h.Verb,
		h.Class, h.Subject, h.Command, h.BodyHash, h.Previous,
	}
	if h.Derived != "" { // entries older than this field have the hash they had
		fields = append(fields, h.Derived)
	}
	for _, field := range fields {
		sum.Write([]byte(strconv.Itoa(len(field)) + ":" + field))
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func bodySlot(organisation string, number int64) seal.Slot {
	return seal.Slot{Table: "journal_body", Row: organisation + "." + strconv.FormatInt(number, 10), Column: "sealed"}
}

// bodyKey is the key that the body of an event is sealed under.
func bodyKey(organisation string, e Event) seal.KeyID {
	if e.Person() == "" {
		return seal.OrganisationKey(organisation)
	}
	return seal.PersonKey(e.Person())
}

// enter seals the body, chains the header and writes both.
func (tx *Tx) enter(ctx context.Context, number int64, e Event, body []byte) error {
	organisation, key := tx.Organisation(), bodyKey(tx.Organisation(), e)
	sealed, err := tx.Vault().Seal(ctx, organisation, key, e.Class(), bodySlot(organisation, number), body)
	if err != nil {
		return err
	}
	subject := ""
	if e.Person() != "" {
		if subject, err = tx.Vault().Token(ctx, organisation, "subject", e.Person()); err != nil {
			return err
		}
	}
	hash := sha256.Sum256(sealed)
	h := Header{
		Organisation: organisation, Number: number, At: tx.now.Format(time.RFC3339), Actor: tx.actorID,
		Verb: e.Verb(), Class: e.Class().String(), Subject: subject, Command: tx.command,
		BodyHash: hex.EncodeToString(hash[:]), Derived: cmp.Or(tx.derived.String(), noRows), Previous: tx.head.hash,
	}
	h.Hash = h.sum()
	if err := tx.insert(ctx, h, key, sealed); err != nil {
		return err
	}
	tx.head = head{number, h.Hash}
	return nil
}

func (tx *Tx) insert(ctx context.Context, h Header, key seal.KeyID, sealed []byte) error {
	_, err := tx.inner.Exec(ctx, `
		insert into journal_entry (
			organisation, number, at, actor, verb, class, subject, command, body_hash, derived, previous, hash)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		h.Organisation, h.Number, h.At, h.Actor, h.Verb, h.Class, h.Subject, h.Command, h.BodyHash, h.Derived, h.Previous, h.Hash)
	if err != nil {
		return err
	}
	_, err = tx.inner.Exec(ctx, `
		insert into journal_body (organisation, number, key_id, sealed)
		values ($1, $2, $3, $4)`, h.Organisation, h.Number, string(key), sealed)
	return err
}

// Position returns the number of the last entry of an organisation, 0 when it
// has none.
func Position(ctx context.Context, r store.Reader, organisation string) (int64, error) {
	var number int64
	_, err := r.One(ctx, `select number from journal_head where organisation = $1`, store.Args(organisation), &number)
	return number, err
}

// hashAt returns the hash of an entry, "" when it is not there.
func hashAt(ctx context.Context, r store.Reader, organisation string, number int64) (hash string, err error) {
	_, err = r.One(ctx, `
		select hash
		from journal_entry
		where organisation = $1 and number = $2`, store.Args(organisation, number), &hash)
	return hash, err
}
