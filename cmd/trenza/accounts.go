package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/staff"
)

// accountsCommand is what is done with accounts from the command line.
type accountsCommand struct {
	List      accountsListCommand      `cmd:"" default:"1" help:"${help_accounts_list}"`
	Invite    accountsInviteCommand    `cmd:"" help:"${help_accounts_invite}"`
	FirstLink accountsFirstLinkCommand `cmd:"" help:"${help_accounts_first_link}"`
	Recover   accountsRecoverCommand   `cmd:"" help:"${help_accounts_recover}"`
}

// pages is where the pages are that a link leads to.
type pages struct {
	Origin string `env:"TRENZA_ORIGIN" default:"http://localhost:8080" help:"${help_origin_link}" placeholder:"https://…"`
}

// link is the address that a token opens.
func (p pages) link(kind, token string) string {
	return strings.TrimSuffix(p.Origin, "/") + "/" + kind + "/" + token
}

type accountsListCommand struct {
	Programme string `help:"${help_programme}" placeholder:"ID"`
}

// Run lists who works with Trenza, and as what.
func (c accountsListCommand) Run(s *session) error {
	return s.asking(c.Programme, func(h *house, definitions []*programme.Definition) error {
		for _, d := range byOrganisation(definitions) {
			members, err := h.desk.Accounts(s.ctx, s.actor(d.Runs()))
			if err != nil {
				return err
			}
			s.printMembers(members)
		}
		return nil
	})
}

func (s *session) printMembers(members []staff.Member) {
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	for _, m := range members {
		roles := make([]string, len(m.Grants))
		for i, g := range m.Grants {
			roles[i] = s.role(g)
		}
		state := s.words.Text("cli.account." + string(m.State))
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", m.Login, m.Name, state, strings.Join(roles, "; "))
	}
	table.Flush()
}

// role puts a role that somebody holds into words, with how far it goes.
func (s *session) role(g trenza.Grant) string {
	words := s.words.Text(staff.RoleKey(g.Role))
	if reach := s.where(g); reach != "" {
		words += " (" + reach + ")"
	}
	if g.Until != "" {
		words += " " + s.words.Text("cli.until", s.words.Day(g.Until))
	}
	return words
}

// where is how far a role goes, "" when nothing narrows it.
func (s *session) where(g trenza.Grant) string {
	place := string(g.Place)
	if p, known := directory.PlaceOf(g.Place); known {
		place = p.String()
	}
	return strings.Join(filled(g.Programme, g.Course, place, g.Team), ", ")
}

type accountsInviteCommand struct {
	pages
	Login     string `arg:"" help:"${help_invite_login}"`
	Name      string `required:"" help:"${help_invite_name}" placeholder:"NAME"`
	Role      string `required:"" help:"${help_role}" placeholder:"ROLE"`
	Programme string `help:"${help_role_programme}" placeholder:"ID"`
	Place     string `help:"${help_role_place}" placeholder:"PLACE"`
	Course    string `help:"${help_role_course}" placeholder:"ID"`
	Team      string `help:"${help_role_team}" placeholder:"ID"`
	From      string `help:"${help_role_from}" placeholder:"DATE"`
	Until     string `help:"${help_role_until}" placeholder:"DATE"`
	Employer  string `help:"${help_employer}" placeholder:"ID"`
}

// Run opens the door to somebody and prints the link by which she comes in.
func (c accountsInviteCommand) Run(s *session) error {
	grant, err := c.grant()
	if err != nil {
		return err
	}
	return s.asking(c.Programme, func(h *house, definitions []*programme.Definition) error {
		walls := byOrganisation(definitions)
		if len(walls) > 1 {
			return trenza.Refuse("cli.which_programme_invited", ids(definitions))
		}
		token, err := h.desk.Invite(s.ctx, s.actor(walls[0].Runs()), staff.Invitation{
			Name: c.Name, Login: c.Login, Employer: c.Employer, Language: s.words.Lang(), Grants: []trenza.Grant{grant},
		})
		if err != nil {
			return err
		}
		s.say("cli.invited", c.Name)
		fmt.Fprintln(s.out, c.link("invitation", token))
		return nil
	})
}

// grant is the role that the flags give. A place may be written by its name.
func (c accountsInviteCommand) grant() (g trenza.Grant, err error) {
	g = trenza.Grant{Role: c.Role, Programme: c.Programme, Course: c.Course, Team: c.Team}
	if c.Place != "" {
		place, err := directory.ReadPlace(c.Place)
		if err != nil {
			return g, err
		}
		g.Place = place.Code
	}
	if g.From, err = dayOf(c.From); err != nil {
		return g, err
	}
	g.Until, err = dayOf(c.Until)
	return g, err
}

// dayOf reads a day, "" for none.
func dayOf(text string) (trenza.Day, error) {
	if text == "" {
		return "", nil
	}
	return sheet.ReadDay(text)
}

type accountsFirstLinkCommand struct{ pages }

// Run prints a link for each organisation that nobody administers yet.
func (c accountsFirstLinkCommand) Run(s *session) error {
	return s.asking("", func(h *house, definitions []*programme.Definition) error {
		printed, err := s.printFirstLinks(h, c.pages, definitions)
		if err == nil && printed == 0 {
			s.say("cli.no_first_link")
		}
		return err
	})
}

// printFirstLinks prints the links by which first administrators come in, and
// returns how many.
func (s *session) printFirstLinks(h *house, p pages, definitions []*programme.Definition) (printed int, err error) {
	for _, d := range byOrganisation(definitions) {
		token, err := h.desk.FirstLink(s.ctx, s.actor(d.Runs()))
		if err != nil {
			return printed, err
		}
		if token == "" {
			continue
		}
		printed++
		s.say("cli.first_link", organisationName(d))
		fmt.Fprintln(s.out, p.link("invitation", token))
	}
	return printed, nil
}

// organisationName is what the organisation that runs a programme is called.
func organisationName(d *programme.Definition) string {
	for _, o := range d.Organisations {
		if o.ID == d.Runs() {
			return o.Name
		}
	}
	return d.Runs()
}

type accountsRecoverCommand struct {
	pages
	Login string `arg:"" help:"${help_recover_login}"`
}

// Run is one of the two who help somebody back in: the first asks, the second
// agrees and gets the link.
func (c accountsRecoverCommand) Run(s *session) error {
	return s.everywhere("", func(h *house, d *programme.Definition) error { return c.recover(s, h, s.actor(d.Runs())) })
}

func (c accountsRecoverCommand) recover(s *session, h *house, actor trenza.Actor) error {
	account, err := h.desk.Lookup(s.ctx, actor, "recovery.ask", c.Login)
	if err != nil {
		return err
	}
	waiting, err := h.desk.Recoveries(s.ctx, actor)
	if err != nil {
		return err
	}
	for _, w := range waiting {
		switch {
		case w.Account != account.ID:
		case w.Mine:
			return &trenza.Problem{Kind: trenza.Conflict, Key: "cli.recovery_waits", Args: []any{account.Name}}
		default:
			token, err := h.desk.AgreeRecovery(s.ctx, actor, w.ID)
			if err == nil {
				s.say("cli.recovery_agreed", account.Name)
				fmt.Fprintln(s.out, c.link("recovery", token))
			}
			return err
		}
	}
	if _, err := h.desk.AskRecovery(s.ctx, actor, account.ID); err != nil {
		return err
	}
	s.say("cli.recovery_asked", account.Name)
	return nil
}
