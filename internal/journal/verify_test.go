package journal_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// verify walks the chain of an organisation.
func (h house) verify(t testing.TB, organisation string) (entries int, err error) {
	t.Helper()
	err = h.Read(t.Context(), func(r store.Reader) error {
		entries, err = journal.Verify(t.Context(), r, h.vault, organisation)
		return err
	})
	return entries, err
}

// sound expects a chain of so many entries with nothing wrong in it.
func (h house) sound(t testing.TB, organisation string, entries int) {
	t.Helper()
	if got, err := h.verify(t, organisation); got != entries || err != nil {
		t.Errorf("%s: %d entries are sound, %v; want %d", organisation, got, err, entries)
	}
}

// errUndo ends a disturbance.
var errUndo = errors.New("as it was")

// tampered runs look in a transaction in which the statements have changed rows
// behind the journal's back, and undoes them.
func (h house) tampered(t testing.TB, look func(*store.Tx), statements ...string) {
	t.Helper()
	err := h.data.Write(t.Context(), func(tx *store.Tx) error {
		for _, statement := range statements {
			if touched, err := tx.Exec(t.Context(), statement); touched == 0 || err != nil {
				t.Fatalf("touched %d rows, %v: %s", touched, err, statement)
			}
		}
		look(tx)
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		t.Error(err)
	}
}

// fault is what verification finds wrong.
type fault struct {
	key    string
	number int64 // of the entry that is named
	sound  int   // entries found sound before
}

// found expects the fault.
func (h house) found(t testing.TB, r store.Reader, want fault) {
	t.Helper()
	entries, err := journal.Verify(t.Context(), r, h.vault, "alma")
	if err == nil {
		err = journal.VerifyRows(t.Context(), r, h.vault, "alma")
	}
	problem, ok := errors.AsType[*trenza.Problem](err)
	if !ok || problem.Kind != trenza.Conflict || problem.Key != want.key || want.number > 0 && problem.Args[0] != any(want.number) || entries != want.sound {
		t.Errorf("found %v after %d sound entries, want %+v", err, entries, want)
	}
}

// lives fills a house with six entries: four of one actor, the second and third
// of them about Rosa, and two that Carmen's command told about Luz.
func lives(t testing.TB, location string) house {
	t.Helper()
	h := build(t, location)
	h.tell(t, yusmary,
		happened{What: "opened", Secret: trenza.P1},
		happened{What: "registered", Whom: "rosa", Secret: trenza.P2},
		happened{What: "listened", Whom: "rosa", Secret: trenza.P3},
		happened{What: "closed", Secret: trenza.P1})
	h.write(t, carmen, func(tx *journal.Tx) error {
		_, err := tx.Once(t.Context(), "visit", func() (string, error) {
			for _, what := range []string{"visited", "called"} {
				if _, err := tx.Tell(t.Context(), happened{What: what, Whom: "luz", Secret: trenza.P2}); err != nil {
					return "", err
				}
			}
			return "done", nil
		})
		return err
	})
	h.sound(t, "alma", 6)
	return h
}

func TestNobodyHasAnEmptyChain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		lives(t, location).sound(t, "reque", 0)
	})
}

func TestRowsThatGoOrComeAreNoticed(t *testing.T) {
	cases := map[string]struct {
		fault
		statements []string
	}{
		"the first entry goes": {fault{"journal.entry_missing", 1, 0}, []string{
			`delete from journal_entry where number = 1`}},
		"the last entry goes": {fault{"journal.entry_missing", 6, 5}, []string{
			`delete from journal_entry where number = 6`}},
		"the chain is cut but for its head": {fault{"journal.entry_missing", 5, 4}, []string{
			`delete from journal_entry where number > 4`,
			`delete from journal_body where number > 4`,
			`delete from journal_command`}},
		"an entry before the first": {fault{"journal.entry_unnumbered", 0, 0}, []string{`
			insert into journal_entry
			select organisation, 0, at, actor, verb, class, subject, command, body_hash, previous, hash, derived
			from journal_entry
			where number = 1`}},
		"a body goes": {fault{"journal.body_missing", 4, 3}, []string{
			`delete from journal_body where number = 4`}},
		"a body that no entry has": {fault{"journal.body_stray", 9, 6}, []string{
			`insert into journal_body select organisation, 9, key_id, sealed from journal_body where number = 1`}},
		"the head goes": {fault{"journal.head_changed", 6, 6}, []string{
			`delete from journal_head`}},
		"the head falls behind": {fault{"journal.head_changed", 6, 6}, []string{
			`update journal_head set number = 5, hash = (select hash from journal_entry where number = 5)`}},
		"a command goes": {fault{"journal.command_missing", 5, 4}, []string{
			`delete from journal_command`}},
		"a command that takes the entries of another": {fault{"journal.command_astray", 2, 6}, []string{
			`insert into journal_command (organisation, id, first, last, answer) values ('alma', 'forged', 2, 3, '')`}},
		"a command that is still to tell": {fault{"journal.command_astray", 9, 6}, []string{
			`insert into journal_command (organisation, id, first, last, answer) values ('alma', 'forged', 9, 8, '')`}},
		"an actor goes": {fault{"journal.actor_unknown", 1, 6}, []string{
			`delete from journal_actor`}},
	}
	storetest.Each(t, func(t *testing.T, location string) {
		h := lives(t, location)
		for name, c := range cases {
			t.Run(name, func(t *testing.T) {
				h.tampered(t, func(tx *store.Tx) { h.found(t, tx, c.fault) }, c.statements...)
			})
		}
		h.sound(t, "alma", 6)
	})
}

// forge rewrites an entry with the hash that belongs to it.
func forge(t testing.TB, tx *store.Tx, number int64, change func(*journal.Header)) journal.Header {
	t.Helper()
	e := journal.Header{Organisation: "alma", Number: number}
	_, err := tx.One(t.Context(), `
		select at, actor, verb, class, subject, command, body_hash, derived, previous, hash
		from journal_entry
		where organisation = 'alma' and number = $1`, store.Args(number),
		&e.At, &e.Actor, &e.Verb, &e.Class, &e.Subject, &e.Command, &e.BodyHash, &e.Derived, &e.Previous, &e.Hash)
	if err != nil {
		t.Fatal(err)
	}
	if e.Hash != e.Sum() {
		t.Fatalf("entry %d has another hash", number)
	}
	change(&e)
	e.Hash = e.Sum()
	_, err = tx.Exec(t.Context(), `
		update journal_entry
		set verb = $2, body_hash = $3, previous = $4, hash = $5
		where organisation = 'alma' and number = $1`, number, e.Verb, e.BodyHash, e.Previous, e.Hash)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestAnEntryThatIsForgedBreaksTheChain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := lives(t, location)
		h.tampered(t, func(tx *store.Tx) {
			forge(t, tx, 3, func(e *journal.Header) { e.Verb = "test.nothing" })
			h.found(t, tx, fault{"journal.chain_broken", 4, 3})
		})
	})
}

// Even with every hash made anew, a body must be sealed for its entry and under
// the key of its subject: one under everybody's key would outlive her wish to
// be forgotten.
func TestABodyThatIsForgedDoesNotOpen(t *testing.T) {
	slot := func(number string) seal.Slot {
		return seal.Slot{Table: "journal_body", Row: "alma." + number, Column: "sealed"}
	}
	storetest.Each(t, func(t *testing.T, location string) {
		h := lives(t, location)
		for name, c := range map[string]struct {
			key  seal.KeyID
			slot seal.Slot
		}{
			"sealed for another entry":      {seal.PersonKey("luz"), slot("5")},
			"sealed under everybody's key":  {seal.OrganisationKey("alma"), slot("6")},
			"sealed under another person's": {seal.PersonKey("rosa"), slot("6")},
		} {
			t.Run(name, func(t *testing.T) {
				sealed, err := h.vault.Seal(t.Context(), "alma", c.key, trenza.P2, c.slot, []byte(`{"what":"nothing"}`))
				if err != nil {
					t.Fatal(err)
				}
				h.tampered(t, func(tx *store.Tx) {
					forgeLast(t, tx, string(c.key), sealed)
					h.found(t, tx, fault{"journal.body_unopened", 6, 5})
				})
			})
		}
	})
}

// forgeLast gives the last entry another body, with every hash made anew.
func forgeLast(t testing.TB, tx *store.Tx, key string, sealed []byte) {
	t.Helper()
	hash := sha256.Sum256(sealed)
	last := forge(t, tx, 6, func(e *journal.Header) { e.BodyHash = hex.EncodeToString(hash[:]) })
	_, errBody := tx.Exec(t.Context(), `update journal_body set key_id = $1, sealed = $2 where number = 6`, key, sealed)
	_, errHead := tx.Exec(t.Context(), `update journal_head set hash = $1`, last.Hash)
	if err := errors.Join(errBody, errHead); err != nil {
		t.Fatal(err)
	}
}

func TestTheForgottenLeaveTheChainWhole(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := lives(t, location)
		if err := h.vault.Forget(t.Context(), "rosa"); err != nil {
			t.Fatal(err)
		}
		h.sound(t, "alma", 6)
		for name, c := range map[string]struct {
			entry int64
			key   seal.KeyID
		}{
			"another woman's body passed off as forgotten":      {5, seal.PersonKey("rosa")},
			"nobody's body passed off as forgotten":             {4, seal.PersonKey("rosa")},
			"a forgotten woman's body passed off as nobody's":   {2, seal.OrganisationKey("alma")},
			"a body under the key of another organisation":      {4, seal.OrganisationKey("reque")},
			"a body under another woman's key that still opens": {2, seal.PersonKey("luz")},
		} {
			t.Run(name, func(t *testing.T) {
				h.tell(t, maribel, happened{What: "so that her organisation has a key"})
				h.tampered(t, func(tx *store.Tx) {
					if _, err := tx.Exec(t.Context(), `
						update journal_body set key_id = $1 where organisation = 'alma' and number = $2`, string(c.key), c.entry); err != nil {
						t.Fatal(err)
					}
					h.found(t, tx, fault{"journal.body_unopened", c.entry, int(c.entry) - 1})
				})
			})
		}
	})
}

// Nobody can ask that what concerns nobody be forgotten.
func TestOnlyPeopleAreForgotten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := lives(t, location)
		if err := h.keys.Destroy(t.Context(), "organisation/alma"); err != nil {
			t.Fatal(err)
		}
		later := buildWith(t, location, h.keys)
		later.tampered(t, func(tx *store.Tx) {
			later.found(t, tx, fault{"journal.body_unopened", 1, 0})
		})
	})
}

// A key store that is out of reach, or of another house, accuses nobody.
func TestAKeyStoreOutOfReachIsNoTampering(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := lives(t, location)
		other := buildWith(t, location, h.keys)
		if err := h.keys.DB.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := other.verify(t, "alma"); err == nil || trenza.KindOf(err) == trenza.Conflict {
			t.Errorf("got %v", err)
		}
		stranger := build(t, location)
		_, err := stranger.verify(t, "alma")
		if !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "journal.key_missing"}) {
			t.Errorf("got %v", err)
		}
		if made, err := stranger.keys.Held(t.Context(), ""); made != 0 || err != nil {
			t.Errorf("to verify made %d keys, %v", made, err)
		}
	})
}

func TestFaultsAreWordedInBothLanguages(t *testing.T) {
	keys := []string{"journal.chain_broken", "journal.body_unopened", "journal.entry_unnumbered", "journal.body_stray"}
	for _, f := range flips {
		if f.number > 0 {
			keys = append(keys, f.key)
		}
	}
	for _, lang := range locale.Languages() {
		for _, key := range keys {
			got := locale.For(lang).Error(&trenza.Problem{Kind: trenza.Conflict, Key: key, Args: []any{int64(1234), "Alma Llanera"}})
			if !strings.Contains(got, "1,234") || !strings.Contains(got, "Alma Llanera") || strings.Contains(got, "%") {
				t.Errorf("%s, %s: %s", lang, key, got)
			}
		}
	}
}
