package seal

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/trenza/trenza"
)

// Master is the key that opens the key store: 32 bytes, kept in a file away
// from the data. Whoever has the data and the key store, but not this, has
// nothing.
type Master struct {
	secret [32]byte
}

// ReadMaster reads a master key file, 64 hexadecimal digits on a line. A
// missing file is NotFound; anything else that is wrong is said.
func ReadMaster(path string) (Master, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Master{}, (&trenza.Problem{Kind: trenza.NotFound, Key: "seal.no_master", Args: []any{path}}).Because(err)
	}
	if err != nil {
		return Master{}, (&trenza.Problem{Kind: trenza.Unavailable, Key: "seal.master_unreadable", Args: []any{path}}).Because(err)
	}
	var m Master
	raw, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(raw) != len(m.secret) {
		return Master{}, trenza.Refuse("seal.master_malformed", path)
	}
	copy(m.secret[:], raw)
	return m, nil
}

// MakeMaster writes a new master key where none is: an existing file is never
// replaced, for everything sealed under it would be lost. The file appears whole
// or not at all: a program stopped while it writes leaves no half of a key that
// would open nothing and stand in the way of another.
func MakeMaster(path string) (Master, error) {
	var m Master
	rand.Read(m.secret[:])
	if err := appear(path, hex.EncodeToString(m.secret[:])+"\n"); err != nil {
		return Master{}, (&trenza.Problem{Kind: trenza.Unavailable, Key: "seal.master_unwritable", Args: []any{path}}).Because(err)
	}
	return m, nil
}

// appear writes a file beside its place, for its owner alone, and gives it its
// name when it is on the disk.
func appear(path, text string) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(dir, "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	_, err = file.WriteString(text)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	return name(file.Name(), path)
}

// name gives a written file its name, which nothing may bear yet. Where the
// folder knows no second names (a memory stick), it is moved.
func name(written, path string) error {
	err := os.Link(written, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fs.ErrExist
	}
	return os.Rename(written, path)
}

// MasterFrom makes a master key of 32 bytes that the caller holds.
func MasterFrom(secret [32]byte) Master { return Master{secret} }

// Derive returns the 32-byte key that the master gives for a purpose, such as
// the encryption of the key store's own file.
func (m Master) Derive(purpose string) []byte {
	key, err := hkdf.Key(sha256.New, m.secret[:], nil, "trenza "+purpose, 32)
	if err != nil {
		panic(err) // only for lengths beyond what SHA-256 can give
	}
	return key
}
