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
// replaced, for everything sealed under it would be lost.
func MakeMaster(path string) (Master, error) {
	var m Master
	rand.Read(m.secret[:])
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return Master{}, (&trenza.Problem{Kind: trenza.Unavailable, Key: "seal.master_unwritable", Args: []any{path}}).Because(err)
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = file.WriteString(hex.EncodeToString(m.secret[:]) + "\n")
		err = errors.Join(err, file.Sync(), file.Close())
	}
	if err != nil {
		return Master{}, (&trenza.Problem{Kind: trenza.Unavailable, Key: "seal.master_unwritable", Args: []any{path}}).Because(err)
	}
	return m, nil
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
