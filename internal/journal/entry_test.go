package journal_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

func TestTheHeaderNamesNobody(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		h.tell(t, yusmary, happened{What: "registered", Whom: "rosa"}, happened{What: "called", Whom: "rosa"})
		h.tell(t, carmen, happened{What: "heard", Whom: "luz", Secret: trenza.P3})
		for _, row := range h.column(t, `
			select at || actor || verb || class || subject || command || body_hash || previous || hash
			from journal_entry`) {
			for _, word := range []string{"Yusmary", "Carmen", "rosa", "luz", "registered"} {
				if strings.Contains(row, word) {
					t.Errorf("%q can be read in %q", word, row)
				}
			}
		}
		subjects := h.column(t, `select subject from journal_entry order by number`)
		if subjects[0] != subjects[1] || subjects[0] == subjects[2] || len(subjects[0]) != 32 {
			t.Errorf("the subjects are %q", subjects)
		}
		actors := h.column(t, `select actor from journal_entry order by number`)
		if actors[0] != actors[1] || actors[0] == actors[2] || len(actors[0]) != 32 {
			t.Errorf("the actors are %q", actors)
		}
	})
}

// sealed returns the only sealed value that a query finds.
func (h house) sealed(t testing.TB, query string, args ...any) []byte {
	t.Helper()
	var value []byte
	err := h.Read(t.Context(), func(r store.Reader) error {
		found, err := r.One(t.Context(), query, args, &value)
		if !found {
			t.Errorf("no row: %s", query)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestTheNameOfAnActorIsKeptOnceAndSealed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		h.tell(t, yusmary, happened{What: "a"}, happened{What: "b"})
		ids := h.column(t, `select id from journal_actor`)
		want(t, ids, h.column(t, `select distinct actor from journal_entry`)...)
		name, err := h.vault.Open(t.Context(), "alma", seal.OrganisationKey("alma"), trenza.P2,
			seal.Slot{Table: "journal_actor", Row: ids[0], Column: "sealed"}, h.sealed(t, `select sealed from journal_actor`))
		if string(name) != "registrar Yusmary Colmenares" || err != nil {
			t.Errorf("the name is %q, %v", name, err)
		}
		promoted := yusmary
		promoted.Role = "coordinator"
		h.tell(t, promoted, happened{What: "c"})
		if got := h.column(t, `select id from journal_actor`); len(got) != 2 {
			t.Errorf("in two roles she has the tokens %q", got)
		}
	})
}

func TestABodyIsSealedUnderTheKeyOfItsSubject(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h, ctx := build(t, location), t.Context()
		h.tell(t, yusmary,
			happened{What: "opened", Secret: trenza.P1},
			happened{What: "registered", Whom: "rosa", Secret: trenza.P2},
			happened{What: "listened", Whom: "luz", Secret: trenza.P3})
		for number, c := range map[string]struct {
			key   seal.KeyID
			class trenza.Class
			body  string
		}{
			"1": {seal.OrganisationKey("alma"), trenza.P1, `{"what":"opened"}`},
			"2": {seal.PersonKey("rosa"), trenza.P2, `{"what":"registered"}`},
			"3": {seal.PersonKey("luz"), trenza.P3, `{"what":"listened"}`},
		} {
			want(t, h.column(t, `select key_id from journal_body where cast(number as text) = $1`, number), string(c.key))
			sealed := h.sealed(t, `select sealed from journal_body where cast(number as text) = $1`, number)
			slot := seal.Slot{Table: "journal_body", Row: "alma." + number, Column: "sealed"}
			if body, err := h.vault.Open(ctx, "alma", c.key, c.class, slot, sealed); string(body) != c.body || err != nil {
				t.Errorf("entry %s says %q, %v; want %s", number, body, err, c.body)
			}
		}
	})
}

func TestATxSealsUnderTheKeyOfAPerson(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h, ctx := build(t, location), t.Context()
		slot := seal.Slot{Table: "person", Row: "rosa", Column: "health"}
		var sealed []byte
		h.write(t, yusmary, func(tx *journal.Tx) (err error) {
			sealed, err = tx.Seal(ctx, "rosa", trenza.P3, slot, []byte("asma"))
			return err
		})
		value, err := h.Vault().Open(ctx, "alma", seal.PersonKey("rosa"), trenza.P3, slot, sealed)
		if string(value) != "asma" || err != nil {
			t.Errorf("opened %q, %v", value, err)
		}
	})
}

// follower derives a collective from everything told, and refuses one thing.
type follower struct{ refuses string }

func (f follower) Told(ctx context.Context, tx *journal.Tx, position int64, e journal.Event) error {
	what := e.(happened).What
	if what == f.refuses {
		return errors.Join(addCollective(ctx, tx, "derived from "+what), os.ErrInvalid)
	}
	return addCollective(ctx, tx, "derived from "+what)
}

func TestWhatListenersDeriveLandsWithTheCommandOrNotAtAll(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h, ctx := build(t, location, follower{refuses: "b"}), t.Context()
		h.write(t, yusmary, func(tx *journal.Tx) error {
			for _, c := range []struct {
				what    string
				own     error
				refused bool
			}{{"a", nil, false}, {"b", nil, true}, {"c", os.ErrInvalid, true}, {"d", nil, false}} {
				_, err := tx.Once(ctx, c.what, func() (string, error) {
					_, err := tx.Tell(ctx, happened{What: c.what})
					return "", errors.Join(err, c.own)
				})
				if errors.Is(err, os.ErrInvalid) != c.refused || (err == nil) == c.refused {
					t.Errorf("%s: %v", c.what, err)
				}
			}
			return nil
		})
		want(t, h.column(t, allCollectives), "derived from a", "derived from d")
		h.sound(t, "alma", 2)
	})
}

// order notes what it hears.
type order struct{ heard *[]string }

func (o order) Told(_ context.Context, _ *journal.Tx, position int64, e journal.Event) error {
	*o.heard = append(*o.heard, e.(happened).What+numbers(int(position))[position-1])
	return nil
}

func TestListenersHearInOrder(t *testing.T) {
	var first, second []string
	h := build(t, storetest.Location(t, store.SQLite), order{&first}, order{&second})
	h.tell(t, yusmary, happened{What: "a"}, happened{What: "b"})
	h.tell(t, maribel, happened{What: "c"})
	want(t, first, "a1", "b2", "c1")
	if !slices.Equal(first, second) {
		t.Errorf("one heard %q and the other %q", first, second)
	}
}
