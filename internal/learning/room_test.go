package learning_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// attendance is a sheet of the employability course with the marks of three women.
func attendance(name string, days []string, marks ...[]string) cast.List {
	rows := [][]string{append([]string{"Servicio", "Lugar", "Apellidos", "Nombres", "Sexo", "Tipo de documento", "Número de documento"}, days...)}
	for n, m := range marks {
		r := Numbered(n + 1)
		rows = append(rows, append([]string{
			"empleabilidad", "150101", r.Name.Surnames, r.Name.Given, "F", r.Documents[0].Type, r.Documents[0].Number,
		}, m...))
	}
	return cast.List{Name: name, Sheets: []cast.Sheet{{Name: "Asistencia", Rows: rows}}}
}

// A sheet that comes in after the cohort is of its sessions, and so is one that came
// before: a woman who is enrolled later has what was recorded of her. Taken back, the
// sheet leaves no trace.
func TestASheetFindsItsSessions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		before := w.ImportLists("alma-llanera", t.TempDir(), attendance("antes.csv", []string{"2020-02-04"}, []string{"P"}, []string{"F"}))
		c := cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-02-04", "150101")
		c.enrol(1, 2, 3)
		if m := c.member(0); m.Total != 180 || m.State != learning.Active || m.Marks[c.sessions[0].ID].Mark != attention.Present {
			t.Errorf("what came before: %+v", m)
		}
		standing := c.standing()
		list := attendance("después.csv", []string{"2020-02-06", "2020-02-11", "2020-02-12"}, []string{"P", "T", "P"}, []string{"P", "F", "P"}, []string{"P", "P", "P"})
		accounts := w.ImportLists("alma-llanera", t.TempDir(), list, list)
		if total := accounts[0].Total(); total.Rejected > 0 || total.New != 3 && total.Read != 3 {
			t.Fatalf("%+v", accounts[0])
		}
		if m := c.member(0); m.Total != 180+180+90 || m.Marks[c.sessions[1].ID].Mark != attention.Present || len(m.Marks) != 3 {
			t.Errorf("what came after: %+v", m)
		}
		if m := c.member(2); m.Total != 360 || m.State != learning.Active {
			t.Errorf("the 12th is no session of hers: %+v", m)
		}
		w.Sound()
		if before[0].Total().Rejected > 0 {
			t.Errorf("%+v", before[0])
		}
		if _, err := exchange.Undo(w.Context, w.Journal, w.Actor, accounts[0].Code); err != nil {
			t.Fatal(err)
		}
		if after := c.standing(); after != standing {
			t.Errorf("taken back:\n%s\nbefore:\n%s", after, standing)
		}
		w.Sound()
		// The first sheet registered women who have a place in the cohort since.
		_, err := exchange.Undo(w.Context, w.Journal, w.Actor, before[0].Code)
		refused(t, err, "exchange.undo_depends")
	})
}

// A sheet with two columns for a day is of both sessions of that day, also when she is
// enrolled after it came.
func TestTwoSessionsOfADay(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	c := cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-02-04", "150101")
	w.Write(func(tx *journal.Tx) error {
		return learning.MoveSession(w.Context, tx, c.sessions[1].ID, c.sessions[0].Day, "09:00")
	})
	c.enrol(1)
	w.ImportLists("alma-llanera", t.TempDir(), attendance("doble.csv", []string{"2020-02-04", "2020-02-04"}, []string{"P", "P"}, []string{"P", "P"}))
	c.enrol(2)
	for woman := range 2 {
		if m := c.member(woman); m.Total != 360 || len(m.Marks) != 2 {
			t.Errorf("woman %d: %d minutes, marks %v", woman, m.Total, m.Marks)
		}
	}
	w.Sound()
}

// A session that was missed is made up on another day: it counts once, as the
// session that it makes up, and two of a course may be.
func TestASessionIsMadeUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		c := cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-02-04", "150101")
		c.enrol(1)
		c.marks(0, "PPPPPPFF")
		if m := c.member(0); m.Total != 18*60 || m.Absent != 2 {
			t.Errorf("%+v", m.Hours)
		}
		c.Write(func(tx *journal.Tx) error {
			return c.take(tx, 6, learning.Mark{Enrolment: c.enrolments[0].ID, Kind: attention.MadeUp, Day: "2020-03-05"})
		})
		m := c.member(0)
		if a := m.Marks[c.sessions[6].ID]; m.Total != 21*60 || a.Day != "2020-03-05" || m.Absent != 1 || m.Present != 7 {
			t.Errorf("%+v, %+v", m.Hours, a)
		}
		if got := c.Count(having("empleabilidad", programme.Completed)); got.Count != 1 {
			t.Error("21 hours do not complete the course")
		}
		c.mark(6, 0, attention.Absent)
		if m := c.member(0); m.Total != 18*60 {
			t.Errorf("corrected: %+v", m.Hours)
		}
		if got := c.Count(having("empleabilidad", programme.Completed)); got.Count != 0 {
			t.Error("18 hours complete the course")
		}
		w.Sound()
	})
}

// A list may say that three were made up: of a course, two are worth anything.
func TestAThirdThatWasMadeUpIsWorthNothing(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	c := cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-02-04", "150101")
	c.enrol(1)
	w.ImportLists("alma-llanera", t.TempDir(), attendance("recuperadas.csv", []string{"2020-02-04", "2020-02-06", "2020-02-11", "2020-02-13"}, []string{"R", "R", "R", "P"}))
	if m := c.member(0); m.Total != 9*60 || m.Present != 4 {
		t.Errorf("%+v", m.Hours)
	}
}

// Three sessions missed in a row are for the facilitator to call about, once, by the
// way that is safe; a reason breaks the row.
func TestAbsencesWait(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	c := cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-05-05", "150101")
	c.enrol(1, 2, 3)
	c.marks(0, "PFFF")
	c.marks(1, "FFJF")
	c.marks(2, "FFF")
	facilitator := holding(w, trenza.RoleFacilitator, trenza.Grant{Programme: "alma-llanera"})
	waiting := func(actor trenza.Actor) (w agenda.Waiting) {
		scope := c.scope(actor)
		c.Read(func(r store.Reader) (err error) {
			w, err = agenda.Gather(context.Background(), agenda.Ask{Reader: r, Vault: c.Vault, Scope: scope, Today: "2020-05-28", Until: "2020-05-28"}, learning.Waits{})
			return err
		})
		return w
	}
	found := waiting(facilitator)
	if len(found.Items) != 2 || found.Items[0].Kind != learning.KindAbsences || found.Items[0].What != "3" || found.Items[0].Face.Name.Empty() {
		t.Fatalf("%+v", found.Items)
	}
	if len(found.Sessions) != 1 || found.Sessions[0].Expected != 3 || found.Sessions[0].ID != c.sessions[7].ID {
		t.Errorf("today: %+v", found.Sessions)
	}
	for _, other := range []trenza.Actor{
		holding(w, trenza.RoleMonitoring, trenza.Grant{}), holding(w, trenza.RoleFacilitator, trenza.Grant{Programme: "taller-reque"}),
		holding(w, trenza.RoleFacilitator, trenza.Grant{Programme: "alma-llanera", Place: "24"}),
	} {
		if found := waiting(other); len(found.Items) > 0 {
			t.Errorf("%s is told of absences: %+v", other.Name, found.Items)
		}
	}
	c.Write(func(tx *journal.Tx) error { return learning.NoteCall(c.Context, tx, c.enrolments[0].ID) })
	c.marks(2, "...P")
	if found := waiting(facilitator); len(found.Items) != 0 {
		t.Errorf("called, and come: %+v", found.Items)
	}
}

// The facilitator of the national programme sees her own sessions and nothing of the
// others; the municipality totals, and no list; MEAL codes.
func TestWhoSeesACohort(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "taller-reque")
	c := cohort(w, "taller-reque", "taller", "2019-01-08", reque)
	for n, committee := range []string{"San José", "Las Flores", "Virgen del Carmen"} {
		c.represents(n, committee)
	}
	mimp := holding(w, trenza.RoleFacilitator, trenza.Grant{Programme: "taller-reque", Course: "capacidades_personales"})
	last := len(c.sessions) - 1
	c.mark(0, 0, attention.Present)
	c.mark(last, 0, attention.Present)
	v, members, err := c.roster(mimp)
	if err != nil || len(v.Sessions) != 8 || v.Plans || len(members) != 3 || members[0].Face.Name.Empty() {
		t.Fatalf("%d sessions, %d members, %v", len(v.Sessions), len(members), err)
	}
	for _, m := range members {
		if m.Total > 150 || m.ByCourse["crochet"] > 0 || len(m.Marks) > 1 {
			t.Errorf("she sees of others' sessions: %+v", m)
		}
	}
	err = c.Journal.Write(c.Context, mimp, func(tx *journal.Tx) error {
		return c.take(tx, 1, learning.Mark{Enrolment: c.enrolments[0].ID, Kind: attention.Present})
	})
	refused(t, err, "learning.no_such_session")
	if err := c.Journal.Write(c.Context, mimp, func(tx *journal.Tx) error {
		return c.take(tx, last, learning.Mark{Enrolment: c.enrolments[1].ID, Kind: attention.Late})
	}); err != nil {
		t.Error(err)
	}
	if v.Enrols || v.Issues {
		t.Error("who gives some of the sessions keeps the cohort")
	}
	for name, do := range map[string]func(*journal.Tx) error{
		"drops":  func(tx *journal.Tx) error { return learning.DropOut(c.Context, tx, c.enrolments[0].ID, "care") },
		"passes": func(tx *journal.Tx) error { return learning.Pass(c.Context, tx, c.enrolments[0].ID, "2020-03-20") },
		"issues": func(tx *journal.Tx) error {
			_, err := learning.Issue(c.Context, tx, c.enrolments[0].ID, "")
			return err
		},
		"skilled": func(tx *journal.Tx) error { return steps(c, tx, "crochet", "punto_base") },
	} {
		if err := c.Journal.Write(c.Context, mimp, do); trenza.KindOf(err) != trenza.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := c.Journal.Write(c.Context, mimp, func(tx *journal.Tx) error { return steps(c, tx, "capacidades_personales", "hablar_en_publico") }); err != nil {
		t.Errorf("what her own course teaches: %v", err)
	}
	v, members, err = c.roster(holding(w, trenza.RolePublicPartner, trenza.Grant{Programme: "taller-reque"}))
	if err != nil || len(members) > 0 || len(v.Sessions) != 48 || v.Women != 3 || v.TookPart != 2 || v.Committees != 3 || v.Detailed {
		t.Errorf("the municipality: %+v, %+v, %v", v.Totals, members, err)
	}
	_, members, err = c.roster(holding(w, trenza.RoleMonitoring, trenza.Grant{}))
	if err != nil || len(members) != 3 || !members[0].Face.Name.Empty() || members[0].Face.Code == "" {
		t.Errorf("MEAL: %+v, %v", members, err)
	}
	for _, role := range []string{trenza.RoleOutreach, trenza.RoleDonor, trenza.RoleLegalAdviser} {
		_, _, err := c.roster(holding(w, role, trenza.Grant{}))
		refused(t, err, "learning.no_such_cohort")
	}
}

// Who is forgotten keeps her place in the totals and nothing else: no name, no reason,
// and her certificate proves nothing any more (story 11).
func TestWhoIsForgottenProvesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		c := cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-02-04", "150101")
		c.enrol(1, 2)
		c.marks(0, "PPPPPPPP")
		c.change(learning.Complete)
		var paper learning.Certificate
		c.Write(func(tx *journal.Tx) (err error) {
			if err := learning.NoteCall(c.Context, tx, c.enrolments[0].ID); err != nil {
				return err
			}
			if err := learning.DropOut(c.Context, tx, c.enrolments[1].ID, "health"); err != nil {
				return err
			}
			paper, err = learning.Issue(c.Context, tx, c.enrolments[0].ID, "Rosa Quispe")
			return err
		})
		for _, woman := range c.women {
			w.Write(func(tx *journal.Tx) error {
				_, err := pathway.Forget(w.Context, tx, woman.ID, "Lo pidió ella")
				return err
			})
		}
		w.Read(func(r store.Reader) error {
			if proof, valid, err := learning.Check(w.Context, r, w.Vault, paper.Code); valid || err != nil {
				t.Errorf("it proves %+v, %v", proof, err)
			}
			return nil
		})
		v, members, err := c.roster(c.Actor)
		if err != nil || v.Women != 2 || v.Trained != 1 || v.Dropped != 1 {
			t.Errorf("%+v, %v", v.Totals, err)
		}
		for _, m := range members {
			if m.Reason != "" || m.Called != "" || !m.Face.Name.Empty() || m.Face.Called != "" {
				t.Errorf("it still says %+v", m)
			}
		}
		w.Sound()
		c.change(learning.Reopen) // who is forgotten is settled all the same
		w.Sound()
	})
}

// What each can do is a ladder, each step dated, and a step is taken back.
func TestTheLadder(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "taller-reque")
	c := cohort(w, "taller-reque", "taller", "2019-01-08", reque)
	c.enrol(1)
	var top learning.SkillStep
	reach := func(level learning.Level, day trenza.Day) error {
		return w.Try(func(tx *journal.Tx) error {
			step, err := learning.ReachSkill(w.Context, tx, c.enrolments[0].ID, "crochet", "punto_base", level, day)
			if err == nil {
				top = step
			}
			return err
		})
	}
	for _, step := range []struct {
		level learning.Level
		day   trenza.Day
	}{{learning.Learns, "2019-01-10"}, {learning.Alone, "2019-02-12"}, {learning.Teaches, "2019-05-02"}} {
		if err := reach(step.level, step.day); err != nil {
			t.Fatal(err)
		}
	}
	refused(t, reach("learns by heart", "2019-05-02"), "learning.level_unknown")
	key := [2]string{"crochet", "punto_base"}
	if got := learning.Ladder(c.member(0).Steps)[key]; got.Level != learning.Teaches || got.Day != "2019-05-02" || len(c.member(0).Steps) != 3 {
		t.Errorf("%+v", got)
	}
	w.Write(func(tx *journal.Tx) error { return learning.WithdrawSkill(w.Context, tx, top.ID) })
	if got := learning.Ladder(c.member(0).Steps)[key]; got.Level != learning.Alone {
		t.Errorf("taken back: %+v", got)
	}
	refused(t, reach(learning.Teaches, "2019-01-15"), "learning.skill_order")
	w.Sound()
}

// A woman who changes to another cohort has a place there, and what she attended
// stays where it was.
func TestATransfer(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	c, other := cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-02-04", "150101"), cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-03-03", "150101")
	c.enrol(1)
	c.marks(0, "PP")
	w.Write(func(tx *journal.Tx) error {
		e, err := learning.TransferTo(w.Context, tx, c.enrolments[0].ID, other.cohort.ID)
		other.enrolments = append(other.enrolments, e)
		return err
	})
	if m := c.member(0); m.State != learning.Transferred || m.MovedTo != other.cohort.ID || m.Total != 360 {
		t.Errorf("%+v", m)
	}
	if m := other.member(0); m.State != learning.Enrolled || m.Total != 0 {
		t.Errorf("%+v", m)
	}
	refused(t, w.Try(func(tx *journal.Tx) error {
		_, err := learning.TransferTo(w.Context, tx, other.enrolments[0].ID, other.cohort.ID)
		return err
	}), "learning.other_training")
	w.Read(func(r store.Reader) error {
		taken, err := learning.OfThread(w.Context, r, w.Vault, c.scope(w.Actor), root(w, c.women[0]))
		if err != nil || len(taken) != 2 || taken[0].Cohort.ID != other.cohort.ID {
			t.Errorf("%+v, %v", taken, err)
		}
		return nil
	})
}

func root(w *World, p *registry.Person) string { return w.Roots()[p.ID] }

// The roster is in the order of a Spanish list, by what is read of each woman: accents
// change nothing, and Ñ comes after N. Who reads codes has them in the order of codes,
// which says nothing of the names.
func TestTheRosterIsInSpanishOrder(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "taller-reque")
	c := cohort(w, "taller-reque", "taller", "2020-01-14", reque)
	for n, name := range []string{"Zoila Farro", "Ñusta Puse", "Nora Zapata", "Ángela Chozo", "Ana Lucía Ñiquén", "ana lucía Nanfuñay", "Úrsula Cumpa", "Ursula Custodio"} {
		given, surname := name[:strings.LastIndex(name, " ")], name[strings.LastIndex(name, " ")+1:]
		known := w.Meet(Woman(surname, given, fmt.Sprint(1960+n)), "2020-01-10")
		w.Write(func(tx *journal.Tx) error {
			_, err := learning.Enrol(w.Context, tx, c.cohort.ID, known.Person, "", "")
			return err
		})
	}
	var names, codes []string
	_, members, err := c.roster(w.Actor)
	for _, m := range members {
		names = append(names, m.Face.Name.Given+" "+m.Face.Name.Surnames)
	}
	want := []string{"ana lucía Nanfuñay", "Ana Lucía Ñiquén", "Ángela Chozo", "Nora Zapata", "Ñusta Puse", "Úrsula Cumpa", "Ursula Custodio", "Zoila Farro"}
	if err != nil || !slices.Equal(names, want) {
		t.Errorf("%q, %v", names, err)
	}
	meal := trenza.Actor{Organisation: w.Actor.Organisation, Account: "meal", Grants: []trenza.Grant{{Role: trenza.RoleMonitoring, From: "2020-01-01"}}}
	_, members, err = c.roster(meal)
	for _, m := range members {
		codes = append(codes, m.Face.Code)
	}
	if err != nil || len(codes) != len(want) || !slices.IsSorted(codes) {
		t.Errorf("%q, %v", codes, err)
	}
}

// steps notes that the first woman can do something alone.
func steps(c *taught, tx *journal.Tx, course, skill string) error {
	_, err := learning.ReachSkill(c.Context, tx, c.enrolments[0].ID, course, skill, learning.Alone, "2020-03-20")
	return err
}
