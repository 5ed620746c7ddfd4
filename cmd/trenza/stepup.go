package main

import (
	"context"
	"errors"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
)

// sessionStepped is where a session keeps when she last showed her password
// again, as the pages keep it.
const sessionStepped = "stepped"

// fresh is how long that holds.
const fresh = 5 * time.Minute

// stepUp has whoever signed in show her password again, unless she did a moment
// ago: a session alone takes nothing sensitive out, so that a machine left open
// does not either.
func (s *session) stepUp(h *house) error {
	if s.giver.Account == "" {
		return nil
	}
	return s.inSession(h, func(ctx context.Context, values *scs.SessionManager) error {
		values.Put(ctx, staff.SessionSensitive, true)
		at, err := time.Parse(time.RFC3339, values.GetString(ctx, sessionStepped))
		if err == nil && time.Since(at) < fresh {
			return nil
		}
		password, err := s.askSecret("cli.ask_again")
		if err != nil {
			return err
		}
		err = h.desk.StepUp(s.ctx, s.giver, password, "")
		if errors.Is(err, staff.ErrRefused) {
			err = &trenza.Problem{Kind: trenza.Forbidden, Key: "cli.step_up_refused"}
		}
		values.Put(ctx, sessionStepped, time.Now().UTC().Format(time.RFC3339))
		return err
	})
}

// noteSensitive remembers that something of class P3 was opened in her session,
// which falls asleep sooner from then on.
func (s *session) noteSensitive(h *house) error {
	if s.giver.Account == "" {
		return nil
	}
	return s.inSession(h, func(ctx context.Context, values *scs.SessionManager) error {
		values.Put(ctx, staff.SessionSensitive, true)
		return nil
	})
}

// inSession changes what her session holds, unless do fails.
func (s *session) inSession(h *house, do func(ctx context.Context, values *scs.SessionManager) error) error {
	manager := h.desk.SessionManager()
	ctx, err := manager.Load(s.ctx, s.token)
	if err != nil {
		return err
	}
	if err := do(ctx, manager); err != nil {
		return err
	}
	_, _, err = manager.Commit(ctx)
	return err
}
