package learning

import (
	"slices"

	"github.com/trenza/trenza"
)

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
func CohortChanges() trenza.Changes[CohortState, string] {
	return trenza.Changes[CohortState, string]{
		{From: CohortPlanned, Verb: Open, To: CohortEnrolling},
		{From: CohortPlanned, Verb: Begin, To: CohortRunning, Needs: []trenza.Need{"a session that was held"}},
		{From: CohortEnrolling, Verb: Begin, To: CohortRunning, Needs: []trenza.Need{"a session that was held"}},
		{From: CohortRunning, Verb: Complete, To: CohortCompleted, Needs: []trenza.Need{"no session to come"}},
		{From: CohortCompleted, Verb: Report, To: CohortReported},
		{From: CohortCompleted, Verb: Reopen, To: CohortRunning},
		{From: CohortReported, Verb: Revise, To: CohortCompleted},
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
func SessionChanges() trenza.Changes[SessionState, string] {
	return trenza.Changes[SessionState, string]{
		{From: SessionPlanned, Verb: Move, To: SessionPlanned},
		{From: SessionPlanned, Verb: Amend, To: SessionPlanned},
		{From: SessionHeld, Verb: Amend, To: SessionHeld},
		{From: SessionPlanned, Verb: Hold, To: SessionHeld, Needs: []trenza.Need{"a day that has come"}},
		{From: SessionHeld, Verb: Hold, To: SessionHeld},
		{From: SessionHeld, Verb: Unhold, To: SessionPlanned, Needs: []trenza.Need{"no marks"}},
		{From: SessionPlanned, Verb: Cancel, To: SessionCancelled, Needs: []trenza.Need{"a reason", "no marks"}},
		{From: SessionCancelled, Verb: Restore, To: SessionPlanned},
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
func EnrolmentChanges() trenza.Changes[EnrolmentState, string] {
	const presence, hours, over, nothing = "a session to which she came", "the hours that approval takes, and the end of the cohort",
		"a session to which she came, and the end of the cohort", "no session to which she came"
	return trenza.Changes[EnrolmentState, string]{
		{From: Interested, Verb: Invite, To: Invited},
		{From: Interested, Verb: Join, To: Enrolled},
		{From: Invited, Verb: Join, To: Enrolled},
		{From: Enrolled, Verb: Settled, To: Active, Needs: []trenza.Need{presence}},
		{From: Enrolled, Verb: Settled, To: Completed, Needs: []trenza.Need{hours}},
		{From: Enrolled, Verb: Settled, To: Partially, Needs: []trenza.Need{over}},
		{From: Active, Verb: Settled, To: Enrolled, Needs: []trenza.Need{nothing}},
		{From: Active, Verb: Settled, To: Completed, Needs: []trenza.Need{hours}},
		{From: Active, Verb: Settled, To: Partially, Needs: []trenza.Need{over}},
		{From: Completed, Verb: Settled, To: Enrolled, Needs: []trenza.Need{nothing}},
		{From: Completed, Verb: Settled, To: Active, Needs: []trenza.Need{presence}},
		{From: Completed, Verb: Settled, To: Partially, Needs: []trenza.Need{over}},
		{From: Partially, Verb: Settled, To: Enrolled, Needs: []trenza.Need{nothing}},
		{From: Partially, Verb: Settled, To: Active, Needs: []trenza.Need{presence}},
		{From: Partially, Verb: Settled, To: Completed, Needs: []trenza.Need{hours}},
		{From: Interested, Verb: Drop, To: DroppedOut, Needs: []trenza.Need{"a reason"}},
		{From: Invited, Verb: Drop, To: DroppedOut, Needs: []trenza.Need{"a reason"}},
		{From: Enrolled, Verb: Drop, To: DroppedOut, Needs: []trenza.Need{"a reason"}},
		{From: Active, Verb: Drop, To: DroppedOut, Needs: []trenza.Need{"a reason"}},
		{From: DroppedOut, Verb: Return, To: Enrolled},
		{From: Enrolled, Verb: Transfer, To: Transferred, Needs: []trenza.Need{"another cohort"}},
		{From: Active, Verb: Transfer, To: Transferred, Needs: []trenza.Need{"another cohort"}},
		{From: Transferred, Verb: Return, To: Enrolled},
	}
}

// settles reports whether the state follows from the marks.
func (s EnrolmentState) settles() bool { return slices.Contains(EnrolmentChanges().Open(s), Settled) }

// become returns the state into which a verb leads, the only one where to is "".
// What the table does not have is a Problem of kind Conflict.
func become[S ~string](table trenza.Changes[S, string], from S, verb string, to S) (S, error) {
	change, there := table.Next(from, verb)
	if to != "" {
		change, there = table.Leads(from, verb, to)
	}
	if !there {
		return from, &trenza.Problem{Kind: trenza.Conflict, Key: "learning.not_from_here"}
	}
	return change.To, nil
}
