package learning_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// Story 4: 24 representatives of 24 committees, 48 sessions of 120 hours twice a week
// from January, 1,152 marks; 96 hours and a product are approved by 22, and two take
// part.
func TestTheTwentyFourOfReque(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "taller-reque")
		c := cohort(w, "taller-reque", "taller", "2019-01-08", reque)
		if len(c.sessions) != 48 {
			t.Fatalf("%d sessions", len(c.sessions))
		}
		for n := range 24 {
			c.represents(n, fmt.Sprint("Comité ", n+1))
		}
		c.takeEverything()
		for n := range 24 {
			c.Write(func(tx *journal.Tx) error { return learning.Pass(c.Context, tx, c.enrolments[n].ID, "2019-07-01") })
		}
		c.change(learning.Complete)
		var issued []learning.Certificate
		c.Write(func(tx *journal.Tx) (err error) {
			issued, err = learning.IssueAll(c.Context, tx, c.cohort.ID)
			return err
		})
		v, members, err := c.roster(c.Actor)
		if err != nil {
			t.Fatal(err)
		}
		marks := 0
		for _, m := range members {
			marks += len(m.Marks)
		}
		if marks != 1152 {
			t.Errorf("%d marks", marks)
		}
		want := learning.Totals{Women: 24, TookPart: 24, Committees: 24, Detailed: true, Trained: 22, Approvals: 22, Attending: 2}
		if v.Totals != want {
			t.Errorf("%+v, want %+v", v.Totals, want)
		}
		if d := v.Definition; d.Minutes(v.Training) != 120*60 || len(issued) != 24 {
			t.Errorf("%d hours, %d certificates", d.Minutes(v.Training)/60, len(issued))
		}
		for _, m := range members[:1] {
			if m.Total < 96*60 {
				t.Errorf("%s has %d minutes", m.Face.Name, m.Total)
			}
		}
		w.Sound()
	})
}

// takeEverything takes the attendance of all sessions: 22 women are there, two miss
// the last ten, which leaves them 95 of 120 hours.
func (c *taught) takeEverything() {
	c.Helper()
	for s := range c.sessions {
		c.Write(func(tx *journal.Tx) error {
			var marks []learning.Mark
			for n, e := range c.enrolments {
				kind := attention.Present
				if n >= 22 && s >= 38 {
					kind = attention.Absent
				}
				marks = append(marks, learning.Mark{Enrolment: e.ID, Kind: kind})
			}
			return c.take(tx, s, marks...)
		})
	}
}

// Story 1: 21 of 24 hours are 87.5 %, and a certificate of approval.
func TestMarbelysIsApproved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		c := cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-02-04", "130101")
		c.enrol(1, 2, 3)
		c.marks(0, "PPPPPPPF") // 21 of 24
		c.marks(1, "PPPPFFFF") // 12 of 24: half
		c.marks(2, "PPPFFFFF") // 9
		c.change(learning.Complete)
		if m := c.member(0); m.Total != 21*60 || m.Total*1000 != 875*24*60 || m.State != learning.Completed || m.Earns != learning.Approval {
			t.Errorf("%d minutes, %s, %s", m.Total, m.State, m.Earns)
		}
		var paper, half learning.Certificate
		c.Write(func(tx *journal.Tx) (err error) {
			if paper, err = learning.Issue(c.Context, tx, c.enrolments[0].ID, "Marbelys del Valle Rojas"); err != nil {
				return err
			}
			half, err = learning.Issue(c.Context, tx, c.enrolments[1].ID, "")
			return err
		})
		if paper.Kind != learning.Approval || paper.Minutes != 24*60 || half.Kind != learning.Participation || half.Minutes != 12*60 {
			t.Errorf("%+v and %+v", paper, half)
		}
		refused(t, c.Try(func(tx *journal.Tx) error {
			_, err := learning.Issue(c.Context, tx, c.enrolments[2].ID, "")
			return err
		}), "learning.too_few_hours")
		refused(t, c.Try(func(tx *journal.Tx) error {
			_, err := learning.Issue(c.Context, tx, c.enrolments[0].ID, "")
			return err
		}), "learning.certificate_there")
		c.trained(1)
		if part := c.Count(having("empleabilidad", programme.Delivered)); part.Count != 3 {
			t.Errorf("took part: %d", part.Count)
		}
		c.checks(t, paper)
		w.Sound()
	})
}

// checks holds a code against what section 6 lets anybody know.
func (c *taught) checks(t *testing.T, paper learning.Certificate) {
	t.Helper()
	look := func(code string) (proof learning.Proof, valid bool) {
		c.Read(func(r store.Reader) (err error) {
			proof, valid, err = learning.Check(c.Context, r, c.Vault, code)
			return err
		})
		return proof, valid
	}
	want := learning.Proof{
		Initials: "M. V. R.", Title: programme.Text{ES: "Taller de empleabilidad", EN: "Employability workshop"},
		Kind: learning.Approval, Minutes: 24 * 60, Day: "2020-06-01", Issuer: "CARE Perú",
	}
	if proof, valid := look(" " + strings.ToLower(paper.Code)); !valid || proof != want {
		t.Errorf("%+v, %v", proof, valid)
	}
	for _, code := range []string{"", "00000-00000", paper.ID} {
		if proof, valid := look(code); valid || proof != (learning.Proof{}) {
			t.Errorf("%q proves %+v", code, proof)
		}
	}
	refused(t, c.Try(func(tx *journal.Tx) error { return learning.Revoke(c.Context, tx, paper.ID, " ") }), "learning.reason_missing")
	c.Write(func(tx *journal.Tx) error { return learning.Revoke(c.Context, tx, paper.ID, "El nombre estaba mal") })
	if proof, valid := look(paper.Code); valid || proof != (learning.Proof{}) {
		t.Errorf("revoked, and proves %+v", proof)
	}
	c.Write(func(tx *journal.Tx) error {
		_, err := learning.Issue(c.Context, tx, c.enrolments[0].ID, "Marbelys Rojas")
		return err
	})
}

// "Twice a week from January" leaves out the holidays of Peru and the days off.
func TestTheCalendarKnowsTheHolidays(t *testing.T) {
	week := []time.Weekday{time.Tuesday, time.Thursday}
	days := learning.Calendar("2019-04-09", week, 4, "2019-04-23")
	want := []trenza.Day{"2019-04-09", "2019-04-11", "2019-04-16", "2019-04-25"} // the 18th is Maundy Thursday
	if fmt.Sprint(days) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", days, want)
	}
	for day, holiday := range map[trenza.Day]bool{
		"2019-04-19": true, "2024-03-29": true, "2025-04-17": true, "2026-04-03": true, // Good Fridays and a Maundy Thursday
		"2020-07-28": true, "2020-12-25": true, "2019-06-07": false, "2024-06-07": true, "2021-08-06": false, "2022-08-06": true,
		"2021-12-09": false, "2022-12-09": true, "2022-07-23": false, "2023-07-23": true, "2019-01-02": false,
	} {
		if _, is := learning.HolidayOn(day); is != holiday {
			t.Errorf("%s is a holiday: %v", day, is)
		}
	}
	if got := learning.Calendar("2019-01-01", nil, 4); got != nil {
		t.Errorf("sessions on no weekday: %v", got)
	}
}
