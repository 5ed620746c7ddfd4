package sheet_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
)

// A list of the size that a national programme sends: 30,000 rows of the 18
// columns of the template of attentions.
const (
	manyRows    = 30_000
	manyColumns = 18
)

func BenchmarkReadCSV(b *testing.B)  { benchmarkRead(b, "lista.csv") }
func BenchmarkReadXLSX(b *testing.B) { benchmarkRead(b, "lista.xlsx") }

func BenchmarkWriteCSV(b *testing.B)  { benchmarkWrite(b, "lista.csv") }
func BenchmarkWriteXLSX(b *testing.B) { benchmarkWrite(b, "lista.xlsx") }

func benchmarkRead(b *testing.B, name string) {
	path := filepath.Join(b.TempDir(), name)
	writeMany(b, path)
	measure(b, path, func() {
		book, err := sheet.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		defer book.Close()
		rows, err := collect(book, book.Sheets()[0])
		if err != nil || len(rows) != manyRows {
			b.Fatal(len(rows), err)
		}
	})
}

func benchmarkWrite(b *testing.B, name string) {
	path := filepath.Join(b.TempDir(), name)
	writeMany(b, path)
	measure(b, path, func() { writeMany(b, path) })
}

// measure reports how many rows and bytes of the file pass in a second.
func measure(b *testing.B, path string, pass func()) {
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	b.ReportAllocs()
	for b.Loop() {
		pass()
	}
	b.ReportMetric(float64(manyRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func writeMany(b *testing.B, path string) {
	writer, err := sheet.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer writer.Discard()
	cells := make([]any, manyColumns)
	for n := range manyRows {
		for i := range cells {
			cells[i] = fmt.Sprintf("texto %d", (n*7+i)%5_000)
		}
		cells[1], cells[5] = trenza.Day("2020-03-02"), trenza.Day("1990-05-17").Add(n%9_000)
		cells[16], cells[17] = trenza.Money(76_000), n
		if err := writer.Row(cells...); err != nil {
			b.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		b.Fatal(err)
	}
}
