package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
)

// rejectedExtension ends the name of the workbook of a list's rejected rows.
const rejectedExtension = ".rechazadas.xlsx"

// keepRefusals writes the rejected rows of each file to a workbook beside it, or
// in a folder: the rows as they were, why, and what to do.
func (s *session) keepRefusals(dir string, accounts []exchange.Account) error {
	for _, a := range accounts {
		if a.Total().Rejected == 0 {
			continue
		}
		path := rejectedPath(filepath.FromSlash(a.File), dir)
		if err := s.writeRejected(path, a); err != nil {
			return err
		}
		s.count("cli.rejected_written", a.Total().Rejected, path)
	}
	return nil
}

// rejectedPath is where the rejected rows of a file go. Those of a workbook of
// rejected rows go back to it under another name.
func rejectedPath(file, dir string) string {
	if dir == "" {
		dir = filepath.Dir(file)
	}
	name := strings.TrimSuffix(filepath.Base(file), rejectedExtension)
	if name != filepath.Base(file) {
		name += ".otra-vez"
	}
	return filepath.Join(dir, name+rejectedExtension)
}

func (s *session) writeRejected(path string, a exchange.Account) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return (&trenza.Problem{Kind: trenza.Unavailable, Key: "store.folder_unwritable", Args: []any{filepath.Dir(path)}}).Because(err)
	}
	w, err := sheet.Create(path)
	if err != nil {
		return err
	}
	defer w.Discard()
	if _, err := exchange.WriteRejected(w, s.words, a); err != nil {
		return err
	}
	return w.Close()
}
