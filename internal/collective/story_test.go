package collective_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// multiplied gives 31 replicas in 19 committees, 412 attendances in all, 268 of them
// for the first time; somebody else verifies the first of each committee.
func multiplied(s *workshop) {
	s.Helper()
	checker := s.by("Pilar Verificadora")
	for i := range 31 {
		women, first := 13, 8
		if i < 9 {
			women = 14
		}
		if i < 20 {
			first = 9
		}
		r := s.give(s.replica(i%19, lastSession.Add(5+i)), account(women, first))
		if i < 19 {
			checker.verify(r.ID)
		}
	}
}

// Story 4: 24 committees, of which 19 with a replica in time, 31 replicas, 412
// attendances, 268 people for the first time, and no sum of what is counted in
// different ways.
func TestTheMultiplierOfReque(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := taught(Open(t, location, "taller-reque"), 24)
		multiplied(s)
		m := s.measured()
		if m.Committees != 24 || m.Represented != 24 || m.Replicating != 19 || m.InTime != 19 || m.Training != 19 || m.Replicas != 31 || m.Verified != 19 {
			t.Errorf("%+v", m)
		}
		if percent, told := m.WithReplica().Percent(s.d.Numbers, "es"); percent != "79.2 %" || !told {
			t.Errorf("committees with a replica: %q, %v", percent, told)
		}
		for ratio, want := range map[collective.Ratio]string{m.PerRepresentative(): "1.3", m.NewPerReplica(): "8.6", m.Fidelity(): "1"} {
			if got, told := ratio.Each(s.d.Numbers, "es"); got != want || !told {
				t.Errorf("%+v: %q, want %q", ratio, got, want)
			}
		}
		if got := m.Reach.Sentence(s.d.Numbers, "es"); got != "24 directas + 268 indirectas (declaradas)" {
			t.Error(got)
		}
		if got := m.Reach.Attendances.Text(s.d.Numbers, "es"); got != "412 asistencias" {
			t.Error(got)
		}
		says := reportOf(s)
		for _, want := range []string{
			"79.2 % (19 de 24)", "24 directas + 268 indirectas (declaradas) que llegaron por primera vez; aparte, 412 asistencias (actividades: 31)",
		} {
			if !strings.Contains(says, want) {
				t.Errorf("the report lacks %q:\n%s", want, says)
			}
		}
		for _, never := range []string{"436", "292", "680", "704"} {
			if strings.Contains(says, never) {
				t.Errorf("the report says %s:\n%s", never, says)
			}
		}
		for _, lang := range []string{"es", "en"} {
			var sheet bytes.Buffer
			if err := s.measured().Council(s.d, "2020-06-01", lang).Paper(&sheet, locale.For(lang)); err != nil || !bytes.HasPrefix(sheet.Bytes(), []byte("%PDF-")) {
				t.Errorf("the sheet for the council, %s: %.20s, %v", lang, sheet.Bytes(), err)
			}
		}
		s.Sound()
	})
}

// reportOf is all that the report of the workshop prints, and what the council reads.
func reportOf(s *workshop) string {
	s.Helper()
	var text strings.Builder
	r := s.Figures("taller-reque", report.Query{})
	for _, l := range r.Lines("es") {
		text.WriteString(l.ID + " " + l.Value + " ")
		for _, n := range l.Notes {
			text.WriteString(n.Text + "\n")
		}
	}
	council := s.measured().Council(s.d, "2020-06-01", "es")
	text.WriteString(council.Sentence)
	for _, l := range council.Lines {
		text.WriteString(l.Label + " " + l.Value + " " + l.Beside + "\n")
	}
	return text.String()
}

// A number that was counted in one way cannot be added to another: the type has no
// number to take.
func TestWhatIsCountedInDifferentWaysHasNoSum(t *testing.T) {
	for _, of := range []any{collective.Counted{}, collective.Reach{}} {
		kind := reflect.TypeOf(of)
		if kind.ConvertibleTo(reflect.TypeFor[int]()) {
			t.Errorf("%s is a number", kind)
		}
		for i := range kind.NumField() {
			if f := kind.Field(i); f.IsExported() && f.Type.Kind() != reflect.Struct {
				t.Errorf("%s.%s can be taken out", kind, f.Name)
			}
		}
		for i := range kind.NumMethod() {
			method := kind.Method(i).Type
			for j := range method.NumOut() {
				if out := method.Out(j).Kind(); out != reflect.String && out != reflect.Bool {
					t.Errorf("%s.%s gives a %s", kind, kind.Method(i).Name, out)
				}
			}
		}
	}
}

// A socia who was counted and is registered later leaves the declared, once, at
// however many replicas she is known to have been.
func TestASociaWhoRegistersLeavesTheDeclared(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := taught(Open(t, location, "taller-reque"), 2)
		first := s.give(s.replica(0, "2019-07-01"), account(12, 8))
		second := s.give(s.replica(1, "2019-07-08"), account(10, 7))
		her := s.Meet(Woman("Chafloque Puse", "Rosa", "1980-03-01", Paper("DNI", "40000001")), "2019-08-01").Person
		for range 2 {
			for _, r := range []collective.Replica{first, second} {
				s.Write(func(tx *journal.Tx) error { return collective.Present(s.Context, tx, r.ID, her.ID) })
			}
		}
		m := s.measured()
		if got := m.Reach.Sentence(s.d.Numbers, "es"); got != "2 directas + 1 indirecta (registrada) + 14 indirectas (declaradas)" {
			t.Error(got)
		}
		if got := m.Reach.Attendances.Text(s.d.Numbers, "es"); got != "22 asistencias" {
			t.Error(got)
		}
		err := s.Try(func(tx *journal.Tx) error { return collective.Present(s.Context, tx, first.ID, s.women[0]) })
		if !errors.Is(err, trenza.Refuse("collective.trainer_present")) {
			t.Error(err)
		}
		s.Sound()
	})
}

// What a socia teaches on is told as an estimate and moves no figure.
func TestTheSecondRingIsAnEstimate(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := taught(Open(t, location, "taller-reque"), 2)
		first := s.give(s.replica(0, "2019-07-01"), account(12, 8))
		her := s.Meet(Woman("Chafloque Puse", "Rosa", "1980-03-01", Paper("DNI", "40000001")), "2019-08-01").Person
		deeper := s.replica(0, "2019-09-01")
		deeper.Trainer = her.ID
		err := s.Try(func(tx *journal.Tx) error {
			_, err := collective.Plan(s.Context, tx, s.d, deeper)
			return err
		})
		if !errors.Is(err, trenza.Refuse("collective.trainer_unknown")) {
			t.Error(err)
		}
		s.Write(func(tx *journal.Tx) error { return collective.Present(s.Context, tx, first.ID, her.ID) })
		before := reportOf(s)
		r := s.by("Pilar").give(deeper, account(20, 20))
		if r = s.verify(r.ID); r.Ring != 2 || r.Activity != "" || r.InTime {
			t.Errorf("%+v", r)
		}
		if after := reportOf(s); after != before {
			t.Errorf("an estimate moves figures:\n%s\n%s", before, after)
		}
		if got := s.measured().Reach.Estimated.Text(s.d.Numbers, "es"); got != "20 más allá (estimadas)" {
			t.Error(got)
		}
		err = s.Try(func(tx *journal.Tx) error { return collective.Present(s.Context, tx, r.ID, s.women[1]) })
		if !errors.Is(err, trenza.Refuse("collective.only_estimated")) {
			t.Error(err)
		}
		s.Sound()
	})
}
