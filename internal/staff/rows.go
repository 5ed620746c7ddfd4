package staff

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// keptAccount is what the row of an account holds sealed. The state stands there
// too: nobody opens a closed account by writing into the table.
type keptAccount struct {
	Name     string `json:"name"`
	Login    string `json:"login"`
	Employer string `json:"employer"`
	Language string `json:"language"`
	State    State  `json:"state"`
}

func accountSlot(id string) seal.Slot {
	return seal.Slot{Table: "account", Row: id, Column: "kept"}
}

func grantSlot(id string) seal.Slot {
	return seal.Slot{Table: "account_grant", Row: id, Column: "kept"}
}

func recoverySlot(id string) seal.Slot {
	return seal.Slot{Table: "recovery", Row: id, Column: "kept"}
}

// close seals a value as JSON under the organisation's key.
func (d *Desk) close(ctx context.Context, organisation string, slot seal.Slot, value any) ([]byte, error) {
	plain, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	return d.Vault.Seal(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, slot, plain)
}

// open reads what close sealed.
func (d *Desk) open(ctx context.Context, organisation string, slot seal.Slot, kept []byte, value any) error {
	plain, err := d.Vault.Open(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, slot, kept)
	if err != nil {
		return err
	}
	return json.Unmarshal(plain, value)
}

// altered says that a row does not agree with what it holds sealed.
func altered(table, row string) error {
	return &trenza.Problem{Kind: trenza.Conflict, Key: "journal.row_changed", Args: []any{table, row}}
}

// closedAccount is a row of the table account before it is opened.
type closedAccount struct {
	Account
	kept []byte
}

const accountColumns = `organisation, id, state, kept`

func scanAccount(scan store.Scan) (closedAccount, error) {
	var a closedAccount
	return a, scan(&a.Organisation, &a.ID, &a.State, &a.kept)
}

func (d *Desk) openAccount(ctx context.Context, a closedAccount) (Account, error) {
	var kept keptAccount
	if err := d.open(ctx, a.Organisation, accountSlot(a.ID), a.kept, &kept); err != nil {
		return Account{}, err
	}
	if kept.State != a.State {
		return Account{}, altered("account", a.ID)
	}
	a.Name, a.Login, a.Employer, a.Language = kept.Name, kept.Login, kept.Employer, kept.Language
	return a.Account, nil
}

// account finds an account of any organisation by its id.
func (d *Desk) account(ctx context.Context, r store.Reader, id string) (Account, bool, error) {
	return d.oneAccount(ctx, r, `id = $1`, id)
}

// accountByLogin finds an account by the blind token of its login.
func (d *Desk) accountByLogin(ctx context.Context, r store.Reader, token string) (Account, bool, error) {
	return d.oneAccount(ctx, r, `login = $1`, token)
}

func (d *Desk) oneAccount(ctx context.Context, r store.Reader, where string, arg any) (Account, bool, error) {
	var a closedAccount
	found, err := r.One(ctx, `select `+accountColumns+` from account where `+where, store.Args(arg), &a.Organisation, &a.ID, &a.State, &a.kept)
	if err != nil || !found {
		return Account{}, false, err
	}
	opened, err := d.openAccount(ctx, a)
	return opened, err == nil, err
}

// within finds an account of an organisation; one behind another wall is as
// unknown as one that does not exist.
func (d *Desk) within(ctx context.Context, r store.Reader, organisation, id string) (Account, error) {
	a, found, err := d.account(ctx, r, id)
	if err == nil && (!found || a.Organisation != organisation) {
		err = unknown("staff.account_unknown")
	}
	if err != nil {
		return Account{}, err
	}
	return a, nil
}

func unknown(key string) error { return &trenza.Problem{Kind: trenza.NotFound, Key: key} }

// accountsOf returns the accounts of an organisation, by id.
func (d *Desk) accountsOf(ctx context.Context, r store.Reader, organisation string) ([]Account, error) {
	rows, err := store.All(ctx, r, `
		select `+accountColumns+`
		from account
		where organisation = $1
		order by id`, store.Args(organisation), scanAccount)
	if err != nil {
		return nil, err
	}
	all := make([]Account, len(rows))
	for i, row := range rows {
		if all[i], err = d.openAccount(ctx, row); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// putAccount writes an account as it is now; an account without a login has no
// token.
func (d *Desk) putAccount(ctx context.Context, tx *journal.Tx, a Account, entry int64) error {
	kept, err := d.close(ctx, a.Organisation, accountSlot(a.ID), keptAccount{a.Name, a.Login, a.Employer, a.Language, a.State})
	if err != nil {
		return err
	}
	var login *string
	if a.Login != "" {
		token, err := d.loginToken(ctx, a.Login)
		if err != nil {
			return err
		}
		login = &token
	}
	_, err = tx.Exec(ctx, `
		insert into account (organisation, id, login, state, kept, entry)
		values ($1, $2, $3, $4, $5, $6)
		on conflict (organisation, id) do update set
			login = excluded.login,
			state = excluded.state,
			kept = excluded.kept,
			entry = excluded.entry`, a.Organisation, a.ID, login, string(a.State), kept, entry)
	if store.Violates(err, "account_login_once") {
		return &trenza.Problem{Kind: trenza.Conflict, Key: "staff.login_taken", Args: []any{a.Login}}
	}
	return err
}

// installation is what tokens are made in that are the same whatever the
// organisation.
const installation = "trenza"

// loginToken is the blind token of a login in its normal form.
func (d *Desk) loginToken(ctx context.Context, login string) (string, error) {
	token, err := d.Vault.Token(ctx, installation, "login", login)
	if err != nil {
		return "", fmt.Errorf("looking for a login: %w", err)
	}
	return token, nil
}

// held is a grant with whose it is and when it was taken back.
type held struct {
	trenza.Grant
	Account string
	Revoked string // RFC 3339; "" while nobody took it back
	Entry   int64  `json:"-"`
}

// inForce reports whether the grant gives anything on a day.
func (h held) inForce(on trenza.Day) bool { return h.Revoked == "" && h.Holds(on) }

// toCome reports whether it gives something on a day or later.
func (h held) toCome(on trenza.Day) bool {
	return h.Revoked == "" && (h.Until == "" || on <= h.Until)
}

// closedGrant is a row of the table account_grant before it is opened.
type closedGrant struct {
	id, account string
	kept        []byte
}

func scanGrant(scan store.Scan) (closedGrant, error) {
	var g closedGrant
	return g, scan(&g.id, &g.account, &g.kept)
}

// grantsOf returns the grants of an account, or of everybody in the organisation
// when it is "", the oldest first.
func (d *Desk) grantsOf(ctx context.Context, r store.Reader, organisation, account string) ([]held, error) {
	where, args := `organisation = $1`, store.Args(organisation)
	if account != "" {
		where, args = `organisation = $1 and account = $2`, append(args, account)
	}
	rows, err := store.All(ctx, r, `
		select id, account, kept
		from account_grant
		where `+where+`
		order by id`, args, scanGrant)
	if err != nil {
		return nil, err
	}
	all := make([]held, len(rows))
	for i, row := range rows {
		if all[i], err = d.openGrant(ctx, organisation, row); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (d *Desk) openGrant(ctx context.Context, organisation string, g closedGrant) (held, error) {
	var h held
	if err := d.open(ctx, organisation, grantSlot(g.id), g.kept, &h); err != nil {
		return held{}, err
	}
	if h.Account != g.account {
		return held{}, altered("account_grant", g.id)
	}
	return h, nil
}

func (d *Desk) putGrant(ctx context.Context, tx *journal.Tx, h held, entry int64) error {
	kept, err := d.close(ctx, tx.Organisation(), grantSlot(h.ID), h)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into account_grant (organisation, id, account, kept, entry)
		values ($1, $2, $3, $4, $5)
		on conflict (organisation, id) do update set kept = excluded.kept, entry = excluded.entry`,
		tx.Organisation(), h.ID, h.Account, kept, entry)
	return err
}
