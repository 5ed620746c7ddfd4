package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// unmerge takes the join of a pair apart and lists what was recorded meanwhile,
// which stays where it is.
func (h *house) unmerge(s *session, d *programme.Definition, code string) error {
	var kept pathway.Kept
	var codes [2]string
	actor := s.actor(d.Runs())
	err := h.journal.Write(s.ctx, actor, func(tx *journal.Tx) error {
		scope, err := programme.ScopeOf(s.ctx, tx, actor)
		if err != nil {
			return err
		}
		pair, err := registry.FindPair(s.ctx, tx, h.vault, scope, code)
		if err != nil {
			return err
		}
		merge, err := registry.MergeOf(s.ctx, tx, tx.Organisation(), pair)
		if err != nil {
			return err
		}
		if kept, err = pathway.Unmerge(s.ctx, tx, merge); err != nil {
			return err
		}
		one, other, err := registry.Parted(s.ctx, tx, merge)
		if err == nil {
			codes = [2]string{one.Code, other.Code}
		}
		return err
	})
	if err != nil {
		return err
	}
	s.say("cli.unmerged", code)
	if len(kept.Records()) == 0 {
		return nil
	}
	return h.printKept(s, d, codes, kept)
}

// printKept lists what was recorded of two records while they were one, by the
// code of the record that has it.
func (h *house) printKept(s *session, d *programme.Definition, codes [2]string, kept pathway.Kept) error {
	list := keptList{s: s, h: h, d: d}
	if err := h.data.Read(s.ctx, func(r store.Reader) error { return list.read(r, kept) }); err != nil {
		return err
	}
	s.count("cli.kept_by_survivor", len(list.lines))
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	for _, line := range list.lines {
		fmt.Fprintf(table, "  %s\n", strings.Join(line, "\t"))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if len(kept.Attentions) > 0 {
		s.say("cli.how_to_move", codes[0], codes[1])
	}
	return nil
}

// keptList puts what was recorded of two records while they were one into words:
// the code by which it is moved, if it can be, whose it is, when, and what it is.
type keptList struct {
	s      *session
	h      *house
	d      *programme.Definition
	people map[string]string // code by id
	lines  [][]string
}

// unmovable stands where a line has no code to be moved by.
const unmovable = "–"

func (l *keptList) add(id, person string, day trenza.Day, what string) {
	l.lines = append(l.lines, []string{id, l.people[person], string(day), what})
}

func (l *keptList) read(r store.Reader, kept pathway.Kept) error {
	l.lines = nil
	if err := l.readPeople(r, kept); err != nil {
		return err
	}
	for _, a := range kept.Attentions {
		id, err := l.h.attentionCode(l.s, l.d, a)
		if err != nil {
			return err
		}
		l.add(id, a.Person, a.Day, strings.Join(filled(serviceTitle(l.d, a.Service, l.s.words.Lang()), string(a.Place)), ", "))
	}
	for _, step := range kept.Steps {
		what := l.s.words.Text("cli.kept_reminder")
		if !step.Reminder() {
			what = l.s.words.Text("cli.kept_step", serviceTitle(l.d, step.Service, l.s.words.Lang()))
		}
		l.add(unmovable, step.Person, step.Day, what)
	}
	for _, e := range kept.Enrolments {
		title, err := learning.TitleOf(l.s.ctx, r, l.d.Runs(), e.Cohort)
		if err != nil {
			return err
		}
		l.add(unmovable, e.Whose, e.Since, l.s.words.Text("cli.kept_enrolment", title))
	}
	for _, c := range kept.Papers {
		l.add(unmovable, c.Whose, c.Day, l.s.words.Text("cli.kept_certificate", c.Code))
	}
	for _, p := range kept.Proposals {
		l.add(unmovable, p.Holder, p.Made, l.s.words.Text("cli.kept_proposal"))
	}
	for _, c := range kept.Consents {
		l.add(unmovable, c.Person, c.Given, l.s.words.Text("cli.kept_consent", c.Purpose))
	}
	for _, m := range kept.Households {
		l.add(unmovable, m.Person, "", l.s.words.Text("cli.kept_household"))
	}
	for _, p := range kept.Pairs {
		l.add(unmovable, p.First, "", l.s.words.Text("cli.kept_pair", p.Code, l.s.words.Text("registry.verdict."+string(p.Verdict))))
	}
	return l.readGroups(r, kept)
}

// readPeople finds the codes of the records that have something.
func (l *keptList) readPeople(r store.Reader, kept pathway.Kept) (err error) {
	l.people = make(map[string]string)
	for _, person := range kept.Records() {
		if l.people[person], err = registry.CodeOf(l.s.ctx, r, l.d.Runs(), person); err != nil {
			return err
		}
	}
	return nil
}

// readGroups adds the seats in committees and the places in headcounts.
func (l *keptList) readGroups(r store.Reader, kept pathway.Kept) error {
	committees, err := collective.Committees(l.s.ctx, r, l.h.vault, l.d.Runs())
	if err != nil {
		return err
	}
	for _, seat := range kept.Seats {
		for _, c := range committees {
			if c.ID == seat.Committee {
				l.add(unmovable, seat.Holder, seat.Since, l.s.words.Text("cli.kept_seat", c.Name))
			}
		}
	}
	for _, link := range kept.Links {
		a, _, err := outreach.ByID(l.s.ctx, r, l.d.Runs(), link.Activity)
		if err != nil {
			return err
		}
		l.add(unmovable, link.Person, a.Day, l.s.words.Text("cli.kept_link", a.Title))
	}
	return nil
}

// attentionCode is the code by which people name an attention.
func (h *house) attentionCode(s *session, d *programme.Definition, a attention.Attention) (string, error) {
	return h.vault.Code(s.ctx, d.Runs(), "attention", a.ID)
}

// move gives what was recorded while two records were one to the one that it is
// of.
func (h *house) move(s *session, d *programme.Definition, ids []string, to string) error {
	moved := 0
	scope, err := s.reach(h, d)
	if err != nil {
		return err
	}
	err = h.journal.Write(s.ctx, s.actor(d.Runs()), func(tx *journal.Tx) error {
		if _, err := registry.Reach(s.ctx, tx, scope, to); err != nil {
			return err
		}
		record, err := registry.FindByCode(s.ctx, tx, h.vault, tx.Organisation(), to)
		if err != nil {
			return err
		}
		kept, err := pathway.KeptFor(s.ctx, tx, record)
		if err != nil {
			return err
		}
		wanted, err := h.wanted(s, d, kept.Attentions, ids)
		if err != nil {
			return err
		}
		moved = len(wanted)
		return pathway.Move(s.ctx, tx, record, wanted...)
	})
	if err != nil {
		return err
	}
	s.count("cli.moved", moved, to)
	return nil
}

// wanted finds the attentions of some codes.
func (h *house) wanted(s *session, d *programme.Definition, kept []attention.Attention, ids []string) ([]attention.Attention, error) {
	var wanted []attention.Attention
	for _, id := range ids {
		var unnamed error
		at := slices.IndexFunc(kept, func(a attention.Attention) bool {
			code, err := h.attentionCode(s, d, a)
			unnamed = err
			return strings.EqualFold(code, strings.TrimSpace(id))
		})
		if unnamed != nil {
			return nil, unnamed
		}
		if at < 0 {
			return nil, &trenza.Problem{Kind: trenza.NotFound, Key: "cli.not_kept", Args: []any{id}}
		}
		wanted = append(wanted, kept[at])
	}
	return wanted, nil
}
