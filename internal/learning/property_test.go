package learning_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// standing is all that follows from marks: hours, states and figures.
func (c *taught) standing() string {
	c.Helper()
	_, members, err := c.roster(c.Actor)
	if err != nil {
		c.Fatal(err)
	}
	var lines []string
	for _, m := range members {
		lines = append(lines, fmt.Sprint(m.Enrolment.ID, m.State, m.Total, m.Present, m.Absent, m.Earns))
	}
	slices.Sort(lines)
	for _, outcome := range []string{programme.Delivered, programme.Completed} {
		a := c.Count(having("empleabilidad", outcome))
		lines = append(lines, fmt.Sprint(outcome, a.Count, a.Rows))
	}
	return strings.Join(lines, "\n")
}

// However marks come in, one by one or by sheets, corrected and taken back, in any
// order: what holds follows from the last of each session alone, nobody has more
// hours than were held, and a correction that is corrected leaves no trace.
func TestMarksComeInAnyOrder(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		t.Run(string(engine), func(t *testing.T) {
			runs := map[store.Engine]int{store.SQLite: 20, store.PostgreSQL: 3}[engine]
			base, run := Plain(t, storetest.Location(t, engine)), 0
			rapid.Check(t, func(t *rapid.T) {
				if run++; run > runs {
					return // each run is some forty writes
				}
				one := newClass(t, base, fmt.Sprint("one-", run))
				other := newClass(t, base, fmt.Sprint("other-", run))
				marks := drawMarks(t)
				for _, m := range marks {
					one.put(m)
				}
				before := one.standing()
				detour := rapid.SampledFrom(marks).Draw(t, "detour")
				one.put(mark{detour.woman, detour.session, rapid.SampledFrom([]string{"", attention.Absent, attention.Late}).Draw(t, "kind"), 0})
				one.put(detour)
				if after := one.standing(); after != before {
					t.Fatalf("corrected and corrected back:\n%s\nit was\n%s", after, before)
				}
				for _, m := range rapid.Permutation(marks).Draw(t, "order") {
					other.put(m)
				}
				if a, b := anonymous(one), anonymous(other); a != b {
					t.Fatalf("in one order\n%s\nin another\n%s", a, b)
				}
				one.withinWhatWasHeld(t)
				one.Sound()
			})
		})
	}
}

// mark is one mark of one woman in one session.
type mark struct {
	woman, session int
	kind           string
	stayed         int
}

// drawMarks draws at most one mark of each of three women in each of eight sessions.
func drawMarks(t *rapid.T) (marks []mark) {
	kinds := []string{attention.Present, attention.Present, attention.Late, attention.LeftEarly, attention.Absent, attention.Justified}
	for woman := range 3 {
		for session := range 8 {
			if rapid.IntRange(0, 4).Draw(t, "marked") > 0 {
				marks = append(marks, mark{woman, session, rapid.SampledFrom(kinds).Draw(t, "mark"), rapid.SampledFrom([]int{0, 60, 120}).Draw(t, "stayed")})
			}
		}
	}
	if len(marks) == 0 {
		return []mark{{0, 0, attention.Present, 0}}
	}
	return marks
}

// newClass is a cohort of three women in an organisation of its own.
func newClass(t *rapid.T, base *World, name string) *taught {
	c := cohort(base.In(t, name, "alma-llanera"), "alma-llanera", "formacion_empleabilidad", "2020-02-04", "150101")
	c.enrol(1, 2, 3)
	return c
}

func (c *taught) put(m mark) {
	c.Helper()
	c.Write(func(tx *journal.Tx) error {
		return c.take(tx, m.session, learning.Mark{Enrolment: c.enrolments[m.woman].ID, Kind: m.kind, Stayed: m.stayed})
	})
}

// anonymous is the standing without ids.
func anonymous(c *taught) string {
	text := c.standing()
	for i, e := range c.enrolments {
		text = strings.ReplaceAll(text, e.ID, fmt.Sprint("woman ", i, " "))
	}
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// withinWhatWasHeld makes the sessions shorter than was planned and expects that
// nobody has more hours than were held, in all and of what figures count.
func (c *taught) withinWhatWasHeld(t *rapid.T) {
	c.Helper()
	held := 0
	for _, s := range c.sessions {
		minutes := rapid.SampledFrom([]int{60, 90, 180}).Draw(t, "lasted")
		c.Write(func(tx *journal.Tx) error { return learning.HoldSession(c.Context, tx, s.ID, minutes) })
		held += minutes
	}
	v, members, err := c.roster(c.Actor)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range members {
		if m.Total > held {
			t.Fatalf("%d minutes of %d", m.Total, held)
		}
		for _, s := range v.Sessions {
			if a := m.Marks[s.ID]; a.Minutes > s.Lasted {
				t.Fatalf("%+v of a session that lasted %d", a, s.Lasted)
			}
		}
	}
}

// Two records of one woman, each with half of the course, complete it together, and
// part again without a trace.
func TestHalvesOfATrainingMeetAndPart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		c := cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-02-04", "150101")
		for _, record := range []registry.Record{
			Phone(Woman("Pérez", "Yusmary", "1994", Paper("PAS", "012345678")), "987654321"),
			Phone(Woman("Perez Rojas", "Yusmari", "1994", Paper("CPP", "001234567")), "987654321"),
		} {
			known := w.Meet(record, Today)
			w.Write(func(tx *journal.Tx) error {
				e, err := learning.Enrol(w.Context, tx, c.cohort.ID, known.Person, "", "")
				c.women, c.enrolments = append(c.women, known.Person), append(c.enrolments, e)
				return err
			})
		}
		c.marks(0, "PPPPFFFF")
		c.marks(1, "....PPPP")
		c.change(learning.Complete)
		before := c.standing()
		c.trained(0)
		pair := w.PairOf(c.women[0].ID, c.women[1].ID)
		w.Decide(pair, registry.Same)
		v, members, err := c.roster(c.Actor)
		if err != nil || len(members) != 1 || members[0].Total != 24*60 || members[0].State != learning.Completed || v.Women != 1 || v.Trained != 1 {
			t.Errorf("together: %+v, %+v, %v", v.Totals, members, err)
		}
		c.trained(1)
		w.Sound()
		var paper learning.Certificate
		w.Write(func(tx *journal.Tx) (err error) {
			paper, err = learning.Issue(w.Context, tx, members[0].Enrolment.ID, "")
			return err
		})
		kept := w.Part(w.PairOf(pair.First, pair.Second))
		if len(kept.Papers) != 1 || kept.Papers[0].Code != paper.Code || len(kept.Enrolments) != 0 {
			t.Errorf("kept: %+v", kept)
		}
		if after := c.standing(); after != before {
			t.Errorf("parted:\n%s\nbefore:\n%s", after, before)
		}
		c.trained(0)
		w.Sound()
	})
}
