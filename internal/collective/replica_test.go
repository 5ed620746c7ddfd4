package collective_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// pathTo are the steps that bring a new replica into each state.
var pathTo = map[collective.State][]collective.Step{
	collective.Planned:   nil,
	collective.Held:      {collective.Hold},
	collective.Reported:  {collective.Hold, collective.Report},
	collective.Verified:  {collective.Hold, collective.Report, collective.Verify},
	collective.Closed:    {collective.Hold, collective.Report, collective.Verify, collective.Close},
	collective.Cancelled: {collective.Cancel},
}

// Every step from every state does what the table says, and nothing else.
func TestEveryPairOfTheStateTable(t *testing.T) {
	s := taught(Open(t, storetest.Location(t, store.SQLite), "taller-reque"), 1)
	checker := s.by("Pilar Verificadora")
	take := func(id string, step collective.Step) error {
		if step == collective.Verify {
			return checker.step(id, step)
		}
		return s.step(id, step)
	}
	for _, from := range collective.States() {
		for _, step := range collective.Steps() {
			r := s.plan(s.replica(0, "2019-07-01"))
			for _, earlier := range pathTo[from] {
				if err := take(r.ID, earlier); err != nil {
					t.Fatalf("to %s by %s: %v", from, earlier, err)
				}
			}
			want := from
			change, may := collective.Changes().Next(from, step)
			if may {
				want = change.To
			}
			err := take(r.ID, step)
			if (err == nil) != may || !may && trenza.KindOf(err) != trenza.Conflict || from.May(step) != may {
				t.Errorf("%s from %s: %v", step, from, err)
			}
			if got := s.now(r.ID); got.State != want {
				t.Errorf("%s from %s leads to %s, want %s", step, from, got.State, want)
			}
		}
	}
	s.Sound()
}

func TestWhatAReplicaNeeds(t *testing.T) {
	s := taught(Open(t, storetest.Location(t, store.SQLite), "taller-reque"), 1)
	plan := func(change func(*collective.Replica)) error {
		r := s.replica(0, "2019-07-01")
		change(&r)
		return s.Try(func(tx *journal.Tx) error {
			_, err := collective.Plan(s.Context, tx, s.d, r)
			return err
		})
	}
	for want, change := range map[string]func(*collective.Replica){
		"collective.topics_missing":    func(r *collective.Replica) { r.Topics = nil },
		"collective.topic_unknown":     func(r *collective.Replica) { r.Topics = []string{"soldadura"} },
		"collective.place_outside":     func(r *collective.Replica) { r.Place = "140112" },
		"collective.place_unknown":     func(r *collective.Replica) { r.Place = "149999" },
		"attention.before_programme":   func(r *collective.Replica) { r.Day = "2018-12-31" },
		"collective.minutes":           func(r *collective.Replica) { r.Minutes = 2000 },
		"collective.no_such_committee": func(r *collective.Replica) { r.Committee = trenza.NewID() },
		"registry.no_such_person":      func(r *collective.Replica) { r.Trainer = trenza.NewID() },
	} {
		if err := plan(change); !isKey(err, want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	r := s.plan(s.replica(0, "2019-07-01"))
	if err := s.step(r.ID, collective.Hold); err != nil {
		t.Fatal(err)
	}
	for want, a := range map[string]collective.Account{
		"outreach.nobody_counted":    account(0, 0),
		"outreach.first_time_beyond": account(12, 13),
		"outreach.negative_count":    account(-1, 0),
		"collective.topics_missing":  {Groups: account(12, 8).Groups, FirstTime: 8},
		"collective.field_unknown":   {Groups: account(12, 8).Groups, Covered: []string{"puntos"}, Form: map[string]string{"clima": "bueno"}},
	} {
		err := s.Try(func(tx *journal.Tx) error {
			_, err := collective.ReportOf(s.Context, tx, s.d, r.ID, a)
			return err
		})
		if !isKey(err, want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// isKey reports whether an error is the problem of a key.
func isKey(err error, key string) bool {
	problem, ok := errors.AsType[*trenza.Problem](err)
	return ok && problem.Key == key
}

// 140112 is Pimentel, and not Reque.
func TestPimentelIsNotReque(t *testing.T) {
	s := taught(Open(t, storetest.Location(t, store.SQLite), "taller-reque"), 1)
	_, err := s.enter(collective.Committee{Kind: "club_de_madres", Name: "Santa Rosa", Place: "140112"})
	if text := inSpanish(err); text != "Revisa el lugar: 140112 es Pimentel, y el programa trabaja en Reque (140113)." {
		t.Error(text)
	}
}

// Nobody verifies what she reported herself, whatever she is called that day.
func TestAnotherPersonVerifies(t *testing.T) {
	s := taught(Open(t, storetest.Location(t, store.SQLite), "taller-reque"), 1)
	role := trenza.Grant{Role: trenza.RoleFacilitator, Programme: "taller-reque"}
	reporter, other := s.as("rosa", role), s.as("pilar", trenza.Grant{Role: trenza.RoleMonitoring})
	r := reporter.give(s.replica(0, "2019-07-01"), account(12, 8))
	renamed := *reporter
	renamed.World.Actor.Name = "Otra"
	if err := renamed.step(r.ID, collective.Verify); !isKey(err, "collective.verify_same") {
		t.Error(err)
	}
	if err := other.step(r.ID, collective.Cancel); trenza.KindOf(err) != trenza.Forbidden {
		t.Errorf("who verifies calls it off: %v", err)
	}
	if r = other.verify(r.ID); !r.InTime || r.Way != collective.ByVisit || r.Verified != "2020-06-01" {
		t.Errorf("%+v", r)
	}
	elsewhere := s.as("luz", trenza.Grant{Role: trenza.RoleFacilitator, Place: "150101"})
	if err := elsewhere.step(r.ID, collective.Close); trenza.KindOf(err) != trenza.NotFound {
		t.Errorf("a replica of another place: %v", err)
	}
}

// A replica counts for B3 within 60 days of the last session that its trainer came
// to, and not a day later.
func TestSixtyDays(t *testing.T) {
	s := taught(Open(t, storetest.Location(t, store.SQLite), "taller-reque"), 2)
	checker := s.by("Pilar")
	for committee, days := range []int{60, 61} {
		r := checker.verify(s.give(s.replica(committee, lastSession.Add(days)), account(12, 8)).ID)
		if r.InTime != (days == 60) {
			t.Errorf("%d days after: in time %v", days, r.InTime)
		}
	}
	if m := s.measured(); m.Replicating != 2 || m.InTime != 1 || m.Verified != 2 {
		t.Errorf("%+v", m)
	}
	if values := s.Values("taller-reque"); values["comites_replica"] != 1 {
		t.Errorf("B3: %d", values["comites_replica"])
	}
}

// What is called off leaves nothing in the figures, and its headcount goes with it
// and in no other way.
func TestACalledOffReplicaLeavesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := taught(Open(t, location, "taller-reque"), 1)
		before := reportOf(s)
		r := s.give(s.replica(0, "2019-07-01"), account(12, 8))
		her := s.Meet(Woman("Chafloque Puse", "Rosa", "1980-03-01", Paper("DNI", "40000001")), "2019-08-01").Person
		s.Write(func(tx *journal.Tx) error { return collective.Present(s.Context, tx, r.ID, her.ID) })
		err := s.Try(func(tx *journal.Tx) error {
			_, err := pathway.WithdrawActivity(s.Context, tx, r.Activity)
			return err
		})
		if !isKey(err, "collective.call_it_off") {
			t.Error(err)
		}
		if err := s.step(r.ID, collective.Cancel); err != nil {
			t.Fatal(err)
		}
		if r = s.now(r.ID); r.State != collective.Cancelled || r.Reason != "No llegó nadie." || r.Total != 0 || r.Activity != "" {
			t.Errorf("%+v", r)
		}
		if after := reportOf(s); after != before {
			t.Errorf("something stays:\n%s\n%s", before, after)
		}
		s.Read(func(reader store.Reader) error {
			all, err := outreach.Activities(s.Context, reader, s.Actor.Organisation, "taller-reque")
			if len(all) != 0 {
				t.Errorf("%+v", all)
			}
			return err
		})
		s.Sound()
	})
}

// What was written of a replica is sealed, and read back.
func TestTheWordsOfAReplicaAreSealed(t *testing.T) {
	s := taught(Open(t, storetest.Location(t, store.SQLite), "taller-reque"), 1)
	a := account(12, 8)
	a.Form = map[string]string{"materiales": "lana de alpaca"}
	r := s.give(s.replica(0, "2019-07-01"), a)
	if got := s.now(r.ID); got.Form["materiales"] != "lana de alpaca" {
		t.Errorf("%+v", got)
	}
	s.Read(func(reader store.Reader) error {
		var words []byte
		_, err := reader.One(s.Context, `select words from replica where id = $1`, store.Args(r.ID), &words)
		if len(words) == 0 || strings.Contains(string(words), "alpaca") {
			t.Errorf("%q", words)
		}
		return err
	})
}
