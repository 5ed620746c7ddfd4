package jobs

import (
	"context"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// State says how far a job has come.
type State string

// The states of a job.
const (
	Waiting State = "waiting" // nobody works on it
	Working State = "running" // somebody has its lease, or had when he died
	Done    State = "done"
	Failed  State = "failed" // it was tried often enough
)

// Job is one piece of work.
type Job struct {
	Organisation string
	ID           string
	Kind         string // of work, by which a worker finds its handler
	Subject      string // id of what it is about
	State        State
	Attempts     int    // how often it was begun
	Payload      []byte // what it needs to be done; sealed in the table
	Result       []byte // what it came to; sealed in the table
	Progress
}

// Progress says how far the work itself has come.
type Progress struct {
	Begun   time.Time // this attempt; zero while it waits
	Moved   time.Time // when it last moved
	Skipped int       // of what is done: by attempts before
	Done    int
	Total   int // 0 while nobody knows
}

// Rate is how much is done in a second, 0 while nobody can say.
func (p Progress) Rate() float64 {
	took := p.Moved.Sub(p.Begun).Seconds()
	if took <= 0 || p.Done <= p.Skipped {
		return 0
	}
	return float64(p.Done-p.Skipped) / took
}

// Left is how long the rest will take, 0 while nobody can say.
func (p Progress) Left() time.Duration {
	rate := p.Rate()
	if rate == 0 || p.Total <= p.Done {
		return 0
	}
	return time.Duration(float64(p.Total-p.Done) / rate * float64(time.Second))
}

// Queue is where jobs wait.
type Queue struct {
	DB    *store.DB
	Vault *seal.Vault
	Now   func() time.Time // nil for the clock
}

func (q *Queue) now() time.Time {
	if q.Now != nil {
		return q.Now().UTC()
	}
	return time.Now().UTC()
}

// clock is how moments are written: texts of one length, in their order.
const clock = "2006-01-02T15:04:05.000Z"

func written(t time.Time) string { return t.UTC().Format(clock) }

// read returns the moment of a text, the zero moment for "".
func read(text string) time.Time {
	t, _ := time.Parse(clock, text)
	return t
}

// slot binds what is sealed of a job to its row and its kind: a job that was given
// another kind opens nothing.
func slot(id, kind, column string) seal.Slot {
	return seal.Slot{Table: "job", Row: id, Column: kind + " " + column}
}

func (q *Queue) seal(ctx context.Context, j Job, column string, plain []byte) ([]byte, error) {
	return q.Vault.Seal(ctx, j.Organisation, seal.OrganisationKey(j.Organisation), trenza.P3, slot(j.ID, j.Kind, column), plain)
}

func (q *Queue) unseal(ctx context.Context, j Job, column string, sealed []byte) ([]byte, error) {
	if sealed == nil {
		return nil, nil
	}
	return q.Vault.Open(ctx, j.Organisation, seal.OrganisationKey(j.Organisation), trenza.P3, slot(j.ID, j.Kind, column), sealed)
}

// Put lets a job wait, in the transaction of what it is about, and returns its id.
// The transaction flushes the vault before it commits (store.DB.WriteThen).
func (q *Queue) Put(ctx context.Context, tx *store.Tx, j Job) (string, error) {
	j.ID = trenza.NewID()
	payload, err := q.seal(ctx, j, "payload", j.Payload)
	if err != nil {
		return "", err
	}
	now := written(q.now())
	_, err = tx.Exec(ctx, `
		insert into job (organisation, id, kind, subject, state, made, due, owner, attempts, begun, moved, skipped, done, total, payload)
		values ($1, $2, $3, $4, 'waiting', $5, $5, '', 0, '', '', 0, 0, 0, $6)`,
		j.Organisation, j.ID, j.Kind, j.Subject, now, payload)
	return j.ID, err
}

// Latest returns the last job about a subject, and false when there is none.
func (q *Queue) Latest(ctx context.Context, r store.Reader, organisation, subject string) (Job, bool, error) {
	j := Job{Organisation: organisation, Subject: subject}
	var begun, moved string
	var payload, result []byte
	found, err := r.One(ctx, `
		select id, kind, state, attempts, begun, moved, skipped, done, total, payload, result
		from job
		where organisation = $1 and subject = $2
		order by id desc
		limit 1`, store.Args(organisation, subject),
		&j.ID, &j.Kind, &j.State, &j.Attempts, &begun, &moved, &j.Skipped, &j.Done, &j.Total, &payload, &result)
	if err != nil || !found {
		return Job{}, false, err
	}
	j.Begun, j.Moved = read(begun), read(moved)
	if j.Payload, err = q.unseal(ctx, j, "payload", payload); err != nil {
		return Job{}, false, err
	}
	j.Result, err = q.unseal(ctx, j, "result", result)
	return j, err == nil, err
}

// Again lets a job that failed wait anew.
func (q *Queue) Again(ctx context.Context, tx *store.Tx, organisation, id string) error {
	_, err := tx.Exec(ctx, `
		update job
		set state = 'waiting', due = $3, attempts = 0, owner = ''
		where organisation = $1 and id = $2 and state = 'failed'`, organisation, id, written(q.now()))
	return err
}

// Forget clears away the jobs about a subject that nobody works on.
func (q *Queue) Forget(ctx context.Context, tx *store.Tx, organisation, subject string) error {
	_, err := tx.Exec(ctx, `
		delete from job
		where organisation = $1 and subject = $2 and state <> 'running'`, organisation, subject)
	return err
}

// Sweep clears away what came to an end longer ago.
func (q *Queue) Sweep(ctx context.Context, ago time.Duration) error {
	return q.DB.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `delete from job where state in ('done', 'failed') and due < $1`, written(q.now().Add(-ago)))
		return err
	})
}
