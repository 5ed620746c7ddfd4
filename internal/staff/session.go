package staff

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// How long a session lasts (domain rule 1.10).
const (
	Idle          = 15 * time.Minute // without a sign of life, until it falls asleep
	IdleSensitive = 5 * time.Minute  // the same, once something of P3 was opened in it
	Absolute      = 12 * time.Hour   // until it ends, whatever she does
)

// What a session holds, by the keys of package scs. The pages add their own under
// other keys; values are of the basic types.
const (
	SessionAccount   = "account"   // string: who is signed in
	SessionIdle      = "idle"      // string: who was, before the session fell asleep
	SessionSensitive = "sensitive" // bool: something of P3 was opened
	SessionDevice    = "device"    // string: what she signed in on, in words
)

// sessionFound is the hash of the token under which a session was found: it tells
// one that is being renewed from one that was ended while a request ran.
const sessionFound = "found"

// sessionBegun is when whoever is signed in began, which a new token does not
// change.
const sessionBegun = "begun"

// Sessions keeps sessions in the table session, for package scs and for the
// command line alike. A session that has been idle too long is asleep: it is found
// without SessionAccount, so that nothing works as if she were there, and with
// SessionIdle instead. Once she has shown her password, a code or a passkey, her
// account is put back under SessionAccount and SessionIdle is removed. A new token
// (RenewToken) begins no other twelve hours, unless the session was cleared before.
//
// The table stands with the data, where every process finds it, and not with the
// keys, which are copied apart and seldom written. What a row says is sealed whole.
// Opening and ending a session is told in the journal, here, so that none is
// opened in silence. Signs of life are not.
type Sessions struct {
	desk  *Desk
	codec scs.Codec
}

var _ scs.CtxStore = (*Sessions)(nil)

// Sessions returns the sessions of the installation.
func (d *Desk) Sessions() *Sessions { return &Sessions{d, scs.GobCodec{}} }

// SessionManager returns a manager that keeps its sessions here. The cookie is the
// caller's to set.
func (d *Desk) SessionManager() *scs.SessionManager {
	manager, sessions := scs.New(), d.Sessions()
	manager.Store, manager.Codec = sessions, sessions.codec
	manager.IdleTimeout, manager.Lifetime = Idle, Absolute // the store decides; these make every request a sign of life
	return manager
}

// keptSession is what the row of a session holds, sealed.
type keptSession struct {
	ID      string    `json:"id"`
	Account string    `json:"account"` // "" while nobody is signed in
	Device  string    `json:"device"`
	Opened  time.Time `json:"opened"`
	Seen    time.Time `json:"seen"`
	Idle    time.Time `json:"idle"` // when it falls asleep, or ends where nobody is signed in
	Ends    time.Time `json:"ends"`
	Data    []byte    `json:"data"`

	// Sensitive says that something of P3 was opened. It stands beside the data,
	// which the last of several requests at once writes, so that it is never lost.
	Sensitive bool `json:"sensitive,omitempty"`
}

// over reports whether nothing is left of a session at a moment.
func (k keptSession) over(now time.Time) bool {
	return !now.Before(k.Ends) || k.Account == "" && !now.Before(k.Idle)
}

// asleep reports whether she must show who she is before it goes on.
func (k keptSession) asleep(now time.Time) bool { return !now.Before(k.Idle) }

// sessionKey seals sessions of every organisation, and of nobody yet.
const sessionKey = seal.KeyID("installation/session")

func sessionSlot(token string) seal.Slot {
	return seal.Slot{Table: "session", Row: token, Column: "kept"}
}

// found reads the session of a hashed token. One that does not open, or does not
// agree with its row, is none.
func (s *Sessions) found(ctx context.Context, r store.Reader, token string) (k keptSession, found bool, err error) {
	var id, account string
	var kept []byte
	found, err = r.One(ctx, `
		select id, account, kept
		from session
		where token = $1`, store.Args(token), &id, &account, &kept)
	if err != nil || !found {
		return keptSession{}, false, err
	}
	k, err = s.open(ctx, token, kept)
	if err != nil || k.ID != id || k.Account != account {
		return keptSession{}, false, ignoreAltered(err)
	}
	return k, true, nil
}

// FindCtx implements scs.CtxStore.
func (s *Sessions) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	hash, now := tokenHash(token), s.desk.now()
	var k keptSession
	err = s.desk.Data.Read(ctx, func(r store.Reader) error {
		k, found, err = s.found(ctx, r, hash)
		return err
	})
	if err != nil || !found || k.over(now) {
		return nil, false, err
	}
	deadline, values, err := s.codec.Decode(k.Data)
	if err != nil {
		return nil, false, fmt.Errorf("reading a session: %w", err)
	}
	values[sessionFound] = hash
	delete(values, SessionIdle) // the row alone says who sleeps
	if k.Account != "" {
		values[sessionBegun] = k.Opened.Format(time.RFC3339Nano)
	}
	if k.Sensitive {
		values[SessionSensitive] = true
	}
	if k.Account != "" && k.asleep(now) {
		delete(values, SessionAccount)
		values[SessionIdle] = k.Account
	}
	data, err = s.codec.Encode(deadline, values)
	return data, err == nil, err
}

// CommitCtx implements scs.CtxStore. The expiry is not asked: how long a session
// lasts depends on what was opened in it.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, _ time.Time) error {
	_, values, err := s.codec.Decode(data)
	if err != nil {
		return fmt.Errorf("reading a session: %w", err)
	}
	hash := tokenHash(token)
	var before keptSession
	var there bool
	err = s.desk.Data.Read(ctx, func(r store.Reader) error {
		before, there, err = s.found(ctx, r, hash)
		return err
	})
	if err != nil {
		return err
	}
	if !there && values[sessionFound] == hash {
		return nil // it was ended while the request ran, and stays so
	}
	after := s.next(before, values, data)
	switch {
	case before.Account != "" && after.Account == "":
		return s.end(ctx, before, nil)
	case there && after.Account != before.Account:
		return errors.New("staff: whoever signs in gets a new token") // or somebody may have given her this one
	case after.Account != before.Account:
		return s.openFor(ctx, hash, after)
	case there && s.same(before, values) && after.Seen.Sub(before.Seen) < dozing:
		return nil
	}
	return s.desk.Data.Write(ctx, func(tx *store.Tx) error { return s.put(ctx, tx, hash, there, after) })
}

// dozing is how far signs of life lie apart at least that are written down.
const dozing = 20 * time.Second

// next is a session as it goes on with some values.
func (s *Sessions) next(before keptSession, values map[string]any, data []byte) keptSession {
	now := s.desk.now()
	after := before
	if after.ID == "" {
		begun := begunIn(values, now)
		after = keptSession{ID: trenza.NewID(), Opened: begun, Ends: begun.Add(Absolute)}
	}
	awake, _ := values[SessionAccount].(string)
	sleeper, _ := values[SessionIdle].(string)
	after.Seen, after.Data = now, data
	after.Device, _ = values[SessionDevice].(string)
	sensitive, _ := values[SessionSensitive].(bool)
	after.Sensitive = before.Sensitive || sensitive
	switch {
	case awake != "":
		after.Account, after.Idle = awake, now.Add(after.mayIdle())
	case sleeper == "" || sleeper != before.Account:
		after.Account, after.Idle = "", now.Add(Idle)
	}
	return after
}

// begunIn is when a session under a new token began: with the one whose values it
// has, or now.
func begunIn(values map[string]any, now time.Time) time.Time {
	text, _ := values[sessionBegun].(string)
	begun, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || begun.After(now) {
		return now
	}
	return begun
}

// mayIdle is how long a session may be idle.
func (k keptSession) mayIdle() time.Duration {
	if k.Sensitive {
		return IdleSensitive
	}
	return Idle
}

// same reports whether a session holds what it held.
func (s *Sessions) same(before keptSession, values map[string]any) bool {
	_, held, err := s.codec.Decode(before.Data)
	if err != nil {
		return false
	}
	now := maps.Clone(values)
	for _, own := range []string{sessionFound, sessionBegun} {
		delete(now, own)
		delete(held, own)
	}
	return reflect.DeepEqual(held, now)
}

// openFor writes a session in which somebody is signed in from now on, tells it,
// and clears away those that have ended by themselves.
func (s *Sessions) openFor(ctx context.Context, token string, k keptSession) error {
	var a Account
	err := s.desk.Data.Read(ctx, func(r store.Reader) (err error) {
		a, _, err = s.desk.account(ctx, r, k.Account)
		return err
	})
	if err != nil {
		return err
	}
	if a.State != Active {
		return forbidden("staff.account_closed")
	}
	return s.desk.Journal.Write(ctx, a.self(), func(tx *journal.Tx) error {
		if err := s.desk.stillIn(ctx, tx, a.ID); err != nil {
			return err
		}
		if err := s.put(ctx, tx, token, false, k); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `delete from session where ends <= $1`, instant(s.desk.now())); err != nil {
			return err
		}
		_, err := tx.Tell(ctx, SessionOpened{about{a.ID}, k.ID})
		return err
	})
}

// DeleteCtx implements scs.CtxStore.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	hash := tokenHash(token)
	var k keptSession
	err := s.desk.Data.Read(ctx, func(r store.Reader) (err error) {
		k, _, err = s.found(ctx, r, hash)
		return err
	})
	if err != nil {
		return err
	}
	if k.Account == "" {
		return s.desk.Data.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.Exec(ctx, `delete from session where token = $1`, hash)
			return err
		})
	}
	return s.end(ctx, k, nil)
}

// Delete implements scs.Store.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

// Find implements scs.Store.
func (s *Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit implements scs.Store.
func (s *Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}
