package exchange

import (
	"context"

	"github.com/trenza/trenza/internal/journal"
)

// Done says how far a file has been taken in.
type Done struct {
	File   string
	Sheet  string
	Rows   int    // carried out so far, in all the sheets
	Total  int    // rows of the file, as the first look counted them
	Import string // id of the import, "" until something new lands
}

// report tells how far the run is to whoever wants to know.
func (r *run) report() {
	if r.Progress == nil {
		return
	}
	r.Progress(r.so(r.id, r.rows))
}

// during tells, in the transaction of a batch, how far the run is with it.
func (r *run) during(ctx context.Context, tx *journal.Tx, id string, batch int) error {
	if r.During == nil {
		return nil
	}
	return r.During(ctx, tx, r.so(id, r.rows+batch))
}

// so says how far the run is.
func (r *run) so(id string, rows int) Done {
	done := Done{File: r.account.File, Sheet: r.current().Sheet, Rows: rows, Import: id}
	for n, u := range r.understood {
		if u.Shape == "" {
			continue
		}
		done.Total += u.Lines - len(u.Header)
		if n <= r.index {
			done.Total -= len(r.account.Sheets[n].Skipped)
		}
	}
	return done
}
