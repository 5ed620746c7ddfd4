package journal

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// ledger keeps signed checkpoints beside the keys, and trusts no database that
// is behind them.
type ledger struct {
	shelf store.KeyShelf

	mu      sync.Mutex
	trusted map[string]bool // organisations whose chain was compared
}

// KeepCheckpoints makes the journal sign its head after every write and keep
// the signature with the keys. A database that is behind the last checkpoint of
// an organisation takes nothing more in for it, until Accept.
func (j *Journal) KeepCheckpoints(shelf store.KeyShelf) {
	j.ledger = &ledger{shelf: shelf, trusted: make(map[string]bool)}
}

// checkpointText is what is signed. Every part has its length, so that no two
// checkpoints are spelled alike.
func checkpointText(c store.Checkpoint) string {
	text := "trenza checkpoint"
	for _, part := range []string{c.Organisation, strconv.FormatInt(c.Number, 10), c.Hash, c.At, strconv.Itoa(c.Destroyed)} {
		text += fmt.Sprintf(" %d:%s", len(part), part)
	}
	return text
}

// Signed reports whether a checkpoint was signed with these keys.
func Signed(vault *seal.Vault, c store.Checkpoint) bool {
	return vault.Signed(checkpointText(c), c.Signature)
}

// Checkpoint signs where the journal of an organisation stands.
func Checkpoint(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string, at time.Time) (store.Checkpoint, error) {
	c := store.Checkpoint{Organisation: organisation, At: at.UTC().Format(time.RFC3339)}
	_, err := r.One(ctx, `
		select number, hash
		from journal_head
		where organisation = $1`, store.Args(organisation), &c.Number, &c.Hash)
	if err != nil {
		return c, err
	}
	return signed(ctx, vault, c)
}

func signed(ctx context.Context, vault *seal.Vault, c store.Checkpoint) (store.Checkpoint, error) {
	destroyed, err := vault.Destroyed(ctx)
	c.Destroyed = len(destroyed)
	c.Signature = vault.Sign(checkpointText(c))
	return c, err
}

// sign keeps a checkpoint of what a write told. Without it nobody would notice
// an older copy of the data, so one that cannot be kept is said.
func (l *ledger) sign(ctx context.Context, tx *Tx) error {
	if l == nil || tx.told == 0 {
		return nil
	}
	return l.keep(ctx, tx.Vault(), store.Checkpoint{
		Organisation: tx.Organisation(), Number: tx.head.number, Hash: tx.head.hash, At: tx.now.Format(time.RFC3339),
	})
}

func (l *ledger) keep(ctx context.Context, vault *seal.Vault, c store.Checkpoint) error {
	c, err := signed(context.WithoutCancel(ctx), vault, c) // what landed is signed, even by somebody who leaves
	if err == nil {
		err = l.shelf.KeepCheckpoint(context.WithoutCancel(ctx), c)
	}
	if err != nil {
		return (&trenza.Problem{Kind: trenza.Unavailable, Key: "journal.checkpoint_unkept", Args: []any{c.Organisation}}).Because(err)
	}
	return nil
}

// overlap is how long another process may take between a commit and its
// checkpoint.
const overlap = 3 * time.Second

// trust compares the chain of an organisation with its last checkpoint before
// the first write, and catches up with a process that was killed between the
// two.
func (l *ledger) trust(ctx context.Context, j *Journal, organisation string) error {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.trusted[organisation] {
		return nil
	}
	late, err := l.compare(ctx, j, organisation)
	if err == nil && late != nil {
		err = l.keep(ctx, j.vault, *late)
	}
	l.trusted[organisation] = err == nil
	return err
}

// compare finds what is wrong between the data and the last checkpoint. It
// returns the head when it has no checkpoint yet.
func (l *ledger) compare(ctx context.Context, j *Journal, organisation string) (late *store.Checkpoint, err error) {
	for give := time.Now().Add(overlap); ; time.Sleep(overlap / 10) {
		var kept []store.Checkpoint
		if kept, err = l.shelf.Checkpoints(ctx, organisation); err != nil {
			return nil, err
		}
		err = j.Read(ctx, func(r store.Reader) error {
			late, err = Compare(ctx, r, j.vault, organisation, kept)
			return err
		})
		if p, ok := err.(*trenza.Problem); !ok || p.Key != "journal.older_keys" || time.Now().After(give) {
			return late, err
		}
	}
}

// standing is the head of a chain with what protects it.
type standing struct {
	head
	before int64
	seal   string
}

func stands(ctx context.Context, r store.Reader, organisation string) (s standing, err error) {
	_, err = r.One(ctx, `
		select number, hash, before, seal
		from journal_head
		where organisation = $1`, store.Args(organisation), &s.number, &s.hash, &s.before, &s.seal)
	return s, err
}

// Compare holds the data against the checkpoints that are kept with the keys,
// the latest first. An older copy of either is a Problem of kind Conflict that
// says which. When all is well and the last write has no checkpoint yet, as
// after a crash, it returns the one to keep.
func Compare(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string, kept []store.Checkpoint) (late *store.Checkpoint, err error) {
	now, err := stands(ctx, r, organisation)
	if err != nil {
		return nil, err
	}
	for _, c := range kept {
		if !Signed(vault, c) {
			return nil, conflict("journal.checkpoint_forged", organisation, c.Number)
		}
	}
	var last store.Checkpoint
	if len(kept) > 0 {
		last = kept[0]
		if err := holds(ctx, r, now, last); err != nil {
			return nil, err
		}
	}
	if last.Number < now.before {
		return nil, conflict("journal.older_keys", organisation, now.number-last.Number)
	}
	if last.Number == now.number {
		return nil, nil
	}
	lacks, err := keyless(ctx, r, vault, organisation, last.Number)
	if err != nil {
		return nil, err
	}
	if lacks {
		return nil, conflict("journal.older_keys", organisation, now.number-last.Number)
	}
	return &store.Checkpoint{Organisation: organisation, Number: now.number, Hash: now.hash, At: time.Now().UTC().Format(time.RFC3339)}, nil
}

// keyless reports whether the key of an entry after a position is missing. Keys
// are kept before the entries, so a crash leaves none without.
func keyless(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string, position int64) (bool, error) {
	ids, err := store.All(ctx, r, `
		select distinct key_id
		from journal_body
		where organisation = $1 and number > $2`, store.Args(organisation, position),
		func(scan store.Scan) (id string, err error) { return id, scan(&id) })
	if err != nil {
		return false, err
	}
	missing, err := vault.Lacks(ctx, ids)
	return missing != "", err
}

// Agrees proves that the data goes on from the last checkpoint of an
// organisation, and that the key store is not behind the data. What is wrong is
// a Problem of kind Conflict.
func (j *Journal) Agrees(ctx context.Context, organisation string) error {
	_, err := j.ledger.compare(ctx, j, organisation)
	return err
}

// Holds proves that the data goes on from a checkpoint that was kept elsewhere,
// and that no key is back which had been destroyed. What is wrong is a Problem
// of kind Conflict.
func Holds(ctx context.Context, r store.Reader, vault *seal.Vault, c store.Checkpoint) error {
	if !Signed(vault, c) {
		return conflict("journal.checkpoint_forged", c.Organisation, c.Number)
	}
	now, err := stands(ctx, r, c.Organisation)
	if err != nil {
		return err
	}
	if err := holds(ctx, r, now, c); err != nil {
		return err
	}
	destroyed, err := vault.Destroyed(ctx)
	if err == nil && len(destroyed) < c.Destroyed {
		err = conflict("journal.keys_are_back", c.Destroyed-len(destroyed), c.At)
	}
	return err
}

func holds(ctx context.Context, r store.Reader, now standing, c store.Checkpoint) error {
	if c.Number > now.number {
		return conflict("journal.older_copy", c.Organisation, c.Number-now.number, now.number+1, c.At)
	}
	hash, err := hashAt(ctx, r, c.Organisation, c.Number)
	if err == nil && hash != c.Hash && c.Number > 0 {
		err = conflict("journal.other_history", c.Organisation, c.Number, c.At)
	}
	return err
}

func conflict(key string, args ...any) error {
	return &trenza.Problem{Kind: trenza.Conflict, Key: key, Args: args}
}

// Restored is told when people accept a copy of the data that is older than
// the last checkpoint, or another than the one that was signed.
type Restored struct {
	Last int64  `json:"last"` // number of the last entry of the copy
	Lost int64  `json:"lost"` // how many entries it lacks
	Hash string `json:"hash"` // that the last checkpoint says
	Date string `json:"date"` // of the last checkpoint
}

// Verb implements Event.
func (Restored) Verb() string { return "journal.restored" }

// Class implements Event.
func (Restored) Class() trenza.Class { return trenza.P1 }

// Person implements Event.
func (Restored) Person() string { return "" }

// ErrNothingToAccept says that a copy agrees with its checkpoints. As it is
// returned, its argument is the organisation.
var ErrNothingToAccept = &trenza.Problem{Kind: trenza.Conflict, Key: "journal.nothing_to_accept", Args: []any{""}}

// Accept goes on from a copy of the data that its checkpoints do not agree
// with, and tells so. It returns what was accepted. A copy that agrees has
// nothing to accept.
func (j *Journal) Accept(ctx context.Context, actor trenza.Actor) (told Restored, err error) {
	kept, err := j.ledger.shelf.Checkpoints(ctx, actor.Organisation)
	if err != nil {
		return told, err
	}
	if _, err = j.ledger.compare(ctx, j, actor.Organisation); err == nil {
		return told, &trenza.Problem{Kind: trenza.Conflict, Key: ErrNothingToAccept.Key, Args: []any{actor.Organisation}}
	}
	if trenza.KindOf(err) != trenza.Conflict {
		return told, err
	}
	var now standing
	if err := j.Read(ctx, func(r store.Reader) (err error) {
		now, err = stands(ctx, r, actor.Organisation)
		return err
	}); err != nil {
		return told, err
	}
	told = Restored{Last: now.number}
	if len(kept) > 0 {
		told.Lost, told.Hash, told.Date = max(0, kept[0].Number-now.number), kept[0].Hash, kept[0].At
	}
	return told, j.goOn(ctx, actor, told)
}

// goOn tells that a copy was accepted and begins its checkpoints anew.
func (j *Journal) goOn(ctx context.Context, actor trenza.Actor, told Restored) error {
	j.ledger.mu.Lock()
	j.ledger.trusted[actor.Organisation] = true
	j.ledger.mu.Unlock()
	err := j.Write(ctx, actor, func(tx *Tx) error {
		_, err := tx.Tell(ctx, told)
		return err
	})
	if err != nil {
		return err
	}
	return j.ledger.begin(ctx, j, actor.Organisation)
}

// begin lets go of every checkpoint of an organisation and keeps one of where
// it stands.
func (l *ledger) begin(ctx context.Context, j *Journal, organisation string) error {
	if err := l.shelf.DropCheckpoints(ctx, organisation, 0); err != nil {
		return err
	}
	return j.Read(ctx, func(r store.Reader) error {
		now, err := stands(ctx, r, organisation)
		if err != nil {
			return err
		}
		return l.keep(ctx, j.vault, store.Checkpoint{
			Organisation: organisation, Number: now.number, Hash: now.hash, At: j.now().UTC().Format(time.RFC3339),
		})
	})
}
