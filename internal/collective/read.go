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
// far as a scope sees the seats of their committees. A committee is where it was
// served: served says in which programmes, courses and places its people were, by
// the id of the committee, as far as the reader knows of it.
func ReadSeats(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, person string, served map[string][]access.Ambit) ([]HeldSeat, error) {
	type row struct {
		seat      Seat
		committee sealedCommittee
	}
	rows, err := store.All(ctx, r, `
		select s.collective, s.person, s.role, s.since, coalesce(s.until, ''), `+committeeColumns+`
		from seat s
		join collective c on c.organisation = s.organisation and c.id = s.collective
		where s.organisation = $1 and s.person = $2
		order by s.since, s.entry`, store.Args(scope.Organisation, person), func(scan store.Scan) (row, error) {
		var w row
		s := &w.seat
		var err error
		w.committee, err = scanCommittee(func(targets ...any) error {
			return scan(append([]any{&s.Committee, &s.Holder, &s.Role, &s.Since, &s.Until}, targets...)...)
		})
		return w, err
	})
	if err != nil {
		return nil, err
	}
	var seen []HeldSeat
	for _, w := range rows {
		known := append([]access.Ambit{{Place: w.committee.Place}}, served[w.committee.ID]...)
		if scope.May("seat.read", access.Row{Kind: access.Committee, Class: trenza.P2, Known: known}) != nil {
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
