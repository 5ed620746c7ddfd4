package venture

import (
	"slices"
	"strings"

	"github.com/trenza/trenza"
)

// Cost is something that she pays for: flour, the rent of a stall.
type Cost struct {
	For    string       `json:"for"`
	Amount trenza.Money `json:"amount"`
}

// Recipe is what goes into so many units at once: what she buys, and her own time.
type Recipe struct {
	Units   int          `json:"units,omitempty"`
	Buys    []Cost       `json:"buys,omitempty"`
	Minutes int          `json:"minutes,omitempty"`
	Hour    trenza.Money `json:"hour,omitempty"` // what she wants to earn in one
}

// Material is what she buys for all the units.
func (r Recipe) Material() trenza.Money { return costsOf(r.Buys) }

// UnitCost is what a unit costs her.
func (r Recipe) UnitCost() trenza.Money { return UnitCost(r.Material(), r.Minutes, r.Hour, r.Units) }

func costsOf(costs []Cost) (sum trenza.Money) {
	for _, c := range costs {
		sum += c.Amount
	}
	return sum
}

// Reckon works out what a unit costs her from the recipe, and the fixed cost of a
// month from its parts, where the plan has them: otherwise they are as they were
// told.
func (p *Plan) Reckon() error {
	for _, costs := range []*[]Cost{&p.Recipe.Buys, &p.Fixed} {
		*costs = slices.DeleteFunc(slices.Clone(*costs), func(c Cost) bool { return c == Cost{} })
		for i := range *costs {
			c := &(*costs)[i]
			if c.For = strings.TrimSpace(c.For); c.For == "" {
				return trenza.Refuse("venture.for_missing")
			}
			if err := inRange(c.Amount); err != nil {
				return err
			}
		}
	}
	if err := unitsInRange(p.Recipe.Units, p.Recipe.Minutes); err != nil {
		return err
	}
	if len(p.Fixed) > 0 {
		p.FixedCost = costsOf(p.Fixed)
	}
	if len(p.Recipe.Buys) == 0 && p.Recipe.Minutes == 0 {
		return nil
	}
	if p.Recipe.Units == 0 {
		return trenza.Refuse("venture.recipe_units")
	}
	p.UnitCost = p.Recipe.UnitCost()
	return inRange(p.Recipe.Hour)
}
