package exchange_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// workshopKept are lists of the corpus that fill the rooms of a workshop.
var workshopKept = []string{"Directivas VDL 2019-2020.xlsx", "Réplicas junio 2019.xlsx", "Informe réplicas 2019 (final).xlsx", "cuaderno_pasteleria.csv"}

// What a workshop has leaves in lists that come in again and bring nothing new, and
// each says by code alone who is in it, unless names are asked for.
func TestTheListsOfAWorkshopLeaveAndComeBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, reque)
		for _, name := range workshopKept {
			w.Import(reque, "testdata/corpus/"+name)
		}
		x := exporter(w, reque)
		for kind, rows := range map[exchange.Kind]int{exchange.BoardsOut: 6, exchange.ReplicasOut: 4, exchange.ProductsOut: 4} {
			x.Names = false
			plain := exported(w, x, kind)
			if len(plain)-1 != rows {
				t.Errorf("%s: %d rows, want %d: %q", kind, len(plain)-1, rows, plain)
			}
			if text := strings.ToLower(strings.Join(slices.Concat(plain...), " ")); kind != exchange.ProductsOut && strings.Contains(text, holder(w)) {
				t.Errorf("%s names somebody: %s", kind, text)
			}
			x.Names = true
			path := filepath.Join(t.TempDir(), string(kind)+".xlsx")
			list, err := sheet.Create(path)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := x.Export(w.Context, list, kind); err != nil {
				t.Fatal(err)
			}
			if err := list.Close(); err != nil {
				t.Fatal(err)
			}
			account := w.Import(reque, path)
			if got := account.Sheets[0]; string(got.Shape) != string(kind) {
				t.Errorf("%s came in as %s", kind, got.Shape)
			}
			want(t, account.Sheets[0], 0, rows, 0, 0)
		}
	})
}

// holder is a surname of somebody who sits on a board, folded.
func holder(w *worldtest.World) string {
	w.Helper()
	x := exporter(w, reque)
	x.Names = true
	return strings.ToLower(strings.Fields(column(w, exported(w, x, exchange.BoardsOut), "Apellidos")[0])[0])
}

// Who counts and sees no names sees committees, replicas and products, and not who
// sits where or taught.
func TestWhoMayNotKnowWhoSitsThereTakesNobodyOut(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, storetest.Engines(t)[0]), reque)
	for _, name := range workshopKept {
		w.Import(reque, "testdata/corpus/"+name)
	}
	x := exporter(w, reque)
	x.Names = true
	x.Actor = trenza.Actor{Organisation: w.Actor.Organisation, Account: "meal", Name: "MEAL", Grants: []trenza.Grant{{Role: "meal", From: "2019-01-01"}}}
	for kind, hidden := range map[exchange.Kind]string{exchange.BoardsOut: "Persona", exchange.ReplicasOut: "Persona que enseñó"} {
		rows := exported(w, x, kind)
		if len(rows) < 3 {
			t.Errorf("%s: %q", kind, rows)
		}
		for _, cell := range column(w, rows, hidden) {
			if cell != "" {
				t.Errorf("%s tells %q", kind, cell)
			}
		}
	}
}
