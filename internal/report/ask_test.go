package report_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// asking is a world with who asks for figures to be frozen, who signs, and who may
// do neither.
type asking struct {
	*worldtest.World
	author, approver, reader trenza.Actor
	journal                  *journal.Journal
	definition               *programme.Definition
	now                      time.Time
}

func asks(t *testing.T, location string) *asking {
	a := &asking{World: worldtest.Open(t, location, alma), definition: shipped(t, alma), now: worldtest.Moment}
	a.journal = journal.New(a.DB, a.Vault, func() time.Time { return a.now }, reach.Keeper{})
	holding := func(account, role string) trenza.Actor {
		return trenza.Actor{Organisation: a.Actor.Organisation, Name: "Señora " + account, Account: account, Grants: []trenza.Grant{{Role: role, From: "2020-01-01"}}}
	}
	a.author, a.approver, a.reader = holding("marta", trenza.RoleMonitoring), holding("milagros", trenza.RoleCoordinator), holding("ana", trenza.RoleDonor)
	return a
}

func (a *asking) reporter() report.Reporter {
	return report.Reporter{Engine: a.Engine, Journal: a.journal}
}

// do writes as somebody.
func (a *asking) do(actor trenza.Actor, do func(*journal.Tx) error) error {
	return a.journal.Write(a.Context, actor, do)
}

// ask has somebody want figures frozen.
func (a *asking) ask(actor trenza.Actor, q report.Query) error {
	return a.do(actor, func(tx *journal.Tx) error { return a.reporter().Ask(a.Context, tx, report.Order{Query: q}) })
}

func (a *asking) scope(actor trenza.Actor) access.Scope {
	a.Helper()
	scope, err := access.For(actor, a.definition.Offers()...)
	if err != nil {
		a.Fatal(err)
	}
	return scope
}

// waiting are the asks that an actor sees.
func (a *asking) waiting(actor trenza.Actor) []report.Ask {
	a.Helper()
	all, err := a.reporter().Asks(a.Context, a.scope(actor), actor, a.now)
	if err != nil {
		a.Fatal(err)
	}
	return all
}

// What somebody asks for is seen by her and by who may sign it, as it was asked; it
// is signed once, by somebody else, and waits no longer.
func TestAnAskWaitsForSomebodyElse(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		a := asks(t, location)
		query := report.Query{
			Definition: a.definition, Public: true, By: []reach.Dimension{reach.ByRegion},
			Period: trenza.Period{From: "2020-01-01", To: "2020-05-31"}, AsOf: a.Position(),
		}
		if err := a.ask(a.author, query); err != nil {
			t.Fatal(err)
		}
		if err := a.ask(a.reader, query); trenza.KindOf(err) != trenza.Forbidden {
			t.Errorf("who may not freeze asks: %v", err)
		}
		all := a.waiting(a.approver)
		if len(all) != 1 || len(a.waiting(a.author)) != 1 || len(a.waiting(a.reader)) != 0 {
			t.Fatalf("waiting: %+v", all)
		}
		ask, q := all[0], all[0].Order.Query
		if ask.Name != "Señora marta" || !ask.At.Equal(a.now) || q.Period != query.Period || !slices.Equal(q.By, query.By) || !q.Public ||
			q.AsOf != query.AsOf || q.Definition.Hash != query.Definition.Hash {
			t.Errorf("asked for: %+v", ask)
		}
		sign := func(as trenza.Actor) (report.Ask, error) {
			return a.reporter().ToSign(a.Context, a.scope(as), as, a.now, ask.ID)
		}
		for _, not := range []trenza.Actor{a.author, a.reader} {
			if _, err := sign(not); trenza.KindOf(err) != trenza.NotFound {
				t.Errorf("%s signs: %v", not.Name, err)
			}
		}
		found, err := sign(a.approver)
		if err != nil {
			t.Fatal(err)
		}
		order := found.Order
		order.Signs, order.Ask = &a.approver, found.ID
		if _, err := a.reporter().Freeze(a.Context, a.author, order); err != nil {
			t.Fatal(err)
		}
		if _, err := a.reporter().Freeze(a.Context, a.author, order); trenza.KindOf(err) != trenza.NotFound {
			t.Errorf("signed twice: %v", err)
		}
		if n := len(a.waiting(a.author)); n != 0 || verbs(a.World, "figures.frozen") != 1 || verbs(a.World, "figures.asked") != 1 {
			t.Errorf("%d wait after it was signed", n)
		}
		a.Sound()
	})
}

// An ask is taken back by whose it is, is forgotten after a week, and one person
// does not have too many.
func TestAnAskDoesNotWaitForEver(t *testing.T) {
	a := asks(t, storetest.Location(t, store.SQLite))
	query := report.Query{Definition: a.definition, Public: true}
	for range 10 {
		if err := a.ask(a.author, query); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.ask(a.author, query); !errors.Is(err, &trenza.Problem{Kind: trenza.Invalid, Key: "report.asks_many"}) {
		t.Errorf("one more: %v", err)
	}
	takeBack := func(as trenza.Actor) error {
		id := a.waiting(a.author)[0].ID
		return a.do(as, func(tx *journal.Tx) error { return a.reporter().TakeBack(a.Context, tx, id) })
	}
	if err := takeBack(a.approver); trenza.KindOf(err) != trenza.NotFound {
		t.Errorf("somebody else takes it back: %v", err)
	}
	if err := takeBack(a.author); err != nil || len(a.waiting(a.author)) != 9 || verbs(a.World, "figures.taken_back") != 1 {
		t.Errorf("taken back: %v", err)
	}
	a.now = a.now.Add(7*24*time.Hour + time.Second)
	if n := len(a.waiting(a.author)); n != 0 {
		t.Errorf("%d wait after a week", n)
	}
	if err := a.ask(a.author, query); err != nil || len(a.waiting(a.approver)) != 1 {
		t.Errorf("asked anew: %v", err)
	}
	a.Sound()
}
