package seal_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/seal"
)

// is expects a problem.
func is(t testing.TB, err error, kind trenza.Kind, key string) {
	t.Helper()
	if !errors.Is(err, &trenza.Problem{Kind: kind, Key: key}) {
		t.Errorf("got %v, want %s", err, key)
	}
}

func TestAMasterIsReadAsItWasMade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "llaves", "maestra.key")
	made, err := seal.MakeMaster(path)
	if err != nil {
		t.Fatal(err)
	}
	read, err := seal.ReadMaster(path)
	if read != made || err != nil {
		t.Errorf("the master changed on the way, %v", err)
	}
	another, err := seal.MakeMaster(path + ".2")
	if another == made || err != nil {
		t.Errorf("two masters are the same, %v", err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode() != 0o600 {
		t.Errorf("the file has mode %v, %v", info.Mode(), err)
	}
	if folder, err := os.Stat(filepath.Dir(path)); err != nil || folder.Mode().Perm() != 0o700 {
		t.Errorf("the folder has mode %v, %v", folder.Mode(), err)
	}
}

func TestAMasterIsNeverReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "maestra.key")
	if err := os.WriteFile(path, []byte("what is here"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := seal.MakeMaster(path)
	is(t, err, trenza.Unavailable, "seal.master_unwritable")
	if kept, _ := os.ReadFile(path); string(kept) != "what is here" {
		t.Errorf("the file now holds %q", kept)
	}
}

func TestAMasterOutOfReachIsSaid(t *testing.T) {
	folder := t.TempDir()
	_, err := seal.ReadMaster(filepath.Join(folder, "none"))
	is(t, err, trenza.NotFound, "seal.no_master")
	_, err = seal.ReadMaster(folder)
	is(t, err, trenza.Unavailable, "seal.master_unreadable")

	inTheWay := filepath.Join(folder, "file")
	if err := os.WriteFile(inTheWay, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = seal.MakeMaster(filepath.Join(inTheWay, "maestra.key"))
	is(t, err, trenza.Unavailable, "seal.master_unwritable")
}

func TestAMalformedMasterIsRefused(t *testing.T) {
	good := strings.Repeat("0f", 32)
	for name, c := range map[string]struct {
		text string
		want bool
	}{
		"a line":             {good + "\n", true},
		"without an end":     {good, true},
		"as Windows ends it": {"  " + good + "\r\n", true},
		"capital letters":    {strings.ToUpper(good), true},
		"nothing":            {"", false},
		"too short":          {good[2:], false},
		"too long":           {good + "0f", false},
		"half a byte":        {good[1:], false},
		"not hexadecimal":    {"zz" + good[2:], false},
		"two lines":          {good + "\n" + good, false},
	} {
		t.Run(name, func(t *testing.T) {
			master, err := readMaster(t, []byte(c.text))
			if !c.want {
				is(t, err, trenza.Invalid, "seal.master_malformed")
			} else if err != nil || master == (seal.Master{}) {
				t.Error(err)
			}
			if err != nil && strings.Contains(err.Error(), "0f0f") {
				t.Errorf("the master can be read in %q", err)
			}
		})
	}
}

// readMaster reads a master from a file that holds the text.
func readMaster(t testing.TB, text []byte) (seal.Master, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "maestra.key")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return seal.ReadMaster(path)
}

// FuzzReadMaster: a file is a master, whole, or it is refused.
func FuzzReadMaster(f *testing.F) {
	f.Add([]byte(strings.Repeat("0f", 32) + "\n"))
	f.Add([]byte("0f\n"))
	f.Add([]byte{})
	f.Add([]byte{0xff, 0xfe, 0})
	f.Fuzz(func(t *testing.T, text []byte) {
		master, err := readMaster(t, text)
		raw, malformed := hex.DecodeString(strings.TrimSpace(string(text)))
		if malformed != nil || len(raw) != 32 {
			is(t, err, trenza.Invalid, "seal.master_malformed")
		} else if err != nil || master != seal.MasterFrom([32]byte(raw)) {
			t.Errorf("%x is read as another, %v", raw, err)
		}
	})
}

func TestEachPurposeHasAKeyOfItsOwn(t *testing.T) {
	const written = "20776fde"
	file := master(1).Derive("key store file")
	if len(file) != 32 || !bytes.Equal(file, master(1).Derive("key store file")) {
		t.Errorf("%d bytes, or not the same twice", len(file))
	}
	if bytes.Equal(file, master(1).Derive("another purpose")) || bytes.Equal(file, master(2).Derive("key store file")) {
		t.Error("two purposes or two masters share a key")
	}
	if got := hex.EncodeToString(file[:4]); got != written {
		t.Errorf("the key begins with %s and used to begin with %s: old files will not open", got, written)
	}
}

// Whoever reads while the key is being made sees none, or all of it; and of
// several that make one at once, one does.
func TestAMasterAppearsWhole(t *testing.T) {
	for range 200 {
		path := filepath.Join(t.TempDir(), "master.key")
		var made atomic.Int32
		var all sync.WaitGroup
		for range 2 {
			all.Go(func() {
				if _, err := seal.MakeMaster(path); err == nil {
					made.Add(1)
				}
			})
		}
		all.Go(func() {
			for {
				_, err := seal.ReadMaster(path)
				if err == nil {
					return
				}
				if trenza.KindOf(err) != trenza.NotFound {
					t.Error(err)
					return
				}
			}
		})
		all.Wait()
		left, err := os.ReadDir(filepath.Dir(path))
		if made.Load() != 1 || len(left) != 1 || err != nil {
			t.Fatalf("%d made, left %v, %v", made.Load(), left, err)
		}
	}
}
