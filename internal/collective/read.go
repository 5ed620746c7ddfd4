package collective

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// HeldSeat is a seat with the committee that it is in.
type HeldSeat struct {
	Seat
	Committee Committee
}

// ReadSeats returns the seats that a record holds or held, the earliest first, as
// far as a scope sees the seats of their committees.
func ReadSeats(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, person string) ([]HeldSeat, error) {
	type row struct {
		seat      Seat
		committee sealedCommittee
	}
	rows, err := store.All(ctx, r, `
		select s.collective, s.person, s.role, s.since, coalesce(s.until, ''), c.id, c.kind, c.place, c.name
		from seat s
		join collective c on c.organisation = s.organisation and c.id = s.collective
		where s.organisation = $1 and s.person = $2
		order by s.since, s.entry`, store.Args(scope.Organisation, person), func(scan store.Scan) (row, error) {
		var w row
		s, c := &w.seat, &w.committee
		return w, scan(&s.Committee, &s.Holder, &s.Role, &s.Since, &s.Until, &c.ID, &c.Kind, &c.Place, &c.name)
	})
	if err != nil {
		return nil, err
	}
	var seen []HeldSeat
	for _, w := range rows {
		if scope.May("seat.read", access.Row{Kind: access.Committee, Class: trenza.P2, Place: w.committee.Place}) != nil {
			continue
		}
		committee, err := w.committee.open(ctx, vault, scope.Organisation)
		if err != nil {
			return nil, err
		}
		seen = append(seen, HeldSeat{w.seat, committee})
	}
	return seen, nil
}
