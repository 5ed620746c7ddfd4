package reach

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/store"
)

// those narrows the rows to people who have something else beside each row: all
// of the terms, or a row before the period.
func (h *hits) those(scope access.Scope, q Question) {
	if q.All && len(q.Terms) > 1 {
		h.among(scope, q, func(inner *hits) string {
			each := make([]string, len(q.Terms))
			for i, term := range q.Terms {
				each[i] = "max(case when " + inner.is(term) + " then 1 else 0 end) = 1"
			}
			return " group by " + q.counted() + " having " + strings.Join(each, " and ")
		})
	}
	switch {
	case q.Returning && q.Period.From == "":
		h.and("1 = 0") // nobody came before the beginning
	case q.Returning:
		before := q
		before.Period.From, before.Period.To = "", q.Period.From.Add(-1)
		h.among(scope, before, func(*hits) string { return "" })
	}
}

// among narrows the rows to the people of a question, with what more is said of
// their rows together.
func (h *hits) among(scope access.Scope, q Question, together func(*hits) string) {
	q.All, q.Returning = false, false
	inner := &hits{args: h.args}
	inner.about(scope, q)
	inner.of(q.Who)
	from := inner.from(q, "")
	more := together(inner)
	h.args = inner.args
	condition := q.counted() + " in (select " + q.counted() + from + more + ")"
	h.and(strings.ReplaceAll(condition, "%", "%%"))
}

// Combinations implements Engine.
func (s SQL) Combinations(ctx context.Context, scope access.Scope, q Question) (all []Combination, err error) {
	services := servicesOf(q.Terms)
	if len(services) == 0 {
		return nil, nil
	}
	q.By = nil
	err = s.ask(ctx, scope, &q, func(r store.Reader) error {
		text, args := combining(scope, q, services)
		all, err = store.All(ctx, r, text, args, scanCombination(services))
		return err
	})
	slices.SortStableFunc(all, func(a, b Combination) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return slices.Compare(a.Services, b.Services)
	})
	return all, err
}

// servicesOf lists the services of some terms, each once.
func servicesOf(terms []Term) (services []string) {
	for _, t := range terms {
		if !slices.Contains(services, t.Service) {
			services = append(services, t.Service)
		}
	}
	return services
}

// combining is the query that says of each person which services she had, and
// counts those who are alike. Whoever must be new had none before the period.
func combining(scope access.Scope, q Question, services []string) (string, []any) {
	h := rows(scope, q)
	columns, names := make([]string, len(services)), make([]string, len(services))
	for i, service := range services {
		names[i] = fmt.Sprintf("s%d", i)
		columns[i] = "max(case when f.service = " + h.arg(service) + " then 1 else 0 end) as " + names[i]
	}
	having := ""
	if q.New && q.Period.From != "" {
		having = " having min(f.day) >= " + h.arg(q.Period.From)
	}
	from := h.from(q, "")
	return `
	select ` + strings.Join(names, ", ") + `, count(*)
	from (
		select ` + strings.Join(columns, ", ") + from + `
			and ` + q.counted() + ` is not null
		group by ` + q.counted() + having + `
	) her
	group by ` + strings.Join(names, ", "), h.args
}

func scanCombination(services []string) func(store.Scan) (Combination, error) {
	return func(scan store.Scan) (Combination, error) {
		var c Combination
		had := make([]int, len(services))
		targets := make([]any, len(services), len(services)+1)
		for i := range had {
			targets[i] = &had[i]
		}
		err := scan(append(targets, &c.Count)...)
		for i, service := range services {
			if had[i] == 1 {
				c.Services = append(c.Services, service)
			}
		}
		return c, err
	}
}
