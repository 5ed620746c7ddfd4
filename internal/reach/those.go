package reach

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/store"
)

// those narrows the rows to people who have something else beside each row: all
// of the terms, or a row before the period.
func (h *hits) those(scope access.Scope, q Question) {
	if q.All && len(q.Terms) > 1 {
		h.among(scope, q, q.beside(), func(inner *hits) string {
			each := make([]string, len(q.Terms))
			for i, term := range q.Terms {
				each[i] = "max(case when " + inner.is(term) + " then 1 else 0 end) = 1"
			}
			return " group by " + q.beside() + " having " + strings.Join(each, " and ")
		})
	}
	switch {
	case q.Returning && q.Period.From == "":
		h.and("1 = 0") // nobody came before the beginning
	case q.Returning:
		before := q
		before.Period.From, before.Period.To = "", q.Period.From.Add(-1)
		h.among(scope, before, q.counted(), func(*hits) string { return "" })
	}
}

// beside are the columns within which a person must have each of the terms.
func (q Question) beside() string {
	if q.Together == "" {
		return q.counted()
	}
	return q.counted() + ", " + expressions[q.Together]
}

// among narrows the rows to the people of a question, who are told by some
// columns, with what more is said of their rows together.
func (h *hits) among(scope access.Scope, q Question, columns string, together func(*hits) string) {
	q.All, q.Returning = false, false
	inner := &hits{args: h.args}
	inner.about(scope, q)
	inner.of(q.Who)
	from := inner.from(q, "")
	more := together(inner)
	h.args = inner.args
	condition := "(" + columns + ") in (select " + columns + from + more + ")"
	h.and(strings.ReplaceAll(condition, "%", "%%"))
}

// Combinations implements Engine.
func (s SQL) Combinations(ctx context.Context, scope access.Scope, q Question) (all []Combination, err error) {
	services := Services(q.Terms)
	if len(services) == 0 {
		return nil, nil
	}
	q.By = nil
	err = s.ask(ctx, scope, &q, func(r store.Reader) error {
		text, args := combining(scope, q, services)
		all, err = store.All(ctx, r, text, args, scanCombination(services))
		return err
	})
	SortCombinations(all)
	return all, err
}

// SortCombinations puts the largest first.
func SortCombinations(all []Combination) {
	slices.SortFunc(all, func(a, b Combination) int {
		return cmp.Or(b.Count-a.Count, slices.Compare(a.Services, b.Services))
	})
}

// Overlaps implements Engine.
func (s SQL) Overlaps(ctx context.Context, scope access.Scope, q Question) (all []Overlap, err error) {
	q.By = nil
	err = s.ask(ctx, scope, &q, func(r store.Reader) error {
		text, args := overlapping(scope, q)
		all, err = store.All(ctx, r, text, args, func(scan store.Scan) (o Overlap, err error) {
			return o, scan(&o.A, &o.B, &o.Count)
		})
		return err
	})
	services := Services(q.Terms)
	for i, o := range all {
		if slices.Index(services, o.A) > slices.Index(services, o.B) {
			all[i].A, all[i].B = o.B, o.A
		}
	}
	slices.SortFunc(all, func(a, b Overlap) int {
		return cmp.Or(slices.Index(services, a.A)-slices.Index(services, b.A), cmp.Compare(a.A, b.A),
			slices.Index(services, a.B)-slices.Index(services, b.B), cmp.Compare(a.B, b.B))
	})
	return all, err
}

// overlapping is the query that holds each person's services against each other.
func overlapping(scope access.Scope, q Question) (string, []any) {
	h := rows(scope, q)
	from := h.from(q, "")
	since := h.arg(q.newSince())
	return `
	with had as (
		select
			` + q.counted() + ` as someone,
			f.service,
			min(min(f.day)) over (partition by ` + q.counted() + `) as first` + from + `
			and ` + q.counted() + ` is not null
		group by ` + q.counted() + `, f.service
	)
	select a.service, b.service, count(*)
	from had a
	join had b
		on b.someone = a.someone and b.service >= a.service
	where a.first >= ` + since + `
	group by a.service, b.service`, h.args
}

// newSince is the day since which somebody must have come first, "" for whenever.
func (q Question) newSince() trenza.Day {
	if q.New {
		return q.Period.From
	}
	return ""
}

// Services lists the services of some terms, each once.
func Services(terms []Term) (services []string) {
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
