package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
)

type reviewCommand struct {
	Programme string `help:"${help_programme}" placeholder:"ID"`
	Decisions string `type:"path" help:"${help_decisions}" placeholder:"FILE"`
	Unmerge   string `help:"${help_unmerge}" placeholder:"PAIR"`
	Out       string `type:"path" help:"${help_out_pairs}" placeholder:"FILE"`
	Limit     int    `default:"20" help:"${help_limit}" placeholder:"N"`

	Find  bool `help:"${help_find}"`
	Learn bool `help:"${help_learn}"`

	Move []string `help:"${help_move}" placeholder:"ID"`
	To   string   `help:"${help_move_to}" placeholder:"CODE"`
}

// Run shows the pairs that may be the same woman, or applies decisions.
func (c reviewCommand) Run(s *session) error {
	if (len(c.Move) == 0) != (c.To == "") {
		return trenza.Refuse("cli.move_what_to_whom")
	}
	return s.asking(c.Programme, func(h *house, definitions []*programme.Definition) error {
		walls := byOrganisation(definitions)
		if len(walls) > 1 && (c.Learn || c.Out+c.Decisions+c.Unmerge+c.To != "") {
			return trenza.Refuse("cli.which_programme_reviewed", ids(definitions))
		}
		for _, d := range walls {
			if err := c.review(s, h, d); err != nil {
				return err
			}
		}
		return nil
	})
}

// byOrganisation keeps one programme of each organisation: those of one share
// their people.
func byOrganisation(definitions []*programme.Definition) []*programme.Definition {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(definitions), func(d *programme.Definition) bool {
		again := seen[d.Runs()]
		seen[d.Runs()] = true
		return again
	})
}

func ids(definitions []*programme.Definition) []string {
	var all []string
	for _, d := range definitions {
		all = append(all, d.ID)
	}
	return all
}

func (c reviewCommand) review(s *session, h *house, d *programme.Definition) error {
	switch {
	case c.Decisions != "":
		return h.decide(s, d, c.Decisions)
	case c.Unmerge != "":
		return h.unmerge(s, d, c.Unmerge)
	case c.To != "":
		return h.move(s, d, c.Move, c.To)
	case c.Learn:
		return h.learn(s, d)
	}
	if c.Find {
		if err := h.find(s, d); err != nil {
			return err
		}
	}
	scope, err := s.scope(h, d)
	if err != nil {
		return err
	}
	pairs, err := exchange.OpenPairs(s.ctx, h.journal, scope)
	if err != nil {
		return err
	}
	held, err := exchange.HeldRows(s.ctx, h.journal, scope)
	if err != nil {
		return err
	}
	if c.Out != "" {
		return s.writePairs(c.Out, pairs, held)
	}
	s.printPairs(d, pairs, c.Limit)
	s.printHeld(held, c.Limit)
	if len(pairs)+len(held) > 0 {
		fmt.Fprintln(s.out)
		s.say("cli.how_to_decide", d.ID)
	}
	return nil
}

// serviceTitle calls a service by its title, or by its id where the programme has
// it no longer.
func serviceTitle(d *programme.Definition, id, lang string) string {
	if service, ok := d.Service(id); ok {
		return service.Title.In(lang)
	}
	return id
}

// decide applies a list of decisions and prints its account.
func (h *house) decide(s *session, d *programme.Definition, path string) error {
	reviewer := exchange.Reviewer{Journal: h.journal, Intake: h.intake, Actor: s.actor(d.Runs())}
	decided, err := reviewer.Apply(s.ctx, path)
	if err != nil {
		return err
	}
	number := d.Numbers.In(s.words.Lang()).Format
	s.say("cli.decided", number(decided.Read), number(decided.Joined), number(decided.Kept), number(decided.Open), number(decided.Rejected),
		number(decided.Waiting))
	if decided.Waiting > 0 {
		s.say("cli.second_person_needed")
	}
	for _, o := range decided.Overlaps {
		s.say("cli.overlap", o.Pair, serviceTitle(d, o.Service, s.words.Lang()), o.Month)
	}
	for _, r := range decided.Refusals {
		fmt.Fprintf(s.out, "  %s: %s\n", s.words.Text("cli.row", r.Row), s.words.Error(r.Err))
	}
	return nil
}

func (s *session) writePairs(path string, pairs []exchange.OpenPair, held []exchange.HeldRow) error {
	for _, h := range held {
		for i, d := range h.Differences {
			h.Differences[i] = s.told(d)
		}
	}
	w, err := sheet.Create(path)
	if err != nil {
		return err
	}
	defer w.Discard()
	if err := exchange.WritePairs(w, pairs, held, s.words.Text); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	s.say("cli.written", path)
	return nil
}

// printPairs prints the strongest pairs, both records side by side, with the
// reasons in words.
func (s *session) printPairs(d *programme.Definition, pairs []exchange.OpenPair, limit int) {
	s.count("cli.pairs_waiting", len(pairs), d.Title.In(s.words.Lang()))
	for i, p := range pairs {
		if i == limit {
			s.count("cli.more_pairs", len(pairs)-limit)
			break
		}
		fmt.Fprintf(s.out, "\n%s  %s\n", p.Code, p.Why(s.words.Text))
		if said := exchange.Said(p.Opinions, s.words.Text); said != "" {
			fmt.Fprintf(s.out, "  %s\n", said)
		}
		for _, side := range p.Sides {
			fmt.Fprintf(s.out, "  %s  %s\n", side.Code, strings.Join(filled(side.Name, side.Birth, side.Sex, side.Documents, side.Phones), " · "))
		}
	}
}

// printHeld prints the first rows that nearly repeat others, beside what they
// resemble.
func (s *session) printHeld(held []exchange.HeldRow, limit int) {
	if len(held) == 0 {
		return
	}
	fmt.Fprintln(s.out)
	s.count("cli.held_waiting", len(held))
	for i, h := range held {
		if i == limit {
			s.count("cli.more_held", len(held)-limit)
			break
		}
		fmt.Fprintf(s.out, "\n%s  %s  %s\n", h.Code, s.words.Text("pathway.held."+h.Reason), h.Row)
		fmt.Fprintf(s.out, "  %s\n", strings.Join(filled(h.Side.Code, h.Side.Name, h.Activity, h.Service, string(h.Day)), " · "))
		for _, before := range h.Before {
			fmt.Fprintf(s.out, "  %s\n", s.words.Text("cli.held_before", before.String()))
		}
		for _, d := range h.Differences {
			d = s.told(d)
			fmt.Fprintf(s.out, "  %s: %s → %s\n", d.What, d.Before, d.Now)
		}
	}
}

// told puts what two rows say otherwise into words. A question of a form is
// called by its id.
func (s *session) told(d pathway.Difference) pathway.Difference {
	if d.What == "amount" {
		d.Before, d.Now = inSoles(d.Before), inSoles(d.Now)
	}
	if key := "cli.difference." + d.What; s.words.Has(key) {
		d.What = s.words.Text(key)
	}
	return d
}

// inSoles writes céntimos as people read them.
func inSoles(cents string) string {
	n, err := strconv.ParseInt(cents, 10, 64)
	if err != nil {
		return cents
	}
	return trenza.Money(n).String()
}

// filled leaves out what is empty.
func filled(parts ...string) []string {
	var full []string
	for _, p := range parts {
		if p != "" {
			full = append(full, p)
		}
	}
	return full
}
