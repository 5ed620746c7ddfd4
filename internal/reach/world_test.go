package reach_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/reach/reachtest"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// given is a delivery of programme p to somebody of a number, sex and age (-1
// when it is not known).
func given(number int64, service string, day trenza.Day, place trenza.Place, sex string, age int) reachtest.Event {
	d := journal.Delivery{
		Number: number, Programme: "p", Service: service, Outcome: "delivered", Day: day, Place: place, Sex: sex,
		Population: "in_destination", Nationality: "VEN", Source: fmt.Sprintf("%d-%s-%s", number, service, day),
	}
	if age >= 0 {
		d.Age = &age
	}
	return reachtest.Event{Given: []journal.Delivery{d}}
}

// small is a world that can be counted by hand:
//
//	position  who  what   day         place   sex  age
//	1         1    bono   2020-01-10  Lima    F    29
//	2         1    salud  2020-02-10  Tumbes  F    29
//	3         2    salud  2020-02-11  Tumbes  F    –
//	4         3    salud  2020-02-12  Lima    M    40
//	5         4    salud  2020-04-01  Lima    F    17
//	6         4    salud  2020-07-01  Lima    F    18
//	7         5    bono   2020-01-20  Tumbes  F    30
//
// At position 8 number 5 turns out to be number 1; at 9 the salud of number 3
// is withdrawn; at 10 number 2 is known to have been born on 1 January 2010; at
// 11 numbers 1 and 5 are taken apart again.
func small(t *testing.T, location string) *worldtest.World {
	t.Helper()
	w := worldtest.Open(t, location)
	tell(w,
		given(1, "bono", "2020-01-10", "150101", "F", 29),
		given(1, "salud", "2020-02-10", "240101", "F", 29),
		given(2, "salud", "2020-02-11", "240102", "F", -1),
		given(3, "salud", "2020-02-12", "150135", "M", 40),
		given(4, "salud", "2020-04-01", "150101", "F", 17),
		given(4, "salud", "2020-07-01", "150101", "F", 18),
		given(5, "bono", "2020-01-20", "240101", "F", 30),
		reachtest.Event{Joins: []journal.Root{{Number: 5, Root: 1}}},
		reachtest.Event{Taken: []journal.Withdrawal{{Source: "3-salud-2020-02-12", Outcome: "delivered"}}},
		reachtest.Event{Said: &journal.Attributes{Number: 2, Sex: "F", Born: "2010-01-01", Population: "in_transit", Nationality: "VEN"}},
		reachtest.Event{Joins: []journal.Root{{Number: 5, Root: 5}}},
	)
	return w
}

var (
	everybody = reach.Question{Programme: "p", Unit: reach.People}
	women     = reach.Question{Programme: "p", Unit: reach.People, Who: reach.Who{Sex: "F", MinAge: new(18)}}
)

// Seven rows are five people before the merge and four after it. Number 3 is
// gone from 9 on; the merge is undone at 11. A woman is whoever is not known to
// be a girl: number 2 until 10, and number 4 for what she received at 18.
func TestASmallWorldAsOfEachPosition(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := small(t, location)
		for _, c := range []struct {
			asOf                                 int64
			count, rows, women, womenRows, lived int
		}{
			{1, 1, 1, 1, 1, 1}, {2, 1, 2, 1, 2, 1}, {3, 2, 3, 2, 3, 2}, {4, 3, 4, 2, 3, 3}, {5, 4, 5, 2, 3, 4}, {6, 4, 6, 3, 4, 4},
			{7, 5, 7, 4, 5, 5}, {8, 4, 7, 3, 5, 5}, {9, 3, 6, 3, 5, 4}, {10, 3, 6, 2, 4, 4}, {11, 4, 6, 3, 4, 4}, {0, 4, 6, 3, 4, 4},
		} {
			all, adult := everybody, women
			all.AsOf, adult.AsOf = c.asOf, c.asOf
			if a := w.Count(all); a.Count != c.count || a.Rows != c.rows || a.Records != c.lived {
				t.Errorf("as of %d: %d people of %d rows and %d records, want %d of %d and %d", c.asOf, a.Count, a.Rows, a.Records, c.count, c.rows, c.lived)
			}
			if a := w.Count(adult); a.Count != c.women || a.Rows != c.womenRows {
				t.Errorf("as of %d: %d women of %d rows, want %d of %d", c.asOf, a.Count, a.Rows, c.women, c.womenRows)
			}
		}
	})
}

// part spells an answer's cells, "15:3/4" being three people of four rows.
func parts(a reach.Answer) []string {
	var list []string
	for _, c := range a.Cells {
		name := ""
		for _, v := range c.Values {
			name += v + ":"
		}
		list = append(list, fmt.Sprintf("%s%d/%d", name, c.Count, c.Rows))
	}
	return list
}

// As of position 8: numbers 1 and 5 are one, in Lima and in Tumbes, so that the
// regions add up to five of four people.
func TestASmallWorldByEveryDimension(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := small(t, location)
		for _, c := range []struct {
			by   []reach.Dimension
			want []string
		}{
			{[]reach.Dimension{reach.ByRegion}, []string{"15:3/4", "24:2/3"}},
			{[]reach.Dimension{reach.ByProvince}, []string{"1501:3/4", "2401:2/3"}},
			{[]reach.Dimension{reach.ByDistrict}, []string{"150101:2/3", "150135:1/1", "240101:1/2", "240102:1/1"}},
			{[]reach.Dimension{reach.ByMonth}, []string{"2020-01:1/2", "2020-02:3/3", "2020-04:1/1", "2020-07:1/1"}},
			{[]reach.Dimension{reach.ByQuarter}, []string{"2020-T1:3/5", "2020-T2:1/1", "2020-T3:1/1"}},
			{[]reach.Dimension{reach.ByYear}, []string{"2020:4/7"}},
			{[]reach.Dimension{reach.ByService}, []string{"bono:1/2", "salud:4/5"}},
			{[]reach.Dimension{reach.BySex}, []string{"F:3/6", "M:1/1"}},
			// Number 4 was 17 at her first delivery, number 1 was 29.
			{[]reach.Dimension{reach.ByAge}, []string{":1/1", "12-17:1/2", "18-29:1/3", "30-59:1/1"}},
			{[]reach.Dimension{reach.ByAdult}, []string{":1/1", "0-17:1/2", "18+:2/4"}},
			{[]reach.Dimension{reach.ByPopulation}, []string{"in_destination:4/7"}},
			{[]reach.Dimension{reach.ByNationality}, []string{"VEN:4/7"}},
			// Within a quarter: in the third, number 4 is 18.
			{[]reach.Dimension{reach.ByQuarter, reach.ByAge}, []string{
				"2020-T1::1/1", "2020-T1:18-29:1/3", "2020-T1:30-59:1/1", "2020-T2:12-17:1/1", "2020-T3:18-29:1/1",
			}},
			{[]reach.Dimension{reach.ByRegion, reach.BySex}, []string{"15:F:2/3", "15:M:1/1", "24:F:2/3"}},
		} {
			q := everybody
			q.By, q.AsOf = c.by, 8
			if got := parts(w.Count(q)); !slices.Equal(got, c.want) {
				t.Errorf("by %v: %v, want %v", c.by, got, c.want)
			}
		}
	})
}

func TestRegionsMayAddUpToMoreThanTheCountry(t *testing.T) {
	w := small(t, storetest.Location(t, store.SQLite))
	q := everybody
	q.By, q.AsOf = []reach.Dimension{reach.ByRegion}, 8
	sum, answer := 0, w.Count(q)
	for _, c := range answer.Cells {
		sum += c.Count
	}
	if sum != 5 || answer.Count != 4 {
		t.Errorf("regions add up to %d, the country has %d", sum, answer.Count)
	}
}

// The answer of a position is the same whenever it is asked.
func TestAFigureOnceGivenCanBeGivenAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location)
		q := women
		q.By = []reach.Dimension{reach.ByRegion, reach.ByAge}
		events := []reachtest.Event{
			given(1, "bono", "2020-01-10", "150101", "F", 29), given(2, "bono", "2020-01-10", "240101", "F", -1),
			{Joins: []journal.Root{{Number: 2, Root: 1}}},
			{Said: &journal.Attributes{Number: 2, Sex: "M"}},
			{Taken: []journal.Withdrawal{{Source: "1-bono-2020-01-10", Outcome: "delivered"}}},
			{Joins: []journal.Root{{Number: 2, Root: 2}}},
		}
		var then []string
		for _, e := range events {
			tell(w, e)
			then = append(then, fmt.Sprint(w.Count(q)))
		}
		for i := range events {
			q.AsOf = int64(i + 1)
			if again := fmt.Sprint(w.Count(q)); again != then[i] {
				t.Errorf("as of %d it was %s and is %s", q.AsOf, then[i], again)
			}
		}
	})
}

func TestRowsComeInTheOrderOfTheJournal(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := small(t, location)
		var rows []string
		q := everybody
		q.AsOf = 10
		err := w.Engine.Facts(w.Context, w.Scope(), q, func(f reach.Fact) error {
			rows = append(rows, fmt.Sprintf("%d.%d:%d→%d %s", f.Since, f.Ordinal, f.Number, f.Root, f.Population))
			return nil
		})
		want := []string{
			"1.0:1→1 in_destination", "2.0:1→1 in_destination", "5.0:4→4 in_destination", "6.0:4→4 in_destination",
			"7.0:5→1 in_destination", "10.0:2→2 in_transit",
		}
		if err != nil || !slices.Equal(rows, want) {
			t.Errorf("got %v, %v\nwant %v", rows, err, want)
		}
	})
}

func TestWhatHoldsNow(t *testing.T) {
	w := small(t, storetest.Location(t, store.SQLite))
	var since []int64
	w.Read(func(r store.Reader) error {
		return reach.Current(w.Context, r, w.Actor.Organisation, func(f reach.Fact) error {
			since = append(since, f.Since)
			return nil
		})
	})
	if want := []int64{1, 2, 5, 6, 7, 10}; !slices.Equal(since, want) {
		t.Errorf("told at %v, want %v", since, want)
	}
}

func TestPositionsThatAreNotThere(t *testing.T) {
	w := small(t, storetest.Location(t, store.SQLite))
	for _, asOf := range []int64{-1, 12} {
		q := everybody
		q.AsOf = asOf
		if _, err := w.Engine.Count(w.Context, w.Scope(), q); !errors.Is(err, trenza.Refuse("reach.no_such_position")) {
			t.Errorf("as of %d: %v", asOf, err)
		}
	}
	if position, err := w.Engine.Position(w.Context, w.Scope()); err != nil || position != 11 {
		t.Errorf("the last position is %d, %v", position, err)
	}
}

func TestFiguresAreForThoseWhoMaySeeThem(t *testing.T) {
	w := small(t, storetest.Location(t, store.SQLite))
	scope := w.Scope()
	scope.Organisation = "otra"
	refused := &trenza.Problem{Kind: trenza.Forbidden, Key: "reach.out_of_scope"}
	if _, err := w.Engine.Count(w.Context, scope, everybody); !errors.Is(err, refused) {
		t.Errorf("over the wall: %v", err)
	}
	if _, err := w.Engine.Declared(w.Context, scope, everybody); !errors.Is(err, refused) {
		t.Errorf("over the wall: %v", err)
	}
	if a := w.In(t, "otra").Count(everybody); a.Count != 0 {
		t.Errorf("another organisation counts %+v", a)
	}
}

func TestADimensionIsKnownByItsName(t *testing.T) {
	if !reach.ByRegion.Known() || reach.Dimension("colour").Known() {
		t.Error("region is a dimension and colour is none")
	}
}
