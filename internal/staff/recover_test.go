package staff_test

import (
	"slices"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
)

func TestTwoHelpHerBackIn(t *testing.T) {
	each(t, func(o *office) {
		carmen, luz := o.join("carmen", administrator), o.join("luz", trenza.Grant{Role: trenza.RoleMonitoring})
		o.generator(luz)
		session, err := o.Sessions().Open(o.Context(), luz.ID, "")
		o.must(err)
		before := o.position()
		id, err := o.AskRecovery(o.Context(), o.as(o.rosa), luz.ID)
		o.must(err)
		_, err = o.AgreeRecovery(o.Context(), o.as(o.rosa), id)
		o.refused(err, trenza.Forbidden, "staff.recovery_two")
		for reader, mine := range map[string]bool{o.rosa.ID: true, carmen.ID: false} {
			actor, _, err := o.Actor(o.Context(), reader, o.Today())
			o.must(err)
			waiting, err := o.Recoveries(o.Context(), actor)
			if err != nil || len(waiting) != 1 || waiting[0].ID != id || waiting[0].Account != luz.ID || waiting[0].Mine != mine {
				o.Errorf("waiting %+v, %v", waiting, err)
			}
		}
		// Nothing has ended while one alone asks.
		_, _, err = o.signIn("luz", passphrase)
		o.must(err)
		token, err := o.AgreeRecovery(o.Context(), o.as(carmen), id)
		o.must(err)
		_, _, err = o.signIn("luz", passphrase)
		o.refused(err, trenza.Forbidden, "staff.sign_in_refused")
		if account, _, _ := o.Sessions().Resume(o.Context(), session); account != "" {
			o.Error("her session goes on")
		}
		_, err = o.AgreeRecovery(o.Context(), o.as(carmen), id)
		o.refused(err, trenza.NotFound, "staff.recovery_unknown")
		if a, err := o.Recovering(o.Context(), token); err != nil || a.ID != luz.ID {
			o.Errorf("the link is for %+v, %v", a, err)
		}
		_, err = o.Recover(o.Context(), token, "señora luz")
		o.refused(err, trenza.Invalid, "staff.password_short")
		const next = "una montaña azul tranquila"
		_, err = o.Recover(o.Context(), token, next)
		o.must(err)
		_, err = o.Recover(o.Context(), token, next)
		o.refused(err, trenza.NotFound, "staff.link_spent")
		a, factors, err := o.signIn("luz", next)
		if err != nil || a.ID != luz.ID || len(factors) != 0 {
			o.Errorf("she is in as %+v with %v, %v", a, factors, err)
		}
		if got := o.as(luz).RoleNames(); !slices.Equal(got, []string{trenza.RoleMonitoring}) {
			o.Errorf("her roles are %v", got)
		}
		want := []string{"recovery.asked", "session.refused", "recovery.agreed", "recovery.used"}
		got := o.told(before)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			o.Errorf("told %v", got)
		}
	})
}

func TestNobodyRecoversHerself(t *testing.T) {
	o := one(t)
	carmen := o.join("carmen", administrator)
	_, err := o.AskRecovery(t.Context(), o.as(o.rosa), o.rosa.ID)
	o.refused(err, trenza.Forbidden, "staff.own_recovery")
	id, err := o.AskRecovery(t.Context(), o.as(carmen), o.rosa.ID)
	o.must(err)
	_, err = o.AgreeRecovery(t.Context(), o.as(o.rosa), id)
	o.refused(err, trenza.Forbidden, "staff.own_recovery")
	_, err = o.AgreeRecovery(t.Context(), o.as(carmen), id)
	o.refused(err, trenza.Forbidden, "staff.recovery_two")
	_, err = o.AgreeRecovery(t.Context(), custodian, id)
	o.must(err)
}

// Where administrators are too few the custodian of the key is one of the two, and
// where there is none at all, two custodians are.
func TestTheCustodianStandsIn(t *testing.T) {
	each(t, func(o *office) {
		luz := o.join("luz")
		id, err := o.AskRecovery(o.Context(), o.as(o.rosa), luz.ID)
		o.must(err)
		_, err = o.AgreeRecovery(o.Context(), custodian, id)
		o.must(err)
		id, err = o.AskRecovery(o.Context(), custodian, o.rosa.ID)
		o.must(err)
		same, other := custodian, custodian
		same.Name, other.Name = " GUARDIÁN ", "Otra Guardiana"
		_, err = o.AgreeRecovery(o.Context(), same, id)
		o.refused(err, trenza.Forbidden, "staff.recovery_two")
		token, err := o.AgreeRecovery(o.Context(), other, id)
		o.must(err)
		_, err = o.Recover(o.Context(), token, passphrase)
		o.must(err)
		o.join("carmen", administrator)
		_, err = o.AskRecovery(o.Context(), custodian, luz.ID)
		o.refused(err, trenza.Forbidden, "staff.recovery_administrators")
	})
}

func TestRecoveriesComeToTheirEnd(t *testing.T) {
	o := one(t)
	carmen, luz := o.join("carmen", administrator), o.join("luz")
	id, err := o.AskRecovery(t.Context(), o.as(o.rosa), luz.ID)
	o.must(err)
	o.after(24 * time.Hour)
	_, err = o.AgreeRecovery(t.Context(), o.as(carmen), id)
	o.refused(err, trenza.NotFound, "staff.recovery_unknown")
	if waiting, err := o.Recoveries(t.Context(), o.as(carmen)); len(waiting) != 0 || err != nil {
		t.Errorf("waiting %+v, %v", waiting, err)
	}
	id, err = o.AskRecovery(t.Context(), o.as(o.rosa), luz.ID)
	o.must(err)
	token, err := o.AgreeRecovery(t.Context(), o.as(carmen), id)
	o.must(err)
	o.after(24 * time.Hour)
	_, err = o.Recovering(t.Context(), token)
	o.refused(err, trenza.NotFound, "staff.link_spent")
	o.must(o.Close(t.Context(), o.as(o.rosa), luz.ID))
	_, err = o.AskRecovery(t.Context(), o.as(o.rosa), luz.ID)
	o.refused(err, trenza.Conflict, "staff.account_closed")
	_, err = o.Invite(t.Context(), o.as(o.rosa), staff.Invitation{Name: "Eva Luna"})
	o.must(err)
	all, err := o.Accounts(t.Context(), o.as(o.rosa))
	o.must(err)
	_, err = o.AskRecovery(t.Context(), o.as(o.rosa), all[3].ID)
	o.refused(err, trenza.Conflict, "staff.account_not_accepted")
}

// The word of who is no administrator any more does not count as one of the two.
func TestWhoAskedIsStillThere(t *testing.T) {
	o := one(t)
	carmen, luz := o.join("carmen", administrator), o.join("luz")
	id, err := o.AskRecovery(t.Context(), o.as(carmen), luz.ID)
	o.must(err)
	o.must(o.Revoke(t.Context(), o.as(o.rosa), o.as(carmen).Grants[0].ID))
	_, err = o.AgreeRecovery(t.Context(), o.as(o.rosa), id)
	o.refused(err, trenza.NotFound, "staff.recovery_unknown")
}
