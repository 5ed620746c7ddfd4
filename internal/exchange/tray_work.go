package exchange

import (
	"bytes"
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/jobs"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// The kinds of job.
const (
	jobRehearse = "list.rehearse"
	jobTake     = "list.take"
	jobUndo     = "list.undo"
)

// trialRows is how many rows of a list are rehearsed: nobody else writes for the
// organisation meanwhile, and on one computer nobody at all.
const trialRows = 2000

// Handlers are the jobs of the tray, for a worker.
func (t *Tray) Handlers() map[string]jobs.Handler {
	return map[string]jobs.Handler{jobRehearse: t.rehearse, jobTake: t.take, jobUndo: t.undo}
}

// importer takes a list in as whoever handed it in, who may today what she might
// when she asked for it.
func (t *Tray) importer(ctx context.Context, h *Handed) (*Importer, error) {
	i := &Importer{Journal: t.Journal, Intake: t.Intake, Actor: h.Actor, Mapping: h.Mapping, Service: h.Service, Place: h.Place}
	if i.Mapping == nil {
		i.Mapping = &Mapping{} // none beside the file either: there is no folder
	}
	var content []byte
	err := t.Data.Read(ctx, func(r store.Reader) (err error) {
		if i.Definition, err = programme.Find(ctx, r, h.organisation, h.Programme); err != nil {
			return err
		}
		content, err = t.parts(ctx, r, h, partContent)
		return err
	})
	i.Open = func(name string) (*sheet.Book, error) {
		return sheet.From(name, newContent(content), int64(len(content)))
	}
	return i, err
}

// worked is the list that a job is about, in the state in which the job has
// something to do, and what takes it in; nil when it was cleared away meanwhile, or
// has gone on.
func (t *Tray) worked(ctx context.Context, job *jobs.Running, state HandedState) (*Handed, *Importer, error) {
	h, err := t.byID(ctx, job.Organisation, job.Subject)
	if gone(err) || err == nil && h.State != state {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	importer, err := t.importer(ctx, h)
	return h, importer, err
}

// rehearse reads a list and says what taking it in would come to.
func (t *Tray) rehearse(ctx context.Context, job *jobs.Running) ([]byte, error) {
	h, importer, err := t.worked(ctx, job, HandedReading)
	if h == nil || err != nil {
		return nil, err
	}
	importer.Most = trialRows
	asked, err := t.asks(ctx, importer)
	if err != nil {
		return nil, err
	}
	accounts, err := importer.Rehearse(ctx, h.Name)
	if err != nil {
		return nil, err
	}
	h.rehearsed(accounts[0], *asked)
	return nil, t.save(ctx, job, h)
}

// asks has a rehearsal count the questions that it would raise, as far as whoever
// handed the list in would see them: of any other there is no trace.
func (t *Tray) asks(ctx context.Context, i *Importer) (*int, error) {
	var before int64
	asked := new(int)
	i.During = func(ctx context.Context, tx *journal.Tx, _ Done) error {
		*asked = 0
		scope, err := programme.ScopeOf(ctx, tx, i.Actor)
		if err != nil || access.Nothing(scope.Where("review.read", access.Pair)) {
			return err
		}
		pairs, err := registry.Pairs(ctx, tx, t.Vault, scope)
		for _, p := range pairs {
			if p.Raised > before {
				*asked++
			}
		}
		return err
	}
	err := t.Data.Read(ctx, func(r store.Reader) (err error) {
		before, err = journal.Position(ctx, r, i.Actor.Organisation)
		return err
	})
	return asked, err
}

// rehearsed notes what a rehearsal came to.
func (h *Handed) rehearsed(a Account, asked int) {
	words := locale.For(h.Lang)
	h.Sheets = nil
	for _, s := range a.Sheets {
		shown := s.Understanding.Shown(words, h.Mapping.Of(s.Sheet))
		shown.Skipped = s.tally().Skipped
		h.Sheets = append(h.Sheets, shown)
	}
	if a.Err != nil {
		h.State, h.Refusal = HandedRefused, words.Error(a.Err)
		return
	}
	total, reasons := a.Total(), make(grouping)
	for _, refusal := range total.Refusals {
		reasons.add(words.Error(refusal.Err), refusal.Row)
	}
	h.State, h.Trial = HandedReady, &Trial{Tally: a.Tally(), Asked: asked, Partial: a.Partial, Reasons: reasons.sorted()}
}

// gone reports whether a list was cleared away meanwhile.
func gone(err error) bool { return trenza.KindOf(err) == trenza.NotFound }

// save writes a list as a job leaves it, while the lease is held.
func (t *Tray) save(ctx context.Context, job *jobs.Running, h *Handed, more ...func(*store.Tx) error) error {
	return t.write(ctx, func(tx *store.Tx) error {
		if err := job.Hold(ctx, tx, job.Done, job.Total); err != nil {
			return err
		}
		for _, do := range more {
			if err := do(tx); err != nil {
				return err
			}
		}
		return t.update(ctx, tx, h)
	})
}

// take takes a list in. Begun again, after whoever worked on it died, it goes on
// with the row after the last that landed.
func (t *Tray) take(ctx context.Context, job *jobs.Running) ([]byte, error) {
	h, importer, err := t.worked(ctx, job, HandedTaking)
	if h == nil || err != nil {
		return nil, err
	}
	importer.Resume = h.Import
	importer.During = func(ctx context.Context, tx *journal.Tx, done Done) error { return t.during(ctx, tx, job, h, done) }
	importer.Progress = func(done Done) { t.progress(ctx, job, done) }
	account, err := importer.Import(ctx, h.Name)
	if again(ctx, err) {
		return nil, err
	}
	workbook, err := h.taken(account, err)
	if err != nil {
		return nil, err
	}
	h.Until = t.now().Add(keptFor)
	return nil, t.save(ctx, job, h, func(tx *store.Tx) error {
		if err := t.removeParts(ctx, tx, h.organisation, h.ID, ""); err != nil {
			return err
		}
		return t.putParts(ctx, tx, h, partRejected, workbook)
	})
}

// again reports whether an error is ours, or will pass: the job is tried again.
func again(ctx context.Context, err error) bool {
	kind := trenza.KindOf(err)
	return err != nil && (ctx.Err() != nil || kind == trenza.Internal || kind == trenza.Unavailable)
}

// during notes, with each batch, how far the list has come.
func (t *Tray) during(ctx context.Context, tx *journal.Tx, job *jobs.Running, h *Handed, done Done) error {
	if t.Batch != nil {
		t.Batch()
	}
	if err := job.Hold(ctx, tx, done.Rows, done.Total); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `
		update handed
		set import = $3
		where organisation = $1 and id = $2`, h.organisation, h.ID, done.Import)
	return err
}

// progress says how far rows have been read that bring nothing new. That it is not
// written is no reason to stop.
func (t *Tray) progress(ctx context.Context, job *jobs.Running, done Done) {
	if done.Import == "" {
		_ = t.Data.Write(ctx, func(tx *store.Tx) error { return job.Hold(ctx, tx, done.Rows, done.Total) })
	}
}

// taken notes what became of a list, and returns its rejected rows as a workbook,
// none when there are none.
func (h *Handed) taken(a Account, broke error) (workbook []byte, err error) {
	words := locale.For(h.Lang)
	tally := a.Tally()
	h.State, h.Tally, h.Rejected = HandedTaken, &tally, tally.Total().Rejected
	if broke != nil {
		h.Refusal = words.Error(broke)
	}
	if h.Rejected == 0 {
		return nil, nil
	}
	var file bytes.Buffer
	w, err := sheet.To(&file, sheet.XLSX)
	if err != nil {
		return nil, err
	}
	if _, err := WriteRejected(w, words, a); err != nil {
		return nil, err
	}
	err = w.Close()
	return file.Bytes(), err
}
