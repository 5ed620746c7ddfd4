package report_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// Two people sign, and a correction says why.
func TestWhoFreezesFigures(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	query := report.Query{Definition: shipped(t, alma)}
	for key, o := range map[string]report.Order{
		"report.approver_missing": {Query: query},
		"report.approver_same":    {Query: query, Approver: "  rosa   OPERADORA"},
		"report.reason_missing":   {Query: query, Approver: approver, Supersedes: "AAAAA-AAAAA"},
		"report.no_such_frozen":   {Query: query, Approver: approver, Supersedes: "AAAAA-AAAAA", Reason: "x"},
	} {
		_, err := reporterOf(w).Freeze(w.Context, w.Actor, o)
		if problem, ok := errors.AsType[*trenza.Problem](err); !ok || problem.Key != key {
			t.Errorf("want %s, got %v", key, err)
		}
	}
	nobody := w.Actor
	nobody.Name = ""
	if _, err := reporterOf(w).Freeze(w.Context, nobody, report.Order{Query: query, Approver: approver}); !errors.Is(err, trenza.Refuse("report.author_missing")) {
		t.Error(err)
	}
	if n := verbs(w, "figures.frozen"); n != 0 {
		t.Errorf("%d sets were frozen", n)
	}
}

// Whatever somebody changes in a frozen set behind the program's back is noticed.
func TestFrozenFiguresCannotBeEdited(t *testing.T) {
	base := worldtest.Open(t, storetest.Location(t, store.SQLite))
	for i, c := range []struct{ damage, key string }{
		{`update publication set hash = 'x' || hash`, "report.frozen_altered"},
		{`update publication set content = substr(content, 2)`, "report.frozen_altered"},
		{`update publication set position = position - 1`, "report.frozen_altered"},
		{`update publication set public = 1 - public`, "report.frozen_altered"},
		{`update publication set version = '2'`, "report.frozen_altered"},
		{`update publication set code = 'AAAAA-AAAAA'`, "report.frozen_altered"},
		{`update publication set supersedes = 'x'`, "report.frozen_altered"},
		{`update publication set programme = 'otro'`, "report.frozen_altered"},
		{`update publication set entry = entry - 1`, "report.frozen_differs"},
		{`delete from publication`, "report.frozen_differs"},
	} {
		w := base.In(t, fmt.Sprint("o", i), alma)
		freeze(w, report.Order{Query: report.Query{Definition: shipped(t, alma)}})
		err := w.DB.Write(w.Context, func(tx *store.Tx) error {
			_, err := tx.Exec(w.Context, c.damage+` where organisation = $1`, w.Actor.Organisation)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		w.Read(func(r store.Reader) error {
			_, err := report.VerifyFrozen(w.Context, r, w.Vault, w.Actor.Organisation)
			if !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: c.key}) {
				t.Errorf("%s: want %s, got %v", c.damage, c.key, err)
			}
			return nil
		})
	}
}

// Where people have accounts, the approver is somebody else with an account and a
// role that signs; a name alone signs nothing.
func TestWhoSignsHasAnAccount(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	holding := func(account, role string) *trenza.Actor {
		return &trenza.Actor{Organisation: w.Actor.Organisation, Name: "Señora " + account, Account: account, Grants: []trenza.Grant{{Role: role}}}
	}
	author := *holding("diana", trenza.RoleMonitoring)
	elsewhere := holding("norma", trenza.RoleProgrammeApprove)
	elsewhere.Organisation = "otra"
	query := report.Query{Definition: shipped(t, alma), Public: true}
	for name, c := range map[string]struct {
		signs *trenza.Actor
		key   string
	}{
		"a name alone":           {nil, "report.approver_signs"},
		"herself":                {holding("diana", trenza.RoleProgrammeApprove), "report.approver_same"},
		"no role that signs":     {holding("raul", trenza.RoleFinanceApprove), "report.approver_may_not"},
		"of another one":         {elsewhere, "report.approver_may_not"},
		"the programme approver": {holding("silvia", trenza.RoleProgrammeApprove), ""},
		"the coordinator":        {holding("monica", trenza.RoleCoordinator), ""},
	} {
		f, err := reporterOf(w).Freeze(w.Context, author, report.Order{Query: query, Approver: "Ana", Signs: c.signs})
		switch {
		case c.key == "" && (err != nil || f.Approver != c.signs.Name):
			t.Errorf("%s: %v", name, err)
		case c.key != "" && (err == nil || !strings.HasPrefix(err.Error(), c.key)):
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
	}
}
