package staff_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
)

// generator sets a code generator for somebody.
func (o *office) generator(a staff.Account) (secret string) {
	o.Helper()
	made, err := o.NewCode(o.Context(), o.as(a))
	o.must(err)
	o.must(o.ConfirmCode(o.Context(), o.as(a), made.Secret, o.code(made.Secret, 0)))
	o.after(30 * time.Second)
	return made.Secret
}

// code is what a generator shows so many steps from now.
func (o *office) code(secret string, steps int) string {
	o.Helper()
	code, err := totp.GenerateCode(secret, o.now().Add(time.Duration(steps)*30*time.Second))
	o.must(err)
	return code
}

func TestACodeIsUsedOnce(t *testing.T) {
	each(t, func(o *office) {
		before := o.position()
		secret := o.generator(o.rosa)
		_, factors, err := o.signIn("rosa", passphrase)
		if err != nil || !slices.Equal(factors, []staff.Factor{staff.Code}) {
			o.Fatalf("factors %v, %v", factors, err)
		}
		check := func(code string) error { return o.CheckCode(o.Context(), o.rosa.ID, code, "203.0.113.7") }
		o.refused(check("000000"), trenza.Forbidden, "staff.code_refused")
		o.refused(check(""), trenza.Forbidden, "staff.code_refused")
		o.refused(check(o.code(secret, 2)), trenza.Forbidden, "staff.code_refused")
		o.refused(check(o.code(secret, -2)), trenza.Forbidden, "staff.code_refused")
		now := o.code(secret, 0)
		o.must(check(now[:3] + " " + now[3:]))
		o.refused(check(now), trenza.Forbidden, "staff.code_refused")
		o.refused(check(o.code(secret, -1)), trenza.Forbidden, "staff.code_refused")
		o.must(check(o.code(secret, 1)))
		o.after(30 * time.Second)
		o.refused(check(o.code(secret, 0)), trenza.Forbidden, "staff.code_refused")
		o.must(o.DropCode(o.Context(), o.as(o.rosa)))
		o.refused(o.DropCode(o.Context(), o.as(o.rosa)), trenza.NotFound, "staff.factor_unknown")
		_, factors, err = o.signIn("rosa", passphrase)
		if err != nil || len(factors) != 0 {
			o.Errorf("factors %v, %v", factors, err)
		}
		got := slices.DeleteFunc(o.told(before), func(verb string) bool { return verb == "session.refused" })
		if want := []string{"factor.added", "factor.shown", "factor.shown", "factor.dropped"}; !slices.Equal(got, want) {
			o.Errorf("told %v", got)
		}
	})
}

// Who has no generator is not let in by the code of an empty secret, and a secret
// that nobody drew is not set.
func TestCodesOfNoGenerator(t *testing.T) {
	o := one(t)
	empty := o.code("", 0)
	o.refused(o.CheckCode(t.Context(), o.rosa.ID, empty, ""), trenza.Forbidden, "staff.code_refused")
	o.refused(o.CheckCode(t.Context(), "nobody", empty, ""), trenza.Forbidden, "staff.code_refused")
	o.refused(o.ConfirmCode(t.Context(), o.as(o.rosa), "", empty), trenza.Invalid, "staff.code_other")
	made, err := o.NewCode(t.Context(), o.as(o.rosa))
	o.must(err)
	o.refused(o.ConfirmCode(t.Context(), o.as(o.rosa), made.Secret, "123"), trenza.Invalid, "staff.code_other")
	if !strings.HasPrefix(made.URL, "otpauth://totp/Trenza:rosa?") || strings.ReplaceAll(made.Groups, " ", "") != made.Secret ||
		!strings.HasPrefix(string(made.Picture), "\x89PNG") {
		t.Errorf("the secret is given as %s, %s", made.URL, made.Groups)
	}
}

// Two who show the same code at once: one of them is let in.
func TestACodeAtTheSameTime(t *testing.T) {
	each(t, func(o *office) {
		code := o.code(o.generator(o.rosa), 0)
		answers := make(chan error)
		for range 4 {
			go func() { answers <- o.CheckCode(o.Context(), o.rosa.ID, code, "") }()
		}
		in := 0
		for range 4 {
			if err := <-answers; err == nil {
				in++
			}
		}
		if in != 1 {
			o.Errorf("%d were let in by one code", in)
		}
	})
}

func TestCodesAreNotGuessed(t *testing.T) {
	o := one(t)
	secret := o.generator(o.rosa)
	o.Limits = staff.NewLimits()
	for range 5 {
		o.refused(o.CheckCode(t.Context(), o.rosa.ID, "000000", ""), trenza.Forbidden, "staff.code_refused")
	}
	before := o.position()
	o.refused(o.CheckCode(t.Context(), o.rosa.ID, o.code(secret, 0), ""), trenza.Unavailable, "staff.sign_in_limited")
	if got := o.told(before); !slices.Equal(got, []string{"session.refused"}) {
		t.Errorf("told %v", got)
	}
	o.after(time.Minute)
	o.must(o.CheckCode(t.Context(), o.rosa.ID, o.code(secret, 0), ""))
}

// A code wakes a session and opens nothing; for that it takes the password.
func TestSteppingUp(t *testing.T) {
	each(t, func(o *office) {
		rosa := o.as(o.rosa)
		secret := o.generator(o.rosa)
		o.refused(o.StepUp(o.Context(), rosa, o.code(secret, 0), ""), trenza.Forbidden, "staff.sign_in_refused")
		before := o.position()
		o.must(o.StepUp(o.Context(), rosa, passphrase, ""))
		o.must(o.CheckPassword(o.Context(), o.rosa.ID, passphrase, ""))
		o.refused(o.CheckPassword(o.Context(), "nobody", passphrase, ""), trenza.Forbidden, "staff.sign_in_refused")
		if got := o.told(before); !slices.Equal(got, []string{"factor.shown", "factor.shown"}) {
			o.Errorf("told %v", got)
		}
	})
}
