package exchange

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/venture"
)

// making reads a row of a product notebook: a batch, and how many of it were sold,
// kept or given away on the same day.
func (r reader) making() (doing, error) {
	m := pathway.Made{Cohort: r.text("cohort")}
	product, err := r.product()
	if err != nil {
		return nil, err
	}
	b := &m.Batch
	b.Programme, b.Product = r.definition.ID, product.ID
	if b.Day, err = r.date("day"); err != nil {
		return nil, err
	}
	if b.Place, err = r.placeOrNone(); err != nil {
		return nil, err
	}
	if b.Units, err = cell(r, "units", sheet.ReadCount); err != nil {
		return nil, err
	}
	if b.Minutes, err = r.minutes(); err != nil {
		return nil, err
	}
	if b.Material, err = r.money("material"); err != nil {
		return nil, err
	}
	if b.Price, err = r.money("price"); err != nil {
		return nil, err
	}
	if m.Uses, err = r.uses(b.Day, b.Price); err != nil {
		return nil, err
	}
	if m.Maker, err = r.maker(); err != nil {
		return nil, err
	}
	since := r.since
	return func(ctx context.Context, tx *journal.Tx, intake pathway.Intake) (whom, error) {
		received, err := intake.Make(ctx, tx, r.definition, m, *since)
		return whomOf(received), err
	}, nil
}

// product reads what was made, as the definition or the notebook calls it.
func (r reader) product() (programme.Product, error) {
	text := r.text("product")
	names := func(p programme.Product) []string { return []string{p.ID, p.Title.ES, p.Title.EN} }
	if p, known := choice(text, r.definition.Products, names); known && text != "" {
		return p, nil
	}
	var made []string
	for _, p := range r.definition.Products {
		made = append(made, p.Title.ES)
	}
	if text == "" {
		return programme.Product{}, trenza.Refuse("exchange.no_product", made)
	}
	return programme.Product{}, trenza.Refuse("exchange.product_unknown", text, made)
}

// money reads an amount of a column, nothing where the cell is empty.
func (r reader) money(key string) (trenza.Money, error) {
	if sheet.IsNothing(r.text(key)) {
		return 0, nil
	}
	return cell(r, key, sheet.ReadAmount)
}

// uses reads what became of a batch. What was sold brought in what the row says, or
// the price of each.
func (r reader) uses(day trenza.Day, price trenza.Money) (all []venture.Use, err error) {
	for _, column := range []struct{ key, how string }{{"sold", venture.ForSale}, {"own_use", venture.ForHer}, {"gift", venture.AsGift}} {
		units, err := cell(r, column.key, sheet.ReadCount)
		if err != nil {
			return nil, err
		}
		if units > 0 {
			all = append(all, venture.Use{Day: day, How: column.how, Units: units})
		}
	}
	income, err := r.money("income")
	switch {
	case err != nil:
		return nil, err
	case income > 0 && (len(all) == 0 || all[0].How != venture.ForSale):
		return nil, trenza.Refuse("exchange.income_of_nothing", income)
	case len(all) == 0 || all[0].How != venture.ForSale:
		return all, nil
	case income > 0:
		all[0].Amount = income
	case price == 0:
		return nil, trenza.Refuse("exchange.sold_for_what")
	default:
		all[0].Amount = trenza.Money(all[0].Units) * price
	}
	return all, nil
}

// everybody are the words for all the women of a workshop, folded.
var everybody = map[string]bool{
	"": true, "todas": true, "todos": true, "todas las socias": true, "grupo": true, "el grupo": true, "todo el grupo": true, "taller": true, "en grupo": true, "grupal": true,
	"todas juntas": true, "everybody": true, "all": true,
}

// maker reads who made a batch, nobody where everybody did.
func (r reader) maker() (said registry.Record, err error) {
	text := r.text("maker")
	if text == "" && r.sources["maker"].none() {
		name := r.nameWritten()
		text = name.Surnames + " " + name.Given
	}
	if everybody[sheet.Fold(text)] && len(r.papers) == 0 {
		return said, nil
	}
	return r.known(text)
}
