package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
)

// told is a figure of a programme that is no count of people: its code in the
// catalogue and what it comes to.
type told struct{ code, text string }

// toldOf are the figures of a programme that its rooms tell of, as far as whoever
// gives the command may have them: how much was attended (B2), how answers changed
// (B5), what was made and sold (B6) and how income changed (A13). What there is
// nothing of is left out.
func (h *house) toldOf(s *session, d *programme.Definition) (all []told, err error) {
	scope, err := s.scope(h, d)
	if err != nil {
		return nil, err
	}
	err = h.data.Read(s.ctx, func(r store.Reader) error {
		all = nil
		for _, tell := range []func(*session, store.Reader, access.Scope, *programme.Definition) (told, error){
			h.attendance, h.change, h.products, h.income,
		} {
			one, err := tell(s, r, scope, d)
			switch {
			case trenza.KindOf(err) == trenza.Forbidden:
			case err != nil:
				return err
			case one.text != "":
				all = append(all, one)
			}
		}
		return nil
	})
	return all, err
}

func (h *house) attendance(s *session, r store.Reader, scope access.Scope, d *programme.Definition) (told, error) {
	a, err := learning.AttendedIn(s.ctx, r, scope, d.ID)
	if err != nil || a.Given == 0 {
		return told{}, err
	}
	n := d.Numbers.In(s.words.Lang()).Format
	return told{"B2", s.words.Text("cli.told_attendance", n(a.Minutes*100/a.Given), n(a.Enough), n(a.Places))}, nil
}

func (h *house) change(s *session, r store.Reader, scope access.Scope, d *programme.Definition) (told, error) {
	const instrument = "trenza-15"
	if _, asks := d.Asking(instrument); !asks {
		return told{}, nil
	}
	c, err := measure.ChangesOf(s.ctx, r, h.vault, scope, d.ID, instrument, measure.Endline)
	if err != nil || !c.Total.Shown {
		return told{}, err
	}
	text := s.words.Text("cli.told_change", fmt.Sprintf("%+g", c.Total.Value), c.Instrument.Best(), c.Total.N)
	if !c.Improved.Few && c.Improved.Percent >= 0 {
		text += s.words.Text("cli.told_improved", c.Improved.Percent, c.Improved.N, c.Improved.Of)
	}
	return told{"B5", text}, nil
}

func (h *house) products(s *session, r store.Reader, scope access.Scope, d *programme.Definition) (told, error) {
	if len(d.Products) == 0 {
		return told{}, nil
	}
	w, err := venture.OfWorkshop(s.ctx, r, h.vault, scope, d.ID, "", trenza.Period{})
	if err != nil || len(w.Products) == 0 {
		return told{}, err
	}
	var sum venture.Made
	for _, p := range w.Products {
		sum.Units, sum.Sold, sum.Own, sum.Given, sum.Material = sum.Units+p.Units, sum.Sold+p.Sold, sum.Own+p.Own, sum.Given+p.Given, sum.Material+p.Material
	}
	n := d.Numbers.In(s.words.Lang()).Format
	return told{"B6", s.words.Text("cli.told_products", n(sum.Units), n(sum.Sold), n(sum.Own), n(sum.Given), w.Sales.String(), sum.Material.String())}, nil
}

func (h *house) income(s *session, r store.Reader, scope access.Scope, d *programme.Definition) (told, error) {
	if d.Ventures == nil {
		return told{}, nil
	}
	const month = 6
	m, err := venture.IncomeChange(s.ctx, r, h.vault, scope, d.ID, month)
	if err != nil || !m.Shown {
		return told{}, err
	}
	return told{"A13", s.words.Text("cli.told_income", trenza.Money(m.Value).String(), m.N)}, nil
}

// printTold prints them under the figures.
func (s *session) printTold(w io.Writer, all []told) error {
	if len(all) == 0 {
		return nil
	}
	fmt.Fprintln(w, "\n"+s.words.Text("cli.told"))
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, one := range all {
		fmt.Fprintf(table, "  %s\t%s\n", one.code, one.text)
	}
	return table.Flush()
}
