package staff

import (
	"context"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Session is an open session as its owner sees it.
type Session struct {
	ID      string
	Account string
	Device  string    // what she signed in on, in words
	Opened  time.Time // all in UTC
	Seen    time.Time // to within dozing
	Idle    time.Time // when it falls asleep, or fell
	Ends    time.Time
}

func (k keptSession) shown() Session {
	return Session{k.ID, k.Account, k.Device, k.Opened, k.Seen, k.Idle, k.Ends}
}

// List returns the open sessions of an account of the actor's organisation, the
// oldest first.
func (s *Sessions) List(ctx context.Context, actor trenza.Actor, account string) (open []Session, err error) {
	if err := may(actor, "session.read", account); err != nil {
		return nil, err
	}
	err = s.desk.Data.Read(ctx, func(r store.Reader) error {
		if _, err := s.desk.within(ctx, r, actor.Organisation, account); err != nil {
			return err
		}
		all, err := s.sessionsOf(ctx, r, account)
		for _, k := range all {
			open = append(open, k.shown())
		}
		return err
	})
	return open, err
}

// Current returns the session of a token, with the account whose it is even while
// it is asleep.
func (s *Sessions) Current(ctx context.Context, token string) (current Session, found bool, err error) {
	err = s.desk.Data.Read(ctx, func(r store.Reader) error {
		var k keptSession
		k, found, err = s.found(ctx, r, tokenHash(token))
		current = k.shown()
		return err
	})
	return current, found, err
}

// End ends one session of the actor's organisation at once. One that there is not
// is NotFound, "staff.session_unknown".
func (s *Sessions) End(ctx context.Context, actor trenza.Actor, id string) error {
	k, err := s.named(ctx, actor, id)
	if refused := may(actor, "session.end", k.Account); refused != nil {
		return refused
	}
	if err != nil {
		return err
	}
	return s.end(ctx, k, &actor)
}

// named finds a session by its id, inside the actor's organisation.
func (s *Sessions) named(ctx context.Context, actor trenza.Actor, id string) (k keptSession, err error) {
	err = s.desk.Data.Read(ctx, func(r store.Reader) error {
		var token string
		found, err := r.One(ctx, `select token from session where id = $1`, store.Args(id), &token)
		if err == nil && found {
			k, found, err = s.found(ctx, r, token)
		}
		if err != nil {
			return err
		}
		if found && k.Account != "" {
			_, err = s.desk.within(ctx, r, actor.Organisation, k.Account)
		}
		if !found || k.Account == "" || trenza.KindOf(err) == trenza.NotFound && err != nil {
			k = keptSession{}
			return unknown("staff.session_unknown")
		}
		return err
	})
	return k, err
}

// end ends a session of somebody; by herself when no actor is given.
func (s *Sessions) end(ctx context.Context, k keptSession, by *trenza.Actor) error {
	var a Account
	err := s.desk.Data.Read(ctx, func(r store.Reader) (err error) {
		a, _, err = s.desk.account(ctx, r, k.Account)
		return err
	})
	if err != nil {
		return err
	}
	actor := a.self()
	if by != nil {
		actor = *by
	}
	return s.desk.Journal.Write(ctx, actor, func(tx *journal.Tx) error {
		n, err := tx.Exec(ctx, `delete from session where id = $1`, k.ID)
		if err != nil || n == 0 {
			return err
		}
		_, err = tx.Tell(ctx, SessionEnded{about{k.Account}, k.ID})
		return err
	})
}

// EndAll ends every session of an account of the actor's organisation but one, ""
// for none.
func (s *Sessions) EndAll(ctx context.Context, actor trenza.Actor, account, except string) error {
	open, err := s.List(ctx, actor, account)
	if err != nil {
		return err
	}
	for _, session := range open {
		if session.ID == except {
			continue
		}
		if err := s.End(ctx, actor, session.ID); err != nil && trenza.KindOf(err) != trenza.NotFound {
			return err
		}
	}
	return nil
}

// Open opens a session for an account outside the pages, and returns its token.
func (s *Sessions) Open(ctx context.Context, account, device string) (token string, err error) {
	data, err := s.codec.Encode(s.desk.now().Add(Absolute), map[string]any{SessionAccount: account, SessionDevice: device})
	if err != nil {
		return "", err
	}
	token = newToken()
	return token, s.CommitCtx(ctx, token, data, time.Time{})
}

// Resume returns the account of a session opened by Open, as a sign of life, and
// "" when it is over. One that is asleep stays so until Wake.
func (s *Sessions) Resume(ctx context.Context, token string) (account string, awake bool, err error) {
	data, found, err := s.FindCtx(ctx, token)
	if err != nil || !found {
		return "", false, err
	}
	_, values, err := s.codec.Decode(data)
	if err != nil {
		return "", false, err
	}
	if account, asleep := values[SessionIdle].(string); asleep {
		return account, false, nil
	}
	account, _ = values[SessionAccount].(string)
	return account, account != "", s.CommitCtx(ctx, token, data, time.Time{})
}

// Wake lets a session that fell asleep go on, after she has shown who she is.
func (s *Sessions) Wake(ctx context.Context, token string) error {
	data, found, err := s.FindCtx(ctx, token)
	if err != nil || !found {
		return err
	}
	deadline, values, err := s.codec.Decode(data)
	if err != nil {
		return err
	}
	if account, asleep := values[SessionIdle].(string); asleep {
		values[SessionAccount] = account
		delete(values, SessionIdle)
	}
	if data, err = s.codec.Encode(deadline, values); err != nil {
		return err
	}
	return s.CommitCtx(ctx, token, data, time.Time{})
}
