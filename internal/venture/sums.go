package venture

import (
	"strconv"

	"github.com/trenza/trenza"
)

// Amounts and units beyond these are slips of whoever typed them.
const (
	mostMoney = trenza.Money(100_000_000) // S/ 1,000,000
	mostUnits = 1_000_000
)

// inRange refuses amounts below zero or beyond what a small business has.
func inRange(amounts ...trenza.Money) error {
	for _, m := range amounts {
		if m < 0 || m > mostMoney {
			return trenza.Refuse("venture.amount_range", m.String(), mostMoney.String())
		}
	}
	return nil
}

func unitsInRange(units ...int) error {
	for _, n := range units {
		if n < 0 || n > mostUnits {
			return trenza.Refuse("venture.units_range", strconv.Itoa(n), strconv.Itoa(mostUnits))
		}
	}
	return nil
}

// UnitCost is what a unit costs her: the material of all of them and, where an hour
// is given a worth, her own time, shared out over the units and rounded up to a
// céntimo. No units cost nothing.
func UnitCost(material trenza.Money, minutes int, hour trenza.Money, units int) trenza.Money {
	if units <= 0 {
		return 0
	}
	whole := int64(material)*60 + int64(minutes)*int64(hour)
	return trenza.Money(upward(whole, int64(units)*60))
}

// upward divides, rounded up.
func upward(n, by int64) int64 { return (n + by - 1) / by }

// BreakEven is how many units she must sell to lose nothing: the fixed cost over what
// each unit leaves her, rounded up to whole units. It refuses a price that leaves her
// nothing.
func BreakEven(fixed, price, unitCost trenza.Money) (units int, err error) {
	if price <= unitCost {
		return 0, trenza.Refuse("venture.price_below_cost", unitCost.String(), price.String())
	}
	return int(upward(int64(fixed), int64(price-unitCost))), nil
}

// Month is a month of a cash flow.
type Month struct {
	Units   int
	In, Out trenza.Money
	Left    trenza.Money // of the month: what came in less what went out
	Balance trenza.Money // of all months up to this one
}

// planned is how many months a plan looks ahead.
const planned = 6

// CashFlow is how money comes and goes in the months of a plan. What she puts in to
// begin goes out in the first.
func (p Plan) CashFlow() []Month {
	months := make([]Month, len(p.Forecast))
	var balance trenza.Money
	for n, units := range p.Forecast {
		m := Month{Units: units, In: trenza.Money(units) * p.Price, Out: trenza.Money(units)*p.UnitCost + p.FixedCost}
		if n == 0 {
			m.Out += p.Investment
		}
		m.Left = m.In - m.Out
		balance += m.Left
		m.Balance = balance
		months[n] = m
	}
	return months
}

// Percent is a change in percent of where it began, rounded towards zero, and false
// where it began at nothing or below.
func Percent(before, after trenza.Money) (percent int, ok bool) {
	if before <= 0 {
		return 0, false
	}
	return int(100 * (after - before) / before), true
}

// monthsAfter is the day some months after another; a day that the month does not
// have is its last.
func monthsAfter(day trenza.Day, months int) trenza.Day {
	t := day.Time()
	first := t.AddDate(0, months, 1-t.Day())
	last := first.AddDate(0, 1, -1).Day()
	return trenza.DayOf(first.AddDate(0, 0, min(t.Day(), last)-1))
}
