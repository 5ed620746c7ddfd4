package staff_test

import (
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
)

func TestTooManyTries(t *testing.T) {
	o := one(t)
	o.Limits = staff.NewLimits()
	before := o.position()
	for _, login := range []string{"rosa", "nadie"} {
		for range 10 {
			_, _, err := o.signIn(login, "no es esta la contraseña")
			o.refused(err, trenza.Forbidden, "staff.sign_in_refused")
		}
		hashes := o.Hashes()
		for range 5 {
			_, _, err := o.signIn(login, passphrase)
			o.refused(err, trenza.Unavailable, "staff.sign_in_limited")
		}
		if o.Hashes() != hashes {
			t.Error("who tries too often still costs work")
		}
	}
	if got := o.told(before); len(got) != 11 {
		t.Errorf("ten refusals and one at the limit: %v", got)
	}
	o.after(12 * time.Second)
	_, _, err := o.signIn("rosa", passphrase)
	o.must(err)
	_, _, err = o.signIn("rosa", passphrase)
	o.refused(err, trenza.Unavailable, "staff.sign_in_limited")
}

// From one address only so many are tried, whoever they are; the account that
// would have been next loses nothing by it.
func TestTooManyTriesFromOneAddress(t *testing.T) {
	o := one(t)
	o.Limits = staff.NewLimits()
	try := func(login, address string) error {
		_, _, err := o.SignIn(t.Context(), staff.Attempt{Login: login, Password: passphrase, Address: address})
		return err
	}
	for i := range 60 {
		o.refused(try("nadie"+string(rune('a'+i)), "203.0.113.9"), trenza.Forbidden, "staff.sign_in_refused")
	}
	for range 20 {
		o.refused(try("rosa", "203.0.113.9"), trenza.Unavailable, "staff.sign_in_limited")
		_, err := o.FinishPasskey(t.Context(), "", nil, "203.0.113.9")
		o.refused(err, trenza.Unavailable, "staff.sign_in_limited")
	}
	o.must(try("rosa", "203.0.113.10"))
	o.must(try("rosa", ""))
}

func TestLimitsRememberAFew(t *testing.T) {
	o := one(t)
	o.Limits = staff.NewLimits()
	o.Limits.Remember(8)
	for i := range 100 {
		o.signIn("nadie"+string(rune('a'+i)), passphrase)
	}
	if n := o.Limits.Remembers(); n > 16 {
		t.Errorf("%d limiters", n)
	}
}

func TestWhatCountsAsOneAddress(t *testing.T) {
	for address, want := range map[string]string{
		"203.0.113.7":               "203.0.113.7",
		"::ffff:203.0.113.7":        "203.0.113.7",
		"2001:db8:1:2:3:4:5:6":      "2001:db8:1:2::/64",
		"2001:db8:1:2:ffff::1%eth0": "2001:db8:1:2::/64",
		"no es una dirección":       "no es una dirección",
	} {
		if got := staff.Neighbourhood(address); got != want {
			t.Errorf("%s counts as %s, want %s", address, got, want)
		}
	}
}
