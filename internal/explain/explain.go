package explain

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/staff"
)

// Explainer explains decisions to one actor.
type Explainer struct {
	Journal  *journal.Journal
	Vault    *seal.Vault
	Desk     *staff.Desk
	Reporter report.Reporter
	Asks     trenza.Actor // who asks; only what she may know of is explained
	Lang     string       // in which policies say what they do
}

// Question is whether somebody may do something to a row.
type Question struct {
	Who  string // login of an account
	May  string // a verb, "figures.exact", or "read" for the one that reads such a row
	What string // the row: "person:CODE", "pair:CODE", "publication:CODE", "account:LOGIN" or "service:PROGRAMME/SERVICE@PLACE"
}

// Answer is a decision with what it was about and what decided it.
type Answer struct {
	Name     string       // of whoever it is about
	Actor    trenza.Actor // as she is today
	Verb     string
	What     string
	Decision access.Decision
	By       []access.Stated // the policies that decide
	Others   []access.Stated // where none does: those that permit it to other roles, or elsewhere
}

// Explain answers a question. An account and a row that whoever asks may not know
// of are not found; a row or a verb that makes no sense is refused.
func (x Explainer) Explain(ctx context.Context, q Question) (Answer, error) {
	account, err := x.account(ctx, q.Who)
	if err != nil {
		return Answer{}, err
	}
	verb, row, err := x.about(ctx, q)
	if err != nil {
		return Answer{}, err
	}
	actor, _, err := x.Desk.Actor(ctx, account.ID, x.Desk.Today())
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Name: account.Name, Actor: actor, Verb: verb, What: q.What, Decision: access.Decide(actor, verb, row)}
	for _, p := range access.Policies(x.Lang) {
		if slices.Contains(a.Decision.By, p.ID) {
			a.By = append(a.By, p)
		}
	}
	if !a.Decision.Allowed && len(a.Decision.By) == 0 {
		a.Others = access.Permitting(verb, row.Kind, x.Lang)
	}
	return a, nil
}

// account finds the account of a login, for whoever may ask what it may: its
// owner, who administers it, and whoever has the key and helps it back in.
func (x Explainer) account(ctx context.Context, login string) (staff.Account, error) {
	verb := "account.read"
	if x.Asks.Role == trenza.RoleCustodian {
		verb = "recovery.ask"
	}
	return x.Desk.Lookup(ctx, x.Asks, verb, login)
}
