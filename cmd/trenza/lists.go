package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/programme"
)

type listsCommand struct {
	Programme string `help:"${help_programme}" placeholder:"ID"`
}

// Run prints the lists that were imported, each with the code by which it is
// taken back.
func (c listsCommand) Run(s *session) error {
	return s.asking(c.Programme, func(h *house, definitions []*programme.Definition) error {
		for _, d := range byOrganisation(definitions) {
			scope, err := s.scope(h, d)
			if err != nil {
				return err
			}
			lists, err := exchange.Imports(s.ctx, h.journal, scope)
			if err != nil {
				return err
			}
			s.printLists(lists)
		}
		return nil
	})
}

func (s *session) printLists(lists []exchange.ImportSummary) {
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	for _, l := range lists {
		state := ""
		if l.Undone > 0 {
			state = s.words.Text("cli.list_undone", fmt.Sprint(l.Undone))
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", l.Code, s.moment(l.At), strings.Join(filled(l.File, state), "  "))
	}
	table.Flush()
}

// moment writes an instant of the journal on the clock of whoever reads.
func (s *session) moment(at string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return at
	}
	t = t.Local()
	return s.words.Day(trenza.Day(t.Format(time.DateOnly))) + ", " + t.Format("15:04")
}
