package collective

import (
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// SeatLeft is told when somebody no longer holds a seat, from a day on.
type SeatLeft struct {
	Seat Seat `json:"seat"`

	forgotten bool // she was: nothing can be sealed under her key
}

// Verb implements journal.Event.
func (SeatLeft) Verb() string { return "seat.left" }

// Class implements journal.Event.
func (SeatLeft) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (e SeatLeft) Person() string {
	if e.forgotten {
		return ""
	}
	return e.Seat.Holder
}

// Appoint notes that a person is a member of a committee, speaks for it, or holds a
// post of its board, from a day and until another where that is known already. It
// is for whoever keeps the committee and reaches her. Whoever speaks for a
// committee, and each post, is one person at a time.
func Appoint(ctx context.Context, tx *journal.Tx, d *programme.Definition, s Seat) error {
	k, err := keeping(ctx, tx)
	if err != nil {
		return err
	}
	if _, err := k.committee(ctx, s.Committee); err != nil {
		return err
	}
	if err := s.check(d, trenza.LocalDay(tx.Now())); err != nil {
		return err
	}
	p, err := k.reached(ctx, s.Holder)
	if err != nil {
		return err
	}
	s.Holder = p.Root
	return take(ctx, tx, s, true)
}

// Leave notes that a seat is no longer hers from a day on. It stays in the
// committee's history.
func Leave(ctx context.Context, tx *journal.Tx, s Seat, until trenza.Day) error {
	k, err := keeping(ctx, tx)
	if err != nil {
		return err
	}
	if _, err := k.committee(ctx, s.Committee); err != nil {
		return err
	}
	held, err := HeldBy(ctx, tx, tx.Organisation(), s.Committee, s.Holder)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(held, func(h Seat) bool { return h.Role == s.Role })
	if at < 0 {
		return &trenza.Problem{Kind: trenza.NotFound, Key: "collective.no_such_seat"}
	}
	s = held[at]
	if s.Until = until; until <= s.Since {
		return trenza.Refuse("collective.seat_reversed", s.Since, until)
	}
	p, err := registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), s.Holder)
	if err != nil {
		return err
	}
	return tellSeat(ctx, tx, s, SeatLeft{Seat: s, forgotten: p.Forgotten})
}

// check refuses a seat that the definition does not know, and days that cannot be.
func (s Seat) check(d *programme.Definition, today trenza.Day) error {
	roles := Roles(d)
	if !slices.Contains(roles, s.Role) {
		return trenza.Refuse("collective.post_unknown", s.Role, strings.Join(roles, ", "))
	}
	for _, day := range []trenza.Day{s.Since, s.Until} {
		if _, err := trenza.ParseDay(string(day)); err != nil && (day != "" || day == s.Since) {
			return trenza.Refuse("collective.seat_day", string(day))
		}
	}
	switch {
	case s.Since > today:
		return trenza.Refuse("collective.seat_future", s.Since)
	case s.Until != "" && s.Until <= s.Since:
		return trenza.Refuse("collective.seat_reversed", s.Since, s.Until)
	}
	return nil
}

// Roles are the places that somebody can have in a committee of a programme.
func Roles(d *programme.Definition) []string {
	roles := []string{Representative, Member}
	if d.Committees != nil {
		for _, post := range d.Committees.Posts {
			roles = append(roles, post.ID)
		}
	}
	return roles
}

// meets reports whether two seats are of the same days, on one at least. The last
// day of a seat is the one before its end.
func (s Seat) meets(other Seat) bool {
	return (s.Until == "" || other.Since < s.Until) && (other.Until == "" || s.Since < other.Until)
}

// free refuses a seat that somebody else holds on one of its days. Two records of
// one woman are one.
func free(ctx context.Context, tx *journal.Tx, s Seat) error {
	root, err := registry.RootOf(ctx, tx, tx.Organisation(), s.Holder)
	if err != nil {
		return err
	}
	members, err := seated(ctx, tx, tx.Organisation(), s.Committee)
	if err != nil {
		return err
	}
	for _, other := range members {
		if other.Role == s.Role && other.Root != root && s.meets(other.Seat) {
			return trenza.Refuse("collective.post_taken", s.Role, other.Since)
		}
	}
	return nil
}

// MemberSeat is a seat, with the thread of whoever holds or held it.
type MemberSeat struct {
	Seat
	Root string
}

// seated returns the seats of a committee with whose they are, the earliest first;
// of every committee where none is named.
func seated(ctx context.Context, r store.Reader, organisation, committee string) ([]MemberSeat, error) {
	return store.All(ctx, r, `
		select s.collective, s.person, s.role, s.since, coalesce(s.until, ''), p.root
		from seat s
		join person p on p.organisation = s.organisation and p.id = s.person
		where s.organisation = $1 and ($2 = '' or s.collective = $2)
		order by s.since, s.entry`, store.Args(organisation, committee), func(scan store.Scan) (MemberSeat, error) {
		var m MemberSeat
		return m, scan(&m.Committee, &m.Holder, &m.Role, &m.Since, &m.Until, &m.Root)
	})
}
