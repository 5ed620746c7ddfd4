package reachtest

import (
	"strconv"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
)

var (
	numbers      = rapid.Int64Range(1, 3)
	programs     = rapid.SampledFrom([]string{"p", "p", "p", "p", "p", "q"})
	services     = rapid.SampledFrom([]string{"bono", "salud"})
	outcomes     = rapid.SampledFrom([]string{"delivered", "collected"})
	dates        = rapid.SampledFrom([]trenza.Day{"2019-12-31", "2020-01-01", "2020-03-31", "2020-04-01", "2020-07-15"})
	places       = rapid.SampledFrom([]trenza.Place{"15", "1501", "150101", "150135", "240101", ""})
	sexes        = rapid.SampledFrom([]string{"F", "M", "I", "NS"})
	births       = rapid.SampledFrom([]trenza.Day{"", "1990-05-17", "2002-04-01", "2010-01-01", "1950-01-01"})
	populations  = rapid.SampledFrom([]string{"", "in_destination", "in_transit"})
	nationality  = rapid.SampledFrom([]string{"", "VEN", "PER"})
	committees   = rapid.SampledFrom([]string{"", "", "c1", "c2"})
	households   = rapid.SampledFrom([]string{"h1", "h2", "h3"})
	sourceNumber = rapid.IntRange(0, 3)
)

// History draws a few deliveries, and then whatever may happen to them.
func History(t *rapid.T) []Event {
	kinds := []func(*rapid.T) Event{delivery, delivery, withdrawal, rerooting, rerooting, housing, housing, restatement, heads}
	first := rapid.SliceOfN(rapid.Custom(delivery), 1, 4).Draw(t, "first")
	return append(first, rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Event {
		return rapid.SampledFrom(kinds).Draw(t, "kind")(t)
	}), 2, 8).Draw(t, "then")...)
}

func delivery(t *rapid.T) Event {
	return Event{Given: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) journal.Delivery {
		d := journal.Delivery{
			Number: numbers.Draw(t, "number"), Programme: programs.Draw(t, "programme"), Service: services.Draw(t, "service"),
			Outcome: outcomes.Draw(t, "outcome"), Day: dates.Draw(t, "day"), Place: places.Draw(t, "place"), Sex: sexes.Draw(t, "sex"),
			Population: populations.Draw(t, "population"), Nationality: nationality.Draw(t, "nationality"),
			Flags: rapid.Int64Range(0, 7).Draw(t, "flags"), Collective: committees.Draw(t, "committee"),
			Source: "row-" + strconv.Itoa(sourceNumber.Draw(t, "source")),
		}
		if age, known := trenza.AgeOn(births.Draw(t, "born"), d.Day); known {
			d.Age = &age
		}
		return d
	}), 1, 3).Draw(t, "deliveries")}
}

func withdrawal(t *rapid.T) Event {
	return Event{Taken: []journal.Withdrawal{{
		Source: "row-" + strconv.Itoa(sourceNumber.Draw(t, "source")), Outcome: outcomes.Draw(t, "outcome"),
	}}}
}

// rerooting is a merge or its undoing: numbers count as another, or as
// themselves.
func rerooting(t *rapid.T) Event {
	var e Event
	for _, number := range rapid.SliceOfNDistinct(numbers, 1, 3, rapid.ID).Draw(t, "moved") {
		root := rapid.SampledFrom([]int64{number, number, 1, 2}).Draw(t, "root")
		e.Joins = append(e.Joins, journal.Root{Number: number, Root: root})
	}
	return e
}

// housing says of some people where they live, or that they do not.
func housing(t *rapid.T) Event {
	var e Event
	for _, number := range rapid.SliceOfNDistinct(numbers, 1, 3, rapid.ID).Draw(t, "housed") {
		e.Memberships = append(e.Memberships, journal.Membership{
			Number: number, Household: households.Draw(t, "household"), Left: rapid.IntRange(0, 3).Draw(t, "left") == 0,
		})
	}
	return e
}

// restatement says of a person what is known now, and sometimes which labels
// she has from April on.
func restatement(t *rapid.T) Event {
	now := journal.Attributes{
		Number: numbers.Draw(t, "number"), Sex: sexes.Draw(t, "sex"), Born: births.Draw(t, "born"),
		Population: populations.Draw(t, "population"), Nationality: nationality.Draw(t, "nationality"),
	}
	if labels := rapid.Int64Range(-1, 7).Draw(t, "labels"); labels >= 0 {
		now.Flags = func(day trenza.Day) int64 {
			if day < "2020-04-01" {
				return 0
			}
			return labels
		}
	}
	return Event{Said: &now}
}

func heads(t *rapid.T) Event {
	band := rapid.SampledFrom([][2]int{{0, 17}, {18, 150}}).Draw(t, "band")
	return Event{Heads: []journal.Tally{{
		Programme: programs.Draw(t, "programme"), Service: services.Draw(t, "service"), Outcome: outcomes.Draw(t, "outcome"),
		Day: dates.Draw(t, "day"), Place: places.Draw(t, "place"), Sex: sexes.Draw(t, "sex"), MinAge: band[0], MaxAge: band[1],
		People: rapid.IntRange(-1, 9).Draw(t, "people"), Source: "fair-" + strconv.Itoa(sourceNumber.Draw(t, "source")),
	}}}
}

// Question draws a question of programme p: of everybody, as often as not.
func Question(t *rapid.T) reach.Question {
	q := reach.Question{
		Programme: "p",
		Unit:      rapid.SampledFrom([]reach.Unit{reach.People, reach.People, reach.People, reach.Committees, reach.Households}).Draw(t, "unit"),
		By:        rapid.SliceOfNDistinct(rapid.SampledFrom(reach.Dimensions()), 0, 2, rapid.ID).Draw(t, "by"),
	}
	if rapid.Bool().Draw(t, "of everybody") {
		return q
	}
	q.Period.From = rapid.SampledFrom([]trenza.Day{"", "2020-01-01"}).Draw(t, "from")
	q.Period.To = rapid.SampledFrom([]trenza.Day{"", "2020-04-01"}).Draw(t, "to")
	for range rapid.IntRange(0, 2).Draw(t, "terms") {
		outcome := rapid.SampledFrom([]string{"", "delivered", "collected"}).Draw(t, "outcome")
		q.Terms = append(q.Terms, reach.Term{Service: services.Draw(t, "service"), Outcome: outcome})
	}
	q.Who.Sex = rapid.SampledFrom([]string{"", "", "F"}).Draw(t, "sex")
	q.Who.MinAge = rapid.SampledFrom([]*int{nil, nil, new(18)}).Draw(t, "from age")
	q.Who.MaxAge = rapid.SampledFrom([]*int{nil, nil, new(29)}).Draw(t, "to age")
	q.Who.AgeUnknown = rapid.SampledFrom([]bool{false, false, false, true}).Draw(t, "age unknown")
	q.Who.Flags = rapid.SampledFrom([]int64{0, 0, 2, 5}).Draw(t, "flags")
	q.Who.Every = rapid.SampledFrom([]int64{0, 0, 0, 1, 3}).Draw(t, "every flag")
	q.Who.Population = rapid.SampledFrom([]string{"", "", "", "in_transit"}).Draw(t, "population")
	q.Place = rapid.SampledFrom([]trenza.Place{"", "", "15", "1501", "150101"}).Draw(t, "place")
	q.All = rapid.Bool().Draw(t, "all")
	q.Together = rapid.SampledFrom([]reach.Dimension{"", "", reach.ByRegion, reach.ByDistrict, reach.ByMonth}).Draw(t, "together")
	coming := rapid.SampledFrom([]string{"", "", "new", "returning"}).Draw(t, "coming")
	q.New, q.Returning = coming == "new", coming == "returning"
	q.Who.Committee = rapid.SampledFrom([]bool{false, false, true}).Draw(t, "committee")
	return q
}
