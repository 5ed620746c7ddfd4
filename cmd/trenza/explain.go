package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
)

type explainCommand struct {
	slice
	Indicator string `arg:"" help:"${help_indicator}"`
	Programme string `help:"${help_programme}" placeholder:"ID"`
	Rows      int    `default:"20" help:"${help_rows}" placeholder:"N"`
}

// Run prints where a figure comes from: what it counts, and the rows.
func (c explainCommand) Run(s *session) error {
	return s.asking(c.Programme, func(h *house, definitions []*programme.Definition) error {
		d, err := c.find(definitions)
		if err != nil {
			return err
		}
		period, err := c.period()
		if err != nil {
			return err
		}
		scope, err := s.scope(h, d)
		if err != nil {
			return err
		}
		query := report.Query{Definition: d, Period: period, AsOf: c.AsOf}
		proof, err := h.reporter.Explain(s.ctx, scope, query, c.Indicator)
		if err != nil {
			return err
		}
		s.printProof(proof)
		return h.printRows(s, scope, proof, c.Rows)
	})
}

// find returns the programme of the indicator: the only one that has it.
func (c explainCommand) find(definitions []*programme.Definition) (*programme.Definition, error) {
	having := slices.DeleteFunc(slices.Clone(definitions), func(d *programme.Definition) bool {
		_, has := d.Indicator(c.Indicator)
		return !has
	})
	switch len(having) {
	case 0:
		return definitions[0], nil // which will say what there is
	case 1:
		return having[0], nil
	}
	return nil, trenza.Refuse("cli.which_programme", c.Indicator, ids(having))
}

// printProof prints the definition in words and what the figure stands on.
func (s *session) printProof(p *report.Proof) {
	lang := s.words.Lang()
	number := p.Definition.Numbers.In(lang).Format
	fmt.Fprintf(s.out, "%s: %s %s\n", p.Indicator.ID, number(p.Value), p.Indicator.Noun.In(lang))
	fmt.Fprintf(s.out, "%s\n", p.Indicator.Title.In(lang))
	fmt.Fprintf(s.out, "%s\n\n", p.Indicator.Rule.In(lang))
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	for _, line := range [][2]string{
		{"cli.proof_definition", fmt.Sprintf("%s %d, %s %d", p.Definition.ID, p.Definition.Version, p.Indicator.ID, p.Indicator.Version)},
		{"cli.proof_counted", s.terms(p)},
		{"cli.proof_who", s.who(p.Indicator.Who)},
		{"cli.proof_period", s.period(p.Period)},
		{"cli.proof_rows", number(len(p.Rows))},
		{"cli.proof_merges", number(p.Merges)},
		{"cli.proof_position", fmt.Sprint(p.Position)},
		{"cli.proof_hash", p.Hash},
	} {
		fmt.Fprintf(table, "%s\t%s\n", s.words.Text(line[0]), line[1])
	}
	table.Flush()
}

func (s *session) terms(p *report.Proof) string {
	var terms []string
	for _, t := range p.Indicator.Of {
		title := t.Service
		if service, ok := p.Definition.Service(t.Service); ok {
			title = service.Title.In(s.words.Lang())
		}
		terms = append(terms, title+" ("+s.outcome(t.Outcome)+")")
	}
	return strings.Join(terms, "; ")
}

// outcome puts an outcome into words; one that a programme made up is called
// by its id.
func (s *session) outcome(id string) string {
	return exchange.OutcomeText(s.words, id)
}

func (s *session) who(who programme.Who) string {
	words := []string{}
	if who.Sex != "" {
		words = append(words, s.words.Text("report.value."+strings.ToLower(who.Sex)))
	}
	if who.MinAge != nil {
		words = append(words, s.words.Text("cli.who_from", *who.MinAge))
	}
	if who.MaxAge != nil {
		words = append(words, s.words.Text("cli.who_to", *who.MaxAge))
	}
	if who.Committee {
		words = append(words, s.words.Text("cli.who_committee"))
	}
	if len(words) == 0 {
		return s.words.Text("cli.who_everybody")
	}
	return strings.Join(words, ", ")
}

func (s *session) period(p trenza.Period) string {
	if p.From == "" && p.To == "" {
		return s.words.Text("cli.period_all")
	}
	return s.words.Day(p.From) + " – " + s.words.Day(p.To)
}

// printRows prints the first rows of a figure, by code, each with the list that
// it came from, for whoever sees the lists of its service.
func (h *house) printRows(s *session, scope access.Scope, p *report.Proof, limit int) error {
	if limit <= 0 || limit > len(p.Rows) {
		limit = len(p.Rows)
	}
	organisation := p.Definition.Runs()
	return h.data.Read(s.ctx, func(r store.Reader) error {
		codes, err := registry.Codes(s.ctx, r, organisation)
		if err != nil {
			return err
		}
		lists, err := exchange.OpenLists(s.ctx, r, h.vault, organisation)
		if err != nil {
			return err
		}
		fmt.Fprintln(s.out)
		table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
		for _, f := range p.Rows[:limit] {
			var sources []string
			if scope.Reaches("list.read", access.List, scope.Service(p.Definition.ID, f.Service)) {
				if sources, err = lists.Behind(s.ctx, r, f); err != nil {
					return err
				}
			}
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", codes[f.Root], f.Day, f.Service, s.outcome(f.Outcome), f.Place, strings.Join(sources, " + "))
		}
		if err := table.Flush(); err != nil {
			return err
		}
		if limit < len(p.Rows) {
			s.say("cli.more_rows", len(p.Rows)-limit)
		}
		return nil
	})
}
