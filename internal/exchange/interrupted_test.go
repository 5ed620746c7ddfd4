package exchange_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// longRows is how many rows the list has that somebody interrupts.
func longRows() int {
	if testing.Short() {
		return 5_000
	}
	return 10_000
}

// longList is a list of a few hundred people, some without a paper and some of
// whom a row is bad.
func longList(t *testing.T) [][]string {
	t.Helper()
	services := []string{"informacion_vbg", "informacion_proteccion", "sociocultural", "salud", "asistencia_legal"}
	edits := make([]edit, longRows())
	for i := range edits {
		number := i % 400
		edits[i] = paper(fmt.Sprintf("%09d", number), edit{
			"Servicio": services[i/400%len(services)], "Fecha": fmt.Sprintf("2020-%02d-%02d", 1+i/400%12, 1+i/4800), "Hogar": "",
		})
		switch {
		case number%40 == 0:
			edits[i]["Tipo de documento"], edits[i]["Número de documento"] = "", ""
		case i%97 == 0:
			edits[i]["Lugar"] = "999999"
		}
	}
	return rowsOf(t, exchange.Attentions, edits...)
}

// An import that is interrupted in the middle of a file has landed what had
// landed, whole. Importing the file again goes on from there, to the same
// figures.
func TestAnInterruptedImportGoesOn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := worldtest.Open(t, location)
		path := worldtest.WriteList(base, t.TempDir(), listOf("larga.csv", longList(t)))

		calm := base.In(t, "calma", alma)
		undisturbed := calm.Import(alma, path).Sheets[0]

		w := base.In(t, "prisa", alma)
		first, err := interrupted(w, path)
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("the import ended with %v", err)
		}
		half := first.Sheets[0]
		if half.Read == 0 || half.Read >= undisturbed.Read || half.Read != half.Accepted+half.Known+half.Review+half.Rejected {
			t.Fatalf("%d of %d rows had been read", half.Read, undisturbed.Read)
		}
		w.Sound()

		again := w.Import(alma, path).Sheets[0]
		landed := half.Accepted + half.Review
		if again.Read != undisturbed.Read || again.Accepted+again.Review != undisturbed.Accepted+undisturbed.Review-landed {
			t.Errorf("half landed %d rows; again %+v; undisturbed %+v", landed, again, undisturbed)
		}
		w.Sound()
		// The import is told twice, and that is all by which the two differ.
		if w.Position() != calm.Position()+1 {
			t.Errorf("position %d, undisturbed %d", w.Position(), calm.Position())
		}
		if got, want := figures(t, w), figures(t, calm); got != want {
			t.Errorf("the figures are others:\n%s\nundisturbed:\n%s", got, want)
		}
	})
}

// interrupted imports a file until two batches have landed.
func interrupted(w *worldtest.World, path string) (exchange.Account, error) {
	ctx, cancel := context.WithCancel(w.Context)
	defer cancel()
	importer := w.Importer(alma)
	batches := 0
	importer.Progress = func(exchange.Done) {
		if batches++; batches == 2 {
			cancel()
		}
	}
	return importer.Import(ctx, path)
}

// figures is the report of a world as JSON, without its position.
func figures(t *testing.T, w *worldtest.World) string {
	t.Helper()
	r := w.Figures(alma, report.Query{By: []reach.Dimension{reach.ByRegion, reach.BySex}})
	r.Position = 0
	var text bytes.Buffer
	if err := report.JSON(&text, []*report.Report{r}, "es"); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// A batch that brings nothing new, in the middle of a list that does, is kept
// all the same: its rows can be named in a decision.
func TestBatchesThatBringNothingNew(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		known := rowsOf(t, exchange.Attentions, slices.Repeat([]edit{{}}, 2_000)...)
		bad := rowsOf(t, exchange.Attentions, slices.Repeat([]edit{{"Fecha": "nunca"}}, 2_000)...)
		list := slices.Concat(known, bad[1:], known[1:], rowsOf(t, exchange.Attentions, edit{"Fecha": "2020-03-03"})[1:])

		importer := w.Importer(alma)
		var told []int
		importer.Progress = func(done exchange.Done) { told = append(told, done.Rows) }
		account, err := importer.Import(t.Context(), worldtest.WriteList(w, t.TempDir(), listOf("lista.csv", list)))
		if err != nil {
			t.Fatal(err)
		}
		want(t, account.Sheets[0], 2, 3_999, 0, 2_000)
		if fmt.Sprint(told) != "[2000 4000 6000 6001]" {
			t.Errorf("progress was told at %v", told)
		}
		came(t, decided(t, w, []string{"lista.csv!2", "lista.csv!6001", "misma"}, []string{"lista.csv!4001", "lista.csv!2", "misma"}), 0, 1, 0, 1)
		w.Sound()
	})
}
