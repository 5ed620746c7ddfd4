package exchange_test

import (
	"path/filepath"
	"testing"

	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// What was rejected stays rejected until somebody corrects it: the workbook of
// rejected rows of each list of the corpus, imported as it is, brings nothing,
// though what proved a row wrong may stand in a row that came in.
func TestRejectedRowsStayRejectedUntilCorrected(t *testing.T) {
	base := worldtest.Open(t, storetest.Location(t, store.SQLite))
	names, lists := corpus(t)
	for _, name := range names {
		e := lists[name]
		if !e.Opens {
			continue
		}
		w := base.In(t, "back of "+name, e.Programme)
		for _, before := range e.After {
			w.Import(e.Programme, "testdata/corpus/"+before)
		}
		account := w.Import(e.Programme, "testdata/corpus/"+name)
		for _, lang := range locale.Languages() {
			path := filepath.Join(t.TempDir(), "lista.rechazadas.xlsx")
			rejected := rejectedBook(t, path, lang, account)
			if rejected == 0 {
				continue
			}
			back := w.Import(e.Programme, path).Total()
			if back.Read != rejected || back.Rejected != rejected {
				t.Errorf("%s, in %s: %d rejected rows came back as %d, of which %d were rejected", name, lang, rejected, back.Read, back.Rejected)
			}
		}
	}
}

// rejectedBook writes the workbook of rejected rows and returns how many it has.
func rejectedBook(t *testing.T, path, lang string, account exchange.Account) int {
	t.Helper()
	out, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Discard()
	rows, err := exchange.WriteRejected(out, locale.For(lang), account)
	if err == nil && rows > 0 {
		err = out.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
