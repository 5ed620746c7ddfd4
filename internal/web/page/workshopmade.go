package page

import (
	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/venture"
)

// material is what everything that was made cost in material.
func (w WorkshopShow) material() (sum trenza.Money) {
	for _, m := range w.Made.Products {
		sum += m.Material
	}
	return sum
}

// madeTitle is what a product is called.
func (w WorkshopShow) madeTitle(words locale.Printer, m venture.Made) string {
	if p, known := w.Cohort.Definition.Product(m.Product); known {
		return p.Title.In(words.Lang())
	}
	return m.Product
}

// ring is whom the programme reached at a distance: those who learnt, those who came
// to what they taught on, and those beyond.
type ring struct{ Name, Text string }

// rings are those of a reach, each in its own words: what is counted in different
// ways is never added up (domain rule 8).
func (w WorkshopShow) rings(words locale.Printer) (all []ring) {
	numbers, lang := w.Cohort.Definition.Numbers, words.Lang()
	said := func(counted ...collective.Counted) string {
		var parts []string
		for _, c := range counted {
			if !c.None() {
				parts = append(parts, c.Text(numbers, lang))
			}
		}
		return listed(parts)
	}
	for n, text := range []string{
		said(w.Reach.Direct), said(w.Reach.Registered, w.Reach.Declared), said(w.Reach.Estimated),
	} {
		if text != "" {
			all = append(all, ring{words.Text(ringNames[n]), text})
		}
	}
	return all
}

var ringNames = [...]string{"web.workshop.ring.0", "web.workshop.ring.1", "web.workshop.ring.2"}

// taughtOn counts the committees in which something was taught on, and those that
// have a day for it.
func (w WorkshopShow) taughtOn() (taught, planned int) {
	for _, b := range w.Branches {
		switch {
		case b.Taught:
			taught++
		case b.Planned:
			planned++
		}
	}
	return taught, planned
}

// treeText says the same in words.
func (w WorkshopShow) treeText(words locale.Printer) string {
	taught, planned := w.taughtOn()
	text := words.Count("web.workshop.taught_in", taught)
	if planned > 0 {
		text += " " + words.Count("web.workshop.planned_in", planned)
	}
	return text
}
