package exchange_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/worldtest"
)

// standing writes all that an organisation has now, without the ids, numbers
// and positions that tell in which order it came to have it.
func standing(w *worldtest.World) string {
	w.Helper()
	d := &dump{World: w, names: make(map[string]string)}
	w.Read(func(r store.Reader) error {
		d.reader = r
		d.people()
		d.groups()
		d.rows()
		return nil
	})
	slices.Sort(d.lines)
	return strings.Join(d.lines, "\n")
}

// dump is the present of an organisation being written down.
type dump struct {
	*worldtest.World
	reader store.Reader
	names  map[string]string // id → what is called so, whatever its id
	lines  []string
}

func (d *dump) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// people writes who is known, by what is known of each.
func (d *dump) people() {
	people, err := registry.All(d.Context, d.reader, d.Vault, d.Actor.Organisation)
	d.must(err)
	for id, p := range people {
		known, err := json.Marshal([]any{p.Sex, p.Nationality, p.Population, p.Identity, p.Health})
		d.must(err)
		d.names[id] = string(known)
	}
	for id, p := range people {
		d.lines = append(d.lines, "person "+d.names[id]+" counted as "+d.names[p.Root])
	}
}

// groups calls committees by their names, and households and activities by what
// is in them.
func (d *dump) groups() {
	committees, err := collective.Committees(d.Context, d.reader, d.Vault, d.Actor.Organisation)
	d.must(err)
	for _, c := range committees {
		d.names[c.ID] = "committee " + spelling.Fold(c.Name)
	}
	d.each(`select id, service, title, day, place, cast(total as text) from activity where organisation = $1`, 6, func(c []string) {
		d.names[c[0]] = strings.Join(c[1:], " ")
	})
	d.members()
}

// members calls each household by who lives in it.
func (d *dump) members() {
	in := make(map[string][]string)
	d.each(`select household, person, role from household_member where organisation = $1`, 3, func(c []string) {
		in[c[0]] = append(in[c[0]], d.names[c[1]]+" as "+c[2])
	})
	for id, members := range in {
		slices.Sort(members)
		d.names[id] = "household of " + strings.Join(members, " and ")
	}
}

// each reads so many columns of text.
func (d *dump) each(query string, columns int, row func([]string)) {
	d.must(d.reader.Each(d.Context, query, store.Args(d.Actor.Organisation), func(scan store.Scan) error {
		cells, targets := make([]string, columns), make([]any, columns)
		for i := range cells {
			targets[i] = &cells[i]
		}
		err := scan(targets...)
		row(cells)
		return err
	}))
}

// write writes the rows of a query; ids become what they name.
func (d *dump) write(kind, query string, columns int) {
	d.each(query, columns, func(cells []string) {
		for i, c := range cells {
			if name, ok := d.names[c]; ok {
				cells[i] = name
			}
		}
		d.lines = append(d.lines, kind+" "+strings.Join(cells, " | "))
	})
}

// rows writes the tables.
func (d *dump) rows() {
	d.write("assignment", `select person, account, coalesce(until, '') from assignment where organisation = $1`, 3)
	d.write("token", `select person, cast(count(*) as text) from person_token where organisation = $1 group by person`, 2)
	d.write("attention", `select person, service, day, place, outcomes, cast(minutes as text), mark, collective from attention where organisation = $1`, 8)
	d.write("milestone", `select person, service, outcome, day, place, collective from milestone where organisation = $1`, 6)
	d.write("pair", `select first, second, cast(strength as text), reasons, verdict from review_pair where organisation = $1`, 5)
	d.write("household", `select id, '' from household where organisation = $1`, 2)
	d.write("seat", `select collective, person, role, since, coalesce(until, '') from seat where organisation = $1`, 5)
	d.write("committee", `select id, kind, coalesce(resolution, ''), coalesce(recognised, ''), coalesce(recognised_until, '') from collective where organisation = $1`, 5)
	d.write("replica", `select collective, trainer, cast(ring as text), topics, covered, day, place, state, cast(total as text), cast(first_time as text)
		from replica where organisation = $1`, 10)
	d.write("batch", `select product, cohort, person, place, day, cast(units as text), cast(minutes as text), cast(material as text), cast(price as text)
		from product_batch where organisation = $1`, 9)
	d.write("use", `select how, day, cast(units as text), cast(amount as text) from product_use where organisation = $1`, 4)
	d.write("activity", `select id, method from activity where organisation = $1`, 2)
	d.write("headcount", `select activity, sex, cast(min_age as text), cast(people as text) from headcount where organisation = $1 and people > 0`, 4)
	d.write("population", `select activity, population, cast(people as text) from headcount_population where organisation = $1 and people > 0`, 3)
	d.write("link", `select activity, person, sex, cast(min_age as text) from headcount_link where organisation = $1`, 4)
	d.write("merge", `select survivor, absorbed from merge where organisation = $1 and unmerged is null`, 2)
	d.write("commands", `select cast(count(*) as text), '' from journal_command where organisation = $1`, 2)
	d.write("held", `select person, reason, verdict from held_row where organisation = $1 and verdict <> '`+string(pathway.HeldWithdrawn)+`'`, 3)
	d.write("declared", `select service, outcome, day, place, sex, cast(min_age as text), cast(sum(people) as text)
		from tally where organisation = $1 and until is null
		group by service, outcome, day, place, sex, min_age, source`, 7)
	d.facts()
}

// facts writes what counts, each fact by whom it is of.
func (d *dump) facts() {
	numbers := make(map[string]string)
	d.each(`select cast(number as text), id from person where organisation = $1`, 2, func(c []string) { numbers[c[0]] = d.names[c[1]] })
	d.each(`
		select cast(number as text), service, outcome, day, place, sex, coalesce(cast(age as text), '?'), population, nationality, cast(flags as text), collective
		from fact where organisation = $1 and until is null`, 11, func(c []string) {
		c[0] = numbers[c[0]]
		if name, ok := d.names[c[10]]; ok {
			c[10] = name
		}
		d.lines = append(d.lines, fmt.Sprint("fact ", strings.Join(c, " | ")))
	})
}
