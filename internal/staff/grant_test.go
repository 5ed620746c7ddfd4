package staff_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
)

// grounds is a small world: one programme with one course, one partner, Tumbes.
type grounds struct{}

func (grounds) HasProgramme(_ context.Context, _ store.Reader, organisation, programme string) (bool, error) {
	return organisation == "alma" && programme == "alma-llanera", nil
}

func (grounds) HasCourse(_ context.Context, _ store.Reader, _, _, course string) (bool, error) {
	return course == "crochet", nil
}

func (grounds) HasPlace(place trenza.Place) bool { return place.Region() == "24" }

func (grounds) HasPartner(_ context.Context, _ store.Reader, _, partner string) (bool, error) {
	return partner == "aurora", nil
}

func (o *office) grants(a staff.Account) (roles []string) { return o.as(a).RoleNames() }

func TestARoleIsGoneAtOnce(t *testing.T) {
	each(t, func(o *office) {
		luz, rosa := o.join("luz"), o.as(o.rosa)
		before := o.position()
		outreach := trenza.Grant{Role: trenza.RoleOutreach, Programme: "alma-llanera", Place: "2401"}
		id, err := o.Grant(o.Context(), rosa, luz.ID, outreach)
		o.must(err)
		again, err := o.Grant(o.Context(), rosa, luz.ID, outreach)
		if err != nil || again != id {
			o.Errorf("the same role twice: %s %s %v", id, again, err)
		}
		outreach.ID, outreach.From = id, o.Today()
		if got := o.as(luz).Grants; len(got) != 1 || got[0] != outreach {
			o.Errorf("she holds %+v", got)
		}
		o.must(o.Revoke(o.Context(), rosa, id))
		if got := o.as(luz).Grants; len(got) != 0 {
			o.Errorf("she still holds %+v", got)
		}
		o.must(o.Revoke(o.Context(), rosa, id))
		if got := o.told(before); !slices.Equal(got, []string{"role.granted", "role.revoked"}) {
			o.Errorf("told %v", got)
		}
		if m, err := o.Find(o.Context(), rosa, luz.ID); err != nil || len(m.Grants) != 0 {
			o.Errorf("found with %+v, %v", m.Grants, err)
		}
	})
}

func TestRolesBeginAndEnd(t *testing.T) {
	o := one(t)
	luz := o.join("luz")
	_, err := o.Grant(t.Context(), o.as(o.rosa), luz.ID, trenza.Grant{Role: trenza.RoleMonitoring, From: "2020-06-10", Until: "2020-06-12"})
	o.must(err)
	for day, holds := range map[trenza.Day]bool{
		"2020-06-09": false, "2020-06-10": true, "2020-06-12": true, "2020-06-13": false,
	} {
		actor, _, err := o.Actor(t.Context(), luz.ID, day)
		if err != nil || len(actor.Grants) > 0 != holds {
			t.Errorf("%s: she holds %+v, %v", day, actor.Grants, err)
		}
	}
	if m, err := o.Find(t.Context(), o.as(o.rosa), luz.ID); err != nil || len(m.Grants) != 1 {
		t.Errorf("what is to come is not seen: %+v, %v", m.Grants, err)
	}
}

func TestTeamsComeFromGrants(t *testing.T) {
	o := one(t)
	luz := o.join("luz",
		trenza.Grant{Role: trenza.RoleCaseSupervisor, Team: "vbg"}, trenza.Grant{Role: trenza.RoleCaseWorker, Team: "vbg", Place: "24"},
		trenza.Grant{Role: trenza.RoleCaseWorker, Team: "trata", Until: "2020-06-01"}, trenza.Grant{Role: trenza.RoleCaseWorker})
	if got := o.as(luz).Teams; !slices.Equal(got, []string{"vbg", "trata"}) {
		t.Errorf("teams %v", got)
	}
	actor, _, err := o.Actor(t.Context(), luz.ID, "2020-06-02")
	if err != nil || !slices.Equal(actor.Teams, []string{"vbg"}) {
		t.Errorf("the day after: %v %v", actor.Teams, err)
	}
}

func TestGrantsThatFitNothing(t *testing.T) {
	o := one(t)
	o.Grounds = grounds{}
	rosa, luz := o.as(o.rosa), o.join("luz")
	token, err := o.Invite(t.Context(), rosa, staff.Invitation{Name: "Facilitadora Nacional", Login: "nacional", Employer: "aurora"})
	o.must(err)
	national, err := o.Accept(t.Context(), token, staff.Acceptance{Password: passphrase})
	o.must(err)
	for _, c := range []struct {
		grant   trenza.Grant
		account staff.Account
		key     string
	}{
		{trenza.Grant{}, luz, "staff.role_unknown"},
		{trenza.Grant{Role: trenza.RoleOperator}, luz, "staff.role_unknown"},
		{trenza.Grant{Role: trenza.RoleCustodian}, luz, "staff.role_unknown"},
		{trenza.Grant{Role: trenza.RoleOutreach, From: "2020-02-30"}, luz, "staff.day_unknown"},
		{trenza.Grant{Role: trenza.RoleOutreach, Until: "mañana"}, luz, "staff.day_unknown"},
		{trenza.Grant{Role: trenza.RoleOutreach, From: "2020-06-10", Until: "2020-06-09"}, luz, "staff.grant_backwards"},
		{trenza.Grant{Role: trenza.RoleAdministrator, Programme: "alma-llanera"}, luz, "staff.administrator_narrowed"},
		{trenza.Grant{Role: trenza.RoleAdministrator, Place: "24"}, luz, "staff.administrator_narrowed"},
		{trenza.Grant{Role: trenza.RolePublicPartner}, luz, "staff.role_programme"},
		{trenza.Grant{Role: trenza.RoleFacilitator, Course: "crochet"}, luz, "staff.course_programme"},
		{trenza.Grant{Role: trenza.RoleFacilitator, Team: "vbg"}, luz, "staff.role_without_team"},
		{trenza.Grant{Role: trenza.RoleParticipant}, luz, "staff.participant_record"},
		{trenza.Grant{Role: trenza.RoleOutreach, Person: "somebody"}, luz, "staff.role_without_record"},
		{trenza.Grant{Role: trenza.RoleOutreach, Place: "2"}, luz, "staff.place_unknown"},
		{trenza.Grant{Role: trenza.RoleOutreach, Place: "24x1"}, luz, "staff.place_unknown"},
		{trenza.Grant{Role: trenza.RoleOutreach, Place: "99"}, luz, "staff.place_unknown"},
		{trenza.Grant{Role: trenza.RoleOutreach, Programme: "otro"}, luz, "staff.programme_unknown"},
		{trenza.Grant{Role: trenza.RoleFacilitator, Programme: "alma-llanera", Course: "otro"}, luz, "staff.course_unknown"},
		{trenza.Grant{Role: trenza.RoleFacilitator}, national, "staff.partner_programme"},
		{trenza.Grant{Role: trenza.RoleAdministrator}, national, "staff.partner_administrator"},
		{trenza.Grant{Role: trenza.RoleFacilitator, Programme: "alma-llanera", Course: "crochet", Place: "240101"}, luz, ""},
		{trenza.Grant{Role: trenza.RoleFacilitator, Programme: "alma-llanera"}, national, ""},
		{trenza.Grant{Role: trenza.RolePublicPartner, Programme: "alma-llanera"}, national, ""},
	} {
		_, err := o.Grant(t.Context(), rosa, c.account.ID, c.grant)
		if p, refused := errors.AsType[*trenza.Problem](err); refused && p.Key != c.key || !refused && c.key != "" {
			t.Errorf("%+v: %v, want %s", c.grant, err, c.key)
		}
	}
	_, err = o.Invite(t.Context(), rosa, staff.Invitation{Name: "Otra", Employer: "nadie"})
	o.refused(err, trenza.Invalid, "staff.partner_unknown")
	before := o.position()
	_, err = o.Invite(t.Context(), rosa, staff.Invitation{Name: "Otra", Login: "otra", Employer: "aurora", Grants: []trenza.Grant{{Role: trenza.RoleMonitoring}}})
	o.refused(err, trenza.Invalid, "staff.partner_programme")
	if o.position() != before {
		t.Error("half an invitation stays")
	}
}

// Every role has a name in every language.
func TestRolesHaveNames(t *testing.T) {
	for _, lang := range locale.Languages() {
		for _, role := range append(trenza.Roles(), trenza.RoleOperator, trenza.RoleCustodian) {
			if !locale.For(lang).Has(staff.RoleKey(role)) {
				t.Errorf("%s: %s has no name", lang, role)
			}
		}
	}
}

// Nobody manages her own account: not her roles, not its end.
func TestNobodyGivesHerselfARole(t *testing.T) {
	each(t, func(o *office) {
		rosa := o.as(o.rosa)
		for _, role := range []string{trenza.RolePsychologist, trenza.RoleAdministrator, trenza.RoleMonitoring} {
			_, err := o.Grant(o.Context(), rosa, o.rosa.ID, trenza.Grant{Role: role})
			o.refused(err, trenza.Forbidden, "staff.own_roles")
		}
		o.refused(o.Revoke(o.Context(), rosa, rosa.Grants[0].ID), trenza.Forbidden, "staff.own_roles")
		o.refused(o.Close(o.Context(), rosa, o.rosa.ID), trenza.Forbidden, "staff.own_account")
		carmen := o.join("carmen", administrator)
		_, err := o.Grant(o.Context(), o.as(carmen), o.rosa.ID, trenza.Grant{Role: trenza.RoleMonitoring})
		o.must(err)
		o.must(o.Revoke(o.Context(), o.as(carmen), rosa.Grants[0].ID))
		if got := o.grants(o.rosa); !slices.Equal(got, []string{trenza.RoleMonitoring}) {
			o.Errorf("she holds %v", got)
		}
	})
}

func TestAnAdministratorStays(t *testing.T) {
	each(t, func(o *office) {
		carmen := o.join("carmen", administrator)
		grant := o.as(o.rosa).Grants[0].ID
		o.must(o.Close(o.Context(), o.as(o.rosa), carmen.ID))
		o.refused(o.Revoke(o.Context(), o.world.Actor, grant), trenza.Conflict, "staff.last_administrator")
		o.refused(o.Close(o.Context(), o.world.Actor, o.rosa.ID), trenza.Conflict, "staff.last_administrator")
		_, _, err := o.Actor(o.Context(), carmen.ID, o.Today())
		o.refused(err, trenza.Forbidden, "staff.account_closed")
		_, err = o.Grant(o.Context(), o.as(o.rosa), carmen.ID, administrator)
		o.refused(err, trenza.Conflict, "staff.account_closed")
		// One who was invited and never came is no administrator yet.
		_, err = o.Invite(o.Context(), o.as(o.rosa), staff.Invitation{Name: "Luz Díaz", Login: "luz", Grants: []trenza.Grant{administrator}})
		o.must(err)
		o.refused(o.Close(o.Context(), o.world.Actor, o.rosa.ID), trenza.Conflict, "staff.last_administrator")
	})
}

// Two administrators who close each other at the same moment: one stays.
func TestTwoCloseEachOther(t *testing.T) {
	each(t, func(o *office) {
		carmen := o.join("carmen", administrator)
		actors := []trenza.Actor{o.as(o.rosa), o.as(carmen)}
		answers := make(chan error)
		for i, actor := range actors {
			go func() { answers <- o.Close(o.Context(), actor, actors[1-i].Account) }()
		}
		first, second := <-answers, <-answers
		if (first == nil) == (second == nil) {
			o.Errorf("answers %v and %v", first, second)
		}
	})
}

func TestTheLoginOfWhoNeverCameIsFree(t *testing.T) {
	o := one(t)
	rosa := o.as(o.rosa)
	_, err := o.Invite(t.Context(), rosa, staff.Invitation{Name: "Luz Díaz", Login: "luz"})
	o.must(err)
	_, err = o.Invite(t.Context(), rosa, staff.Invitation{Name: "Luz Chunga", Login: "luz"})
	o.refused(err, trenza.Conflict, "staff.login_taken")
	all, err := o.Accounts(t.Context(), rosa)
	o.must(err)
	o.must(o.Close(t.Context(), rosa, all[1].ID))
	luz := o.join("luz")
	o.must(o.Close(t.Context(), rosa, luz.ID))
	_, err = o.Invite(t.Context(), rosa, staff.Invitation{Name: "Luz Díaz", Login: "luz"})
	o.refused(err, trenza.Conflict, "staff.login_taken")
}

// Behind the wall of another organisation there are no accounts, roles or
// sessions, not even by their ids.
func TestTheWall(t *testing.T) {
	each(t, func(o *office) {
		luz := o.join("luz", trenza.Grant{Role: trenza.RoleMonitoring})
		session, err := o.Sessions().Open(o.Context(), luz.ID, "")
		o.must(err)
		open, _, err := o.Sessions().Current(o.Context(), session)
		o.must(err)
		reque := custodian
		reque.Organisation = "reque"
		token, err := o.FirstLink(o.Context(), reque)
		o.must(err)
		_, err = o.Accept(o.Context(), token, staff.Acceptance{Name: "Otra Rosa", Login: "rosa", Password: passphrase})
		o.refused(err, trenza.Conflict, "staff.login_taken")
		other, err := o.Accept(o.Context(), token, staff.Acceptance{Name: "Otra Rosa", Login: "rosa2", Password: passphrase})
		o.must(err)
		stranger := o.as(other)
		if all, err := o.Accounts(o.Context(), stranger); err != nil || len(all) != 1 || all[0].ID != other.ID {
			o.Errorf("over the wall: %+v %v", all, err)
		}
		for name, err := range map[string]error{
			"find":    second(o.Find(o.Context(), stranger, luz.ID)),
			"grant":   second(o.Grant(o.Context(), stranger, luz.ID, administrator)),
			"revoke":  o.Revoke(o.Context(), stranger, o.as(luz).Grants[0].ID),
			"close":   o.Close(o.Context(), stranger, luz.ID),
			"again":   second(o.InviteAgain(o.Context(), stranger, luz.ID)),
			"ask":     second(o.AskRecovery(o.Context(), stranger, luz.ID)),
			"list":    second(o.Sessions().List(o.Context(), stranger, luz.ID)),
			"end":     o.Sessions().End(o.Context(), stranger, open.ID),
			"end all": o.Sessions().EndAll(o.Context(), stranger, luz.ID, ""),
		} {
			if trenza.KindOf(err) != trenza.NotFound {
				o.Errorf("%s: %v", name, err)
			}
		}
		if account, _, err := o.Sessions().Resume(o.Context(), session); account != luz.ID || err != nil {
			o.Errorf("her session ended: %v", err)
		}
	})
}

func second[T any](_ T, err error) error { return err }

// Who holds no role of administrator manages nobody.
func TestOnlyAdministratorsManage(t *testing.T) {
	o := one(t)
	luz, ana := o.join("luz", trenza.Grant{Role: trenza.RoleCoordinator}), o.join("ana")
	actor := o.as(luz)
	for name, err := range map[string]error{
		"accounts":    second(o.Accounts(t.Context(), actor)),
		"find":        second(o.Find(t.Context(), actor, ana.ID)),
		"invite":      second(o.Invite(t.Context(), actor, staff.Invitation{Name: "Eva Luna"})),
		"again":       second(o.InviteAgain(t.Context(), actor, ana.ID)),
		"first link":  second(o.FirstLink(t.Context(), actor)),
		"grant":       second(o.Grant(t.Context(), actor, ana.ID, administrator)),
		"revoke":      o.Revoke(t.Context(), actor, o.as(o.rosa).Grants[0].ID),
		"close":       o.Close(t.Context(), actor, ana.ID),
		"ask":         second(o.AskRecovery(t.Context(), actor, ana.ID)),
		"recoveries":  second(o.Recoveries(t.Context(), actor)),
		"agree":       second(o.AgreeRecovery(t.Context(), actor, "one")),
		"sessions":    second(o.Sessions().List(t.Context(), actor, ana.ID)),
		"end":         o.Sessions().End(t.Context(), actor, "one"),
		"custodian":   second(o.Invite(t.Context(), custodian, staff.Invitation{Name: "Eva Luna", Grants: []trenza.Grant{administrator}})),
		"custodian 2": second(o.Grant(t.Context(), custodian, ana.ID, administrator)),
		"custodian 3": second(o.Accounts(t.Context(), custodian)),
	} {
		if trenza.KindOf(err) != trenza.Forbidden {
			t.Errorf("%s: %v", name, err)
		}
	}
}
