package exchange

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
)

// batch is how many rows land in one transaction.
const batch = 2000

// Importer takes lists in for a programme.
type Importer struct {
	Journal    *journal.Journal
	Intake     pathway.Intake
	Definition *programme.Definition
	Actor      trenza.Actor
	Progress   func(file string, rows int) // called after each batch; may be nil
}

// Import takes one file in and returns its account. Errors are about the file as
// a whole, or failures of the store; what is wrong with a row is in the account.
// When it fails half way, what landed has landed: importing the file again goes
// on from there.
func (i *Importer) Import(ctx context.Context, path string) (Account, error) {
	book, err := sheet.Open(path)
	if err != nil {
		return Account{File: path}, err
	}
	defer book.Close()
	run := &run{Importer: i, book: book, account: Account{File: filepath.ToSlash(filepath.Clean(path))}, seen: make(map[string]int),
		services: servicesByName(i.Definition)}
	for n, name := range book.Sheets() {
		run.account.Sheets = append(run.account.Sheets, SheetAccount{Sheet: name})
		run.index = n
		if err := run.sheet(ctx, name); err != nil {
			return run.account, fmt.Errorf("importing %s: %w", path, err)
		}
	}
	return run.account, nil
}

// run is one file being imported.
type run struct {
	*Importer
	book     *sheet.Book
	account  Account
	id       string    // of the import, "" until something new lands
	index    int       // of the sheet
	waiting  []deed    // rows read and not yet carried out
	quiet    []outcome // what became of rows before anything new landed
	services map[string]*programme.Service
	seen     map[string]int // how often an anonymous row has been seen in this file
	rows     int
}

// current is the account of the sheet being read.
func (r *run) current() *SheetAccount { return &r.account.Sheets[r.index] }

// sheet reads the rows of one sheet, the first being its header.
func (r *run) sheet(ctx context.Context, name string) error {
	var understood *table
	var refused error
	for row, err := range r.book.Rows(name) {
		if err != nil {
			return errors.Join(err, r.flush(ctx))
		}
		if understood == nil && refused == nil {
			t, err := recognise(row.Cells, r.Definition)
			understood, refused = &t, err
			r.current().Shape, r.current().Ignored = t.shape, t.ignored
			continue
		}
		r.waiting = append(r.waiting, r.read(row, *understood, refused))
		if len(r.waiting) >= batch {
			if err := r.flush(ctx); err != nil {
				return err
			}
		}
	}
	return r.flush(ctx)
}

// read turns a row into a deed. Rows of a sheet that was not understood are all
// refused, for the same reason.
func (r *run) read(row sheet.Row, t table, refused error) deed {
	if refused != nil {
		return deed{row: row.Number, err: refused}
	}
	reader := reader{table: t, row: row, definition: r.Definition, services: r.services, actor: r.Actor}
	d := reader.deed()
	if t.shape == Survey && reader.nobody() {
		// Two people without a name may well give the same answers.
		r.seen[d.command]++
		d.command = fmt.Sprintf("%s.%d", d.command, r.seen[d.command])
	}
	return d
}

// outcome is what became of one row.
type outcome struct {
	sheet       int
	row         int
	status      status
	person      string
	first, last int64
	err         error
}

// fresh reports whether the row brought something new.
func (o outcome) fresh() bool { return o.status == accepted || o.status == review }

// flush carries out the rows that wait, in one transaction.
func (r *run) flush(ctx context.Context) error {
	if len(r.waiting) == 0 {
		return nil
	}
	var outcomes []outcome
	id := r.id
	err := r.Journal.Write(ctx, r.Actor, func(tx *journal.Tx) error {
		outcomes, id = nil, r.id // the write may run twice
		for _, d := range r.waiting {
			o, err := r.carryOut(ctx, tx, d)
			if err != nil {
				return fmt.Errorf("row %d: %w", d.row, err)
			}
			outcomes = append(outcomes, o)
		}
		if id == "" && !slices.ContainsFunc(outcomes, outcome.fresh) {
			return nil
		}
		return r.keep(ctx, tx, &id, outcomes)
	})
	if err != nil {
		return err
	}
	r.note(id, outcomes)
	return nil
}

// note adds what landed to the account.
func (r *run) note(id string, outcomes []outcome) {
	if id == "" {
		r.quiet = append(r.quiet, outcomes...)
	} else {
		r.id, r.quiet = id, nil
	}
	account := r.current()
	for _, o := range outcomes {
		account.add(o.status)
		if o.status == rejected {
			account.Refusals = append(account.Refusals, Refusal{account.Sheet, o.row, o.err})
		}
	}
	r.waiting = r.waiting[:0]
	if r.rows += len(outcomes); r.Progress != nil {
		r.Progress(r.account.File, r.rows)
	}
}

// carryOut does what a row asks, once. A refusal concerns the row alone; any
// other error ends the import.
func (r *run) carryOut(ctx context.Context, tx *journal.Tx, d deed) (outcome, error) {
	o := outcome{sheet: r.index, row: d.row, status: rejected, err: d.err}
	if d.err != nil {
		return o, nil
	}
	// The command's id stands in clear: blind, it confirms no guess of a row.
	command, err := tx.Vault().Token(ctx, tx.Organisation(), "row", d.command)
	if err != nil {
		return o, err
	}
	answer, err := tx.Once(ctx, command, func() (string, error) {
		result, err := d.do(ctx, tx, r.Intake)
		return string(result.status()) + " " + result.person, err
	})
	switch trenza.KindOf(err) {
	case trenza.Invalid, trenza.NotFound, trenza.Conflict, trenza.Forbidden:
		o.err = err
		return o, nil
	}
	if err != nil {
		return o, err
	}
	first, person, _ := strings.Cut(answer.Text, " ")
	o.status, o.person, o.first, o.last = status(first), person, answer.First, answer.Last
	if answer.Repeated {
		o.status = known
	}
	return o, nil
}
