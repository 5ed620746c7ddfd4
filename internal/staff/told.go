package staff

import "github.com/trenza/trenza"

// about is what every event of the room says: whose account it is. None carries
// a name, and none concerns somebody whom a programme serves.
type about struct {
	Account string `json:"account"`
}

// Class implements journal.Event.
func (about) Class() trenza.Class { return trenza.P1 }

// Person implements journal.Event.
func (about) Person() string { return "" }

// AccountInvited is told when somebody gets a link to come in by, the first time
// or again.
type AccountInvited struct {
	about
	Invitation string `json:"invitation"`
	Employer   string `json:"employer,omitempty"`
}

// Verb implements journal.Event.
func (AccountInvited) Verb() string { return "account.invited" }

// AccountAccepted is told when she has come in by it.
type AccountAccepted struct {
	about
	Invitation string `json:"invitation"`
}

// Verb implements journal.Event.
func (AccountAccepted) Verb() string { return "account.accepted" }

// AccountChanged is told when she says something else of herself.
type AccountChanged struct{ about }

// Verb implements journal.Event.
func (AccountChanged) Verb() string { return "account.changed" }

// AccountClosed is told when an account is closed, with all its sessions.
type AccountClosed struct{ about }

// Verb implements journal.Event.
func (AccountClosed) Verb() string { return "account.closed" }

// RoleGranted is told when somebody is given a role.
type RoleGranted struct {
	about
	Grant trenza.Grant `json:"grant"`
}

// Verb implements journal.Event.
func (RoleGranted) Verb() string { return "role.granted" }

// RoleRevoked is told when a role is taken back.
type RoleRevoked struct {
	about
	Grant string `json:"grant"`
}

// Verb implements journal.Event.
func (RoleRevoked) Verb() string { return "role.revoked" }

// PasswordChanged is told when somebody sets another password; every session but
// the one she did it in ends.
type PasswordChanged struct{ about }

// Verb implements journal.Event.
func (PasswordChanged) Verb() string { return "password.changed" }

// PasswordRenewed is told when the hash of a password is made anew at its present
// cost.
type PasswordRenewed struct{ about }

// Verb implements journal.Event.
func (PasswordRenewed) Verb() string { return "password.renewed" }

// FactorAdded is told when a code generator or a passkey is set.
type FactorAdded struct {
	about
	Factor Factor `json:"factor"`
	ID     string `json:"id,omitempty"`
}

// Verb implements journal.Event.
func (FactorAdded) Verb() string { return "factor.added" }

// FactorDropped is told when one is taken off.
type FactorDropped struct {
	about
	Factor Factor `json:"factor"`
	ID     string `json:"id,omitempty"`
}

// Verb implements journal.Event.
func (FactorDropped) Verb() string { return "factor.dropped" }

// FactorShown is told when somebody shows a factor: to sign in, to go on, or to
// step up.
type FactorShown struct {
	about
	Factor Factor `json:"factor"`
	For    string `json:"for"`
}

// Verb implements journal.Event.
func (FactorShown) Verb() string { return "factor.shown" }

// RecoveryAsked is told when somebody asks to help another back in.
type RecoveryAsked struct {
	about
	Recovery string `json:"recovery"`
}

// Verb implements journal.Event.
func (RecoveryAsked) Verb() string { return "recovery.asked" }

// RecoveryAgreed is told when a second person agrees; her password, factors and
// sessions have ended.
type RecoveryAgreed struct {
	about
	Recovery string `json:"recovery"`
}

// Verb implements journal.Event.
func (RecoveryAgreed) Verb() string { return "recovery.agreed" }

// RecoveryUsed is told when she has set a new password by the link.
type RecoveryUsed struct {
	about
	Recovery string `json:"recovery"`
}

// Verb implements journal.Event.
func (RecoveryUsed) Verb() string { return "recovery.used" }

// SessionOpened is told when somebody is signed in.
type SessionOpened struct {
	about
	Session string `json:"session"`
}

// Verb implements journal.Event.
func (SessionOpened) Verb() string { return "session.opened" }

// SessionRefused is told when somebody is not let in to an account that exists:
// what was shown was wrong, or was shown too often. Those that follow a refusal
// at a limit are told once a minute.
type SessionRefused struct {
	about
	Shown Factor `json:"shown"`
	Limit bool   `json:"limit,omitempty"`
}

// Verb implements journal.Event.
func (SessionRefused) Verb() string { return "session.refused" }

// SessionEnded is told when a session is ended before its time.
type SessionEnded struct {
	about
	Session string `json:"session"`
}

// Verb implements journal.Event.
func (SessionEnded) Verb() string { return "session.ended" }
