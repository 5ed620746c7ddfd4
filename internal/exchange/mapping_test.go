package exchange_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// definition returns a shipped programme.
func definition(t testing.TB, id string) *programme.Definition {
	t.Helper()
	d, ok := programme.Shipped(id)
	if !ok {
		t.Fatalf("no programme is called %s", id)
	}
	return d
}

// mapped writes a mapping beside a file.
func mapped(t worldtest.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(exchange.MappingBeside(path), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// writtenDown is the mapping of what was understood of a list.
func writtenDown(t worldtest.T, u exchange.Understanding) string {
	var text strings.Builder
	if err := exchange.WriteMapping(&text, []exchange.Understanding{u}); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// strange is a list that nobody can understand by itself: headings of its own,
// states of its own, no service and no place.
var strange = cast.List{Name: "pagos raros.csv", Sheets: []cast.Sheet{{Rows: [][]string{
	{"Quién", "Papel", "Cuánto", "Cuándo", "Qué pasó", "Clave"},
	{"Soto Rojas, Ana", "CPP 001234567", "760", "2/3/20", "ATENDIDA", "L-1"},
	{"Paz Rojas, Luz", "CPP 001234568", "S/ 760.00", "2/3/20", "no vino", "L-2"},
}}}}

const strangeMapping = `hojas:
  - hoja: "*"
    lista: pagos
    columnas:
      Quién: Apellidos y nombres
      B: Número de documento
      Cuánto: Monto
      Cuándo: Fecha de pago
      "Qué pasó": Estado
      Clave: Línea
    fijos:
      Servicio: bono
      Lugar: 070101
      Sexo: F
    palabras:
      Estado:
        ATENDIDA: cobrado
        No vino: vencido
`

// What nobody can recognise is taken in once a person has said what it is, and
// the mapping beside the file is picked up by itself.
func TestAMappingSaysWhatAListIs(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	path := worldtest.WriteList(t, t.TempDir(), strange)
	if _, err := w.Importer(alma).Import(t.Context(), path); trenza.KindOf(err) != trenza.Invalid {
		t.Fatalf("without a mapping: %v", err)
	}
	mapped(t, path, strangeMapping)
	account := w.Import(alma, path)
	want(t, account.Sheets[0], 2, 0, 0, 0)
	if account.Mapping != exchange.MappingBeside(path) {
		t.Errorf("the mapping used is %q", account.Mapping)
	}
	if values := w.Values(alma); values["bono"] != 1 || values["personas"] != 1 {
		t.Errorf("%v", values)
	}
	plain := rowsOf(t, exchange.Payments, edit{})
	plain[0] = []string{"Servicio", "Fecha de pago", "Lugar", "Apellidos", "Nombres", "Tipo de documento", "Número de documento", "Línea", "Monto", "Estado", "Sexo"}
	plain[1] = []string{"bono", "2020-03-02", "Callao, Callao, Callao", "Soto Rojas", "Ana", "CPP", "001234567", "L-1", "760.00", "cobrado", "F"}
	got := taken(t, w, alma, "plana.csv", plain)
	if got.Known != 1 {
		t.Errorf("the same payment in a plain list: %+v", got)
	}
	w.Sound()
}

// What was understood of a file, written down and read back, gives the same
// account: of the whole dirty corpus.
func TestWhatIsWrittenDownIsReadBack(t *testing.T) {
	files, err := filepath.Glob("testdata/corpus/*.xlsx")
	if err != nil || len(files) == 0 {
		t.Fatal("the corpus is not there", err)
	}
	for _, file := range files {
		for _, id := range []string{alma, reque} {
			importer := &exchange.Importer{Definition: definition(t, id)}
			found, err := importer.Understand(file)
			if err != nil {
				continue
			}
			var text bytes.Buffer
			if err := exchange.WriteMapping(&text, found); err != nil {
				t.Fatal(err)
			}
			if importer.Mapping, err = exchange.ParseMapping("mapa.yaml", text.Bytes(), importer.Definition); err != nil {
				t.Errorf("%s: %s\n%s", file, locale.For("es").Error(err), text.String())
				continue
			}
			again, err := importer.Understand(file)
			if err != nil {
				t.Errorf("%s: %v", file, err)
			}
			for n := range again {
				compareUnderstandings(t, file, found[n], again[n])
			}
		}
	}
}

func compareUnderstandings(t *testing.T, file string, a, b exchange.Understanding) {
	t.Helper()
	if a.Shape != b.Shape || a.Whole() != b.Whole() || len(a.Columns) != len(b.Columns) {
		t.Errorf("%s!%s: %s, %v, %v; read back %s, %v, %v", file, a.Sheet, a.Shape, a.Whole(), len(a.Columns), b.Shape, b.Whole(), len(b.Columns))
		return
	}
	for n := range a.Columns {
		if a.Columns[n].Key != b.Columns[n].Key && a.Columns[n].Read || a.Columns[n].Read != b.Columns[n].Read {
			t.Errorf("%s!%s: %+v read back as %+v", file, a.Sheet, a.Columns[n], b.Columns[n])
		}
	}
}

// A heading that reads like the letter of another column is that heading's alone:
// a list headed "N", for its numbers, keeps its fourteenth column.
func TestAHeadingIsNoLetterOfAnotherColumn(t *testing.T) {
	rows := rowsOf(t, exchange.Attentions, edit{})
	for n, row := range rows {
		for len(row) < 26 {
			row = append(row, "")
		}
		own := map[bool][]string{true: {"N", ""}, false: {"1", "Ana"}}[n == 0]
		rows[n] = append(append([]string{own[0]}, row[:12]...), append([]string{own[1]}, row[12:]...)...)
	}
	importer := &exchange.Importer{Definition: definition(t, alma)}
	path := worldtest.WriteList(t, t.TempDir(), listOf("lista.csv", rows))
	for _, c := range []struct {
		called string
		index  int // of the column that is meant
	}{
		{"N", 0}, {"A", 0}, {"N:N", 13},
	} {
		mapped(t, path, "hojas:\n  - hoja: \"*\"\n    columnas:\n      \""+c.called+"\": Teléfono\n")
		found, err := importer.Understand(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, column := range found[0].Columns {
			if said := column.From == exchange.FromMapping; said != (column.Index == c.index) {
				t.Errorf("%q in a mapping says what column %d is: %v", c.called, column.Index+1, said)
			}
		}
		mapped(t, path, writtenDown(t, found[0]))
		again, err := importer.Understand(path)
		if err != nil {
			t.Fatal(err)
		}
		compareUnderstandings(t, path, found[0], again[0])
	}
}

// The mapping of one month holds for the next, also in what only the month
// before could prove: that 1 is an hour, and no mark, and that M is a man.
func TestAMappingKeepsWhatAMonthProved(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	folder := t.TempDir()
	march := worldtest.WriteList(t, folder, listOf("marzo.csv", rowsOf(t, exchange.Attendance,
		edit{"2020-03-02": "1", "2020-03-05": "3", "Sexo": "F"}, edit{"Sexo": "M"})))
	understood, err := w.Importer(alma).Understand(march)
	if err != nil {
		t.Fatal(err)
	}
	only := rowsOf(t, exchange.Attendance, edit{"2020-03-02": "1", "2020-03-05": "1", "Sexo": "M"})
	april := worldtest.WriteList(t, folder, listOf("abril.csv", only))
	mapped(t, april, writtenDown(t, understood[0]))
	w.Import(alma, april)
	if minutes := minutesOf(w); !slices.Equal(minutes, []int{60, 60}) {
		t.Errorf("two ones in a list whose ones are hours are %d minutes", minutes)
	}
	for id := range w.Roots() {
		if p := w.Find(id); p.Sex != sheet.Male {
			t.Errorf("an M in a list whose M are men is %s", p.Sex)
		}
	}
}

// minutesOf are the minutes of the sessions that anybody came to.
func minutesOf(w *worldtest.World) (minutes []int) {
	w.Helper()
	w.Read(func(r store.Reader) (err error) {
		minutes, err = store.All(w.Context, r, `select minutes from attention where organisation = $1 and minutes > 0 order by day`,
			store.Args(w.Actor.Organisation), func(scan store.Scan) (n int, err error) { return n, scan(&n) })
		return err
	})
	return minutes
}

// A mistake in a mapping is told with its line and its column, and keeps the
// file out.
func TestMistakesInAMapping(t *testing.T) {
	for text, says := range map[string]string{
		"hojas:\n  - hoja: Lista\n    forma: pagos\n":                    "línea 3, columna 5: Revisa «forma»",
		"hojas:\n  - lista: pago\n":                                      "línea 2, columna 12: Elige una de estas listas",
		"hojas:\n  - columnas:\n      Quién: Nombrecillo\n":              "línea 3, columna 14: Revisa «Nombrecillo»",
		"hojas:\n  - A: quizás\n":                                        "línea 2, columna 8: Cambia «quizás»",
		"hojas:\n  - encabezado: [1, 2, 3, 4]\n":                         "línea 2, columna 27",
		"hojas:\n  - encabezado: primera\n":                              "línea 2, columna 17",
		"hojas:\n  - mes: marzo\n":                                       "línea 2, columna 10",
		"hojas: pagos\n":                                                 "línea 1, columna 8",
		"hoja: Lista\n":                                                  "línea 1, columna 1: Revisa «hoja»",
		"hojas:\n  - omitir: quizás\n":                                   "línea 2, columna 13",
		"hojas:\n  - lista: pagos\n    lista: pagos\n":                   "línea 3, columna 5: Deja una sola vez",
		"hojas:\n  - fijos:\n      Servicio: [a, b]\n":                   "línea 3",
		"hojas:\n  - \"hoja: sin cerrar\n":                               "línea 2",
		"hojas: [" + strings.Repeat("[", 100) + strings.Repeat("]", 101): "línea 1",
		"\xff":                 "línea 1",
		"a: &x 1\nhojas: *x\n": "línea 1",
	} {
		_, err := exchange.ParseMapping("mapa.yaml", []byte(text), definition(t, alma))
		if got := locale.For("es").Error(err); trenza.KindOf(err) != trenza.Invalid || !strings.Contains(got, says) {
			t.Errorf("%q: %s; want %s", text, got, says)
		}
	}
	path := worldtest.WriteList(t, t.TempDir(), listOf("lista.csv", rowsOf(t, exchange.Survey, edit{})))
	mapped(t, path, "hojas: 1")
	if _, err := (&exchange.Importer{Definition: definition(t, alma)}).Understand(path); trenza.KindOf(err) != trenza.Invalid {
		t.Errorf("a wrong mapping beside a list: %v", err)
	}
}

// A mapping wins over everything that is found: what a mark means, which column
// is what, which sheet is no list.
func TestAMappingWins(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	list := listOf("lista.xlsx", rowsOf(t, exchange.Attendance, edit{"2020-03-02": "A", "2020-03-05": "F", "2020-03-09": ""}))
	list.Sheets = append(list.Sheets, cast.Sheet{Name: "Otra", Rows: rowsOf(t, exchange.Survey, edit{})})
	path := worldtest.WriteList(t, t.TempDir(), list)
	mapped(t, path, "hojas:\n  - hoja: Otra\n    omitir: sí\n  - hoja: Lista\n    A: ausente\n    fijos:\n      Lugar: Callao\n    columnas:\n      Apellidos: no leer\n")
	account := w.Import(alma, path)
	want(t, account.Sheets[0], 1, 0, 0, 0)
	if other := account.Sheets[1]; other.Read != 0 || len(other.Skipped) != 2 || other.Lines != 2 {
		t.Errorf("a sheet that is left out: %+v", other)
	}
	if values := w.Values(alma); values["empleabilidad"] != 0 || values["personas"] != 0 {
		t.Errorf("A was ausente and F too: %v", values)
	}
}

// FuzzMapping reads any text for a mapping: it is one, or a mistake is told with
// a sentence.
func FuzzMapping(f *testing.F) {
	f.Add([]byte(strangeMapping))
	f.Add([]byte("hojas:\n  - hoja: x\n    encabezado: [1, 2]\n    M: mujer\n    mes: 2020-03\n    unos: horas\n    palabras: {Sexo: {x: F}}\n"))
	f.Add([]byte("hojas:\n  - omitir: sí\n    fijos:\n    columnas:\n      \"\": No leer\n"))
	f.Add([]byte("- - - -"))
	f.Add([]byte("? {a: b}\n: c"))
	d := definition(f, alma)
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := exchange.ParseMapping("mapa.yaml", text, d)
		if err != nil && (trenza.KindOf(err) != trenza.Invalid || strings.Contains(locale.For("es").Error(err), "%[")) {
			t.Fatal(err)
		}
		if err == nil && m == nil {
			t.Fatal("neither a mapping nor a mistake")
		}
	})
}
