package programme

import (
	"context"
	"errors"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// keep writes a definition into the table as Adopt does.
func keep(t *testing.T, db *store.DB, organisation, id string, version int, hash, text string) {
	t.Helper()
	err := db.Write(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), `
			insert into programme (organisation, id, version, hash, definition, entry)
			values ($1, $2, $3, $4, $5, 1)`, organisation, id, version, hash, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func find(t *testing.T, db *store.DB, organisation, id string) (d *Definition, found error) {
	t.Helper()
	err := db.Read(t.Context(), func(r store.Reader) error {
		d, found = Find(context.Background(), r, organisation, id)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d, found
}

func TestFind(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db := storetest.Open(t, location, store.Data)
		reque, _ := Shipped("taller-reque")
		first, second := string(reque.Text), string(reque.Text)+"# changed\n"
		keep(t, db, "muni", "taller-reque", 1, hashOf([]byte(first)), first)
		keep(t, db, "ong", "taller-reque", 1, hashOf([]byte(first)), first)

		d, err := find(t, db, "muni", "taller-reque")
		if err != nil || d.Hash != hashOf([]byte(first)) || string(d.Text) != first {
			t.Fatalf("got %v, %v", d, err)
		}
		again, _ := find(t, db, "muni", "taller-reque")
		elsewhere, _ := find(t, db, "ong", "taller-reque")
		if again != d || elsewhere != d {
			t.Error("an unchanged definition was read twice")
		}

		keep(t, db, "muni", "taller-reque", 2, hashOf([]byte(second)), second)
		if newer, err := find(t, db, "muni", "taller-reque"); err != nil || string(newer.Text) != second {
			t.Errorf("after a new version: %v, %v", newer, err)
		}
		if older, _ := find(t, db, "ong", "taller-reque"); older != d {
			t.Error("another organisation's new version came into use here")
		}
	})
}

func TestFindRefusesWhatIsNotThere(t *testing.T) {
	db := storetest.Open(t, storetest.Location(t, store.SQLite), store.Data)
	if _, err := find(t, db, "muni", "nada"); trenza.KindOf(err) != trenza.NotFound {
		t.Errorf("got %v, want nothing found", err)
	}
}

// TestFindRefusesAnAlteredText: the text must be the one whose hash was told,
// also when a definition of that hash has been read before.
func TestFindRefusesAnAlteredText(t *testing.T) {
	db := storetest.Open(t, storetest.Location(t, store.SQLite), store.Data)
	reque, _ := Shipped("taller-reque")
	keep(t, db, "muni", "taller-reque", 1, reque.Hash, string(reque.Text))
	if _, err := find(t, db, "muni", "taller-reque"); err != nil {
		t.Fatal(err)
	}
	keep(t, db, "ong", "taller-reque", 1, reque.Hash, string(reque.Text)+"# changed\n")
	_, err := find(t, db, "ong", "taller-reque")
	if want := (&trenza.Problem{Kind: trenza.Conflict, Key: "programme.altered"}); !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

func BenchmarkFind(b *testing.B) {
	db := storetest.Open(b, storetest.Location(b, store.SQLite), store.Data)
	alma, _ := Shipped("alma-llanera")
	err := db.Write(b.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(b.Context(), `
			insert into programme (organisation, id, version, hash, definition, entry)
			values ('ong', 'alma-llanera', 1, $1, $2, 1)`, alma.Hash, string(alma.Text))
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	err = db.Read(b.Context(), func(r store.Reader) error {
		for b.Loop() {
			if _, err := Find(b.Context(), r, "ong", "alma-llanera"); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}
