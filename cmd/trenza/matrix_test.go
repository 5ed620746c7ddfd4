package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/matrix"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/worldtest"
)

// theTable is who may do what.
func theTable(t *testing.T) *matrix.Table {
	t.Helper()
	table, err := matrix.Read("../../internal/access/testdata/matrix.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// Every command has a line in the table, every line is of a command, and its door
// is the one of the program.
func TestEveryCommandHasALine(t *testing.T) {
	table := theTable(t)
	if got, want := slices.Sorted(maps.Keys(table.Commands)), commandNames(t); !slices.Equal(got, want) {
		t.Errorf("the table has\n%v\nand the command line\n%v", got, want)
	}
	for name, line := range table.Commands {
		first, _, _ := strings.Cut(line, " or ")
		_, verb := table.Verbs[first]
		switch d := doors[name]; {
		case d == doorOpen && line != "open", d == doorStaff && !verb, d == doorEither && !verb, d == doorKeeping && line != "keeping" && !kept(table, first):
			t.Errorf("%s: the table says %q, and its door is %q", name, line, d)
		}
	}
}

// kept reports whether the custodian may do what a verb says.
func kept(table *matrix.Table, verb string) bool {
	return slices.ContainsFunc(table.Verbs[verb], func(l matrix.Line) bool { return table.Cell(l.Object, trenza.RoleCustodian) == "W" })
}

// holdsAny reports whether a role has any letter by which the command may be of
// use to her.
func holdsAny(table *matrix.Table, command, role string) bool {
	for verb := range strings.SplitSeq(table.Commands[command], " or ") {
		for _, l := range table.Verbs[verb] {
			for _, o := range table.Objects {
				letter := table.Cell(o.ID, role)
				of := o.ID == l.Object && l.Needs != "own" || l.Object == "service" && o.Field != ""
				if of && letter != "–" && letter != "A published" && letter != "own" && (l.Needs != "exact" && l.Needs != "A" || letter != "A" && letter != "by consent") {
					return true
				}
			}
		}
	}
	return false
}

// roles that read nobody, each by a line of her own.
var readsNobody = []string{trenza.RoleAdministrator, trenza.RoleDonor, trenza.RoleSafeguarding}

// Where people have accounts, a command answers who may nothing by it with a
// refusal, whoever runs it and with whatever key, and names nobody.
func TestCommandsOfWhoMayNothingByThem(t *testing.T) {
	table := theTable(t)
	s := at(t, store.SQLite)
	code, accounts := inhabited(t, s)
	for _, role := range append(slices.Clone(readsNobody), trenza.RoleCustodian) {
		for command, args := range map[string][]string{
			"import": {"import", "bono.csv"}, "export": {"export", "personas", "--names", "--out", filepath.Join(t.TempDir(), "x.csv")},
			"lists": {"lists"}, "explain": {"explain", "bono"}, "review": {"review"}, "forget": {"forget", code, "--basis", "x", "--yes"},
			"thread": {"thread", code}, "seen": {"seen", code}, "freeze": {"freeze", "--approver", "Lucía", "--public"},
			"accounts list": {"accounts", "list"},
		} {
			if holdsAny(table, command, role) {
				continue
			}
			if status, out := s.runAs(t, accounts[role], args); status == 0 || strings.Contains(out, "Apellido") {
				t.Errorf("%s as %s ends with %d and says %q", command, role, status, out)
			}
		}
	}
}

// inhabited makes an installation with a woman in it and an account of each role
// that reads nobody, and returns her code and the tokens of their sessions.
func inhabited(t *testing.T, s *session) (code string, tokens map[string]string) {
	t.Helper()
	h, err := s.open(true)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	d, _ := programme.Shipped("alma-llanera")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(h.adopt(s, d))
	must(h.journal.Write(s.ctx, trenza.Actor{Organisation: d.Runs(), Name: "Prueba", Role: trenza.RoleOperator}, func(tx *journal.Tx) error {
		known, err := h.intake.Registry.Recognise(s.ctx, tx, worldtest.Numbered(1), "2020-03-20")
		if err == nil {
			code = known.Person.Code
		}
		return err
	}))
	tokens = make(map[string]string)
	custodian := trenza.Actor{Organisation: d.Runs(), Name: "Prueba", Role: trenza.RoleCustodian}
	token, err := h.desk.FirstLink(s.ctx, custodian)
	must(err)
	const passphrase = "caballo grapa batería correcto"
	admin, err := h.desk.Accept(s.ctx, token, staff.Acceptance{Name: "Rosa Quispe", Login: "rosa", Password: passphrase})
	must(err)
	actor, _, err := h.desk.Actor(s.ctx, admin.ID, h.desk.Today())
	must(err)
	for _, role := range readsNobody {
		account := admin
		if role != trenza.RoleAdministrator {
			token, err := h.desk.Invite(s.ctx, actor, staff.Invitation{Name: "Quien " + role, Login: role, Grants: []trenza.Grant{{Role: role, Programme: d.ID}}})
			must(err)
			account, err = h.desk.Accept(s.ctx, token, staff.Acceptance{Password: passphrase})
			must(err)
		}
		tokens[role], err = h.desk.Sessions().Open(s.ctx, account.ID, "prueba")
		must(err)
	}
	return code, tokens
}

// runAs runs a command line with the session of somebody, or with the key alone.
func (s *session) runAs(t *testing.T, token string, args []string) (status int, said string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "session")
	if token != "" {
		if err := os.WriteFile(file, []byte(token), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	args = append(args, "--data", s.Data, "--key", s.Key, "--session", file, "--as", "Prueba")
	var out bytes.Buffer
	status = run(s.ctx, args, &out, &out)
	return status, out.String()
}
