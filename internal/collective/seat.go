package collective

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Seat is a person's place in a committee from one day until another.
type Seat struct {
	Committee string     `json:"committee"`
	Holder    string     `json:"person"`
	Role      string     `json:"role"` // "representante", or a post of the board
	Since     trenza.Day `json:"since"`
	Until     trenza.Day `json:"until,omitempty"` // first day on which it is no longer hers
}

// Representative is the role of whoever speaks for a committee in a programme.
const Representative = "representante"

// SeatTaken is told when somebody takes a seat, or is known to have held it
// from an earlier day.
type SeatTaken struct {
	Seat Seat `json:"seat"`
}

// Verb implements journal.Event.
func (SeatTaken) Verb() string { return "seat.taken" }

// Class implements journal.Event.
func (SeatTaken) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (e SeatTaken) Person() string { return e.Seat.Holder }

// Take gives a seat to a person. A seat that she holds already stays hers, from
// the earlier of the two days.
func Take(ctx context.Context, tx *journal.Tx, s Seat) error {
	if err := access.May(tx.Actor(), "seat.take", access.Row{Kind: access.Committee, Class: trenza.P2}); err != nil {
		return err
	}
	var since trenza.Day
	held, err := tx.One(ctx, `
		select since
		from seat
		where organisation = $1 and collective = $2 and person = $3 and role = $4 and until is null`,
		store.Args(tx.Organisation(), s.Committee, s.Holder, s.Role), &since)
	if err != nil || held && since <= s.Since {
		return err
	}
	entry, err := tx.Tell(ctx, SeatTaken{s})
	if err != nil {
		return err
	}
	if held {
		_, err = tx.Exec(ctx, `
			update seat
			set since = $5, entry = $6
			where organisation = $1 and collective = $2 and person = $3 and role = $4 and until is null`,
			tx.Organisation(), s.Committee, s.Holder, s.Role, s.Since, entry)
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into seat (organisation, collective, person, role, since, entry)
		values ($1, $2, $3, $4, $5, $6)`, tx.Organisation(), s.Committee, s.Holder, s.Role, s.Since, entry)
	return err
}

const seatColumns = `
	collective,
	person,
	role,
	since,
	coalesce(until, '')`

func scanSeat(scan store.Scan) (Seat, error) {
	var s Seat
	return s, scan(&s.Committee, &s.Holder, &s.Role, &s.Since, &s.Until)
}

// Seats returns who holds or held the seats of a committee, the earliest first.
func Seats(ctx context.Context, r store.Reader, organisation, committee string) ([]Seat, error) {
	return store.All(ctx, r, `select `+seatColumns+`
		from seat
		where organisation = $1 and collective = $2
		order by since, entry`, store.Args(organisation, committee), scanSeat)
}

// SeatsTaken returns the seats that a person took by the entries from one
// position to another.
func SeatsTaken(ctx context.Context, r store.Reader, organisation, person string, first, last int64) ([]Seat, error) {
	return store.All(ctx, r, `select `+seatColumns+`
		from seat
		where organisation = $1 and person = $2 and entry >= $3 and entry <= $4
		order by entry`, store.Args(organisation, person, first, last), scanSeat)
}
