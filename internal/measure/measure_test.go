package measure_test

import (
	"errors"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/scale"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// as is the world seen by somebody with an account and a role everywhere.
func as(w *World, account, role string) *World {
	other := *w
	other.Actor = trenza.Actor{
		Organisation: w.Actor.Organisation, Account: account, Name: "Quien " + account,
		Grants: []trenza.Grant{{Role: role, From: "2020-01-01"}},
	}
	return &other
}

func scopeOf(w *World) (scope access.Scope) {
	w.Helper()
	w.Read(func(r store.Reader) (err error) {
		scope, err = programme.ScopeOf(w.Context, r, w.Actor)
		return err
	})
	return scope
}

// learner is somebody who goes to the course on business in Trujillo.
func learner(w *World, n int) *registry.Person {
	w.Helper()
	return w.Give(Numbered(n), "emprendimiento", Delivered("2020-03-03", "130101")).Person
}

// said are the answers to some items, the same to each, given alone.
func said(instrument string, value int) measure.Said {
	i, _ := scale.Find(instrument)
	s := measure.Said{Alone: true, Answers: scale.Answers{Values: make(map[int]int)}}
	for n := 1; n <= i.Items; n++ {
		s.Values[n] = value
	}
	return s
}

func asked(person, instrument, wave string, s measure.Said) measure.Measurement {
	return measure.Measurement{
		Programme: "alma-llanera", Person: person, Instrument: instrument, Wave: wave, Day: "2020-04-01", Place: "130101", Said: s,
	}
}

func take(w *World, m measure.Measurement) (measure.Measurement, error) {
	w.Helper()
	err := w.Try(func(tx *journal.Tx) (err error) {
		m, err = measure.Take(w.Context, tx, m)
		return err
	})
	return m, err
}

func taken(w *World, m measure.Measurement) measure.Measurement {
	w.Helper()
	m, err := take(w, m)
	if err != nil {
		w.Fatal(err)
	}
	return m
}

func ofThread(w *World, root string) (all []measure.Measurement) {
	w.Helper()
	scope := scopeOf(w)
	w.Read(func(r store.Reader) (err error) {
		all, err = measure.OfThread(w.Context, r, w.Vault, scope, root)
		return err
	})
	return all
}

func changes(w *World, instrument, wave string) (c measure.Changes) {
	w.Helper()
	scope := scopeOf(w)
	w.Read(func(r store.Reader) (err error) {
		c, err = measure.ChangesOf(w.Context, r, w.Vault, scope, "alma-llanera", instrument, wave)
		return err
	})
	return c
}

func isProblem(err error, key string) bool {
	p, is := errors.AsType[*trenza.Problem](err)
	return is && p.Key == key
}

func each(t *testing.T, test func(w *World)) {
	storetest.Each(t, func(t *testing.T, location string) { test(Plain(t, location, "alma-llanera")) })
}

// Story 1: GSE-10 from 24 to 31, the short set from 11 to 19, as the answers come to.
func TestBeforeAndAfter(t *testing.T) {
	each(t, func(w *World) {
		her := learner(w, 1)
		self := func(values ...int) measure.Said {
			s := measure.Said{Alone: true, Answers: scale.Answers{Values: make(map[int]int)}}
			for n, v := range values {
				s.Values[n+1] = v
			}
			return s
		}
		facilitates := as(w, "facilita", trenza.RoleFacilitator)
		taken(facilitates, asked(her.ID, "gse-10", measure.Baseline, self(2, 2, 3, 2, 3, 2, 2, 3, 3, 2)))
		taken(facilitates, asked(her.ID, "gse-10", measure.Endline, self(3, 3, 3, 3, 4, 3, 3, 3, 3, 3)))
		taken(facilitates, asked(her.ID, "trenza-15", measure.Baseline, self(1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 0, 2)))
		taken(facilitates, asked(her.ID, "trenza-15", measure.Endline, self(2, 2, 1, 1, 1, 1, 1, 2, 1, 1, 2, 1, 0, 1, 2)))
		all := ofThread(facilitates, her.Root)
		for instrument, want := range map[string][3]int{"gse-10": {24, 31, 7}, "trenza-15": {11, 19, 8}} {
			var totals []int
			for _, m := range all {
				if m.Instrument == instrument {
					totals = append(totals, m.Score().Total)
				}
			}
			c, paired := measure.OfOne(instrument, all)
			if len(totals) != 2 || totals[0] != want[0] || totals[1] != want[1] || !paired || c.Total != want[2] {
				t.Errorf("%s: %v, %+v", instrument, totals, c)
			}
		}
		if all[0].Language != "es" || all[0].Version == "" || all[0].Service != "emprendimiento" {
			t.Errorf("the wording is not kept: %+v", all[0])
		}
		if one := changes(w, "trenza-15", measure.Endline); one.Total.Shown || one.Total.N != 0 || !one.Total.Few || one.Improved.N != 0 {
			t.Errorf("one woman is told: %+v", one.Summary)
		}
		w.Sound()
	})
}

func TestWhatIsNotTaken(t *testing.T) {
	each(t, func(w *World) {
		her := learner(w, 1)
		apart := said("trenza-15", 1)
		apart.Alone = false
		unsafe := measure.Said{Answers: scale.Answers{Skipped: map[int]scale.Skip{6: scale.Unsafe}}}
		dark := said("phq-9", 0)
		dark.Values[9] = 1
		for _, test := range []struct {
			key    string
			change func(*measure.Measurement)
		}{
			{"measure.not_asked", func(m *measure.Measurement) { m.Instrument = "ngse" }},
			{"measure.before_programme", func(m *measure.Measurement) { m.Day = "2018-12-31" }},
			{"measure.day_unknown", func(m *measure.Measurement) { m.Day = "2020-02-30" }},
			{"measure.day_future", func(m *measure.Measurement) { m.Day = "2020-06-02" }},
			{"measure.wave_unknown", func(m *measure.Measurement) { m.Wave = "m61" }},
			{"measure.language_unknown", func(m *measure.Measurement) { m.Language = "qu" }},
			{"measure.not_alone", func(m *measure.Measurement) { m.Said = apart }},
			{"scale.out_of_range", func(m *measure.Measurement) { m.Said = said("trenza-15", 3) }},
			{"registry.no_such_person", func(m *measure.Measurement) { m.Person = trenza.NewID() }},
			{"measure.protocol_missing", func(m *measure.Measurement) { m.Instrument, m.Said = "phq-9", dark }},
		} {
			m := asked(her.ID, "trenza-15", measure.Baseline, said("trenza-15", 1))
			test.change(&m)
			if _, err := take(w, m); !isProblem(err, test.key) {
				t.Errorf("%s: %v", test.key, err)
			}
		}
		dark.Protocol = &measure.Protocol{Safe: true, Stays: "su hermana", Contacted: "Lic. Vega", Hour: "10:40"}
		m := taken(w, asked(her.ID, "phq-9", measure.Baseline, dark))
		if kept := ofThread(w, her.Root)[0]; kept.Said.Protocol == nil || kept.Said.Protocol.Stays != "su hermana" {
			t.Errorf("the protocol is not kept: %+v", kept.Said)
		}
		w.Write(func(tx *journal.Tx) error { return measure.Withdraw(w.Context, tx, m.ID) })
		taken(w, asked(her.ID, "trenza-15", measure.Baseline, unsafe))
		if _, err := take(w, asked(her.ID, "trenza-15", measure.Baseline, unsafe)); !isProblem(err, "measure.taken_already") {
			t.Errorf("twice: %v", err)
		}
		if all := ofThread(w, her.Root); len(all) != 1 || all[0].Score().Valid || all[0].Said.Skipped[6] != scale.Unsafe {
			t.Errorf("%+v", all)
		}
		w.Sound()
	})
}

// What touches health is the psychologist's; what was answered in a course, the
// facilitator's; and MEAL reads the changes of many, not one score of the former.
func TestWhoReads(t *testing.T) {
	each(t, func(w *World) {
		her := learner(w, 1)
		w.Write(func(tx *journal.Tx) error { return registry.Assign(w.Context, tx, her.ID, "psico", "2020-03-03") })
		psychologist := as(w, "psico", trenza.RolePsychologist)
		taken(psychologist, asked(her.ID, "who-5", measure.Baseline, said("who-5", 2)))
		taken(as(w, "facilita", trenza.RoleFacilitator), asked(her.ID, "trenza-15", measure.Baseline, said("trenza-15", 1)))
		for role, want := range map[string]string{
			trenza.RolePsychologist: "who-5", trenza.RoleCaseSupervisor: "who-5", trenza.RoleFacilitator: "trenza-15",
			trenza.RoleMonitoring: "trenza-15", trenza.RoleCoordinator: "", trenza.RoleProgrammeApprove: "", trenza.RoleCashOfficer: "",
			trenza.RoleRegistrar: "", trenza.RolePublicPartner: "",
		} {
			got := ""
			for _, m := range ofThread(as(w, "otra", role), her.Root) {
				got += m.Instrument
			}
			if got != want {
				t.Errorf("%s reads %q, want %q", role, got, want)
			}
		}
		if _, err := take(as(w, "facilita", trenza.RoleFacilitator), asked(her.ID, "phq-9", measure.Baseline, said("phq-9", 0))); trenza.KindOf(err) != trenza.Forbidden {
			t.Errorf("a facilitator asks the PHQ-9: %v", err)
		}
	})
}

// Ten women before and after: the middle one is told, by sub-scale; the eleventh who
// was asked once is in none.
func TestChangesOfMany(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	for n := range 11 {
		her := learner(w, n)
		taken(w, asked(her.ID, "trenza-15", measure.Baseline, said("trenza-15", 0)))
		if n < 10 {
			taken(w, asked(her.ID, "trenza-15", "m6", said("trenza-15", n/5)))
		}
		if c := changes(w, "trenza-15", "m6"); c.Total.Shown != (n >= 9) {
			t.Fatalf("%d pairs: %+v", n+1, c.Summary)
		}
	}
	c := changes(as(w, "mira", trenza.RoleMonitoring), "trenza-15", "m6")
	if c.Total.N != 10 || c.Total.Value != 7.5 || c.Parts["hogar"].Value != 2 || c.Improved.Few || c.Improved.N != 5 || c.Improved.Percent >= 0 {
		t.Errorf("%+v", c.Summary)
	}
	if none := changes(as(w, "otra", trenza.RoleCashOfficer), "trenza-15", "m6"); none.Total.N != 0 || none.Total.Few {
		t.Errorf("a cash officer counts what was answered: %+v", none.Summary)
	}
}

// Two records of one woman are one pair, and come apart again; who is forgotten
// leaves nothing.
func TestMergedAndForgotten(t *testing.T) {
	each(t, func(w *World) {
		once := w.Give(Phone(Numbered(1), "999000111"), "emprendimiento", Delivered("2020-03-03", "130101")).Person
		again := w.Give(Phone(Woman("Apellido10000001", "Nombre10000001", "1951", Paper("PTP", "123456789")), "999000111"), "emprendimiento", Delivered("2020-03-04", "130101")).Person
		taken(w, asked(once.ID, "trenza-15", measure.Baseline, said("trenza-15", 1)))
		pair := w.PairOf(once.ID, again.ID)
		w.Decide(pair, registry.Same)
		root := w.Find(again.ID).Root
		if _, err := take(w, asked(again.ID, "trenza-15", measure.Baseline, said("trenza-15", 1))); !isProblem(err, "measure.taken_already") {
			t.Errorf("her other record is asked again: %v", err)
		}
		taken(w, asked(again.ID, "trenza-15", measure.Endline, said("trenza-15", 2)))
		if c, paired := measure.OfOne("trenza-15", ofThread(w, root)); !paired || c.Total != 15 {
			t.Errorf("merged: %+v", c)
		}
		kept := w.Part(pair)
		if len(kept.Measures) != 1 || kept.Measures[0].Wave != measure.Endline {
			t.Errorf("what was measured meanwhile: %+v", kept.Measures)
		}
		w.Sound()
		w.Write(func(tx *journal.Tx) error {
			_, err := pathway.Forget(w.Context, tx, once.ID, "lo pidió")
			return err
		})
		left := 0
		w.Read(func(r store.Reader) error {
			return measure.Each(w.Context, r, w.Actor.Organisation, func(m measure.Measurement) error {
				if m.Person == once.ID {
					left++
				}
				return nil
			})
		})
		if left != 0 {
			t.Errorf("%d measurements of who was forgotten", left)
		}
		w.Sound()
	})
}
