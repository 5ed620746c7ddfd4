package main

import (
	"bytes"
	"encoding/hex"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store/storetest"
)

// Nothing at rest names anybody, on either engine: not the database, its log, a
// copy of it, nor a dump with its bytes spelled out.
func TestNothingAtRestNamesAnybody(t *testing.T) {
	world := cast.AlmaLlanera(1, scaled(20))
	reque := cast.TallerReque(1)
	secrets := secretsOf(world, reque)
	for _, engine := range storetest.Engines(t) {
		t.Run(string(engine), func(t *testing.T) {
			s := at(t, engine)
			h := opened(t, s)
			played(t, s, h, "alma-llanera", world)
			played(t, s, h, "taller-reque", reque)
			for name, text := range atRest(t, s) {
				if found := secrets.in(text); found != "" {
					t.Errorf("%s holds %q", name, found)
				}
			}
		})
	}
}

// The search finds what it looks for, so that finding nothing means something.
func TestTheSearchForNamesFindsThem(t *testing.T) {
	world := cast.AlmaLlanera(1, scaled(200))
	secrets := secretsOf(world, cast.World{Names: []string{cast.Marbelys.Surnames + " " + cast.Marbelys.GivenNames}})
	for _, text := range []string{
		`{"name":"` + world.Names[0] + `"}`,
		`{"surnames":"` + cast.Marbelys.Surnames + `","given":"` + cast.Marbelys.GivenNames + `"}`,
		"\x00\x01" + strings.ToUpper(world.Names[1]) + "\xff",
		"xx " + world.Documents[0] + " yy",
		`"phones":["` + world.Phones[0] + `"]`,
		string(bytesDecoded([]byte(`\\x` + hex.EncodeToString([]byte("· "+world.Phones[1]))))),
	} {
		if secrets.in([]byte(text)) == "" {
			t.Errorf("nothing found in %q", text)
		}
	}
	if found := secrets.in([]byte("0190a1b2-" + world.Documents[0][:4] + " and nothing else")); found != "" {
		t.Errorf("found %q where there is nothing", found)
	}
}

// atRest returns everything that a thief of the disk would have. The databases
// are open, so the log of the last writes is still there.
func atRest(t *testing.T, s *session) map[string][]byte {
	t.Helper()
	files := make(map[string][]byte)
	for _, pattern := range []string{"trenza.db*", "keys.db*"} {
		paths, _ := filepath.Glob(filepath.Join(s.Data, pattern))
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			files[filepath.Base(path)] = text
		}
	}
	if s.Database != "" {
		files["pg_dump"] = bytesDecoded(storetest.Dump(t, s.Database))
		return files
	}
	if len(files["trenza.db-wal"]) == 0 {
		t.Error("there is no log to search")
	}
	files["copy"] = copied(t, s)
	return files
}

// copied is a copy of an open SQLite database as a careless backup makes it.
func copied(t *testing.T, s *session) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(s.Data, "trenza.db"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copia.db")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

var byteColumn = regexp.MustCompile(`\\\\x([0-9a-f]+)`)

// bytesDecoded spells out the bytes that a dump writes in hexadecimal.
func bytesDecoded(dump []byte) []byte {
	return byteColumn.ReplaceAllFunc(dump, func(found []byte) []byte {
		plain, err := hex.DecodeString(string(found[3:]))
		if err != nil {
			return found
		}
		return plain
	})
}

// secrets are what must not be found: names by their folded words, documents
// and phones by their signs.
type secrets struct {
	names   map[string][]string // first word → whole names
	numbers map[string]bool
}

// shortest is the number of letters from which a full name is looked for.
const shortest = 10

func secretsOf(worlds ...cast.World) secrets {
	s := secrets{names: make(map[string][]string), numbers: make(map[string]bool)}
	for _, w := range worlds {
		for _, name := range w.Names {
			words := strings.Fields(spelling.Fold(name))
			if len(strings.Join(words, "")) < shortest {
				continue
			}
			// A list writes the surnames first, a leak may write them last.
			for i := range words {
				turned := strings.Join(slices.Concat(words[i:], words[:i]), " ")
				s.names[words[i]] = append(s.names[words[i]], turned)
			}
		}
		for _, number := range append(append([]string{}, w.Documents...), w.Phones...) {
			if len(number) >= 7 {
				s.numbers[strings.ToLower(number)] = true
			}
		}
	}
	return s
}

// identifier matches ids and hashes, in which any digits may come up.
var identifier = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32,}`)

// in returns the first secret found in a text on word boundaries, "" for none.
func (s secrets) in(text []byte) string {
	text = identifier.ReplaceAll(text, []byte(" "))
	words := bytes.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	words = slices.DeleteFunc(words, func(w []byte) bool { return string(w) == "given" || string(w) == "surnames" }) // the keys between the parts of a name
	for i, word := range words {
		if len(word) < 2 || len(word) > 40 {
			continue
		}
		if s.numbers[strings.ToLower(string(word))] {
			return string(word)
		}
		for _, name := range s.names[spelling.Fold(string(word))] {
			if strings.HasPrefix(spelling.Fold(string(bytes.Join(words[i:min(i+8, len(words))], []byte(" "))))+" ", name+" ") {
				return name
			}
		}
	}
	return ""
}
