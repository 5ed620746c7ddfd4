package journal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Listener hears every event inside the transaction that tells it, and keeps
// what it derives in step.
type Listener interface {
	Told(ctx context.Context, tx *Tx, position int64, e Event) error
}

// Follower is a Listener that keeps something outside the database in step, and
// so has to know what becomes of what it was told. It may hear of a write that
// runs again, as another Tx, without having heard of the end of the first.
type Follower interface {
	Listener
	// Landed says that everything tx told has landed. Others may have told more
	// since.
	Landed(tx *Tx)
	// Dropped says that nothing lands of what tx told after a position: a command
	// was refused, or the whole write failed.
	Dropped(tx *Tx, after int64)
}

// Journal writes for the organisations of one installation.
type Journal struct {
	db        *store.DB
	vault     *seal.Vault
	now       func() time.Time
	listeners []Listener
	ledger    *ledger // nil keeps no checkpoints
}

// New returns a journal on a database, sealing with a vault. now is the clock,
// nil for the machine's.
func New(db *store.DB, vault *seal.Vault, now func() time.Time, listeners ...Listener) *Journal {
	if now == nil {
		now = time.Now
	}
	return &Journal{db: db, vault: vault, now: now, listeners: listeners}
}

// Read runs do on a snapshot of the data.
func (j *Journal) Read(ctx context.Context, do func(store.Reader) error) error {
	return j.db.Read(ctx, do)
}

// Vault returns what seals and opens.
func (j *Journal) Vault() *seal.Vault { return j.vault }

// Write runs do for an actor in one transaction: the rows it writes, the
// entries it tells and what the listeners derive land together or not at all.
// do may run twice, so it changes things only through its Tx and takes the time
// from it. A do that changes rows and tells nothing is refused.
func (j *Journal) Write(ctx context.Context, actor trenza.Actor, do func(*Tx) error) error {
	if actor.Organisation == "" || actor.Role == "" && actor.Account == "" {
		return fmt.Errorf("a write needs an actor with an organisation and a role or an account, not %v", actor.LogValue())
	}
	if err := j.ledger.trust(ctx, j, actor.Organisation); err != nil {
		return err
	}
	var tx *Tx
	err := j.db.WriteOnce(ctx, func(inner *store.Tx) error {
		tx = j.transaction(inner, actor)
		return tx.run(ctx, do)
	}, func() error { return j.vault.Flush(ctx) }, func(r store.Reader) (bool, error) { return tx.landed(ctx, r) })
	if err != nil {
		j.dropped(tx)
		return err
	}
	j.inform(func(f Follower) { f.Landed(tx) })
	if err := tx.destroy(ctx); err != nil {
		return err
	}
	return j.ledger.sign(ctx, tx)
}

// inform tells the followers what became of a write.
func (j *Journal) inform(tell func(Follower)) {
	for _, listener := range j.listeners {
		if f, ok := listener.(Follower); ok {
			tell(f)
		}
	}
}

// dropped says that nothing of a transaction lands; nil is one that never began.
func (j *Journal) dropped(tx *Tx) {
	if tx != nil {
		j.inform(func(f Follower) { f.Dropped(tx, tx.before) })
	}
}

// transaction is a transaction of an actor that has not begun.
func (j *Journal) transaction(inner *store.Tx, actor trenza.Actor) *Tx {
	return &Tx{Reader: inner, inner: inner, journal: j, actor: actor, now: j.now().UTC().Truncate(time.Second)}
}

// run takes the organisation's chain, does what is to be done and lets go.
func (tx *Tx) run(ctx context.Context, do func(*Tx) error) error {
	if err := tx.open(ctx); err != nil {
		return fmt.Errorf("opening the journal: %w", err)
	}
	if err := do(tx); err != nil {
		return err
	}
	return tx.close(ctx)
}

// landed reports whether the entries that the transaction told are there. One
// that told nothing may run twice.
func (tx *Tx) landed(ctx context.Context, r store.Reader) (bool, error) {
	if tx.told == 0 {
		return false, nil
	}
	hash, err := hashAt(ctx, r, tx.Organisation(), tx.head.number)
	return hash == tx.head.hash, err
}

// Tx is a transaction of one actor for one organisation.
type Tx struct {
	store.Reader
	inner   *store.Tx
	journal *Journal
	actor   trenza.Actor
	actorID string
	now     time.Time
	head    head
	before  int64 // number of the head when the transaction began
	told    int   // things told
	wrote   int   // statements that changed rows
	command string
	derived Derivation // of the event being told
	leaving []string   // people whose keys go once the write has landed
}

type head struct {
	number int64
	hash   string
}

// seal is the keyed hash over the head, and over where it was before the last
// write: without the keys no chain is cut short.
func (h head) seal(ctx context.Context, vault *seal.Vault, organisation string, before int64) (string, error) {
	return vault.Token(ctx, organisation, "head", fmt.Sprintf("%d %s %d", h.number, h.hash, before))
}

// Now is the moment of the write, in UTC, in whole seconds.
func (tx *Tx) Now() time.Time { return tx.now }

// Actor is who writes.
func (tx *Tx) Actor() trenza.Actor { return tx.actor }

// Position is the position of the last entry: of those that the write itself has
// told, or that it found.
func (tx *Tx) Position() int64 { return tx.head.number }

// Found is the position that the write found when it took the organisation's
// chain. Nobody else adds to it until the write has ended.
func (tx *Tx) Found() int64 { return tx.before }

// Organisation is the wall inside which the write happens.
func (tx *Tx) Organisation() string { return tx.actor.Organisation }

// Exec changes rows. The command or the write that changed them must tell it.
func (tx *Tx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	tx.wrote++
	return tx.change(ctx, query, args)
}

// Seal encrypts a value under a person's key.
func (tx *Tx) Seal(ctx context.Context, person string, class trenza.Class, slot seal.Slot, value []byte) ([]byte, error) {
	return tx.journal.vault.Seal(ctx, tx.Organisation(), seal.PersonKey(person), class, slot, value)
}

// Vault returns what seals and opens.
func (tx *Tx) Vault() *seal.Vault { return tx.journal.vault }

// Answer is what a command came to.
type Answer struct {
	Text        string // what it answered the first time
	First, Last int64  // positions of the entries that it told
	Repeated    bool   // it had been carried out before
}

// Once carries out a command unless it was carried out before, in which case
// its first answer is returned. A phone sends twice and a list is imported
// twice; neither counts twice. A command that do refuses leaves nothing behind.
// A command is not part of another.
func (tx *Tx) Once(ctx context.Context, command string, do func() (answer string, err error)) (Answer, error) {
	if tx.command != "" {
		return Answer{}, fmt.Errorf("command %s inside command %s", command, tx.command)
	}
	answer := Answer{Repeated: true}
	found, err := tx.One(ctx, `
		select answer, first, last
		from journal_command
		where organisation = $1 and id = $2`,
		store.Args(tx.Organisation(), command), &answer.Text, &answer.First, &answer.Last)
	if err != nil || found {
		return answer, err
	}
	answer = Answer{First: tx.head.number + 1}
	if answer.Text, err = tx.attempt(ctx, command, do); err != nil {
		return Answer{}, err
	}
	answer.Last = tx.head.number
	_, err = tx.change(ctx, `
		insert into journal_command (organisation, id, first, last, answer)
		values ($1, $2, $3, $4, $5)`, []any{tx.Organisation(), command, answer.First, answer.Last, answer.Text})
	return answer, err
}

// Commands is how many commands were carried out whose id begins so.
func (tx *Tx) Commands(ctx context.Context, prefix string) (count int, err error) {
	_, err = tx.One(ctx, `
		select count(*)
		from journal_command
		where organisation = $1 and id >= $2 and id < $3`,
		store.Args(tx.Organisation(), prefix, prefix+string(utf8.MaxRune)), &count)
	return count, err
}

// attempt carries out a command so that one which is refused leaves nothing
// behind, while the rest of the transaction goes on.
func (tx *Tx) attempt(ctx context.Context, command string, do func() (string, error)) (string, error) {
	before := *tx
	tx.command = command
	var answer string
	err := tx.since(ctx, "command", func() (err error) {
		answer, err = do()
		if err == nil && tx.wrote > before.wrote && tx.told == before.told {
			err = fmt.Errorf("command %s: %w", command, ErrSilent)
		}
		return err
	})
	tx.command = before.command
	return answer, err
}

// Try carries something out and undoes it, for whoever has to know now whether
// it would be refused later. It returns why it would.
func (tx *Tx) Try(ctx context.Context, do func() error) error {
	err := tx.since(ctx, "trial", func() error {
		if err := do(); err != nil {
			return err
		}
		return errTried
	})
	if errors.Is(err, errTried) {
		return nil
	}
	return err
}

// errTried undoes what was only tried.
var errTried = errors.New("tried")

// since carries something out and undoes it when it fails, while the rest of the
// transaction goes on. The savepoint is called by name.
func (tx *Tx) since(ctx context.Context, name string, do func() error) error {
	if _, err := tx.inner.Exec(ctx, `savepoint `+name); err != nil {
		return err
	}
	before := *tx
	err := do()
	if err != nil {
		*tx = before
		tx.journal.inform(func(f Follower) { f.Dropped(tx, tx.head.number) })
		if _, undo := tx.inner.Exec(ctx, `rollback to savepoint `+name); undo != nil {
			return errors.Join(err, undo)
		}
	}
	_, release := tx.inner.Exec(ctx, `release savepoint `+name)
	return errors.Join(err, release)
}

// Tell enters an event in the journal and lets the listeners follow. It returns
// the position of the entry.
func (tx *Tx) Tell(ctx context.Context, e Event) (position int64, err error) {
	position = tx.head.number + 1
	body, err := json.Marshal(e)
	if err != nil {
		return 0, fmt.Errorf("telling %s: %w", e.Verb(), err)
	}
	tx.derived = nil
	for _, listener := range tx.journal.listeners {
		if err := listener.Told(ctx, tx, position, e); err != nil {
			return 0, fmt.Errorf("following %s: %w", e.Verb(), err)
		}
	}
	if err := tx.enter(ctx, position, e, body); err != nil {
		return 0, fmt.Errorf("telling %s: %w", e.Verb(), err)
	}
	tx.told++
	return position, nil
}

// open takes the organisation's chain, so that nobody else writes to it until
// the transaction ends.
func (tx *Tx) open(ctx context.Context) error {
	organisation := tx.Organisation()
	_, err := tx.inner.Exec(ctx, `
		insert into journal_head (organisation, number, hash)
		values ($1, 0, '')
		on conflict (organisation) do nothing`, organisation)
	if err != nil {
		return err
	}
	if _, err := tx.One(ctx, `
		update journal_head
		set number = number
		where organisation = $1
		returning number, hash`, store.Args(organisation), &tx.head.number, &tx.head.hash); err != nil {
		return err
	}
	tx.before = tx.head.number
	if err := tx.follow(ctx); err != nil {
		return err
	}
	tx.actorID, err = tx.signIn(ctx)
	return err
}

// follow keeps time from going back: an entry is never older than the one
// before it, whatever the machine's clock says.
func (tx *Tx) follow(ctx context.Context) error {
	var at string
	found, err := tx.One(ctx, `
		select at
		from journal_entry
		where organisation = $1 and number = $2`, store.Args(tx.Organisation(), tx.head.number), &at)
	if err != nil || !found {
		return err
	}
	if last, err := time.Parse(time.RFC3339, at); err == nil && last.After(tx.now) {
		tx.now = last
	}
	return nil
}

// close refuses what would land in silence and moves the head of the chain.
func (tx *Tx) close(ctx context.Context) error {
	if tx.wrote > 0 && tx.told == 0 {
		return ErrSilent
	}
	if tx.told == 0 {
		return nil
	}
	seal, err := tx.head.seal(ctx, tx.Vault(), tx.Organisation(), tx.before)
	if err != nil {
		return err
	}
	_, err = tx.inner.Exec(ctx, `
		update journal_head
		set number = $2, hash = $3, before = $4, seal = $5
		where organisation = $1`, tx.Organisation(), tx.head.number, tx.head.hash, tx.before, seal)
	return err
}
