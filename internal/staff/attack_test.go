package staff_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// second is the same installation in another process: its own connection to the
// database, its own keys in memory, its own limits.
func (o *office) second(location string) *staff.Desk {
	o.Helper()
	db := storetest.Open(o.T, location, store.Data)
	vault, err := seal.NewVault(seal.MasterFrom([32]byte(storetest.Key)), o.world.Keys)
	o.must(err)
	d := &staff.Desk{
		Data: db, Vault: vault, Now: o.now, Origin: o.Origin, Cost: cheap, Limits: staff.NewLimits(),
		Journal: journal.New(db, vault, o.now),
	}
	o.Cleanup(d.Wait)
	return d
}

// together runs something several times at once and returns how often it went
// well.
func together(do ...func() error) (well int) {
	var all sync.WaitGroup
	results := make([]error, len(do))
	for i, one := range do {
		all.Go(func() { results[i] = one() })
	}
	all.Wait()
	for _, err := range results {
		if err == nil {
			well++
		}
	}
	return well
}

// TestACodeIsUsedOnceInTwoProcesses: a code that was looked at over her shoulder
// opens nothing at the other desk, at once or afterwards.
func TestACodeIsUsedOnceInTwoProcesses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		o := opened(t, location)
		other := o.second(location)
		code := o.code(o.generator(o.rosa), 0)
		show := func(d *staff.Desk) func() error {
			return func() error { return d.CheckCode(o.Context(), o.rosa.ID, code, "") }
		}
		if in := together(show(o.Desk), show(other), show(o.Desk), show(other)); in != 1 {
			o.Errorf("%d were let in by one code", in)
		}
		o.refused(show(other)(), trenza.Forbidden, "staff.code_refused")
	})
}

// TestALinkIsUsedOnceByTwo: of those who follow one invitation, or one recovery, at
// the same moment, one is let in, and her password is the one that opens.
func TestALinkIsUsedOnceByTwo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		o := opened(t, location)
		desks := []*staff.Desk{o.Desk, o.second(location)}
		carmen := o.join("carmen", administrator)
		invited, err := o.Invite(o.Context(), o.as(o.rosa), staff.Invitation{Name: "Luz Díaz", Login: "luz"})
		o.must(err)
		o.usedOnce("luz", func(i int, password string) error {
			_, err := desks[i].Accept(o.Context(), invited, staff.Acceptance{Password: password})
			return err
		})
		asked, err := o.AskRecovery(o.Context(), o.as(o.rosa), carmen.ID)
		o.must(err)
		link, err := o.AgreeRecovery(o.Context(), custodian, asked)
		o.must(err)
		o.usedOnce("carmen", func(i int, password string) error {
			_, err := desks[i].Recover(o.Context(), link, password)
			return err
		})
	})
}

// usedOnce has two use a link at once, each with a password of her own, and
// expects that one of them got in.
func (o *office) usedOnce(login string, use func(i int, password string) error) {
	o.Helper()
	passwords := []string{"una montaña azul tranquila", "zapato lluvia membrillo ventana"}
	in := together(
		func() error { return use(0, passwords[0]) },
		func() error { return use(1, passwords[1]) })
	if in != 1 {
		o.Errorf("%d of two used the link of %s", in, login)
	}
	opens := 0
	for _, p := range passwords {
		if _, _, err := o.signIn(login, p); err == nil {
			opens++
		}
	}
	if opens != 1 {
		o.Errorf("%d passwords open the account of %s", opens, login)
	}
}

// TestTwoAgreeAtOnce: one recovery leads to one link, and a second recovery of the
// same account spends the link of the first.
func TestTwoAgreeAtOnce(t *testing.T) {
	each(t, func(o *office) {
		carmen, luz, olga := o.join("carmen", administrator), o.join("luz"), o.join("olga", administrator)
		asked, err := o.AskRecovery(o.Context(), o.as(o.rosa), luz.ID)
		o.must(err)
		var mu sync.Mutex
		var links []string
		agree := func(actor trenza.Actor) func() error {
			return func() error {
				link, err := o.AgreeRecovery(o.Context(), actor, asked)
				mu.Lock()
				defer mu.Unlock()
				links = append(links, link)
				return err
			}
		}
		if well := together(agree(o.as(carmen)), agree(o.as(olga))); well != 1 {
			o.Errorf("%d agreed to one recovery", well)
		}
		again, err := o.AskRecovery(o.Context(), o.as(o.rosa), luz.ID)
		o.must(err)
		_, err = o.AgreeRecovery(o.Context(), o.as(carmen), again)
		o.must(err)
		for _, link := range links {
			_, err := o.Recovering(o.Context(), link)
			o.refused(err, trenza.NotFound, "staff.link_spent")
		}
	})
}

// TestCodesAreNotGuessedOverTime: however slowly somebody tries who knows her
// password, and at however many processes, a generator stands a hundred wrong
// codes in a row and opens nothing afterwards, until a new one is set.
func TestCodesAreNotGuessedOverTime(t *testing.T) {
	each(t, func(o *office) {
		secret := o.generator(o.rosa)
		check := func(code string) error {
			err := o.CheckCode(o.Context(), o.rosa.ID, code, "")
			o.Wait()
			return err
		}
		for range 99 {
			o.refused(check("no es"), trenza.Forbidden, "staff.code_refused")
		}
		o.must(check(o.code(secret, 0))) // hers begins the count anew
		o.after(time.Minute)
		for range 100 {
			o.refused(check("no es"), trenza.Forbidden, "staff.code_refused")
		}
		o.refused(check(o.code(secret, 0)), trenza.Forbidden, "staff.code_refused")
		o.after(24 * time.Hour)
		o.refused(check(o.code(secret, 0)), trenza.Forbidden, "staff.code_refused")
		fresh := o.generator(o.rosa)
		o.must(check(o.code(fresh, 0)))
	})
}

// TestANewTokenBeginsNoOtherTwelveHours: whoever steps up every hour is signed in
// for twelve hours, as everybody is.
func TestANewTokenBeginsNoOtherTwelveHours(t *testing.T) {
	each(t, func(o *office) {
		manager := o.SessionManager()
		token := o.enter(manager, o.rosa)
		for range 143 { // every five minutes until five minutes before the end
			o.after(5 * time.Minute)
			token = o.visit(manager, token, func(ctx context.Context) {
				if awake := manager.GetString(ctx, staff.SessionAccount); awake != o.rosa.ID {
					o.Fatal("it ended before its time")
				}
				if o.now().Minute() == 0 {
					o.must(manager.RenewToken(ctx))
				}
			})
		}
		o.after(5 * time.Minute)
		if awake, asleep := o.holder(manager, token); awake != "" || asleep != "" {
			o.Errorf("after twelve hours: awake %q, asleep %q", awake, asleep)
		}
		again := o.enter(manager, o.rosa)
		current, _, err := o.Sessions().Current(o.Context(), again)
		o.must(err)
		if !current.Opened.Equal(o.now()) {
			o.Errorf("a new session began at %v", current.Opened)
		}
	})
}

// TestWhoWasPutOutStaysOut: a request that ran while two people helped her back in
// opens no session and leaves no password, generator or passkey of whoever had
// taken her account.
func TestWhoWasPutOutStaysOut(t *testing.T) {
	each(t, func(o *office) {
		luz, manager := o.join("luz"), o.SessionManager()
		before := o.as(luz)
		made, err := o.NewCode(o.Context(), before)
		o.must(err)
		key := newAuthenticator(o.T, o.Origin)
		ceremony, err := o.BeginNewPasskey(o.Context(), before)
		o.must(err)

		entering, err := manager.Load(o.Context(), "")
		o.must(err)
		o.must(manager.RenewToken(entering))
		manager.Put(entering, staff.SessionAccount, luz.ID)

		asked, err := o.AskRecovery(o.Context(), o.as(o.rosa), luz.ID)
		o.must(err)
		_, err = o.AgreeRecovery(o.Context(), custodian, asked)
		o.must(err)

		if _, _, err := manager.Commit(entering); err == nil || o.rows() != 0 {
			o.Error("a session was opened for whoever was put out")
		}
		o.refused(o.ConfirmCode(o.Context(), before, made.Secret, o.code(made.Secret, 0)), trenza.Forbidden, "staff.sign_in_refused")
		_, err = o.FinishNewPasskey(o.Context(), before, ceremony.Kept, key.make(o.T, ceremony), "")
		o.refused(err, trenza.Forbidden, "staff.sign_in_refused")
		o.refused(o.ChangePassword(o.Context(), before, passphrase, "una montaña azul tranquila", ""), trenza.Forbidden, "staff.sign_in_refused")
		if factors, err := o.Factors(o.Context(), o.as(luz)); len(factors) != 0 || err != nil {
			o.Errorf("she holds %v, %v", factors, err)
		}
	})
}

// TestSomethingSensitiveIsNotForgotten: of two requests at once the one that opened
// something sensitive is heard, whichever is written last.
func TestSomethingSensitiveIsNotForgotten(t *testing.T) {
	each(t, func(o *office) {
		manager := o.SessionManager()
		token := o.enter(manager, o.rosa)
		slow, err := manager.Load(o.Context(), token)
		o.must(err)
		o.visit(manager, token, func(ctx context.Context) { manager.Put(ctx, staff.SessionSensitive, true) })
		manager.Put(slow, "page", "figures")
		_, _, err = manager.Commit(slow)
		o.must(err)
		o.after(staff.IdleSensitive)
		if awake, asleep := o.holder(manager, token); awake != "" || asleep != o.rosa.ID {
			o.Errorf("awake %q, asleep %q", awake, asleep)
		}
	})
}

// TestWhoSleepsIsSaidByTheRow: a value that says whose session sleeps, left in
// a session of nobody, wakes nobody.
func TestWhoSleepsIsSaidByTheRow(t *testing.T) {
	o := one(t)
	manager := o.SessionManager()
	token := o.visit(manager, "", func(ctx context.Context) { manager.Put(ctx, staff.SessionIdle, o.rosa.ID) })
	if awake, asleep := o.holder(manager, token); awake != "" || asleep != "" {
		t.Errorf("awake %q, asleep %q", awake, asleep)
	}
}

// TestTheSameWorkAtEveryDoor: to go on and to step up cost one hash each, whatever
// was typed, as signing in does; a code and a link cost none that anybody could
// time.
func TestTheSameWorkAtEveryDoor(t *testing.T) {
	o := one(t)
	luz := o.join("luz")
	actor := o.as(luz)
	o.signIn("nadie", passphrase) // the decoy is made at the first
	for name, try := range map[string]func(password string) error{
		"wake": func(p string) error { return o.CheckPassword(o.Context(), luz.ID, p, "") },
		"nobody": func(p string) error {
			return o.CheckPassword(o.Context(), "01a20154-2004-7dc2-adfe-302bd5edb15f", p, "")
		},
		"step up": func(p string) error { return o.StepUp(o.Context(), actor, p, "") },
	} {
		for _, password := range []string{passphrase, "no es esta la contraseña", ""} {
			before := o.Hashes()
			_ = try(password)
			if made := o.Hashes() - before; made != 1 {
				t.Errorf("%s with %q: %d hashes", name, password, made)
			}
		}
	}
	before := o.Hashes()
	for _, link := range []string{"", "no es", fmt.Sprintf("%064d", 7)} {
		_, invited := o.Invited(t.Context(), link)
		_, accepted := o.Accept(t.Context(), link, staff.Acceptance{Name: "Luz", Login: "luz2", Password: passphrase})
		_, recovering := o.Recovering(t.Context(), link)
		_, recovered := o.Recover(t.Context(), link, passphrase)
		for _, err := range []error{invited, accepted, recovering, recovered} {
			o.refused(err, trenza.NotFound, "staff.link_spent")
		}
	}
	if o.Hashes() != before {
		t.Error("who guesses at links has us work")
	}
}

// TestTheMachineIsNotHeldUpByItsDoor: an address that knocks too often is refused,
// and the next one is not.
func TestTheMachineIsNotHeldUpByItsDoor(t *testing.T) {
	o := one(t)
	o.Limits = staff.NewLimits()
	var refused []int
	for i := range 80 {
		if err := o.Knock("203.0.113.9"); err != nil {
			o.refused(err, trenza.Unavailable, "staff.sign_in_limited")
			refused = append(refused, i)
		}
	}
	if len(refused) != 20 || !slices.IsSorted(refused) || refused[0] != 60 {
		t.Errorf("refused %v", refused)
	}
	o.must(o.Knock("203.0.113.10"))
}

// TestAPasskeyIsNotAnothers: an account that has a passkey and nothing else is not
// opened by its password alone nor by a code of no generator, and nobody takes the
// passkey of another off, or learns that it is there.
func TestAPasskeyIsNotAnothers(t *testing.T) {
	each(t, func(o *office) {
		luz, rosa := o.join("luz"), o.as(o.rosa)
		key := newAuthenticator(o.T, o.Origin)
		ceremony, err := o.BeginNewPasskey(o.Context(), rosa)
		o.must(err)
		made, err := o.FinishNewPasskey(o.Context(), rosa, ceremony.Kept, key.make(o.T, ceremony), "teléfono")
		o.must(err)
		for _, id := range []string{made.ID, "01a20154-2004-7dc2-adfe-302bd5edb15f"} {
			o.refused(o.DropPasskey(o.Context(), o.as(luz), id), trenza.NotFound, "staff.factor_unknown")
		}
		_, factors, err := o.signIn("rosa", passphrase)
		if err != nil || !slices.Equal(factors, []staff.Factor{staff.Passkey}) {
			o.Errorf("her password leads to %v, %v", factors, err)
		}
		o.refused(o.CheckCode(o.Context(), o.rosa.ID, o.code("", 0), ""), trenza.Forbidden, "staff.code_refused")
		o.must(o.DropPasskey(o.Context(), rosa, made.ID))
	})
}
