package main

import (
	"time"

	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
)

type exportCommand struct {
	What      string `arg:"" enum:"personas,atenciones,conteos,directivas,replicas,productos,respuestas" help:"${help_export_what}" placeholder:"personas|atenciones|conteos|directivas|replicas|productos|respuestas"`
	From      string `help:"${help_from}" placeholder:"DATE"`
	To        string `help:"${help_to}" placeholder:"DATE"`
	Programme string `required:"" help:"${help_programme_one}" placeholder:"ID"`
	Service   string `help:"${help_service}" placeholder:"ID"`
	Names     bool   `help:"${help_names}"`
	Answers   bool   `help:"${help_answers}"`
	Out       string `type:"path" help:"${help_out_list}" placeholder:"FILE"`
}

// Run writes a list of what a programme has.
func (c exportCommand) Run(s *session) error {
	if c.Out == "" {
		c.Out = c.What + ".xlsx"
	}
	period, err := slice{From: c.From, To: c.To}.period()
	if err != nil {
		return err
	}
	return s.asking(c.Programme, func(h *house, definitions []*programme.Definition) error {
		d := definitions[0]
		exporter := exchange.Exporter{
			Journal: h.journal, Definition: d, Actor: s.actor(d.Runs()), Service: c.Service, Period: period,
			Names: c.Names, Answers: c.Answers, Words: s.words,
		}
		scope, err := s.scope(h, d)
		if err != nil {
			return err
		}
		if exporter.TakesSensitive(scope, exchange.Kind(c.What)) {
			if err := s.stepUp(h); err != nil {
				return err
			}
		}
		return c.write(s, exporter)
	})
}

func (c exportCommand) write(s *session, exporter exchange.Exporter) error {
	began := time.Now()
	w, err := sheet.Create(c.Out)
	if err != nil {
		return err
	}
	defer w.Discard()
	rows, err := exporter.Export(s.ctx, w, exchange.Kind(c.What))
	if err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	s.count("cli.exported", rows, c.Out, int(time.Since(began).Seconds()))
	if c.Names || c.Answers {
		s.say("cli.export_names_people")
	}
	return nil
}
