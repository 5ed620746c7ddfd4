package staff

import (
	"bytes"
	"context"
	"slices"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
)

// BeginPasskey begins to sign in by a passkey. It asks for no name, and so tells
// nobody which accounts there are.
func (d *Desk) BeginPasskey(context.Context) (Ceremony, error) {
	party, err := d.party()
	if err != nil {
		return Ceremony{}, err
	}
	return ceremony(party.BeginDiscoverableLogin())
}

// FinishPasskey returns the account that a passkey opens. The passkey has asked
// its bearer for a finger, a face or a number, and is enough by itself.
func (d *Desk) FinishPasskey(ctx context.Context, kept string, answer []byte, address string) (Account, error) {
	if err := d.admit(ctx, Passkey, "", address); err != nil {
		return Account{}, err
	}
	party, session, err := d.resume(kept)
	if err != nil {
		return Account{}, err
	}
	return d.shown(ctx, answer, "sign in", func(parsed *protocol.ParsedCredentialAssertionData) (*bearer, *webauthn.Credential, error) {
		find := func(_, handle []byte) (webauthn.User, error) { return d.readBearer(ctx, string(handle)) }
		user, credential, err := party.ValidatePasskeyLogin(find, session, parsed)
		b, _ := user.(*bearer)
		return b, credential, err
	})
}

// BeginStepUp begins to show a passkey of the actor's before something that a
// session alone does not open.
func (d *Desk) BeginStepUp(ctx context.Context, actor trenza.Actor) (Ceremony, error) {
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
	if len(b.keys) == 0 {
		return Ceremony{}, unknown("staff.factor_unknown")
	}
	return ceremony(party.BeginLogin(b))
}

// FinishStepUp takes the passkey that BeginStepUp asked for.
func (d *Desk) FinishStepUp(ctx context.Context, actor trenza.Actor, kept string, answer []byte, address string) error {
	if err := mayOwn(actor, "account.change"); err != nil {
		return err
	}
	if err := d.admit(ctx, Passkey, actor.Account, address); err != nil {
		return err
	}
	party, session, err := d.resume(kept)
	if err != nil {
		return err
	}
	_, err = d.shown(ctx, answer, "step up", func(parsed *protocol.ParsedCredentialAssertionData) (*bearer, *webauthn.Credential, error) {
		b, err := d.readBearer(ctx, actor.Account)
		if err != nil {
			return nil, nil, err
		}
		credential, err := party.ValidateLogin(b, session, parsed)
		return b, credential, err
	})
	return err
}

// shown reads the answer of a passkey, has it validated and notes its use. One
// whose count went back may be a copy, and is refused.
func (d *Desk) shown(ctx context.Context, answer []byte, reason string,
	validate func(*protocol.ParsedCredentialAssertionData) (*bearer, *webauthn.Credential, error)) (Account, error) {
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return Account{}, errPasskey.Because(err)
	}
	b, credential, err := validate(parsed)
	if err != nil {
		return Account{}, errPasskey.Because(err)
	}
	if credential.Authenticator.CloneWarning {
		d.tellRefused(ctx, b.account, Passkey, false)
		return Account{}, errPasskey
	}
	return b.account, d.note(ctx, b, credential, reason)
}

// note keeps the count of a passkey that was used, and tells it.
func (d *Desk) note(ctx context.Context, b *bearer, credential *webauthn.Credential, reason string) error {
	i := slices.IndexFunc(b.keys, func(k keptKey) bool { return bytes.Equal(k.Credential.ID, credential.ID) })
	s := secret{account: b.account.ID, kind: Passkey, id: b.ids[i]}
	k := b.keys[i]
	k.Used, k.Credential = d.now(), *credential
	return d.Journal.Write(ctx, b.account.self(), func(tx *journal.Tx) error {
		kept, err := secretsOf(ctx, tx, b.account.Organisation, b.account.ID, Passkey)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(kept, func(other secret) bool { return other.id == s.id }) {
			return errPasskey // taken off meanwhile, and not put back
		}
		entry, err := tx.Tell(ctx, FactorShown{about{b.account.ID}, Passkey, reason})
		if err != nil {
			return err
		}
		return d.putSecret(ctx, tx, s, k, entry)
	})
}
