package worldtest

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
)

// Importer takes lists in for a shipped programme.
func (w *World) Importer(program string) *exchange.Importer {
	w.Helper()
	return &exchange.Importer{Journal: w.Journal, Intake: w.Intake, Definition: w.definition(program), Actor: w.Actor}
}

// Import takes in a file, which must be readable.
func (w *World) Import(program, path string) exchange.Account {
	w.Helper()
	account, err := w.Importer(program).Import(w.Context, path)
	if err != nil {
		w.Fatal(err)
	}
	return account
}

// ImportLists writes lists into a folder and takes them in.
func (w *World) ImportLists(program, folder string, lists ...cast.List) []exchange.Account {
	w.Helper()
	accounts := make([]exchange.Account, len(lists))
	for i, list := range lists {
		accounts[i] = w.Import(program, WriteList(w, folder, list))
	}
	return accounts
}

// Review applies a list of decisions, which must be readable.
func (w *World) Review(path string) exchange.Decided {
	w.Helper()
	decided, err := exchange.Reviewer{Journal: w.Journal, Intake: w.Intake, Actor: w.Actor}.Apply(w.Context, path)
	if err != nil {
		w.Fatal(err)
	}
	return decided
}

// Figures counts every indicator of a shipped programme.
func (w *World) Figures(program string, q report.Query) *report.Report {
	w.Helper()
	q.Definition = w.definition(program)
	r, err := report.Reporter{Engine: w.Engine, Journal: w.Journal}.Report(w.Context, w.Scope(), q)
	if err != nil {
		w.Fatal(err)
	}
	return r
}

// Values returns the figures of a programme, each by the id of its indicator.
func (w *World) Values(program string) map[string]int {
	w.Helper()
	values := make(map[string]int)
	for _, f := range w.Figures(program, report.Query{}).Figures {
		values[f.Indicator.ID] = f.Value
	}
	return values
}

// Sound proves that the journal is whole, that the tables say what it witnessed
// and that the facts follow from them.
func (w *World) Sound() {
	w.Helper()
	w.Read(func(r store.Reader) error {
		if _, _, err := pathway.Verify(w.Context, r, w.Vault, w.Actor.Organisation); err != nil {
			return err
		}
		_, err := report.VerifyFrozen(w.Context, r, w.Vault, w.Actor.Organisation)
		return err
	})
}

// WriteList writes a list into a folder, as the spreadsheet that its name says,
// and returns its path.
func WriteList(t T, folder string, list cast.List) string {
	t.Helper()
	path := filepath.Join(folder, filepath.FromSlash(list.Name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	w, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Discard()
	for _, s := range list.Sheets {
		if err := writeSheet(w, strings.HasSuffix(list.Name, ".xlsx"), s); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func writeSheet(w sheet.Writer, named bool, s cast.Sheet) error {
	if named {
		if err := w.Sheet(s.Name); err != nil {
			return err
		}
	}
	return sheet.Texts(w, s.Rows)
}
