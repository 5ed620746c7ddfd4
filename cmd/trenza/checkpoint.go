package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
)

type verifyCommand struct {
	Checkpoint string `type:"path" help:"${help_checkpoint_file}" placeholder:"FILE"`
}

// Run proves that both files are whole, the journal, its bodies, the tables and
// the facts against each other, all of them against the last checkpoint, and what
// the index of the figures counts against the facts. With a checkpoint that was
// kept elsewhere it proves that too, should data and keys both be older.
func (c verifyCommand) Run(s *session) error {
	return s.asking("", func(h *house, definitions []*programme.Definition) error {
		if c.Checkpoint != "" {
			if err := h.holds(s, c.Checkpoint); err != nil {
				return err
			}
		}
		all := byOrganisation(definitions)
		for _, d := range all {
			if err := s.mayKeep("installation.verify", d); err != nil {
				return err
			}
		}
		for _, file := range []*store.DB{h.keys, h.data} {
			if err := file.Whole(s.ctx); err != nil {
				return err
			}
		}
		for _, d := range all {
			if err := h.verify(s, d.Runs()); err != nil {
				return err
			}
		}
		for _, d := range definitions {
			if err := h.engine.Agrees(s.ctx, d.Runs(), d.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// mayKeep asks whether whoever gives the command keeps the installation whole.
func (s *session) mayKeep(verb string, d *programme.Definition) error {
	return access.May(s.actor(d.Runs()), verb, access.Row{Kind: access.Organisation, Class: trenza.P1})
}

// verify proves what one organisation has and says how much it was.
func (h *house) verify(s *session, organisation string) error {
	var entries, facts, sets int
	err := h.data.Read(s.ctx, func(r store.Reader) (err error) {
		if entries, facts, err = pathway.Verify(s.ctx, r, h.vault, organisation); err != nil {
			return err
		}
		sets, err = report.VerifyFrozen(s.ctx, r, h.vault, organisation)
		return err
	})
	if err == nil {
		err = h.journal.Agrees(s.ctx, organisation)
	}
	if err != nil {
		return err
	}
	s.say("cli.verified", organisation, entries, facts)
	if sets > 0 {
		s.count("cli.verified_frozen", sets)
	}
	return nil
}

// holds proves that the data goes on from a checkpoint in a file.
func (h *house) holds(s *session, path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return (&trenza.Problem{Kind: trenza.NotFound, Key: "sheet.no_file", Args: []any{path}}).Because(err)
	}
	c, err := journal.ReadCheckpoint(string(text))
	if err != nil {
		return err
	}
	err = h.data.Read(s.ctx, func(r store.Reader) error { return journal.Holds(s.ctx, r, h.vault, c) })
	if err == nil {
		s.say("cli.checkpoint_holds", c.Organisation, fmt.Sprint(c.Number), c.At)
	}
	return err
}

type checkpointCommand struct {
	Accept bool `help:"${help_accept}"`
}

// Run prints a signed checkpoint of each organisation, to be kept away from the
// data and the keys, or accepts a copy that its checkpoints do not agree with.
func (c checkpointCommand) Run(s *session) error {
	return s.asking("", func(h *house, definitions []*programme.Definition) error {
		var sound int
		organisations := byOrganisation(definitions)
		for _, d := range organisations {
			if err := s.mayKeep("installation.checkpoint", d); err != nil {
				return err
			}
			err := h.checkpoint(s, d.Runs(), c.Accept)
			if errors.Is(err, journal.ErrNothingToAccept) && len(organisations) > 1 {
				sound++
				err = nil
			}
			if err != nil {
				return err
			}
		}
		if c.Accept && sound == len(organisations) && sound > 1 {
			s.say("cli.nothing_to_accept")
		}
		return nil
	})
}

// checkpoint accepts the copy of one organisation, or prints where it stands.
func (h *house) checkpoint(s *session, organisation string, accept bool) error {
	if accept {
		told, err := h.journal.Accept(s.ctx, s.actor(organisation))
		if err == nil {
			s.say("cli.copy_accepted", organisation, fmt.Sprint(told.Last), told.Lost)
		}
		return err
	}
	if err := h.journal.Agrees(s.ctx, organisation); err != nil {
		return err
	}
	return h.data.Read(s.ctx, func(r store.Reader) error {
		c, err := journal.Checkpoint(s.ctx, r, h.vault, organisation, time.Now())
		if err == nil {
			s.printCheckpoint(c)
		}
		return err
	})
}

// printCheckpoint prints a checkpoint as it is kept on paper.
func (s *session) printCheckpoint(c store.Checkpoint) {
	labels := []string{"cli.paper_organisation", "cli.paper_position", "cli.paper_moment", "cli.paper_hash", "cli.paper_destroyed", "cli.paper_signature"}
	s.say("cli.paper_title")
	for i, value := range journal.OnPaper(c) {
		fmt.Fprintf(s.out, "%s: %s\n", s.words.Text(labels[i]), value)
	}
	fmt.Fprintln(s.out)
}
