package exchange

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// unfinished is what a run that was broken off had done of the same file. Batches
// land whole and in order, and a file is read the same way twice: the rows that
// are not carried out again are the first ones.
type unfinished struct {
	left int // rows that are still to be passed over
	rows map[rowAt]keptRow
}

// rowAt is where a row stands.
type rowAt struct{ sheet, row int }

// keptRow is what the table import_row says of a row.
type keptRow struct {
	status status
	own    bool
	reason locale.Said
}

// resume reads what the run before had done.
func (r *run) resume(ctx context.Context) error {
	if r.Resume == "" {
		return nil
	}
	vault, organisation := r.Journal.Vault(), r.Actor.Organisation
	return r.Journal.Read(ctx, func(reader store.Reader) error {
		lists, err := OpenLists(ctx, reader, vault, organisation)
		if err != nil {
			return err
		}
		list, known := lists.byID[r.Resume]
		if !known {
			return &trenza.Problem{Kind: trenza.NotFound, Key: "exchange.no_such_import", Args: []any{r.Resume}}
		}
		tally, err := list.tallyOf(ctx, reader, vault, organisation)
		if err != nil {
			return err
		}
		r.id, r.account.Code = list.id, list.code
		r.before = &unfinished{left: tally.Rows, rows: make(map[rowAt]keptRow)}
		if r.since, err = list.began(ctx, reader, organisation); err != nil {
			return err
		}
		for n := range min(len(tally.Sheets), len(r.account.Sheets)) {
			r.account.Sheets[n].New, r.account.Sheets[n].Joined = tally.Sheets[n].New, tally.Sheets[n].Joined
		}
		return r.before.read(ctx, reader, vault, organisation, list.id)
	})
}

// began is the position before the first entry that a row of the list told.
func (i importedList) began(ctx context.Context, r store.Reader, organisation string) (position int64, err error) {
	_, err = r.One(ctx, `
		select coalesce(min(first), $3) - 1
		from import_row
		where organisation = $1 and import = $2 and own = 1 and first <= last`, store.Args(organisation, i.id, i.entry), &position)
	return position, err
}

// read reads the rows.
func (e *unfinished) read(ctx context.Context, r store.Reader, vault *seal.Vault, organisation, id string) error {
	reasons := make(map[rowAt][]byte)
	err := r.Each(ctx, `
		select sheet, row, status, own, reason
		from import_row
		where organisation = $1 and import = $2`, store.Args(organisation, id), func(scan store.Scan) error {
		var at rowAt
		var row keptRow
		var own int
		var reason []byte
		err := scan(&at.sheet, &at.row, &row.status, &own, &reason)
		row.own = own == 1
		e.rows[at] = row
		if reason != nil {
			reasons[at] = reason
		}
		return err
	})
	for at, closed := range reasons {
		if err != nil {
			return err
		}
		var plain []byte
		plain, err = vault.Open(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, reasonSlot(id, outcome{sheet: at.sheet, row: at.row}), closed)
		row := e.rows[at]
		row.reason = readReason(plain)
		e.rows[at] = row
	}
	return err
}

// passOver accounts for the rows that the run before carried out, and leaves those
// that come after them.
func (r *run) passOver() {
	if r.before == nil || r.before.left == 0 {
		return
	}
	n := min(r.before.left, len(r.waiting))
	account := r.current()
	for _, d := range r.waiting[:n] {
		kept := r.before.rows[rowAt{r.index, d.row}]
		account.add(kept.status)
		if kept.own {
			account.warn(d)
		}
		switch kept.status {
		case review:
			account.Held++
		case rejected:
			account.Refusals = append(account.Refusals, Refusal{Sheet: account.Sheet, Row: d.row, Err: kept.refusal(d), Cells: d.cells})
		}
	}
	r.before.left -= n
	r.rows += n
	r.waiting = r.waiting[n:]
}

// refusal is why a row was rejected: what is wrong with it as it stands, or what
// was said when it was to be carried out.
func (k keptRow) refusal(d deed) error {
	if d.err != nil {
		return d.err
	}
	return trenza.Refuse("exchange.reason_kept", k.reason)
}
