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

// Move is a line of the state table: a step that leads from one state into another,
// which policy lets it be taken, and what it needs.
type Move struct {
	From  State
	Step  Step
	To    State
	Verb  string // asked of access
	Needs []Need
}

// Need is what a step cannot be taken without.
type Need string

// The needs.
const (
	DayPassed     Need = "day_passed"     // its day has come
	WhoCame       Need = "who_came"       // a headcount, with those who came for the first time
	TopicsCovered Need = "topics_covered" // what was taught
	AnotherPerson Need = "another_person" // not whoever reported it
	AWay          Need = "a_way"          // it was checked by a call or a visit
	AReason       Need = "a_reason"
)

// moves is the state table.
var moves = []Move{
	{Planned, Hold, Held, "replica.report", []Need{DayPassed}},
	{Planned, Cancel, Cancelled, "replica.report", []Need{AReason}},
	{Held, Report, Reported, "replica.report", []Need{WhoCame, TopicsCovered}},
	{Held, Cancel, Cancelled, "replica.report", []Need{AReason}},
	{Reported, Verify, Verified, "replica.verify", []Need{AnotherPerson, AWay}},
	{Reported, Cancel, Cancelled, "replica.report", []Need{AReason}},
	{Verified, Close, Closed, "replica.verify", nil},
}

// Moves returns the state table, for the manual and the pages.
func Moves() []Move { return slices.Clone(moves) }

// next returns where a step leads from a state.
func (s State) next(step Step) (Move, error) {
	at := slices.IndexFunc(moves, func(m Move) bool { return m.From == s && m.Step == step })
	if at < 0 {
		return Move{}, &trenza.Problem{Kind: trenza.Conflict, Key: "collective.no_such_step." + string(s)}
	}
	return moves[at], nil
}

// May reports whether a step can be taken from a state at all.
func (s State) May(step Step) bool {
	_, err := s.next(step)
	return err == nil
}
