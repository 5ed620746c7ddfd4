package main

import (
	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
)

// enter finds out who gives the command, as soon as an installation is open. As
// long as nobody has an account, whoever has the key is the operator. From then
// on the command line is no back door: whoever has the key keeps the installation
// whole, and everything else is for those who sign in.
func (s *session) enter(h *house) error {
	if s.door == doorOpen {
		return nil
	}
	accounts, err := h.desk.HasAccounts(s.ctx)
	switch {
	case err != nil:
		return err
	case !accounts && s.door != doorShut:
		s.giver = trenza.Actor{Role: trenza.RoleOperator}
		return nil
	case s.door == doorKeeping:
		s.giver = trenza.Actor{Role: trenza.RoleCustodian}
		return nil
	}
	who, err := s.signedIn(h)
	if s.door == doorEither && who.Account == "" && trenza.KindOf(err) == trenza.Forbidden {
		who, err = trenza.Actor{Role: trenza.RoleCustodian}, nil
	}
	if err == nil {
		s.giver = who
	}
	return err
}

// actor is whoever gives the command, inside an organisation; nobody inside one
// that is not hers.
func (s *session) actor(organisation string) trenza.Actor {
	switch {
	case s.giver.Account == "" && s.giver.Role != "":
		return trenza.Actor{Organisation: organisation, Name: s.As, Role: s.giver.Role}
	case s.giver.Organisation == organisation:
		return s.giver
	}
	return trenza.Actor{}
}

// worksIn reports whether whoever gives the command is told of an organisation.
func (s *session) worksIn(organisation string) bool {
	return s.giver.Account == "" || s.giver.Organisation == organisation
}

// scope is what whoever gives the command may see of a programme.
func (s *session) scope(h *house, d *programme.Definition) (scope access.Scope, err error) {
	err = h.journal.Read(s.ctx, func(r store.Reader) error {
		scope, err = programme.ScopeOf(s.ctx, r, s.actor(d.Runs()))
		return err
	})
	scope.Programme = d.ID
	return scope, err
}

// reach is what she may see of the organisation that runs a programme, whichever
// it was by.
func (s *session) reach(h *house, d *programme.Definition) (access.Scope, error) {
	scope, err := s.scope(h, d)
	scope.Programme = ""
	return scope, err
}
