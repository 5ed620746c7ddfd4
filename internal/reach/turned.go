package reach

import (
	"context"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Turned is what became otherwise from one position to a later one, in the rows
// of a programme and in who counts as whom.
type Turned struct {
	Begun       []Fact         // hold as of the later one and did not as of the earlier
	Ended       []Fact         // the other way round
	Roots       []journal.Root // of every number that was joined or parted meanwhile, as of the position asked for
	Memberships []Membership   // where everybody lives who moved meanwhile, likewise; Household is "" for nowhere
	First       int64          // position of the first change of all, 0 where nothing changed
	Last        int64          // and of the last
	More        bool           // there is more than was asked for; what is here is not all
}

// Turn reads what became otherwise between two positions: after one, up to
// another and with it. Roots and homes are as of one of them. Of rows, of roots and
// of homes it reads so many at most.
func Turn(ctx context.Context, r store.Reader, organisation, programme string, after, upTo, at int64, most int) (Turned, error) {
	t := Turned{}
	if err := t.begun(ctx, r, organisation, programme, after, upTo, most); err != nil || t.More {
		return t, err
	}
	if err := t.ended(ctx, r, organisation, programme, after, upTo, most); err != nil || t.More {
		return t, err
	}
	if err := t.rerooted(ctx, r, organisation, after, upTo, at, most); err != nil || t.More {
		return t, err
	}
	return t, t.rehoused(ctx, r, organisation, after, upTo, at, most)
}

// note takes note of a position at which something changed.
func (t *Turned) note(position int64) {
	if t.First == 0 || position < t.First {
		t.First = position
	}
	t.Last = max(t.Last, position)
}

// begun reads the rows that began. One that ended again meanwhile is a change and
// holds as of neither position. The programme is compared as an expression, lest
// SQLite go through all its rows by it.
func (t *Turned) begun(ctx context.Context, r store.Reader, organisation, programme string, after, upTo int64, most int) error {
	rows := 0
	return r.Each(ctx, `select f.until, `+factColumns+`
		from fact f
		where f.organisation = $1 and f.programme || '' = $2 and f.since > $3 and f.since <= $4
		limit $5`, store.Args(organisation, programme, after, upTo, most+1), func(scan store.Scan) error {
		var f Fact
		var until *int64
		if err := scan(append([]any{&until}, f.targets()...)...); err != nil {
			return err
		}
		rows++
		t.More = rows > most
		t.note(f.Since)
		if until != nil && *until <= upTo {
			t.note(*until)
			return nil
		}
		t.Begun = append(t.Begun, f)
		return nil
	})
}

// ended reads the rows that held before and ended.
func (t *Turned) ended(ctx context.Context, r store.Reader, organisation, programme string, after, upTo int64, most int) error {
	rows := 0
	return r.Each(ctx, `select f.until, `+factColumns+`
		from fact f
		where f.organisation = $1 and f.programme || '' = $2 and f.until > $3 and f.until <= $4 and f.since <= $3
		limit $5`, store.Args(organisation, programme, after, upTo, most+1), func(scan store.Scan) error {
		var f Fact
		var until int64
		if err := scan(append([]any{&until}, f.targets()...)...); err != nil {
			return err
		}
		rows++
		t.More = rows > most
		t.note(until)
		t.Ended = append(t.Ended, f)
		return nil
	})
}

// rerooted reads as whom everybody counts who was joined or parted.
func (t *Turned) rerooted(ctx context.Context, r store.Reader, organisation string, after, upTo, at int64, most int) error {
	rows := 0
	return r.Each(ctx, `
		select c.number, c.position, coalesce(j.root, c.number)
		from (
			select number, since as position from fact_root where organisation = $1 and since > $2 and since <= $3
			union all
			select number, until from fact_root where organisation = $1 and until > $2 and until <= $3
		) c
		left join fact_root j
			on j.organisation = $1
			and j.number = c.number
			and j.since <= $4
			and (j.until is null or j.until > $4)
		limit $5`, store.Args(organisation, after, upTo, at, most+1), func(scan store.Scan) error {
		var root journal.Root
		var position int64
		if err := scan(&root.Number, &position, &root.Root); err != nil {
			return err
		}
		rows++
		t.More = rows > most
		t.note(position)
		t.Roots = append(t.Roots, root)
		return nil
	})
}

// rehoused reads where everybody lives who moved: where she was last said to.
func (t *Turned) rehoused(ctx context.Context, r store.Reader, organisation string, after, upTo, at int64, most int) error {
	rows, last := 0, make(map[int64]int) // where in the list each number is
	return r.Each(ctx, `
		select c.position, c.number, coalesce(m.household, ''), coalesce(m.since, 0), coalesce(m.until, 0)
		from (
			select number, since as position from fact_household where organisation = $1 and since > $2 and since <= $3
			union all
			select number, until from fact_household where organisation = $1 and until > $2 and until <= $3
		) c
		left join fact_household m
			on m.organisation = $1
			and m.number = c.number
			and m.since <= $4
			and (m.until is null or m.until > $4)
		limit $5`, store.Args(organisation, after, upTo, at, most+1), func(scan store.Scan) error {
		var h Membership
		var position int64
		if err := scan(&position, &h.Number, &h.Household, &h.Since, &h.Until); err != nil {
			return err
		}
		rows++
		t.More = rows > most
		t.note(position)
		n, known := last[h.Number]
		if !known {
			last[h.Number] = len(t.Memberships)
			t.Memberships = append(t.Memberships, h)
		} else if h.Later(t.Memberships[n]) {
			t.Memberships[n] = h
		}
		return nil
	})
}
