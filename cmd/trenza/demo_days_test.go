package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
)

// The staff works for some days and leaves what there is to try: pairs to decide, a
// join to undo, steps that are overdue, a list to hand in, figures that were signed.
// The figures of different people are what they were, and undoing the join changes
// none that was published.
func TestTheDemoLeavesWorkToDo(t *testing.T) {
	s, clock := at(t, store.SQLite), openingDay()
	s.now = clock.now
	h := opened(t, s)
	want := scaled(60)
	played(t, s, h, "alma-llanera", cast.AlmaLlanera(1, want))
	d, _ := programme.Shipped("alma-llanera")
	lists := t.TempDir()
	try, err := h.hire(s, []*programme.Definition{d}, lists)
	if err != nil {
		t.Fatal(err)
	}
	clock.behind = 0
	checkAlma(t, values(t, results(t, s, h, "alma-llanera", resultsCommand{})), want)

	scope, err := s.scope(h, d)
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := exchange.OpenPairs(t.Context(), h.journal, scope)
	if err != nil || len(pairs) < 12 {
		t.Errorf("%d pairs wait, want a dozen: %v", len(pairs), err)
	}
	held, err := exchange.HeldRows(t.Context(), h.journal, scope)
	if err != nil || len(held) == 0 {
		t.Errorf("no row of a list waits: %v", err)
	}
	sets, err := h.reporter.Frozen(t.Context(), scope, d.ID)
	if err != nil || len(sets) != 1 {
		t.Errorf("%d sets of figures are frozen: %v", len(sets), err)
	}
	if late := overdue(t, h, "milagros.tumbes"); late != 2 {
		t.Errorf("%d of her steps are overdue, want 2", late)
	}
	understood(t, s, h, d, try.list)
	if err := h.unmerge(s, d, try.pair); err != nil {
		t.Errorf("the sisters: %v", err)
	}
	var said bytes.Buffer
	s.out = &said
	try.print(s)
	for _, want := range []string{try.list, try.apart, try.known} {
		if want == "" || !strings.Contains(said.String(), want) {
			t.Errorf("%q is not told:\n%s", want, said.String())
		}
	}
}

// overdue is how many steps of somebody should have been done before today.
func overdue(t *testing.T, h *house, login string) (late int) {
	t.Helper()
	err := h.data.Read(t.Context(), func(r store.Reader) error {
		return agenda.Each(t.Context(), r, "care-peru", func(step agenda.Step) error {
			_, account, err := h.desk.Actor(t.Context(), step.Account, h.desk.Today())
			if account.Login == login && step.Day < h.desk.Today() {
				late++
			}
			return err
		})
	})
	if err != nil {
		t.Error(err)
	}
	return late
}

// understood rehearses the list that is there to be handed in: it is understood, knows
// most of the women, and gives back what nothing can be made of.
func understood(t *testing.T, s *session, h *house, d *programme.Definition, list string) {
	t.Helper()
	accounts, err := h.importer(s, d).Rehearse(t.Context(), list)
	if err != nil || len(accounts) != 1 {
		t.Fatalf("%d accounts of %s: %v", len(accounts), list, err)
	}
	total := accounts[0].Total()
	if total.Accepted < 6 || total.Rejected != 2 || total.Known == 0 {
		t.Errorf("%+v", total)
	}
}
