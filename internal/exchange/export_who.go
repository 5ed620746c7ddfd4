package exchange

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// who is what an exported list says of a person.
type who struct {
	code, root       string
	sex              string
	nationality      string
	population       string
	birth            registry.Birth
	name             registry.Name
	document         registry.Document
	phone            string
	records          int // that count as her
	attended         int
	firstDay, latest trenza.Day
}

// everybody returns the people of the organisation by the id of their record;
// names only when the list takes them.
func (x Exporter) everybody(ctx context.Context, r store.Reader) (map[string]*who, error) {
	people := make(map[string]*who)
	common := make(words) // what most people share is kept once
	err := registry.Each(ctx, r, x.Journal.Vault(), x.Actor.Organisation, func(p *registry.Person) error {
		w := &who{code: p.Code, root: p.Root, sex: common.of(p.Sex), nationality: common.of(p.Nationality),
			population: common.of(p.Population), birth: p.Identity.Birth}
		w.birth.Precision, w.birth.Basis = common.of(w.birth.Precision), common.of(w.birth.Basis)
		if x.Names {
			w.name = p.Name()
			w.document, w.phone = primary(p.Identity)
		}
		people[p.ID] = w
		return nil
	})
	for _, w := range people {
		people[w.root].records++
	}
	return people, err
}

// words keeps one copy of each text.
type words map[string]string

func (c words) of(text string) string {
	if kept, ok := c[text]; ok {
		return kept
	}
	c[text] = text
	return text
}

// primary returns the paper and the phone that stand for a person: those that
// came first.
func primary(id registry.Identity) (d registry.Document, phone string) {
	if len(id.Documents) > 0 {
		d = id.Documents[0]
	}
	if len(id.Phones) > 0 {
		phone = id.Phones[0]
	}
	return d, phone
}

// identityHeader heads what identity says.
var identityHeader = []any{"Apellidos", "Nombres", "Fecha de nacimiento", "Tipo de documento", "Número de documento", "Teléfono"}

// identity returns the cells under identityHeader.
func (w *who) identity() []any {
	return []any{w.name.Surnames, w.name.Given, w.born(), w.document.Type, w.document.Number, w.phone}
}

// born is her birth as far as it is known: a day, a month or a year.
func (w *who) born() any {
	switch {
	case w.birth.Day == "":
		return nil
	case w.birth.Precision == "year":
		return string(w.birth.Day[:4])
	case w.birth.Precision == "month":
		return string(w.birth.Day[:7])
	}
	return w.birth.Day
}

// age returns her completed years on a day, nil when her birth is not known.
func (w *who) age(on trenza.Day) any {
	if years, known := trenza.AgeOn(w.birth.Reckoned(), on); known {
		return years
	}
	return nil
}
