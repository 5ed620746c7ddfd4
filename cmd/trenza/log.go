package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
)

type logCommand struct {
	All       bool   `help:"${help_log_all}"`
	Programme string `help:"${help_programme}" placeholder:"ID"`
	Room      string `help:"${help_log_room}" placeholder:"WORD"`
	Class     string `help:"${help_log_class}" placeholder:"P3"`
	Before    int64  `help:"${help_log_before}" placeholder:"N"`
	Most      int    `default:"50" help:"${help_log_most}" placeholder:"N"`
}

// Run prints who did what kind of thing: whoever signed in what she did herself,
// and what everybody did for those who audit.
func (c logCommand) Run(s *session) error {
	if _, known := trenza.ParseClass(c.Class); c.Class != "" && !known {
		return trenza.Refuse("cli.class_unknown", c.Class)
	}
	return s.asking(c.Programme, func(h *house, definitions []*programme.Definition) error {
		for _, d := range byOrganisation(definitions) {
			if err := c.print(s, h, s.actor(d.Runs())); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c logCommand) print(s *session, h *house, actor trenza.Actor) error {
	read := journal.Log
	if actor.Account != "" && !c.All {
		read = journal.OwnLog
	}
	var lines []journal.Line
	err := h.data.Read(s.ctx, func(r store.Reader) (err error) {
		lines, err = read(s.ctx, r, h.vault, actor, journal.Page{Before: c.Before, Most: c.Most, Room: c.Room, Class: c.Class})
		return err
	})
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	for _, l := range lines {
		roles := make([]string, len(l.Roles))
		for i, role := range l.Roles {
			roles[i] = s.words.Text(staff.RoleKey(role))
		}
		fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%s\t%s\t%s\n", l.Number, s.moment(l.At), l.Verb, l.Class, l.Actor, strings.Join(roles, ", "), l.Subject)
	}
	return table.Flush()
}
