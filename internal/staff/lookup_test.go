package staff_test

import (
	"testing"

	"github.com/trenza/trenza"
)

// A login leads to an account only for who may do with it what she wants; to
// everybody else it is that of nobody.
func TestALoginLeadsWhomItConcerns(t *testing.T) {
	o := one(t)
	ana := o.join("ana", trenza.Grant{Role: trenza.RoleOutreach})
	for name, c := range map[string]struct {
		actor       trenza.Actor
		verb, login string
		want        string
	}{
		"her own":               {o.as(ana), "account.read", " ANA ", ana.ID},
		"an administrator":      {o.as(o.rosa), "account.read", "ana", ana.ID},
		"a colleague":           {o.as(ana), "account.read", "rosa", ""},
		"another organisation":  {trenza.Actor{Organisation: "otra", Name: "x", Role: trenza.RoleCustodian}, "recovery.ask", "ana", ""},
		"who helps her back in": {custodian, "recovery.ask", "ana", ana.ID},
		"nobody":                {o.as(o.rosa), "account.read", "nadie", ""},
	} {
		got, err := o.Lookup(t.Context(), c.actor, c.verb, c.login)
		if got.ID != c.want {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
		if c.want == "" {
			o.refused(err, trenza.NotFound, "staff.account_unknown")
		}
	}
}
