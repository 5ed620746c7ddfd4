package reachtest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
)

// Event says of one thing or another what it does to the facts, with no room
// around it.
type Event struct {
	Given       []journal.Delivery
	Taken       []journal.Withdrawal
	Heads       []journal.Tally
	Joins       []journal.Root
	Memberships []journal.Membership
	Said        *journal.Attributes `json:"-"` // what is known of somebody now; nil where nothing changed
}

// Verb implements journal.Event, as the methods below implement what may come
// with one.
func (Event) Verb() string                      { return "test.happened" }
func (Event) Class() trenza.Class               { return trenza.P1 }
func (Event) Person() string                    { return "" }
func (e Event) Deliveries() []journal.Delivery  { return e.Given }
func (e Event) Withdrawn() []journal.Withdrawal { return e.Taken }
func (e Event) Tallied() []journal.Tally        { return e.Heads }
func (e Event) Rerooted() []journal.Root        { return e.Joins }
func (e Event) Housed() []journal.Membership    { return e.Memberships }
func (e Event) Restated() (journal.Attributes, bool) {
	if e.Said == nil {
		return journal.Attributes{}, false
	}
	return *e.Said, true
}

// Recount answers questions as a careful person would with paper and pencil:
// from the beginning, event by event, up to a position.
type Recount struct {
	Facts       []reach.Fact // that hold, Root apart
	tally       []journal.Tally
	Roots       map[int64]int64    // as which number each counts, where that was ever said
	Memberships []reach.Membership // in the order in which they were said
}

// Recounted goes through the events up to a position, the first being at 1.
func Recounted(events []Event, position int64) *Recount {
	r := &Recount{Roots: make(map[int64]int64)}
	for i, e := range events[:position] {
		r.follow(e, int64(i+1))
	}
	return r
}

func (r *Recount) follow(e Event, position int64) {
	for i, d := range e.Given {
		r.Facts = append(r.Facts, reach.Fact{Delivery: d, Since: position, Ordinal: i})
	}
	for _, w := range e.Taken {
		r.Facts = slices.DeleteFunc(r.Facts, func(f reach.Fact) bool { return f.Source == w.Source && f.Outcome == w.Outcome })
	}
	for _, root := range e.Joins {
		r.Roots[root.Number] = root.Root
	}
	for _, h := range e.Memberships {
		r.Memberships = slices.DeleteFunc(r.Memberships, func(had reach.Membership) bool { return had.Number == h.Number && had.Household == h.Household })
		if !h.Left {
			r.Memberships = append(r.Memberships, reach.Membership{Number: h.Number, Household: h.Household, Since: position})
		}
	}
	r.tally = append(r.tally, e.Heads...)
	if e.Said != nil {
		r.restate(*e.Said, position)
	}
}

// restate replaces the facts of a person that say otherwise.
func (r *Recount) restate(now journal.Attributes, position int64) {
	var kept, anew []reach.Fact
	for _, f := range r.Facts {
		said := f
		said.Sex, said.Population, said.Nationality, said.Age = now.Sex, now.Population, now.Nationality, nil
		if age, known := trenza.AgeOn(now.Born, f.Day); known {
			said.Age = &age
		}
		if now.Flags != nil {
			said.Flags = now.Flags(f.Day)
		}
		if f.Number != now.Number || Spell(said) == Spell(f) {
			kept = append(kept, f)
			continue
		}
		said.Since, said.Ordinal = position, len(anew)
		anew = append(anew, said)
	}
	r.Facts = append(kept, anew...)
}

// Spell writes everything that a fact says.
func Spell(f reach.Fact) string {
	return fmt.Sprint(f.Since, f.Ordinal, f.Number, f.Root, f.Programme, f.Service, f.Outcome, f.Day, f.Place,
		f.Sex, years(f), f.Population, f.Nationality, f.Flags, f.Collective, f.Source)
}

// years is an age, -1 when it is not known.
func years(f reach.Fact) int {
	if f.Age == nil {
		return -1
	}
	return *f.Age
}

// About returns the facts that a question is about, in order, each with the
// number as which its person counts.
func (r *Recount) About(q reach.Question) []reach.Fact {
	var found []reach.Fact
	for _, f := range r.Facts {
		if f.Root = f.Number; r.Roots[f.Number] != 0 {
			f.Root = r.Roots[f.Number]
		}
		if f.Programme == q.Programme && strings.HasPrefix(string(f.Place), string(q.Place)) &&
			anyTerm(q.Terms, f.Service, f.Outcome) && admits(q.Who, f) {
			found = append(found, f)
		}
	}
	found = r.inTime(q, found)
	slices.SortFunc(found, func(a, b reach.Fact) int {
		return cmp.Or(cmp.Compare(a.Since, b.Since), cmp.Compare(a.Ordinal, b.Ordinal))
	})
	return found
}

// inTime keeps, of the rows of all times, those of the period, and of people who
// have besides what the question asks of them.
func (r *Recount) inTime(q reach.Question, ever []reach.Fact) []reach.Fact {
	var kept []reach.Fact
	before, terms := make(map[string]bool), make(map[string]map[reach.Term]bool)
	for _, f := range ever {
		someone := r.who(q, f)
		before[someone] = before[someone] || f.Day < q.Period.From
		if q.Period.To != "" && f.Day > q.Period.To || f.Day < q.Period.From && !q.New {
			continue
		}
		kept = append(kept, f)
		there := someone + "|" + value(q.Together, f)
		if terms[there] == nil {
			terms[there] = make(map[reach.Term]bool)
		}
		for _, t := range q.Terms {
			if anyTerm([]reach.Term{t}, f.Service, f.Outcome) {
				terms[there][t] = true
			}
		}
	}
	return slices.DeleteFunc(kept, func(f reach.Fact) bool {
		someone := r.who(q, f)
		there := someone + "|" + value(q.Together, f)
		lacks := q.All && len(q.Terms) > 1 && (someone == "" || slices.ContainsFunc(q.Terms, func(t reach.Term) bool { return !terms[there][t] }))
		return lacks || q.Returning && (someone == "" || !before[someone])
	})
}

func anyTerm(terms []reach.Term, service, outcome string) bool {
	return len(terms) == 0 || slices.ContainsFunc(terms, func(t reach.Term) bool {
		return t.Service == service && (t.Outcome == "" || t.Outcome == outcome)
	})
}

func admits(who reach.Who, f reach.Fact) bool {
	switch {
	case who.Sex != "" && who.Sex != f.Sex,
		who.AgeUnknown && f.Age != nil,
		who.MinAge != nil && f.Age != nil && *f.Age < *who.MinAge,
		who.MaxAge != nil && f.Age != nil && *f.Age > *who.MaxAge,
		who.Flags != 0 && who.Flags&f.Flags == 0,
		who.Every&^f.Flags != 0,
		who.Population != "" && who.Population != f.Population,
		who.Committee && f.Collective == "":
		return false
	}
	return true
}

// who is counted by a question, "" for nobody.
func (r *Recount) who(q reach.Question, f reach.Fact) string {
	switch q.Unit {
	case reach.Committees:
		return f.Collective
	case reach.Households:
		if home := r.home(f.Root); home.Household != "" {
			return home.Household
		}
	}
	return fmt.Sprint(f.Root)
}

// home is where the records that count as a number were last said to live.
func (r *Recount) home(root int64) (last reach.Membership) {
	for _, h := range r.Memberships {
		if cmp.Or(r.Roots[h.Number], h.Number) == root && h.Later(last) {
			last = h
		}
	}
	return last
}

// HomeOf is where a number itself was last said to live; Household is "" for
// nowhere.
func (r *Recount) HomeOf(number int64) reach.Membership {
	last := reach.Membership{Number: number}
	for _, h := range r.Memberships {
		if h.Number == number && h.Later(last) {
			last = h
		}
	}
	return last
}

// Count answers a question.
func (r *Recount) Count(q reach.Question) reach.Answer {
	counted, records := make(map[string]bool), make(map[int64]bool)
	facts := r.About(q)
	for _, f := range facts {
		counted[r.who(q, f)], records[f.Number] = true, true
	}
	delete(counted, "")
	answer := reach.Answer{Count: len(counted), Rows: len(facts), Records: len(records)}
	if q.New {
		answer = r.countNew(q, facts)
	}
	if len(q.By) > 0 {
		answer.Cells = r.cells(q, facts)
	}
	return answer
}

// countNew counts those whose first row lies in the period, with all their rows
// until its end.
func (r *Recount) countNew(q reach.Question, facts []reach.Fact) (answer reach.Answer) {
	q.By = nil
	for _, c := range r.cells(q, facts) {
		answer.Count, answer.Rows, answer.Records = c.Count, c.Rows, c.Count
	}
	return answer
}

// Combinations parts the people of a question by the services that they had.
func (r *Recount) Combinations(q reach.Question) map[string]int {
	people := make(map[string]int)
	for _, services := range r.had(q) {
		people[strings.Join(slices.Sorted(maps.Keys(services)), "+")]++
	}
	return people
}

// Overlaps counts who had both of two services, in the order of the question.
func (r *Recount) Overlaps(q reach.Question) (all []reach.Overlap) {
	had := r.had(q)
	services := []string{"bono", "salud"}
	if len(q.Terms) > 0 {
		services = nil
	}
	for _, t := range q.Terms {
		if !slices.Contains(services, t.Service) {
			services = append(services, t.Service)
		}
	}
	for i, a := range services {
		for _, b := range services[i:] {
			o := reach.Overlap{A: a, B: b}
			for _, hers := range had {
				if hers[a] && hers[b] {
					o.Count++
				}
			}
			if o.Count > 0 {
				all = append(all, o)
			}
		}
	}
	return all
}

// had are the services of each person of a question.
func (r *Recount) had(q reach.Question) map[string]map[string]bool {
	had, first := make(map[string]map[string]bool), make(map[string]trenza.Day)
	for _, f := range r.About(q) {
		someone := r.who(q, f)
		if someone == "" {
			continue
		}
		if had[someone] == nil {
			had[someone], first[someone] = make(map[string]bool), f.Day
		}
		had[someone][f.Service], first[someone] = true, min(first[someone], f.Day)
	}
	maps.DeleteFunc(had, func(someone string, _ map[string]bool) bool { return q.New && first[someone] < q.Period.From })
	return had
}

// cells parts an answer: for each person in each place and time, the first
// delivery says in which cell she is.
func (r *Recount) cells(q reach.Question, facts []reach.Fact) []reach.Cell {
	slices.SortStableFunc(facts, func(a, b reach.Fact) int { return cmp.Compare(a.Day, b.Day) })
	first, rows, days := make(map[string][]string), make(map[string]int), make(map[string]trenza.Day)
	for _, f := range facts {
		for _, values := range valuesOf(q.By, f) {
			if r.who(q, f) == "" {
				continue
			}
			key := r.who(q, f)
			for i, d := range q.By {
				ofPerson := slices.Contains([]reach.Dimension{reach.BySex, reach.ByAge, reach.ByAdult, reach.ByPopulation, reach.ByNationality}, d)
				if !ofPerson && (!q.New || d == reach.ByLifeStage) {
					key += "|" + values[i]
				}
			}
			if first[key] == nil {
				first[key], days[key] = values, f.Day
			}
			rows[key]++
		}
	}
	parts := make(map[string]*reach.Cell)
	for key, values := range first {
		if q.New && days[key] < q.Period.From {
			continue
		}
		name := strings.Join(values, "|")
		if parts[name] == nil {
			parts[name] = &reach.Cell{Values: values}
		}
		parts[name].Count++
		parts[name].Rows += rows[key]
	}
	var list []reach.Cell
	for _, c := range parts {
		list = append(list, *c)
	}
	slices.SortFunc(list, func(a, b reach.Cell) int { return slices.Compare(a.Values, b.Values) })
	return list
}

// valuesOf returns the values of a fact in some dimensions: one row of them,
// but a row for each label where life stages are asked for.
func valuesOf(by []reach.Dimension, f reach.Fact) [][]string {
	rows := [][]string{{}}
	for _, d := range by {
		values := []string{value(d, f)}
		if d == reach.ByLifeStage {
			values = nil
			for bit := int64(1); bit <= f.Flags; bit <<= 1 {
				if f.Flags&bit != 0 {
					values = append(values, fmt.Sprint(bit))
				}
			}
		}
		var longer [][]string
		for _, row := range rows {
			for _, v := range values {
				longer = append(longer, append(slices.Clone(row), v))
			}
		}
		rows = longer
	}
	return rows
}

func value(d reach.Dimension, f reach.Fact) string {
	switch d {
	case reach.ByRegion:
		return string(f.Place.Region())
	case reach.ByProvince:
		return string(f.Place.Province())
	case reach.ByDistrict:
		return string(f.Place.District())
	case reach.ByMonth:
		return f.Day.Month()
	case reach.ByQuarter:
		return fmt.Sprintf("%d-T%d", f.Day.Year(), (int(f.Day.Time().Month())+2)/3)
	case reach.ByYear:
		return fmt.Sprint(f.Day.Year())
	case reach.ByService:
		return f.Service
	case reach.BySex:
		return f.Sex
	case reach.ByPopulation:
		return f.Population
	case reach.ByNationality:
		return f.Nationality
	case reach.ByAge:
		return band(years(f), map[int]string{0: "0-11", 12: "12-17", 18: "18-29", 30: "30-59", 60: "60+"})
	case reach.ByAdult:
		return band(years(f), map[int]string{0: "0-17", 18: "18+"})
	}
	return ""
}

// band returns the name of the band, given by its lowest age, that an age is in.
func band(age int, bands map[int]string) string {
	lowest := -1
	for from := range bands {
		if from <= age {
			lowest = max(lowest, from)
		}
	}
	return bands[lowest]
}

// Declared adds up the heads of a question.
func (r *Recount) Declared(q reach.Question) reach.Declared {
	people, sources := 0, make(map[string]bool)
	for _, t := range r.tally {
		inBand := (q.Who.MinAge == nil || t.MinAge >= *q.Who.MinAge) && (q.Who.MaxAge == nil || t.MaxAge <= *q.Who.MaxAge)
		if t.Programme == q.Programme && inTimeOf(q).Has(t.Day) && anyTerm(q.Terms, t.Service, t.Outcome) && inBand &&
			strings.HasPrefix(string(t.Place), string(q.Place)) &&
			(q.Who.Sex == "" || q.Who.Sex == t.Sex) {
			people += t.People
			sources[t.Source] = true
		}
	}
	return reach.Declared{People: people, Activities: len(sources)}
}

// inTimeOf is the time of the rows of a question: for who must be new, all until
// the end of the period.
func inTimeOf(q reach.Question) trenza.Period {
	if q.New {
		q.Period.From = ""
	}
	return q.Period
}
