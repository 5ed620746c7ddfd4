package sheet

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/trenza/trenza"
)

// checkExtension refuses a file by its name, with what to do about it.
func checkExtension(name string) error {
	switch extension(name) {
	case ".csv", ".xlsx":
		return nil
	case ".xls":
		return trenza.Refuse("sheet.old_excel", name)
	case ".xlsm", ".xltm", ".xlam", ".xlsb":
		return trenza.Refuse("sheet.macros", name)
	case ".ods", ".fods", ".numbers", ".gsheet":
		return trenza.Refuse("sheet.other_office", name)
	default:
		return trenza.Refuse("sheet.format_unknown", name)
	}
}

func extension(name string) string { return strings.ToLower(filepath.Ext(name)) }

// compoundFile begins the files of Excel 97 and every file with a password.
var compoundFile = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

// headSize is how much of a file is looked at to see what it is.
const headSize = 1 << 10

// checkHead refuses a file that calls itself .xlsx and is something else, as
// its first bytes tell.
func checkHead(name string, file io.ReaderAt) error {
	head := make([]byte, headSize)
	n, err := file.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return openProblem(name, err)
	}
	head = bytes.ToLower(bytes.TrimLeft(head[:n], "\xEF\xBB\xBF \t\r\n"))
	switch {
	case bytes.HasPrefix(head, bytes.ToLower(compoundFile)):
		return trenza.Refuse("sheet.locked", name)
	case bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("<html")),
		bytes.HasPrefix(head, []byte("<!doctype html")), bytes.HasPrefix(head, []byte("<table")):
		return trenza.Refuse("sheet.html", name)
	default:
		return nil
	}
}

// checkOldExcel refuses an .xls, and calls by its name the web page that many
// systems export as one.
func checkOldExcel(path string) error {
	name := filepath.Base(path)
	file, err := os.Open(path)
	if err != nil {
		return openProblem(name, err)
	}
	defer file.Close()
	return oldExcel(name, file)
}

// oldExcel refuses what calls itself .xls.
func oldExcel(name string, file io.ReaderAt) error {
	if problem, ok := errors.AsType[*trenza.Problem](checkHead(name, file)); ok && problem.Key == "sheet.html" {
		return problem
	}
	return trenza.Refuse("sheet.old_excel", name)
}

// carried are what a workbook may carry along and a list may not: macros, links
// to other files, objects within, and the parts of other programs' files. None
// of it is ever run or followed here.
var carried = []struct{ part, key string }{
	{"xl/vbaproject.bin", "sheet.macros"},
	{"xl/macrosheets/", "sheet.macros"},
	{"xl/externallinks/", "sheet.links"},
	{"xl/embeddings/", "sheet.embedded"},
	{"xl/activex/", "sheet.embedded"},
	{"xl/workbook.bin", "sheet.other_office"},
	{"content.xml", "sheet.other_office"},
	{"index/document.iwa", "sheet.other_office"},
}

// checkParts refuses a workbook for what it carries along.
func (w *workbook) checkParts() error {
	for _, c := range carried {
		for name := range w.parts {
			if strings.HasPrefix(name, c.part) {
				return trenza.Refuse(c.key, w.name)
			}
		}
	}
	return nil
}
