package exchange_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// FuzzImportCSV takes any bytes for a list: it is refused with a sentence or
// every row of it is accounted for, and the journal and the facts are sound.
func FuzzImportCSV(f *testing.F) {
	for _, shape := range shapesOf(alma) {
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		if err := w.WriteAll(rowsOf(f, shape, edit{}, edit{"Lugar": "70101"}, edit{"Servicio": "proteccion_vbg"})); err != nil {
			f.Fatal(err)
		}
		f.Add(text.Bytes())
		f.Add(bytes.ReplaceAll(text.Bytes(), []byte(","), []byte(";")))
		f.Add(bytes.ReplaceAll(text.Bytes(), []byte("1990"), []byte("\"19\n90\"")))
		f.Add(text.Bytes()[:text.Len()/2])
	}
	f.Add([]byte("Servicio,Fecha,Lugar,Apellidos\r\nsalud,2020-03-02,070101,\xd1a\xf1ez\r\n\r\n\"\n\",,,\n,,,\n"))
	f.Add([]byte("Decisi\u00f3n\n"))
	base := worldtest.Open(f, storetest.Location(f, store.SQLite))
	path := filepath.Join(f.TempDir(), "lista.csv")
	run := 0
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		run++
		w := base.In(t, fmt.Sprint("fuzz", run), alma)
		account, err := w.Importer(alma).Import(t.Context(), path)
		if err != nil && trenza.KindOf(err) == trenza.Internal {
			t.Fatal(err)
		}
		if err == nil && len(account.Sheets) != 1 {
			t.Fatalf("%+v", account)
		}
		for _, s := range account.Sheets {
			want(t, s, s.Accepted, s.Known, s.Review, s.Rejected)
		}
		w.Sound()
	})
}
