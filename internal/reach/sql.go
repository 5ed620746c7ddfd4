package reach

import (
	"context"
	"fmt"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// Rows is where an engine reads: a database, each question in a snapshot of its
// own, or a write that is under way.
type Rows interface {
	Read(ctx context.Context, do func(store.Reader) error) error
}

// SQL answers questions from the tables. It is exact and plain.
type SQL struct {
	DB Rows

	last int64 // the position that a write under way has come to; 0 for what has landed
}

var _ Engine = SQL{}

// Inside answers questions of what a write has come to so far.
func Inside(tx *journal.Tx) SQL { return SQL{underWay{tx}, tx.Position()} }

// underWay is a write as a place to read.
type underWay struct{ r store.Reader }

// Read implements Rows.
func (u underWay) Read(_ context.Context, do func(store.Reader) error) error { return do(u.r) }

// Position implements Engine.
func (s SQL) Position(ctx context.Context, scope access.Scope) (position int64, err error) {
	err = s.DB.Read(ctx, func(r store.Reader) error {
		position, err = s.position(ctx, r, scope.Organisation)
		return err
	})
	return position, err
}

func (s SQL) position(ctx context.Context, r store.Reader, organisation string) (int64, error) {
	if s.last > 0 {
		return s.last, nil
	}
	return journal.Position(ctx, r, organisation)
}

// Count implements Engine.
func (s SQL) Count(ctx context.Context, scope access.Scope, q Question) (Answer, error) {
	var answer Answer
	err := s.ask(ctx, scope, &q, func(r store.Reader) error {
		answer.Position = q.AsOf
		if err := total(ctx, r, scope, q, &answer); err != nil || len(q.By) == 0 {
			return err
		}
		var err error
		answer.Cells, err = cells(ctx, r, scope, q)
		return err
	})
	return answer, err
}

// ask opens a snapshot and settles as of which position the question is asked.
func (s SQL) ask(ctx context.Context, scope access.Scope, q *Question, do func(store.Reader) error) error {
	if _, err := Permitted(scope, q.Programme); err != nil {
		return err
	}
	if q.Together != "" && !q.Together.OfPlace() && !q.Together.OfTime() {
		return fmt.Errorf("nobody has services together in a %s", q.Together)
	}
	return s.DB.Read(ctx, func(r store.Reader) error {
		last, err := s.position(ctx, r, scope.Organisation)
		if err != nil {
			return err
		}
		if q.AsOf == 0 {
			q.AsOf = last
		}
		if q.AsOf < 0 || q.AsOf > last {
			return trenza.Refuse("reach.no_such_position", fmt.Sprint(q.AsOf), fmt.Sprint(last))
		}
		return do(r)
	})
}

// hits is a query under construction: its text with the arguments so far.
type hits struct {
	where        strings.Builder
	args         []any
	organisation string // its place in the text
}

// arg adds an argument and returns its place in the text.
func (h *hits) arg(v any) string {
	h.args = append(h.args, v)
	return fmt.Sprintf("$%d", len(h.args))
}

// and adds a condition whose %s are places for the arguments.
func (h *hits) and(condition string, args ...any) {
	places := make([]any, len(args))
	for i, arg := range args {
		places[i] = h.arg(arg)
	}
	if h.where.Len() > 0 {
		h.where.WriteString("\n\t\tand ")
	}
	fmt.Fprintf(&h.where, condition, places...)
}

// matching says which rows of table f, fact or tally, a question is about.
func matching(scope access.Scope, q Question) *hits {
	h := &hits{}
	h.about(scope, q)
	return h
}

// rows says which rows of fact a question is about.
func rows(scope access.Scope, q Question) *hits {
	h := matching(scope, q)
	h.of(q.Who)
	h.those(scope, q)
	return h
}

// about narrows the rows of fact or tally to those within a scope, of the
// programme, the time, the place and the terms of a question.
func (h *hits) about(scope access.Scope, q Question) {
	some := permitted(scope)
	h.organisation = h.arg(scope.Organisation)
	h.and("f.organisation = " + h.organisation)
	h.and("f.programme = %s", q.Programme)
	h.and(access.SQL(some, columns.Listed(), h.arg))
	if access.Local(some) {
		h.and("+f.since <= %s", q.AsOf) // an expression, lest SQLite go through the whole journal by it
	} else {
		h.and("f.since <= %s", q.AsOf)
	}
	h.and("(f.until is null or f.until > %s)", q.AsOf)
	if q.Period.From != "" && !q.New { // whoever came before is not new
		h.and("f.day >= %s", q.Period.From)
	}
	if q.Period.To != "" {
		h.and("f.day <= %s", q.Period.To)
	}
	if q.Place != "" {
		h.and(fmt.Sprintf("substr(f.place, 1, %d) = %%s", len(q.Place)), q.Place)
	}
	if len(q.Terms) > 0 {
		any := make([]string, len(q.Terms))
		for i, term := range q.Terms {
			any[i] = h.is(term)
		}
		h.and("(" + strings.Join(any, " or ") + ")")
	}
}

// is says that a row has a term.
func (h *hits) is(term Term) string {
	condition := "f.service = " + h.arg(term.Service)
	if term.Outcome != "" {
		condition += " and f.outcome = " + h.arg(term.Outcome)
	}
	return condition
}

// of narrows the rows of fact to some people.
func (h *hits) of(who Who) {
	if who.Sex != "" {
		h.and("f.sex = %s", who.Sex)
	}
	if who.AgeUnknown {
		h.and("f.age is null")
	}
	if who.MinAge != nil {
		h.and("(f.age is null or f.age >= %s)", *who.MinAge)
	}
	if who.MaxAge != nil {
		h.and("(f.age is null or f.age <= %s)", *who.MaxAge)
	}
	if who.Flags != 0 {
		h.and("(f.flags & %s) <> 0", who.Flags)
	}
	if who.Every != 0 {
		h.and("(f.flags & %s) = %s", who.Every, who.Every)
	}
	if who.Population != "" {
		h.and("f.population = %s", who.Population)
	}
	if who.Committee {
		h.and("f.collective <> ''")
	}
}

// from joins to each fact the number as which its person counts at a position,
// and whatever else the question needs.
func (h *hits) from(q Question, joined string) string {
	asOf := h.arg(q.AsOf)
	if q.Unit == Households {
		joined = h.homes(asOf) + joined
	}
	return `
	from fact f
	left join fact_root r
		on r.organisation = f.organisation
		and r.number = f.number
		and r.since <= ` + asOf + `
		and (r.until is null or r.until > ` + asOf + `)` + joined + `
	where ` + h.where.String()
}

// What tells people from one another, and households: no id of one is a number.
const (
	person    = `coalesce(r.root, f.number)`
	household = `coalesce(home.household, cast(` + person + ` as text))`
)

// counted is the column whose different values a question counts.
func (q Question) counted() string {
	switch q.Unit {
	case Committees:
		return `nullif(f.collective, '')`
	case Households:
		return household
	}
	return person
}

// total counts over everything.
func total(ctx context.Context, r store.Reader, scope access.Scope, q Question, answer *Answer) error {
	if q.New {
		return totalNew(ctx, r, scope, q, answer)
	}
	h := rows(scope, q)
	from := h.from(q, "")
	_, err := r.One(ctx, `
	select
		count(distinct `+q.counted()+`),
		count(*),
		count(distinct f.number)`+from, h.args, &answer.Count, &answer.Rows, &answer.Records)
	return err
}

// totalNew counts those whose first row ever lies in the period, with all their
// rows until its end.
func totalNew(ctx context.Context, r store.Reader, scope access.Scope, q Question, answer *Answer) error {
	q.By = nil
	all, err := cells(ctx, r, scope, q)
	for _, c := range all {
		answer.Count, answer.Rows, answer.Records = c.Count, c.Rows, c.Count
	}
	return err
}

// Facts implements Engine.
func (s SQL) Facts(ctx context.Context, scope access.Scope, q Question, each func(Fact) error) error {
	return s.ask(ctx, scope, &q, func(r store.Reader) error {
		h := rows(scope, q)
		from := h.from(q, "")
		return r.Each(ctx, `select `+person+`, `+factColumns+from+`
	order by f.since, f.ordinal`, h.args, func(scan store.Scan) error {
			var f Fact
			if err := scan(append([]any{&f.Root}, f.targets()...)...); err != nil {
				return err
			}
			return each(f)
		})
	})
}

// Declared implements Engine.
func (s SQL) Declared(ctx context.Context, scope access.Scope, q Question) (Declared, error) {
	var declared Declared
	err := s.ask(ctx, scope, &q, func(r store.Reader) error {
		h := matching(scope, q)
		if q.Who.Sex != "" {
			h.and("f.sex = %s", q.Who.Sex)
		}
		if q.Who.MinAge != nil {
			h.and("f.min_age >= %s", *q.Who.MinAge)
		}
		if q.Who.MaxAge != nil {
			h.and("f.max_age <= %s", *q.Who.MaxAge)
		}
		_, err := r.One(ctx, `
	select
		coalesce(sum(f.people), 0),
		count(distinct f.source)
	from tally f
	where `+h.where.String(), h.args, &declared.People, &declared.Activities)
		return err
	})
	return declared, err
}
