package staff_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
)

// visit is one request: what happens in it between loading and saving a session.
func (o *office) visit(manager *scs.SessionManager, token string, do func(ctx context.Context)) string {
	o.Helper()
	ctx, err := manager.Load(o.Context(), token)
	o.must(err)
	do(ctx)
	token, _, err = manager.Commit(ctx)
	o.must(err)
	return token
}

// enter signs somebody in through the manager of the pages.
func (o *office) enter(manager *scs.SessionManager, a staff.Account) string {
	o.Helper()
	return o.visit(manager, "", func(ctx context.Context) {
		o.must(manager.RenewToken(ctx))
		manager.Put(ctx, staff.SessionAccount, a.ID)
		manager.Put(ctx, staff.SessionDevice, "Firefox")
	})
}

// holder is who is signed in in a session, and who was before it fell asleep.
func (o *office) holder(manager *scs.SessionManager, token string) (awake, asleep string) {
	o.Helper()
	ctx, err := manager.Load(o.Context(), token)
	o.must(err)
	return manager.GetString(ctx, staff.SessionAccount), manager.GetString(ctx, staff.SessionIdle)
}

func TestASessionFallsAsleep(t *testing.T) {
	each(t, func(o *office) {
		manager := o.SessionManager()
		before := o.position()
		token := o.enter(manager, o.rosa)
		alive := func(context.Context) {}
		for range 3 {
			o.after(staff.Idle - time.Second)
			o.visit(manager, token, alive)
		}
		if awake, _ := o.holder(manager, token); awake != o.rosa.ID {
			o.Error("signs of life do not keep it awake")
		}
		o.after(staff.Idle)
		for range 2 { // the second finds what the first saved
			o.visit(manager, token, alive)
			if awake, asleep := o.holder(manager, token); awake != "" || asleep != o.rosa.ID {
				o.Errorf("awake %q, asleep %q", awake, asleep)
			}
		}
		if open, err := o.Sessions().List(o.Context(), o.as(o.rosa), o.rosa.ID); len(open) != 1 || err != nil {
			o.Errorf("asleep it is not listed: %+v, %v", open, err)
		}
		o.visit(manager, token, func(ctx context.Context) { // she has shown who she is
			manager.Put(ctx, staff.SessionAccount, manager.PopString(ctx, staff.SessionIdle))
		})
		if awake, asleep := o.holder(manager, token); awake != o.rosa.ID || asleep != "" {
			o.Errorf("awake %q, asleep %q", awake, asleep)
		}
		if got := o.told(before); !slices.Equal(got, []string{"session.opened"}) {
			o.Errorf("told %v", got)
		}
	})
}

func TestASessionWithSensitiveThingsFallsAsleepSooner(t *testing.T) {
	o := one(t)
	manager := o.SessionManager()
	token := o.enter(manager, o.rosa)
	o.visit(manager, token, func(ctx context.Context) { manager.Put(ctx, staff.SessionSensitive, true) })
	o.after(staff.IdleSensitive - time.Second)
	o.visit(manager, token, func(context.Context) {})
	o.after(staff.IdleSensitive)
	if awake, asleep := o.holder(manager, token); awake != "" || asleep != o.rosa.ID {
		t.Errorf("awake %q, asleep %q", awake, asleep)
	}
}

func TestASessionEndsWhateverSheDoes(t *testing.T) {
	each(t, func(o *office) {
		manager := o.SessionManager()
		token := o.enter(manager, o.rosa)
		for range 71 {
			o.after(10 * time.Minute)
			o.visit(manager, token, func(context.Context) {})
		}
		if awake, _ := o.holder(manager, token); awake != o.rosa.ID {
			o.Error("it ended before its time")
		}
		o.after(10 * time.Minute)
		if awake, asleep := o.holder(manager, token); awake != "" || asleep != "" {
			o.Errorf("awake %q, asleep %q", awake, asleep)
		}
		o.enter(manager, o.rosa)
		if n := o.rows(); n != 1 {
			o.Errorf("%d rows: those that are over are not cleared away", n)
		}
	})
}

// rows is how many sessions the table holds.
func (o *office) rows() (n int) {
	o.Helper()
	o.must(o.Data.Read(o.Context(), func(r store.Reader) error {
		_, err := r.One(o.Context(), `select count(*) from session`, nil, &n)
		return err
	}))
	return n
}

func TestSessionsAreEnded(t *testing.T) {
	each(t, func(o *office) {
		manager, sessions, rosa := o.SessionManager(), o.Sessions(), o.as(o.rosa)
		var tokens []string
		for range 4 {
			tokens = append(tokens, o.enter(manager, o.rosa))
			o.after(time.Second)
		}
		open, err := sessions.List(o.Context(), rosa, o.rosa.ID)
		o.must(err)
		if len(open) != 4 || open[0].Device != "Firefox" || !open[0].Opened.Before(open[1].Opened) || open[0].Ends.Sub(open[0].Opened) != staff.Absolute {
			o.Fatalf("open %+v", open)
		}
		before := o.position()
		o.must(sessions.End(o.Context(), rosa, open[0].ID))
		o.refused(sessions.End(o.Context(), rosa, open[0].ID), trenza.NotFound, "staff.session_unknown")
		o.visit(manager, tokens[1], func(ctx context.Context) { o.must(manager.Destroy(ctx)) })
		o.must(sessions.EndAll(o.Context(), rosa, o.rosa.ID, open[2].ID))
		for i, stays := range []bool{false, false, true, false} {
			if awake, asleep := o.holder(manager, tokens[i]); (awake != "") != stays || asleep != "" {
				o.Errorf("session %d: awake %q, asleep %q", i, awake, asleep)
			}
		}
		// Taking her account out of a session ends it as well.
		o.visit(manager, tokens[2], func(ctx context.Context) { manager.Remove(ctx, staff.SessionAccount) })
		if got := o.told(before); !slices.Equal(got, []string{"session.ended", "session.ended", "session.ended", "session.ended"}) {
			o.Errorf("told %v", got)
		}
		luz := o.join("luz")
		token := o.enter(manager, luz)
		o.must(sessions.EndAll(o.Context(), rosa, luz.ID, ""))
		if awake, _ := o.holder(manager, token); awake != "" {
			o.Error("an administrator does not end the sessions of another")
		}
	})
}

func TestTheSessionsOfAClosedAccount(t *testing.T) {
	each(t, func(o *office) {
		luz, manager := o.join("luz"), o.SessionManager()
		token := o.enter(manager, luz)
		o.must(o.Close(o.Context(), o.as(o.rosa), luz.ID))
		if awake, asleep := o.holder(manager, token); awake != "" || asleep != "" {
			o.Errorf("awake %q, asleep %q", awake, asleep)
		}
		_, _, err := o.Actor(o.Context(), luz.ID, o.Today())
		o.refused(err, trenza.Forbidden, "staff.account_closed")
		_, err = o.Sessions().Open(o.Context(), luz.ID, "")
		o.refused(err, trenza.Forbidden, "staff.account_closed")
	})
}

// A request that was under way when its session was ended does not bring it back.
func TestAnEndedSessionStaysEnded(t *testing.T) {
	each(t, func(o *office) {
		manager := o.SessionManager()
		token := o.enter(manager, o.rosa)
		current, _, err := o.Sessions().Current(o.Context(), token)
		o.must(err)
		o.visit(manager, token, func(ctx context.Context) {
			manager.Put(ctx, "page", "figures")
			o.must(o.Sessions().End(o.Context(), o.as(o.rosa), current.ID))
		})
		if awake, _ := o.holder(manager, token); awake != "" || o.rows() != 0 {
			o.Error("it came back")
		}
	})
}

// A token that somebody knew before she signed in does not become hers.
func TestATokenIsNotFixed(t *testing.T) {
	each(t, func(o *office) {
		manager := o.SessionManager()
		known := o.visit(manager, "", func(ctx context.Context) { manager.Put(ctx, "page", "figures") })
		ctx, err := manager.Load(o.Context(), known)
		o.must(err)
		manager.Put(ctx, staff.SessionAccount, o.rosa.ID)
		if _, _, err := manager.Commit(ctx); err == nil {
			o.Error("a session was opened under a token from before")
		}
		renewed := o.visit(manager, known, func(ctx context.Context) {
			o.must(manager.RenewToken(ctx))
			manager.Put(ctx, staff.SessionAccount, o.rosa.ID)
		})
		if awake, _ := o.holder(manager, known); awake != "" || renewed == known {
			o.Error("the token from before is hers")
		}
		if awake, _ := o.holder(manager, renewed); awake != o.rosa.ID {
			o.Error("she is not signed in")
		}
	})
}

// Whoever writes into the table makes no session and prolongs none.
func TestSessionsAreNotForged(t *testing.T) {
	each(t, func(o *office) {
		luz, manager := o.join("luz"), o.SessionManager()
		hers, mine := o.enter(manager, o.rosa), o.enter(manager, luz)
		for name, statement := range map[string]string{
			"given to another":   `update session set account = (select min(account) from session) where account = (select max(account) from session)`,
			"what another holds": `update session set kept = (select kept from session order by account limit 1)`,
			"another id":         `update session set id = 'x' || id`,
		} {
			o.behind(statement)
			if awake, _ := o.holder(manager, mine); awake == o.rosa.ID {
				o.Errorf("%s: hers was made mine", name)
			}
		}
		for _, token := range []string{hers, mine, "", "no es"} {
			if awake, asleep := o.holder(manager, token); awake != "" || asleep != "" {
				o.Errorf("awake %q, asleep %q", awake, asleep)
			}
		}
	})
}

// Signs of life are written down now and then, not with every click.
func TestSignsOfLife(t *testing.T) {
	o := one(t)
	manager := o.SessionManager()
	token := o.enter(manager, o.rosa)
	seen := func() time.Time {
		current, _, err := o.Sessions().Current(t.Context(), token)
		o.must(err)
		return current.Seen
	}
	first := seen()
	o.after(10 * time.Second)
	o.visit(manager, token, func(context.Context) {})
	if !seen().Equal(first) {
		t.Error("every click is written down")
	}
	o.visit(manager, token, func(ctx context.Context) { manager.Put(ctx, "page", "figures") })
	if seen().Equal(first) {
		t.Error("what changed is not")
	}
	o.after(20 * time.Second)
	before := seen()
	o.visit(manager, token, func(context.Context) {})
	if seen().Equal(before) {
		t.Error("nor is a sign of life")
	}
}

func TestSessionsOutsideThePages(t *testing.T) {
	each(t, func(o *office) {
		sessions := o.Sessions()
		token, err := sessions.Open(o.Context(), o.rosa.ID, "trenza en la línea de órdenes")
		o.must(err)
		if account, awake, err := sessions.Resume(o.Context(), token); account != o.rosa.ID || !awake || err != nil {
			o.Errorf("%q awake %v, %v", account, awake, err)
		}
		o.after(staff.Idle)
		if account, awake, err := sessions.Resume(o.Context(), token); account != o.rosa.ID || awake || err != nil {
			o.Errorf("%q awake %v, %v", account, awake, err)
		}
		o.must(sessions.Wake(o.Context(), token))
		if account, awake, err := sessions.Resume(o.Context(), token); account != o.rosa.ID || !awake || err != nil {
			o.Errorf("%q awake %v, %v", account, awake, err)
		}
		o.must(sessions.Delete(token))
		o.must(sessions.Delete(token))
		o.must(sessions.Wake(o.Context(), token))
		if account, _, err := sessions.Resume(o.Context(), token); account != "" || err != nil {
			o.Errorf("%q, %v", account, err)
		}
	})
}
