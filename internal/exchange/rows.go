package exchange

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Imported is told when a list brings something new.
type Imported struct {
	ID        string   `json:"id"`
	Programme string   `json:"programme"`
	File      string   `json:"file"`
	Sheets    []string `json:"sheets"`
	Digest    string   `json:"digest"`
}

// Verb implements journal.Event.
func (Imported) Verb() string { return "list.imported" }

// Class implements journal.Event.
func (Imported) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (Imported) Person() string { return "" }

// Noted is told when a batch of rows of such a list brings nothing new: what
// became of them is kept all the same.
type Noted struct {
	ID    string `json:"id"`
	Sheet int    `json:"sheet"`
	First int    `json:"first"`
	Last  int    `json:"last"`
}

// Verb implements journal.Event.
func (Noted) Verb() string { return "list.rows_noted" }

// Class implements journal.Event.
func (Noted) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (Noted) Person() string { return "" }

func nameSlot(id string) seal.Slot {
	return seal.Slot{Table: "import", Row: id, Column: "name"}
}

func reasonSlot(id string, o outcome) seal.Slot {
	return seal.Slot{Table: "import_row", Row: fmt.Sprintf("%s.%d.%d", id, o.sheet, o.row), Column: "reason"}
}

// listName is what is sealed of a list: names that may name somebody.
type listName struct {
	File   string   `json:"file"`
	Sheets []string `json:"sheets"`
}

// isCalled reports whether people may call the list so: by its path as it was
// imported, or by the end of it.
func (n listName) isCalled(file string) bool {
	return n.File == file || strings.HasSuffix(n.File, "/"+file)
}

// keep records what became of the rows of a batch, opening the import with the
// first batch that brings something new.
func (r *run) keep(ctx context.Context, tx *journal.Tx, id *string, outcomes []outcome) error {
	said := outcomes
	if *id == "" {
		*id = trenza.NewID()
		if err := r.begin(ctx, tx, *id); err != nil {
			return err
		}
		outcomes = slices.Concat(r.quiet, outcomes)
	} else if !slices.ContainsFunc(outcomes, outcome.told) {
		told := Noted{*id, r.index, outcomes[0].row, outcomes[len(outcomes)-1].row}
		if _, err := tx.Tell(ctx, told); err != nil {
			return err
		}
	}
	for _, o := range outcomes {
		if err := keepRow(ctx, tx, *id, o); err != nil {
			return err
		}
	}
	return r.keepTally(ctx, tx, *id, said)
}

func (r *run) begin(ctx context.Context, tx *journal.Tx, id string) error {
	name := listName{r.account.File, r.book.Sheets()}
	entry, err := tx.Tell(ctx, Imported{id, r.Definition.ID, name.File, name.Sheets, r.book.Digest})
	if err != nil {
		return err
	}
	plain, err := json.Marshal(name)
	if err != nil {
		return err
	}
	sealed, err := sealed(ctx, tx, nameSlot(id), plain)
	if err != nil {
		return err
	}
	if r.account.Code, err = tx.Vault().Code(ctx, tx.Organisation(), "import", fmt.Sprint(entry)); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into import (organisation, id, code, programme, name, at, entry)
		values ($1, $2, $3, $4, $5, $6, $7)`,
		tx.Organisation(), id, r.account.Code, r.Definition.ID, sealed, tx.Now().Format(time.RFC3339), entry)
	return err
}

// sealed seals what belongs to the organisation and to nobody in particular.
func sealed(ctx context.Context, tx *journal.Tx, slot seal.Slot, plain []byte) ([]byte, error) {
	return tx.Vault().Seal(ctx, tx.Organisation(), seal.OrganisationKey(tx.Organisation()), trenza.P2, slot, plain)
}

func keepRow(ctx context.Context, tx *journal.Tx, id string, o outcome) error {
	var reason []byte
	if o.err != nil {
		said, err := json.Marshal(locale.SayInAll(o.err))
		if err != nil {
			return err
		}
		if reason, err = sealed(ctx, tx, reasonSlot(id, o), said); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `
		insert into import_row (organisation, import, sheet, row, status, person, first, last, reason, command, own, echoes)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		tx.Organisation(), id, o.sheet, o.row, string(o.status.kept(o.held)), o.person, o.first, o.last, reason,
		o.command, bit(o.own), positions(o.echoes))
	return err
}

// bit is how a table keeps yes and no.
func bit(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// positions writes positions as a table keeps them, "812 815".
func positions(all []int64) string { return strings.Trim(fmt.Sprint(all), "[]") }

// Ref is a row of a list that was imported.
type Ref struct {
	File  string
	Sheet string
	Row   int
}

// String writes the reference as people write it, "bono.xlsx!Lista!14".
func (r Ref) String() string { return fmt.Sprintf("%s!%d", Named(r.File, r.Sheet), r.Row) }

// Named writes a sheet of a file as people write it, "bono.xlsx!Lista"; a file
// without sheets is called by its name alone.
func Named(file, sheet string) string {
	if sheet == "" {
		return file
	}
	return file + "!" + sheet
}

// Lists are the lists that an organisation has imported, opened.
type Lists struct {
	organisation string
	byID         map[string]importedList
	ids          []string // in the order of import
}

// importedList is a list as the table import keeps it.
type importedList struct {
	listName
	id     string
	code   string
	at     string
	entry  int64
	undone int64 // position at which it was taken back, 0 when it stands
	sealed []byte

	programme string
	account   []byte // sealed; nil for one from before accounts were kept
}

func scanImport(scan store.Scan) (importedList, error) {
	var i importedList
	return i, scan(&i.id, &i.code, &i.programme, &i.at, &i.entry, &i.undone, &i.sealed, &i.account)
}

// OpenLists reads the names of the imported lists.
func OpenLists(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (*Lists, error) {
	rows, err := store.All(ctx, r, `
		select id, code, programme, at, entry, coalesce(undone, 0), name, account
		from import
		where organisation = $1
		order by entry`, store.Args(organisation), scanImport)
	if err != nil {
		return nil, err
	}
	lists := &Lists{organisation: organisation, byID: make(map[string]importedList)}
	for _, i := range rows {
		plain, err := vault.Open(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, nameSlot(i.id), i.sealed)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(plain, &i.listName); err != nil {
			return nil, err
		}
		lists.byID[i.id], lists.ids = i, append(lists.ids, i.id)
	}
	return lists, nil
}

// EachPerson calls each for every row of the lists that concerns somebody, with
// the id of her record.
func (l *Lists) EachPerson(ctx context.Context, r store.Reader, each func(ref Ref, person string)) error {
	return r.Each(ctx, `
		select import, sheet, row, person
		from import_row
		where organisation = $1 and person <> ''`, store.Args(l.organisation), func(scan store.Scan) error {
		var id, person string
		var n, row int
		if err := scan(&id, &n, &row, &person); err != nil {
			return err
		}
		if name := l.byID[id]; name.undone == 0 {
			each(Ref{File: name.File, Sheet: name.Sheets[n], Row: row}, person)
		}
		return nil
	})
}

// Person returns the id of the record of the person whom a row concerns. The
// rows of a list that was taken back concern nobody.
func (l *Lists) Person(ctx context.Context, r store.Reader, ref Ref) (string, error) {
	for _, id := range l.ids {
		name := l.byID[id]
		for n, sheet := range name.Sheets {
			if name.undone > 0 || !name.isCalled(ref.File) || sheet != ref.Sheet {
				continue
			}
			var person string
			found, err := r.One(ctx, `
				select person
				from import_row
				where organisation = $1 and import = $2 and sheet = $3 and row = $4 and person <> ''`,
				store.Args(l.organisation, id, n, ref.Row), &person)
			if err != nil || found {
				return person, err
			}
		}
	}
	return "", &trenza.Problem{Kind: trenza.NotFound, Key: "exchange.no_such_row", Args: []any{ref.String()}}
}

// Source returns the row that told the entry at a position, and false when no
// list did. A row that was held tells its entries when people decide.
func (l *Lists) Source(ctx context.Context, r store.Reader, position int64) (Ref, bool, error) {
	_, ref, found, err := l.source(ctx, r, position)
	if err != nil || found {
		return ref, found, err
	}
	held, found, err := pathway.HeldBehind(ctx, r, l.organisation, position)
	if err != nil || !found {
		return Ref{}, false, err
	}
	_, ref, found, err = l.source(ctx, r, held.Raised)
	return ref, found, err
}

// source returns the list and the row whose own command told an entry.
func (l *Lists) source(ctx context.Context, r store.Reader, position int64) (importedList, Ref, bool, error) {
	var id string
	var n, row int
	found, err := r.One(ctx, `
		select import, sheet, row
		from import_row
		where organisation = $1 and last >= $2 and first <= $2 and own = 1
		order by last
		limit 1`, store.Args(l.organisation, position), &id, &n, &row)
	if err != nil || !found {
		return importedList{}, Ref{}, false, err
	}
	list := l.byID[id]
	return list, Ref{File: list.File, Sheet: list.Sheets[n], Row: row}, true, nil
}
