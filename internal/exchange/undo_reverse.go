package exchange

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
)

// takeBack takes back all that the list did, what rests on something before
// what it rests on, and tells it.
func (u *undoing) takeBack(ctx context.Context) (Undone, error) {
	undone := Undone{
		ID: u.list.id, Code: u.list.code, File: u.list.File, Rows: len(u.rows),
		People: len(u.registered), Attentions: len(u.attentions), Held: len(u.held),
	}
	for _, step := range []func(context.Context, *Undone) error{
		u.takeBackLinks, u.takeBackReplicas, u.takeBackActivities, u.takeBackBatches, u.takeBackAttentions, u.takeBackHouseholds, u.takeBackPairs, u.takeBackPeople, u.takeBackRows,
	} {
		if err := step(ctx, &undone); err != nil {
			return undone, err
		}
	}
	entry, err := u.tx.Tell(ctx, ListUndone{undone})
	if err != nil {
		return undone, err
	}
	_, err = u.tx.Exec(ctx, `
		update import
		set undone = $3
		where organisation = $1 and id = $2`, u.tx.Organisation(), u.list.id, entry)
	return undone, err
}

// takeBackLinks takes back the links of people to headcounts.
func (u *undoing) takeBackLinks(ctx context.Context, undone *Undone) error {
	undone.Links = len(u.links)
	for _, link := range u.links {
		if err := outreach.Unlink(ctx, u.tx, link); err != nil {
			return err
		}
	}
	return nil
}

// takeBackActivities takes back the headcounts. One of a replica went with it, and one
// whose place a row of the list itself took is gone.
func (u *undoing) takeBackActivities(ctx context.Context, undone *Undone) error {
	for _, id := range u.activities {
		_, found, err := outreach.ByID(ctx, u.tx, u.tx.Organisation(), id)
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		undone.Activities++
		if _, err := pathway.WithdrawActivity(ctx, u.tx, id); err != nil {
			return err
		}
	}
	return nil
}

// takeBackAttentions takes back what was received, the seats that were taken
// for it, and the committees that nobody else has a seat in.
func (u *undoing) takeBackAttentions(ctx context.Context, _ *Undone) error {
	if err := pathway.Withdraw(ctx, u.tx, u.attentions); err != nil {
		return err
	}
	if err := u.takeBackSeats(ctx); err != nil {
		return err
	}
	if err := u.takeBackRecognitions(ctx); err != nil {
		return err
	}
	for _, committee := range u.committees {
		if _, err := collective.Withdraw(ctx, u.tx, committee); err != nil {
			return err
		}
	}
	return nil
}

// takeBackSeats makes every seat begin on the first day that something else
// says it was held.
func (u *undoing) takeBackSeats(ctx context.Context) error {
	for _, s := range u.left {
		if err := collective.Reopen(ctx, u.tx, s); err != nil {
			return err
		}
	}
	slices.SortFunc(u.seats, func(a, b holding) int {
		return cmp.Or(cmp.Compare(a.committee, b.committee), cmp.Compare(a.person, b.person), cmp.Compare(a.role, b.role), cmp.Compare(a.until, b.until))
	})
	u.seats = slices.Compact(u.seats)
	standing, err := u.standingSeats(ctx)
	if err != nil {
		return err
	}
	for _, s := range u.seats {
		var from trenza.Day
		if s.role == collective.Representative && s.until == "" {
			if from, err = attention.FirstFor(ctx, u.tx, u.tx.Organisation(), s.person, s.committee); err != nil {
				return err
			}
		}
		seats, err := collective.SeatsOf(ctx, u.tx, u.tx.Organisation(), s.committee, s.person)
		if err != nil {
			return err
		}
		for _, seat := range seats {
			if holdingOf(seat) != s {
				continue
			}
			if err := collective.HoldFrom(ctx, u.tx, seat, earlier(from, standing[s])); err != nil {
				return err
			}
		}
	}
	return nil
}

// earlier returns the earlier of two days, of which either may be none.
func earlier(a, b trenza.Day) trenza.Day {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// standingSeats returns the first day on which each seat was taken by an entry
// that stands: a list may name the committee of somebody whose visit was known
// already.
func (u *undoing) standingSeats(ctx context.Context) (map[holding]trenza.Day, error) {
	days := make(map[holding]trenza.Day)
	if len(u.seats) == 0 {
		return days, nil
	}
	gone, err := undoneSpans(ctx, u.tx)
	if err != nil {
		return nil, err
	}
	position, err := journal.Position(ctx, u.tx, u.tx.Organisation())
	if err != nil {
		return nil, err
	}
	taken, err := journal.Between(ctx, u.tx, u.tx.Organisation(), 1, position, func(number int64, verb string) bool {
		return verb == collective.SeatTaken{}.Verb() && !u.spans.hold(number) && !gone.hold(number)
	})
	if err != nil {
		return nil, err
	}
	for _, e := range taken {
		if _, met := u.subjects[e.Subject]; !met {
			continue
		}
		if err := noteSeat(ctx, u.tx, e, days); err != nil {
			return nil, err
		}
	}
	return days, nil
}

// takeBackHouseholds takes people out of the households that the list put them
// in.
func (u *undoing) takeBackHouseholds(ctx context.Context, _ *Undone) error {
	for _, m := range u.households {
		if err := registry.LeaveHousehold(ctx, u.tx, m.person, m.household); err != nil {
			return err
		}
	}
	return nil
}

// takeBackPairs takes back the pairs that the list raised, and those that others
// raised with somebody whom it registered.
func (u *undoing) takeBackPairs(ctx context.Context, undone *Undone) error {
	pairs, err := u.allPairs(ctx)
	if err != nil {
		return err
	}
	for _, p := range pairs {
		if err := registry.WithdrawPair(ctx, u.tx, p); err != nil {
			return err
		}
		undone.Pairs++
		if p.Verdict != registry.Open {
			undone.Verdicts++
		}
	}
	return nil
}

// allPairs returns the pairs that go with the list, each once.
func (u *undoing) allPairs(ctx context.Context) ([]registry.Pair, error) {
	byID := make(map[string]registry.Pair)
	for _, id := range u.pairs {
		p, found, err := registry.PairByID(ctx, u.tx, u.tx.Organisation(), id)
		if err != nil {
			return nil, err
		}
		if found {
			byID[id] = p
		}
	}
	for person := range u.registered {
		pairs, err := registry.PairsWith(ctx, u.tx, u.tx.Organisation(), person)
		if err != nil {
			return nil, err
		}
		for _, p := range pairs {
			byID[p.ID] = p
		}
	}
	return slices.SortedFunc(maps.Values(byID), func(a, b registry.Pair) int { return cmp.Compare(a.ID, b.ID) }), nil
}

// takeBackPeople takes back whom the list registered, and what it completed of
// those who were known before.
func (u *undoing) takeBackPeople(ctx context.Context, undone *Undone) error {
	for _, person := range slices.Sorted(maps.Keys(u.registered)) {
		if err := registry.Withdraw(ctx, u.tx, person); err != nil {
			return err
		}
	}
	said, err := registry.Before(ctx, u.tx, u.completed)
	if err != nil {
		return err
	}
	for _, person := range slices.Sorted(maps.Keys(u.completed)) {
		restored, err := registry.Restore(ctx, u.tx, person, said[person])
		if err != nil {
			return err
		}
		if restored {
			undone.Restored++
		}
	}
	return nil
}

// takeBackRows lets the rows be carried out anew. Those that waited wait no
// longer.
func (u *undoing) takeBackRows(ctx context.Context, _ *Undone) error {
	for _, h := range u.held {
		if err := pathway.WithdrawHeld(ctx, u.tx, h); err != nil {
			return err
		}
	}
	return u.tx.TakeBack(ctx, slices.Sorted(maps.Keys(u.commands)))
}

// noteSeat notes the day of an entry by which a seat was taken.
func noteSeat(ctx context.Context, tx *journal.Tx, e journal.Told, days map[holding]trenza.Day) error {
	body, err := e.Open(ctx, tx.Vault())
	if err != nil || body == nil {
		return err
	}
	var s content
	err = json.Unmarshal(body, &s)
	key := holdingOf(s.Seat)
	days[key] = earlier(days[key], s.Seat.Since)
	return err
}

// undoneSpans returns the entries of commands that were taken back.
func undoneSpans(ctx context.Context, tx *journal.Tx) (spans, error) {
	var all []span
	err := journal.EachUndone(ctx, tx, tx.Organisation(), func(first, last int64) error {
		all = append(all, span{first, last})
		return nil
	})
	return sortSpans(all), err
}
