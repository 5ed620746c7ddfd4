package store_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

func TestKeyShelf(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		ctx := t.Context()
		shelf := store.KeyShelf{DB: storetest.Open(t, location, store.Keys)}
		save(t, shelf, map[string]string{"person/rosa": "r", "person/luz": "l", "organisation/alma": "a"})
		holds(t, shelf, map[string]string{"person/rosa": "r", "person/luz": "l", "organisation/alma": "a"})

		save(t, shelf, map[string]string{"person/rosa": "another", "person/ana": "n"}) // the first stays
		holds(t, shelf, map[string]string{"person/rosa": "r", "person/ana": "n"})

		for _, gone := range []string{"person/luz", "person/luz", "person/never"} {
			if err := shelf.Destroy(ctx, gone); err != nil {
				t.Fatal(err)
			}
		}
		save(t, shelf, map[string]string{"person/luz": "again", "person/never": "now"}) // for ever
		holds(t, shelf, map[string]string{"person/luz": "", "person/never": "", "person/rosa": "r"})

		destroyed, err := shelf.Destroyed(ctx)
		if err != nil || !slices.Equal(destroyed, []string{"person/luz", "person/never"}) {
			t.Errorf("destroyed: %q, %v", destroyed, err)
		}
		for prefix, count := range map[string]int{"person/": 2, "organisation/": 1, "class/": 0} {
			if held, err := shelf.Held(ctx, prefix); held != count || err != nil {
				t.Errorf("%s: %d, %v; want %d", prefix, held, err, count)
			}
		}
	})
}

func TestKeysAreSavedAllOrNone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		shelf := store.KeyShelf{DB: storetest.Open(t, location, store.Keys)}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := shelf.Save(ctx, map[string][]byte{"person/rosa": {1}, "person/luz": nil}); err == nil {
			t.Error("saved after all")
		}
		if err := shelf.Save(t.Context(), map[string][]byte{"person/rosa": {1}, "person/luz": nil}); err == nil {
			t.Error("a key that is no key was saved")
		}
		holds(t, shelf, nil)
	})
}

func save(t testing.TB, shelf store.KeyShelf, keys map[string]string) {
	t.Helper()
	wrapped := make(map[string][]byte)
	for id, key := range keys {
		wrapped[id] = []byte(key)
	}
	if err := shelf.Save(t.Context(), wrapped); err != nil {
		t.Fatal(err)
	}
}

// holds expects the wrapped keys, or nothing of two women when want is empty.
func holds(t testing.TB, shelf store.KeyShelf, want map[string]string) {
	t.Helper()
	ids := append(slices.Collect(maps.Keys(want)), "person/nobody")
	if len(want) == 0 {
		ids = []string{"person/rosa", "person/luz"}
	}
	found, err := shelf.Load(t.Context(), ids...)
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]string)
	for id, key := range found {
		got[id] = string(key)
	}
	if !maps.Equal(got, want) {
		t.Errorf("the shelf holds %v, want %v", got, want)
	}
}
