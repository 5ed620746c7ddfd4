package learning

import (
	"slices"

	"github.com/trenza/trenza"
)

// Change is a line of a state table: what is done, from where to where, and what
// it needs, "" for nothing. The manual prints the same lines.
type Change[S ~string] struct {
	From  S
	Verb  string
	To    S
	Needs string
}

// CohortState is how far a cohort is.
type CohortState string

// The states of a cohort.
const (
	CohortPlanned   CohortState = "planned"
	CohortEnrolling CohortState = "enrolling"
	CohortRunning   CohortState = "running"
	CohortCompleted CohortState = "completed"
	CohortReported  CohortState = "reported"
)

// CohortStates returns the states of a cohort, in their order.
func CohortStates() []CohortState {
	return []CohortState{CohortPlanned, CohortEnrolling, CohortRunning, CohortCompleted, CohortReported}
}

// What is done with a cohort.
const (
	Open     = "open"     // somebody is enrolled
	Begin    = "begin"    // a session was held
	Complete = "complete" // it is over
	Report   = "report"   // what came of it is in a report
	Reopen   = "reopen"   // it is not over yet
	Revise   = "revise"   // something was wrong in what was reported
)

// CohortChanges is the state table of a cohort.
func CohortChanges() []Change[CohortState] {
	return []Change[CohortState]{
		{CohortPlanned, Open, CohortEnrolling, ""},
		{CohortPlanned, Begin, CohortRunning, "a session that was held"},
		{CohortEnrolling, Begin, CohortRunning, "a session that was held"},
		{CohortRunning, Complete, CohortCompleted, "no session to come"},
		{CohortCompleted, Report, CohortReported, ""},
		{CohortCompleted, Reopen, CohortRunning, ""},
		{CohortReported, Revise, CohortCompleted, ""},
	}
}

// SessionState is what has become of a session.
type SessionState string

// The states of a session.
const (
	SessionPlanned   SessionState = "planned"
	SessionHeld      SessionState = "held"
	SessionCancelled SessionState = "cancelled"
)

// SessionStates returns the states of a session.
func SessionStates() []SessionState {
	return []SessionState{SessionPlanned, SessionHeld, SessionCancelled}
}

// What is done with a session.
const (
	Move    = "move"    // to another day
	Amend   = "amend"   // who gives it, where, what it needs
	Hold    = "hold"    // it was held, and so long
	Unhold  = "unhold"  // it was not held after all
	Cancel  = "cancel"  // it will not be held
	Restore = "restore" // it will be held after all
)

// SessionChanges is the state table of a session.
func SessionChanges() []Change[SessionState] {
	return []Change[SessionState]{
		{SessionPlanned, Move, SessionPlanned, ""},
		{SessionPlanned, Amend, SessionPlanned, ""},
		{SessionHeld, Amend, SessionHeld, ""},
		{SessionPlanned, Hold, SessionHeld, "a day that has come"},
		{SessionHeld, Hold, SessionHeld, ""},
		{SessionHeld, Unhold, SessionPlanned, "no marks"},
		{SessionPlanned, Cancel, SessionCancelled, "a reason, no marks"},
		{SessionCancelled, Restore, SessionPlanned, ""},
	}
}

// EnrolmentState is how far a woman is in a cohort.
type EnrolmentState string

// The states of an enrolment.
const (
	Interested  EnrolmentState = "interested"
	Invited     EnrolmentState = "invited"
	Enrolled    EnrolmentState = "enrolled"
	Active      EnrolmentState = "active"              // she came to a session at least
	Completed   EnrolmentState = "completed"           // trained: she has the hours that approval takes
	Partially   EnrolmentState = "partially_completed" // she took part, and has fewer
	DroppedOut  EnrolmentState = "dropped_out"
	Transferred EnrolmentState = "transferred"
)

// EnrolmentStates returns the states of an enrolment, in their order.
func EnrolmentStates() []EnrolmentState {
	return []EnrolmentState{Interested, Invited, Enrolled, Active, Completed, Partially, DroppedOut, Transferred}
}

// What is done with an enrolment. It is settled by what follows from the marks and
// from the end of the cohort, and by nobody.
const (
	Invite   = "invite"
	Join     = "join"
	Settled  = "settle"
	Drop     = "drop"
	Return   = "return"
	Transfer = "transfer"
)

// EnrolmentChanges is the state table of an enrolment.
func EnrolmentChanges() []Change[EnrolmentState] {
	const presence, hours, over, nothing = "a session to which she came", "the hours that approval takes, and the end of the cohort",
		"a session to which she came, and the end of the cohort", "no session to which she came"
	return []Change[EnrolmentState]{
		{Interested, Invite, Invited, ""},
		{Interested, Join, Enrolled, ""},
		{Invited, Join, Enrolled, ""},
		{Enrolled, Settled, Active, presence},
		{Enrolled, Settled, Completed, hours},
		{Enrolled, Settled, Partially, over},
		{Active, Settled, Enrolled, nothing},
		{Active, Settled, Completed, hours},
		{Active, Settled, Partially, over},
		{Completed, Settled, Enrolled, nothing},
		{Completed, Settled, Active, presence},
		{Completed, Settled, Partially, over},
		{Partially, Settled, Enrolled, nothing},
		{Partially, Settled, Active, presence},
		{Partially, Settled, Completed, hours},
		{Interested, Drop, DroppedOut, "a reason"},
		{Invited, Drop, DroppedOut, "a reason"},
		{Enrolled, Drop, DroppedOut, "a reason"},
		{Active, Drop, DroppedOut, "a reason"},
		{DroppedOut, Return, Enrolled, ""},
		{Enrolled, Transfer, Transferred, "another cohort"},
		{Active, Transfer, Transferred, "another cohort"},
		{Transferred, Return, Enrolled, ""},
	}
}

// settles reports whether the state follows from the marks.
func (s EnrolmentState) settles() bool {
	return slices.ContainsFunc(EnrolmentChanges(), func(c Change[EnrolmentState]) bool { return c.From == s && c.Verb == Settled })
}

// become returns the state into which a verb leads, the only one where to is "".
// What the table does not have is a Problem of kind Conflict.
func become[S ~string](table []Change[S], from S, verb string, to S) (S, error) {
	for _, c := range table {
		if c.From == from && c.Verb == verb && (to == "" || c.To == to) {
			return c.To, nil
		}
	}
	return from, &trenza.Problem{Kind: trenza.Conflict, Key: "learning.not_from_here"}
}
