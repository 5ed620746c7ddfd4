package exchange_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// oddCells are what stands in the cells of lists that people send: good, bad,
// and out of place.
var oddCells = []string{
	"", " ", "0", "1", "5", "12", "25", "-1", "500.00", "1.234", "S/ 300", "2020-03-02", "2020-02-30", "31/12/2018", "1990", "43892",
	"130101", "70101", "999999", "Reque", "Lima", "F", "M", "NS", "x", "P", "T", "j", "A", "sí", "no", "DNI", "SD", "CPP", "12345678",
	"001234567", "900000001", "VEN", "in_transit", "gestante;;madre", "cobrado", "rechazado", "counted", "Comité 28 de Julio", "comité",
	"bono", "salud", "empleabilidad", "psicosocial_grupal", "satisfaccion", "sociocultural", "proteccion_vbg", "proteccion trata",
	"Soto", "María José", "=1+1", "«ñandú»", "a\x1fb", "línea\notra", "\u200b", "H-001", "L-0001",
}

// mutilated draws a list: the template of a shape with a few rows of which some
// cells are anything, a column lost, one repeated, and all in some order.
func mutilated(t *rapid.T) [][]string {
	shape := rapid.SampledFrom(shapesOf(alma)).Draw(t, "shape")
	list := rowsOf(t, shape, slices.Repeat([]edit{{"Contada en": "", "Ver": ""}}, rapid.IntRange(0, 6).Draw(t, "rows"))...)
	if rapid.IntRange(0, 9).Draw(t, "otherwise") == 0 {
		list = append(list, list[0]) // a header below the rows
	}
	for _, row := range list[1:] {
		for range rapid.IntRange(0, 4).Draw(t, "cells") {
			row[rapid.IntRange(0, len(row)-1).Draw(t, "at")] = rapid.SampledFrom(oddCells).Draw(t, "cell")
		}
	}
	columns := rapid.Permutation(indices(len(list[0]))).Draw(t, "order")
	switch rapid.IntRange(0, 9).Draw(t, "columns") {
	case 0:
		columns = columns[1:]
	case 1:
		columns = append(columns, columns[0])
	}
	return pick(list, columns)
}

func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// pick returns the columns of a list in an order.
func pick(list [][]string, columns []int) [][]string {
	picked := make([][]string, len(list))
	for i, row := range list {
		for _, column := range columns {
			picked[i] = append(picked[i], row[column])
		}
	}
	return picked
}

// Whatever a list holds, each of its rows is accounted for, the journal and the
// facts are sound, and what was rejected has left no trace: the list without
// those rows leads to the same tables, row for row, and again adds nothing. It is
// understood as the whole list was, of which a rejected row tells as well: a cell of
// "12" shows that "1" is an hour.
func TestEveryRowIsAccountedFor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := worldtest.Open(t, location)
		folder := t.TempDir()
		run := 0
		rapid.Check(t, func(t *rapid.T) {
			run++
			list := mutilated(t)
			name := fmt.Sprintf("%d.csv", run)
			w := base.In(t, fmt.Sprint("whole", run), alma)
			empty := contents(w)
			account, err := w.Importer(alma).Import(w.Context, worldtest.WriteList(t, folder, listOf(name, list)))
			if trenza.KindOf(err) == trenza.Invalid { // a file without a column that it needs
				if after := contents(w); !maps.Equal(empty, after) {
					t.Fatalf("a refused file left something behind: %v", after)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			got := account.Sheets[0]
			if got.Lines != got.Read+got.Header+len(got.Skipped) {
				t.Fatalf("%d lines, of which %d read, %d header and %v skipped", got.Lines, got.Read, got.Header, got.Skipped)
			}
			want(t, got, got.Accepted, got.Known, got.Review, got.Rejected)
			w.Sound()
			before := contents(w)

			again := w.Import(alma, folder+"/"+name).Sheets[0]
			want(t, again, 0, got.Accepted+got.Known+got.Review, 0, got.Rejected)
			if after := contents(w); !maps.Equal(before, after) {
				t.Fatalf("the second time added something: %v, then %v", before, after)
			}

			only := base.In(t, fmt.Sprint("good", run), alma)
			if got.Read > got.Rejected {
				path := worldtest.WriteList(t, folder, listOf(name, without(list, got.Refusals)))
				mapped(t, path, writtenDown(t, got.Understanding))
				only.Import(alma, path)
				os.Remove(exchange.MappingBeside(path))
			}
			if after := contents(only); !maps.Equal(before, after) {
				t.Fatalf("a rejected row left something behind: %v, without it %v", before, after)
			}
			os.Remove(folder + "/" + name)
		})
	})
}

// A cell in which nobody sees anything is empty, whatever was pasted into it: a
// committee, a mark, a whole row.
func TestACellInWhichNobodySeesAnythingIsEmpty(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	const unseen = " \u200b\u2060"
	list := rowsOf(t, exchange.Attendance, edit{}, edit{"Comité": unseen, "2020-03-02": "P" + unseen, "2020-03-09": unseen}, edit{"2020-03-09": ""})
	list = append(list, slices.Repeat([]string{unseen}, len(list[0])))
	account := taken(t, w, alma, "pegada.csv", list)
	want(t, account, 1, 2, 0, 0)
	if account.Read != 3 {
		t.Errorf("%d rows were read, and nobody sees more than 3", account.Read)
	}
	w.Sound()
}

// without leaves out the rows that were rejected. Rows that hold nothing are
// not read and keep their number.
func without(list [][]string, refusals []exchange.Refusal) [][]string {
	kept := [][]string{list[0]}
	for i, row := range list[1:] {
		if !slices.ContainsFunc(refusals, func(r exchange.Refusal) bool { return r.Row == i+2 }) {
			kept = append(kept, row)
		}
	}
	return kept
}
