package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

type forgetCommand struct {
	Code      string `arg:"" help:"${help_forget_code}"`
	Programme string `help:"${help_programme}" placeholder:"ID"`
	Basis     string `required:"" help:"${help_basis}" placeholder:"TEXT"`
	Yes       bool   `help:"${help_yes}"`
}

// Run forgets a person for good, after asking.
func (c forgetCommand) Run(s *session) error {
	return s.everywhere(c.Programme, func(h *house, d *programme.Definition) error { return c.forget(s, h, d) })
}

func (c forgetCommand) forget(s *session, h *house, d *programme.Definition) error {
	scope, err := s.reach(h, d)
	if err != nil {
		return err
	}
	record, err := h.mayForget(s, scope, c.Code)
	if err != nil {
		return err
	}
	if !c.Yes {
		if err := s.confirmForgetting(h, scope, c.Code); err != nil {
			return err
		}
	}
	var codes []string
	err = h.journal.Write(s.ctx, s.actor(d.Runs()), func(tx *journal.Tx) error {
		codes, err = pathway.Forget(s.ctx, tx, record, c.Basis)
		return err
	})
	if err != nil {
		return err
	}
	s.say("cli.forgotten", strings.Join(codes, ", "))
	return nil
}

// mayForget finds the record of a code whose thread may be forgotten by whoever
// gives the command; to anybody else there is no such person.
func (h *house) mayForget(s *session, scope access.Scope, code string) (record string, err error) {
	err = h.data.Read(s.ctx, func(r store.Reader) error {
		her, err := registry.FindByCode(s.ctx, r, h.vault, scope.Organisation, code)
		if err != nil {
			return err
		}
		permitted, err := registry.Permits(s.ctx, r, scope, "person.forget", her.ID)
		if err == nil && !permitted {
			err = &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_person", Args: []any{her.Code}}
		}
		record = her.ID
		return err
	})
	return record, err
}

// confirmForgetting shows who would be forgotten and what that means, and has the
// code typed. It is a reading of her thread, and on record as one. Where nobody
// sits at a terminal nothing is forgotten.
func (s *session) confirmForgetting(h *house, scope access.Scope, code string) error {
	if !s.atTerminal() {
		return trenza.Refuse("cli.forget_needs_yes")
	}
	thread, err := pathway.Open(s.ctx, h.journal, scope, code)
	if err != nil {
		return err
	}
	s.count("cli.forget_whom", len(thread.Records))
	for _, p := range thread.Records {
		side := exchange.SideOf(p)
		fmt.Fprintf(s.out, "  %s\n", strings.Join(filled(side.Code, side.Name, side.Birth, side.Documents), " · "))
	}
	s.say("cli.forget_means")
	fmt.Fprint(s.out, s.words.Text("cli.forget_type", code)+" ")
	return confirmed(s.in, code)
}

// confirmed reads a line that must say what was asked for.
func confirmed(in io.Reader, code string) error {
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && line == "" || !strings.EqualFold(strings.TrimSpace(line), strings.TrimSpace(code)) {
		return trenza.Refuse("cli.forget_unconfirmed")
	}
	return nil
}
