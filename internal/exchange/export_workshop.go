package exchange

import (
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
)

// The lists of a workshop leave under the headings by which they come in.

// boards writes a row for each seat of a committee that the reader may know of, and
// one for a committee in which she may know of none.
func (x Exporter) boards(ctx context.Context, r store.Reader, scope access.Scope, w sheet.Writer) error {
	people, committees, err := x.gathered(ctx, r, scope)
	if err != nil {
		return err
	}
	header := []any{"Comité", "Tipo de organización", "Lugar", "Cargo", "Persona"}
	if x.Names {
		header = append(header, identityHeader...)
	}
	if err := w.Row(append(header, "Desde", "Hasta", "Resolución de reconocimiento", "Reconocida desde", "Vigencia hasta")...); err != nil {
		return err
	}
	for _, c := range committees {
		seats, err := collective.People(ctx, r, scope, c.ID)
		if err != nil {
			return err
		}
		seats = slices.DeleteFunc(seats, func(s collective.MemberSeat) bool {
			return x.Period.To != "" && s.Since > x.Period.To || s.Until != "" && s.Until <= x.Period.From
		})
		if len(seats) == 0 {
			seats = []collective.MemberSeat{{}}
		}
		for _, s := range seats {
			if err := w.Row(x.seat(c, s, people[s.Root])...); err != nil {
				return err
			}
		}
	}
	return nil
}

// gathered are the people of the organisation, and the committees of the programme as
// far as the reader may know of them.
func (x Exporter) gathered(ctx context.Context, r store.Reader, scope access.Scope) (map[string]*who, []collective.Committee, error) {
	people, err := x.everybody(ctx, r, scope)
	if err != nil {
		return nil, nil, err
	}
	committees, err := collective.Select{Programme: x.Definition.ID}.Read(ctx, r, x.Journal.Vault(), scope)
	return people, committees, err
}

// seat is the row of a seat; nobody holds the empty one.
func (x Exporter) seat(c collective.Committee, s collective.MemberSeat, holder *who) []any {
	if holder == nil {
		holder = &who{identity: unnamed}
	}
	row := []any{c.Name, x.titled(x.kinds(), c.Kind), string(c.Place), x.titled(posts(x.Definition), s.Role), holder.code}
	if x.Names {
		row = holder.named(row)
	}
	last := s.Until
	if last != "" {
		last = last.Add(-1)
	}
	return append(row, s.Since, last, c.Recognition.Resolution, c.Recognition.From, c.Recognition.Until)
}

func (x Exporter) kinds() []programme.Titled {
	if x.Definition.Committees == nil {
		return nil
	}
	return x.Definition.Committees.Kinds
}

// titled is what the definition calls something, its id where it does not.
func (x Exporter) titled(all []programme.Titled, id string) string {
	if t, known := programme.Named(all, id); known {
		return t.Title.In(x.Words.Lang())
	}
	return id
}

// replicas writes a row for each replica that the reader may know of. Who taught is
// told to whoever may know who sits in the committee.
func (x Exporter) replicas(ctx context.Context, r store.Reader, scope access.Scope, w sheet.Writer) error {
	people, committees, err := x.gathered(ctx, r, scope)
	if err != nil {
		return err
	}
	all, err := collective.SelectReplicas{Programme: x.Definition.ID}.Read(ctx, r, x.Journal.Vault(), scope)
	if err != nil {
		return err
	}
	names, open := make(map[string]string), make(map[string]bool)
	for _, c := range committees {
		seats, err := collective.People(ctx, r, scope, c.ID)
		if err != nil {
			return err
		}
		names[c.ID], open[c.ID] = c.Name, len(seats) > 0
	}
	if err := w.Row("Fecha", "Comité", "Lugar", "Persona que enseñó", "Quién enseñó", "Temas tratados", "Horas", "Total", "Por primera vez",
		"Estado de la réplica", "Verificada el", "A tiempo"); err != nil {
		return err
	}
	for _, one := range slices.Backward(all) { // the earliest first
		if !within(x.Period, one.Day) || x.Service != "" && x.Service != one.Service {
			continue
		}
		trainer := people[one.Root]
		if trainer == nil || !open[one.Committee] {
			trainer = &who{identity: unnamed}
		}
		var total, first any // nothing before it is reported
		if one.Told() {
			total, first = one.Total, one.FirstTime
		}
		if err := w.Row(one.Day, names[one.Committee], string(one.Place), trainer.code, trainer.identity.name.String(), x.topics(one), hours(one.Minutes),
			total, first, x.Words.Text("web.replica.state."+string(one.State)), one.Verified, yes(one.InTime, x.Words.Text)); err != nil {
			return err
		}
	}
	return nil
}

// topics are what was taught on, or is to be.
func (x Exporter) topics(r collective.Replica) string {
	ids := r.Covered
	if len(ids) == 0 {
		ids = r.Topics
	}
	var titles []string
	for _, t := range x.Definition.TopicsTaughtOn() {
		if slices.Contains(ids, t.ID) {
			titles = append(titles, t.Title.In(x.Words.Lang()))
		}
	}
	return strings.Join(titles, "; ")
}

// hours writes minutes as lists do, nothing for none.
func hours(minutes int) any {
	if minutes == 0 {
		return nil
	}
	return float64(minutes) / 60
}

// yes writes that something holds, nothing where it does not.
func yes(holds bool, words func(string, ...any) string) string {
	if !holds {
		return ""
	}
	return words("exchange.yes")
}

// products writes a row for each batch that the reader sees, with what became of it.
func (x Exporter) products(ctx context.Context, r store.Reader, scope access.Scope, w sheet.Writer) error {
	people, err := x.everybody(ctx, r, scope)
	if err != nil {
		return err
	}
	cohorts, err := learning.Cohorts(ctx, r, scope, x.Definition.ID)
	if err != nil {
		return err
	}
	titles := make(map[string]string)
	for _, c := range cohorts {
		titles[c.ID] = c.Title
	}
	all, err := venture.LotsOf(ctx, r, scope, x.Definition.ID, "")
	if err != nil {
		return err
	}
	if err := w.Row("Fecha", "Grupo del taller", "Lugar", "Producto", "Unidades hechas", "Horas", "Costo de material", "Precio", "Vendidos", "Monto vendido",
		"Uso propio", "Regalo", "Persona", "Quién lo hizo"); err != nil {
		return err
	}
	for _, b := range all {
		if !within(x.Period, b.Day) || x.Service != "" && x.Service != b.Service {
			continue
		}
		maker := people[b.Person]
		if maker == nil {
			maker = &who{identity: unnamed}
		} else {
			maker = people[maker.root]
		}
		sold, income := b.Became(venture.ForSale)
		own, _ := b.Became(venture.ForHer)
		gift, _ := b.Became(venture.AsGift)
		if err := w.Row(b.Day, titles[b.Cohort], string(b.Place), x.productTitle(b.Product), b.Units, hours(b.Minutes), b.Material, b.Price,
			sold, income, own, gift, maker.code, maker.identity.name.String()); err != nil {
			return err
		}
	}
	return nil
}

// productTitle is what the definition calls a product.
func (x Exporter) productTitle(id string) string {
	if p, known := x.Definition.Product(id); known {
		return p.Title.In(x.Words.Lang())
	}
	return id
}
