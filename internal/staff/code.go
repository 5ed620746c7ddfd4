package staff

import (
	"bytes"
	"context"
	"crypto/subtle"
	"fmt"
	"image/png"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Codes are those that every generator makes: six digits every thirty seconds
// (RFC 6238). One step before and after the present one is taken too, for clocks
// that differ.
const (
	codeStep = 30 * time.Second
	codeSlip = 1

	secretSize = 32 // signs of base 32: 160 bits, as RFC 4226 asks
)

// CodeSecret is what a code generator is set with.
type CodeSecret struct {
	Secret  string // base 32; it stays in her session until she confirms it
	Groups  string // the secret in groups of four, for who types it
	URL     string // "otpauth://totp/…"
	Picture []byte // the URL as a QR code, PNG
}

// keptCode is what the secret of a code generator holds sealed.
type keptCode struct {
	Secret string `json:"secret"`
	Last   int64  `json:"last"`            // the last step whose code was used
	Wrong  int    `json:"wrong,omitempty"` // codes since then that were not its
}

// mostWrong is how many wrong codes in a row a generator stands (NIST SP 800-63B,
// 5.2.2), in every process and however slowly they come. From then on it opens
// nothing: whoever tries them knows her password. A passkey still opens, a new
// generator begins anew, and two people lead her back in.
const mostWrong = 100

// NewCode draws the secret of a code generator for the actor. It counts for
// nothing until ConfirmCode.
func (d *Desk) NewCode(ctx context.Context, actor trenza.Actor) (CodeSecret, error) {
	if err := mayOwn(actor, "account.change"); err != nil {
		return CodeSecret{}, err
	}
	var a Account
	err := d.Data.Read(ctx, func(r store.Reader) (err error) {
		a, err = d.within(ctx, r, actor.Organisation, actor.Account)
		return err
	})
	if err != nil {
		return CodeSecret{}, err
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: "Trenza", AccountName: a.Login})
	if err != nil {
		return CodeSecret{}, fmt.Errorf("drawing the secret of a code generator: %w", err)
	}
	picture, err := pictureOf(key)
	return CodeSecret{Secret: key.Secret(), Groups: groupsOf(key.Secret()), URL: key.URL(), Picture: picture}, err
}

func pictureOf(key *otp.Key) ([]byte, error) {
	picture, err := key.Image(240, 240)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = png.Encode(&b, picture)
	return b.Bytes(), err
}

// groupsOf writes a secret in groups of four.
func groupsOf(secret string) string {
	var b strings.Builder
	for i, r := range secret {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// ConfirmCode sets the actor's code generator, once it has shown a code; it takes
// the place of the one before. A code that is not its is Invalid,
// "staff.code_other".
func (d *Desk) ConfirmCode(ctx context.Context, actor trenza.Actor, secretText, code string) error {
	if err := mayOwn(actor, "account.change"); err != nil {
		return err
	}
	step, ok := d.step(secretText, code, 0)
	if !ok || len(secretText) < secretSize {
		return trenza.Refuse("staff.code_other")
	}
	return d.Journal.Write(ctx, actor, func(tx *journal.Tx) error {
		if err := d.stillIn(ctx, tx, actor.Account); err != nil {
			return err
		}
		entry, err := tx.Tell(ctx, FactorAdded{about{actor.Account}, Code, ""})
		if err != nil {
			return err
		}
		return d.putSecret(ctx, tx, secret{account: actor.Account, kind: Code}, keptCode{Secret: secretText, Last: step}, entry)
	})
}

// DropCode takes the actor's code generator off.
func (d *Desk) DropCode(ctx context.Context, actor trenza.Actor) error {
	if err := mayOwn(actor, "account.change"); err != nil {
		return err
	}
	return d.drop(ctx, actor, secret{account: actor.Account, kind: Code})
}

// drop takes a factor off, if it is there.
func (d *Desk) drop(ctx context.Context, actor trenza.Actor, s secret) error {
	return d.Journal.Write(ctx, actor, func(tx *journal.Tx) error {
		dropped, err := dropSecret(ctx, tx, s)
		if err == nil && !dropped {
			err = unknown("staff.factor_unknown")
		}
		if err != nil {
			return err
		}
		_, err = tx.Tell(ctx, FactorDropped{about{s.account}, s.kind, s.id})
		return err
	})
}

// ErrCode is the answer to a code that does not open.
var ErrCode = &trenza.Problem{Kind: trenza.Forbidden, Key: "staff.code_refused"}

// CheckCode takes a code of an account whose holder has shown her password, or
// whose session fell asleep. Each code is used once, here and in every process.
// Otherwise the answer is Forbidden, "staff.code_refused", or ErrLimited.
func (d *Desk) CheckCode(ctx context.Context, account, code, address string) error {
	if err := d.admit(ctx, Code, account, address); err != nil {
		return err
	}
	var a Account
	err := d.Data.Read(ctx, func(r store.Reader) (err error) {
		a, _, err = d.account(ctx, r, account)
		return err
	})
	if err != nil {
		return err
	}
	if a.State != Active {
		return ErrCode
	}
	err = d.Journal.Write(ctx, a.self(), func(tx *journal.Tx) error { return d.useCode(ctx, tx, a, code) })
	if trenza.KindOf(err) == trenza.Forbidden {
		d.tellRefused(ctx, a, Code, false)
	}
	return err
}

func (d *Desk) useCode(ctx context.Context, tx *journal.Tx, a Account, code string) error {
	var kept keptCode
	found, err := d.secret(ctx, tx, a, Code, &kept)
	if err != nil {
		return err
	}
	step, ok := d.step(kept.Secret, code, kept.Last)
	if !found || !ok || kept.Wrong >= mostWrong {
		return ErrCode
	}
	kept.Last, kept.Wrong = step, 0
	entry, err := tx.Tell(ctx, FactorShown{about{a.ID}, Code, "sign in"})
	if err != nil {
		return err
	}
	return d.putSecret(ctx, tx, secret{account: a.ID, kind: Code}, kept, entry)
}

// countWrong counts a wrong code against the generator of an account.
func (d *Desk) countWrong(ctx context.Context, tx *journal.Tx, a Account, entry int64) error {
	var kept keptCode
	found, err := d.secret(ctx, tx, a, Code, &kept)
	if err != nil || !found || kept.Wrong >= mostWrong {
		return err
	}
	kept.Wrong++
	return d.putSecret(ctx, tx, secret{account: a.ID, kind: Code}, kept, entry)
}

// step returns the step near the present one, later than the last that was used,
// whose code this is.
func (d *Desk) step(secretText, code string, last int64) (int64, bool) {
	code = strings.Join(strings.Fields(code), "")
	now := d.now().Unix() / int64(codeStep/time.Second)
	for step := max(now-codeSlip, last+1); step <= now+codeSlip; step++ {
		want, err := hotp.GenerateCode(secretText, uint64(step))
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return step, true
		}
	}
	return 0, false
}
