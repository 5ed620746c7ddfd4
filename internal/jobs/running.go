package jobs

import (
	"context"
	"errors"
	"time"

	"github.com/trenza/trenza/internal/store"
)

// ErrLost says that a job is somebody else's by now: whoever worked on it was
// away for longer than its lease.
var ErrLost = errors.New("jobs: the lease was lost")

// writer is a transaction that writes: of the store, or of the journal.
type writer interface {
	Exec(ctx context.Context, query string, args ...any) (int64, error)
}

// Running is a job that somebody works on.
type Running struct {
	Job
	queue *Queue
	owner string
	lease time.Duration
}

// take gives the lease of a job to an owner, unless somebody else was faster.
func (q *Queue) take(ctx context.Context, c candidate, owner string, lease time.Duration) (*Running, error) {
	r := &Running{queue: q, owner: owner, lease: lease}
	var payload []byte
	now := q.now()
	err := q.DB.Write(ctx, func(tx *store.Tx) error {
		r.ID = ""
		_, err := tx.One(ctx, `
			update job
			set state = 'running', owner = $3, attempts = attempts + 1, due = $4, begun = $5, moved = $5, skipped = done
			where organisation = $1 and id = $2 and (state = 'waiting' or state = 'running') and due <= $5
			returning organisation, id, kind, subject, attempts, done, total, payload`,
			store.Args(c.organisation, c.id, owner, written(now.Add(lease)), written(now)),
			&r.Organisation, &r.ID, &r.Kind, &r.Subject, &r.Attempts, &r.Done, &r.Total, &payload)
		return err
	})
	if err != nil || r.ID == "" {
		return nil, err
	}
	r.State, r.Begun, r.Moved, r.Skipped = Working, now, now, r.Done
	r.Payload, err = q.unseal(ctx, r.Job, "payload", payload)
	return r, err
}

// candidate is a job that may be taken.
type candidate struct{ organisation, id, kind string }

// waiting are jobs that may be taken, the oldest first.
func (q *Queue) waiting(ctx context.Context) (all []candidate, err error) {
	err = q.DB.Read(ctx, func(r store.Reader) error {
		all, err = store.All(ctx, r, `
			select organisation, id, kind
			from job
			where (state = 'waiting' or state = 'running') and due <= $1
			order by due, id
			limit 32`, store.Args(written(q.now())), func(scan store.Scan) (candidate, error) {
			var c candidate
			return c, scan(&c.organisation, &c.id, &c.kind)
		})
		return err
	})
	return all, err
}

// Hold proves, inside a transaction that does some of the work, that the lease is
// still held, prolongs it, and says how far the work has come with it. Where it is
// not, the transaction must not land.
func (r *Running) Hold(ctx context.Context, tx writer, done, total int) error {
	now := r.queue.now()
	n, err := tx.Exec(ctx, `
		update job
		set due = $4, moved = $5, done = $6, total = $7
		where organisation = $1 and id = $2 and owner = $3 and state = 'running'`,
		r.Organisation, r.ID, r.owner, written(now.Add(r.lease)), written(now), done, total)
	if err == nil && n == 0 {
		err = ErrLost
	}
	if err == nil {
		r.Done, r.Total = done, total
	}
	return err
}

// beat prolongs the lease.
func (r *Running) beat(ctx context.Context) error {
	return r.queue.DB.Write(ctx, func(tx *store.Tx) error {
		n, err := tx.Exec(ctx, `
			update job
			set due = $4
			where organisation = $1 and id = $2 and owner = $3 and state = 'running'`,
			r.Organisation, r.ID, r.owner, written(r.queue.now().Add(r.lease)))
		if err == nil && n == 0 {
			err = ErrLost
		}
		return err
	})
}

// end gives the lease back: with what the work came to, to be tried again at a
// moment, or for good.
func (r *Running) end(ctx context.Context, state State, due time.Time, attempts int, result []byte) error {
	var sealed []byte
	if result != nil {
		var err error
		if sealed, err = r.queue.seal(ctx, r.Job, "result", result); err != nil {
			return err
		}
	}
	return r.queue.DB.WriteThen(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `
			update job
			set state = $4, due = $5, attempts = $6, result = $7, owner = ''
			where organisation = $1 and id = $2 and owner = $3 and state = 'running'`,
			r.Organisation, r.ID, r.owner, string(state), written(due), attempts, sealed)
		return err
	}, func() error { return r.queue.Vault.Flush(ctx) })
}
