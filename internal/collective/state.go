package collective

import (
	"slices"

	"github.com/trenza/trenza"
)

// State is what has become of a replica.
type State string

// The states (domain rule 8).
const (
	Planned   State = "planned"
	Held      State = "held"
	Reported  State = "reported"
	Verified  State = "verified"
	Closed    State = "closed"
	Cancelled State = "cancelled"
)

// States lists them in order.
func States() []State { return []State{Planned, Held, Reported, Verified, Closed, Cancelled} }

// Step is what somebody does with a replica.
type Step string

// The steps.
const (
	Hold   Step = "hold"
	Report Step = "report"
	Verify Step = "verify"
	Close  Step = "close"
	Cancel Step = "cancel"
)

// Steps lists them in order.
func Steps() []Step { return []Step{Hold, Report, Verify, Close, Cancel} }

// The needs.
const (
	DayPassed     trenza.Need = "day_passed"     // its day has come
	WhoCame       trenza.Need = "who_came"       // a headcount, with those who came for the first time
	TopicsCovered trenza.Need = "topics_covered" // what was taught
	AnotherPerson trenza.Need = "another_person" // not whoever reported it
	AWay          trenza.Need = "a_way"          // it was checked by a call or a visit
	AReason       trenza.Need = "a_reason"
)

// Changes is the state table of a replica.
func Changes() trenza.Changes[State, Step] {
	return trenza.Changes[State, Step]{
		{From: Planned, Verb: Hold, To: Held, Needs: []trenza.Need{DayPassed}},
		{From: Planned, Verb: Cancel, To: Cancelled, Needs: []trenza.Need{AReason}},
		{From: Held, Verb: Report, To: Reported, Needs: []trenza.Need{WhoCame, TopicsCovered}},
		{From: Held, Verb: Cancel, To: Cancelled, Needs: []trenza.Need{AReason}},
		{From: Reported, Verb: Verify, To: Verified, Needs: []trenza.Need{AnotherPerson, AWay}},
		{From: Reported, Verb: Cancel, To: Cancelled, Needs: []trenza.Need{AReason}},
		{From: Verified, Verb: Close, To: Closed},
	}
}

// verb is what policy is asked before the step is taken.
func (s Step) verb() string {
	if s == Verify || s == Close {
		return "replica.verify"
	}
	return "replica.report"
}

// next returns the state into which a step leads.
func (s State) next(step Step) (State, error) {
	change, there := Changes().Next(s, step)
	if !there {
		return s, &trenza.Problem{Kind: trenza.Conflict, Key: "collective.no_such_step." + string(s)}
	}
	return change.To, nil
}

// May reports whether a step can be taken from a state at all.
func (s State) May(step Step) bool { return slices.Contains(Changes().Open(s), step) }
