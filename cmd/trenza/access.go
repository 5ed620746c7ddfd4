package main

import (
	"fmt"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/explain"
	"github.com/trenza/trenza/internal/programme"
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
	x := explain.Explainer{
		Journal: h.journal, Vault: h.vault, Desk: h.desk, Reporter: h.reporter, Asks: s.actor(d.Runs()), Lang: s.words.Lang(),
	}
	answer, err := x.Explain(s.ctx, explain.Question{Who: c.Who, May: c.May, What: c.What})
	if err == nil {
		s.printDecision(answer)
	}
	return err
}

// printDecision prints whether somebody may, by which of her roles, and the
// policies that decide.
func (s *session) printDecision(a explain.Answer) {
	if a.Decision.Allowed {
		s.say("cli.access_allowed", a.Name, a.Verb, a.What)
		s.say("cli.access_by_role", s.role(a.Decision.Grant))
	} else {
		s.say("cli.access_refused", a.Name, a.Verb, a.What)
		s.printRoles(a.Actor)
	}
	for _, p := range a.By {
		s.printPolicy(p)
	}
	if a.Decision.Allowed || len(a.By) > 0 {
		return
	}
	if len(a.Others) == 0 {
		s.say("cli.access_nobody")
		return
	}
	s.say("cli.access_others")
	for _, p := range a.Others {
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
