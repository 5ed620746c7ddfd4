package collective

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
)

// Sit gives a seat to a person as the list of a board says, which may know until
// when it was hers. It returns the position of the entry that had said as much, 0
// when the list is the first to say it. What a list says completes what is known and
// overwrites nothing: another end, or days that overlap a seat of hers, are refused.
func Sit(ctx context.Context, tx *journal.Tx, d *programme.Definition, s Seat) (before int64, err error) {
	if err := access.May(tx.Actor(), "seat.take", access.Row{Kind: access.Committee, Class: trenza.P2}); err != nil {
		return 0, err
	}
	if err := s.check(d, trenza.LocalDay(tx.Now())); err != nil {
		return 0, err
	}
	own, err := ownSeats(ctx, tx, s)
	if err != nil {
		return 0, err
	}
	at := slices.IndexFunc(own, func(o Seat) bool { return o.Since <= s.Since && (o.Until == "" || s.Since < o.Until) })
	switch {
	case at < 0 && slices.ContainsFunc(own, func(o Seat) bool { return s.Until != "" && s.meets(o) }):
		return 0, trenza.Refuse("collective.seat_overlaps", s.Role)
	case at < 0:
		return 0, take(ctx, tx, s, s.Role != Representative)
	case s.Until != "" && own[at].Until == "":
		return 0, end(ctx, tx, own[at], s.Until)
	case s.Until != "" && s.Until != own[at].Until:
		return 0, trenza.Refuse("collective.seat_until_differs", s.Role, own[at].Until.Add(-1), s.Until.Add(-1))
	}
	return entryOf(ctx, tx, own[at])
}

// end notes that an open seat was hers until a day.
func end(ctx context.Context, tx *journal.Tx, s Seat, until trenza.Day) error {
	s.Until = until
	return tellSeat(ctx, tx, s, SeatLeft{Seat: s})
}

// tellSeat tells that a seat has another end, and keeps it.
func tellSeat(ctx context.Context, tx *journal.Tx, s Seat, event journal.Event) error {
	entry, err := tx.Tell(ctx, event)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update seat
		set until = $6, entry = $7
		where organisation = $1 and collective = $2 and person = $3 and role = $4 and since = $5`,
		tx.Organisation(), s.Committee, s.Holder, s.Role, s.Since, orNull(s.Until), entry)
	return err
}

// entryOf is the position at which a seat was told last.
func entryOf(ctx context.Context, r *journal.Tx, s Seat) (entry int64, err error) {
	_, err = r.One(ctx, `
		select entry
		from seat
		where organisation = $1 and collective = $2 and person = $3 and role = $4 and since = $5`,
		store.Args(r.Organisation(), s.Committee, s.Holder, s.Role, s.Since), &entry)
	return entry, err
}

// SeatReopened is told when it is taken back that a seat had come to an end. Its body
// names nobody, so that it can be told of somebody who was forgotten.
type SeatReopened struct {
	Seat Seat `json:"seat"` // with the end that it had
}

// Verb implements journal.Event.
func (SeatReopened) Verb() string { return "seat.reopened" }

// Class implements journal.Event.
func (SeatReopened) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (SeatReopened) Person() string { return "" }

// Reopen takes it back that a seat came to an end, as a list had said. One that is
// not there with that end, for something else was said of it since, is a Conflict.
func Reopen(ctx context.Context, tx *journal.Tx, s Seat) error {
	if err := access.May(tx.Actor(), "seat.withdraw", access.Row{Kind: access.Committee, Class: trenza.P2}); err != nil {
		return err
	}
	told := SeatReopened{s}
	s.Until = ""
	return tellSeat(ctx, tx, s, told)
}

// RecognitionRestored is told when it is taken back how an organisation of base is
// recognised: what was known before holds.
type RecognitionRestored struct{ RecognitionNoted }

// Verb implements journal.Event.
func (RecognitionRestored) Verb() string { return "committee.recognition_restored" }

// NoteListed keeps how a list says that a committee is recognised: what nobody knew,
// or a renewal. It returns the position of the entry that it agrees with, is older
// than or completes, 0 where it rests on none. Another resolution of the same days is refused,
// for nobody knows which holds.
func NoteListed(ctx context.Context, tx *journal.Tx, c Committee, n Recognition) (before int64, err error) {
	known := c.Recognition
	n.Resolution = strings.TrimSpace(n.Resolution)
	if known == (Recognition{}) || n.renews(known) {
		return 0, NoteRecognition(ctx, tx, c.ID, n)
	}
	if before, err = notedAt(ctx, tx, c.ID); err != nil || known.renews(n) {
		return before, err
	}
	whole, agrees := known.with(n)
	if !agrees {
		return 0, trenza.Refuse("collective.recognition_differs", c.Name, known.Resolution, n.Resolution)
	}
	return before, NoteRecognition(ctx, tx, c.ID, whole)
}

// renews reports whether a recognition is of later days than another.
func (n Recognition) renews(other Recognition) bool {
	if n.Until != "" && other.Until != "" && n.Until != other.Until {
		return n.Until > other.Until
	}
	return n.From != "" && other.From != "" && n.From > other.From
}

// with returns what two lists say together of one recognition, and whether they
// agree.
func (n Recognition) with(other Recognition) (Recognition, bool) {
	same := func(a, b string) bool { return a == "" || b == "" || a == b }
	plain := func(number string) string { return strings.Join(strings.Fields(strings.ToUpper(number)), " ") }
	agree := same(plain(n.Resolution), plain(other.Resolution)) && same(string(n.From), string(other.From)) && same(string(n.Until), string(other.Until))
	if n.Resolution == "" {
		n.Resolution = other.Resolution
	}
	if n.From == "" {
		n.From = other.From
	}
	if n.Until == "" {
		n.Until = other.Until
	}
	return n, agree
}

// RecognitionTold is an entry that noted how a committee is recognised.
type RecognitionTold struct {
	RecognitionNoted
	Entry int64
}

// RecognitionsTold returns what was noted of how committees are recognised, in the
// order in which it was.
func RecognitionsTold(ctx context.Context, tx *journal.Tx) (all []RecognitionTold, err error) {
	noted, err := journal.Of(ctx, tx, tx.Organisation(), 0, RecognitionNoted{}.Verb())
	if err != nil {
		return nil, err
	}
	for _, e := range noted {
		body, err := e.Open(ctx, tx.Vault())
		if err != nil {
			return nil, err
		}
		told := RecognitionTold{Entry: e.Number}
		if err := json.Unmarshal(body, &told.RecognitionNoted); err != nil {
			return nil, err
		}
		all = append(all, told)
	}
	return all, nil
}

// notedAt is the position at which the recognition of a committee was noted last.
func notedAt(ctx context.Context, tx *journal.Tx, committee string) (entry int64, err error) {
	all, err := RecognitionsTold(ctx, tx)
	for _, told := range all {
		if told.ID == committee {
			entry = told.Entry
		}
	}
	return entry, err
}

// RestoreRecognition takes back how a committee is recognised: from now on it is as
// it was known before, or not known. A committee that is gone has none.
func RestoreRecognition(ctx context.Context, tx *journal.Tx, committee string, was Recognition) error {
	if err := access.May(tx.Actor(), "committee.withdraw", access.Row{Kind: access.Committee, Class: trenza.P1}); err != nil {
		return err
	}
	found, err := store.All(ctx, tx, `select `+committeeColumns+`
		from collective c
		where c.organisation = $1 and c.id = $2`, store.Args(tx.Organisation(), committee), scanCommittee)
	if err != nil || len(found) == 0 || found[0].Recognition == was {
		return err
	}
	if _, err := tx.Tell(ctx, RecognitionRestored{RecognitionNoted{committee, was}}); err != nil {
		return err
	}
	return keepRecognition(ctx, tx, committee, was)
}

// CommitteeCalled returns the committee of a programme that a list calls by a name,
// of a kind or, where it says none, of any. Nobody's name, and one of several, is
// refused: a replica in a committee that a slip of the pen made would be counted.
func CommitteeCalled(ctx context.Context, tx *journal.Tx, d *programme.Definition, kind, name string, fold func(string) string) (Committee, error) {
	if d.Committees == nil {
		return Committee{}, trenza.Refuse("collective.none_take_part", d.Title.ES)
	}
	var found []Committee
	for _, k := range d.Committees.Kinds {
		if kind != "" && kind != k.ID {
			continue
		}
		known, _, err := called(ctx, tx, Committee{Kind: k.ID, Name: name}, fold)
		if err != nil {
			return Committee{}, err
		}
		if known != nil {
			found = append(found, *known)
		}
	}
	if len(found) != 1 {
		return Committee{}, trenza.Refuse("collective.called_by_none", name)
	}
	return found[0], nil
}

// ToldBeyond reports whether the entries from one position to another told of a seat
// of which a scope may not know.
func ToldBeyond(ctx context.Context, r store.Reader, scope access.Scope, first, last int64) (bool, error) {
	q, one := within(scope, first, last), 0
	return r.One(ctx, `
		select 1
		from seat s
		join collective c on c.organisation = s.organisation and c.id = s.collective
		where s.organisation = $1 and s.entry >= $2 and s.entry <= $3 and not (`+q.committee("seat.read")+`)
		limit 1`, q.args, &one)
}
