package staff_test

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// passphrase is good enough for anybody in the tests.
const passphrase = "caballo grapa batería correcto"

// cheap hashes cost nothing.
var cheap = staff.Cost{Memory: 64, Passes: 1, Threads: 1}

// office is a desk with a clock of its own.
type office struct {
	*testing.T
	*staff.Desk
	world *worldtest.World
	mu    sync.Mutex
	clock time.Time
	rosa  staff.Account // the first administrator
}

// each runs a test on every engine in an office with one administrator, Rosa.
func each(t *testing.T, test func(o *office)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, location string) { test(opened(t, location)) })
}

// one runs a test on one engine: what it shows does not depend on the rows.
func one(t *testing.T) *office {
	t.Helper()
	return opened(t, storetest.Location(t, store.SQLite))
}

func opened(t *testing.T, location string) *office {
	t.Helper()
	o := empty(t, location)
	token, err := o.FirstLink(t.Context(), custodian)
	o.must(err)
	o.rosa, err = o.Accept(t.Context(), token, staff.Acceptance{Name: "Rosa Quispe", Login: "Rosa", Password: passphrase})
	o.must(err)
	return o
}

// empty is an office to which nobody has come yet.
func empty(t *testing.T, location string) *office {
	t.Helper()
	w := worldtest.Open(t, location)
	o := &office{T: t, world: w, clock: worldtest.Moment}
	o.Desk = &staff.Desk{
		Data: w.DB, Vault: w.Vault, Now: o.now, Origin: "https://trenza.example.pe", Cost: cheap,
		Journal: journal.New(w.DB, w.Vault, o.now),
	}
	t.Cleanup(o.Wait)
	return o
}

var custodian = trenza.Actor{Organisation: "alma", Name: "Guardián", Role: trenza.RoleCustodian}

func (o *office) now() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.clock
}

// after lets time pass.
func (o *office) after(d time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.clock = o.clock.Add(d)
}

func (o *office) must(err error) {
	o.Helper()
	if err != nil {
		o.Fatal(err)
	}
}

// refused expects a refusal by its key.
func (o *office) refused(err error, kind trenza.Kind, key string) {
	o.Helper()
	if !errors.Is(err, &trenza.Problem{Kind: kind, Key: key}) {
		o.Errorf("got %v, want %s", err, key)
	}
}

// as is what an account may be today.
func (o *office) as(a staff.Account) trenza.Actor {
	o.Helper()
	actor, _, err := o.Actor(o.Context(), a.ID, o.Today())
	o.must(err)
	return actor
}

// join has Rosa invite somebody, who comes in.
func (o *office) join(login string, grants ...trenza.Grant) staff.Account {
	o.Helper()
	token, err := o.Invite(o.Context(), o.as(o.rosa), staff.Invitation{Name: "Señora " + login, Login: login, Grants: grants})
	o.must(err)
	a, err := o.Accept(o.Context(), token, staff.Acceptance{Password: passphrase})
	o.must(err)
	return a
}

// administrator is a grant that administrators hold.
var administrator = trenza.Grant{Role: trenza.RoleAdministrator}

// told lists the verbs that the organisation has told after a position.
func (o *office) told(after int64) (verbs []string) {
	o.Helper()
	o.Wait()
	o.must(o.Data.Read(o.Context(), func(r store.Reader) error {
		return journal.EachAfter(o.Context(), r, "alma", after, func(g journal.Glance) error {
			verbs = append(verbs, g.Verb)
			return nil
		})
	}))
	return verbs
}

func (o *office) position() int64 { o.Wait(); return o.world.Position() }

// signIn signs in with a password alone.
func (o *office) signIn(login, password string) (staff.Account, []staff.Factor, error) {
	return o.SignIn(o.Context(), staff.Attempt{Login: login, Password: password, Address: "203.0.113.7"})
}

func TestTheFirstComesInByTheFirstLink(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		o := empty(t, location)
		if has, err := o.HasAccounts(t.Context()); has || err != nil {
			t.Fatalf("accounts from the start: %v %v", has, err)
		}
		earlier, err := o.FirstLink(t.Context(), custodian)
		o.must(err)
		token, err := o.FirstLink(t.Context(), custodian)
		o.must(err)
		_, err = o.Accept(t.Context(), earlier, staff.Acceptance{Name: "Rosa", Login: "rosa", Password: passphrase})
		o.refused(err, trenza.NotFound, "staff.link_spent")
		if has, _ := o.HasAccounts(t.Context()); has {
			t.Error("somebody who was only invited counts")
		}
		a, err := o.Accept(t.Context(), token, staff.Acceptance{Name: " Rosa  Quispe ", Login: "Rosa@Alma.pe", Password: passphrase})
		o.must(err)
		if a.Name != "Rosa Quispe" || a.Login != "rosa@alma.pe" || a.State != staff.Active || a.Language != "es" {
			t.Errorf("she is %+v", a)
		}
		if has, _ := o.HasAccounts(t.Context()); !has {
			t.Error("nobody came in")
		}
		if actor := o.as(a); !slices.Equal(actor.RoleNames(), []string{trenza.RoleAdministrator}) || actor.Organisation != "alma" || actor.Name != a.Name {
			t.Errorf("she may be %+v", actor)
		}
		if token, err := o.FirstLink(t.Context(), custodian); token != "" || err != nil {
			t.Errorf("another first link: %q %v", token, err)
		}
		if all, err := o.Accounts(t.Context(), o.as(a)); len(all) != 1 || err != nil {
			t.Errorf("the two first links made %d accounts: %v", len(all), err)
		}
		want := []string{"account.invited", "role.granted", "account.invited", "account.accepted"}
		if got := o.told(0); !slices.Equal(got, want) {
			t.Errorf("told %v", got)
		}
	})
}

func TestAFirstLinkLastsADay(t *testing.T) {
	o := empty(t, storetest.Location(t, store.SQLite))
	token, err := o.FirstLink(t.Context(), custodian)
	o.must(err)
	o.after(24*time.Hour - time.Second)
	_, err = o.Invited(t.Context(), token)
	o.must(err)
	o.after(time.Second)
	_, err = o.Invited(t.Context(), token)
	o.refused(err, trenza.NotFound, "staff.link_spent")
}

func TestAnInvitationIsUsedOnce(t *testing.T) {
	each(t, func(o *office) {
		facilitator := trenza.Grant{Role: trenza.RoleFacilitator, Place: "14"}
		token, err := o.Invite(o.Context(), o.as(o.rosa), staff.Invitation{Name: "Luz Díaz", Login: "luz", Language: "en", Grants: []trenza.Grant{facilitator}})
		o.must(err)
		i, err := o.Invited(o.Context(), token)
		o.must(err)
		if i.Name != "Luz Díaz" || i.Login != "luz" || i.Organisation != "alma" || len(i.Grants) != 1 || i.Grants[0].Place != "14" {
			o.Errorf("invited %+v", i)
		}
		_, _, err = o.signIn("luz", passphrase)
		o.refused(err, trenza.Forbidden, "staff.sign_in_refused")
		_, err = o.Accept(o.Context(), token, staff.Acceptance{Password: "corta"})
		o.refused(err, trenza.Invalid, "staff.password_short")
		_, err = o.Accept(o.Context(), token, staff.Acceptance{Login: "rosa", Password: passphrase})
		o.refused(err, trenza.Conflict, "staff.login_taken")
		luz, err := o.Accept(o.Context(), token, staff.Acceptance{Password: passphrase})
		o.must(err)
		if got := o.as(luz).Grants; len(got) != 1 || got[0].Role != facilitator.Role || got[0].From != o.Today() {
			o.Errorf("she holds %+v", got)
		}
		_, err = o.Accept(o.Context(), token, staff.Acceptance{Password: passphrase})
		o.refused(err, trenza.NotFound, "staff.link_spent")
		a, factors, err := o.signIn(" LUZ ", passphrase)
		if err != nil || a.ID != luz.ID || a.Language != "en" || len(factors) != 0 {
			o.Errorf("signing in: %+v %v %v", a, factors, err)
		}
	})
}

func TestAnInvitationComesToItsEnd(t *testing.T) {
	o := one(t)
	rosa := o.as(o.rosa)
	token, err := o.Invite(t.Context(), rosa, staff.Invitation{Name: "Luz Díaz"})
	o.must(err)
	o.after(72 * time.Hour)
	_, err = o.Accept(t.Context(), token, staff.Acceptance{Login: "luz", Password: passphrase})
	o.refused(err, trenza.NotFound, "staff.link_spent")
	all, err := o.Accounts(t.Context(), rosa)
	o.must(err)
	luz := all[1].Account
	second, err := o.InviteAgain(t.Context(), rosa, luz.ID)
	o.must(err)
	third, err := o.InviteAgain(t.Context(), rosa, luz.ID)
	o.must(err)
	_, err = o.Invited(t.Context(), second)
	o.refused(err, trenza.NotFound, "staff.link_spent")
	luz, err = o.Accept(t.Context(), third, staff.Acceptance{Login: "luz", Password: passphrase})
	o.must(err)
	_, err = o.InviteAgain(t.Context(), rosa, luz.ID)
	o.refused(err, trenza.Conflict, "staff.account_already_active")
	o.must(o.Close(t.Context(), rosa, luz.ID))
	_, err = o.InviteAgain(t.Context(), rosa, luz.ID)
	o.refused(err, trenza.Conflict, "staff.account_closed")
}

// The life of an account is its table, pair by pair.
func TestEveryPairOfStateAndVerb(t *testing.T) {
	for _, from := range []staff.State{staff.Invited, staff.Active, staff.Closed} {
		for _, verb := range []string{"account.invite", "account.accept", "account.close"} {
			to, err := staff.Step(from, verb)
			i := slices.IndexFunc(staff.Moves, func(m staff.Move) bool { return m.From == from && m.Verb == verb })
			switch {
			case i < 0 && (trenza.KindOf(err) != trenza.Conflict || to != from):
				t.Errorf("%s of an account that is %s: %s %v", verb, from, to, err)
			case i >= 0 && (err != nil || to != staff.Moves[i].To):
				t.Errorf("%s of an account that is %s: %s %v", verb, from, to, err)
			}
		}
	}
	for _, m := range staff.Moves {
		if m.From == staff.Closed || m.To == staff.Active && m.Verb != "account.accept" {
			t.Errorf("%+v", m)
		}
	}
}

func TestShapesOfNamesAndLogins(t *testing.T) {
	o := one(t)
	for _, c := range []struct{ name, login, key string }{
		{"", "luz", "staff.name_shape"},
		{"L", "luz", "staff.name_shape"},
		{"Luz\x00Díaz", "luz", "staff.name_shape"},
		{"Luz", "lu", "staff.login_shape"},
		{"Luz", "luz díaz", "staff.login_shape"},
		{"Luz", "luz<script>", "staff.login_shape"},
		{"Luz", "ＲＯＳＡ", "staff.login_taken"},
	} {
		_, err := o.Invite(t.Context(), o.as(o.rosa), staff.Invitation{Name: c.name, Login: c.login})
		if p, ok := errors.AsType[*trenza.Problem](err); !ok || p.Key != c.key {
			t.Errorf("%q %q: %v", c.name, c.login, err)
		}
	}
}

func TestSheSaysHerOwnNameAndLanguage(t *testing.T) {
	each(t, func(o *office) {
		o.must(o.Change(o.Context(), o.as(o.rosa), staff.Change{Name: "Rosa María Quispe", Language: "en"}))
		_, a, err := o.Actor(o.Context(), o.rosa.ID, o.Today())
		if err != nil || a.Name != "Rosa María Quispe" || a.Language != "en" || a.Login != "rosa" {
			o.Errorf("she is %+v, %v", a, err)
		}
		before := o.position()
		o.must(o.Change(o.Context(), o.as(o.rosa), staff.Change{Name: "Rosa María Quispe", Language: "en"}))
		if o.position() != before {
			o.Error("the same again is told again")
		}
		o.refused(o.Change(o.Context(), custodian, staff.Change{Name: "Rosa"}), trenza.Forbidden, "staff.no_account")
	})
}
