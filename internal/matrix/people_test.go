package matrix

import (
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/worldtest"
)

// The two organisations, and the two programmes that the first of them runs.
const (
	care  = "care-peru"
	reque = "municipalidad-reque"
	alma  = "alma-llanera"
	taler = "taller-reque"
)

// The places: where the players work, another where women are, and one where
// nobody is.
const (
	tumbes  trenza.Place = "240101"
	lima    trenza.Place = "150101"
	inReque trenza.Place = "140113"
)

// passphrase is good enough for anybody in the tests.
const passphrase = "caballo grapa batería correcto"

// player is somebody who tries everything: an account with one role, or whoever
// runs the command line.
type player struct {
	name string
	role string
	trenza.Actor
	grant grantOf // the zero one on the command line: all of the organisation
}

// given is where a role is given: to one who stands where the rows are, and to
// others who hold the same role beside them.
type given struct {
	name         string
	organisation string
	grant        trenza.Grant
}

var reaches = []given{
	{"here", care, trenza.Grant{Programme: alma, Place: "24"}},
	{"in the whole programme", care, trenza.Grant{Programme: alma}},
	{"elsewhere", care, trenza.Grant{Programme: alma, Place: "13"}},
	{"in another programme", care, trenza.Grant{Programme: taler}},
	{"in another organisation", reque, trenza.Grant{}},
}

// ofProgrammes are the roles for which a whole programme has what none of its
// places has: what was frozen, definitions, women here and in Lima.
var ofProgrammes = []string{
	trenza.RoleRegistrar, trenza.RoleCaseWorker, trenza.RoleProgrammeApprove, trenza.RoleMonitoring, trenza.RoleDataOfficer,
	trenza.RoleCoordinator, trenza.RolePublicPartner, trenza.RoleDonor, trenza.RoleEvaluator,
}

// enlist gives an account to somebody of each role and reach, and lets them in.
func (w *world) enlist() {
	w.Helper()
	for _, organisation := range []string{care, reque} {
		admin := w.first(organisation)
		w.administrators[organisation] = admin
		w.colleagues[organisation] = w.join(organisation, trenza.Grant{Role: trenza.RoleOutreach}).ID
		w.players = append(w.players, &player{
			name: trenza.RoleAdministrator + " of " + organisation, role: trenza.RoleAdministrator, Actor: admin, grant: grantOf(admin.Grants[0]),
		})
	}
	for _, role := range trenza.Roles() {
		for _, r := range reaches {
			if role != trenza.RoleAdministrator && (r.name != "in the whole programme" || slices.Contains(ofProgrammes, role)) {
				w.enter(role, r)
			}
		}
	}
	// Of a course alone, and beside a team of another kind.
	w.enter(trenza.RoleFacilitator, given{"of one course", care, trenza.Grant{Programme: alma, Place: "24", Course: "empleabilidad"}})
	w.enter(trenza.RoleCaseWorker, given{"of another team", care, trenza.Grant{Programme: alma, Place: "24", Team: "trata"}})
	w.enter(trenza.RoleCaseWorker, given{"of no team", care, trenza.Grant{Programme: alma, Place: "24"}})
	for _, role := range []string{trenza.RoleOperator, trenza.RoleCustodian} {
		for _, organisation := range []string{care, reque} {
			actor := trenza.Actor{Organisation: organisation, Name: "Con la clave", Role: role}
			w.players = append(w.players, &player{name: role + " of " + organisation, role: role, Actor: actor})
		}
	}
}

// enter invites somebody and lets her in.
func (w *world) enter(role string, r given) {
	w.Helper()
	g := r.grant
	g.Role = role
	switch {
	case role == trenza.RolePublicPartner && g.Programme == "":
		g.Programme = taler
	case role == trenza.RoleParticipant && r.name == "here":
		g.Person = w.mine
	case role == trenza.RoleParticipant && r.organisation == care:
		g.Person = w.nobodys
	case role == trenza.RoleParticipant:
		g.Person = w.theirs
	case slices.Contains([]string{trenza.RoleCaseWorker, trenza.RoleCaseSupervisor}, role) && r.name == "here":
		g.Team = "vbg"
	}
	account := w.join(r.organisation, g)
	actor, _, err := w.desk.Actor(w.Context, account.ID, w.desk.Today())
	w.must(err)
	w.players = append(w.players, &player{name: role + " " + r.name, role: role, Actor: actor, grant: grantOf(actor.Grants[0])})
}

// join has the administrator of an organisation invite somebody, who comes in.
func (w *world) join(organisation string, grants ...trenza.Grant) staff.Account {
	w.Helper()
	w.joined++
	name := "Persona " + letters26(w.joined)
	token, err := w.desk.Invite(w.Context, w.administrators[organisation], staff.Invitation{
		Name: name, Login: "persona-" + letters26(w.joined), Language: "es", Grants: grants,
	})
	w.must(err)
	account, err := w.desk.Accept(w.Context, token, staff.Acceptance{Password: passphrase})
	w.must(err)
	return account
}

// letters26 writes a number in letters.
func letters26(n int) string {
	text := ""
	for ; n > 0; n /= 26 {
		text = string(rune('a'+n%26)) + text
	}
	return "q" + text
}

// first lets the first administrator of an organisation in, and returns her.
func (w *world) first(organisation string) trenza.Actor {
	w.Helper()
	custodian := trenza.Actor{Organisation: organisation, Name: "Con la clave", Role: trenza.RoleCustodian}
	token, err := w.desk.FirstLink(w.Context, custodian)
	w.must(err)
	account, err := w.desk.Accept(w.Context, token, staff.Acceptance{
		Name: "Administradora de " + organisation, Login: "admin-" + organisation, Password: passphrase,
	})
	w.must(err)
	actor, _, err := w.desk.Actor(w.Context, account.ID, w.desk.Today())
	w.must(err)
	return actor
}

// newDesk opens the desk of a world, with hashes that cost nothing.
func newDesk(base *worldtest.World) *staff.Desk {
	return &staff.Desk{
		Data: base.DB, Vault: base.Vault, Journal: base.Journal, Origin: "https://trenza.example.pe",
		Cost: staff.Cost{Memory: 64, Passes: 1, Threads: 1},
	}
}
