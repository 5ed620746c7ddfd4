package journal_test

import (
	"errors"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// rows proves every row that carries a seal.
func (h house) rows(t testing.TB) error {
	t.Helper()
	return h.Read(t.Context(), func(r store.Reader) error { return journal.VerifyRows(t.Context(), r, h.vault, "alma") })
}

// behind changes rows behind the journal's back.
func (h house) behind(t testing.TB, statement string) {
	t.Helper()
	err := h.data.Write(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), statement)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// However a row is written, it is sealed as it is left.
func TestEveryWayOfWritingSeals(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := lives(t, location)
		for name, statement := range map[string]string{
			"whole":         `insert into collective (organisation, id, kind, name, token, place, entry) values ($1, 'a', 'x', $2, 'a', '', 1)`,
			"again":         `insert into collective (organisation, id, kind, name, token, place, entry) values ($1, 'b', 'x', $2, 'b', '', 1) on conflict (organisation, id) do update set kind = 'y'`,
			"without some":  `insert into review_pair (organisation, id, code, first, second, strength, reasons, verdict, raised) values ($1, 'p', 'p', 'a', 'b', 1, '', 'open', cast(length($2) as bigint))`,
			"changed":       `update journal_command set answer = 'changed ' || cast(length($2) as text) where organisation = $1`,
			"touching none": `update seat set role = 'x' where organisation = $1 and entry = length($2)`,
		} {
			if err := h.rows(t); err != nil {
				t.Fatal(err)
			}
			h.write(t, carmen, func(tx *journal.Tx) error {
				if _, err := tx.Exec(t.Context(), statement, "alma", []byte("name")); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				_, err := tx.Tell(t.Context(), happened{What: name, Secret: trenza.P1})
				return err
			})
			if err := h.rows(t); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// Rows from before there were seals get them once; after that, one without is
// one that somebody wrote.
func TestOldRowsAreSealedOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := lives(t, location)
		changed := &trenza.Problem{Kind: trenza.Conflict, Key: "journal.row_changed"}
		for _, sealed := range []error{nil, changed} {
			h.behind(t, `update journal_command set seal = ''`)
			if err := h.rows(t); !errors.Is(err, changed) {
				t.Errorf("without a seal: %v", err)
			}
			if err := journal.Bind(t.Context(), h.data, h.vault); err != nil {
				t.Fatal(err)
			}
			if err := h.rows(t); !errors.Is(err, sealed) {
				t.Errorf("opened again: %v", err)
			}
		}
	})
}

// A row that is passed to an organisation that never wrote is missed.
func TestARowThatIsPassedOn(t *testing.T) {
	h := lives(t, storetest.Location(t, store.SQLite))
	h.behind(t, `update journal_command set organisation = 'nobody'`)
	if err := h.rows(t); trenza.KindOf(err) != trenza.Conflict {
		t.Errorf("got %v", err)
	}
}
