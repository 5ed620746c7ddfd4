package links_test

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/reach/links"
)

// told is a delivery of a service to a number in a place.
func told(since, number int64, service string, day trenza.Day, place trenza.Place) reach.Fact {
	f := reach.Fact{Since: since}
	f.Number, f.Service, f.Outcome, f.Day, f.Place, f.Sex = number, service, "delivered", day, place, "F"
	return f
}

// town has three services in two regions of which one has two places.
func town(t *testing.T) *links.Index {
	t.Helper()
	b := links.NewBuilder()
	for i, place := range []trenza.Place{"150101", "150102", "240101"} {
		for j, service := range []string{"bono", "curso", "salud"} {
			for number := range int64(4) {
				day := trenza.Day("2020-01-01").Add(10*i + 3*j + int(number))
				if err := b.AddFact(told(int64(100*i+10*j)+number+1, number+1, service, day, place)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	x, err := b.Index(1000)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// Each question takes the shortest path that tells the truth.
func TestPlans(t *testing.T) {
	x := town(t)
	x.Walking(false)
	bono, both := []reach.Term{{Service: "bono"}}, []reach.Term{{Service: "bono"}, {Service: "salud"}}
	january := trenza.Period{From: "2020-01-05", To: "2020-01-20"}
	for _, c := range []struct {
		want string
		q    reach.Question
	}{
		{"link: any", reach.Question{}},
		{"link: any", reach.Question{New: true, By: []reach.Dimension{reach.ByMonth, reach.BySex, reach.ByRegion}}},
		{"link: any", reach.Question{Returning: true, Period: january}},
		{"link: term", reach.Question{Terms: bono, Period: january}},
		{"link: term", reach.Question{By: []reach.Dimension{reach.ByService, reach.ByMonth}}},
		{"link: term in region", reach.Question{By: []reach.Dimension{reach.ByService, reach.ByRegion, reach.BySex, reach.ByAge}}},
		{"link: term in region", reach.Question{Terms: bono, Place: "15"}},
		{"link: place", reach.Question{By: []reach.Dimension{reach.ByDistrict}}},
		{"link: place", reach.Question{Place: "150101"}},
		{"sets", reach.Question{Terms: both}},
		{"sets", reach.Question{By: []reach.Dimension{reach.ByRegion}}}, // of any term, no link leads back in a region
		{"sets", reach.Question{Terms: bono, Place: "1501", Who: reach.Who{Sex: "F"}}},
		{"sets", reach.Question{Returning: true, Period: january, By: []reach.Dimension{reach.ByDistrict}}}, // who came before, wherever
		{"sets", reach.Question{Unit: reach.Committees}},
		{"firsts", reach.Question{Terms: both, By: []reach.Dimension{reach.ByAge}}},
		{"firsts", reach.Question{Terms: bono, Who: reach.Who{Sex: "F"}, New: true}},
	} {
		if got := x.Plan(c.q, links.Everything()); got != c.want {
			t.Errorf("%+v takes %s, want %s", c.q, got, c.want)
		}
	}
	x.WithoutLinks = true
	if got := x.Plan(reach.Question{}, links.Everything()); got != "sets" {
		t.Errorf("without links, everybody takes %s", got)
	}
}

// All threads are gone along where a question is about so many rows that nothing
// else is as soon.
func TestPlansAlongThreads(t *testing.T) {
	x := crowd()
	some, quarter := []reach.Term{{Service: "s18"}}, trenza.Period{From: "2024-04-01", To: "2024-06-30"}
	women := reach.Who{Sex: "F"}
	for _, c := range []struct {
		want string
		q    reach.Question
	}{
		{"threads", reach.Question{Who: women, By: []reach.Dimension{reach.ByRegion}}},
		{"threads", reach.Question{By: []reach.Dimension{reach.ByRegion, reach.BySex}}},
		{"threads", reach.Question{Returning: true, Period: trenza.Period{From: "2024-01-01"}, By: []reach.Dimension{reach.ByMonth}}},
		{"link: any", reach.Question{By: []reach.Dimension{reach.BySex}}},
		{"sets", reach.Question{Who: women, Terms: some}},
		{"sets", reach.Question{Terms: []reach.Term{{Service: "s00"}, {Service: "s01"}, {Service: "s02"}}}}, // it is known who had them
		{"firsts", reach.Question{Who: women, Terms: some, Period: quarter, By: []reach.Dimension{reach.ByAge}}},
	} {
		if got := x.Plan(c.q, links.Everything()); got != c.want {
			t.Errorf("%+v takes %s, want %s", c.q, got, c.want)
		}
	}
}

// Who sees one region follows its links, and who sees one district of it none of
// the region's.
func TestPlansOfWhoSeesLess(t *testing.T) {
	x := town(t)
	x.Walking(false)
	for place, want := range map[trenza.Place]string{"": "link: term", "15": "link: term in region", "150101": "sets"} {
		scope, err := access.For(trenza.Actor{Organisation: "o", Account: "luz", Grants: []trenza.Grant{{Role: trenza.RoleMonitoring, Place: place}}}, offered...)
		if err != nil {
			t.Fatal(err)
		}
		sight, err := links.SightOf(scope, "p")
		if err != nil {
			t.Fatal(err)
		}
		if got := x.Plan(reach.Question{Terms: []reach.Term{{Service: "bono"}}}, sight); got != want {
			t.Errorf("within %q: %s, want %s", place, got, want)
		}
	}
}

// What cannot be counted is said to be so, and leaves the index as it was.
func TestChangesThatCannotBe(t *testing.T) {
	x := town(t)
	before, _ := x.Count(reach.Question{}, links.Everything())
	young := told(2000, 1, "bono", "2020-01-01", "150101")
	young.Age = new(-1)
	fresh := told(2000, 9, "nuevo", "2020-01-01", "200101")
	first := told(1, 1, "bono", "2020-01-01", "150101")
	for name, c := range map[string]links.Change{
		"a row that is not there":      {Opened: []reach.Fact{fresh}, Closed: []reach.Fact{told(7, 1, "bono", "2020-01-01", "150101")}},
		"a service that nobody had":    {Opened: []reach.Fact{fresh}, Closed: []reach.Fact{told(1, 1, "otro", "2020-01-01", "150101")}},
		"a row that ends twice":        {Closed: []reach.Fact{first, first}},
		"a number that nobody has":     {Opened: []reach.Fact{fresh, told(2000, 0, "bono", "2020-01-01", "150101")}},
		"a day that is none":           {Closed: []reach.Fact{first}, Opened: []reach.Fact{told(2000, 1, "bono", "2020-02-30", "150101")}},
		"a day long ago":               {Opened: []reach.Fact{told(2000, 1, "bono", "1899-12-31", "150101")}},
		"a position beyond all":        {Opened: []reach.Fact{told(1<<32, 1, "bono", "2020-01-01", "150101")}},
		"an age that nobody has":       {Opened: []reach.Fact{young}},
		"a root that nobody has":       {Opened: []reach.Fact{fresh}, Roots: []journal.Root{{Number: 1, Root: -1}}},
		"a number of more than a word": {Roots: []journal.Root{{Number: 1 << 32, Root: 1}}},
	} {
		c.Position = 2000
		if err := x.Apply(c); err == nil {
			t.Errorf("%s: no error", name)
		}
		if now, err := x.Count(reach.Question{}, links.Everything()); err != nil || fmt.Sprint(now) != fmt.Sprint(before) {
			t.Errorf("%s: it was %v and is %v, %v", name, before, now, err)
		}
	}
	if err := x.Apply(links.Change{Closed: []reach.Fact{told(7, 1, "bono", "2020-01-01", "150101")}}); !errors.Is(err, links.ErrOutOfStep) {
		t.Errorf("a row that is not there: %v", err)
	}
	if err := x.Apply(links.Change{Position: 2001, Opened: []reach.Fact{fresh}, Closed: []reach.Fact{first}}); err != nil || x.Position() != 2001 || x.Len() != 36 {
		t.Errorf("a change after many that could not be: %v, %d rows at %d", err, x.Len(), x.Position())
	}
}

func TestQuestionsForTheTables(t *testing.T) {
	x := town(t)
	many := make([]reach.Term, 17)
	for i := range many {
		many[i].Service = fmt.Sprint("s", i)
	}
	for name, q := range map[string]reach.Question{
		"of another position": {AsOf: 999},
		"of no day":           {Period: trenza.Period{From: "2020-02-30"}},
		"together by age":     {All: true, Together: reach.ByAge, Terms: []reach.Term{{Service: "bono"}, {Service: "salud"}}},
	} {
		if _, err := x.Count(q, links.Everything()); !errors.Is(err, links.ErrBeyond) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := x.Combinations(reach.Question{Terms: many}, links.Everything()); !errors.Is(err, links.ErrBeyond) {
		t.Errorf("of many services: %v", err)
	}
	if a, err := x.Count(reach.Question{AsOf: 1000, Period: trenza.Period{From: "1850-01-01", To: "2200-01-01"}}, links.Everything()); err != nil || a.Count != 4 || a.Position != 1000 {
		t.Errorf("in all time: %+v, %v", a, err)
	}
}

func TestABuilderHoldsCodesAgainstThoseItGave(t *testing.T) {
	for name, spoil := range map[string]func(*links.Row){
		"term":    func(r *links.Row) { r.Term = 1 },
		"place":   func(r *links.Row) { r.Place = 1 },
		"profile": func(r *links.Row) { r.Profile = 1 },
		"day":     func(r *links.Row) { r.Day = 0 },
		"number":  func(r *links.Row) { r.Number = 0 },
	} {
		b := links.NewBuilder()
		r := links.Row{Number: 1, Day: 1, Term: b.Term("bono", "delivered"), Place: b.Place(""), Profile: b.Profile(links.Profile{Age: -1})}
		b.Add(r)
		spoil(&r)
		b.Add(r)
		if _, err := b.Index(1); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Questions are asked while things happen: each is answered as of some position,
// by all of it.
func TestQuestionsWhileThingsHappen(t *testing.T) {
	x := town(t)
	var asked sync.WaitGroup
	for range 3 {
		asked.Go(func() {
			for last := int64(0); last < 1200; {
				a, err := x.Count(reach.Question{Terms: []reach.Term{{Service: "bono"}}, By: []reach.Dimension{reach.ByMonth}}, links.Everything())
				rows := 0
				for _, c := range a.Cells {
					rows += c.Rows
				}
				if want := 12 + 2*int(a.Position-1000); err != nil || a.Rows != want || rows != want || a.Position < last {
					t.Errorf("at %d after %d: %+v, %v", a.Position, last, a, err)
					return
				}
				last = a.Position
			}
		})
	}
	for p := int64(1001); p <= 1200; p++ {
		c := links.Change{Position: p, Opened: []reach.Fact{told(p, p%7+1, "bono", "2020-01-03", "150101"), told(p, p%5+1, "bono", "2020-02-03", "150102")}}
		c.Opened[1].Ordinal = 1
		if err := x.Apply(c); err != nil {
			t.Error(err)
		}
	}
	asked.Wait()
}

// Several who go along threads side by side tell what rows tell that are gone
// through one after another.
func TestAlongThreadsAsAmongRows(t *testing.T) {
	x := crowded(300_000)
	young := 29
	for _, q := range []reach.Question{
		{Who: reach.Who{Sex: "F"}},
		{By: []reach.Dimension{reach.ByMonth, reach.BySex}},
		{Who: reach.Who{MaxAge: &young}, By: []reach.Dimension{reach.ByService, reach.ByDistrict, reach.ByAge}},
		{New: true, Period: trenza.Period{From: "2024-01-01"}, By: []reach.Dimension{reach.ByRegion, reach.ByQuarter}},
		{Returning: true, Period: trenza.Period{From: "2024-01-01"}, By: []reach.Dimension{reach.ByProvince, reach.BySex}},
		{Terms: []reach.Term{{Service: "s01"}, {Service: "s02"}}, All: true, Together: reach.ByRegion, By: []reach.Dimension{reach.ByAge}},
	} {
		x.Walking(false)
		want, err := x.Count(q, links.Everything())
		if err != nil {
			t.Fatal(err)
		}
		x.Walking(true)
		if got, err := x.Count(q, links.Everything()); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v\nalong threads %+v, %v\namong rows %+v", q, got, err, want)
		}
	}
}

// Of two rows of somebody's on one day, one ends, and a third comes.
func TestOneOfTwoRowsOfADayEnds(t *testing.T) {
	b := links.NewBuilder()
	first, second := told(1, 1, "bono", "2020-01-01", "150101"), told(2, 1, "bono", "2020-01-01", "150102")
	for _, f := range []reach.Fact{first, second} {
		if err := b.AddFact(f); err != nil {
			t.Fatal(err)
		}
	}
	x, err := b.Index(2)
	if err != nil {
		t.Fatal(err)
	}
	third := told(4, 1, "bono", "2020-01-01", "240101")
	for _, c := range []struct {
		change links.Change
		want   []reach.Cell
	}{
		{links.Change{Closed: []reach.Fact{first}}, []reach.Cell{{Values: []string{"150102"}, Count: 1, Rows: 1}}},
		{links.Change{Opened: []reach.Fact{third}}, []reach.Cell{{Values: []string{"150102"}, Count: 1, Rows: 1}, {Values: []string{"240101"}, Count: 1, Rows: 1}}},
		{links.Change{Closed: []reach.Fact{second, third}}, nil},
	} {
		if err := x.Apply(c.change); err != nil {
			t.Fatal(err)
		}
		for _, every := range []bool{true, false} {
			x.Walking(every)
			got, err := x.Count(reach.Question{By: []reach.Dimension{reach.ByDistrict}, Who: reach.Who{Sex: "F"}}, links.Everything())
			if err != nil || !reflect.DeepEqual(got.Cells, c.want) {
				t.Errorf("along threads %t: %v, %v, want %v", every, got.Cells, err, c.want)
			}
		}
	}
}
