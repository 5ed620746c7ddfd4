package staff

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"github.com/trenza/trenza/internal/journal"
)

// Cost is what hashing a password costs.
type Cost struct {
	Memory  uint32 // KiB
	Passes  uint32
	Threads uint8
}

// Recommended is the cost of hashes in use: the memory and the passes of the
// second choice of RFC 9106, on one thread, as many of which run at once as there
// are cores.
var Recommended = Cost{Memory: 64 << 10, Passes: 3, Threads: 1}

const (
	saltSize = 16
	hashSize = 32
)

// cores lets as many hashes be made at once as there are cores: each takes its
// memory, and a crowd at the door must not take it all.
var cores = make(chan struct{}, runtime.GOMAXPROCS(0))

// cost is what new hashes cost.
func (d *Desk) cost() Cost {
	if d.Cost == (Cost{}) {
		return Recommended
	}
	return d.Cost
}

// passwordHash is a hash with all that it takes to make it again. Its text is
// that of the reference implementation, "$argon2id$v=19$m=65536,t=3,p=1$salt$hash".
type passwordHash struct {
	Cost
	salt, sum []byte
}

const hashFormat = "$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s"

func (h passwordHash) String() string {
	encode := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf(hashFormat, argon2.Version, h.Memory, h.Passes, h.Threads, encode(h.salt), encode(h.sum))
}

// parseHash reads the text of a hash.
func parseHash(text string) (h passwordHash, err error) {
	fields := strings.ReplaceAll(text, "$", " ")
	var version int
	var salt, sum string
	_, err = fmt.Sscanf(fields, strings.ReplaceAll(hashFormat, "$", " "), &version, &h.Memory, &h.Passes, &h.Threads, &salt, &sum)
	if err == nil && version != argon2.Version {
		err = fmt.Errorf("version %d of Argon2", version)
	}
	if err == nil {
		h.salt, err = base64.RawStdEncoding.DecodeString(salt)
	}
	if err == nil {
		h.sum, err = base64.RawStdEncoding.DecodeString(sum)
	}
	if err != nil {
		return passwordHash{}, fmt.Errorf("reading the hash of a password: %w", err)
	}
	return h, nil
}

// derive makes the hash of a password, when a core is free.
func (d *Desk) derive(ctx context.Context, password string, salt []byte, c Cost) ([]byte, error) {
	select {
	case cores <- struct{}{}:
		defer func() { <-cores }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	d.hashes.Add(1)
	return argon2.IDKey([]byte(norm.NFC.String(password)), salt, c.Passes, c.Memory, c.Threads, hashSize), nil
}

// hash makes the text of a new hash of a password.
func (d *Desk) hash(ctx context.Context, password string) (string, error) {
	h := passwordHash{Cost: d.cost(), salt: make([]byte, saltSize)}
	rand.Read(h.salt)
	var err error
	h.sum, err = d.derive(ctx, password, h.salt, h.Cost)
	return h.String(), err
}

// matches reports whether a password is the one of a hash, and whether the hash
// was made at another cost than new ones are.
func (d *Desk) matches(ctx context.Context, password, text string) (same, dated bool, err error) {
	h, err := parseHash(text)
	if err != nil {
		return false, false, err
	}
	sum, err := d.derive(ctx, cut(password), h.salt, h.Cost)
	same = err == nil && len(password) <= maxBytes && subtle.ConstantTimeCompare(sum, h.sum) == 1
	return same, h.Cost != d.cost(), err
}

// maxBytes is more than a password that was judged can have.
const maxBytes = 4 * maxPassword

// cut shortens what cannot be anybody's password.
func cut(password string) string { return password[:min(len(password), maxBytes)] }

// decoyHash is what a password is held against where there is no account or no
// password, so that the answer takes the same work.
func (d *Desk) decoyHash(ctx context.Context) (string, error) {
	d.decoy.Lock()
	defer d.decoy.Unlock()
	if d.stand == "" {
		h, err := d.hash(ctx, newToken())
		if err != nil {
			return "", err
		}
		d.stand = h
	}
	return d.stand, nil
}

// newPassword judges a password and hashes it.
func (d *Desk) newPassword(ctx context.Context, password, name, login, organisation string) (string, error) {
	if err := JudgePassword(password, name, login, organisation); err != nil {
		return "", err
	}
	return d.hash(ctx, password)
}

// keptPassword is what the secret of a password holds sealed.
type keptPassword struct {
	Hash string `json:"hash"`
}

func (d *Desk) putPassword(ctx context.Context, tx *journal.Tx, account, hash string, entry int64) error {
	return d.putSecret(ctx, tx, secret{account: account, kind: Password}, keptPassword{hash}, entry)
}
