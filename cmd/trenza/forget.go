package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
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
	return s.asking(c.Programme, func(h *house, definitions []*programme.Definition) error {
		walls := byOrganisation(definitions)
		for i, d := range walls {
			err := c.forget(s, h, d)
			if trenza.KindOf(err) != trenza.NotFound || i == len(walls)-1 {
				return err
			}
		}
		return nil
	})
}

func (c forgetCommand) forget(s *session, h *house, d *programme.Definition) error {
	people, err := h.threadOf(s, d, c.Code)
	if err != nil {
		return err
	}
	if !c.Yes {
		if err := s.confirmForgetting(os.Stdin, people, c.Code); err != nil {
			return err
		}
	}
	var codes []string
	err = h.journal.Write(s.ctx, s.actor(d.Runs()), func(tx *journal.Tx) error {
		codes, err = registry.Forget(s.ctx, tx, people[0].ID, c.Basis)
		return err
	})
	if err != nil {
		return err
	}
	s.say("cli.forgotten", strings.Join(codes, ", "))
	return nil
}

// threadOf opens the records of the thread of a code.
func (h *house) threadOf(s *session, d *programme.Definition, code string) (people []*registry.Person, err error) {
	err = h.data.Read(s.ctx, func(r store.Reader) error {
		people = nil
		her, err := registry.FindByCode(s.ctx, r, h.vault, d.Runs(), code)
		if err != nil {
			return err
		}
		records, err := registry.Thread(s.ctx, r, d.Runs(), her.Root)
		if err != nil {
			return err
		}
		for _, id := range records {
			p, err := registry.Find(s.ctx, r, h.vault, d.Runs(), id)
			if err != nil {
				return err
			}
			people = append(people, p)
		}
		return nil
	})
	return people, err
}

// confirmForgetting shows who would be forgotten and what that means, and has the
// code typed. Where nobody sits at a terminal nothing is forgotten.
func (s *session) confirmForgetting(in *os.File, people []*registry.Person, code string) error {
	if info, err := in.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return trenza.Refuse("cli.forget_needs_yes")
	}
	s.count("cli.forget_whom", len(people))
	for _, p := range people {
		side := exchange.SideOf(p)
		fmt.Fprintf(s.out, "  %s\n", strings.Join(filled(side.Code, side.Name, side.Birth, side.Documents), " · "))
	}
	s.say("cli.forget_means")
	fmt.Fprint(s.out, s.words.Text("cli.forget_type", code)+" ")
	return confirmed(in, code)
}

// confirmed reads a line that must say what was asked for.
func confirmed(in io.Reader, code string) error {
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && line == "" || !strings.EqualFold(strings.TrimSpace(line), strings.TrimSpace(code)) {
		return trenza.Refuse("cli.forget_unconfirmed")
	}
	return nil
}
