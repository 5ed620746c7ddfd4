package exchange

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Tally is an account in numbers: what is kept of a list, as long as the list is.
// It says of no row that it may be somebody whom we know: whether there is such a
// question is for those to see who may.
type Tally struct {
	Rows   int          `json:"rows"` // read so far, in all the sheets
	Sheets []SheetTally `json:"sheets"`
}

// SheetTally says what became of the rows of a sheet that hold something:
// Read = Accepted + Known + Held + Rejected, and Lines = Read + Header + those
// that were skipped.
type SheetTally struct {
	Sheet    string       `json:"sheet"`
	Shape    Shape        `json:"shape"`
	Ignored  []string     `json:"ignored,omitempty"` // headings that were not read
	Lines    int          `json:"lines"`
	Header   int          `json:"header"`
	Skipped  map[Skip]int `json:"skipped,omitempty"`
	Read     int          `json:"read"`
	Accepted int          `json:"accepted"`
	Known    int          `json:"known"`
	Held     int          `json:"held"` // nearly a repetition: nothing of it counts yet
	New      int          `json:"new"`  // of those accepted: they registered somebody
	Joined   int          `json:"joined"`
	Rejected int          `json:"rejected"`
	Mended   int          `json:"mended"` // warnings: something was mended or left out
}

// Tally returns the account in numbers.
func (a Account) Tally() Tally {
	var t Tally
	for _, s := range a.Sheets {
		t.Rows += s.Read
		t.Sheets = append(t.Sheets, s.tally())
	}
	return t
}

func (s SheetAccount) tally() SheetTally {
	t := SheetTally{
		Sheet: s.Sheet, Shape: s.Shape, Ignored: s.Ignored, Lines: s.Lines, Header: s.Header, Read: s.Read,
		Accepted: s.Accepted + s.Review - s.Held, Known: s.Known, Held: s.Held, New: s.New, Joined: s.Joined,
		Rejected: s.Rejected, Mended: len(s.Warnings), Skipped: make(map[Skip]int),
	}
	for _, skipped := range s.Skipped {
		t.Skipped[skipped.Why]++
	}
	return t
}

// Total adds the sheets up.
func (t Tally) Total() SheetTally {
	total := SheetTally{Skipped: make(map[Skip]int)}
	for _, s := range t.Sheets {
		total.Lines += s.Lines
		total.Header += s.Header
		total.Read += s.Read
		total.Accepted += s.Accepted
		total.Known += s.Known
		total.Held += s.Held
		total.New += s.New
		total.Joined += s.Joined
		total.Rejected += s.Rejected
		total.Mended += s.Mended
		for why, n := range s.Skipped {
			total.Skipped[why] += n
		}
	}
	return total
}

func tallySlot(id string) seal.Slot {
	return seal.Slot{Table: "import", Row: id, Column: "account"}
}

// keepTally writes what has become of the list with a batch.
func (r *run) keepTally(ctx context.Context, tx *journal.Tx, id string, outcomes []outcome) error {
	with := r.account
	with.Sheets = slices.Clone(with.Sheets)
	with.Sheets[r.index].take(r.waiting, outcomes)
	plain, err := json.Marshal(with.Tally())
	if err != nil {
		return err
	}
	account, err := sealed(ctx, tx, tallySlot(id), plain)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update import
		set account = $3
		where organisation = $1 and id = $2`, tx.Organisation(), id, account)
	return err
}

// take adds what became of some rows.
func (s *SheetAccount) take(rows []deed, outcomes []outcome) {
	for n, o := range outcomes {
		s.add(o.status)
		s.meet(o)
		if o.fresh() {
			s.warn(rows[n], o.said...)
		}
		if o.held {
			s.Held++
		}
		if o.status == rejected {
			s.Refusals = append(s.Refusals, Refusal{Sheet: s.Sheet, Row: o.row, Err: o.err, Cells: rows[n].cells})
		}
	}
}

// tallyOf opens what an import keeps of its account; of one from before accounts
// were kept it is counted from its rows.
func (i importedList) tallyOf(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (t Tally, err error) {
	if i.account == nil {
		return i.counted(ctx, r, organisation)
	}
	plain, err := vault.Open(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, tallySlot(i.id), i.account)
	if err == nil {
		err = json.Unmarshal(plain, &t)
	}
	return t, err
}

// counted adds up what became of the rows of an import.
func (i importedList) counted(ctx context.Context, r store.Reader, organisation string) (t Tally, err error) {
	for _, name := range i.Sheets {
		t.Sheets = append(t.Sheets, SheetTally{Sheet: name})
	}
	err = r.Each(ctx, `
		select sheet, status, count(*)
		from import_row
		where organisation = $1 and import = $2
		group by sheet, status
		order by sheet, status`, store.Args(organisation, i.id), func(scan store.Scan) error {
		var at, n int
		var what status
		if err := scan(&at, &what, &n); err != nil || at >= len(t.Sheets) {
			return err
		}
		s := &t.Sheets[at]
		s.Read, s.Lines, t.Rows = s.Read+n, s.Lines+n, t.Rows+n
		*map[status]*int{accepted: &s.Accepted, known: &s.Known, review: &s.Held, rejected: &s.Rejected}[what] += n
		return nil
	})
	return t, err
}
