package collective

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// SeatWithdrawn is told when it is taken back that somebody held a seat from a
// day on. Its body names nobody, so that it can be told of somebody who was
// forgotten.
type SeatWithdrawn struct {
	Seat Seat       `json:"seat"`
	From trenza.Day `json:"from,omitempty"` // the day from which she holds it all the same, "" when she never did
}

// Verb implements journal.Event.
func (SeatWithdrawn) Verb() string { return "seat.withdrawn" }

// Class implements journal.Event.
func (SeatWithdrawn) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (SeatWithdrawn) Person() string { return "" }

// HeldBy returns the seats that a person holds in a committee.
func HeldBy(ctx context.Context, r store.Reader, organisation, committee, person string) ([]Seat, error) {
	return store.All(ctx, r, `select `+seatColumns+`
		from seat
		where organisation = $1 and collective = $2 and person = $3 and until is null`,
		store.Args(organisation, committee, person), scanSeat)
}

// SeatsOf returns the seats that a record holds or held in a committee, the earliest
// first.
func SeatsOf(ctx context.Context, r store.Reader, organisation, committee, person string) ([]Seat, error) {
	return store.All(ctx, r, `select `+seatColumns+`
		from seat
		where organisation = $1 and collective = $2 and person = $3
		order by since`, store.Args(organisation, committee, person), scanSeat)
}

// HoldFrom takes it back that a seat was held from its first day on: it was
// held from a later one, or never when there is none.
func HoldFrom(ctx context.Context, tx *journal.Tx, s Seat, from trenza.Day) error {
	if err := access.May(tx.Actor(), "seat.withdraw", access.Row{Kind: access.Committee, Class: trenza.P2}); err != nil || from == s.Since {
		return err
	}
	entry, err := tx.Tell(ctx, SeatWithdrawn{s, from})
	if err != nil {
		return err
	}
	if from == "" {
		_, err = tx.Exec(ctx, `
			delete from seat
			where organisation = $1 and collective = $2 and person = $3 and role = $4 and since = $5`,
			tx.Organisation(), s.Committee, s.Holder, s.Role, s.Since)
		return err
	}
	_, err = tx.Exec(ctx, `
		update seat
		set since = $6, entry = $7
		where organisation = $1 and collective = $2 and person = $3 and role = $4 and since = $5`,
		tx.Organisation(), s.Committee, s.Holder, s.Role, s.Since, from, entry)
	return err
}

// Withdrawn is told when it is taken back that a committee was heard of.
type Withdrawn struct {
	ID string `json:"id"`
}

// Verb implements journal.Event.
func (Withdrawn) Verb() string { return "committee.withdrawn" }

// Class implements journal.Event.
func (Withdrawn) Class() trenza.Class { return trenza.P1 }

// Person implements journal.Event.
func (Withdrawn) Person() string { return "" }

// Withdraw takes it back that a committee was heard of, unless somebody holds or
// held a seat in it, or something was taught on or proposed there. It reports whether
// it did.
func Withdraw(ctx context.Context, tx *journal.Tx, committee string) (bool, error) {
	if err := access.May(tx.Actor(), "committee.withdraw", access.Row{Kind: access.Committee, Class: trenza.P1}); err != nil {
		return false, err
	}
	seats, err := Seats(ctx, tx, tx.Organisation(), committee)
	if err != nil || len(seats) > 0 {
		return false, err
	}
	lives, err := lives(ctx, tx, committee)
	if err != nil || lives {
		return false, err
	}
	if _, err := tx.Tell(ctx, Withdrawn{committee}); err != nil {
		return false, err
	}
	_, err = tx.Exec(ctx, `
		delete from collective
		where organisation = $1 and id = $2`, tx.Organisation(), committee)
	return true, err
}

// lives reports whether anything was taught on in a committee, or proposed.
func lives(ctx context.Context, tx *journal.Tx, committee string) (bool, error) {
	one := 0
	return tx.One(ctx, `
		select 1
		from replica
		where organisation = $1 and collective = $2
		union
		select 1
		from proposal
		where organisation = $1 and collective = $2`, store.Args(tx.Organisation(), committee), &one)
}
