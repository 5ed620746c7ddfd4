package venture

import (
	"context"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/scale"
	"github.com/trenza/trenza/internal/store"
)

// Standing is how many businesses stand where: by the state of their last
// application for seed capital, "" where there is none.
type Standing struct {
	State State
	scale.Count
}

// StandingOf tells how many businesses of a programme stand where, as far as a scope
// counts them, in the order of the states. Unless the reader may see exact figures,
// few are hidden (domain rule 13).
func StandingOf(ctx context.Context, r store.Reader, scope access.Scope, programme string, exact bool) ([]Standing, error) {
	q := within(scope, programme)
	counts, all := make(map[State]int), 0
	err := r.Each(ctx, `
		select coalesce((
			select s.state
			from seed s
			where s.organisation = v.organisation and s.venture = v.id
			order by s.entry desc
			limit 1), '')
		from venture v
		join person p on p.organisation = v.organisation and p.id = v.person
		where v.organisation = $1 and v.programme = $2 and `+q.where("figures.count", access.Delivery, ofPerson("v")), q.args, func(scan store.Scan) error {
		var state State
		if err := scan(&state); err != nil {
			return err
		}
		counts[state]++
		all++
		return nil
	})
	if err != nil {
		return nil, err
	}
	var stands []Standing
	for _, state := range append([]State{""}, States()...) {
		switch n := counts[state]; {
		case n == 0:
		case exact:
			stands = append(stands, Standing{state, scale.Count{N: n, Of: all, Percent: -1}})
		default:
			stands = append(stands, Standing{state, scale.CountOf(n, all)})
		}
	}
	return stands, nil
}

// Underway is an application of which something is still to become.
type Underway struct {
	Root      string // id of her thread
	Programme string
	Service   string
	Place     trenza.Place
	Venture   string
	Seed      string
	State     State
	Day       trenza.Day // on which it was made
	Amount    trenza.Money
	First     trenza.Money
	FirstDay  trenza.Day
	Shown     trenza.Money // by receipts
}

// UnderwayOf returns the applications of which something is still to become, as far
// as a scope has a verb for them, the oldest first, so many at most.
func UnderwayOf(ctx context.Context, r store.Reader, scope access.Scope, verb string, most int) ([]Underway, error) {
	q := within(scope)
	var open []string
	for _, state := range States() {
		if len(Changes().Open(state)) > 0 {
			open = append(open, q.arg(string(state)))
		}
	}
	seen, limit := q.where(verb, access.Attention, ofPerson("v")), q.arg(most)
	return store.All(ctx, r, `
		select p.root, v.programme, v.service, v.place, v.id, s.id, s.state, s.day, s.amount, s.first, s.first_day,
			coalesce((select sum(t.amount) from seed_receipt t where t.organisation = s.organisation and t.seed = s.id), 0)
		from seed s
		join venture v on v.organisation = s.organisation and v.id = s.venture
		join person p on p.organisation = v.organisation and p.id = v.person
		where s.organisation = $1 and s.state in (`+strings.Join(open, ", ")+`) and `+seen+`
		order by s.day, s.id
		limit `+limit, q.args, func(scan store.Scan) (u Underway, err error) {
		return u, scan(&u.Root, &u.Programme, &u.Service, &u.Place, &u.Venture, &u.Seed, &u.State, &u.Day,
			(*int64)(&u.Amount), (*int64)(&u.First), &u.FirstDay, (*int64)(&u.Shown))
	})
}
