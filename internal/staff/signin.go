package staff

import (
	"context"
	"log/slog"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Attempt is somebody at the door with a login and a password.
type Attempt struct {
	Login    string
	Password string
	Address  string // where she is, without a port; "" on this machine
}

// ErrRefused is the one answer to whoever does not get in, whatever was wrong.
var ErrRefused = &trenza.Problem{Kind: trenza.Forbidden, Key: "staff.sign_in_refused"}

// ErrLimited is the answer to whoever tries too often, whether or not there is
// such an account.
var ErrLimited = &trenza.Problem{Kind: trenza.Unavailable, Key: "staff.sign_in_limited"}

// SignIn returns the account that a login and a password open, and the factors
// that must still be shown, one of them, before a session is opened. Otherwise it
// returns ErrRefused or ErrLimited, after the same work whether or not the account
// exists.
func (d *Desk) SignIn(ctx context.Context, at Attempt) (Account, []Factor, error) {
	token, err := d.loginToken(ctx, normalLogin(at.Login))
	if err != nil {
		return Account{}, nil, err
	}
	if err := d.admit(ctx, Password, token, at.Address); err != nil {
		return Account{}, nil, err
	}
	var a Account
	var factors []Factor
	p, err := d.password(ctx, func(r store.Reader) (found bool, err error) {
		if a, found, err = d.accountByLogin(ctx, r, token); err == nil {
			factors, err = factorsOf(ctx, r, a)
		}
		return found && a.State == Active, err
	}, &a)
	if err != nil {
		return Account{}, nil, err
	}
	if err := d.holds(ctx, a, p, at.Password); err != nil {
		return Account{}, nil, err
	}
	return a, factors, nil
}

// CheckPassword takes the password of an account whose holder is known already: of
// a session that fell asleep, say. It refuses as SignIn does.
func (d *Desk) CheckPassword(ctx context.Context, account, password, address string) error {
	return d.checkPassword(ctx, account, password, address, "go on")
}

// StepUp takes the actor's password again before something that a session alone
// does not open.
func (d *Desk) StepUp(ctx context.Context, actor trenza.Actor, password, address string) error {
	if err := mayOwn(actor, "account.change"); err != nil {
		return err
	}
	return d.checkPassword(ctx, actor.Account, password, address, "step up")
}

func (d *Desk) checkPassword(ctx context.Context, account, password, address, reason string) error {
	var a Account
	p, err := d.password(ctx, func(r store.Reader) (found bool, err error) {
		a, found, err = d.account(ctx, r, account)
		return found && a.State == Active, err
	}, &a)
	if err != nil {
		return err
	}
	token, err := d.loginToken(ctx, a.Login)
	if err != nil {
		return err
	}
	if err := d.admit(ctx, Password, token, address); err != nil {
		return err
	}
	if err := d.holds(ctx, a, p, password); err != nil {
		return err
	}
	return d.Journal.Write(ctx, a.self(), func(tx *journal.Tx) error {
		_, err := tx.Tell(ctx, FactorShown{about{a.ID}, Password, reason})
		return err
	})
}

// password finds the hash of the account that find finds, and "" where there is
// none that anybody may come in by.
func (d *Desk) password(ctx context.Context, find func(store.Reader) (bool, error), a *Account) (kept keptPassword, err error) {
	err = d.Data.Read(ctx, func(r store.Reader) error {
		found, err := find(r)
		if err != nil {
			return err
		}
		has, err := d.secret(ctx, r, *a, Password, &kept)
		if !found || !has {
			kept = keptPassword{}
		}
		return err
	})
	return kept, err
}

// holds refuses a password that is not the one of an account. A hash of another
// cost than new ones have is made anew.
func (d *Desk) holds(ctx context.Context, a Account, kept keptPassword, password string) error {
	decoy, err := d.decoyHash(ctx)
	if err != nil {
		return err
	}
	hash := kept.Hash
	if hash == "" {
		hash = decoy
	}
	same, dated, err := d.matches(ctx, password, hash)
	if err != nil {
		return err
	}
	if !same || kept.Hash == "" {
		d.tellRefused(ctx, a, Password, false)
		return ErrRefused
	}
	if !dated {
		return nil
	}
	return d.renew(ctx, a, kept.Hash, password)
}

// renew makes the hash of a password anew at its present cost, unless another
// password was set meanwhile.
func (d *Desk) renew(ctx context.Context, a Account, before, password string) error {
	hash, err := d.hash(ctx, password)
	if err != nil {
		return err
	}
	return d.Journal.Write(ctx, a.self(), func(tx *journal.Tx) error {
		var kept keptPassword
		found, err := d.secret(ctx, tx, a, Password, &kept)
		if err != nil || !found || kept.Hash != before {
			return err
		}
		entry, err := tx.Tell(ctx, PasswordRenewed{about{a.ID}})
		if err != nil {
			return err
		}
		return d.putPassword(ctx, tx, a.ID, hash, entry)
	})
}

// Knock counts a try at a door that has no login, the link of an invitation or
// a ceremony that begins, and answers ErrLimited to an address that tries too
// often.
func (d *Desk) Knock(address string) error {
	if !d.Limits.address(address, d.now()) {
		return ErrLimited
	}
	return nil
}

// admit counts a try and refuses one too many. Who tries too often from an
// address does not use up the tries of the account, and nobody guesses a passkey.
func (d *Desk) admit(ctx context.Context, shown Factor, name, address string) error {
	if err := d.Knock(address); err != nil || d.Limits == nil || shown == Passkey {
		return err
	}
	now := d.now()
	per := d.Limits.PerAccount
	if shown == Code {
		per = d.Limits.PerCode
	}
	if d.Limits.allow(string(shown), name, per, now) {
		return nil
	}
	if d.Limits.allow("told "+string(shown), name, quiet, now) {
		d.later(ctx, func(ctx context.Context) { d.tellLimited(ctx, shown, name) })
	}
	return ErrLimited
}

// tellLimited tells that an account was tried too often, if there is one.
func (d *Desk) tellLimited(ctx context.Context, shown Factor, name string) {
	var a Account
	err := d.Data.Read(ctx, func(r store.Reader) (err error) {
		if shown == Code {
			a, _, err = d.account(ctx, r, name)
		} else {
			a, _, err = d.accountByLogin(ctx, r, name)
		}
		return err
	})
	if err != nil {
		slog.ErrorContext(ctx, "an account was tried too often", "error", err)
		return
	}
	d.refused(ctx, a, shown, true)
}

// tellRefused tells that an account, if it is one, was tried in vain.
func (d *Desk) tellRefused(ctx context.Context, a Account, shown Factor, limit bool) {
	d.later(ctx, func(ctx context.Context) { d.refused(ctx, a, shown, limit) })
}

func (d *Desk) refused(ctx context.Context, a Account, shown Factor, limit bool) {
	if a.ID == "" {
		return
	}
	err := d.Journal.Write(ctx, a.self(), func(tx *journal.Tx) error {
		entry, err := tx.Tell(ctx, SessionRefused{about{a.ID}, shown, limit})
		if err != nil || shown != Code || limit {
			return err
		}
		return d.countWrong(ctx, tx, a, entry)
	})
	if err != nil {
		slog.ErrorContext(ctx, "a refusal was not told", "error", err)
	}
}

// later does something after the answer: what is told only of accounts that exist
// must not show in the time that the answer takes.
func (d *Desk) later(ctx context.Context, do func(context.Context)) {
	d.telling.Go(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
		defer cancel()
		do(ctx)
	})
}
