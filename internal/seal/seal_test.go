package seal_test

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/seal"
)

// shelf keeps wrapped keys in memory.
type shelf struct {
	mu     sync.Mutex
	keys   map[string][]byte // empty once destroyed
	broken error             // what every call answers, when there is one
}

func newShelf() *shelf { return &shelf{keys: make(map[string][]byte)} }

func (s *shelf) Load(_ context.Context, ids ...string) (map[string][]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := make(map[string][]byte)
	for _, id := range ids {
		if key, ok := s.keys[id]; ok {
			found[id] = key
		}
	}
	return found, s.broken
}

func (s *shelf) Save(_ context.Context, wrapped map[string][]byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken != nil {
		return s.broken
	}
	for id, key := range wrapped {
		if _, ok := s.keys[id]; !ok {
			s.keys[id] = key
		}
	}
	return nil
}

func (s *shelf) Destroy(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken == nil {
		s.keys[id] = nil
	}
	return s.broken
}

func (s *shelf) Destroyed(context.Context) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var gone []string
	for id, key := range s.keys {
		if len(key) == 0 {
			gone = append(gone, id)
		}
	}
	return gone, s.broken
}

// ids returns what is on the shelf, in order.
func (s *shelf) ids() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.keys))
}

func master(fill byte) seal.Master {
	return seal.MasterFrom([32]byte(bytes.Repeat([]byte{fill}, 32)))
}

// testing.TB and *rapid.T both are one.
type failer interface {
	Helper()
	Fatal(...any)
}

func vault(t failer, s seal.Shelf) *seal.Vault {
	t.Helper()
	v, err := seal.NewVault(master(1), s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// address is everything that a sealed value is bound to.
type address struct {
	organisation string
	key          seal.KeyID
	class        trenza.Class
	slot         seal.Slot
}

var rosa = address{"alma", seal.PersonKey("rosa"), trenza.P2, seal.Slot{Table: "person", Row: "rosa", Column: "identity"}}

func (a address) seal(t failer, v *seal.Vault, value string) []byte {
	t.Helper()
	sealed, err := v.Seal(context.Background(), a.organisation, a.key, a.class, a.slot, []byte(value))
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func (a address) open(v *seal.Vault, sealed []byte) (string, error) {
	value, err := v.Open(context.Background(), a.organisation, a.key, a.class, a.slot, sealed)
	return string(value), err
}

// opens expects the value at the address.
func (a address) opens(t failer, v *seal.Vault, sealed []byte, want string) {
	t.Helper()
	if value, err := a.open(v, sealed); value != want || err != nil {
		t.Fatal("opened ", value, ", ", err, "; want ", want)
	}
}

// refuses expects the error.
func (a address) refuses(t failer, v *seal.Vault, sealed []byte, want error) {
	t.Helper()
	if value, err := a.open(v, sealed); !errors.Is(err, want) || value != "" {
		t.Fatal("opened ", value, ", ", err, "; want the error ", want)
	}
}

func flush(t testing.TB, v *seal.Vault) {
	t.Helper()
	if err := v.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}
