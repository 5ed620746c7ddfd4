package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// decideAll writes the pairs that wait as a list, fills in one decision for all
// of them, applies it, and returns the codes of the pairs.
func decideAll(t *testing.T, s *session, h *house, d *programme.Definition, verdict string) []string {
	t.Helper()
	scope, err := s.scope(h, d)
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := exchange.OpenPairs(t.Context(), h.journal, scope)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "decisiones.csv")
	w, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w.Row("Pareja", "Decisión")
	var codes []string
	for _, p := range pairs {
		w.Row(p.Code, verdict)
		codes = append(codes, p.Code)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := h.decide(s, d, path); err != nil {
		t.Fatal(err)
	}
	return codes
}

// A question about nothing makes no folders and says what to do.
func TestAQuestionAboutNothing(t *testing.T) {
	s := at(t, store.SQLite)
	err := (resultsCommand{}).Run(s)
	if p, ok := err.(*trenza.Problem); !ok || p.Key != "cli.nothing_here" {
		t.Errorf("got %v", err)
	}
	if found, _ := filepath.Glob(s.Data); found != nil {
		t.Error("a folder was made")
	}
}

// Keys live apart: no key is made among the data that it opens, and one that lies
// there is told of.
func TestTheKeyBesideTheData(t *testing.T) {
	s := at(t, store.SQLite)
	inside := *s
	inside.Key = filepath.Join(s.Data, "keys", "master.key")
	if _, err := inside.open(true); !errors.Is(err, trenza.Refuse("cli.key_beside")) {
		t.Fatalf("made beside the data: %v", err)
	}
	opened(t, s).Close()
	text, err := os.ReadFile(s.Key)
	if err == nil {
		err = errors.Join(os.MkdirAll(filepath.Dir(inside.Key), 0o700), os.WriteFile(inside.Key, text, 0o600))
	}
	if err != nil {
		t.Fatal(err)
	}
	var told bytes.Buffer
	inside.err = &told
	opened(t, &inside).Close()
	if !strings.Contains(told.String(), "dentro de la carpeta de los datos") {
		t.Errorf("nothing is said of it: %s", told.String())
	}
}

// What the world said stands beside our words, and never our words once more.
func TestTheCauseOfAFailure(t *testing.T) {
	damaged := &trenza.Problem{Kind: trenza.Unavailable, Key: "store.file_damaged", Args: []any{"trenza.db"}}
	for _, test := range []struct {
		err  error
		want string
	}{{damaged, ""}, {damaged.Because(errors.New("disk image is malformed")), "Causa: disk image is malformed\n"}} {
		var told bytes.Buffer
		s := &session{ctx: t.Context(), err: &told, words: locale.For("es")}
		s.finish(test.err)
		if _, said, _ := strings.Cut(told.String(), "\n"); said != test.want {
			t.Errorf("%q, want %q", said, test.want)
		}
	}
}

// Without its master key, or with another, an installation does not open.
func TestTheKeyThatIsMissingOrAnother(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		t.Run(string(engine), func(t *testing.T) {
			s := at(t, engine)
			opened(t, s).Close()
			lost := *s
			lost.Key = filepath.Join(t.TempDir(), "lost.key")
			if _, err := lost.open(true); trenza.KindOf(err) != trenza.NotFound {
				t.Errorf("without its key: %v", err)
			}
			other := at(t, store.SQLite)
			opened(t, other)
			other.Data = s.Data
			if _, err := other.open(true); trenza.KindOf(err) != trenza.Unavailable {
				t.Errorf("with another key: %v", err)
			}
		})
	}
}

// Keys made anew do not open, or add to, a database that other keys made.
func TestKeysOfAnotherDatabase(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		t.Run(string(engine), func(t *testing.T) {
			s := at(t, engine)
			opened(t, s).Close()
			other := at(t, store.SQLite)
			other.Database = s.databaseLocation()
			if _, err := other.open(true); trenza.KindOf(err) != trenza.Unavailable {
				t.Errorf("got %v", err)
			}
		})
	}
}

// A file that broke off to nothing is lost, whichever of the two it is: nothing is
// begun anew beside the other.
func TestAFileThatIsEmptyIsLost(t *testing.T) {
	for _, lost := range []string{"trenza.db", "keys.db"} {
		s := at(t, store.SQLite)
		list := filepath.Join(t.TempDir(), "lista.csv")
		text := "Servicio,Fecha,Lugar,Apellidos,Nombres\nOrientación legal,02/06/2020,Comas,Soto,Ana\n"
		if err := os.WriteFile(list, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := (importCommand{Files: []string{list}, Programme: "alma-llanera"}).Run(s); err != nil {
			t.Fatal(err)
		}
		for _, log := range []string{"", "-wal", "-shm"} {
			os.Remove(filepath.Join(s.Data, lost+log))
		}
		if err := os.WriteFile(filepath.Join(s.Data, lost), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		again, err := s.openExisting()
		if err == nil {
			again.Close()
		}
		if p, ok := errors.AsType[*trenza.Problem](err); !ok || p.Key != map[string]string{"trenza.db": "cli.data_missing", "keys.db": "cli.keys_missing"}[lost] {
			t.Errorf("%s is empty: %v", lost, err)
		}
	}
}

// The demo never mixes invented people with real ones.
func TestTheDemoLeavesRealDataAlone(t *testing.T) {
	s := at(t, store.SQLite)
	opened(t, s).Close()
	err := (demoCommand{Seed: 1, Lists: t.TempDir()}).Run(s)
	if p, ok := err.(*trenza.Problem); !ok || p.Key != "cli.demo_not_here" {
		t.Errorf("got %v", err)
	}
}

// A country's key store is a second database, shared by all processes.
func TestKeysInADatabaseOfTheirOwn(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		t.Run(string(engine), func(t *testing.T) {
			s := at(t, engine)
			s.Keys = storetest.Location(t, engine)
			opened(t, s).Close()
			opened(t, s).Close()
			lost := *s
			lost.Key = filepath.Join(t.TempDir(), "lost.key")
			if _, err := lost.open(true); trenza.KindOf(err) != trenza.NotFound {
				t.Errorf("without its key: %v", err)
			}
		})
	}
}

// The demo clears its own file when it is run again; a server's database is
// not ours to clear.
func TestTheDemoRunAgain(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		t.Run(string(engine), func(t *testing.T) {
			s := at(t, engine)
			h := opened(t, s)
			d, _ := programme.Shipped("alma-llanera")
			if err := errors.Join(s.markDemo(), h.mustBeEmpty(s), h.adopt(s, d), h.Close()); err != nil {
				t.Fatal(err)
			}
			if err := s.clearDemo(); err != nil {
				t.Fatal(err)
			}
			err := opened(t, s).mustBeEmpty(s)
			if cleared := err == nil; cleared != (engine == store.SQLite) {
				t.Errorf("got %v", err)
			}
		})
	}
}
