package staff

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/store"
)

// State is where an account is in its life.
type State string

// The states of an account.
const (
	Invited State = "invited" // the link waits for her
	Active  State = "active"
	Closed  State = "closed" // for good; who comes back is invited anew
)

// Move is a step in the life of an account.
type Move struct {
	From State
	Verb string
	To   State
}

// Moves is the life of an account: whatever is not here is refused.
var Moves = []Move{
	{Invited, "account.invite", Invited}, // again, with a new link
	{Invited, "account.accept", Active},
	{Invited, "account.close", Closed},
	{Active, "account.close", Closed},
}

// refusals say why a verb does not move an account, by the state it is in.
var refusals = map[State]string{
	Invited: "staff.account_not_accepted",
	Active:  "staff.account_already_active",
	Closed:  "staff.account_closed",
}

// move returns the account as a verb leaves it.
func (a Account) move(verb string) (Account, error) {
	for _, m := range Moves {
		if m.From == a.State && m.Verb == verb {
			a.State = m.To
			return a, nil
		}
	}
	return a, &trenza.Problem{Kind: trenza.Conflict, Key: refusals[a.State]}
}

// Account is somebody who works with Trenza.
type Account struct {
	ID           string
	Organisation string // the host, inside whose wall she works
	Name         string
	Login        string
	Employer     string // id of the partner organisation that sends her; "" for the host's own
	Language     string // of her pages, a language of package locale
	State        State
}

// self is the account as an actor who only proves who she is.
func (a Account) self() trenza.Actor {
	return trenza.Actor{Organisation: a.Organisation, Name: a.Name, Account: a.ID}
}

// HasAccounts reports whether anybody in the installation ever came in. From then
// on everybody signs in, on the command line too.
func (d *Desk) HasAccounts(ctx context.Context) (has bool, err error) {
	err = d.Data.Read(ctx, func(r store.Reader) error {
		var id string
		has, err = r.One(ctx, `select id from account where state <> 'invited' limit 1`, nil, &id)
		return err
	})
	return has, err
}

// Actor returns what the holder of an account may be on a day: the roles that she
// holds, and the teams that they are of. Asked on every request, it is where a
// role that was taken away ends. An account that is not active is Forbidden,
// "staff.account_closed".
func (d *Desk) Actor(ctx context.Context, account string, on trenza.Day) (trenza.Actor, Account, error) {
	var actor trenza.Actor
	var a Account
	err := d.Data.Read(ctx, func(r store.Reader) error {
		found, ok, err := d.account(ctx, r, account)
		if err != nil {
			return err
		}
		if !ok || found.State != Active {
			return &trenza.Problem{Kind: trenza.Forbidden, Key: "staff.account_closed"}
		}
		a, actor = found, found.self()
		actor.Grants, err = d.grantsInForce(ctx, r, a, on)
		return err
	})
	if err != nil {
		return trenza.Actor{}, Account{}, err
	}
	actor.Teams = teams(actor.Grants)
	return actor, a, nil
}

// Change is what somebody says of herself.
type Change struct{ Name, Language string }

// Change lets the actor say her own name and choose the language of her pages.
func (d *Desk) Change(ctx context.Context, actor trenza.Actor, c Change) error {
	if err := mayOwn(actor, "account.change"); err != nil {
		return err
	}
	name, err := nameOf(c.Name)
	if err != nil {
		return err
	}
	return d.Journal.Write(ctx, actor, func(tx *journal.Tx) error {
		a, err := d.within(ctx, tx, actor.Organisation, actor.Account)
		if err != nil {
			return err
		}
		changed := a
		changed.Name, changed.Language = name, languageOf(c.Language)
		if changed == a {
			return nil
		}
		entry, err := tx.Tell(ctx, AccountChanged{about{a.ID}})
		if err != nil {
			return err
		}
		return d.putAccount(ctx, tx, changed, entry)
	})
}

// Close ends an account for good, and with it every session, secret and link. The
// last administrator's is not closed, and nobody closes her own. The login of
// somebody who never came in is free again.
func (d *Desk) Close(ctx context.Context, actor trenza.Actor, account string) error {
	if err := may(actor, "account.close", account); err != nil {
		return err
	}
	if actor.Account == account {
		return forbidden("staff.own_account")
	}
	return d.Journal.Write(ctx, actor, func(tx *journal.Tx) error {
		a, err := d.within(ctx, tx, actor.Organisation, account)
		if err != nil {
			return err
		}
		closed, err := a.move("account.close")
		if err != nil {
			return err
		}
		if err := d.keepAdministrator(ctx, tx, account); err != nil {
			return err
		}
		if a.State == Invited {
			closed.Login = ""
		}
		entry, err := tx.Tell(ctx, AccountClosed{about{a.ID}})
		if err != nil {
			return err
		}
		if err := d.putAccount(ctx, tx, closed, entry); err != nil {
			return err
		}
		return shutOut(ctx, tx, a.ID, entry)
	})
}

// shutOut takes from an account everything that it could come in by.
func shutOut(ctx context.Context, tx *journal.Tx, account string, entry int64) error {
	now := instant(tx.Now())
	for _, statement := range []string{
		`update invitation set used = $3, entry = $4 where organisation = $1 and account = $2 and used = ''`,
		`update recovery set used = $3, entry = $4 where organisation = $1 and account = $2 and used = ''`,
	} {
		if _, err := tx.Exec(ctx, statement, tx.Organisation(), account, now, entry); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `delete from account_secret where organisation = $1 and account = $2`, tx.Organisation(), account)
	if err != nil {
		return err
	}
	return endSessions(ctx, tx, account, "")
}

// may asks whether the actor may do something to an account.
func may(actor trenza.Actor, verb, account string) error {
	return access.May(actor, verb, access.Row{Kind: access.Account, Class: trenza.P1, Account: account})
}

// mayOwn asks whether the actor may do something to her own account; who has none
// is refused.
func mayOwn(actor trenza.Actor, verb string) error {
	if actor.Account == "" {
		return forbidden("staff.no_account")
	}
	return may(actor, verb, actor.Account)
}

func forbidden(key string) error { return &trenza.Problem{Kind: trenza.Forbidden, Key: key} }

// nameOf reads the name of somebody: two to a hundred letters and what stands
// between them.
func nameOf(name string) (string, error) {
	name = norm.NFC.String(strings.Join(strings.Fields(name), " "))
	if n := utf8.RuneCountInString(name); n < 2 || n > 100 || strings.ContainsFunc(name, unprintable) {
		return "", trenza.Refuse("staff.name_shape")
	}
	return name, nil
}

func unprintable(r rune) bool { return !unicode.IsPrint(r) }

// loginOf reads a login in its normal form: small letters, however it was typed.
// It has three to a hundred letters, digits or signs of an e-mail address.
func loginOf(login string) (string, error) {
	login = normalLogin(login)
	if n := utf8.RuneCountInString(login); n < 3 || n > 100 || strings.ContainsFunc(login, notOfLogin) {
		return "", trenza.Refuse("staff.login_shape")
	}
	return login, nil
}

func normalLogin(login string) string {
	return strings.ToLower(norm.NFKC.String(strings.TrimSpace(login)))
}

func notOfLogin(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._-+@", r)
}

// languageOf returns a language that the pages speak.
func languageOf(language string) string { return locale.For(language).Lang() }
