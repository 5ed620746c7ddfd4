package collective

import (
	"context"
	"slices"

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

// The places in a committee that are no post of its board: whoever speaks for it in
// a programme, and its members. Who is on the roll of the ration is another matter,
// which Trenza does not keep.
const (
	Representative = "representante"
	Member         = "socia"
)

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

// Take gives a seat to a person, as a list says. A seat that she holds already
// stays hers, from the earlier of the two days. A post of the board is held by one
// at a time; a list may name several who spoke for a committee.
func Take(ctx context.Context, tx *journal.Tx, s Seat) error {
	if err := access.May(tx.Actor(), "seat.take", access.Row{Kind: access.Committee, Class: trenza.P2}); err != nil {
		return err
	}
	return take(ctx, tx, s, s.Role != Representative)
}

// take gives a seat to a person; one that is held alone is refused to her as long
// as somebody else holds it. What she holds or held on that day is hers already,
// and a seat of hers that is known from a later day begins on the earlier.
func take(ctx context.Context, tx *journal.Tx, s Seat, alone bool) error {
	own, err := ownSeats(ctx, tx, s)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(own, func(o Seat) bool { return o.Since <= s.Since && (o.Until == "" || s.Since < o.Until) }) {
		return nil
	}
	later := slices.IndexFunc(own, func(o Seat) bool { return s.Until == "" && s.Since < o.Since })
	if later >= 0 {
		s.Until = own[later].Until
	}
	if alone && s.Role != Member {
		if err := free(ctx, tx, s); err != nil {
			return err
		}
	}
	entry, err := tx.Tell(ctx, SeatTaken{s})
	if err != nil {
		return err
	}
	if later >= 0 {
		_, err = tx.Exec(ctx, `
			update seat
			set since = $6, entry = $7
			where organisation = $1 and collective = $2 and person = $3 and role = $4 and since = $5`,
			tx.Organisation(), s.Committee, s.Holder, s.Role, own[later].Since, s.Since, entry)
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into seat (organisation, collective, person, role, since, until, entry)
		values ($1, $2, $3, $4, $5, $6, $7)`, tx.Organisation(), s.Committee, s.Holder, s.Role, s.Since, orNull(s.Until), entry)
	return err
}

// ownSeats returns the seats that a record holds or held in the role and committee
// of another seat, the earliest first.
func ownSeats(ctx context.Context, tx *journal.Tx, s Seat) ([]Seat, error) {
	return store.All(ctx, tx, `select `+seatColumns+`
		from seat
		where organisation = $1 and collective = $2 and person = $3 and role = $4
		order by since`, store.Args(tx.Organisation(), s.Committee, s.Holder, s.Role), scanSeat)
}

// orNull is a text as a table keeps it, nothing for none.
func orNull[T ~string](text T) any {
	if text == "" {
		return nil
	}
	return string(text)
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
