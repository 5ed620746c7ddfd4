package registry_test

import (
	"errors"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

func consent(person, purpose string) registry.Consent {
	return registry.Consent{
		Person: person, Purpose: purpose, TextVersion: "2020-01", Language: "es", Mode: "verbal_witnessed", Given: "2020-03-02",
	}
}

// consentsOf reads what a person consented to.
func consentsOf(w *World, person string) (consents []registry.Consent) {
	w.Helper()
	w.Read(func(r store.Reader) (err error) {
		consents, err = registry.ConsentsOf(w.Context, r, w.Actor.Organisation, person)
		return err
	})
	return consents
}

func TestConsentsAreGivenAndRevokedOneByOne(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location)
		ana := w.Meet(Numbered(1), Today).Person.ID
		for _, purpose := range []string{registry.ForService, registry.ForReferral} {
			w.Write(func(tx *journal.Tx) error {
				_, err := registry.Consents(w.Context, tx, consent(ana, purpose))
				return err
			})
		}
		referral := consentsOf(w, ana)[1]
		w.Write(func(tx *journal.Tx) error { return registry.Revoke(w.Context, tx, referral, "2020-05-01") })
		consents := consentsOf(w, ana)
		for _, c := range []struct {
			purpose string
			on      trenza.Day
			want    bool
		}{
			{registry.ForService, "2020-03-01", false},
			{registry.ForService, "2020-03-02", true},
			{registry.ForService, "2021-03-02", true},
			{registry.ForReferral, "2020-04-30", true},
			{registry.ForReferral, "2020-05-01", false},
			{registry.ForResearch, "2020-03-02", false},
		} {
			if got := registry.Holds(consents, c.purpose, c.on); got != c.want {
				t.Errorf("%s on %s: %v", c.purpose, c.on, got)
			}
		}
		before := w.Position()
		w.Write(func(tx *journal.Tx) error { return registry.Revoke(w.Context, tx, consents[1], "2020-06-01") })
		if again := consentsOf(w, ana)[1]; again.Revoked != "2020-05-01" || w.Position() != before {
			t.Errorf("what was revoked was revoked again: %+v", again)
		}
	})
}

func TestConsentsThatCouldNotBeShownAreRefused(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	ana := w.Meet(Numbered(1), Today).Person.ID
	for key, spoil := range map[string]func(*registry.Consent){
		"registry.consent_purpose":    func(c *registry.Consent) { c.Purpose = "marketing" },
		"registry.consent_mode":       func(c *registry.Consent) { c.Mode = "nodded" },
		"registry.consent_incomplete": func(c *registry.Consent) { c.TextVersion = "" },
	} {
		c := consent(ana, registry.ForService)
		spoil(&c)
		err := w.Try(func(tx *journal.Tx) error {
			_, err := registry.Consents(w.Context, tx, c)
			return err
		})
		if !errors.Is(err, trenza.Refuse(key)) {
			t.Errorf("want %s, got %v", key, err)
		}
	}
	err := w.Try(func(tx *journal.Tx) error {
		return registry.Revoke(w.Context, tx, consent(ana, registry.ForService), "2020-03-01")
	})
	if !errors.Is(err, trenza.Refuse("registry.revoked_before_given")) {
		t.Error(err)
	}
	if consents := consentsOf(w, ana); len(consents) != 0 {
		t.Errorf("kept: %+v", consents)
	}
}
