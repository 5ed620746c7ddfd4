package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
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
		path, err := s.writeRejected(rejectedPath(filepath.FromSlash(a.File), dir), a)
		if err != nil {
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

// writeRejected writes a workbook of rejected rows and returns where it is. One
// that is there already may have been corrected by hand: it stays as it is, and
// another is written beside it unless both say the same.
func (s *session) writeRejected(path string, a exchange.Account) (string, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return path, (&trenza.Problem{Kind: trenza.Unavailable, Key: "store.folder_unwritable", Args: []any{filepath.Dir(path)}}).Because(err)
	}
	digest := sha256.New()
	w, err := sheet.To(digest, sheet.XLSX)
	if err == nil {
		err = s.fillRejected(w, a)
	}
	if err != nil {
		return path, err
	}
	for n := 2; ; n++ {
		there, err := digestOf(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			w, err := sheet.Create(path)
			if err != nil {
				return path, err
			}
			return path, s.fillRejected(w, a)
		case err != nil:
			return path, (&trenza.Problem{Kind: trenza.Unavailable, Key: "sheet.unreadable", Args: []any{path}}).Because(err)
		case bytes.Equal(there, digest.Sum(nil)):
			return path, nil
		}
		path = strings.TrimSuffix(path, numbered(n-1)) + numbered(n)
	}
}

// numbered is how the name of the n-th workbook of the same list ends.
func numbered(n int) string {
	if n == 1 {
		return rejectedExtension
	}
	return fmt.Sprintf(".%d%s", n, rejectedExtension)
}

// fillRejected writes the rejected rows and closes the workbook.
func (s *session) fillRejected(w sheet.Writer, a exchange.Account) error {
	defer w.Discard()
	if _, err := exchange.WriteRejected(w, s.words, a); err != nil {
		return err
	}
	return w.Close()
}

// digestOf is the SHA-256 of a file.
func digestOf(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	digest := sha256.New()
	_, err = io.Copy(digest, file)
	return digest.Sum(nil), err
}
