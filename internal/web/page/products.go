package page

import (
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/venture"
)

// ProductsPath is where the notebook of a cohort is: what it made and sold.
func ProductsPath(code string) string { return WorkshopPath(code) + "/productos" }

// ProductsShow is the notebook of a cohort, as far as a reader sees it.
type ProductsShow struct {
	Cohort   learning.View
	Members  []learning.Member
	Products []programme.Product // that its training makes
	Mine     []programme.Product // of them, those that she may write down
	Account  venture.Workshop
	Lots     []venture.Lot            // the latest first; none where she does not see who is in the cohort
	Makers   map[string]registry.Face // by the record for which a batch was written down
	Today    trenza.Day
	Form     Form
	Number   string
}

// Has reports whether a batch is in the notebook.
func (p ProductsShow) Has(lot string) bool {
	return slices.ContainsFunc(p.Lots, func(l venture.Lot) bool { return l.ID == lot })
}

// act is the form that stands on the page: of a batch, of what became of one, or of
// the account.
func (p ProductsShow) act() string {
	switch do := p.Form.Value("do"); {
	case p.Has(p.Form.Value("lot")):
		return "use"
	case do == "line":
		return do
	}
	return "make"
}

// lot is the batch that the form is about.
func (p ProductsShow) lot() venture.Lot {
	at := slices.IndexFunc(p.Lots, func(l venture.Lot) bool { return l.ID == p.Form.Value("lot") })
	if at < 0 {
		return venture.Lot{}
	}
	return p.Lots[at]
}

// title is what a product is called.
func (p ProductsShow) title(words locale.Printer, product string) string {
	at := slices.IndexFunc(p.Products, func(one programme.Product) bool { return one.ID == product })
	if at < 0 {
		return product
	}
	return p.Products[at].Title.In(words.Lang())
}

// units, sold are all that was made, and of it what was sold.
func (p ProductsShow) units() (units, sold int) {
	for _, m := range p.Account.Products {
		units += m.Units
		sold += m.Sold
	}
	return units, sold
}

// maker is who made a batch, as far as the reader knows her.
func (p ProductsShow) maker(words locale.Printer, l venture.Lot) string {
	if l.Person == "" {
		return words.Text("web.product.everybody")
	}
	return faceText(p.Makers[l.Person])
}

// cost says what a unit of a batch costs in material and how long it takes.
func (p ProductsShow) cost(words locale.Printer, l venture.Lot) string {
	text := words.Text("web.product.unit_cost", soles(words, l.UnitCost()))
	if l.Minutes == 0 {
		return text
	}
	each := (l.Minutes + l.Units/2) / l.Units
	if each >= 60 {
		return text + " · " + words.Text("web.product.unit_hours", hoursText((each+15)/30*30))
	}
	return text + " · " + words.Count("web.product.unit_minutes", each)
}

// became says what became of a batch, in words.
func (p ProductsShow) became(words locale.Printer, l venture.Lot) string {
	var parts []string
	sums := make(map[string]int)
	var sales trenza.Money
	for _, u := range l.Uses {
		sums[u.How] += u.Units
		sales += u.Amount
	}
	for _, how := range venture.Uses() {
		if n := sums[how]; n > 0 {
			parts = append(parts, words.Count("web.product.became."+how, n, soles(words, sales)))
		}
	}
	text := upperFirst(listed(parts))
	if text != "" {
		text += ". "
	}
	if left := l.Left(); left > 0 {
		text += words.Count("web.product.left", left) + "."
	}
	return text
}

func (p ProductsShow) productOptions(words locale.Printer) []Option {
	options := []Option{{Label: words.Text("web.product.choose")}}
	for _, one := range p.Mine {
		options = append(options, Option{Value: one.ID, Label: one.Title.In(words.Lang())})
	}
	return options
}

// makerOptions are the women who have come to a session: before, she has made nothing.
func (p ProductsShow) makerOptions(words locale.Printer) []Option {
	options := []Option{{Label: words.Text("web.product.everybody")}}
	for _, m := range p.Members {
		if m.Present > 0 {
			options = append(options, Option{Value: m.Enrolment.ID, Label: faceText(m.Face)})
		}
	}
	return options
}

// worded are choices whose words stand under the beginning of a key.
func worded(words locale.Printer, key string, values []string) (options []Option) {
	for _, value := range values {
		options = append(options, Option{Value: value, Label: words.Text(key + value)})
	}
	return options
}

func accountSides() []string { return []string{venture.Income, venture.Expense} }
