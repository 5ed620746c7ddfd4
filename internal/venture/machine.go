package venture

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

// Need is what must be so before a move.
type Need string

// The needs.
const (
	NeedsJudges   Need = "judges"   // as many reviewers judged the plan as the programme asks for
	NeedsOther    Need = "other"    // somebody else than who applied
	NeedsReceipts Need = "receipts" // for so much of the first payment, as the programme says
	NeedsPaid     Need = "paid"     // there is nothing left to pay
	NeedsUnpaid   Need = "unpaid"   // there is something left to pay
	NeedsReason   Need = "reason"   // it is said why
)

// Step is a line of the table of what may become of an application.
type Step struct {
	From    State
	Move    Move
	To      State
	Needs   []Need
	Decides bool // only who may decide about seed capital
}

// Steps returns the table. What is not in it cannot be done.
func Steps() []Step {
	return []Step{
		{From: Applied, Move: Review, To: Reviewed, Needs: []Need{NeedsJudges}},
		{From: Applied, Move: Reject, To: Rejected, Needs: []Need{NeedsOther, NeedsReason}, Decides: true},
		{From: Applied, Move: Cancel, To: Cancelled, Needs: []Need{NeedsReason}},
		{From: Reviewed, Move: Approve, To: Approved, Needs: []Need{NeedsOther}, Decides: true},
		{From: Reviewed, Move: Reject, To: Rejected, Needs: []Need{NeedsOther, NeedsReason}, Decides: true},
		{From: Reviewed, Move: Cancel, To: Cancelled, Needs: []Need{NeedsReason}},
		{From: Approved, Move: Sign, To: Signed},
		{From: Approved, Move: Cancel, To: Cancelled, Needs: []Need{NeedsReason}},
		{From: Signed, Move: PayFirst, To: Tranche1},
		{From: Signed, Move: Cancel, To: Cancelled, Needs: []Need{NeedsReason}},
		{From: Tranche1, Move: Show, To: Evidence},
		{From: Tranche1, Move: Question, To: Misuse, Needs: []Need{NeedsReason}, Decides: true},
		{From: Evidence, Move: Show, To: Evidence},
		{From: Evidence, Move: PayRest, To: Tranche2, Needs: []Need{NeedsUnpaid, NeedsReceipts}},
		{From: Evidence, Move: Close, To: Closed, Needs: []Need{NeedsPaid}},
		{From: Evidence, Move: Question, To: Misuse, Needs: []Need{NeedsReason}, Decides: true},
		{From: Tranche2, Move: Show, To: Tranche2},
		{From: Tranche2, Move: Close, To: Closed},
		{From: Tranche2, Move: Question, To: Misuse, Needs: []Need{NeedsReason}, Decides: true},
		{From: Misuse, Move: Clear, To: Evidence, Needs: []Need{NeedsReason}, Decides: true},
		{From: Misuse, Move: Stop, To: Closed, Needs: []Need{NeedsReason}, Decides: true},
	}
}

// next returns the line of the table for a move from a state.
func (s State) next(move Move) (Step, bool) {
	for _, step := range Steps() {
		if step.From == s && step.Move == move {
			return step, true
		}
	}
	return Step{}, false
}

// Open returns the moves from a state, in the order of the table.
func (s State) Open() (moves []Move) {
	for _, step := range Steps() {
		if step.From == s {
			moves = append(moves, step.Move)
		}
	}
	return moves
}
