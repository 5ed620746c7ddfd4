package venture

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
)

// What she needs to sell is the least that loses nothing: one less would.
func TestBreakEven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		unit := trenza.Money(rapid.Int64Range(0, int64(mostMoney)-1).Draw(t, "unit cost"))
		price := trenza.Money(rapid.Int64Range(int64(unit)+1, int64(mostMoney)).Draw(t, "price"))
		fixed := trenza.Money(rapid.Int64Range(0, int64(mostMoney)).Draw(t, "fixed cost"))
		units, err := BreakEven(fixed, price, unit)
		if err != nil {
			t.Fatal(err)
		}
		if trenza.Money(units)*(price-unit) < fixed || units > 0 && trenza.Money(units-1)*(price-unit) >= fixed {
			t.Fatalf("%d units at %v that cost %v against %v", units, price, unit, fixed)
		}
		_, err = BreakEven(fixed, unit, price)
		if p, is := errors.AsType[*trenza.Problem](err); !is || p.Key != "venture.price_below_cost" {
			t.Fatalf("a price below the cost: %v", err)
		}
	})
}

// What a unit costs covers the whole, and by less than a céntimo a unit too much.
func TestUnitCost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		material := trenza.Money(rapid.Int64Range(0, int64(mostMoney)).Draw(t, "material"))
		hour := trenza.Money(rapid.Int64Range(0, 100_000).Draw(t, "hour"))
		minutes, units := rapid.IntRange(0, 10_000).Draw(t, "minutes"), rapid.IntRange(1, mostUnits).Draw(t, "units")
		cost := UnitCost(material, minutes, hour, units)
		whole, shared := int64(material)*60+int64(minutes)*int64(hour), int64(cost)*60*int64(units)
		if shared < whole || shared-whole >= 60*int64(units) {
			t.Fatalf("%v for each of %d that cost %v and %d minutes at %v", cost, units, material, minutes, hour)
		}
	})
}

// The balance of a cash flow is what each month left.
func TestCashFlow(t *testing.T) {
	p := Plan{Price: 250, UnitCost: 90, FixedCost: 48_000, Investment: 240_000, Forecast: []int{200, 300, 400, 500, 600, 600}}
	flow := p.CashFlow()
	var sum trenza.Money
	for n, m := range flow {
		sum += m.Left
		if m.Balance != sum || m.Left != m.In-m.Out || m.Units != p.Forecast[n] {
			t.Errorf("month %d: %+v", n+1, m)
		}
	}
	if flow[0].Left != 200*160-48_000-240_000 || flow[5].Left != 600*160-48_000 || len(flow) != planned {
		t.Errorf("%+v", flow)
	}
	if units, err := p.BreakEven(); err != nil || units != 300 || flow[1].Left != 0 {
		t.Errorf("300 rolls lose nothing: %d, %v", units, flow[1].Left)
	}
}

func TestPercent(t *testing.T) {
	if percent, ok := Percent(42_000, 126_000); !ok || percent != 200 {
		t.Errorf("420 to 1,260 is %d %%", percent)
	}
	if _, ok := Percent(0, 126_000); ok {
		t.Error("a change from nothing has a percentage")
	}
}

func TestMonthsAfter(t *testing.T) {
	for _, test := range []struct {
		day    trenza.Day
		months int
		want   trenza.Day
	}{{"2020-01-31", 1, "2020-02-29"}, {"2019-01-31", 1, "2019-02-28"}, {"2020-03-15", 6, "2020-09-15"}, {"2020-08-31", 6, "2021-02-28"}, {"2020-03-15", 0, "2020-03-15"}, {"2019-11-30", 12, "2020-11-30"}} {
		if got := monthsAfter(test.day, test.months); got != test.want {
			t.Errorf("%d months after %s: %s", test.months, test.day, got)
		}
	}
}

// Every pair of a state and a move: what the table has leads where domain rule 6 says,
// what has ended stays so, and every state can be reached.
func TestTheTable(t *testing.T) {
	over := []State{Closed, Rejected, Cancelled}
	reached := map[State]bool{Applied: true}
	for _, s := range States() {
		lines := 0
		for _, m := range Moves() {
			step, known := Changes().Next(s, m)
			if !known {
				continue
			}
			lines++
			reached[step.To] = true
			if !slices.Contains(States(), step.To) || slices.Contains(over, s) {
				t.Errorf("%s %s leads to %s", s, m, step.To)
			}
			if writes := slices.Contains([]Move{Review, Sign, PayFirst, Show, PayRest, Close, Cancel}, m); writes == m.Decides() {
				t.Errorf("%s %s: decides %v", s, m, m.Decides())
			}
		}
		if (lines == 0) != slices.Contains(over, s) || lines != len(Changes().Open(s)) {
			t.Errorf("%s has %d moves", s, lines)
		}
	}
	for _, s := range States() {
		if !reached[s] {
			t.Errorf("%s is never reached", s)
		}
	}
	way := Applied
	for _, m := range []Move{Review, Approve, Sign, PayFirst, Show, PayRest, Close} {
		step, known := Changes().Next(way, m)
		if !known {
			t.Fatalf("%s %s", way, m)
		}
		way = step.To
	}
	if way != Closed {
		t.Errorf("the whole way ends at %s", way)
	}
}
