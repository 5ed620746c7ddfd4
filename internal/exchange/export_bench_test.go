package exchange_test

import (
	"bufio"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/worldtest"
)

// exportedRows is how many attentions leave in the benchmark, of ten times fewer
// people where there are many; TRENZA_BENCH_ROWS asks for another number.
func exportedRows(b *testing.B) int {
	text := os.Getenv("TRENZA_BENCH_ROWS")
	if text == "" {
		return benchRows
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// BenchmarkExport takes the attentions of encrypted SQLite out to each kind of
// file, by code and with names, and beside it, as the least that any program
// would do, the cells of one plain table to a CSV.
func BenchmarkExport(b *testing.B) {
	rows := exportedRows(b)
	dir := b.TempDir()
	w := worldtest.Open(b, filepath.Join(dir, "trenza.db"), alma)
	accepted := 0
	for n := range (rows + benchRows - 1) / benchRows {
		path := filepath.Join(dir, fmt.Sprintf("lista-%d.csv", n))
		writeBenchListOf(b, path, n)
		accepted += w.Import(alma, path).Total().Accepted
	}
	for _, c := range []struct {
		name, file string
		names      bool
	}{{"csv", "a.csv", false}, {"csv_names", "n.csv", true}, {"xlsx", "a.xlsx", false}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				x := exporter(w, alma)
				x.Names = c.names
				list, err := sheet.Create(filepath.Join(b.TempDir(), c.file))
				if err != nil {
					b.Fatal(err)
				}
				written, err := x.Export(b.Context(), list, exchange.AttentionsOut)
				if err := errors.Join(err, list.Close()); err != nil || written != accepted {
					b.Fatal(written, err)
				}
			}
			b.ReportMetric(float64(accepted*b.N)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(peakMemory(b), "peak-MB")
		})
	}
	plain := filepath.Join(dir, "plain.db")
	if err := plainTableIn(b, plain, filepath.Join(dir, "lista-0.csv")); err != nil {
		b.Fatal(err)
	}
	b.Run("plain_table", func(b *testing.B) {
		for b.Loop() {
			if err := dumpPlain(plain, filepath.Join(b.TempDir(), "p.csv")); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(benchRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
}

// dumpPlain writes the cells of the plain table with the standard library.
func dumpPlain(database, path string) error {
	db, err := sql.Open("sqlite3", "file:"+database)
	if err != nil {
		return err
	}
	defer db.Close()
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	buffer := bufio.NewWriter(file)
	list := csv.NewWriter(buffer)
	rows, err := db.Query("select * from row")
	if err != nil {
		return err
	}
	defer rows.Close()
	cells := make([]string, 12)
	targets := make([]any, len(cells))
	for i := range cells {
		targets[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		if err := list.Write(cells); err != nil {
			return err
		}
	}
	list.Flush()
	return errors.Join(rows.Err(), list.Error(), buffer.Flush(), file.Close())
}
