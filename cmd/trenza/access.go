package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/staff"
)

// accessCommand tells what the policies say.
type accessCommand struct {
	Explain  accessExplainCommand  `cmd:"" help:"${help_access_explain}"`
	Policies accessPoliciesCommand `cmd:"" help:"${help_access_policies}"`
}

type accessPoliciesCommand struct{}

// Run prints every policy in words.
func (accessPoliciesCommand) Run(s *session) error {
	file := ""
	for _, p := range access.Policies(s.words.Lang()) {
		if p.File != file {
			if file != "" {
				fmt.Fprintln(s.out)
			}
			file = p.File
			fmt.Fprintln(s.out, file)
		}
		fmt.Fprintf(s.out, "  %s: %s\n", p.ID, p.Says)
	}
	return nil
}

type accessExplainCommand struct {
	Who  string `required:"" help:"${help_who}" placeholder:"LOGIN"`
	May  string `required:"" help:"${help_may}" placeholder:"read|VERB"`
	What string `required:"" help:"${help_about}" placeholder:"person:CODE"`
}

// Run says whether somebody may do something to a row, and by which policy.
func (c accessExplainCommand) Run(s *session) error {
	return s.everywhere("", func(h *house, d *programme.Definition) error { return c.explain(s, h, d) })
}

// explain answers inside one organisation.
func (c accessExplainCommand) explain(s *session, h *house, d *programme.Definition) error {
	asking := s.actor(d.Runs())
	account, err := h.mayAskOf(s, asking, c.Who)
	if err != nil {
		return err
	}
	about, err := c.about(s, h, d)
	if err != nil {
		return err
	}
	actor, _, err := h.desk.Actor(s.ctx, account.ID, h.desk.Today())
	if err != nil {
		return err
	}
	s.printDecision(explained{who: account.Name, actor: actor, subject: about, decision: access.Decide(actor, about.verb, about.row)})
	return nil
}

// mayAskOf finds the account of a login, for whoever may ask what it may: its
// owner, who administers it, and whoever has the key and helps it back in.
func (h *house) mayAskOf(s *session, asking trenza.Actor, login string) (staff.Account, error) {
	verb := "account.read"
	if asking.Role == trenza.RoleCustodian {
		verb = "recovery.ask"
	}
	return h.desk.Lookup(s.ctx, asking, verb, login)
}

// explained is a decision with what it was about.
type explained struct {
	who   string
	actor trenza.Actor
	subject
	decision access.Decision
}

// printDecision prints whether somebody may, by which of her roles, and the
// policies that decide.
func (s *session) printDecision(e explained) {
	if e.decision.Allowed {
		s.say("cli.access_allowed", e.who, e.verb, e.named)
		s.say("cli.access_by_role", s.role(e.decision.Grant))
	} else {
		s.say("cli.access_refused", e.who, e.verb, e.named)
		s.printRoles(e.actor)
	}
	for _, p := range access.Policies(s.words.Lang()) {
		if slices.Contains(e.decision.By, p.ID) {
			s.printPolicy(p)
		}
	}
	if e.decision.Allowed || len(e.decision.By) > 0 {
		return
	}
	permitting := access.Permitting(e.verb, e.row.Kind, s.words.Lang())
	if len(permitting) == 0 {
		s.say("cli.access_nobody")
		return
	}
	s.say("cli.access_others")
	for _, p := range permitting {
		fmt.Fprintf(s.out, "  %s (%s:%d): %s\n", p.ID, p.File, p.Line, p.Says)
	}
}

// printRoles prints what somebody holds who may not.
func (s *session) printRoles(actor trenza.Actor) {
	if len(actor.Grants) == 0 {
		s.say("cli.access_no_roles")
		return
	}
	roles := make([]string, len(actor.Grants))
	for i, g := range actor.Grants {
		roles[i] = s.role(g)
	}
	s.say("cli.access_roles", strings.Join(roles, "; "))
}

// printPolicy prints a policy that decides: what it says, where it stands, and
// how it is written.
func (s *session) printPolicy(p access.Stated) {
	fmt.Fprintf(s.out, "\n%s: %s\n%s:%d\n", p.ID, p.Says, p.File, p.Line)
	for line := range strings.Lines(p.Text) {
		fmt.Fprint(s.out, "  ", line)
	}
	fmt.Fprintln(s.out)
}
