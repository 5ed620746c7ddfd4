package venture

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Made is what was made of a product and what became of it.
type Made struct {
	Product  string
	Units    int
	Minutes  int
	Material trenza.Money // of all units
	Sold     int
	Own      int // used at home by those who made it
	Given    int
	Sales    trenza.Money
}

// Left is how many units nothing was said of yet.
func (m Made) Left() int { return m.Units - m.Sold - m.Own - m.Given }

// UnitCost is what a unit cost in material.
func (m Made) UnitCost() trenza.Money { return UnitCost(m.Material, 0, 0, m.Units) }

func (m *Made) add(u Use) {
	switch u.How {
	case ForSale:
		m.Sold += u.Units
		m.Sales += u.Amount
	case ForHer:
		m.Own += u.Units
	case AsGift:
		m.Given += u.Units
	}
}

// Workshop is what a workshop made and sold, and its own account (indicator B6 of
// domain rule 15). What is used at home or given away is no sale.
type Workshop struct {
	Products []Made // in the order in which they were first made
	Lines    []Line
	Sales    trenza.Money
	Income   trenza.Money // besides sales
	Expense  trenza.Money
}

// Balance is what the workshop has.
func (w Workshop) Balance() trenza.Money { return w.Sales + w.Income - w.Expense }

// OfWorkshop returns the account of a cohort of a programme, or of all of them when
// cohort is "", over a period, as far as a scope sees the rows. A sale is of the day
// on which it was made, whenever the product was.
func OfWorkshop(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, programme, cohort string, period trenza.Period) (w Workshop, err error) {
	made, err := LotsOf(ctx, r, scope, programme, cohort)
	if err != nil {
		return w, err
	}
	at := make(map[string]int)
	for _, l := range made {
		n, met := at[l.Product]
		if !met {
			n = len(w.Products)
			at[l.Product] = n
			w.Products = append(w.Products, Made{Product: l.Product})
		}
		w.Products[n].take(l, period)
	}
	for _, m := range w.Products {
		w.Sales += m.Sales
	}
	all, err := lines(ctx, r, vault, scope, "attention.read", "l.programme = $2 and ($3 = '' or l.cohort = $3)", programme, cohort)
	for _, l := range all {
		switch {
		case !period.Has(l.Day):
			continue
		case l.How == Income:
			w.Income += l.Amount
		default:
			w.Expense += l.Amount
		}
		w.Lines = append(w.Lines, l)
	}
	return w, err
}

// take adds a batch and what became of it, as far as it was in a period.
func (m *Made) take(l Lot, period trenza.Period) {
	if period.Has(l.Day) {
		m.Units += l.Units
		m.Minutes += l.Minutes
		m.Material += l.Material
	}
	for _, u := range l.Uses {
		if period.Has(u.Day) {
			m.add(u)
		}
	}
}
