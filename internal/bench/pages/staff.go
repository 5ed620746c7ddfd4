package main

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
)

// passphrase is everybody's, and cheap what it costs to check.
const passphrase = "caballo grapa batería correcto"

var cheap = staff.Cost{Memory: 64, Passes: 1, Threads: 1}

// worker is somebody with an account, in one role.
type worker struct {
	login, title string
	role         string
	place        trenza.Place // how far it goes, "" for the whole organisation
}

var caseWorker = worker{"gestora", "gestora de caso, her own women", trenza.RoleCaseWorker, ""}

// Where people live in great number, and where in small. They are parts of Lima
// and Tumbes; which ones chance says.
const (
	crowded = 0
	sparse  = 30
)

// workers are those who ask.
func (o *office) workers() []worker {
	return []worker{
		{"registradora", "registradora of the largest district", trenza.RoleRegistrar, o.Districts.Value(crowded)},
		{"lejana", "registradora of a small district", trenza.RoleRegistrar, o.Districts.Value(sparse)},
		caseWorker,
		{"meal", "MEAL, the organisation", trenza.RoleMonitoring, ""},
		{"datos", "oficial de datos, the organisation", trenza.RoleDataOfficer, ""},
	}
}

// hire gives everybody who asks an account, and returns them by login.
func (o *office) hire(ctx context.Context) (accounts map[string]string, err error) {
	custodian := trenza.Actor{Organisation: o.in.Organisation, Name: "Guardián", Role: trenza.RoleCustodian}
	token, err := o.desk.FirstLink(ctx, custodian)
	if err != nil {
		return nil, err
	}
	rosa, err := o.desk.Accept(ctx, token, staff.Acceptance{Name: "Rosa Quispe", Login: "rosa", Password: passphrase})
	if err != nil {
		return nil, err
	}
	boss, _, err := o.desk.Actor(ctx, rosa.ID, o.desk.Today())
	if err != nil {
		return nil, err
	}
	accounts = make(map[string]string)
	for _, w := range o.workers() {
		grant := trenza.Grant{Role: w.role, Programme: o.Definition.ID, Place: w.place}
		token, err := o.desk.Invite(ctx, boss, staff.Invitation{Name: "Señora " + w.login, Login: w.login, Language: "es", Grants: []trenza.Grant{grant}})
		if err != nil {
			return nil, err
		}
		a, err := o.desk.Accept(ctx, token, staff.Acceptance{Password: passphrase})
		if err != nil {
			return nil, err
		}
		accounts[w.login] = a.ID
	}
	return accounts, nil
}
