package venture

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/scale"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Survival is how businesses go some months after their start, as it may be printed
// (indicator A12 of domain rule 15): of those that are due, and with whom nobody could
// ask.
type Survival struct {
	Month     int
	Operating scale.Count // of those due
	Asked     scale.Count
	NotFound  scale.Count // somebody tried
	Missing   scale.Count // nobody tried
}

// SurvivalOf tells how the businesses of a programme go some months after their
// start, of those due on a day, as far as a scope counts them.
func SurvivalOf(ctx context.Context, r store.Reader, scope access.Scope, programme string, month int, on trenza.Day) (Survival, error) {
	rows, err := counted(ctx, r, scope, programme)
	if err != nil {
		return Survival{}, err
	}
	due, operating, asked, lost := 0, 0, 0, 0
	for _, c := range rows {
		if monthsAfter(c.starts, month) > on {
			continue
		}
		due++
		switch how, visited := c.went[month]; {
		case !visited:
		case how == NotFound:
			lost++
		default:
			asked++
			operating += bit(how == Operating)
		}
	}
	return Survival{
		Month: month, Operating: scale.CountOf(operating, due), Asked: scale.CountOf(asked, due),
		NotFound: scale.CountOf(lost, due), Missing: scale.CountOf(due-asked-lost, due),
	}, nil
}

// count is a business as it is counted.
type count struct {
	starts trenza.Day
	went   map[int]string
}

// counted returns the businesses of a programme that a scope counts, each with how
// it went in the months that were asked about.
func counted(ctx context.Context, r store.Reader, scope access.Scope, programme string) (all []count, err error) {
	q := within(scope, programme)
	last := ""
	err = r.Each(ctx, `
		select v.id,
			coalesce((select min(s.first_day) from seed s where s.organisation = v.organisation and s.venture = v.id and s.first_day <> ''), v.starts),
			coalesce(k.month, -1), coalesce(k.operating, '')
		from venture v
		join person p on p.organisation = v.organisation and p.id = v.person
		left join venture_visit k on k.organisation = v.organisation and k.venture = v.id
		where v.organisation = $1 and v.programme = $2 and `+q.where("figures.count", access.Delivery, ofPerson("v"))+`
		order by v.id`, q.args, func(scan store.Scan) error {
		var id, how string
		var c count
		month := 0
		if err := scan(&id, &c.starts, &month, &how); err != nil {
			return err
		}
		if id != last {
			c.went = make(map[int]string)
			all, last = append(all, c), id
		}
		all[len(all)-1].went[month] = how
		return nil
	})
	return all, err
}

// IncomeChange is the median change of the net income of a month between before and
// some months later, in céntimos, of the businesses of a programme whose both were
// told, as far as a scope counts them (indicator A13 of domain rule 15).
func IncomeChange(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, programme string, month int) (scale.Median, error) {
	q := within(scope, programme, month)
	type told struct {
		closedVisit
		person string
	}
	rows, err := store.All(ctx, r, `select v.person,`+visitColumns+`
		from venture_visit k
		join venture v on v.organisation = k.organisation and v.id = k.venture
		join person p on p.organisation = v.organisation and p.id = v.person
		where k.organisation = $1 and v.programme = $2 and k.month in (0, $3) and k.operating <> 'not_found'
			and `+q.where("figures.count", access.Delivery, ofPerson("v"))+`
		order by k.venture, k.month`, q.args, func(scan store.Scan) (t told, err error) {
		return t, scan(append([]any{&t.person}, t.targets()...)...)
	})
	if err != nil {
		return scale.Median{}, err
	}
	before := make(map[string]trenza.Money)
	var changes []int
	for _, t := range rows {
		var numbers *Numbers // nil of somebody who was forgotten
		err := unsealed(ctx, vault, scope.Organisation, t.person, trenza.P2, slot("venture_visit", t.ID, "numbers"), t.numbers, &numbers)
		if err != nil {
			return scale.Median{}, err
		}
		was, known := before[t.Venture]
		switch {
		case numbers == nil:
		case t.Month == 0:
			before[t.Venture] = numbers.Net()
		case known:
			changes = append(changes, int(numbers.Net()-was))
		}
	}
	return scale.MedianOf(changes), nil
}
