package venture

import (
	"context"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
)

// Seed is an application for seed capital, and what became of it.
type Seed struct {
	ID        string       `json:"id"`
	Venture   string       `json:"venture"`
	State     State        `json:"state"`
	Kind      string       `json:"kind"` // one of Kinds
	Day       trenza.Day   `json:"day"`  // of the application
	Amount    trenza.Money `json:"amount"`
	First     trenza.Money `json:"first"` // of it, what is paid first
	FirstDay  trenza.Day   `json:"first_day,omitempty"`
	SecondDay trenza.Day   `json:"second_day,omitempty"`
	Applicant string       `json:"applicant"` // who wrote it down: an account, or a token
	SeedWords

	Entry int64 `json:"-"`
}

// SeedWords are what is sealed of an application.
type SeedWords struct {
	For     string `json:"for,omitempty"`     // what is to be bought
	Owner   string `json:"owner,omitempty"`   // whose the asset is: one of Holders
	Control string `json:"control,omitempty"` // who decides what the income is spent on
	Reason  string `json:"reason,omitempty"`  // why it was rejected, cancelled, questioned, cleared or stopped
}

// Kinds returns the kinds of seed capital.
func Kinds() []string { return []string{"cash", "equipment", "supplies", "mixed"} }

// Holders returns who may own an asset or decide about income.
func Holders() []string { return []string{"her", "jointly", "partner", "other"} }

// Rest is what is paid second.
func (s Seed) Rest() trenza.Money { return s.Amount - s.First }

// Needed is how much of the first payment has to be shown before the second, when so
// many percent of it have: rounded up to a céntimo.
func (s Seed) Needed(percent int) trenza.Money {
	return trenza.Money(upward(int64(s.First)*int64(percent), 100))
}

// paid reports whether there is nothing left to pay.
func (s Seed) paid() bool { return s.SecondDay != "" || s.FirstDay != "" && s.Rest() == 0 }

// Key names a row among those of the room.
func (s Seed) Key() string { return "seed " + s.ID }

// Says spells what the row says in the clear, for comparison with the journal.
func (s Seed) Says() string {
	return strings.Join([]string{
		s.ID, s.Venture, string(s.State), s.Kind, string(s.Day), strconv.FormatInt(int64(s.Amount), 10), strconv.FormatInt(int64(s.First), 10),
		string(s.FirstDay), string(s.SecondDay), s.Applicant,
	}, "|")
}

// Apply keeps an application for seed capital: Venture, Kind, Day, Amount and the
// words are the caller's to give. A business has one at a time.
func Apply(ctx context.Context, tx *journal.Tx, s Seed) (Seed, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return s, err
	}
	v, d, err := w.changed(ctx, s.Venture)
	if err != nil {
		return s, err
	}
	if err := w.happened(s.Day); err != nil {
		return s, err
	}
	if err := s.check(); err != nil {
		return s, err
	}
	earlier, err := seedsOf(ctx, tx, tx.Organisation(), v.ID)
	if err != nil {
		return s, err
	}
	for _, other := range earlier {
		if len(Changes().Open(other.State)) > 0 {
			return s, &trenza.Problem{Kind: trenza.Conflict, Key: "venture.seed_open"}
		}
	}
	s.ID, s.Venture, s.State, s.FirstDay, s.SecondDay, s.Reason = trenza.NewID(), v.ID, Applied, "", "", ""
	s.First = s.Amount * trenza.Money(d.Ventures.FirstShare) / 100
	if s.Applicant, err = w.who(ctx); err != nil {
		return s, err
	}
	if s.Entry, err = tx.Tell(ctx, told[Seed]{Row: s, verb: applied, person: v.Person}); err != nil {
		return s, err
	}
	return s, insertSeed(ctx, tx, v.Person, s)
}

func (s *Seed) check() error {
	s.For = strings.TrimSpace(s.For)
	switch {
	case !oneOf(s.Kind, Kinds()):
		return trenza.Refuse("venture.kind_unknown", s.Kind)
	case s.Amount == 0:
		return trenza.Refuse("venture.amount_missing")
	case s.For == "":
		return trenza.Refuse("venture.for_missing")
	case !oneOf(s.Owner, Holders()):
		return trenza.Refuse("venture.owner_missing")
	case !oneOf(s.Control, Holders()):
		return trenza.Refuse("venture.control_missing")
	}
	return inRange(s.Amount)
}

// Decision is a move that somebody makes with an application.
type Decision struct {
	Move   Move
	Day    trenza.Day
	Reason string // where the move needs one
}

// Decide makes a move. A receipt is shown by ShowReceipt. What the table does not
// have is a conflict; who may not decide is refused as the policies say.
func Decide(ctx context.Context, tx *journal.Tx, id string, decision Decision) (Seed, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return Seed{}, err
	}
	if decision.Move == Show {
		return Seed{}, trenza.Refuse("venture.receipt_missing")
	}
	a, err := w.application(ctx, id, decision.Move)
	if err != nil {
		return Seed{}, err
	}
	if err := w.happened(decision.Day); err != nil {
		return a.Seed, err
	}
	a.Reason = strings.TrimSpace(decision.Reason)
	if err := a.meets(ctx); err != nil {
		return a.Seed, err
	}
	switch decision.Move {
	case PayFirst:
		a.FirstDay = decision.Day
		err = a.pay(ctx, decision.Day, a.First, 1)
	case PayRest:
		a.SecondDay = decision.Day
		err = a.pay(ctx, decision.Day, a.Rest(), 2)
	}
	if err != nil {
		return a.Seed, err
	}
	return a.Seed, a.move(ctx)
}

// application is an application that a move is about to be made with.
type application struct {
	writer
	Seed
	venture Venture
	program *programme.Definition
	step    trenza.Change[State, Move]
}

// application finds an application that the actor reads, and the line of the table
// for a move of hers.
func (w writer) application(ctx context.Context, id string, move Move) (a application, err error) {
	a.writer = w
	if a.Seed, err = seedByID(ctx, w.tx, w.tx.Vault(), w.scope, id); err != nil {
		return a, err
	}
	if a.venture, a.program, err = w.found(ctx, a.Venture); err != nil {
		return a, err
	}
	known := false
	if a.step, known = Changes().Next(a.State, move); !known {
		return a, &trenza.Problem{Kind: trenza.Conflict, Key: "venture.no_such_move"}
	}
	verb := "attention.give"
	if move.Decides() {
		verb = "seed.decide"
	}
	return a, w.may(verb, a.venture.Programme, a.venture.Service, a.venture.Place)
}

// meets refuses a move of which something that it needs is not so.
func (a application) meets(ctx context.Context) error {
	for _, need := range a.step.Needs {
		if err := a.meet(ctx, need); err != nil {
			return err
		}
	}
	return nil
}

func (a application) meet(ctx context.Context, need trenza.Need) error {
	conflict := func(key string, args ...any) error {
		return &trenza.Problem{Kind: trenza.Conflict, Key: key, Args: args}
	}
	switch need {
	case NeedsReason:
		if a.Reason == "" {
			return trenza.Refuse("venture.reason_missing")
		}
	case NeedsOther:
		if who, err := a.who(ctx); err != nil || who == a.Applicant {
			return first(err, conflict("venture.own_application"))
		}
	case NeedsJudges:
		last, err := lastVersion(ctx, a.tx, a.Venture)
		if err != nil {
			return err
		}
		pitches, err := pitchesOf(ctx, a.tx, a.tx.Organisation(), a.Venture, last)
		if wanted := a.program.Ventures.Reviewers; err != nil || len(pitches) < wanted {
			return first(err, conflict("venture.judges_missing", strconv.Itoa(len(pitches)), strconv.Itoa(wanted)))
		}
	case NeedsPaid:
		if !a.paid() {
			return conflict("venture.not_paid", a.Rest().String())
		}
	case NeedsUnpaid:
		if a.paid() {
			return conflict("venture.paid_already")
		}
	case NeedsReceipts:
		receipts, err := receiptsOf(ctx, a.tx, a.tx.Organisation(), a.ID)
		needed := a.Needed(a.program.Ventures.ReceiptShare)
		if sum := sumOf(receipts); err != nil || sum < needed {
			return first(err, conflict("venture.receipts_short", sum.String(), needed.String()))
		}
	}
	return nil
}

// first is the error of looking, and otherwise what was found.
func first(err, found error) error {
	if err != nil {
		return err
	}
	return found
}

// pay records a payment as what she received.
func (a application) pay(ctx context.Context, day trenza.Day, amount trenza.Money, leg int) error {
	p, err := a.reached(ctx, a.venture.Root)
	if err != nil {
		return err
	}
	s, err := a.service(ctx, a.venture.Programme, a.venture.Service)
	if err != nil {
		return err
	}
	_, err = attention.Give(ctx, a.tx, p, s, attention.Attention{
		Day: day, Place: a.venture.Place, Outcomes: []string{programme.Collected},
		Form: map[string]string{"amount": strconv.FormatInt(int64(amount), 10), "line": a.ID, "leg": strconv.Itoa(leg)},
	})
	return err
}

// move brings the application where its line of the table leads.
func (a *application) move(ctx context.Context) error {
	a.State = a.step.To
	if _, err := a.tx.Tell(ctx, told[Seed]{Row: a.Seed, verb: moved, person: a.venture.Person}); err != nil {
		return err
	}
	return updateSeed(ctx, a.tx, a.venture.Person, a.Seed)
}

// Receipt is what was shown of how seed capital was spent. Never a picture of
// anybody: an amount, a day, and what for.
type Receipt struct {
	ID     string       `json:"id"`
	Seed   string       `json:"seed"`
	Day    trenza.Day   `json:"day"`
	Amount trenza.Money `json:"amount"`
	For    string       `json:"for,omitempty"`

	Entry int64 `json:"-"`
}

// Key names a row among those of the room.
func (r Receipt) Key() string { return "receipt " + r.ID }

// Says spells what the row says in the clear, for comparison with the journal.
func (r Receipt) Says() string {
	return strings.Join([]string{r.ID, r.Seed, string(r.Day), strconv.FormatInt(int64(r.Amount), 10)}, "|")
}

func sumOf(receipts []Receipt) (sum trenza.Money) {
	for _, r := range receipts {
		sum += r.Amount
	}
	return sum
}

// ShowReceipt keeps a receipt for what was paid: Seed, Day, Amount and For are the
// caller's to give.
func ShowReceipt(ctx context.Context, tx *journal.Tx, r Receipt) (Receipt, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return r, err
	}
	a, err := w.application(ctx, r.Seed, Show)
	if err != nil {
		return r, err
	}
	if err := w.happened(r.Day); err != nil {
		return r, err
	}
	r.For = strings.TrimSpace(r.For)
	switch {
	case r.Amount == 0:
		return r, trenza.Refuse("venture.amount_missing")
	case r.For == "":
		return r, trenza.Refuse("venture.for_missing")
	}
	if err := inRange(r.Amount); err != nil {
		return r, err
	}
	r.ID, r.Seed = trenza.NewID(), a.ID
	if r.Entry, err = tx.Tell(ctx, told[Receipt]{Row: r, verb: shown, person: a.venture.Person}); err != nil {
		return r, err
	}
	if err := insertReceipt(ctx, tx, a.venture.Person, r); err != nil || a.State == a.step.To {
		return r, err
	}
	return r, a.move(ctx)
}
