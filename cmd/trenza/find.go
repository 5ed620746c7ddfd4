package main

import (
	"github.com/trenza/trenza/internal/programme"
)

// find compares everybody of the organisation with everybody and says how many
// questions came of it.
func (h *house) find(s *session, d *programme.Definition) error {
	found, err := h.register.Find(s.ctx, h.journal, s.actor(d.Runs()), newStages(s).show)
	s.clearProgress()
	if err != nil {
		return err
	}
	number := d.Numbers.In(s.words.Lang()).Format
	s.say("cli.found_repeats", number(found.People), number(found.Raised))
	return nil
}

// learn has the register learn from its own records how they resemble each other.
func (h *house) learn(s *session, d *programme.Definition) error {
	learnt, err := h.register.Learn(s.ctx, h.journal, s.actor(d.Runs()))
	if err != nil {
		return err
	}
	s.say("cli.learnt", d.Numbers.In(s.words.Lang()).Format(learnt.Records), learnt.Model.Version)
	return nil
}
