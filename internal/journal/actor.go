package journal

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// acting is who acts, as the journal keeps her: sealed, under a blind token that
// headers show. Whoever acts under another name or in other roles has another
// token, so that an entry tells in which roles somebody acted, and nobody without
// the keys learns who holds which.
type acting struct {
	Account string   `json:"account"` // id, "" on a command line
	Name    string   `json:"name"`
	Roles   []string `json:"roles"` // sorted
}

// called spells who acts. On a command line it is a role and a name, as it was
// before there were accounts: who acted then is who she was.
func called(actor trenza.Actor) (string, error) {
	if actor.Account == "" {
		return strings.Join(actor.RoleNames(), "+") + " " + actor.Name, nil
	}
	text, err := json.Marshal(acting{actor.Account, actor.Name, slices.Sorted(slices.Values(actor.RoleNames()))})
	return string(text), err
}

// readActing reads what called wrote.
func readActing(text string) (acting, error) {
	if strings.HasPrefix(text, "{") {
		var a acting
		err := json.Unmarshal([]byte(text), &a)
		return a, err
	}
	roles, name, _ := strings.Cut(text, " ")
	return acting{Name: name, Roles: strings.Split(roles, "+")}, nil
}

func actorSlot(id string) seal.Slot {
	return seal.Slot{Table: "journal_actor", Row: id, Column: "sealed"}
}

// signIn returns the blind token of the actor and keeps who she is, sealed, the
// first time.
func (tx *Tx) signIn(ctx context.Context) (string, error) {
	organisation := tx.Organisation()
	name, err := called(tx.actor)
	if err != nil {
		return "", err
	}
	id, err := tx.Vault().Token(ctx, organisation, "actor", name)
	if err != nil {
		return "", err
	}
	var known int
	found, err := tx.One(ctx, `
		select 1 from journal_actor where organisation = $1 and id = $2`, store.Args(organisation, id), &known)
	if err != nil || found {
		return id, err
	}
	sealed, err := tx.Vault().Seal(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, actorSlot(id), []byte(name))
	if err != nil {
		return "", err
	}
	_, err = tx.inner.Exec(ctx, `
		insert into journal_actor (organisation, id, sealed)
		values ($1, $2, $3)`, organisation, id, sealed)
	return id, err
}

// actors opens who has ever acted for an organisation, by her token: as many as
// its staff have had names and roles.
func actors(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (map[string]acting, error) {
	all := make(map[string]acting)
	err := r.Each(ctx, `
		select id, sealed
		from journal_actor
		where organisation = $1`, store.Args(organisation), func(scan store.Scan) error {
		var id string
		var sealed []byte
		if err := scan(&id, &sealed); err != nil {
			return err
		}
		name, err := vault.Open(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, actorSlot(id), sealed)
		if err != nil {
			return err
		}
		all[id], err = readActing(string(name))
		return err
	})
	return all, err
}
