package reach

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Holds reports whether a question is about a fact, apart from the position as
// of which it is asked and from what its person has beside it (All, Returning):
// what the engine decides in the database, for whoever has the rows at hand.
func (q Question) Holds(f Fact) bool {
	return f.Programme == q.Programme && q.Period.Has(f.Day) && strings.HasPrefix(string(f.Place), string(q.Place)) && q.Who.Admits(f) &&
		(len(q.Terms) == 0 || slices.ContainsFunc(q.Terms, func(t Term) bool {
			return t.Service == f.Service && (t.Outcome == "" || t.Outcome == f.Outcome)
		})) &&
		(q.Unit != Committees || f.Collective != "")
}

// Admits reports whether somebody is asked for, for what a fact says of her.
func (w Who) Admits(f Fact) bool {
	return (w.Sex == "" || w.Sex == f.Sex) &&
		(!w.AgeUnknown || f.Age == nil) &&
		(w.MinAge == nil || f.Age == nil || *f.Age >= *w.MinAge) &&
		(w.MaxAge == nil || f.Age == nil || *f.Age <= *w.MaxAge) &&
		(w.Flags == 0 || w.Flags&f.Flags != 0) &&
		w.Every&f.Flags == w.Every &&
		(w.Population == "" || w.Population == f.Population) &&
		(!w.Committee || f.Collective != "")
}

// Parts returns the values of a fact in the dimensions of the question: one row
// of them, or one for each life stage where they are asked for.
func (q Question) Parts(f Fact) [][]string {
	rows := [][]string{make([]string, len(q.By))}
	for i, d := range q.By {
		if d == ByLifeStage {
			rows = eachStage(rows, i, f.Flags)
			continue
		}
		value := d.Of(f)
		for _, row := range rows {
			row[i] = value
		}
	}
	return rows
}

// eachStage gives each row a copy for every flag that is set.
func eachStage(rows [][]string, dimension int, set int64) [][]string {
	var more [][]string
	for bit := range Flags {
		if set&(1<<bit) == 0 {
			continue
		}
		for _, row := range rows {
			row = slices.Clone(row)
			row[dimension] = strconv.Itoa(1 << bit)
			more = append(more, row)
		}
	}
	return more
}

// Scope names the place and time of a cell within which a person counts once,
// by her first row there. Somebody new counts once for all.
func (q Question) Scope(values []string) string {
	scope := ""
	for i, d := range q.By {
		if !d.OfPerson() && (!q.New || d == ByLifeStage) {
			scope += "\x1f" + values[i]
		}
	}
	return scope
}

// OfPerson reports whether a dimension says something of the person, which is
// then what held at her first delivery in the place and time of a cell.
func (d Dimension) OfPerson() bool { return slices.Contains(ofPerson, d) }

// OfTime reports whether a dimension parts the days.
func (d Dimension) OfTime() bool { return d == ByMonth || d == ByQuarter || d == ByYear }

// OfPlace reports whether a dimension parts the places.
func (d Dimension) OfPlace() bool { return d == ByRegion || d == ByProvince || d == ByDistrict }

// Of returns the part of a dimension in which a fact lies, "" where it is not
// known. Life stages have no single one: see [Question.Parts].
func (d Dimension) Of(f Fact) string {
	switch d {
	case ByRegion:
		return upTo(string(f.Place), 2)
	case ByProvince:
		return atLeast(string(f.Place), 4)
	case ByDistrict:
		return atLeast(string(f.Place), 6)
	case ByMonth:
		return upTo(string(f.Day), 7)
	case ByQuarter:
		return quarterOf(f)
	case ByYear:
		return upTo(string(f.Day), 4)
	case ByService:
		return f.Service
	case BySex:
		return f.Sex
	case ByAge:
		return band(f.Age, "0-11", 12, "12-17", 18, "18-29", 30, "30-59", 60, "60+")
	case ByAdult:
		return band(f.Age, "0-17", 18, "18+")
	case ByPopulation:
		return f.Population
	case ByNationality:
		return f.Nationality
	}
	return ""
}

func upTo(text string, length int) string { return text[:min(len(text), length)] }

// atLeast returns the beginning of a text of that length, "" of a shorter one.
func atLeast(text string, length int) string {
	if len(text) < length {
		return ""
	}
	return text[:length]
}

func quarterOf(f Fact) string {
	if len(f.Day) < 7 {
		return ""
	}
	month, _ := strconv.Atoi(string(f.Day[5:7]))
	return fmt.Sprintf("%s-T%d", f.Day[:4], (month+2)/3)
}

// band names the span of years in which an age lies: names and, between two of
// them, the age at which the second begins.
func band(age *int, bands ...any) string {
	if age == nil {
		return ""
	}
	name := ""
	for i := 0; i < len(bands); i += 2 {
		if i > 0 && *age < bands[i-1].(int) {
			break
		}
		name = bands[i].(string)
	}
	return name
}
