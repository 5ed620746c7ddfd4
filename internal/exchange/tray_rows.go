package exchange

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// What is kept in pieces of a list.
const (
	partContent  = "content"  // its bytes
	partRejected = "rejected" // the workbook of the rows that were rejected
)

// partSize is how many bytes a piece holds.
const partSize = 1 << 20

func newContent(content []byte) io.ReaderAt { return bytes.NewReader(content) }

func handedSlot(id string) seal.Slot { return seal.Slot{Table: "handed", Row: id, Column: "kept"} }

func partSlot(id, what string, n int) seal.Slot {
	return seal.Slot{Table: "handed_part", Row: fmt.Sprintf("%s.%s.%d", id, what, n), Column: "sealed"}
}

// handedMoment is how moments are written: texts of one length, in their order.
const handedMoment = "2006-01-02T15:04:05Z"

// closed seals what is kept of a list. A list may hold what only some roles read,
// so that it is sealed as that is.
func (t *Tray) closed(ctx context.Context, organisation string, slot seal.Slot, plain []byte) ([]byte, error) {
	return t.Vault.Seal(ctx, organisation, seal.OrganisationKey(organisation), trenza.P3, slot, plain)
}

func (t *Tray) opened(ctx context.Context, organisation string, slot seal.Slot, closed []byte) ([]byte, error) {
	return t.Vault.Open(ctx, organisation, seal.OrganisationKey(organisation), trenza.P3, slot, closed)
}

// kept is the sealed part of a row.
func (t *Tray) kept(ctx context.Context, h *Handed) ([]byte, error) {
	plain, err := json.Marshal(h.keptHanded)
	if err != nil {
		return nil, err
	}
	return t.closed(ctx, h.organisation, handedSlot(h.ID), plain)
}

func (t *Tray) insert(ctx context.Context, tx *store.Tx, h *Handed) error {
	kept, err := t.kept(ctx, h)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into handed (organisation, id, code, programme, owner, state, version, at, until, import, kept)
		values ($1, $2, $3, $4, $5, $6, 0, $7, $8, '', $9)`,
		h.organisation, h.ID, h.Code, h.Programme, h.Owner, string(h.State), h.At.Format(handedMoment), h.Until.Format(handedMoment), kept)
	return err
}

// update writes a list as it is now, unless somebody else changed it since.
func (t *Tray) update(ctx context.Context, tx *store.Tx, h *Handed) error {
	kept, err := t.kept(ctx, h)
	if err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `
		update handed
		set state = $4, version = version + 1, until = $5, kept = $6
		where organisation = $1 and id = $2 and version = $3`,
		h.organisation, h.ID, h.version, string(h.State), h.Until.Format(handedMoment), kept)
	if err == nil && n == 0 {
		err = settledHanded()
	}
	return err
}

// remove clears a list away, with its bytes and its jobs.
func (t *Tray) remove(ctx context.Context, tx *store.Tx, organisation, id string) error {
	if err := t.removeParts(ctx, tx, organisation, id, ""); err != nil {
		return err
	}
	if err := t.Queue.Forget(ctx, tx, organisation, id); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `
		delete from handed
		where organisation = $1 and id = $2`, organisation, id)
	return err
}

// removeParts clears the bytes of a list away; all of them, or those of a kind.
func (t *Tray) removeParts(ctx context.Context, tx *store.Tx, organisation, id, what string) error {
	_, err := tx.Exec(ctx, `
		delete from handed_part
		where organisation = $1 and handed = $2 and ($3 = '' or what = $3)`, organisation, id, what)
	return err
}

// putParts keeps bytes in pieces.
func (t *Tray) putParts(ctx context.Context, tx *store.Tx, h *Handed, what string, content []byte) error {
	for n := 0; len(content) > 0; n++ {
		piece := content[:min(partSize, len(content))]
		content = content[len(piece):]
		sealed, err := t.closed(ctx, h.organisation, partSlot(h.ID, what, n), piece)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			insert into handed_part (organisation, handed, what, part, sealed)
			values ($1, $2, $3, $4, $5)`, h.organisation, h.ID, what, n, sealed)
		if err != nil {
			return err
		}
	}
	return nil
}

// parts returns the bytes that were kept; none when they were cleared away.
func (t *Tray) parts(ctx context.Context, r store.Reader, h *Handed, what string) ([]byte, error) {
	sealed, err := store.All(ctx, r, `
		select sealed
		from handed_part
		where organisation = $1 and handed = $2 and what = $3
		order by part`, store.Args(h.organisation, h.ID, what), func(scan store.Scan) ([]byte, error) {
		var piece []byte
		return piece, scan(&piece)
	})
	if err != nil {
		return nil, err
	}
	var content []byte
	for n, piece := range sealed {
		plain, err := t.opened(ctx, h.organisation, partSlot(h.ID, what, n), piece)
		if err != nil {
			return nil, err
		}
		content = append(content, plain...)
	}
	return content, nil
}

const handedColumns = `id, code, programme, owner, state, version, at, until, import, kept`

// scanHanded reads a row, still closed.
func scanHanded(organisation string) func(store.Scan) (closedHanded, error) {
	return func(scan store.Scan) (closedHanded, error) {
		c := closedHanded{Handed: Handed{organisation: organisation}}
		return c, scan(&c.ID, &c.Handed.Code, &c.Programme, &c.owner, &c.State, &c.version, &c.at, &c.until, &c.Import, &c.sealed)
	}
}

// closedHanded is a row of the table handed before it is opened.
type closedHanded struct {
	Handed
	owner, at, until string
	sealed           []byte
}

// open opens a row, with the last job about it. Whose it is, what is sealed says.
func (t *Tray) open(ctx context.Context, r store.Reader, c closedHanded) (*Handed, error) {
	h := c.Handed
	h.At, h.Until = momentOf(c.at), momentOf(c.until)
	plain, err := t.opened(ctx, h.organisation, handedSlot(h.ID), c.sealed)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(plain, &h.keptHanded); err != nil {
		return nil, err
	}
	if h.Owner != c.owner {
		return nil, &trenza.Problem{Kind: trenza.Conflict, Key: "journal.row_changed", Args: []any{"handed", h.Code}}
	}
	h.Job, _, err = t.Queue.Latest(ctx, r, h.organisation, h.ID)
	return &h, err
}

func momentOf(text string) time.Time {
	at, _ := time.Parse(handedMoment, text)
	return at
}

// some returns lists by a condition on the rows, the newest first.
func (t *Tray) some(ctx context.Context, organisation, where string, args ...any) (all []*Handed, err error) {
	err = t.Data.Read(ctx, func(r store.Reader) error {
		all = nil
		rows, err := store.All(ctx, r, `
			select `+handedColumns+`
			from handed
			where organisation = $1 and `+where+`
			order by id desc`, append([]any{organisation}, args...), scanHanded(organisation))
		for _, row := range rows {
			if err != nil {
				return err
			}
			var h *Handed
			h, err = t.open(ctx, r, row)
			all = append(all, h)
		}
		return err
	})
	return all, err
}

// Mine returns the lists that somebody has handed in for a programme, the newest
// first.
func (t *Tray) Mine(ctx context.Context, actor trenza.Actor, programme string) ([]*Handed, error) {
	return t.some(ctx, actor.Organisation, `programme = $2 and owner = $3 and until > $4`,
		programme, ownerOf(actor), t.now().Format(handedMoment))
}

// Find returns one of them by its code. One of somebody else's is not there.
func (t *Tray) Find(ctx context.Context, actor trenza.Actor, programme, code string) (*Handed, error) {
	return one(t.some(ctx, actor.Organisation, `programme = $2 and owner = $3 and until > $4 and code = $5`,
		programme, ownerOf(actor), t.now().Format(handedMoment), code))
}

// OfImport returns the one from which an import came, as long as it is kept.
func (t *Tray) OfImport(ctx context.Context, actor trenza.Actor, programme, id string) (*Handed, error) {
	return one(t.some(ctx, actor.Organisation, `programme = $2 and owner = $3 and until > $4 and import = $5`,
		programme, ownerOf(actor), t.now().Format(handedMoment), id))
}

// byID returns a list that a job is about.
func (t *Tray) byID(ctx context.Context, organisation, id string) (*Handed, error) {
	return one(t.some(ctx, organisation, `id = $2`, id))
}

// one is the first of some lists; none is not found.
func one(all []*Handed, err error) (*Handed, error) {
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, &trenza.Problem{Kind: trenza.NotFound, Key: "exchange.no_such_handed"}
	}
	return all[0], nil
}

// Sweep clears away what was kept long enough. What a worker still has in hand is
// cleared away when it is done.
func (t *Tray) Sweep(ctx context.Context) error {
	type row struct{ organisation, id string }
	return t.write(ctx, func(tx *store.Tx) error {
		old, err := store.All(ctx, tx, `
			select h.organisation, h.id
			from handed h
			where h.until <= $1 and not exists (
				select 1 from job j where j.organisation = h.organisation and j.subject = h.id and j.state in ('waiting', 'running'))`,
			store.Args(t.now().Format(handedMoment)), func(scan store.Scan) (row, error) {
				var r row
				return r, scan(&r.organisation, &r.id)
			})
		for _, r := range old {
			if err != nil {
				return err
			}
			err = t.remove(ctx, tx, r.organisation, r.id)
		}
		return err
	})
}

// sweep clears away what was kept long enough, jobs that came to an end included.
func (t *Tray) sweep(ctx context.Context) error {
	return errors.Join(t.Sweep(ctx), t.Queue.Sweep(ctx, keptFor))
}

// KeepClean sweeps every while until the context ends.
func (t *Tray) KeepClean(ctx context.Context, every time.Duration, failed func(error)) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		if err := t.sweep(ctx); err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
