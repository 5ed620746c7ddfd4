package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/locale"
)

// An interrupted comparison says that it left nothing, and leaves nothing.
func TestAnInterruptedComparison(t *testing.T) {
	folder := t.TempDir()
	table := filepath.Join(folder, "a.csv")
	if err := os.WriteFile(table, []byte("name,born\nAnn Lee,1970\nAnn Lee,1970\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var out, told bytes.Buffer
	s := &session{ctx: ctx, out: &out, err: &told, words: locale.For("en")}
	code := s.finish(matchCommand{File: table}.Run(s))
	if code != 1 || !strings.HasPrefix(told.String(), "Interrupted. Nothing was written") {
		t.Errorf("%d: %s", code, told.String())
	}
	if _, err := os.Stat(filepath.Join(folder, "a.match")); err == nil {
		t.Error("a folder of results is there")
	}
}

// What a comparison is made by is told with the columns that make a field up.
func TestFieldsAreToldWithTheirColumns(t *testing.T) {
	folder := t.TempDir()
	one, two := filepath.Join(folder, "a.csv"), filepath.Join(folder, "b.csv")
	for path, text := range map[string]string{
		one: "first name,middle name,dob\nAnn,May,1970-01-02\nBob,Jay,1980-03-04\n",
		two: "given names,birth date\nAnn May,1970-01-02\nCy,1990-05-06\n",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, told bytes.Buffer
	s := &session{ctx: t.Context(), out: &out, err: &told, words: locale.For("en")}
	if err := (matchCommand{File: one, Link: two, DryRun: true}).Run(s); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"first name (first name, middle name) = given names ", "dob = birth date "} {
		if !strings.Contains(out.String()+told.String(), want) {
			t.Errorf("no %q in\n%s%s", want, out.String(), told.String())
		}
	}
}
