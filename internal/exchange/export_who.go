package exchange

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
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
	identity         *identity // unnamed where the list takes no names, or not hers
	records          int       // that count as her
	attended         int
	firstDay, latest trenza.Day
}

// identity is what names a person in an exported list: the paper and the phone
// that came first.
type identity struct {
	name                   registry.Name
	documentType, document string
	phone                  string
}

// unnamed is the identity of whom the reader may not know by name.
var unnamed = &identity{}

// everybody returns the people of the organisation by the id of their record;
// names only when the list takes them, and only of those whom the reader may know.
func (x Exporter) everybody(ctx context.Context, r store.Reader, scope access.Scope) (map[string]*who, error) {
	known, _, err := registry.PeopleWithin(ctx, r, scope, "person.read")
	if err != nil {
		return nil, err
	}
	people := make(map[string]*who)
	common := make(words) // what most people share is kept once
	err = registry.Each(ctx, r, x.Journal.Vault(), x.Actor.Organisation, func(p *registry.Person) error {
		w := &who{code: p.Code, root: p.Root, sex: common.of(p.Sex), nationality: common.of(p.Nationality),
			population: common.of(p.Population), birth: p.Identity.Birth}
		w.birth.Precision, w.birth.Basis = common.of(w.birth.Precision), common.of(w.birth.Basis)
		if p.Root == p.ID {
			w.root = p.ID // one text for both
		}
		w.identity = unnamed
		if x.Names && known(p.ID) {
			w.identity = identityOf(p)
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

func identityOf(p *registry.Person) *identity {
	id := &identity{name: p.Name()}
	if papers := p.Identity.Documents; len(papers) > 0 {
		id.documentType, id.document = papers[0].Type, papers[0].Number
	}
	if phones := p.Identity.Phones; len(phones) > 0 {
		id.phone = phones[0]
	}
	return id
}

// identityHeader heads what identity says.
var identityHeader = []any{"Apellidos", "Nombres", "Fecha de nacimiento", "Tipo de documento", "Número de documento", "Teléfono"}

// named adds the cells under identityHeader to a row.
func (w *who) named(row []any) []any {
	id := w.identity
	return append(row, id.name.Surnames, id.name.Given, w.born(), id.documentType, id.document, id.phone)
}

// born is her birth as far as it is known: a day, a month or a year.
func (w *who) born() any {
	if w.identity == unnamed {
		return nil
	}
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
