package web

import (
	"io"
	"net/http"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
)

// The ceremonies of a passkey. Each begins with what the browser asks the passkey
// and ends with what it answered; in between the session keeps the question, and
// gives it out once.

func (v *visit) begin(ceremony staff.Ceremony, err error) error {
	if err != nil {
		return v.refusePasskey(err)
	}
	v.sessions.Put(v.ctx(), sessionCeremony, ceremony.Kept)
	return v.json(http.StatusOK, script{Options: ceremony.Options})
}

// answered is the question of the ceremony under way and what the passkey said.
func (v *visit) answered() (kept string, answer []byte, err error) {
	kept = v.sessions.PopString(v.ctx(), sessionCeremony)
	answer, err = io.ReadAll(v.r.Body)
	return kept, answer, err
}

// refusePasskey says that a passkey was not accepted; what is ours to mend stays
// an error.
func (v *visit) refusePasskey(err error) error {
	switch trenza.KindOf(err) {
	case trenza.Invalid, trenza.Conflict, trenza.Forbidden:
		return v.json(http.StatusUnprocessableEntity, script{Problem: v.words.Error(err)})
	}
	return err
}

// beginPasskey begins for whoever asks. Each time it keeps a session, so that
// only so many begin from one address.
func (v *visit) beginPasskey() error {
	if err := v.knock(); err != nil {
		return err
	}
	return v.begin(v.Desk.BeginPasskey(v.ctx()))
}

// finishPasskey signs in, shows the factor that is owed, or wakes a session: a
// passkey is enough for each.
func (v *visit) finishPasskey() error {
	kept, answer, err := v.answered()
	if err != nil {
		return err
	}
	account, err := v.Desk.FinishPasskey(v.ctx(), kept, answer, v.clientAddress(v.r))
	if err != nil {
		return v.refusePasskey(err)
	}
	if p, owing := v.owing(); owing && p.account != account.ID {
		return v.refusePasskey(staff.ErrRefused)
	}
	enter := v.open
	if v.sessions.GetString(v.ctx(), staff.SessionIdle) == account.ID {
		enter = func(a staff.Account) error { return v.awake(a.ID) }
	}
	if err := enter(account); err != nil {
		return err
	}
	begins, err := v.begins(account)
	if err != nil {
		return err
	}
	return v.json(http.StatusOK, script{Go: begins})
}

func (v *visit) beginNewPasskey() error { return v.begin(v.Desk.BeginNewPasskey(v.ctx(), v.actor)) }

func (v *visit) finishNewPasskey() error {
	kept, answer, err := v.answered()
	if err != nil {
		return err
	}
	if _, err := v.Desk.FinishNewPasskey(v.ctx(), v.actor, kept, answer, deviceOf(v.r.UserAgent())); err != nil {
		return v.refusePasskey(err)
	}
	v.tellGood("web.me.passkey_added")
	return v.json(http.StatusOK, script{Go: "/me"})
}

func (v *visit) beginStepUp() error { return v.begin(v.Desk.BeginStepUp(v.ctx(), v.actor)) }

func (v *visit) finishStepUp() error {
	kept, answer, err := v.answered()
	if err != nil {
		return err
	}
	if err := v.Desk.FinishStepUp(v.ctx(), v.actor, kept, answer, v.clientAddress(v.r)); err != nil {
		return v.refusePasskey(err)
	}
	if err := v.noteStepUp(); err != nil {
		return err
	}
	return v.json(http.StatusOK, script{Go: v.back()})
}
