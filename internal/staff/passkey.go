package staff

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Ceremony is one exchange with a passkey (WebAuthn level 3). Options go to the
// page; Kept stays in her session and is taken out of it when she answers, so that
// no challenge is answered twice.
type Ceremony struct {
	Options json.RawMessage // for navigator.credentials, {"publicKey": …}
	Kept    string
}

// Key is a passkey as its owner sees it.
type Key struct {
	ID    string
	Name  string // as she calls it
	Added time.Time
	Used  time.Time // zero while it was not
}

// keptKey is what the secret of a passkey holds sealed.
type keptKey struct {
	Name       string              `json:"name"`
	Added      time.Time           `json:"added"`
	Used       time.Time           `json:"used"`
	Credential webauthn.Credential `json:"credential"`
}

// errPasskey is the answer to a passkey that does not open.
var errPasskey = &trenza.Problem{Kind: trenza.Forbidden, Key: "staff.passkey_refused"}

// patience is how long a page waits for a passkey.
const patience = 5 * time.Minute

// party is what passkeys know this installation by: the host of its pages.
func (d *Desk) party() (*webauthn.WebAuthn, error) {
	origin, err := url.Parse(d.Origin)
	if err != nil || origin.Hostname() == "" {
		return nil, fmt.Errorf("passkeys need the address of the pages, not %q", d.Origin)
	}
	waits := webauthn.TimeoutConfig{Enforce: true, Timeout: patience, TimeoutUVD: patience}
	return webauthn.New(&webauthn.Config{
		RPID:          origin.Hostname(),
		RPDisplayName: "Trenza",
		RPOrigins:     []string{d.Origin},
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey:        protocol.ResidentKeyRequirementRequired,
			RequireResidentKey: protocol.ResidentKeyRequired(),
			UserVerification:   protocol.VerificationRequired,
		},
		AttestationPreference: protocol.PreferNoAttestation,
		Timeouts:              webauthn.TimeoutsConfig{Login: waits, Registration: waits},
	})
}

// bearer is the holder of an account as the library knows her. The handle that her
// passkeys keep is the id of the account, which says nothing of her.
type bearer struct {
	account Account
	ids     []string
	keys    []keptKey
}

// WebAuthnID implements webauthn.User.
func (b *bearer) WebAuthnID() []byte { return []byte(b.account.ID) }

// WebAuthnName implements webauthn.User.
func (b *bearer) WebAuthnName() string { return b.account.Login }

// WebAuthnDisplayName implements webauthn.User.
func (b *bearer) WebAuthnDisplayName() string { return b.account.Name }

// WebAuthnCredentials implements webauthn.User.
func (b *bearer) WebAuthnCredentials() []webauthn.Credential {
	all := make([]webauthn.Credential, len(b.keys))
	for i, k := range b.keys {
		all[i] = k.Credential
	}
	return all
}

// bearer finds the holder of an active account with her passkeys.
func (d *Desk) bearer(ctx context.Context, r store.Reader, account string) (*bearer, error) {
	a, found, err := d.account(ctx, r, account)
	if err == nil && (!found || a.State != Active) {
		err = errPasskey
	}
	if err != nil {
		return nil, err
	}
	b := &bearer{account: a}
	secrets, err := secretsOf(ctx, r, a.Organisation, a.ID, Passkey)
	if err != nil {
		return nil, err
	}
	for _, s := range secrets {
		var k keptKey
		if err := d.open(ctx, a.Organisation, s.slot(), s.kept, &k); err != nil {
			return nil, err
		}
		b.ids, b.keys = append(b.ids, s.id), append(b.keys, k)
	}
	return b, nil
}

func (d *Desk) readBearer(ctx context.Context, account string) (b *bearer, err error) {
	err = d.Data.Read(ctx, func(r store.Reader) error {
		b, err = d.bearer(ctx, r, account)
		return err
	})
	return b, err
}

// ceremony packs what a page gets and what the session keeps.
func ceremony(options any, session *webauthn.SessionData, err error) (Ceremony, error) {
	if err != nil {
		return Ceremony{}, fmt.Errorf("beginning with a passkey: %w", err)
	}
	page, err := json.Marshal(options)
	if err != nil {
		return Ceremony{}, err
	}
	kept, err := json.Marshal(session)
	return Ceremony{Options: page, Kept: string(kept)}, err
}

// BeginNewPasskey begins to add a passkey to the actor's account.
func (d *Desk) BeginNewPasskey(ctx context.Context, actor trenza.Actor) (Ceremony, error) {
	if err := mayOwn(actor, "account.change"); err != nil {
		return Ceremony{}, err
	}
	party, err := d.party()
	if err != nil {
		return Ceremony{}, err
	}
	b, err := d.readBearer(ctx, actor.Account)
	if err != nil {
		return Ceremony{}, err
	}
	there := webauthn.Credentials(b.WebAuthnCredentials()).CredentialDescriptors()
	return ceremony(party.BeginRegistration(b, webauthn.WithExclusions(there)))
}

// FinishNewPasskey adds the passkey that a page answered with, under a name of her
// own, which may be "". An answer to something else is Forbidden,
// "staff.passkey_refused".
func (d *Desk) FinishNewPasskey(ctx context.Context, actor trenza.Actor, kept string, answer []byte, name string) (Key, error) {
	if err := mayOwn(actor, "account.change"); err != nil {
		return Key{}, err
	}
	party, session, err := d.resume(kept)
	if err != nil {
		return Key{}, err
	}
	b, err := d.readBearer(ctx, actor.Account)
	if err != nil {
		return Key{}, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return Key{}, errPasskey.Because(err)
	}
	credential, err := party.CreateCredential(b, session, parsed)
	if err != nil {
		return Key{}, errPasskey.Because(err)
	}
	k := keptKey{Name: keyName(name), Added: d.now(), Credential: *credential}
	id := trenza.NewID()
	err = d.Journal.Write(ctx, actor, func(tx *journal.Tx) error {
		if err := d.stillIn(ctx, tx, actor.Account); err != nil {
			return err
		}
		entry, err := tx.Tell(ctx, FactorAdded{about{b.account.ID}, Passkey, id})
		if err != nil {
			return err
		}
		return d.putSecret(ctx, tx, secret{account: b.account.ID, kind: Passkey, id: id}, k, entry)
	})
	return Key{ID: id, Name: k.Name, Added: k.Added}, err
}

// keyName cuts a name to what a list can show.
func keyName(name string) string {
	name = strings.Join(strings.Fields(strings.ToValidUTF8(name, "")), " ")
	if utf8.RuneCountInString(name) > 60 {
		name = string([]rune(name)[:60])
	}
	return name
}

// resume reads what the session kept of a ceremony.
func (d *Desk) resume(kept string) (*webauthn.WebAuthn, webauthn.SessionData, error) {
	var session webauthn.SessionData
	party, err := d.party()
	if err != nil {
		return nil, session, err
	}
	if err := json.Unmarshal([]byte(kept), &session); err != nil {
		return nil, session, errPasskey.Because(err)
	}
	return party, session, nil
}

// Passkeys lists the actor's own, the oldest first.
func (d *Desk) Passkeys(ctx context.Context, actor trenza.Actor) ([]Key, error) {
	if err := mayOwn(actor, "account.read"); err != nil {
		return nil, err
	}
	b, err := d.readBearer(ctx, actor.Account)
	if err != nil {
		return nil, err
	}
	keys := make([]Key, len(b.keys))
	for i, k := range b.keys {
		keys[i] = Key{ID: b.ids[i], Name: k.Name, Added: k.Added, Used: k.Used}
	}
	return keys, nil
}

// DropPasskey takes one of the actor's passkeys off.
func (d *Desk) DropPasskey(ctx context.Context, actor trenza.Actor, id string) error {
	if err := mayOwn(actor, "account.change"); err != nil {
		return err
	}
	return d.drop(ctx, actor, secret{account: actor.Account, kind: Passkey, id: id})
}

// Factors lists what the actor has set besides her password.
func (d *Desk) Factors(ctx context.Context, actor trenza.Actor) (factors []Factor, err error) {
	if err := mayOwn(actor, "account.read"); err != nil {
		return nil, err
	}
	err = d.Data.Read(ctx, func(r store.Reader) error {
		a, err := d.within(ctx, r, actor.Organisation, actor.Account)
		if err == nil {
			factors, err = factorsOf(ctx, r, a)
		}
		return err
	})
	return factors, err
}
