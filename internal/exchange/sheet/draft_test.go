package sheet_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

func nothingIn(t *testing.T, folder string) {
	t.Helper()
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestAFileAppearsWholeOrNotAtAll(t *testing.T) {
	for _, format := range []string{sheet.CSV, sheet.XLSX} {
		folder := t.TempDir()
		path := filepath.Join(folder, "lista."+format)
		writer, err := sheet.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := writer.Row("a"); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(path); !os.IsNotExist(err) {
			t.Errorf("%s is there before it is finished", path)
		}
		writer.Discard()
		writer.Discard()
		nothingIn(t, folder)

		path = write(t, folder, format, [][]string{{"a"}})
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("others may read a list of people: %v, %v", info.Mode(), err)
		}
	}
}

func TestWhatWasThereStaysUntilTheNewFileIsWhole(t *testing.T) {
	path := put(t, "lista.csv", []byte("de antes"))
	writer, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	refused(t, writer.Row(strings.Repeat("x", 32_768)), "sheet.text_long")
	refused(t, writer.Close(), "sheet.text_long")
	if kept, err := os.ReadFile(path); err != nil || string(kept) != "de antes" {
		t.Errorf("got %q, %v", kept, err)
	}
}

func TestAWorkbookWithoutRowsOpens(t *testing.T) {
	book, err := sheet.Open(write(t, t.TempDir(), sheet.XLSX, nil))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if rows, err := collect(book, "Hoja1"); err != nil || len(rows) > 0 {
		t.Errorf("got %v, %v", rows, err)
	}
}

func TestNoCopyOfAListStaysInTheTemporaryFolder(t *testing.T) {
	folder, temporary := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", temporary)
	long := make([][]string, 60) // of thirty thousand letters each
	for i := range long {
		long[i] = []string{strings.Repeat("Muñoz ", 5_000)}
	}
	path := write(t, folder, sheet.XLSX, long)
	nothingIn(t, temporary)

	t.Setenv("TMPDIR", filepath.Join(temporary, "no"))
	book, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if rows, err := collect(book, "Hoja1"); err != nil || len(rows) != len(long) {
		t.Errorf("got %d rows, %v", len(rows), err)
	}
}

func TestAFullDiskEndsInAnError(t *testing.T) {
	for _, format := range []string{sheet.CSV, sheet.XLSX} {
		writer, err := sheet.To(full{}, format)
		if err != nil {
			t.Fatal(err)
		}
		if err := writer.Row("a"); err != nil {
			t.Fatal(err)
		}
		if err := writer.Close(); err != os.ErrClosed {
			t.Errorf("%s: got %v", format, err)
		}
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrClosed }
