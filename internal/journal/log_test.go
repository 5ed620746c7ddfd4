package journal_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// holding is somebody of the organisation alma who signed in, in some roles.
func holding(account, name string, roles ...string) trenza.Actor {
	actor := trenza.Actor{Organisation: "alma", Account: account, Name: name}
	for _, role := range roles {
		actor.Grants = append(actor.Grants, trenza.Grant{Role: role, From: "2020-01-01"})
	}
	return actor
}

var officer = holding("acc-odp", "Lucía", trenza.RoleDataOfficer)

// log reads a page of the log, all of it or what one did herself.
func (h house) log(t testing.TB, actor trenza.Actor, own bool, page journal.Page) (lines []journal.Line, err error) {
	t.Helper()
	failed := h.Read(t.Context(), func(r store.Reader) error {
		if own {
			lines, err = journal.OwnLog(t.Context(), r, h.vault, actor, page)
		} else {
			lines, err = journal.Log(t.Context(), r, h.vault, actor, page)
		}
		return nil
	})
	if failed != nil {
		t.Fatal(failed)
	}
	return lines, err
}

// told spells who did what.
func told(lines []journal.Line) (all []string) {
	for _, l := range lines {
		all = append(all, fmt.Sprintf("%d %s (%s) %s", l.Number, l.Actor, strings.Join(l.Roles, "+"), l.Class))
	}
	return all
}

// An entry tells who acted and in which roles she did then, whatever she is called
// and holds today; one of the command line is who she was before there were
// accounts. It tells nothing of what was said, and of whom only that it is another.
func TestTheLogSaysWhoActedInWhichRoles(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		rosa := trenza.Actor{Organisation: "alma", Name: "Rosa Operadora", Role: trenza.RoleOperator}
		h.tell(t, rosa, happened{What: "secreto", Whom: "ana", Secret: trenza.P2})
		h.tell(t, holding("acc-1", "Carmen", trenza.RoleRegistrar), happened{What: "secreto", Whom: "ana", Secret: trenza.P2})
		h.tell(t, holding("acc-1", "Carmen Rojas", trenza.RolePsychologist, trenza.RoleCaseWorker), happened{What: "secreto", Whom: "berta", Secret: trenza.P3})
		h.tell(t, maribel, happened{What: "en otra parte", Secret: trenza.P1})

		lines, err := h.log(t, officer, false, journal.Page{})
		if err != nil {
			t.Fatal(err)
		}
		want(t, told(lines), "3 Carmen Rojas (gestora_caso+psicologa) P3", "2 Carmen (registradora) P2", "1 Rosa Operadora (operator) P2")
		if lines[0].Account != "acc-1" || lines[1].Account != "acc-1" || lines[2].Account != "" || lines[0].At != "2020-03-08T12:00:00Z" {
			t.Errorf("got %+v", lines)
		}
		if lines[1].Subject == "" || lines[1].Subject != lines[2].Subject || lines[0].Subject == lines[1].Subject {
			t.Errorf("of whom: %q, %q, %q", lines[2].Subject, lines[1].Subject, lines[0].Subject)
		}
		if spelled := fmt.Sprint(lines); strings.Contains(spelled, "secreto") || strings.Contains(spelled, "ana") {
			t.Errorf("the log has content: %s", spelled)
		}
		h.sound(t, "alma", 3)
	})
}

// Who does nothing but look reads her own doings, and no more; nobody reads over
// the wall.
func TestTheLogIsForWhoAudits(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		carmen := holding("acc-1", "Carmen", trenza.RolePsychologist)
		h.tell(t, carmen, happened{Secret: trenza.P3})
		h.tell(t, holding("acc-2", "Ana", trenza.RoleOutreach), happened{Secret: trenza.P1})
		h.tell(t, holding("acc-1", "Carmen", trenza.RoleRegistrar), happened{Secret: trenza.P2})

		own, err := h.log(t, carmen, true, journal.Page{})
		if err != nil {
			t.Fatal(err)
		}
		want(t, told(own), "3 Carmen (registradora) P2", "1 Carmen (psicologa) P3")
		for name, actor := range map[string]trenza.Actor{
			"her own is not all":   carmen,
			"an administrator":     holding("acc-3", "Elsa", trenza.RoleAdministrator),
			"without an account":   {Organisation: "alma", Name: "Elsa", Role: trenza.RoleCustodian},
			"of no organisation":   {Account: "acc-odp", Grants: officer.Grants},
			"another organisation": {Organisation: "reque", Account: "acc-1", Grants: carmen.Grants},
		} {
			if lines, err := h.log(t, actor, false, journal.Page{}); trenza.KindOf(err) != trenza.Forbidden || lines != nil {
				t.Errorf("%s: %v, %v", name, lines, err)
			}
		}
		elsewhere := officer
		elsewhere.Organisation = "reque"
		if lines, err := h.log(t, elsewhere, false, journal.Page{}); err != nil || lines != nil {
			t.Errorf("over the wall: %v, %v", lines, err)
		}
		if lines, err := h.log(t, holding("acc-9", "Nueva", trenza.RoleOutreach), true, journal.Page{}); err != nil || lines != nil {
			t.Errorf("who never did anything did %v, %v", lines, err)
		}
	})
}

// Pages follow each other from the newest entry to the first, narrowed or not.
func TestTheLogIsReadByPages(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		for i := range 7 {
			h.tell(t, holding("acc-1", "Carmen", trenza.RoleRegistrar), happened{Secret: []trenza.Class{trenza.P1, trenza.P2}[i%2]})
		}
		for name, c := range map[string]struct {
			page journal.Page
			want []int64
		}{
			"all":            {journal.Page{}, []int64{7, 6, 5, 4, 3, 2, 1}},
			"first":          {journal.Page{Most: 3}, []int64{7, 6, 5}},
			"second":         {journal.Page{Most: 3, Before: 5}, []int64{4, 3, 2}},
			"last":           {journal.Page{Most: 3, Before: 2}, []int64{1}},
			"past the end":   {journal.Page{Before: 1}, nil},
			"of a class":     {journal.Page{Class: "P2", Most: 2}, []int64{6, 4}},
			"of a room":      {journal.Page{Room: "test", Most: 2}, []int64{7, 6}},
			"of part of one": {journal.Page{Room: "tes"}, nil},
			"of another":     {journal.Page{Room: "account"}, nil},
		} {
			for _, own := range []bool{false, true} {
				actor := officer
				if own {
					actor = holding("acc-1", "Carmen", trenza.RoleRegistrar)
				}
				lines, err := h.log(t, actor, own, c.page)
				var numbers []int64
				for _, l := range lines {
					numbers = append(numbers, l.Number)
				}
				if err != nil || !slices.Equal(numbers, c.want) {
					t.Errorf("%s, own %v: %v, %v, want %v", name, own, numbers, err, c.want)
				}
			}
		}
	})
}

// A name that is not the one that was sealed is not shown as somebody's.
func TestTheLogNamesNobodyWrongly(t *testing.T) {
	h := build(t, storetest.Location(t, store.SQLite))
	h.tell(t, holding("acc-1", "Carmen", trenza.RoleRegistrar), happened{})
	h.tell(t, holding("acc-2", "Ana", trenza.RoleRegistrar), happened{})
	h.behind(t, `update journal_actor set sealed = (select max(sealed) from journal_actor)`)
	if lines, err := h.log(t, officer, false, journal.Page{}); err == nil {
		t.Errorf("got %+v", lines)
	}
}

// Whoever signed in acts without a role of the command line; somebody without
// either does not act.
func TestWhoActsHasARoleOrAnAccount(t *testing.T) {
	h := build(t, storetest.Location(t, store.SQLite))
	for name, actor := range map[string]trenza.Actor{
		"nobody":             {Organisation: "alma", Name: "Carmen"},
		"of no organisation": {Account: "acc-1", Name: "Carmen"},
	} {
		err := h.Write(t.Context(), actor, func(tx *journal.Tx) error {
			_, err := tx.Tell(t.Context(), happened{})
			return err
		})
		if err == nil || errors.Is(err, journal.ErrSilent) {
			t.Errorf("%s: %v", name, err)
		}
	}
	h.tell(t, holding("acc-1", "Carmen"), happened{})
}
