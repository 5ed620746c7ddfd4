package store

import (
	"context"
	"errors"
	"time"

	"github.com/ncruces/go-sqlite3"

	"github.com/trenza/trenza"
)

const (
	// tries is how often a write runs when it and another stand in each other's
	// way.
	tries = 4
	// patience is how long a write waits for its turn at a file, or for a server
	// that went away to come back.
	patience = time.Minute
)

// Write runs do in a transaction and commits when it returns nil. The function
// may run again, when two processes on PostgreSQL stand in each other's way or
// its server was restarted, so it changes things only through its Tx.
func (db *DB) Write(ctx context.Context, do func(*Tx) error) error {
	return db.WriteThen(ctx, do, func() error { return nil })
}

// WriteThen is Write with a last step that runs just before the commit, when
// everything else has been written: an error there leaves nothing behind.
func (db *DB) WriteThen(ctx context.Context, do func(*Tx) error, last func() error) error {
	return db.WriteOnce(ctx, do, last, func(Reader) (bool, error) { return false, nil })
}

// WriteOnce is WriteThen for what must not land twice. When the server goes
// away during the commit nobody knows whether it landed: landed is asked, once
// the server is back, and the write runs again if it did not.
func (db *DB) WriteOnce(ctx context.Context, do func(*Tx) error, last func() error, landed func(Reader) (bool, error)) error {
	attempt := func(v view) error {
		if err := do(&Tx{v}); err != nil {
			return err
		}
		if err := last(); err != nil {
			return err
		}
		return db.inPlace()
	}
	wait := waiting{until: time.Now().Add(patience)}
	for {
		err := db.transact(ctx, db.writer, nil, attempt)
		if done, asked := db.settled(ctx, err, landed); done || asked != nil {
			return asked
		}
		if !wait.worthwhile(ctx, err) {
			return wait.worded(err)
		}
	}
}

// uncommitted is what went wrong with a commit.
type uncommitted struct{ error }

func (u *uncommitted) Unwrap() error { return u.error }

// settled reports whether a write has landed. An error that breaks off a commit
// does not say.
func (db *DB) settled(ctx context.Context, err error, landed func(Reader) (bool, error)) (done bool, asked error) {
	if err == nil {
		return true, nil
	}
	if _, doubtful := errors.AsType[*uncommitted](err); !doubtful || !errors.Is(err, errLost) {
		return false, nil
	}
	wait := waiting{until: time.Now().Add(patience)}
	for {
		asked = db.Read(ctx, func(r Reader) (err error) {
			done, err = landed(r)
			return err
		})
		if asked == nil || !wait.worthwhile(ctx, asked) {
			return done, asked
		}
	}
}

// waiting is the patience of a write that meets an obstacle.
type waiting struct {
	met   int // times that two writers met
	pause time.Duration
	until time.Time
}

// worthwhile reports whether to try again after an error, having waited a
// while.
func (w *waiting) worthwhile(ctx context.Context, err error) bool {
	switch {
	case errors.Is(err, errLost):
		w.pause = min(max(2*w.pause, 20*time.Millisecond), time.Second)
	case errors.Is(err, sqlite3.BUSY):
		w.pause = 0 // the engine has waited already
	case passing(err):
		w.met++
		return w.met < tries
	default:
		return false
	}
	select {
	case <-ctx.Done():
		return false
	case <-time.After(w.pause):
		return time.Now().Before(w.until)
	}
}

// worded puts into words that others were in the way for too long.
func (w *waiting) worded(err error) error {
	if passing(err) {
		return (&trenza.Problem{Kind: trenza.Unavailable, Key: "store.busy"}).Because(err)
	}
	return err
}
