package reach

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/store"
)

// expressions say, for a row of fact, in which part of a dimension it lies.
var expressions = map[Dimension]string{
	ByRegion:      `substr(f.place, 1, 2)`,
	ByProvince:    `case when length(f.place) >= 4 then substr(f.place, 1, 4) else '' end`,
	ByDistrict:    `case when length(f.place) = 6 then f.place else '' end`,
	ByMonth:       `substr(f.day, 1, 7)`,
	ByQuarter:     `substr(f.day, 1, 4) || '-T' || case when substr(f.day, 6, 2) <= '03' then '1' when substr(f.day, 6, 2) <= '06' then '2' when substr(f.day, 6, 2) <= '09' then '3' else '4' end`,
	ByYear:        `substr(f.day, 1, 4)`,
	ByService:     `f.service`,
	BySex:         `f.sex`,
	ByAge:         `case when f.age is null then '' when f.age < 12 then '0-11' when f.age < 18 then '12-17' when f.age < 30 then '18-29' when f.age < 60 then '30-59' else '60+' end`,
	ByAdult:       `case when f.age is null then '' when f.age < 18 then '0-17' else '18+' end`,
	ByPopulation:  `f.population`,
	ByNationality: `f.nationality`,
	ByLifeStage:   `l.flag`,
}

// Flags is how many flags a fact may carry.
const Flags = 16

// eachFlag joins to a fact each flag that it carries, one after another.
func eachFlag() string {
	var each []string
	for i := range Flags {
		each = append(each, fmt.Sprintf("select %d as bit, '%d' as flag", 1<<i, 1<<i))
	}
	return `
	join (` + strings.Join(each, " union all ") + `) l
		on (f.flags & l.bit) <> 0`
}

// ofPerson are the dimensions that say something of the person: she has one
// value of each in a cell's place and time, the one at her first delivery there.
var ofPerson = []Dimension{BySex, ByAge, ByAdult, ByPopulation, ByNationality}

// cells counts over each part. A person's first delivery in the place and time
// of a cell decides what the cell says of her.
func cells(ctx context.Context, r store.Reader, scope access.Scope, q Question) ([]Cell, error) {
	h := rows(scope, q)
	joined := ""
	if slices.Contains(q.By, ByLifeStage) {
		joined = eachFlag()
	}
	from := h.from(q, joined)
	columns, names, partition := make([]string, len(q.By)), make([]string, len(q.By)), []string{q.counted()}
	for i, d := range q.By {
		names[i] = fmt.Sprintf("d%d", i)
		columns[i] = expressions[d] + " as " + names[i]
		if !d.OfPerson() && (!q.New || d == ByLifeStage) {
			partition = append(partition, expressions[d])
		}
	}
	over := `(partition by ` + strings.Join(partition, ", ") + ` order by f.day, f.since, f.ordinal)`
	since := h.arg(q.Period.From)
	query := `
	with hit as (
		select
			f.day, ` + strings.Join(append(columns, ""), ",\n\t\t\t") + `
			row_number() over ` + over + ` as nth,
			count(*) over (partition by ` + strings.Join(partition, ", ") + `) as rows_of` + from + `
			and ` + q.counted() + ` is not null
	)
	select ` + strings.Join(append(names, ""), ", ") + `count(*), coalesce(sum(rows_of), 0)
	from hit
	where nth = 1 and day >= ` + since
	if len(names) > 0 {
		query += `
	group by ` + strings.Join(names, ", ")
	}
	found, err := store.All(ctx, r, query, h.args, scanCell(len(q.By)))
	slices.SortFunc(found, func(a, b Cell) int { return slices.Compare(a.Values, b.Values) })
	return found, err
}

func scanCell(dimensions int) func(store.Scan) (Cell, error) {
	return func(scan store.Scan) (Cell, error) {
		c := Cell{Values: make([]string, dimensions)}
		targets := make([]any, 0, dimensions+2)
		for i := range c.Values {
			targets = append(targets, &c.Values[i])
		}
		err := scan(append(targets, &c.Count, &c.Rows)...)
		return c, err
	}
}
