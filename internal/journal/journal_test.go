package journal_test

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// noon is the moment at which everything in these tests happens.
var noon = time.Date(2020, 3, 8, 12, 0, 0, 0, time.UTC)

var (
	yusmary = trenza.Actor{Organisation: "alma", Name: "Yusmary Colmenares", Role: "registrar"}
	carmen  = trenza.Actor{Organisation: "alma", Name: "Carmen Chafloque", Role: "psychologist"}
	maribel = trenza.Actor{Organisation: "reque", Name: "Maribel Uypan", Role: "coordinator"}
)

// happened is an event of the tests.
type happened struct {
	What   string       `json:"what"`
	Whom   string       `json:"-"`
	Secret trenza.Class `json:"-"`
}

func (happened) Verb() string          { return "test.happened" }
func (h happened) Class() trenza.Class { return h.Secret }
func (h happened) Person() string      { return h.Whom }

// house is a journal with its data and its keys.
type house struct {
	*journal.Journal
	data  *store.DB
	keys  store.KeyShelf
	vault *seal.Vault
}

// build opens a house at a location.
func build(t testing.TB, location string, listeners ...journal.Listener) house {
	t.Helper()
	keys := store.KeyShelf{DB: storetest.Open(t, filepath.Join(t.TempDir(), "keys.db"), store.Keys)}
	return buildWith(t, location, keys, listeners...)
}

// buildWith opens a house whose keys are kept already.
func buildWith(t testing.TB, location string, keys store.KeyShelf, listeners ...journal.Listener) house {
	t.Helper()
	vault, err := seal.NewVault(seal.MasterFrom([32]byte{1}), keys)
	if err != nil {
		t.Fatal(err)
	}
	data := storetest.Open(t, location, store.Data)
	clock := func() time.Time { return noon }
	return house{journal.New(data, vault, clock, listeners...), data, keys, vault}
}

// write is a Write that must land.
func (h house) write(t testing.TB, actor trenza.Actor, do func(*journal.Tx) error) {
	t.Helper()
	if err := h.Write(t.Context(), actor, do); err != nil {
		t.Fatal(err)
	}
}

// tell enters events, each in a write of its own.
func (h house) tell(t testing.TB, actor trenza.Actor, events ...happened) {
	t.Helper()
	for _, e := range events {
		h.write(t, actor, func(tx *journal.Tx) error {
			_, err := tx.Tell(t.Context(), e)
			return err
		})
	}
}

// column returns the first column of every row that a query returns, as text.
func (h house) column(t testing.TB, query string, args ...any) []string {
	t.Helper()
	var column []string
	err := h.Read(t.Context(), func(r store.Reader) (err error) {
		column, err = store.All(t.Context(), r, query, args, func(scan store.Scan) (s string, err error) { return s, scan(&s) })
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return column
}

func want(t testing.TB, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// addCollective changes a row, as a verb does.
func addCollective(ctx context.Context, tx *journal.Tx, id string) error {
	_, err := tx.Exec(ctx, `
		insert into collective (organisation, id, kind, name, token, place, entry)
		values ($1, $2, 'committee', $3, $2, '', 1)`, tx.Organisation(), id, []byte(id))
	return err
}

// numbers spells 1 to n.
func numbers(n int) []string {
	var all []string
	for i := range n {
		all = append(all, strconv.Itoa(i+1))
	}
	return all
}

const (
	allCollectives = `select id from collective order by id`
	allNumbers     = `select cast(number as text) from journal_entry e where organisation = $1 order by e.number`
	allCommands    = `select id || ' ' || cast(first as text) || '-' || cast(last as text) || ' ' || answer from journal_command order by id`
	theHead        = `select cast(number as text) from journal_head where organisation = $1`
)
