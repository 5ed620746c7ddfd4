package venture

import (
	"context"
	"slices"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// The kinds of what waits. What an item of the first two says is the month.
const (
	KindVisit = "venture_visit" // somebody is to ask how a business goes
	KindWork  = "work_visit"    // somebody is to ask how her work goes
	// KindReceipts: receipts for the first payment are awaited, for so many céntimos
	// as an item of it says.
	KindReceipts = "venture_receipts"
	KindSeed     = "seed" // applications wait for a decision
)

// Source is what waits of businesses and of work: whoever may write them is told when
// to ask, and a trained worker who accompanies a woman whom to ask whether she is safe.
type Source struct{}

const (
	mostItems = 50
	overdue   = 60 // days for which it is told that nobody has asked
	prompted  = 30 // days for which a trained worker is told
)

// Waits implements agenda.Source.
func (Source) Waits(ctx context.Context, ask agenda.Ask) (agenda.Waiting, error) {
	var w agenda.Waiting
	for _, look := range []func(context.Context, agenda.Ask) ([]agenda.Item, error){dueVisits, dueWork, dueReceipts, prompts} {
		items, err := look(ctx, ask)
		if err != nil {
			return w, err
		}
		if len(items) > mostItems {
			items, w.More = items[:mostItems], true
		}
		w.Items = append(w.Items, items...)
	}
	return w, decisions(ctx, ask, &w)
}

// decisions are the applications that were reviewed, for whoever decides about them.
func decisions(ctx context.Context, ask agenda.Ask, w *agenda.Waiting) error {
	if access.Nothing(ask.Scope.Where("seed.decide", access.Attention)) {
		return nil
	}
	under, err := UnderwayOf(ctx, ask.Reader, ask.Scope, "seed.decide", mostUnderway)
	wait := 0
	for _, u := range under {
		if u.State == Reviewed {
			wait++
		}
	}
	if wait > 0 {
		w.Decisions = append(w.Decisions, agenda.Decision{Kind: KindSeed, Count: wait, More: len(under) == mostUnderway})
	}
	return err
}

const (
	mostUnderway = 200
	toSpend      = 30 // days after the first payment within which receipts are expected
)

// dueReceipts are the women whose receipts are awaited before they are paid the rest.
func dueReceipts(ctx context.Context, ask agenda.Ask) ([]agenda.Item, error) {
	under, err := UnderwayOf(ctx, ask.Reader, ask.Scope, "attention.give", mostUnderway)
	var items []agenda.Item
	for _, u := range under {
		if u.State != Tranche1 && u.State != Evidence || u.FirstDay.Add(toSpend) > ask.Until {
			continue
		}
		d, err := programme.Find(ctx, ask.Reader, ask.Scope.Organisation, u.Programme)
		if err != nil || d.Ventures == nil {
			return nil, err
		}
		missing := Seed{First: u.First}.Needed(d.Ventures.ReceiptShare) - u.Shown
		if missing <= 0 {
			continue
		}
		items = append(items, agenda.Item{
			Kind: KindReceipts, ID: u.Seed, Face: registry.Face{Root: u.Root}, Service: ask.Scope.Service(u.Programme, u.Service),
			Day: u.FirstDay.Add(toSpend), Place: u.Place, Words: agenda.Words{What: strconv.FormatInt(int64(missing), 10)},
		})
	}
	return byDay(items), err
}

// due is a day on which somebody is to ask.
type due struct {
	id, root, programme, service string
	place                        trenza.Place
	starts                       trenza.Day
	asked                        map[int]bool
	over                         bool // it was closed, or sold
}

// items are the months that are due in a span and were not asked about, to do.
func (d due) items(kind string, months []int, ask agenda.Ask) (items []agenda.Item) {
	for _, month := range months {
		day := monthsAfter(d.starts, month)
		if month == 0 || d.over || d.asked[month] || day > ask.Until || day < ask.Today.Add(-overdue) {
			continue
		}
		items = append(items, agenda.Item{
			Kind: kind, ID: d.id, Face: registry.Face{Root: d.root}, Service: ask.Scope.Service(d.programme, d.service),
			Day: day, Place: d.place, Words: agenda.Words{What: strconv.Itoa(month)},
		})
	}
	return items
}

// dueVisits are the businesses about which somebody is to ask. The months are counted
// from the day of the first payment, or where there was none from the start.
func dueVisits(ctx context.Context, ask agenda.Ask) ([]agenda.Item, error) {
	q := within(ask.Scope, ask.Today.Add(-furthest), ask.Until)
	return gather(ctx, ask, KindVisit, func(d *programme.Definition) []int { return d.Ventures.Months }, `
		select v.id, p.root, v.programme, v.service, v.place,
			coalesce((select min(s.first_day) from seed s where s.organisation = v.organisation and s.venture = v.id and s.first_day <> ''), v.starts),
			coalesce(k.month, -1), case when k.operating in ('closed', 'sold') then 1 else 0 end
		from venture v
		join person p on p.organisation = v.organisation and p.id = v.person
		left join venture_visit k on k.organisation = v.organisation and k.venture = v.id
		where v.organisation = $1 and v.starts >= $2 and v.starts <= $3 and `+q.where("attention.give", access.Attention, ofPerson("v"))+`
		order by v.starts, v.id`, q.args)
}

// furthest is how many days back something began that is still asked about at most:
// five years, the last month that a programme may name, and a year to apply.
const furthest = 6 * 366

// dueWork are the women whom somebody is to ask about their work, counted from the
// day on which she was asked first.
func dueWork(ctx context.Context, ask agenda.Ask) ([]agenda.Item, error) {
	q := within(ask.Scope, ask.Today.Add(-furthest), ask.Until)
	return gather(ctx, ask, KindWork, func(d *programme.Definition) []int { return d.Jobs.Months }, `
		select w.id, p.root, w.programme, w.service, w.place, w.day, later.month, 0
		from work_visit w
		join person p on p.organisation = w.organisation and p.id = w.person
		join person own on own.organisation = p.organisation and own.root = p.root
		join work_visit later on later.organisation = w.organisation and later.programme = w.programme and later.person = own.id
		where w.organisation = $1 and w.month = 0 and w.day >= $2 and w.day <= $3 and `+q.where("attention.give", access.Attention, ofPerson("w"))+`
		order by w.day, w.id`, q.args)
}

// gather reads rows of which each names a month that was asked about.
func gather(ctx context.Context, ask agenda.Ask, kind string, months func(*programme.Definition) []int, query string, args []any) ([]agenda.Item, error) {
	var all []*due
	err := ask.Reader.Each(ctx, query, args, func(scan store.Scan) error {
		d := &due{asked: make(map[int]bool)}
		month, over := 0, 0
		if err := scan(&d.id, &d.root, &d.programme, &d.service, &d.place, &d.starts, &month, &over); err != nil {
			return err
		}
		if len(all) > 0 && all[len(all)-1].id == d.id {
			d = all[len(all)-1]
		} else {
			all = append(all, d)
		}
		d.asked[month], d.over = true, d.over || over == 1
		return nil
	})
	if err != nil {
		return nil, err
	}
	var items []agenda.Item
	for _, d := range all {
		known, err := programme.Find(ctx, ask.Reader, ask.Scope.Organisation, d.programme)
		if err != nil {
			return nil, err
		}
		if known.Ventures != nil && kind == KindVisit || known.Jobs != nil && kind == KindWork {
			items = append(items, d.items(kind, months(known), ask)...)
		}
	}
	return byDay(items), nil
}

func byDay(items []agenda.Item) []agenda.Item {
	slices.SortStableFunc(items, func(a, b agenda.Item) int {
		switch {
		case a.Day < b.Day:
			return -1
		case a.Day > b.Day:
			return 1
		}
		return 0
	})
	return items
}

// prompts are the women whom a trained worker who accompanies them is to ask whether
// they are safe, after what was said lately of a partner or of a place of work.
func prompts(ctx context.Context, ask agenda.Ask) ([]agenda.Item, error) {
	if access.Nothing(ask.Scope.Where("safety.ask", access.Attention)) {
		return nil, nil
	}
	visits, err := promptsOf(ctx, ask, "v", `
		from venture_visit k
		join venture v on v.organisation = k.organisation and v.id = k.venture`, func(c prompt) (bool, error) {
		var aside Aside
		err := unsealed(ctx, ask.Vault, ask.Scope.Organisation, c.person, trenza.P3, slot("venture_visit", c.id, "aside"), c.aside, &aside)
		return aside.LookAfter(), err
	})
	if err != nil {
		return nil, err
	}
	work, err := promptsOf(ctx, ask, "k", `
		from work_visit k`, func(c prompt) (bool, error) {
		var decent Decent
		err := unsealed(ctx, ask.Vault, ask.Scope.Organisation, c.person, trenza.P3, slot("work_visit", c.id, "aside"), c.aside, &decent)
		return decent.LookAfter(), err
	})
	return byDay(append(visits, work...)), err
}

// prompt is a row in which something is set aside.
type prompt struct {
	id, person, root, programme, service string
	place                                trenza.Place
	day                                  trenza.Day
	aside                                []byte
}

// promptsOf reads rows k of which something was set aside lately; of names the table
// that says whose they are.
func promptsOf(ctx context.Context, ask agenda.Ask, of, from string, asks func(prompt) (bool, error)) ([]agenda.Item, error) {
	q := within(ask.Scope, ask.Today.Add(-prompted))
	rows, err := store.All(ctx, ask.Reader, `select k.id, `+of+`.person, p.root, `+of+`.programme, `+of+`.service, `+of+`.place, k.day, k.aside
		`+from+`
		join person p on p.organisation = k.organisation and p.id = `+of+`.person
		where k.organisation = $1 and k.day >= $2 and k.aside is not null and `+q.where("safety.ask", access.Attention, ofPerson(of))+`
		order by k.day, k.id`, q.args, func(scan store.Scan) (prompt, error) {
		var c prompt
		return c, scan(&c.id, &c.person, &c.root, &c.programme, &c.service, &c.place, &c.day, &c.aside)
	})
	if err != nil {
		return nil, err
	}
	var items []agenda.Item
	for _, c := range rows {
		yes, err := asks(c)
		if err != nil {
			return nil, err
		}
		if yes {
			service := ask.Scope.Service(c.programme, c.service)
			service.Class = trenza.P3 // that somebody should ask is sensitive, whatever the service: its reading is on record
			items = append(items, agenda.Item{
				Kind: agenda.KindSafety, ID: c.id, Face: registry.Face{Root: c.root}, Service: service,
				Day: c.day, Place: c.place,
			})
		}
	}
	return items, nil
}
