package exchange

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/store"
)

// people writes a row for each different person who received something, in the
// order of their codes, which is nobody's order.
func (x Exporter) people(ctx context.Context, r store.Reader, scope access.Scope, w sheet.Writer) error {
	people, err := x.everybody(ctx, r, scope)
	if err != nil {
		return err
	}
	wanted := x.selection()
	wanted.Forms = false
	err = attention.Select(ctx, r, x.Journal.Vault(), scope, wanted, func(a attention.Attention) error {
		people[people[a.Person].root].attend(a.Day)
		return nil
	})
	if err != nil {
		return err
	}
	header := []any{"Persona"}
	if x.Names {
		header = append(header, identityHeader...)
	}
	if err := w.Row(append(header, "Sexo", "Año de nacimiento", "Nacionalidad", "Población",
		"Registros", "Atenciones", "Primera atención", "Última atención")...); err != nil {
		return err
	}
	byCode := func(a, b *who) int { return strings.Compare(a.code, b.code) }
	for _, p := range slices.SortedFunc(maps.Values(people), byCode) {
		if p.attended == 0 {
			continue
		}
		row := []any{p.code}
		if x.Names {
			row = p.named(row)
		}
		if err := w.Row(append(row, p.sex, p.year(), p.nationality, p.population,
			p.records, p.attended, p.firstDay, p.latest)...); err != nil {
			return err
		}
	}
	return nil
}

// attend counts an attention of hers.
func (w *who) attend(day trenza.Day) {
	w.attended++
	if w.firstDay == "" || day < w.firstDay {
		w.firstDay = day
	}
	w.latest = max(w.latest, day)
}

// year is the year of her birth, nil when it is not known.
func (w *who) year() any {
	if year := w.birth.Day.Year(); year != 0 {
		return year
	}
	return nil
}

// headcounts writes a row for each group that was counted at an activity.
func (x Exporter) headcounts(ctx context.Context, r store.Reader, scope access.Scope, w sheet.Writer) error {
	if err := w.Row("Servicio", "Actividad", "Fecha", "Lugar", "Método", "Sexo", "Edad desde", "Edad hasta",
		"Personas", "Registradas después"); err != nil {
		return err
	}
	groups, err := outreach.Groups(ctx, r, x.Actor.Organisation, x.Definition.ID)
	if err != nil {
		return err
	}
	for _, g := range groups {
		s, known := x.Definition.Service(g.Activity.Service)
		if !known || scope.May("activity.read", g.Activity.Row()) != nil || x.Service != "" && x.Service != s.ID || !within(x.Period, g.Activity.Day) {
			continue
		}
		var oldest any
		if g.MaxAge < outreach.Oldest {
			oldest = g.MaxAge
		}
		a := g.Activity
		if err := w.Row(a.Service, a.Title, a.Day, string(a.Place), a.Method, g.Sex, g.MinAge, oldest, g.People, g.Linked); err != nil {
			return err
		}
	}
	return nil
}

func within(p trenza.Period, day trenza.Day) bool {
	return (p.From == "" || day >= p.From) && (p.To == "" || day <= p.To)
}
