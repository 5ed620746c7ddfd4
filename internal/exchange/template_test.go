package exchange_test

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
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

// What Template writes is understood as it is, from either kind of file; its
// example is refused, and taken in once it says that it is somebody.
func TestTemplatesAreUnderstoodAndTheirExamplesRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		for _, shape := range shapesOf(alma) {
			for _, name := range []string{"modelo.csv", "modelo.xlsx"} {
				path := filepath.Join(t.TempDir(), name)
				writeTemplate(t, path, shape)
				got := w.Import(alma, path).Sheets[0]
				if got.Shape != shape || len(got.Ignored) > 0 {
					t.Errorf("%s, %s: taken for %q, ignoring %q", shape, name, got.Shape, got.Ignored)
				}
				want(t, got, 0, 0, 0, 1)
				if says := locale.For("es").Error(got.Refusals[0].Err); !strings.Contains(says, "es el ejemplo") {
					t.Error(says)
				}
			}
			filled := cast.List{Name: "lista.csv", Sheets: []cast.Sheet{{Rows: rowsOf(t, shape, edit{})}}}
			path := worldtest.WriteList(t, t.TempDir(), filled)
			want(t, w.Import(alma, path).Sheets[0], 1, 0, 0, 0)
		}
		w.Sound()
		if people := len(w.Roots()); people != 1 {
			t.Errorf("%d people, and the example is one woman", people)
		}
	})
}

func writeTemplate(t *testing.T, path string, shape exchange.Shape) {
	t.Helper()
	w, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Discard()
	if err := exchange.Template(w, shape); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestShapesHaveNames(t *testing.T) {
	for _, shape := range exchange.Shapes() {
		if got, err := exchange.ParseShape(" " + strings.ToUpper(string(shape))); got != shape || err != nil {
			t.Errorf("%s: %q, %v", shape, got, err)
		}
	}
	_, err := exchange.ParseShape("asistentes")
	if says := locale.For("es").Error(err); !strings.Contains(says, "«asistentes»") || !strings.Contains(says, "encuesta") {
		t.Error(says)
	}
}

// Headings are read as people write them, in whichever order they stand.
func TestHeadingsAsPeopleWriteThem(t *testing.T) {
	plain := strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ñ", "n")
	ways := map[string]func(string) string{
		"shouted":           strings.ToUpper,
		"without accents":   plain.Replace,
		"with underscores":  func(h string) string { return strings.ReplaceAll(strings.ToLower(h), " ", "_") },
		"with many spaces":  func(h string) string { return "  " + strings.ReplaceAll(h, " ", "   ") + " " },
		"decomposed accent": func(h string) string { return strings.ReplaceAll(h, "ó", "o\u0301") },
	}
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	for name, write := range ways {
		for _, shape := range shapesOf(alma) {
			in := w.In(t, name+string(shape), alma)
			list := rowsOf(t, shape, edit{})
			for i, heading := range list[0] {
				list[0][i] = write(heading)
			}
			for _, row := range list {
				slices.Reverse(row)
			}
			got := taken(t, in, alma, "lista.csv", list)
			if got.Shape != shape || len(got.Ignored) > 0 {
				t.Errorf("%s, %s: taken for %q, ignoring %q", shape, name, got.Shape, got.Ignored)
			}
			want(t, got, 1, 0, 0, 0)
		}
	}
}

// What nobody reads is said, a second column of the same heading included.
func TestColumnsThatAreNotReadAreNamed(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	for _, shape := range shapesOf(alma) {
		list := rowsOf(t, shape, edit{"Observaciones": "llegó con su hija", "Color": "rojo"})
		list[0] = append(list[0], "LUGAR")
		list[1] = append(list[1], "200101")
		if shape != exchange.Attendance {
			list[0] = append(list[0], "2020-05-01")
			list[1] = append(list[1], "P")
		}
		got := taken(t, w, alma, "lista.csv", list)
		ignored := []string{"Color", "Observaciones", "LUGAR", "2020-05-01"}
		if shape == exchange.Attendance {
			ignored = []string{"Color", "Observaciones", "LUGAR"}
		}
		if !slices.Equal(got.Ignored, ignored) {
			t.Errorf("%s ignores %q, want %q", shape, got.Ignored, ignored)
		}
		want(t, got, 1, 0, 0, 0)
	}
	if values := w.Values(alma); values["bono"] != 1 {
		t.Errorf("the first column of a heading holds: %v", values)
	}
}

// A file that lacks a column of which every row must say something is refused as
// a whole, with a sentence that names the column and leaves nothing behind.
func TestAFileThatLacksAColumnIsRefused(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	before := contents(w)
	for shape, missing := range map[exchange.Shape][]string{
		exchange.Attentions: {"Servicio", "Fecha", "Lugar"},
		exchange.Attendance: {"Servicio", "Lugar", "2020-03-02 2020-03-05 2020-03-09"},
		exchange.Payments:   {"Servicio", "Fecha de pago", "Lugar", "Línea", "Estado"},
		exchange.Headcounts: {"Servicio", "Fecha", "Lugar"},
		exchange.Survey:     {"Fecha", "Lugar"},
	} {
		for _, headings := range missing {
			list := rowsOf(t, shape, edit{}, edit{"Lugar": "070101"})
			for i, heading := range list[0] {
				if strings.Contains(headings, heading) && (heading != "Fecha" || headings == "Fecha") {
					list[0][i] = "Otra cosa"
				}
			}
			_, err := w.Importer(alma).Import(t.Context(), worldtest.WriteList(t, t.TempDir(), listOf("lista.csv", list)))
			says := locale.For("es").Error(err)
			named := headings
			if strings.Contains(headings, "2020") {
				named = "Fecha"
			}
			if trenza.KindOf(err) != trenza.Invalid || !strings.Contains(says, named) || !strings.Contains(says, "lista.csv") {
				t.Errorf("%s without %s: %s", shape, headings, says)
			}
		}
	}
	if after := contents(w); !maps.Equal(before, after) {
		t.Errorf("something was left behind: %v, then %v", before, after)
	}
}

// A sheet without rows is read and says nothing.
func TestASheetOfHeadingsAlone(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	list := listOf("lista.xlsx", rowsOf(t, exchange.Survey))
	list.Sheets = append(list.Sheets, list.Sheets[0])
	list.Sheets[1].Name, list.Sheets[1].Rows = "Vacía", nil
	account := w.ImportLists(alma, t.TempDir(), list)[0]
	if len(account.Sheets) != 2 || account.Total().Read != 0 || account.Sheets[0].Shape != exchange.Survey || account.Code != "" {
		t.Errorf("%+v", account)
	}
}
