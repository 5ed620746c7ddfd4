package seal

import (
	"context"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"strings"
	"sync"
	"time"

	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/trenza/trenza"
)

// Shelf is the key store: wrapped keys by id. The house's own implementation
// keeps them in a database apart from the data.
type Shelf interface {
	// Load returns the wrapped keys among ids that are there; a key that was
	// destroyed is returned empty.
	Load(ctx context.Context, ids ...string) (map[string][]byte, error)
	// Save keeps new keys, all or none. A key that is already there stays.
	Save(ctx context.Context, wrapped map[string][]byte) error
	// Destroy forgets a key for ever.
	Destroy(ctx context.Context, id string) error
	// Destroyed returns the ids of the keys that were destroyed.
	Destroyed(ctx context.Context) ([]string, error)
}

// ErrForgotten says that the key of a sealed value was destroyed: the person
// asked to be forgotten.
var ErrForgotten = errors.New("seal: the key was destroyed")

// ErrNoKey says that the key store does not hold the key of a value. As it is
// returned, its argument is the id of the key.
var ErrNoKey = &trenza.Problem{Kind: trenza.Unavailable, Key: "seal.key_missing", Args: []any{""}}

// ErrNotThis says that a value does not open: it was sealed under another key,
// for another slot or class, or was changed since. As it is returned, its
// arguments are the table and the row.
var ErrNotThis = &trenza.Problem{Kind: trenza.Unavailable, Key: "seal.value_changed", Args: []any{"", ""}}

// ErrDamaged says that a key does not come out of its wrapping. As it is
// returned, its argument is the id of the key.
var ErrDamaged = &trenza.Problem{Kind: trenza.Unavailable, Key: "seal.key_damaged", Args: []any{""}}

// about returns a problem that says what it is about.
func about(p *trenza.Problem, args ...any) *trenza.Problem {
	return &trenza.Problem{Kind: p.Kind, Key: p.Key, Args: args}
}

// KeyID names a key.
type KeyID string

// PersonKey names the key of a person.
func PersonKey(person string) KeyID { return KeyID("person/" + person) }

// OrganisationKey names the key of what an organisation keeps about nobody in
// particular.
func OrganisationKey(organisation string) KeyID { return KeyID("organisation/" + organisation) }

// GuardKey names the key of what an organisation's records say of the restricted
// teams that guard them.
func GuardKey(organisation string) KeyID { return KeyID("guard/" + organisation) }

func classKey(organisation string, class trenza.Class) KeyID {
	return KeyID("class/" + organisation + "/" + class.String())
}

func tokenKey(organisation string) KeyID { return KeyID("token/" + organisation) }

const (
	// remembered is how many opened keys a vault keeps at hand.
	remembered = 200_000
	// hearsay is how long a vault relies on the keys at hand before it asks
	// which ones another process has destroyed.
	hearsay = time.Second
)

// Vault seals, opens and makes blind tokens. New keys wait in memory until
// Flush, which must succeed before the rows they protect are committed.
type Vault struct {
	shelf   Shelf
	wrapper tink.AEAD
	signer  ed25519.PrivateKey

	mu      sync.Mutex
	keys    map[KeyID][]byte     // opened
	pending map[KeyID][]byte     // made, not yet in the key store
	hashes  map[string]hash.Hash // by organisation, of its token key
	heard   time.Time            // when the vault last asked what was destroyed
}

// NewVault returns a vault over a key store whose keys are wrapped under the
// master key.
func NewVault(master Master, shelf Shelf) (*Vault, error) {
	wrapper, err := newBox(master.Derive("key wrapping"))
	if err != nil {
		return nil, err
	}
	return &Vault{
		shelf:   shelf,
		wrapper: wrapper,
		signer:  ed25519.NewKeyFromSeed(master.Derive("checkpoint signature")),
		keys:    make(map[KeyID][]byte),
		pending: make(map[KeyID][]byte),
		hashes:  make(map[string]hash.Hash),
	}, nil
}

// Seal encrypts a value for its slot under a key, making the key if it is new.
// The class decides which further key is needed: from P3 on, the class key of
// the organisation takes part.
func (v *Vault) Seal(ctx context.Context, organisation string, id KeyID, class trenza.Class, slot Slot, value []byte) ([]byte, error) {
	box, err := v.box(ctx, organisation, id, class, true)
	if err != nil {
		return nil, fmt.Errorf("sealing %s.%s: %w", slot.Table, slot.Column, err)
	}
	return box.Encrypt(value, slot.bytes())
}

// Open decrypts a value sealed for the slot. It returns ErrForgotten when the
// key was destroyed, ErrNoKey when the key store lacks it and ErrNotThis when
// the value is not what was sealed there.
func (v *Vault) Open(ctx context.Context, organisation string, id KeyID, class trenza.Class, slot Slot, sealed []byte) ([]byte, error) {
	box, err := v.box(ctx, organisation, id, class, false)
	if err != nil {
		return nil, fmt.Errorf("opening %s.%s: %w", slot.Table, slot.Column, err)
	}
	value, err := box.Decrypt(sealed, slot.bytes())
	if err != nil { // the library's error says nothing more
		return nil, about(ErrNotThis, slot.Table, slot.Row)
	}
	return value, nil
}

// Token returns the blind token of a value within an organisation: equal values
// of a kind give equal tokens, and nobody without the key can tell which value
// it was. The value must be in its normal form.
func (v *Vault) Token(ctx context.Context, organisation, kind, value string) (string, error) {
	sum, err := v.mac(ctx, organisation, kind, value)
	return hex.EncodeToString(sum[:min(len(sum), 16)]), err
}

// DigestSize is the length of a Digest: too long to be hit upon by trying.
const DigestSize = 12

// Digest is a keyed hash of a value of a kind within an organisation, to be
// compared and added up, never to be looked for.
func (v *Vault) Digest(ctx context.Context, organisation, kind, value string) (digest [DigestSize]byte, err error) {
	sum, err := v.mac(ctx, organisation, kind, value)
	copy(digest[:], sum)
	return digest, err
}

// Code returns the pseudonymous code of a value within an organisation.
func (v *Vault) Code(ctx context.Context, organisation, kind, value string) (string, error) {
	sum, err := v.mac(ctx, organisation, kind, value)
	if err != nil {
		return "", err
	}
	return trenza.Code(sum), nil
}

func (v *Vault) mac(ctx context.Context, organisation, kind, value string) ([]byte, error) {
	key, err := v.key(ctx, tokenKey(organisation), true)
	if err != nil {
		return nil, fmt.Errorf("making a token: %w", err)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	h, ok := v.hashes[organisation]
	if !ok {
		h = hmac.New(sha256.New, key)
		v.hashes[organisation] = h
	}
	h.Reset()
	h.Write([]byte(kind + "\x00" + value))
	return h.Sum(nil), nil
}

// Secret returns a 32-byte secret of the installation, made at its first use,
// such as the key of the database file.
func (v *Vault) Secret(ctx context.Context, name string) ([]byte, error) {
	return v.key(ctx, KeyID("secret/"+name), true)
}

// Lacks returns the first of some keys that the key store does not hold, "" when
// it holds them all. One that was destroyed is held as such.
func (v *Vault) Lacks(ctx context.Context, ids []string) (string, error) {
	found, err := v.shelf.Load(ctx, ids...)
	for _, id := range ids {
		if _, ok := found[id]; !ok && err == nil {
			return id, nil
		}
	}
	return "", err
}

// HasSecret reports whether a secret of the installation was made.
func (v *Vault) HasSecret(ctx context.Context, name string) (bool, error) {
	_, err := v.key(ctx, KeyID("secret/"+name), false)
	if errors.Is(err, ErrNoKey) {
		return false, nil
	}
	return err == nil, err
}

// Sign signs a text with the installation's own key (Ed25519), which follows
// from the master key.
func (v *Vault) Sign(text string) (signature []byte) { return ed25519.Sign(v.signer, []byte(text)) }

// Signed reports whether this installation signed a text.
func (v *Vault) Signed(text string, signature []byte) bool {
	return ed25519.Verify(v.signer.Public().(ed25519.PublicKey), []byte(text), signature)
}

// Destroyed returns the ids of the people whose keys were destroyed, in order.
func (v *Vault) Destroyed(ctx context.Context) (people []string, err error) {
	ids, err := v.shelf.Destroyed(ctx)
	for _, id := range ids {
		if person, ok := strings.CutPrefix(id, string(PersonKey(""))); ok {
			people = append(people, person)
		}
	}
	return people, err
}

// Flush puts the keys made since the last Flush into the key store.
func (v *Vault) Flush(ctx context.Context) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.pending) == 0 {
		return nil
	}
	wrapped := make(map[string][]byte, len(v.pending))
	for id, key := range v.pending {
		box, err := v.wrapper.Encrypt(key, []byte(id))
		if err != nil {
			return fmt.Errorf("wrapping a key: %w", err)
		}
		wrapped[string(id)] = box
	}
	if err := v.shelf.Save(ctx, wrapped); err != nil {
		return fmt.Errorf("keeping new keys: %w", err)
	}
	clear(v.pending)
	return nil
}

// Forget destroys a person's key. Everything sealed under it is unreadable from
// now on, here and in every copy; other processes learn of it within a second.
func (v *Vault) Forget(ctx context.Context, person string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	id := PersonKey(person)
	delete(v.keys, id)
	delete(v.pending, id)
	return v.shelf.Destroy(ctx, string(id))
}

// box returns the cipher of a key for a class.
func (v *Vault) box(ctx context.Context, organisation string, id KeyID, class trenza.Class, create bool) (tink.AEAD, error) {
	key, err := v.key(ctx, id, create)
	if err != nil {
		return nil, err
	}
	if class < trenza.P3 {
		return newBox(key)
	}
	salt, err := v.key(ctx, classKey(organisation, class), create)
	if err != nil {
		return nil, err
	}
	both, err := hkdf.Key(sha256.New, key, salt, "trenza class "+class.String(), 32)
	if err != nil {
		return nil, err
	}
	return newBox(both)
}

// key returns an opened key, from memory or from the key store; with create, a
// key that is nowhere is made.
func (v *Vault) key(ctx context.Context, id KeyID, create bool) ([]byte, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.listen(ctx); err != nil {
		return nil, err
	}
	if key, ok := v.keys[id]; ok {
		return key, nil
	}
	found, err := v.shelf.Load(ctx, string(id))
	if err != nil {
		return nil, err
	}
	wrapped, ok := found[string(id)]
	switch {
	case ok && len(wrapped) == 0:
		return nil, ErrForgotten
	case ok:
		return v.unwrap(id, wrapped)
	case !create:
		return nil, about(ErrNoKey, string(id))
	}
	return v.make(ctx, id)
}

// Fetch brings keys to hand that many values are about to be opened with: one
// question to the key store instead of one for each. Keys that it lacks, or that
// were destroyed or damaged, are missed only when something is opened with them.
func (v *Vault) Fetch(ctx context.Context, ids ...KeyID) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.listen(ctx); err != nil {
		return err
	}
	var away []string
	for _, id := range ids {
		if _, atHand := v.keys[id]; !atHand {
			away = append(away, string(id))
		}
	}
	found, err := v.shelf.Load(ctx, away...)
	if err != nil {
		return err
	}
	for id, wrapped := range found {
		if len(wrapped) == 0 {
			continue
		}
		if key, err := v.wrapper.Decrypt(wrapped, []byte(id)); err == nil {
			v.remember(KeyID(id), key)
		}
	}
	return nil
}

// listen lets go of the keys that were destroyed elsewhere.
func (v *Vault) listen(ctx context.Context) error {
	now := time.Now()
	if now.Sub(v.heard) < hearsay {
		return nil
	}
	destroyed, err := v.shelf.Destroyed(ctx)
	if err != nil {
		return fmt.Errorf("asking for destroyed keys: %w", err)
	}
	for _, id := range destroyed {
		delete(v.keys, KeyID(id))
		delete(v.pending, KeyID(id))
	}
	v.heard = now
	return nil
}

// make draws a new key. A person's key waits for Flush. A key that other
// processes may be making at this moment is kept at once, and whichever came
// first is everybody's.
func (v *Vault) make(ctx context.Context, id KeyID) ([]byte, error) {
	key := make([]byte, 32)
	rand.Read(key)
	if strings.HasPrefix(string(id), "person/") {
		v.pending[id] = key
		v.remember(id, key)
		return key, nil
	}
	wrapped, err := v.wrapper.Encrypt(key, []byte(id))
	if err != nil {
		return nil, err
	}
	if err := v.shelf.Save(ctx, map[string][]byte{string(id): wrapped}); err != nil {
		return nil, fmt.Errorf("keeping a new key: %w", err)
	}
	kept, err := v.shelf.Load(ctx, string(id))
	if err != nil {
		return nil, err
	}
	return v.unwrap(id, kept[string(id)])
}

func (v *Vault) unwrap(id KeyID, wrapped []byte) ([]byte, error) {
	key, err := v.wrapper.Decrypt(wrapped, []byte(id))
	if err != nil {
		return nil, about(ErrDamaged, string(id)).Because(err)
	}
	v.remember(id, key)
	return key, nil
}

// remember keeps an opened key at hand. When there are too many, those already
// in the key store are let go.
func (v *Vault) remember(id KeyID, key []byte) {
	if len(v.keys) >= remembered {
		for other := range v.keys {
			if _, waiting := v.pending[other]; !waiting {
				delete(v.keys, other)
			}
		}
	}
	v.keys[id] = key
}
