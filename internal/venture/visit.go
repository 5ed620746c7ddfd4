package venture

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
)

// How a business goes.
const (
	Operating = "yes"
	Paused    = "paused"
	Shut      = "closed"
	Sold      = "sold"
	NotFound  = "not_found" // nobody could ask her
)

// Operatings returns how a business may go.
func Operatings() []string { return []string{Operating, Paused, Shut, Sold, NotFound} }

// Visit is how a business goes in a month after its start; month 0 is before. Its id
// is that of the attention that counts.
type Visit struct {
	ID        string     `json:"id"`
	Venture   string     `json:"venture"`
	Month     int        `json:"month"`
	Day       trenza.Day `json:"day"`
	Operating string     `json:"operating"`
	Numbers   Numbers    `json:"numbers"`
	Aside     Aside      `json:"aside,omitzero"`

	Entry int64 `json:"-"`
}

// Numbers are those of the last month, as she tells them.
type Numbers struct {
	Sales      trenza.Money `json:"sales"`
	Costs      trenza.Money `json:"costs"`
	Withdrawal trenza.Money `json:"withdrawal,omitempty"` // what she took for herself
	Savings    trenza.Money `json:"savings,omitempty"`
	Debt       trenza.Money `json:"debt,omitempty"`
	Workers    int          `json:"workers,omitempty"` // besides her
	Women      int          `json:"women,omitempty"`   // of them
	Customers  int          `json:"customers,omitempty"`
	CareHours  int          `json:"care_hours,omitempty"` // unpaid, in a day
	Formal     bool         `json:"formal,omitempty"`
	Control    string       `json:"control,omitempty"` // who decides what the income is spent on: one of Holders
	Needs      string       `json:"needs,omitempty"`   // what support she asks for
}

// Net is what was left of the month.
func (n Numbers) Net() trenza.Money { return n.Sales - n.Costs }

// Aside is what only a trained worker who accompanies her reads.
type Aside struct {
	Reaction string `json:"reaction,omitempty"` // of her partner: one of Reactions
}

// How a partner reacts.
const (
	Supports = "supports"
	Neither  = "indifferent"
	Tension  = "tension"
	Opposes  = "opposes"
	Alone    = "no_partner"
	Unasked  = "unsafe" // it was not safe to ask
)

// Reactions returns how a partner may react.
func Reactions() []string { return []string{Supports, Neither, Tension, Opposes, Alone, Unasked} }

// LookAfter reports whether a trained worker is to ask her whether she is safe.
func (a Aside) LookAfter() bool {
	return a.Reaction == Tension || a.Reaction == Opposes || a.Reaction == Unasked
}

// Key names a row among those of the room.
func (v Visit) Key() string { return "visit " + v.ID }

// Says spells what the row says in the clear, for comparison with the journal.
func (v Visit) Says() string {
	return strings.Join([]string{v.ID, v.Venture, strconv.Itoa(v.Month), string(v.Day), v.Operating}, "|")
}

// outcomes are what the visit counts as.
func (v Visit) outcomes() []string {
	switch {
	case v.Month == 0:
		return nil
	case v.Operating == NotFound:
		return []string{programme.AtMonth(programme.VentureLost, v.Month)}
	case v.Operating == Operating:
		return []string{programme.AtMonth(programme.VentureAsked, v.Month), programme.AtMonth(programme.VentureRuns, v.Month)}
	}
	return []string{programme.AtMonth(programme.VentureAsked, v.Month)}
}

// check refuses a visit that cannot be.
func (v *Visit) check(d *programme.Definition) error {
	n := &v.Numbers
	n.Needs = strings.TrimSpace(n.Needs)
	switch {
	case v.Month != 0 && !slices.Contains(d.Ventures.Months, v.Month):
		return trenza.Refuse("venture.month_unknown", strconv.Itoa(v.Month))
	case !oneOf(v.Operating, Operatings()):
		return trenza.Refuse("venture.operating_missing")
	case n.Control != "" && !oneOf(n.Control, Holders()):
		return trenza.Refuse("venture.control_missing")
	case v.Aside.Reaction != "" && !oneOf(v.Aside.Reaction, Reactions()):
		return trenza.Refuse("venture.reaction_unknown", v.Aside.Reaction)
	case n.CareHours < 0 || n.CareHours > 24:
		return trenza.Refuse("venture.care_hours")
	case n.Women > n.Workers:
		return trenza.Refuse("venture.more_women_than_workers")
	}
	if err := unitsInRange(n.Workers, n.Women, n.Customers); err != nil {
		return err
	}
	return inRange(n.Sales, n.Costs, n.Withdrawal, n.Savings, n.Debt)
}

// Ask keeps how a business goes: Venture, Month, Day, Operating, Numbers and Aside are
// the caller's to give. Each month is asked about once.
func Ask(ctx context.Context, tx *journal.Tx, v Visit) (Visit, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return v, err
	}
	of, d, err := w.changed(ctx, v.Venture)
	if err != nil {
		return v, err
	}
	if err := w.happened(v.Day); err != nil {
		return v, err
	}
	if err := v.check(d); err != nil {
		return v, err
	}
	visits, err := visitsOf(ctx, tx, tx.Organisation(), of.ID)
	if err != nil {
		return v, err
	}
	if slices.ContainsFunc(visits, func(other Visit) bool { return other.Month == v.Month }) {
		return v, &trenza.Problem{Kind: trenza.Conflict, Key: "venture.asked_already", Args: []any{strconv.Itoa(v.Month)}}
	}
	v.Venture = of.ID
	if v.ID, err = w.attend(ctx, of.Root, of.Programme, of.Service, attention.Attention{Day: v.Day, Place: of.Place, Outcomes: v.outcomes()}); err != nil {
		return v, err
	}
	if v.Entry, err = tx.Tell(ctx, told[Visit]{Row: v, verb: visited, person: of.Person, class: asideClass(v.Aside == Aside{})}); err != nil {
		return v, err
	}
	return v, insertVisit(ctx, tx, of.Person, v)
}

// asideClass is the class of an entry that says something for a trained worker alone.
func asideClass(none bool) trenza.Class {
	if none {
		return trenza.P2
	}
	return trenza.P3
}

// attend records that somebody asked, and returns the id of the attention.
func (w writer) attend(ctx context.Context, person, programmeID, service string, a attention.Attention) (string, error) {
	p, err := w.reached(ctx, person)
	if err != nil {
		return "", err
	}
	s, err := w.service(ctx, programmeID, service)
	if err != nil {
		return "", err
	}
	a, err = attention.Give(ctx, w.tx, p, s, a)
	return a.ID, err
}

// Withdraw takes back that somebody asked, about a business or about work, with what
// counts of it.
func Withdraw(ctx context.Context, tx *journal.Tx, id string) error {
	w, err := writing(ctx, tx)
	if err != nil {
		return err
	}
	given, found, err := attention.ByID(ctx, tx, tx.Organisation(), id)
	if err == nil && !found {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "venture.no_such"}
	}
	if err != nil {
		return err
	}
	permitted, err := attention.Permits(ctx, tx, w.scope, "attention.read", id)
	if err == nil && !permitted {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "venture.no_such"}
	}
	if err != nil {
		return err
	}
	if err := attention.Withdraw(ctx, tx, w.scope.Service(given.Programme, given.Service), given); err != nil {
		return err
	}
	if _, err := tx.Tell(ctx, gone{Keys: []string{Visit{ID: id}.Key(), Work{ID: id}.Key()}, verb: visitWithdrawn}); err != nil {
		return err
	}
	return deleteVisits(ctx, tx, id)
}
