package journal

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Line is a header as somebody reads it who audits: who, when, which kind of
// thing; never what (domain rule 0.1, "audit log, no content").
type Line struct {
	Number  int64
	At      string // RFC 3339, UTC
	Account string // id of the account that acted, "" for a command line
	Actor   string // her name when she acted
	Roles   []string
	Verb    string
	Class   string
	Subject string // a few signs of the blind token of whom it concerns, which tell one from another; "" for nobody
}

// Page is which part of the log is read: as many lines as Most, the newest
// first, from below the number Before; 0 is from the newest. What is left empty
// does not narrow it.
type Page struct {
	Before int64
	Most   int
	Room   string // the verbs of one room or noun: "account" for account.invited and the like
	Class  string // "P0" to "P4"
}

// mostLines is how many lines a page has when it does not say.
const mostLines = 50

// shownOfSubject is how much of a blind token tells people apart by eye.
const shownOfSubject = 8

// Log returns lines of the log of the actor's organisation. It asks access for
// "entry.read".
func Log(ctx context.Context, r store.Reader, vault *seal.Vault, actor trenza.Actor, page Page) ([]Line, error) {
	if err := access.May(actor, "entry.read", access.Row{Kind: access.Entry, Class: trenza.P1}); err != nil {
		return nil, err
	}
	who, err := actors(ctx, r, vault, actor.Organisation)
	if err != nil {
		return nil, err
	}
	return page.read(ctx, r, actor.Organisation, who, nil)
}

// OwnLog returns what the actor's own account did, under whatever name and in
// whatever roles. It asks access for "entry.read" of that account.
func OwnLog(ctx context.Context, r store.Reader, vault *seal.Vault, actor trenza.Actor, page Page) ([]Line, error) {
	if err := access.May(actor, "entry.read", access.Row{Kind: access.Entry, Class: trenza.P1, Account: actor.Account}); err != nil {
		return nil, err
	}
	who, err := actors(ctx, r, vault, actor.Organisation)
	if err != nil || actor.Account == "" {
		return nil, err
	}
	var own []string
	for token, a := range who {
		if a.Account == actor.Account {
			own = append(own, token)
		}
	}
	if len(own) == 0 {
		return nil, nil
	}
	slices.Sort(own)
	return page.read(ctx, r, actor.Organisation, who, own)
}

// read reads the page, of some tokens alone when there are any.
func (p Page) read(ctx context.Context, r store.Reader, organisation string, who map[string]acting, tokens []string) ([]Line, error) {
	where, args := p.where(organisation, tokens)
	return store.All(ctx, r, `
		select number, at, actor, verb, class, subject
		from journal_entry
		where `+where+`
		order by number desc
		limit $2`, args, func(scan store.Scan) (Line, error) {
		var l Line
		var token string
		err := scan(&l.Number, &l.At, &token, &l.Verb, &l.Class, &l.Subject)
		a := who[token]
		l.Account, l.Actor, l.Roles = a.Account, a.Name, a.Roles
		l.Subject = l.Subject[:min(shownOfSubject, len(l.Subject))]
		return l, err
	})
}

// where is the condition of a page, and its arguments.
func (p Page) where(organisation string, tokens []string) (string, []any) {
	before, most := p.Before, p.Most
	if before <= 0 {
		before = math.MaxInt64
	}
	if most <= 0 {
		most = mostLines
	}
	args := store.Args(organisation, most)
	arg := func(value any) string {
		args = append(args, value)
		return fmt.Sprintf("$%d", len(args))
	}
	where := []string{"organisation = $1", "number < " + arg(before)}
	if p.Room != "" { // verbs of a room lie between its name and the sign after the dot
		where = append(where, "verb > "+arg(p.Room+"."), "verb < "+arg(p.Room+"/"))
	}
	if p.Class != "" {
		where = append(where, "class = "+arg(p.Class))
	}
	var places []string
	for _, token := range tokens {
		places = append(places, arg(token))
	}
	if len(places) > 0 {
		where = append(where, "actor in ("+strings.Join(places, ", ")+")")
	}
	return strings.Join(where, " and "), args
}
