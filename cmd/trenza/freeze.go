package main

import (
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/report"
)

type freezeCommand struct {
	figures
	Programme  string `required:"" help:"${help_programme_one}" placeholder:"ID"`
	Approver   string `required:"" help:"${help_approver}" placeholder:"NAME"`
	Supersedes string `help:"${help_supersedes}" placeholder:"CODE"`
	Reason     string `help:"${help_reason}" placeholder:"TEXT"`
}

// Run keeps a set of figures for good.
func (c freezeCommand) Run(s *session) error {
	return s.asking(c.Programme, func(h *house, definitions []*programme.Definition) error {
		d := definitions[0]
		query, err := c.query(d)
		if err != nil {
			return err
		}
		signs, err := s.approver(h, c.Approver)
		if err != nil {
			return err
		}
		frozen, err := h.reporter.Freeze(s.ctx, s.actor(d.Runs()), report.Order{
			Query: query, Approver: c.Approver, Signs: signs, Supersedes: c.Supersedes, Reason: c.Reason,
		})
		if err != nil {
			return err
		}
		if err := frozen.Summary(s.out, s.Lang); err != nil {
			return err
		}
		fmt.Fprintln(s.out)
		s.say("cli.frozen", frozen.Code)
		return nil
	})
}

// approver has the second person show who she is, by her own login and password:
// a name typed by the first would sign nothing. It returns nil as long as nobody
// has an account.
func (s *session) approver(h *house, login string) (*trenza.Actor, error) {
	if s.giver.Account == "" {
		return nil, nil
	}
	s.say("cli.approver_signs", login)
	account, err := s.prove(h, login)
	if err != nil {
		return nil, err
	}
	signs, _, err := h.desk.Actor(s.ctx, account.ID, h.desk.Today())
	return &signs, err
}

type frozenCommand struct {
	Code      string `arg:"" optional:"" help:"${help_frozen_code}"`
	Programme string `help:"${help_programme}" placeholder:"ID"`
	Recompute bool   `help:"${help_recompute}"`
	Indicator string `help:"${help_frozen_indicator}" placeholder:"ID"`
	Sample    int    `help:"${help_sample}" placeholder:"N"`
	Seed      string `help:"${help_sample_seed}" placeholder:"TEXT"`
	Agreement string `help:"${help_agreement}" placeholder:"TEXT"`
	Rows      int    `default:"20" help:"${help_rows}" placeholder:"N"`
	Out       string `type:"path" help:"${help_out_sample}" placeholder:"FILE"`
}

// Run lists the frozen sets, or shows one: as it was printed, counted again,
// one figure's card, or a sample of its rows.
func (c frozenCommand) Run(s *session) error {
	if c.Code == "" && (c.Recompute || c.Indicator != "" || c.Sample > 0) {
		return trenza.Refuse("cli.frozen_which")
	}
	return s.asking(c.Programme, func(h *house, definitions []*programme.Definition) error {
		walls := byOrganisation(definitions)
		if c.Code == "" {
			return c.list(s, h, definitions)
		}
		for i, d := range walls {
			err := c.show(s, h, d)
			if trenza.KindOf(err) != trenza.NotFound || i == len(walls)-1 {
				return err
			}
		}
		return nil
	})
}

func (c frozenCommand) list(s *session, h *house, definitions []*programme.Definition) error {
	none := true
	for _, d := range definitions {
		scope, err := s.scope(h, d)
		if err != nil {
			return err
		}
		sets, err := h.reporter.Frozen(s.ctx, scope, d.ID)
		if err != nil {
			return err
		}
		if len(sets) == 0 {
			continue
		}
		none = false
		if err := report.List(s.out, sets, s.Lang); err != nil {
			return err
		}
	}
	if none {
		s.say("cli.nothing_frozen")
	}
	return nil
}

func (c frozenCommand) show(s *session, h *house, d *programme.Definition) error {
	scope, err := s.scope(h, d)
	if err != nil {
		return err
	}
	scope.Programme = "" // the code says which
	switch {
	case c.Sample > 0:
		return c.sample(s, h, d)
	case c.Indicator != "":
		card, err := h.reporter.Examine(s.ctx, s.actor(d.Runs()), c.Code, c.Indicator)
		if err != nil {
			return err
		}
		return card.Text(s.out, s.Lang)
	case c.Recompute:
		again, err := h.reporter.Recompute(s.ctx, scope, c.Code)
		if err != nil {
			return err
		}
		if err := again.Text(s.out, s.Lang, c.Rows); err != nil || again.Same() {
			return err
		}
		return errRefused
	}
	frozen, err := h.reporter.FrozenAs(s.ctx, scope, c.Code)
	if err != nil {
		return err
	}
	return frozen.Summary(s.out, s.Lang)
}

// sample draws rows of a frozen figure and writes them, by code.
func (c frozenCommand) sample(s *session, h *house, d *programme.Definition) error {
	if c.Indicator == "" {
		return trenza.Refuse("cli.sample_of_which")
	}
	drawn, err := h.reporter.Sample(s.ctx, s.actor(d.Runs()), report.Draw{
		Code: c.Code, Indicator: c.Indicator, Rows: c.Sample, Seed: c.Seed, Agreement: c.Agreement,
	})
	if err != nil {
		return err
	}
	w, err := sheet.To(s.out, sheet.CSV)
	if c.Out != "" {
		w, err = sheet.Create(c.Out)
	}
	if err != nil {
		return err
	}
	defer w.Discard()
	if err := w.Row("Persona", "Fecha", "Servicio", "Resultado", "Lugar", "Posición"); err != nil {
		return err
	}
	for _, row := range drawn.Rows {
		f := row.Fact
		if err := w.Row(row.Code, f.Day, f.Service, s.outcome(f.Outcome), string(f.Place), f.Since); err != nil {
			return err
		}
	}
	return w.Close()
}
