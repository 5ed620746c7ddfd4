package exchange

import (
	"context"
	"encoding/json"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/jobs"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/store"
)

// Foreseen is what taking a list back would come to, and what has to be taken back
// before; while there is anything of that, nothing of the list is taken back.
type Foreseen struct {
	Undone
	First []error
}

// Foresee says what Undo would do, and does nothing. Its errors are those of Undo,
// but for what depends on the list.
func Foresee(ctx context.Context, j *journal.Journal, actor trenza.Actor, code string) (f Foreseen, err error) {
	err = j.Rehearse(ctx, actor, func(tx *journal.Tx) error {
		u, err := trace(ctx, tx, code)
		if err != nil {
			return err
		}
		if err := u.mustBePermitted(ctx); err != nil {
			return err
		}
		f = Foreseen{Undone: Undone{
			ID: u.list.id, Code: u.list.code, File: u.list.File, Rows: len(u.rows), People: len(u.registered), Restored: len(u.completed),
			Attentions: len(u.attentions), Activities: len(u.activities), Links: len(u.links), Pairs: len(u.pairs), Held: len(u.held),
			Replicas: len(u.replicas), Batches: len(u.batches),
		}}
		f.First, err = u.dependencies(ctx)
		return err
	})
	return f, err
}

// askedUndo is what a job needs to take a list back.
type askedUndo struct {
	Actor trenza.Actor
	Code  string
}

// TakenBack is what taking a list back came to.
type TakenBack struct {
	Job     jobs.Job `json:"-"`
	Undone  Undone
	Refusal string // why it was not, "" when it was
}

// Busy reports whether a list is being taken back.
func (b TakenBack) Busy() bool { return b.Job.State == jobs.Waiting || b.Job.State == jobs.Working }

// TakeBack has a list taken back, by the code of its import.
func (t *Tray) TakeBack(ctx context.Context, actor trenza.Actor, i ImportSummary) error {
	payload, err := json.Marshal(askedUndo{actor, i.Code})
	if err != nil {
		return err
	}
	err = t.write(ctx, func(tx *store.Tx) error {
		last, there, err := t.Queue.Latest(ctx, tx, actor.Organisation, i.ID)
		if err != nil || there && (last.State == jobs.Waiting || last.State == jobs.Working) {
			return err
		}
		_, err = t.Queue.Put(ctx, tx, jobs.Job{Organisation: actor.Organisation, Kind: jobUndo, Subject: i.ID, Payload: payload})
		return err
	})
	t.wake()
	return err
}

// undo takes a list back.
func (t *Tray) undo(ctx context.Context, job *jobs.Running) ([]byte, error) {
	var asked askedUndo
	if err := json.Unmarshal(job.Payload, &asked); err != nil {
		return nil, err
	}
	undone, err := Undo(ctx, t.Journal, asked.Actor, asked.Code)
	if again(ctx, err) {
		return nil, err
	}
	result := TakenBack{Undone: undone}
	if err != nil {
		result.Refusal = locale.For(locale.Spanish).Error(err)
	}
	return json.Marshal(result)
}

// BackOf returns what the last job to take an import back came to, and false when
// there was none.
func (t *Tray) BackOf(ctx context.Context, actor trenza.Actor, i ImportSummary) (b TakenBack, asked bool, err error) {
	err = t.Data.Read(ctx, func(r store.Reader) error {
		b = TakenBack{}
		if b.Job, asked, err = t.Queue.Latest(ctx, r, actor.Organisation, i.ID); err != nil || b.Job.Result == nil {
			return err
		}
		job := b.Job
		err = json.Unmarshal(job.Result, &b)
		b.Job = job
		return err
	})
	return b, asked, err
}
