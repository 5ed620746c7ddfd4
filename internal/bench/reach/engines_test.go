package main

import (
	"context"
	"errors"
	"os/exec"
	"slices"
	"testing"

	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// Every engine answers every question as the plain count does.
func TestTheEnginesAgree(t *testing.T) {
	w := newWorld(20_000)
	engines := inPlace(t, w)
	plain := paper{w}
	for q := range questions {
		want, _, err := plain.ask(t.Context(), q)
		if err != nil || slices.Max(want) == 0 {
			t.Fatalf("%s: %v, %v", questions[q].name, want, err)
		}
		for _, e := range engines {
			got, took, err := e.ask(t.Context(), q)
			if err != nil || took <= 0 {
				t.Fatalf("%s, %s, in %s: %v", questions[q].name, e.name(), took, err)
			}
			for at := range want {
				if got[at] != want[at] {
					t.Fatalf("%s, %s: %d at %d, want %d", questions[q].name, e.name(), got[at], at, want[at])
				}
			}
		}
	}
}

// inPlace are the engines that this machine has.
func inPlace(t *testing.T, w *world) (all []engine) {
	t.Helper()
	if slices.Contains(storetest.Engines(t), store.PostgreSQL) {
		p, err := servePostgres(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := p.load(t.Context(), w); err != nil {
			t.Fatal(err)
		}
		all = append(all, p.engines()...)
	}
	if _, err := exec.LookPath("python3"); errors.Is(err, exec.ErrNotFound) {
		return all
	}
	folder := t.TempDir()
	if err := w.write(folder); err != nil {
		t.Fatal(err)
	}
	o, err := startOutside(context.Background(), "sqlite", "SQLite", folder, "", made("sum(distinct 1 << service)"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.close() })
	return append(all, o)
}
