package main

import (
	"cmp"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
)

type logCommand struct {
	All       bool   `help:"${help_log_all}"`
	Thread    string `help:"${help_log_thread}" placeholder:"CODE"`
	Programme string `help:"${help_programme}" placeholder:"ID"`
	Room      string `help:"${help_log_room}" placeholder:"WORD"`
	Class     string `help:"${help_log_class}" placeholder:"P3"`
	Before    int64  `help:"${help_log_before}" placeholder:"N"`
	Most      int    `default:"50" help:"${help_log_most}" placeholder:"N"`
}

// Run prints who did what kind of thing: whoever signed in what she did herself,
// and what everybody did, or who opened one thread, for those who audit.
func (c logCommand) Run(s *session) error {
	if _, known := trenza.ParseClass(c.Class); c.Class != "" && !known {
		return trenza.Refuse("cli.class_unknown", c.Class)
	}
	if c.Thread != "" {
		return s.everywhere(c.Programme, func(h *house, d *programme.Definition) error { return c.audit(s, h, d) })
	}
	return s.asking(c.Programme, func(h *house, definitions []*programme.Definition) error {
		for _, d := range byOrganisation(definitions) {
			do := c.audit
			if s.actor(d.Runs()).Account != "" && !c.All {
				do = c.own
			}
			if err := do(s, h, d); err != nil {
				return err
			}
		}
		return nil
	})
}

// page is which part of the log is wanted.
func (c logCommand) page() journal.Page {
	return journal.Page{Before: c.Before, Most: c.Most, Room: c.Room, Class: c.Class}
}

// own prints what whoever signed in did herself.
func (c logCommand) own(s *session, h *house, d *programme.Definition) error {
	var lines []journal.Line
	err := h.data.Read(s.ctx, func(r store.Reader) (err error) {
		lines, err = journal.OwnLog(s.ctx, r, h.vault, s.actor(d.Runs()), c.page())
		return err
	})
	if err != nil {
		return err
	}
	audited := make([]pathway.Audited, len(lines))
	for i, line := range lines {
		audited[i].Line = line
	}
	return s.printLog(audited)
}

// audit prints what everybody did, or who opened the thread that was asked for.
func (c logCommand) audit(s *session, h *house, d *programme.Definition) error {
	scope, err := s.reach(h, d)
	if err != nil {
		return err
	}
	lines, err := pathway.Audit(s.ctx, h.journal, scope, s.actor(d.Runs()), c.Thread, c.page())
	if err != nil {
		return err
	}
	if len(lines) == 0 && c.Thread != "" {
		s.say("cli.seen_by_nobody")
	}
	return s.printLog(lines)
}

// printLog prints each line in words, with the code of a thread that was opened where
// the reader answers for who sees her, and a few signs of whom it concerns elsewhere.
func (s *session) printLog(lines []pathway.Audited) error {
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	for _, l := range lines {
		roles := make([]string, len(l.Roles))
		for i, role := range l.Roles {
			roles[i] = s.words.Text(staff.RoleKey(role))
		}
		fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%s\t%s\t%s\n", l.Number, s.moment(l.At), s.words.Text("web.verb."+l.Verb), l.Class, l.Actor,
			strings.Join(roles, ", "), cmp.Or(l.Code, l.Subject))
	}
	return table.Flush()
}
