package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

const committed = "../testdata"

// What lies in testdata is what this program writes, and the other way round.
func TestTheCorpusIsAsItIsMade(t *testing.T) {
	made := everything()
	for path, want := range made {
		text, err := os.ReadFile(filepath.Join(committed, filepath.FromSlash(path)))
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(text, want) {
			t.Errorf("%s is otherwise: run go generate", path)
		}
	}
	for _, folder := range []string{"corpus", "folder"} {
		err := filepath.WalkDir(filepath.Join(committed, folder), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			name, err := filepath.Rel(committed, path)
			if _, ok := made[filepath.ToSlash(name)]; !ok {
				t.Errorf("%s is no longer made", name)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// Every line of a sheet is a header, is passed over, or becomes something.
func TestExpectationsAddUp(t *testing.T) {
	for _, f := range append(corpus(), office().lists...) {
		for _, s := range f.tabs {
			a := s.account
			if a.Read != a.Accepted+a.Known+a.Review+a.Rejected || a.Lines != a.Header+a.Skipped+a.Read {
				t.Errorf("%s, %s does not add up: %+v", f.name, s.name, a)
			}
			if a.Rejected != len(a.Rejects) || a.Warnings != len(a.Warns) {
				t.Errorf("%s, %s: a row has no reason: %+v", f.name, s.name, a)
			}
		}
	}
}

// No two people share what would make them look like one, unless a trap says
// so.
func TestInventedPeopleDiffer(t *testing.T) {
	var v inventor
	seen := make(map[string]bool)
	for range 1500 {
		p := v.woman()
		for _, mark := range []string{p.number, p.phone, p.inverted()} {
			if seen[mark] {
				t.Fatalf("%s is given out twice", mark)
			}
			seen[mark] = true
		}
	}
}
