package staff_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
)

func TestWhoSignsIn(t *testing.T) {
	each(t, func(o *office) {
		a, factors, err := o.signIn("rosa", passphrase)
		if err != nil || a.ID != o.rosa.ID || len(factors) != 0 {
			o.Errorf("she is not let in: %+v %v %v", a, factors, err)
		}
		before := o.position()
		a, _, err = o.signIn("rosa", passphrase+" ")
		o.refused(err, trenza.Forbidden, "staff.sign_in_refused")
		if a.ID != "" {
			o.Errorf("a refusal says whose account it is: %+v", a)
		}
		if got := o.told(before); !slices.Equal(got, []string{"session.refused"}) {
			o.Errorf("told %v", got)
		}
		_, _, err = o.signIn("nadie", passphrase)
		o.refused(err, trenza.Forbidden, "staff.sign_in_refused")
		if got := o.told(before); len(got) != 1 {
			o.Errorf("nobody’s account is told of: %v", got)
		}
		// However the keyboard composes it, it is the same password.
		_, _, err = o.signIn("rosa", strings.ReplaceAll(passphrase, "í", "i\u0301"))
		o.must(err)
	})
}

// Whatever is wrong, the answer is the same and takes the same work: one hash, at
// the present cost.
func TestTheSameWorkForEverybody(t *testing.T) {
	o := one(t)
	luz := o.join("luz")
	o.must(o.Close(t.Context(), o.as(o.rosa), luz.ID))
	_, err := o.Invite(t.Context(), o.as(o.rosa), staff.Invitation{Name: "Carmen", Login: "carmen"})
	o.must(err)
	o.signIn("nadie", passphrase) // the decoy is made at the first
	for _, c := range []struct{ name, login, password string }{
		{"another password", "rosa", "no es esta la contraseña"},
		{"nobody", "nadie", passphrase},
		{"closed", "luz", passphrase},
		{"invited", "carmen", passphrase},
		{"no login at all", "", ""},
		{"a login that nobody can have", strings.Repeat("x", 5000), passphrase},
		{"a password that nobody can have", "rosa", passphrase + strings.Repeat("x", 1<<20)},
	} {
		before := o.Hashes()
		_, _, err := o.signIn(c.login, c.password)
		o.refused(err, trenza.Forbidden, "staff.sign_in_refused")
		if made := o.Hashes() - before; made != 1 {
			t.Errorf("%s: %d hashes", c.name, made)
		}
	}
	before := o.Hashes()
	o.signIn("rosa", passphrase)
	if made := o.Hashes() - before; made != 1 {
		t.Errorf("who is let in: %d hashes", made)
	}
}

// A hash of another cost is made anew by whoever signs in, once.
func TestHashesKeepUp(t *testing.T) {
	each(t, func(o *office) {
		o.Cost = staff.Cost{Memory: 128, Passes: 2, Threads: 1}
		before := o.position()
		for _, hashes := range []int64{3, 1} { // with the decoy, then her own, then made anew
			made := o.Hashes()
			_, _, err := o.signIn("rosa", passphrase)
			o.must(err)
			if made = o.Hashes() - made; made != hashes {
				o.Errorf("%d hashes, want %d", made, hashes)
			}
		}
		if got := o.told(before); !slices.Equal(got, []string{"password.renewed"}) {
			o.Errorf("told %v", got)
		}
	})
}

func TestTheHashIsTheOneRecommended(t *testing.T) {
	o := one(t)
	o.Cost = staff.Cost{}
	o.must(o.ChangePassword(t.Context(), o.as(o.rosa), passphrase, "otra frase que nadie adivina", ""))
	_, _, err := o.signIn("rosa", "otra frase que nadie adivina")
	o.must(err)
	if staff.Recommended != (staff.Cost{Memory: 65536, Passes: 3, Threads: 1}) {
		t.Errorf("the cost is %+v", staff.Recommended)
	}
}

func FuzzHashes(f *testing.F) {
	f.Add("$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaA")
	f.Add("$argon2i$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		written, err := staff.ParseHash(text)
		if err != nil {
			return
		}
		if again, err := staff.ParseHash(written); err != nil || again != written {
			t.Errorf("%q is written %q and then %q, %v", text, written, again, err)
		}
	})
}

func TestPasswordsAreChangedByWhoKnowsThem(t *testing.T) {
	each(t, func(o *office) {
		rosa, sessions := o.as(o.rosa), o.Sessions()
		here, err := sessions.Open(o.Context(), o.rosa.ID, "")
		o.must(err)
		there, err := sessions.Open(o.Context(), o.rosa.ID, "")
		o.must(err)
		current, _, err := sessions.Current(o.Context(), here)
		o.must(err)
		const next = "una montaña azul tranquila"
		o.refused(o.ChangePassword(o.Context(), rosa, "no es esta la contraseña", next, ""), trenza.Forbidden, "staff.sign_in_refused")
		o.refused(o.ChangePassword(o.Context(), rosa, passphrase, passphrase, ""), trenza.Invalid, "staff.password_same")
		o.refused(o.ChangePassword(o.Context(), rosa, passphrase, "rosa quispe alma", ""), trenza.Invalid, "staff.password_guessable")
		o.must(o.ChangePassword(o.Context(), rosa, passphrase, next, current.ID))
		_, _, err = o.signIn("rosa", passphrase)
		o.refused(err, trenza.Forbidden, "staff.sign_in_refused")
		_, _, err = o.signIn("rosa", next)
		o.must(err)
		for token, stays := range map[string]bool{here: true, there: false} {
			if account, _, err := sessions.Resume(o.Context(), token); (account != "") != stays || err != nil {
				o.Errorf("a session stays: %v, want %v, %v", account, stays, err)
			}
		}
	})
}
