package sheet_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/xuri/excelize/v2"
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

// The export of a large programme: a million rows of 12 columns, by this
// writer and by the library that it took the place of.
const (
	exportRows    = 1_000_000
	exportColumns = 12
)

func BenchmarkExportCSV(b *testing.B)  { benchmarkExport(b, "lista.csv") }
func BenchmarkExportXLSX(b *testing.B) { benchmarkExport(b, "lista.xlsx") }

func benchmarkExport(b *testing.B, name string) {
	path := filepath.Join(b.TempDir(), name)
	for b.Loop() {
		writer, err := sheet.Create(path)
		if err != nil {
			b.Fatal(err)
		}
		exportTo(b, writer.Row)
		if err := writer.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(exportRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	reportPeak(b)
}

func BenchmarkExportXLSXByExcelize(b *testing.B) {
	path := filepath.Join(b.TempDir(), "lista.xlsx")
	for b.Loop() {
		f := excelize.NewFile()
		stream, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		row := 0
		exportTo(b, func(cells ...any) error {
			row++
			return stream.SetRow(fmt.Sprint("A", row), cells)
		})
		if err := errors.Join(stream.Flush(), f.SaveAs(path), f.Close()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(exportRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	reportPeak(b)
}

// BenchmarkReadExport reads such a workbook back.
func BenchmarkReadExport(b *testing.B) {
	path := filepath.Join(b.TempDir(), "lista.xlsx")
	writer, err := sheet.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	exportTo(b, writer.Row)
	if err := writer.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		rows := 0
		for row, err := range open(b, path).Rows("Hoja1") {
			if err != nil || len(row.Cells) != exportColumns {
				b.Fatal(row, err)
			}
			rows++
		}
		if rows != exportRows {
			b.Fatal(rows)
		}
	}
	b.ReportMetric(exportRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	reportPeak(b)
}

// exportTo writes the rows, as texts and numbers alone so that every writer
// takes them.
func exportTo(b *testing.B, row func(cells ...any) error) {
	cells := make([]any, exportColumns)
	for n := range exportRows {
		for i := range cells {
			cells[i] = fmt.Sprintf("texto %d", (n*7+i)%5_000)
		}
		cells[3], cells[11] = n, float64(n)/4
		if err := row(cells...); err != nil {
			b.Fatal(err)
		}
	}
}

// reportPeak reports the most memory that the process has had, on Linux.
func reportPeak(b *testing.B) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	var kilobytes float64
	if _, err := fmt.Sscan(after, &kilobytes); err == nil {
		b.ReportMetric(kilobytes/1024, "peak-MB")
	}
}
