package staff

import (
	"cmp"
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// ofTeam are the roles that may serve a restricted team (domain section 0).
var ofTeam = []string{trenza.RoleCaseWorker, trenza.RoleCaseSupervisor}

// RoleKey is the key of the name of a role.
func RoleKey(role string) string { return "staff.role." + role }

// Grant gives an account a role, from today where the grant names no first day,
// and returns its id; the same grant twice is one. Nobody gives herself a role.
// A role that the organisation does not know, a place, programme, course or team
// that does not fit it, and a role of a partner's staff without a programme are
// Invalid.
func (d *Desk) Grant(ctx context.Context, actor trenza.Actor, account string, g trenza.Grant) (id string, err error) {
	if err := may(actor, "role.grant", account); err != nil {
		return "", err
	}
	if actor.Account == account {
		return "", forbidden("staff.own_roles")
	}
	err = d.Journal.Write(ctx, actor, func(tx *journal.Tx) error {
		a, err := d.within(ctx, tx, actor.Organisation, account)
		if err != nil {
			return err
		}
		id, err = d.give(ctx, tx, a, g)
		return err
	})
	return id, err
}

// give puts a grant that was examined among those of an account.
func (d *Desk) give(ctx context.Context, tx *journal.Tx, a Account, g trenza.Grant) (string, error) {
	if a.State == Closed {
		return "", &trenza.Problem{Kind: trenza.Conflict, Key: "staff.account_closed"}
	}
	g, err := d.examine(ctx, tx, a, g)
	if err != nil {
		return "", err
	}
	all, err := d.grantsOf(ctx, tx, a.Organisation, a.ID)
	if err != nil {
		return "", err
	}
	for _, other := range all {
		g.ID = other.ID
		if other.Revoked == "" && other.Grant == g {
			return other.ID, nil
		}
	}
	g.ID = trenza.NewID()
	entry, err := tx.Tell(ctx, RoleGranted{about{a.ID}, g})
	if err != nil {
		return "", err
	}
	return g.ID, d.putGrant(ctx, tx, held{Grant: g, Account: a.ID}, entry)
}

// Revoke takes a role back at once. Nobody takes back her own, and an
// organisation keeps an administrator.
func (d *Desk) Revoke(ctx context.Context, actor trenza.Actor, grant string) error {
	var account string
	err := d.Data.Read(ctx, func(r store.Reader) error {
		h, err := d.grant(ctx, r, actor.Organisation, grant)
		account = h.Account
		return err
	})
	if err != nil && trenza.KindOf(err) != trenza.NotFound {
		return err
	}
	// Who may not take roles back learns nothing of which there are.
	if refused := may(actor, "role.revoke", account); refused != nil || err != nil {
		return cmp.Or(refused, err)
	}
	if actor.Account == account {
		return forbidden("staff.own_roles")
	}
	return d.Journal.Write(ctx, actor, func(tx *journal.Tx) error { return d.takeBack(ctx, tx, grant) })
}

// takeBack marks a grant as revoked, once.
func (d *Desk) takeBack(ctx context.Context, tx *journal.Tx, grant string) error {
	h, err := d.grant(ctx, tx, tx.Organisation(), grant)
	if err != nil || h.Revoked != "" {
		return err
	}
	if h.Role == trenza.RoleAdministrator && h.inForce(d.Today()) {
		if err := d.keepAdministrator(ctx, tx, h.Account); err != nil {
			return err
		}
	}
	h.Revoked = instant(tx.Now())
	entry, err := tx.Tell(ctx, RoleRevoked{about{h.Account}, h.ID})
	if err != nil {
		return err
	}
	return d.putGrant(ctx, tx, h, entry)
}

// grant finds a grant of an organisation.
func (d *Desk) grant(ctx context.Context, r store.Reader, organisation, id string) (held, error) {
	var g closedGrant
	found, err := r.One(ctx, `
		select id, account, kept
		from account_grant
		where organisation = $1 and id = $2`, store.Args(organisation, id), &g.id, &g.account, &g.kept)
	if err == nil && !found {
		err = unknown("staff.grant_unknown")
	}
	if err != nil {
		return held{}, err
	}
	return d.openGrant(ctx, organisation, g)
}

// grantsInForce returns what an account holds on a day.
func (d *Desk) grantsInForce(ctx context.Context, r store.Reader, a Account, on trenza.Day) ([]trenza.Grant, error) {
	all, err := d.grantsOf(ctx, r, a.Organisation, a.ID)
	if err != nil {
		return nil, err
	}
	var grants []trenza.Grant
	for _, h := range all {
		if h.inForce(on) {
			grants = append(grants, h.Grant)
		}
	}
	return grants, nil
}

// teams returns the restricted teams of some grants, each once.
func teams(grants []trenza.Grant) (ids []string) {
	for _, g := range grants {
		if g.Team != "" && slices.Contains(ofTeam, g.Role) && !slices.Contains(ids, g.Team) {
			ids = append(ids, g.Team)
		}
	}
	return ids
}

// administrators returns the active accounts of an organisation that hold the
// role of administrator today.
func (d *Desk) administrators(ctx context.Context, r store.Reader, organisation string) (ids []string, err error) {
	all, err := d.grantsOf(ctx, r, organisation, "")
	if err != nil {
		return nil, err
	}
	for _, h := range all {
		if h.Role != trenza.RoleAdministrator || !h.inForce(d.Today()) || slices.Contains(ids, h.Account) {
			continue
		}
		a, found, err := d.account(ctx, r, h.Account)
		if err != nil {
			return nil, err
		}
		if found && a.State == Active {
			ids = append(ids, a.ID)
		}
	}
	return ids, nil
}

// keepAdministrator refuses to lose an account that is the last administrator.
func (d *Desk) keepAdministrator(ctx context.Context, tx *journal.Tx, account string) error {
	ids, err := d.administrators(ctx, tx, tx.Organisation())
	if err == nil && len(ids) == 1 && ids[0] == account {
		err = &trenza.Problem{Kind: trenza.Conflict, Key: "staff.last_administrator"}
	}
	return err
}
