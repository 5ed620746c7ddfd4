package exchange_test

import (
	"bufio"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/worldtest"
)

// The rows and people of the benchmark.
const (
	benchRows   = 100_000
	benchPeople = 20_000
)

// BenchmarkImport takes 100,000 rows about 20,000 people from a CSV into
// encrypted SQLite, and beside it, as the least that any program would do, puts
// the same cells into one plain table with the same driver.
func BenchmarkImport(b *testing.B) {
	path := filepath.Join(b.TempDir(), "lista.csv")
	writeBenchList(b, path)
	b.Run("trenza", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			w := worldtest.Open(b, filepath.Join(b.TempDir(), "trenza.db"), "alma-llanera")
			d, _ := programme.Shipped("alma-llanera")
			importer := &exchange.Importer{Journal: w.Journal, Intake: w.Intake, Definition: d, Actor: w.Actor}
			b.StartTimer()
			account, err := importer.Import(b.Context(), path)
			if err != nil {
				b.Fatal(err)
			}
			if total := account.Total(); total.Accepted+total.Review != benchRows {
				b.Fatalf("%+v", total)
			}
		}
		b.ReportMetric(benchRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		b.ReportMetric(peakMemory(b), "peak-MB")
	})
	b.Run("plain_table", func(b *testing.B) {
		for b.Loop() {
			if err := plainTable(b, path); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(benchRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
}

func writeBenchList(b *testing.B, path string) { writeBenchListOf(b, path, 0) }

// writeBenchListOf writes the nth of many lists, in which every person comes five
// times, under the same paper, on different days and for different services. Two
// lists are of the same people.
func writeBenchListOf(b *testing.B, path string, nth int) {
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := csv.NewWriter(bufio.NewWriter(file))
	services := []string{"informacion_vbg", "informacion_proteccion", "sociocultural", "asistencia_legal", "salud"}
	w.Write([]string{"Servicio", "Fecha", "Lugar", "Apellidos", "Nombres", "Sexo", "Fecha de nacimiento", "Nacionalidad",
		"Población", "Tipo de documento", "Número de documento", "Teléfono"})
	chance := rand.New(rand.NewPCG(1, 2+uint64(nth)))
	for row := range benchRows {
		p := nth/2*benchPeople + row%benchPeople
		w.Write([]string{
			services[row/benchPeople], fmt.Sprintf("2020-%02d-%02d", 1+chance.IntN(12), 1+chance.IntN(28)), "130101",
			fmt.Sprintf("Apellido%d Otro%d", p%977, p%883), fmt.Sprintf("Nombre%d", p), "F",
			fmt.Sprintf("%d-%02d-%02d", 1950+p%55, 1+p%12, 1+p%28), "VEN", "in_destination", "CPP", fmt.Sprintf("%09d", p),
			fmt.Sprintf("9%08d", p),
		})
	}
	w.Flush()
	if err := errors.Join(w.Error(), file.Close()); err != nil {
		b.Fatal(err)
	}
}

// plainTable reads the list with the standard library and inserts its cells.
func plainTable(b *testing.B, path string) error {
	return plainTableIn(b, filepath.Join(b.TempDir(), "plain.db"), path)
}

func plainTableIn(b *testing.B, database, path string) error {
	db, err := sql.Open("sqlite3", "file:"+database+"?_pragma=journal_mode(wal)&_pragma=synchronous(normal)")
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Exec("create table row (a, b, c, d, e, f, g, h, i, j, k, l)"); err != nil {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	insert, err := tx.Prepare("insert into row values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	list := csv.NewReader(file)
	for {
		cells, err := list.Read()
		if err == io.EOF {
			return tx.Commit()
		}
		if err != nil {
			return err
		}
		args := make([]any, len(cells))
		for i, cell := range cells {
			args[i] = cell
		}
		if _, err := insert.Exec(args...); err != nil {
			return err
		}
	}
}

// peakMemory is the most memory that the process has held, in MB.
func peakMemory(b *testing.B) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	for _, line := range strings.Split(string(status), "\n") {
		var kib float64
		if _, err := fmt.Sscanf(line, "VmHWM: %f kB", &kib); err == nil {
			return kib / 1024
		}
	}
	b.Fatal("the kernel does not say how much memory was held")
	return 0
}
