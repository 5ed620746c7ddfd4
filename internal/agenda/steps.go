package agenda

import (
	"cmp"
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/store"
)

// Steps is the source of what was planned: for whom the reader answers, for the
// women whom she accompanies, whoever answers for it, and today's sessions of what
// she sees.
type Steps struct{}

// How much is asked for at most.
const (
	mostSteps    = 300 // rows that are looked at
	mostItems    = 50  // of them, things to do that are shown
	mostSessions = 12
	mostAwaited  = 40 // women of a session that are listed
)

// Waits implements Source.
func (Steps) Waits(ctx context.Context, ask Ask) (Waiting, error) {
	sessions, err := ask.sessionsOf(ctx, ask.Today)
	if err != nil {
		return Waiting{}, err
	}
	hers, err := ask.hers(ctx)
	if err != nil {
		return Waiting{}, err
	}
	w := Waiting{More: len(hers) >= mostSteps}
	single, others := apart(hers, sessions)
	for _, group := range others {
		s := Session{
			Service: ask.Scope.Service(group[0].Programme, group[0].Service),
			Day:     group[0].Day, Hour: group[0].Hour, Place: group[0].Place, Expected: len(group),
		}
		w.Sessions = append(w.Sessions, s)
	}
	w.Sessions = append(w.Sessions, sessions...)
	if len(w.Sessions) > mostSessions {
		w.Sessions, w.More = w.Sessions[:mostSessions], true
	}
	if len(single) > mostItems {
		single, w.More = single[:mostItems], true
	}
	for i := range w.Sessions {
		if err := ask.await(ctx, &w.Sessions[i]); err != nil {
			return Waiting{}, err
		}
	}
	w.Items, err = ask.items(ctx, single)
	return w, err
}

// together is what several women have together.
type together struct {
	programme, service string
	day                trenza.Day
	hour               string
	place              trenza.Place
}

func (s Step) together() together { return together{s.Programme, s.Service, s.Day, s.Hour, s.Place} }

func (s Session) together() together {
	return together{s.Service.Programme, s.Service.ID, s.Day, s.Hour, s.Place}
}

// apart parts steps in those of one woman alone and those that several women have
// at the same hour of the same service at one place. Those of sessions that are
// known already are left out.
func apart(steps []closed, known []Session) (single []closed, groups [][]closed) {
	held := make(map[together]bool)
	for _, s := range known {
		held[s.together()] = true
	}
	women := make(map[together]map[string]bool)
	for _, s := range steps {
		if women[s.together()] == nil {
			women[s.together()] = make(map[string]bool)
		}
		women[s.together()][s.Root] = true
	}
	at := make(map[together]int)
	for _, s := range steps {
		key := s.together()
		switch i, met := at[key]; {
		case held[key]:
		case s.Hour == "" || s.Reminder() || len(women[key]) < 2:
			single = append(single, s)
		case met:
			groups[i] = append(groups[i], s)
		default:
			at[key] = len(groups)
			groups = append(groups, []closed{s})
		}
	}
	return single, groups
}

// hers returns the steps that are the reader's to do until the last day, the
// soonest first.
func (a Ask) hers(ctx context.Context) ([]closed, error) {
	account := a.Scope.Actor.Account
	if account == "" {
		return nil, nil
	}
	q := within(a.Scope, account, a.Until, mostSteps)
	own, err := store.All(ctx, a.Reader, `select `+q.columns()+`
		from planned_step s
		join person p on p.organisation = s.organisation and p.id = s.person
		where s.organisation = $1 and s.account = $2 and s.state = 'planned' and s.day <= $3 and `+q.seen()+`
		order by s.day, s.hour, s.id
		limit $4`, q.args, scanClosed)
	if err != nil {
		return nil, err
	}
	q = within(a.Scope, account, a.Until, mostSteps)
	accompanied, err := store.All(ctx, a.Reader, `select `+q.columns()+`
		from assignment g
		cross join person own
		cross join person p
		cross join planned_step s
		where g.organisation = $1 and g.account = $2 and g.until is null
			and own.organisation = g.organisation and own.id = g.person
			and p.organisation = own.organisation and p.root = own.root
			and s.organisation = p.organisation and s.person = p.id and s.state = 'planned' and s.day <= $3 and s.account <> $2
			and `+q.seen()+`
		order by s.day, s.hour, s.id
		limit $4`, q.args, scanClosed)
	if err != nil {
		return nil, err
	}
	all := append(own, accompanied...)
	slices.SortFunc(all, func(x, y closed) int {
		return cmp.Or(cmp.Compare(x.Day, y.Day), cmp.Compare(x.Hour, y.Hour), cmp.Compare(x.ID, y.ID))
	})
	all = slices.CompactFunc(all, func(x, y closed) bool { return x.ID == y.ID }) // one woman, by two records that she accompanies
	return slices.DeleteFunc(all, func(c closed) bool { return classOf(a.Scope, c.Step) >= trenza.P4 }), nil
}

// items are steps as things to do.
func (a Ask) items(ctx context.Context, found []closed) ([]Item, error) {
	steps, err := opened(ctx, a.Vault, a.Scope, found)
	items := make([]Item, len(steps))
	for i, s := range steps {
		items[i] = Item{Kind: KindOwn, ID: s.ID, Day: s.Day, Hour: s.Hour, Place: s.Place, Account: s.Account, Words: s.Words}
		items[i].Face.Root = s.Root
		if !s.Reminder() {
			items[i].Kind, items[i].Service = KindStep, a.Scope.Service(s.Programme, s.Service)
		}
	}
	return items, err
}

// sessionsOf returns the sessions of a day that the reader sees.
func (a Ask) sessionsOf(ctx context.Context, day trenza.Day) ([]Session, error) {
	if access.Nothing(a.Scope.Where("attention.read", access.Attention)) {
		return nil, nil
	}
	q := within(a.Scope, day, mostSessions)
	sessions, err := store.All(ctx, a.Reader, `
		select s.programme, s.service, s.hour, s.place, count(distinct p.root), count(distinct case when s.state = 'done' then p.root end)
		from planned_step s
		join person p on p.organisation = s.organisation and p.id = s.person
		where s.organisation = $1 and s.day = $2 and s.hour <> '' and s.service <> '' and s.state <> 'dropped' and `+q.seen()+`
		group by s.programme, s.service, s.hour, s.place
		having count(distinct p.root) > 1
		order by s.hour, s.programme, s.service, s.place
		limit $3`, q.args, func(scan store.Scan) (Session, error) {
		s := Session{Day: day}
		return s, scan(&s.Service.Programme, &s.Service.ID, &s.Hour, &s.Place, &s.Expected, &s.Done)
	})
	for i, s := range sessions {
		sessions[i].Service = a.Scope.Service(s.Service.Programme, s.Service.ID)
	}
	return slices.DeleteFunc(sessions, func(s Session) bool { return s.Service.Class >= trenza.P4 }), err
}

// await lists the women who are still awaited at a session, and where it is.
func (a Ask) await(ctx context.Context, s *Session) error {
	found, err := a.awaited(ctx, s.together(), mostAwaited)
	if err != nil {
		return err
	}
	if s.Awaited, err = a.items(ctx, found); err != nil {
		return err
	}
	if len(s.Awaited) > 0 && !slices.ContainsFunc(s.Awaited, func(i Item) bool { return i.Where != s.Awaited[0].Where }) {
		s.Where = s.Awaited[0].Where
	}
	return nil
}

// awaited returns the steps of a session that are not done, in the order of
// registration.
func (a Ask) awaited(ctx context.Context, t together, limit int) ([]closed, error) {
	q := within(a.Scope, t.day, t.hour, t.programme, t.service, t.place, limit)
	return store.All(ctx, a.Reader, `select `+q.columns()+`
		from planned_step s
		join person p on p.organisation = s.organisation and p.id = s.person
		where s.organisation = $1 and s.day = $2 and s.hour = $3 and s.programme = $4 and s.service = $5 and s.place = $6
			and s.state = 'planned' and `+q.seen()+`
		order by p.number
		limit $7`, q.args, scanClosed)
}
