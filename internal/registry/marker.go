package registry

import (
	"bytes"
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// A marker says which restricted teams guard a record, mostly none. Every record
// has one, of one length, sealed under a key that seals nothing else: whoever
// reads the table without that key cannot tell a guarded woman from another.
const (
	tagSize  = 8
	mostTags = 6 // teams that one record has room for
)

// tag stands for a team in a marker.
type tag [tagSize]byte

func tagOf(ctx context.Context, vault *seal.Vault, organisation, team string) (tag, error) {
	digest, err := vault.Digest(ctx, organisation, "team", team)
	return tag(digest[:tagSize]), err
}

func markerSlot(person string) seal.Slot {
	return seal.Slot{Table: "person", Row: person, Column: "marker"}
}

// sealMarker makes the marker of a record.
func sealMarker(ctx context.Context, vault *seal.Vault, organisation, person string, guards []tag) ([]byte, error) {
	plain := make([]byte, mostTags*tagSize)
	for i, t := range guards {
		copy(plain[i*tagSize:], t[:])
	}
	return vault.Seal(ctx, organisation, seal.GuardKey(organisation), trenza.P2, markerSlot(person), plain)
}

// openMarker returns the teams that guard a record. A marker that is missing
// says none.
func openMarker(ctx context.Context, vault *seal.Vault, organisation, person string, marker []byte) ([]tag, error) {
	if marker == nil {
		return nil, nil
	}
	plain, err := vault.Open(ctx, organisation, seal.GuardKey(organisation), trenza.P2, markerSlot(person), marker)
	if err != nil {
		return nil, err
	}
	var guards []tag
	for one := range slices.Chunk(plain, tagSize) {
		if t := tag(one); t != (tag{}) {
			guards = append(guards, t)
		}
	}
	return guards, nil
}

// MarkEverybody gives a marker that names no team to every record that has none,
// in a database that is older than markers. It has to come before anybody is
// guarded: otherwise a marker would tell.
func MarkEverybody(ctx context.Context, db *store.DB, vault *seal.Vault) error {
	return journal.FillIn(ctx, db, vault, "markers", "person", "marker", func(organisation, person string) ([]byte, error) {
		return sealMarker(ctx, vault, organisation, person, nil)
	})
}

// sortTags puts teams in an order that tells nothing.
func sortTags(guards []tag) []tag {
	slices.SortFunc(guards, func(a, b tag) int { return bytes.Compare(a[:], b[:]) })
	return slices.Compact(guards)
}
