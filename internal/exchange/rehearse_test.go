package exchange_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// A rehearsal of several files says what the import then comes to, the rows that
// the second shares with the first included, and leaves nothing.
func TestARehearsalSaysWhatAnImportComesTo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		bono, _ := cast.Small()
		folder := t.TempDir()
		first := worldtest.WriteList(w, folder, bono)
		bono.Name = "copia de " + filepath.Base(bono.Name)
		second := worldtest.WriteList(w, folder, bono)
		broken := filepath.Join(folder, "rota.xlsx")
		if err := os.WriteFile(broken, []byte("PK\x03\x04"), 0o600); err != nil {
			t.Fatal(err)
		}
		before := contents(w)
		rehearsed, err := w.Importer(alma).Rehearse(t.Context(), first, broken, second)
		if err != nil || len(rehearsed) != 3 {
			t.Fatal(rehearsed, err)
		}
		if after := contents(w); !maps.Equal(before, after) {
			t.Errorf("the rehearsal left something: %v, then %v", before, after)
		}
		if trenza.KindOf(rehearsed[1].Err) != trenza.Invalid || rehearsed[0].Err != nil {
			t.Errorf("of the broken file: %v", rehearsed[1].Err)
		}
		for n, path := range []string{first, second} {
			got, said := w.Import(alma, path).Total(), rehearsed[2*n].Total()
			if got.Accepted != said.Accepted || got.Known != said.Known || got.Review != said.Review || got.Rejected != said.Rejected || said.Read == 0 {
				t.Errorf("%s: rehearsed %+v, came to %+v", path, said, got)
			}
			if rehearsed[2*n].Code != "" {
				t.Errorf("a rehearsal has the code %q", rehearsed[2*n].Code)
			}
		}
		w.Sound()
	})
}

// Rejected rows go out with the reason and what to do before the row as it was,
// and come back, corrected, as if nothing had happened: the service and the
// place stand in the title alone.
func TestRejectedRowsGoOutAndComeBack(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	list := cast.List{Name: "taller.xlsx", Sheets: []cast.Sheet{{Name: "Grupo", Rows: [][]string{
		{"Taller de empleabilidad - Trujillo"},
		{"N°", "Apellidos y nombres", "Sexo", "Tipo doc.", "N° doc.", "Marzo 2020", "", "Obs."},
		{"", "", "", "", "", "2", "5", ""},
		{"1", "Soto Rojas, Ana", "F", "CPP", "001234567", "P", "F", ""},
		{"2", "Paz Rojas, Luz", "mujr", "CPP", "001234568", "P", "P", "llamar"},
		{"3", "Luna Paz, Eva", "F", "DNI", "12", "P", "P", ""},
	}}}}
	account := w.Import(alma, worldtest.WriteList(t, t.TempDir(), list))
	want(t, account.Sheets[0], 1, 0, 0, 2)

	path := filepath.Join(t.TempDir(), "taller.rechazadas.xlsx")
	out, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Discard()
	rows, err := exchange.WriteRejected(out, locale.For("es"), account)
	if err != nil || rows != 2 {
		t.Fatal(rows, err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	cells := cellsOf(t, path, "Grupo")
	header, row := cells[2], cells[3]
	if !slices.Equal(header[:3], []string{"Fila", "Motivo", "Qué hacer"}) || row[0] != "5" || row[1] == "" || row[2] == "" ||
		!slices.Equal(row[3:], list.Sheets[0].Rows[4]) {
		t.Fatalf("%q\n%q", header, row)
	}

	for i, row := range cells {
		for j, cell := range row {
			cells[i][j] = map[string]string{"mujr": "F", "12": "12345678"}[cell]
			if cells[i][j] == "" {
				cells[i][j] = cell
			}
		}
	}
	back := cast.List{Name: "taller.rechazadas.xlsx", Sheets: []cast.Sheet{{Name: "Grupo", Rows: cells}}}
	want(t, w.Import(alma, worldtest.WriteList(t, t.TempDir(), back)).Sheets[0], 2, 0, 0, 0)
	for _, row := range list.Sheets[0].Rows[3:] {
		for j, cell := range row {
			if meant := map[string]string{"mujr": "F", "12": "12345678"}[cell]; meant != "" {
				row[j] = meant
			}
		}
	}
	want(t, w.Import(alma, worldtest.WriteList(t, t.TempDir(), list)).Sheets[0], 0, 3, 0, 0)
}

// The rows of a second list in a sheet go out under its own header: under the
// first one, names would come back as papers.
func TestRejectedRowsKeepTheirOwnHeader(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	account := w.ImportLists(alma, t.TempDir(), cast.List{Name: "dos.xlsx", Sheets: []cast.Sheet{{Name: "Hoja1", Rows: [][]string{
		{"Servicio", "Fecha", "Lugar", "Apellidos", "Nombres", "Sexo"}, {"salud", "2020-03-32", "Callao", "Soto", "Ana", "F"},
		{"Fecha", "Servicio", "Lugar", "Nombres", "Apellidos", "Sexo"}, {"2020-03-32", "salud", "Callao", "Luz", "Paz", "F"},
	}}}})[0]
	want(t, account.Sheets[0], 0, 0, 0, 2)
	path := filepath.Join(t.TempDir(), "dos.rechazadas.xlsx")
	out, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Discard()
	if _, err = exchange.WriteRejected(out, locale.For("en"), account); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	again := w.Import(alma, path).Sheets[0]
	want(t, again, 0, 0, 0, 2)
	if again.Header != 2 || again.Refusals[1].Cells[6] != "Luz" {
		t.Errorf("%+v", again)
	}
}

// cellsOf returns the rows of a sheet.
func cellsOf(t *testing.T, path, name string) [][]string {
	t.Helper()
	book, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var rows [][]string
	for row, err := range book.Rows(name) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row.Cells)
	}
	return rows
}
