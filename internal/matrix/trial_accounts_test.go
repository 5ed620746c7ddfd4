package matrix

import (
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
)

// accountTrials are those about people who work with Trenza.
func accountTrials() []trial {
	return []trial{
		{verb: "account.read", rows: accounts, see: readsAccounts},
		{verb: "account.invite", rows: somebodyToCome, act: func(w *world, p *player, _ *thing) error {
			w.joined++
			_, err := w.desk.Invite(w.Context, p.Actor, staff.Invitation{Name: "Quien llega", Login: "llega-" + letters26(w.joined)})
			return err
		}},
		{verb: "account.invite_first", rows: somebodyToCome, act: func(w *world, p *player, _ *thing) error {
			_, err := w.desk.FirstLink(w.Context, p.Actor)
			return err
		}},
		{verb: "account.close", rows: others, act: sacrificing(func(w *world, p *player, account string) error {
			return w.desk.Close(w.Context, p.Actor, account)
		})},
		{verb: "account.change", rows: ownAccount, act: func(w *world, p *player, _ *thing) error {
			return w.desk.Change(w.Context, p.Actor, staff.Change{Name: p.Name, Language: "en"})
		}},
		{verb: "role.grant", rows: others, act: sacrificing(func(w *world, p *player, account string) error {
			_, err := w.desk.Grant(w.Context, p.Actor, account, trenza.Grant{Role: trenza.RoleMonitoring})
			return err
		})},
		{verb: "role.revoke", rows: others, act: sacrificing(func(w *world, p *player, account string) error {
			return w.desk.Revoke(w.Context, p.Actor, w.grantOf(account))
		})},
		{verb: "session.read", rows: accounts, act: func(w *world, p *player, r *thing) error {
			_, err := w.desk.Sessions().List(w.Context, p.Actor, r.account)
			return err
		}},
		{verb: "session.end", rows: accounts, act: func(w *world, p *player, r *thing) error {
			return w.desk.Sessions().End(w.Context, p.Actor, w.sessionOf(r.account))
		}},
		{verb: "recovery.ask", rows: others, act: sacrificing(func(w *world, p *player, account string) error {
			_, err := w.desk.AskRecovery(w.Context, p.Actor, account)
			return err
		})},
		{verb: "recovery.agree", rows: others, act: sacrificing(func(w *world, p *player, account string) error {
			_, err := w.desk.AgreeRecovery(w.Context, p.Actor, w.askedBySomebodyElse(p, account))
			return err
		})},
	}
}

// others are accounts that are not the player's, one in each organisation.
func others(w *world, _ *player) (rows []*thing) {
	for _, organisation := range []string{care, reque} {
		rows = append(rows, &thing{
			id: w.colleagues[organisation], name: "a colleague of " + organisation, organisation: organisation, account: w.colleagues[organisation], whole: true,
		})
	}
	return rows
}

func ownAccount(_ *world, p *player) []*thing {
	return []*thing{{id: p.Account, name: "her own account", organisation: p.Organisation, account: p.Account}}
}

// accounts are her own and those of others.
func accounts(w *world, p *player) []*thing {
	rows := others(w, p)
	if p.Account != "" {
		rows = append(rows, ownAccount(w, p)...)
	}
	return rows
}

// somebodyToCome has no account yet.
func somebodyToCome(_ *world, p *player) []*thing {
	return []*thing{{name: "somebody to come", organisation: p.Organisation, whole: true}}
}

// sacrificing does something to an account that is there for it, where it may
// happen, and to one that stays where it must not.
func sacrificing(do func(w *world, p *player, account string) error) func(*world, *player, *thing) error {
	return func(w *world, p *player, r *thing) error {
		account := r.account
		if slices.Contains([]string{trenza.RoleAdministrator, trenza.RoleOperator, trenza.RoleCustodian}, p.role) && p.Organisation == r.organisation {
			account = w.join(r.organisation, trenza.Grant{Role: trenza.RoleOutreach}).ID
		}
		return do(w, p, account)
	}
}

// readsAccounts asks for accounts one by one, and for all of them.
func readsAccounts(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	_, missing := w.desk.Find(w.Context, p.Actor, nobody.id)
	for _, r := range accounts(w, p) {
		_, err := w.desk.Find(w.Context, p.Actor, r.account)
		shown[r.id] = err == nil
		if err != nil {
			w.alike(trial{verb: "account.read"}, p, r, err, missing)
		}
	}
	everybody, err := w.desk.Accounts(w.Context, p.Actor)
	if listed := err == nil; listed != w.holds("accounts", "W", p, &thing{organisation: p.Organisation, whole: true}) {
		w.t.Errorf("%s lists %d accounts: %v", p.name, len(everybody), err)
	}
	return shown, nil
}

// grantOf returns a role that an account holds.
func (w *world) grantOf(account string) string {
	w.Helper()
	actor, _, err := w.desk.Actor(w.Context, account, w.desk.Today())
	w.must(err)
	return actor.Grants[0].ID
}

// sessionOf opens a session for an account and returns its id.
func (w *world) sessionOf(account string) string {
	w.Helper()
	token, err := w.desk.Sessions().Open(w.Context, account, "Firefox")
	w.must(err)
	session, found, err := w.desk.Sessions().Current(w.Context, token)
	if err != nil || !found {
		w.Fatal(found, err)
	}
	return session.ID
}

// askedBySomebodyElse asks to help somebody back in, as another than the player.
func (w *world) askedBySomebodyElse(p *player, account string) string {
	w.Helper()
	_, who, err := w.desk.Actor(w.Context, account, w.desk.Today())
	w.must(err)
	asker := w.administrators[who.Organisation]
	if p.role == trenza.RoleAdministrator && p.Organisation == who.Organisation {
		asker = trenza.Actor{Organisation: who.Organisation, Name: "Otra con la clave", Role: trenza.RoleCustodian}
	}
	id, err := w.desk.AskRecovery(w.Context, asker, account)
	w.must(err)
	return id
}
