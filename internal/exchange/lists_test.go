package exchange_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/worldtest"
)

var update = flag.Bool("update", false, "write the golden files anew")

const (
	alma  = "alma-llanera"
	reque = "taller-reque"
)

// edit is what a row says otherwise than the example of the template, by the
// heading of its column. A heading that the template lacks is a new column.
type edit map[string]string

// shapesOf are the shapes that a shipped programme has lists of.
func shapesOf(program string) []exchange.Shape {
	d, _ := programme.Shipped(program)
	return exchange.ShapesOf(d)
}

// rowsOf returns a list of a shape: its template's header, and the example once
// for each edit.
func rowsOf(t worldtest.T, shape exchange.Shape, edits ...edit) [][]string {
	t.Helper()
	rows := template(t, shape)
	header, example := rows[0], rows[1]
	for _, e := range edits {
		for heading := range e {
			if !slices.Contains(header, heading) {
				header = append(header, heading)
			}
		}
	}
	slices.Sort(header[len(rows[0]):])
	list := [][]string{header}
	for _, e := range edits {
		row := make([]string, len(header))
		copy(row, example)
		for heading, cell := range e {
			row[slices.Index(header, heading)] = cell
		}
		list = append(list, row)
	}
	return list
}

// template returns the header and the example of a shape.
func template(t worldtest.T, shape exchange.Shape) [][]string {
	t.Helper()
	var text bytes.Buffer
	w, err := sheet.To(&text, sheet.CSV)
	if err == nil {
		err = errors.Join(exchange.Template(w, shape), w.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text.String(), "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for i, cell := range row {
			row[i] = strings.NewReplacer("Ejemplo Rojas", "Pérez Rojas", "Ejemplo: feria", "Feria").Replace(cell)
		}
	}
	return rows
}

// listOf is a file with one sheet.
func listOf(name string, rows [][]string) cast.List {
	return cast.List{Name: name, Sheets: []cast.Sheet{{Name: "Lista", Rows: rows}}}
}

// taken imports rows as a file of that name and returns what became of them.
func taken(t *testing.T, w *worldtest.World, program, name string, rows [][]string) exchange.SheetAccount {
	t.Helper()
	return w.ImportLists(program, t.TempDir(), listOf(name, rows))[0].Sheets[0]
}

// want fails unless as many rows as said were accepted, known, to review and
// rejected.
func want(t worldtest.T, got exchange.SheetAccount, accepted, known, review, rejected int) {
	t.Helper()
	said := fmt.Sprint(accepted, known, review, rejected)
	if came := fmt.Sprint(got.Accepted, got.Known, got.Review, got.Rejected); came != said {
		t.Fatalf("accepted, known, review, rejected: %s, want %s; refusals %v", came, said, got.Refusals)
	}
	if got.Read != got.Accepted+got.Known+got.Review+got.Rejected || got.Rejected != len(got.Refusals) {
		t.Fatalf("the account does not add up: %+v", got)
	}
}

// refused fails unless a row was rejected with a problem of that key.
func refused(t worldtest.T, r exchange.Refusal, key string) {
	t.Helper()
	if problem, ok := errors.AsType[*trenza.Problem](r.Err); !ok || problem.Key != key {
		t.Fatalf("row %d: %v, want %s", r.Row, r.Err, key)
	}
}

// contents counts the rows of the tables that an import fills, and the entries
// of the journal.
func contents(w *worldtest.World) map[string]int {
	w.Helper()
	counts := make(map[string]int)
	tables := []string{
		"person", "person_token", "household", "household_member", "collective", "seat", "attention", "milestone",
		"activity", "headcount", "headcount_link", "review_pair", "fact", "tally", "journal_entry", "journal_command", "import",
	}
	w.Read(func(r store.Reader) error {
		for _, table := range tables {
			var n int
			if _, err := r.One(w.Context, `select count(*) from `+table+` where organisation = $1`, store.Args(w.Actor.Organisation), &n); err != nil {
				return err
			}
			counts[table] = n
		}
		return nil
	})
	return counts
}

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := errors.Join(os.MkdirAll("testdata", 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	saved, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(saved) != text {
		t.Errorf("%s is otherwise; run with -update if that is right:\n%s", path, text)
	}
}
