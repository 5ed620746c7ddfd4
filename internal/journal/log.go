package journal

import (
	"cmp"
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
	Person  string // id of the record that was read, for who finds out whether the reader may know whose; "" of every other verb
}

// Page is which part of the log is read: as many lines as Most, the newest
// first, from below the number Before; 0 is from the newest. What is left empty
// does not narrow it.
type Page struct {
	Before  int64
	Most    int
	Room    string   // the verbs of one room or noun: "account" for account.invited and the like
	Class   string   // "P0" to "P4"
	Account string   // what one account did, under whatever name and in whatever roles
	Opened  bool     // the readings of threads alone
	Of      []string // the readings of some records alone, by id; but for those of class P4, of which nobody is told
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
	return page.read(ctx, r, vault, actor.Organisation)
}

// OwnLog returns what the actor's own account did, under whatever name and in
// whatever roles. It asks access for "entry.read" of that account.
func OwnLog(ctx context.Context, r store.Reader, vault *seal.Vault, actor trenza.Actor, page Page) ([]Line, error) {
	if err := access.May(actor, "entry.read", access.Row{Kind: access.Entry, Class: trenza.P1, Account: actor.Account}); err != nil {
		return nil, err
	}
	if page.Account = actor.Account; actor.Account == "" {
		return nil, nil
	}
	return page.read(ctx, r, vault, actor.Organisation)
}

// read reads the page of an organisation.
func (p Page) read(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) ([]Line, error) {
	who, err := actors(ctx, r, vault, organisation)
	if err != nil {
		return nil, err
	}
	own := p.tokens(who)
	if p.Account != "" && len(own) == 0 {
		return nil, nil
	}
	subjects, err := p.subjects(ctx, vault, organisation)
	if err != nil {
		return nil, err
	}
	where, args := p.where(organisation, own, subjects)
	return store.All(ctx, r, `
		select e.number, e.at, e.actor, e.verb, e.class, e.subject, b.key_id
		from journal_entry e
		join journal_body b on b.organisation = e.organisation and b.number = e.number
		where `+where+`
		order by e.number desc
		limit $2`, args, func(scan store.Scan) (Line, error) {
		var l Line
		var token string
		var t Told
		err := scan(&l.Number, &l.At, &token, &l.Verb, &l.Class, &l.Subject, &t.key)
		a := who[token]
		l.Account, l.Actor, l.Roles = a.Account, a.Name, a.Roles
		l.Subject = l.Subject[:min(shownOfSubject, len(l.Subject))]
		if l.Verb == Reading {
			l.Person = t.Person()
		}
		return l, err
	})
}

// tokens are those under which the account of a page has acted.
func (p Page) tokens(who map[string]acting) (own []string) {
	for token, a := range who {
		if p.Account != "" && a.Account == p.Account {
			own = append(own, token)
		}
	}
	slices.Sort(own)
	return own
}

// subjects are the blind tokens of the records of a page.
func (p Page) subjects(ctx context.Context, vault *seal.Vault, organisation string) ([]string, error) {
	all := make([]string, len(p.Of))
	for i, person := range p.Of {
		var err error
		if all[i], err = Subject(ctx, vault, organisation, person); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// where is the condition of a page, and its arguments. The verb of a reading is
// spelled out, for the index of readings is found by it.
func (p Page) where(organisation string, actors, subjects []string) (string, []any) {
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
	where := []string{"e.organisation = $1", "e.number < " + arg(before)}
	if p.Room != "" { // verbs of a room lie between its name and the sign after the dot
		where = append(where, "e.verb > "+arg(p.Room+"."), "e.verb < "+arg(p.Room+"/"))
	}
	if p.Class != "" {
		where = append(where, "e.class = "+arg(p.Class))
	}
	if p.Opened || len(subjects) > 0 {
		where = append(where, "e.verb = '"+Reading+"'")
	}
	among := func(column string, values []string) {
		places := make([]string, len(values))
		for i, value := range values {
			places[i] = arg(value)
		}
		where = append(where, column+" in ("+strings.Join(places, ", ")+")")
	}
	if len(actors) > 0 {
		among("e.actor", actors)
	}
	if len(subjects) > 0 {
		among("e.subject", subjects)
		where = append(where, "e.class < '"+trenza.P4.String()+"'")
	}
	return strings.Join(where, " and "), args
}

// Actors returns the accounts that have ever acted for the actor's organisation,
// by name, each once: under the last of its names, as they are sorted. It asks
// access for "entry.read".
func Actors(ctx context.Context, r store.Reader, vault *seal.Vault, actor trenza.Actor) ([]Acted, error) {
	if err := access.May(actor, "entry.read", access.Row{Kind: access.Entry, Class: trenza.P1}); err != nil {
		return nil, err
	}
	who, err := actors(ctx, r, vault, actor.Organisation)
	if err != nil {
		return nil, err
	}
	names := make(map[string]string)
	for _, a := range who {
		if a.Account != "" {
			names[a.Account] = max(names[a.Account], a.Name)
		}
	}
	var all []Acted
	for account, name := range names {
		all = append(all, Acted{account, name})
	}
	slices.SortFunc(all, func(a, b Acted) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Account, b.Account)) })
	return all, nil
}
