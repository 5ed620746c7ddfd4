package venture

import (
	"slices"

	"github.com/trenza/trenza"
)

// State is where an application for seed capital stands.
type State string

// The states (domain rule 6).
const (
	Applied   State = "applied"
	Reviewed  State = "reviewed"
	Approved  State = "approved"
	Signed    State = "agreement_signed"
	Tranche1  State = "tranche1"
	Evidence  State = "evidence"
	Tranche2  State = "tranche2"
	Closed    State = "closed"
	Rejected  State = "rejected"
	Cancelled State = "cancelled"
	Misuse    State = "misuse_review"
)

// States returns the states.
func States() []State {
	return []State{Applied, Reviewed, Approved, Signed, Tranche1, Evidence, Tranche2, Closed, Rejected, Cancelled, Misuse}
}

// Move is what is done with an application.
type Move string

// The moves.
const (
	Review   Move = "review"
	Approve  Move = "approve"
	Reject   Move = "reject"
	Sign     Move = "sign"
	PayFirst Move = "pay_first"
	Show     Move = "show" // a receipt
	PayRest  Move = "pay_rest"
	Close    Move = "close"
	Cancel   Move = "cancel"
	Question Move = "question" // what it was spent on
	Clear    Move = "clear"
	Stop     Move = "stop"
)

// Moves returns the moves.
func Moves() []Move {
	return []Move{Review, Approve, Reject, Sign, PayFirst, Show, PayRest, Close, Cancel, Question, Clear, Stop}
}

// The needs.
const (
	NeedsJudges   trenza.Need = "judges"   // as many reviewers judged the plan as the programme asks for
	NeedsOther    trenza.Need = "other"    // somebody else than who applied
	NeedsReceipts trenza.Need = "receipts" // for so much of the first payment, as the programme says
	NeedsPaid     trenza.Need = "paid"     // there is nothing left to pay
	NeedsUnpaid   trenza.Need = "unpaid"   // there is something left to pay
	NeedsReason   trenza.Need = "reason"   // it is said why
)

// Decides reports whether only who may decide about seed capital makes the move.
func (m Move) Decides() bool {
	return slices.Contains([]Move{Approve, Reject, Question, Clear, Stop}, m)
}

// Changes is the state table of an application.
func Changes() trenza.Changes[State, Move] {
	return trenza.Changes[State, Move]{
		{From: Applied, Verb: Review, To: Reviewed, Needs: []trenza.Need{NeedsJudges}},
		{From: Applied, Verb: Reject, To: Rejected, Needs: []trenza.Need{NeedsOther, NeedsReason}},
		{From: Applied, Verb: Cancel, To: Cancelled, Needs: []trenza.Need{NeedsReason}},
		{From: Reviewed, Verb: Approve, To: Approved, Needs: []trenza.Need{NeedsOther}},
		{From: Reviewed, Verb: Reject, To: Rejected, Needs: []trenza.Need{NeedsOther, NeedsReason}},
		{From: Reviewed, Verb: Cancel, To: Cancelled, Needs: []trenza.Need{NeedsReason}},
		{From: Approved, Verb: Sign, To: Signed},
		{From: Approved, Verb: Cancel, To: Cancelled, Needs: []trenza.Need{NeedsReason}},
		{From: Signed, Verb: PayFirst, To: Tranche1},
		{From: Signed, Verb: Cancel, To: Cancelled, Needs: []trenza.Need{NeedsReason}},
		{From: Tranche1, Verb: Show, To: Evidence},
		{From: Tranche1, Verb: Question, To: Misuse, Needs: []trenza.Need{NeedsReason}},
		{From: Evidence, Verb: Show, To: Evidence},
		{From: Evidence, Verb: PayRest, To: Tranche2, Needs: []trenza.Need{NeedsUnpaid, NeedsReceipts}},
		{From: Evidence, Verb: Close, To: Closed, Needs: []trenza.Need{NeedsPaid}},
		{From: Evidence, Verb: Question, To: Misuse, Needs: []trenza.Need{NeedsReason}},
		{From: Tranche2, Verb: Show, To: Tranche2},
		{From: Tranche2, Verb: Close, To: Closed},
		{From: Tranche2, Verb: Question, To: Misuse, Needs: []trenza.Need{NeedsReason}},
		{From: Misuse, Verb: Clear, To: Evidence, Needs: []trenza.Need{NeedsReason}},
		{From: Misuse, Verb: Stop, To: Closed, Needs: []trenza.Need{NeedsReason}},
	}
}
