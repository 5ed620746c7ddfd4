package main

import (
	"fmt"
	"strings"
)

// made asks the one narrow table that somebody would make for these questions:
//
//	given (first, person, day, service, place, region)
//
// with a calendar (day, month) and the services (id) beside it. Rows are in the
// order of days. first is the number of the row times 16, plus what the row says
// of her: sex times 5, plus the age band. The least of a person's is then her
// first delivery, and says of her what is counted by it.
//
// Every row of a query gives a place in the answer and the count there, or those
// from there on. ored is how an engine puts the services of all rows of a group
// together, a bit each.
func made(ored string) []string {
	quarter := fmt.Sprintf("day between %d and %d", quarterFrom, quarterUntil)
	return []string{
		fmt.Sprintf(`
select 0, count(*)
from (select distinct person from given where service = %d) p`, q1Service),
		fmt.Sprintf(`
select f & 15, count(*)
from (select min(first) as f from given where service in (%d, %d) and %s group by person) p
group by f & 15`, q2One, q2Other, quarter),
		fmt.Sprintf(`
select (service * %d + region) * %d + (f & 15), count(*)
from (select service, region, min(first) as f from given where %s group by service, region, person) p
group by service, region, f & 15`, regions, sexes*bands, quarter),
		fmt.Sprintf(`
select place, count(*)
from (select distinct place, person from given where day between %d and %d) p
group by place`, anyFrom, anyUntil),
		fmt.Sprintf(`
select known, count(*)
from (
	select case when exists (select 1 from given b where b.person = p.person and b.day < %d) then 1 else 0 end as known
	from (select distinct person from given where %s) p
) k
group by known`, quarterFrom, quarter),
		fmt.Sprintf(`
select region, count(*)
from (
	select region, person
	from given
	where service in (%d, %d) and day between %d and %d
	group by region, person
	having min(service) < max(service)
) p
group by region`, q6One, q6Other, yearFrom, yearUntil),
		monthly(`select min(day) as day from given group by person`),
		overlapping(`select ` + ored + ` as had from given group by person`),
	}
}

// monthly adds up, month by month, those whose first days a query gives.
func monthly(firstDays string) string {
	return fmt.Sprintf(`
select month, cast(sum(people) over (order by month) as bigint)
from (
	select c.month, count(*) as people
	from (%s) p
	join calendar c on c.day = p.day
	group by c.month
) m`, firstDays)
}

// overlapping counts pairs of services, of a query that gives the bits of each
// person's: those who had the same stand together, and each service is counted
// beside all others at once.
func overlapping(hers string) string {
	var beside []string
	for other := range services {
		beside = append(beside, fmt.Sprintf("cast(sum(case when (had >> %d) & 1 = 1 then people else 0 end) as bigint)", other))
	}
	return fmt.Sprintf(`
with combined as (select had, count(*) as people from (%s) h group by had)
select s.id * %d, %s
from combined
join service s on (had >> s.id) & 1 = 1
group by s.id`, hers, services, strings.Join(beside, ",\n\t"))
}

// normalized asks the tables that a textbook would have, of PostgreSQL:
//
//	person (id, sex, born)  service (id)  place (id, region)
//	delivery (id, person, service, place, day)
//
// with real dates, and the age reckoned when it is asked for.
func normalized() []string {
	between := func(from, until int) string {
		return fmt.Sprintf("d.day between date '%s' and date '%s'", dayOf(from), dayOf(until))
	}
	quarter := between(quarterFrom, quarterUntil)
	sort := `p.sex * 5 + width_bucket(extract(year from age(f.day, p.born))::int, array[12, 18, 30, 60])`
	return []string{
		fmt.Sprintf(`
select 0, count(*)
from (select distinct person from delivery where service = %d) p`, q1Service),
		fmt.Sprintf(`
select %s, count(*)
from (select d.person, min(d.day) as day from delivery d where d.service in (%d, %d) and %s group by d.person) f
join person p on p.id = f.person
group by 1`, sort, q2One, q2Other, quarter),
		fmt.Sprintf(`
select (f.service * %d + f.region) * %d + %s, count(*)
from (
	select d.service, l.region, d.person, min(d.day) as day
	from delivery d
	join place l on l.id = d.place
	where %s
	group by d.service, l.region, d.person
) f
join person p on p.id = f.person
group by 1`, regions, sexes*bands, sort, quarter),
		fmt.Sprintf(`
select place, count(*)
from (select distinct d.place, d.person from delivery d where %s) p
group by place`, between(anyFrom, anyUntil)),
		fmt.Sprintf(`
select known, count(*)
from (
	select exists (select 1 from delivery b where b.person = p.person and b.day < date '%s')::int as known
	from (select distinct d.person from delivery d where %s) p
) k
group by known`, dayOf(quarterFrom), quarter),
		fmt.Sprintf(`
select region, count(*)
from (
	select l.region, d.person
	from delivery d
	join place l on l.id = d.place
	where d.service in (%d, %d) and %s
	group by l.region, d.person
	having min(d.service) < max(d.service)
) p
group by region`, q6One, q6Other, between(yearFrom, yearUntil)),
		monthly(`select min(day) as day from delivery group by person`),
		overlapping(`select bit_or(1 << service) as had from delivery group by person`),
	}
}
