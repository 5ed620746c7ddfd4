package registry

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// The purposes of a consent, each given and taken back by itself (domain rule
// 1.4). Refusing any but the first never affects the service.
const (
	ForService    = "service"
	ForReferral   = "referral"
	ForSharing    = access.SharingConsent // her case worker reads her other files
	ForStatistics = "anonymous_statistics"
	ForContact    = "contact_method"
	ForTestimony  = "testimony_image"
	ForResearch   = "research"
)

// Purposes lists the purposes of a consent.
func Purposes() []string {
	return []string{ForService, ForReferral, ForSharing, ForStatistics, ForContact, ForTestimony, ForResearch}
}

// Consent is one consent of a person to one purpose.
type Consent struct {
	ID          string     `json:"id"`
	Person      string     `json:"person"`
	Purpose     string     `json:"purpose"`
	TextVersion string     `json:"text_version"` // of the text that was read to her
	Language    string     `json:"language"`
	Mode        string     `json:"mode"` // signed, verbal_witnessed or verbal
	Given       trenza.Day `json:"given"`
	Revoked     trenza.Day `json:"revoked,omitempty"` // first day on which it no longer holds
}

// Check refuses a consent that could not be shown later.
func (c Consent) Check() error {
	switch {
	case !slices.Contains(Purposes(), c.Purpose):
		return trenza.Refuse("registry.consent_purpose", c.Purpose, Purposes())
	case !slices.Contains([]string{"signed", "verbal_witnessed", "verbal"}, c.Mode):
		return trenza.Refuse("registry.consent_mode", c.Mode)
	case c.Given == "" || c.TextVersion == "" || c.Language == "":
		return trenza.Refuse("registry.consent_incomplete")
	}
	return nil
}

// Consents keeps a consent that a person gives and returns its id.
func Consents(ctx context.Context, tx *journal.Tx, c Consent) (string, error) {
	if err := access.May(tx.Actor(), "consent.give", access.Row{Kind: access.Person, Class: trenza.P2}); err != nil {
		return "", err
	}
	if err := c.Check(); err != nil {
		return "", err
	}
	c.ID = trenza.NewID()
	entry, err := tx.Tell(ctx, ConsentGiven{c})
	if err != nil {
		return "", err
	}
	_, err = tx.Exec(ctx, `
		insert into consent (organisation, id, person, purpose, text_version, language, mode, given, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		tx.Organisation(), c.ID, c.Person, c.Purpose, c.TextVersion, c.Language, c.Mode, c.Given, entry)
	return c.ID, err
}

// Revoke ends a consent on a day. What was shared before stays shared; nothing
// is shared from that day on.
func Revoke(ctx context.Context, tx *journal.Tx, c Consent, on trenza.Day) error {
	if err := must(ctx, tx, "consent.revoke", c.Person); err != nil {
		return err
	}
	if c.Revoked != "" {
		return nil
	}
	if on < c.Given {
		return trenza.Refuse("registry.revoked_before_given", on, c.Given)
	}
	if _, err := tx.Tell(ctx, ConsentRevoked{ID: c.ID, Whose: c.Person, On: on}); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `
		update consent
		set revoked = $3
		where organisation = $1 and id = $2`, tx.Organisation(), c.ID, on)
	return err
}

const consentColumns = `
	id,
	person,
	purpose,
	text_version,
	language,
	mode,
	given,
	coalesce(revoked, '')`

func scanConsent(scan store.Scan) (Consent, error) {
	var c Consent
	return c, scan(&c.ID, &c.Person, &c.Purpose, &c.TextVersion, &c.Language, &c.Mode, &c.Given, &c.Revoked)
}

// ConsentsOf returns what a person consented to, taken back or not, in the
// order in which it was given.
func ConsentsOf(ctx context.Context, r store.Reader, organisation, person string) ([]Consent, error) {
	return store.All(ctx, r, `select `+consentColumns+`
		from consent
		where organisation = $1 and person = $2
		order by entry`, store.Args(organisation, person), scanConsent)
}

// ConsentsGiven returns the consents that a person gave by the entries from one
// position to another.
func ConsentsGiven(ctx context.Context, r store.Reader, organisation, person string, first, last int64) ([]Consent, error) {
	return store.All(ctx, r, `select `+consentColumns+`
		from consent
		where organisation = $1 and person = $2 and entry >= $3 and entry <= $4
		order by entry`, store.Args(organisation, person, first, last), scanConsent)
}

// Holds reports whether a person's consent to a purpose holds on a day.
func Holds(consents []Consent, purpose string, on trenza.Day) bool {
	return slices.ContainsFunc(consents, func(c Consent) bool {
		return c.Purpose == purpose && c.Given <= on && (c.Revoked == "" || on < c.Revoked)
	})
}
