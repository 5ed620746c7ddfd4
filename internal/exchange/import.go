package exchange

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

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
	Mapping    *Mapping   // how every file is to be understood; nil when each may have a mapping of its own beside it
	Service    string     // of lists that name none, "" when they must
	Place      string     // of lists that name none, "" when they must
	Progress   func(Done) // called after each batch; may be nil

	// Open opens a file that is in no folder; nil opens the one at the path.
	Open func(path string) (*sheet.Book, error)
	// Resume is the id of the import that a run before had begun when it was broken
	// off: this one goes on where that one ended, and they are one import.
	Resume string
	// Now is the clock by which a day is yet to come; nil is the clock of the machine.
	Now func() time.Time
	// Most is how many rows are read, 0 for all: a rehearsal keeps everybody else
	// from writing while it lasts.
	Most int
	// During is called in the transaction of each batch, before it lands; may be nil.
	During func(context.Context, *journal.Tx, Done) error
}

// open opens the file of a path.
func (i *Importer) open(path string) (*sheet.Book, error) {
	if i.Open != nil {
		return i.Open(path)
	}
	return sheet.Open(path)
}

// today is the day on which the file is taken in.
func (i *Importer) today() trenza.Day {
	now := time.Now
	if i.Now != nil {
		now = i.Now
	}
	return trenza.LocalDay(now())
}

// Import takes one file in and returns its account. Errors are about the file as
// a whole, or failures of the store; what is wrong with a row is in the account.
// When it fails half way, what landed has landed: importing the file again goes
// on from there.
func (i *Importer) Import(ctx context.Context, path string) (Account, error) {
	return i.take(ctx, path, func(ctx context.Context, do func(*journal.Tx) error) error {
		return i.Journal.Write(ctx, i.Actor, do)
	})
}

// writing runs a function in a transaction.
type writing = func(context.Context, func(*journal.Tx) error) error

// take understands a file and carries its rows out.
func (i *Importer) take(ctx context.Context, path string, write writing) (account Account, err error) {
	account.File = filepath.ToSlash(filepath.Clean(path))
	defer func() { account.Err = err }()
	book, err := i.open(path)
	if err != nil {
		return account, err
	}
	defer book.Close()
	mapping, err := i.mappingOf(path)
	if err != nil {
		return account, err
	}
	understood, err := i.understand(book, mapping)
	if err != nil {
		return account, err
	}
	if mapping != nil {
		account.Mapping = mapping.File
	}
	account.expect(understood)
	if err := noList(book.Name, understood); err != nil {
		return account, err
	}
	run := &run{Importer: i, write: write, book: book, account: account, understood: understood, seen: make(map[string]int),
		services: servicesByName(i.Definition), places: newGazetteer(i.Definition)}
	if err := run.resume(ctx); err != nil {
		return account, err
	}
	for n := range understood {
		run.index = n
		if err := run.sheet(ctx, understood[n]); err != nil {
			return run.account, fmt.Errorf("importing %s: %w", path, err)
		}
	}
	return run.account, nil
}

// run is one file being imported.
type run struct {
	*Importer
	write      writing
	book       *sheet.Book
	account    Account
	understood []Understanding
	id         string    // of the import, "" until something new lands
	index      int       // of the sheet
	waiting    []deed    // rows read and not yet carried out
	quiet      []outcome // what became of rows before anything new landed
	services   map[string]*programme.Service
	places     *gazetteer
	seen       map[string]int // how often an anonymous row has been seen in this file
	since      int64          // the position up to which other lists had come in
	rows       int
	before     *unfinished // what a run before had done; nil for the first
}

// current is the account of the sheet being read.
func (r *run) current() *SheetAccount { return &r.account.Sheets[r.index] }

// sheet carries out the rows of one sheet.
func (r *run) sheet(ctx context.Context, u Understanding) error {
	list, stacked := listOf(u), stack{}
	for row, err := range r.book.Rows(u.Sheet) {
		if err != nil {
			return errors.Join(err, r.flush(ctx))
		}
		if r.Most > 0 && r.rows+len(r.waiting) >= r.Most {
			r.account.Partial = true
			break
		}
		account := r.current()
		account.Lines++
		if below := list.below; len(below) > 0 && row.Number == below[0].Header[0] {
			r.readStack(&stacked, list.Understanding)
			rest := below[1:]
			list = listOf(below[0])
			list.below = rest
		}
		switch why := list.skips(row); {
		case list.heads(row) && why != SkippedSheet:
			account.Header++
			continue
		case why != "":
			account.Skipped = append(account.Skipped, Skipped{row.Number, why})
			continue
		}
		if list.stacked() && list.Refused == nil {
			stacked.add(list.sieve.table, list.fill(row))
			continue
		}
		r.waiting = append(r.waiting, r.read(list.fill(row), list.Understanding))
		if len(r.waiting) >= batch {
			if err := r.flush(ctx); err != nil {
				return err
			}
		}
	}
	r.readStack(&stacked, list.Understanding)
	return r.flush(ctx)
}

// list is a list while its rows are read.
type list struct {
	Understanding
	sieve
	filler
}

func listOf(u Understanding) *list {
	l := &list{Understanding: u, filler: u.table.filler()}
	l.sieve.table = &l.Understanding.table
	return l
}

// heads reports whether a row belongs to the header.
func (l *list) heads(row sheet.Row) bool { return slices.Contains(l.Header, row.Number) }

// skips returns why a row is left out: by itself, or with its whole sheet.
func (l *list) skips(row sheet.Row) Skip {
	if l.Shape == "" {
		return SkippedSheet
	}
	return l.skip(row)
}

// read turns a row into a deed. Rows of a sheet that lacks a column are all
// refused, for the same reason.
func (r *run) read(row sheet.Row, u Understanding) deed {
	if u.Refused != nil {
		return deed{row: row.Number, err: u.Refused, cells: row.Cells}
	}
	reader := r.readerOf(row, u)
	d := reader.deed()
	if u.Shape == Survey && reader.nobody() {
		// Two people without a name may well give the same answers.
		r.seen[d.command]++
		d.command = fmt.Sprintf("%s.%d", d.command, r.seen[d.command])
	}
	return d
}

func (r *run) readerOf(row sheet.Row, u Understanding) reader {
	return reader{table: u.table, row: row, definition: r.Definition, services: r.services, places: r.places, actor: r.Actor, since: &r.since, today: r.today()}
}

// outcome is what became of one row.
type outcome struct {
	sheet       int
	row         int
	status      status
	person      string
	first, last int64
	command     string  // blind id of the row, "" when it was refused unread
	own         bool    // this row carried the command out; no other had before
	echoes      []int64 // positions of the entries that had said, or nearly, what it says
	held        bool
	meeting     meeting
	said        []error // what the account tells of a row that was taken in
	err         error
}

// meeting says whether whom a row speaks of was known before.
type meeting int

const (
	metNobody meeting = iota
	metNew            // she is registered by the row
	metAgain          // the row joins her thread
)

// fresh reports whether no row that was imported before says the same: it is
// known by itself from now on, also when all that it says was recorded before.
func (o outcome) fresh() bool { return o.own }

// told reports whether the row brought something new.
func (o outcome) told() bool { return o.own && o.first <= o.last }

// flush carries out the rows that wait, in one transaction.
func (r *run) flush(ctx context.Context) error {
	r.passOver()
	if len(r.waiting) == 0 {
		return nil
	}
	var outcomes []outcome
	id := r.id
	err := r.write(ctx, func(tx *journal.Tx) error {
		outcomes, id = nil, r.id // the write may run twice
		if r.rows == 0 && r.before == nil {
			r.since = tx.Position()
		}
		for _, d := range r.waiting {
			if d.follows {
				outcomes = append(outcomes, outcomes[len(outcomes)-1].behind(d))
				continue
			}
			o, err := r.carryOut(ctx, tx, d)
			if err != nil {
				return fmt.Errorf("row %d: %w", d.row, err)
			}
			outcomes = append(outcomes, o)
		}
		if id == "" && !slices.ContainsFunc(outcomes, outcome.fresh) {
			return nil
		}
		if err := r.keep(ctx, tx, &id, outcomes); err != nil {
			return err
		}
		return r.during(ctx, tx, id, len(outcomes))
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
	r.current().take(r.waiting, outcomes)
	r.waiting = r.waiting[:0]
	r.rows += len(outcomes)
	r.report()
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
	var result whom
	answer, err := tx.Once(ctx, command, func() (string, error) {
		var err error
		result, err = d.do(ctx, tx, r.Intake)
		return string(result.status().kept(result.held)) + " " + result.person, err
	})
	switch trenza.KindOf(err) {
	case trenza.Invalid, trenza.NotFound, trenza.Conflict, trenza.Forbidden:
		o.err = err
		return o, nil
	}
	if err != nil {
		return o, err
	}
	_, person, _ := strings.Cut(answer.Text, " ")
	o.status, o.person, o.first, o.last = result.status(), person, answer.First, answer.Last
	o.command, o.own, o.echoes, o.held = command, !answer.Repeated, result.echoes, result.held
	o.meeting, o.said = result.meeting, result.said
	if answer.Repeated {
		o.status = known
	}
	return o, nil
}
