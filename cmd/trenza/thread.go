package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/staff"
)

// everywhere does something inside each organisation until one of them knows what
// is asked for.
func (s *session) everywhere(program string, do func(*house, *programme.Definition) error) error {
	return s.asking(program, func(h *house, definitions []*programme.Definition) error {
		walls := byOrganisation(definitions)
		for i, d := range walls {
			err := do(h, d)
			if trenza.KindOf(err) != trenza.NotFound || i == len(walls)-1 {
				return err
			}
		}
		return nil
	})
}

type threadCommand struct {
	Code      string `arg:"" help:"${help_thread_code}"`
	Programme string `help:"${help_programme}" placeholder:"ID"`
}

// Run prints all that the reader may see of one person.
func (c threadCommand) Run(s *session) error {
	return s.everywhere(c.Programme, func(h *house, d *programme.Definition) error {
		scope, err := s.reach(h, d)
		if err != nil {
			return err
		}
		t, err := pathway.Open(s.ctx, h.journal, scope, c.Code)
		if err != nil {
			return err
		}
		if t.Class >= trenza.P3 {
			if err := s.noteSensitive(h); err != nil {
				return err
			}
		}
		return s.printThread(t)
	})
}

func (s *session) printThread(t *pathway.Thread) error {
	fmt.Fprintln(s.out, t.Code)
	if t.Forgotten {
		s.say("cli.thread_forgotten")
		return nil
	}
	if t.Identified {
		for _, p := range t.Records {
			side := exchange.SideOf(p)
			fmt.Fprintf(s.out, "  %s\n", strings.Join(filled(side.Code, side.Name, side.Birth, side.Sex, side.Documents, side.Phones), " · "))
		}
	}
	s.printLife(t)
	return s.printServices(t)
}

// printLife prints with whom she lives, what she consented to and the seats that
// she holds.
func (s *session) printLife(t *pathway.Thread) {
	if len(t.Household) > 0 {
		var codes []string
		for _, m := range t.Household {
			codes = append(codes, strings.Join(filled(m.Code, m.Role), " "))
		}
		s.say("cli.thread_household", strings.Join(codes, ", "))
	}
	for _, c := range t.Consents {
		if c.Revoked != "" {
			s.say("cli.thread_consent_revoked", c.Purpose, s.words.Day(c.Given), s.words.Day(c.Revoked))
		} else {
			s.say("cli.thread_consent", c.Purpose, s.words.Day(c.Given))
		}
	}
	for _, seat := range t.Seats {
		s.say("cli.thread_seat", seat.Committee.Name, s.words.Day(seat.Since))
	}
}

// printServices prints what she received and what came true by it, the latest
// first.
func (s *session) printServices(t *pathway.Thread) error {
	lang := s.words.Lang()
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	for _, a := range t.Attentions {
		outcomes := make([]string, len(a.Outcomes))
		for i, o := range a.Outcomes {
			outcomes[i] = s.outcome(o)
		}
		fmt.Fprintf(table, "  %s\t%s\t%s\t%s\t%s\n", a.Day, a.Title.In(lang), a.Offerer.In(lang), a.Place, strings.Join(outcomes, ", "))
	}
	for _, m := range t.Milestones {
		fmt.Fprintf(table, "  %s\t%s\t%s\t%s\t%s\n", m.Day, m.Title.In(lang), m.Offerer.In(lang), m.Place, s.outcome(m.Outcome))
	}
	return table.Flush()
}

type seenCommand struct {
	Code      string `arg:"" help:"${help_thread_code}"`
	Programme string `help:"${help_programme}" placeholder:"ID"`
}

// Run answers "who has seen me": by day and role, never by name.
func (c seenCommand) Run(s *session) error {
	return s.everywhere(c.Programme, func(h *house, d *programme.Definition) error {
		scope, err := s.reach(h, d)
		if err != nil {
			return err
		}
		sights, err := pathway.Seen(s.ctx, h.journal, scope, c.Code)
		if err != nil {
			return err
		}
		if len(sights) == 0 {
			s.say("cli.seen_by_nobody")
			return nil
		}
		table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
		for _, sight := range sights {
			classes := make([]string, len(sight.Classes))
			for i, class := range sight.Classes {
				classes[i] = class.String()
			}
			fmt.Fprintf(table, "%s\t%s\t%s\n", sight.Day, s.words.Text(staff.RoleKey(sight.Role)), strings.Join(classes, " "))
		}
		return table.Flush()
	})
}
