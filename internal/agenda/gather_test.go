package agenda_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// waits is what waits for the world's actor until a day.
func waits(w *World, until trenza.Day) (all agenda.Waiting) {
	w.Helper()
	scope := sees(w)
	w.Read(func(r store.Reader) (err error) {
		ask := agenda.Ask{Reader: r, Vault: w.Vault, Scope: scope, Today: today, Until: until}
		all, err = agenda.Gather(w.Context, ask, agenda.Steps{}, agenda.Papers{})
		return err
	})
	return all
}

// spelled lists what waits, a line for each.
func spelled(w agenda.Waiting) string {
	var lines []string
	for _, i := range w.Items {
		lines = append(lines, fmt.Sprintf("%s %s %s %s %s", i.Kind, i.Day[5:], i.Hour, i.Service.ID, i.Face.Name.Surnames))
	}
	for _, s := range w.Sessions {
		var awaited []string
		for _, i := range s.Awaited {
			awaited = append(awaited, i.Face.Name.Surnames)
		}
		lines = append(lines, fmt.Sprintf("%s %s %s %q: %d, %d of them done, %s", s.Service.ID, s.Day[5:], s.Hour, s.Where, s.Expected, s.Done, strings.Join(awaited, " ")))
	}
	if w.More {
		lines = append(lines, "and more")
	}
	return strings.Join(lines, "\n")
}

// accompanied is somebody in the course whom an account accompanies.
func accompanied(w *World, n int, account string) *registry.Person {
	w.Helper()
	p := w.Give(Numbered(n), "empleabilidad", Delivered("2020-03-03", "150101")).Person
	w.Write(func(tx *journal.Tx) error { return registry.Assign(w.Context, tx, p.ID, account, "2020-03-03") })
	return p
}

// What is to do is what she answers for and what waits for those whom she
// accompanies; what several women have together is one session.
func TestWhatWaits(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		ana, beta, cira := accompanied(w, 1, "rosa"), accompanied(w, 2, "rosa"), accompanied(w, 3, "otra")
		rosa := as(w, "rosa", role(trenza.RoleRegistrar))
		for _, p := range []*registry.Person{ana, beta, cira} {
			s := step(p.ID, "empleabilidad", today, "15:00")
			s.Where = "casa comunal"
			planned(rosa, s)
		}
		planned(rosa, step(ana.ID, "informacion_vbg", today, "10:30"))
		planned(rosa, step(cira.ID, "informacion_vbg", "2020-06-03", ""))
		theirs := step(beta.ID, "informacion_vbg", today, "")
		theirs.Account = "otra"
		planned(w, theirs)
		done := planned(rosa, step(ana.ID, "informacion_vbg", today, "08:00"))
		w.Write(func(tx *journal.Tx) error { return agenda.Finish(w.Context, tx, done.ID) })

		expect(t, "today", waits(rosa, today), `
			step 06-01  informacion_vbg Apellido10000002
			step 06-01 10:30 informacion_vbg Apellido10000001
			empleabilidad 06-01 15:00 "casa comunal": 3, 0 of them done, Apellido10000001 Apellido10000002 Apellido10000003`)
		expect(t, "this week", waits(rosa, "2020-06-08"), `
			step 06-01  informacion_vbg Apellido10000002
			step 06-01 10:30 informacion_vbg Apellido10000001
			step 06-03  informacion_vbg Apellido10000003
			empleabilidad 06-01 15:00 "casa comunal": 3, 0 of them done, Apellido10000001 Apellido10000002 Apellido10000003`)
		expect(t, "elsewhere", waits(as(w, "lejos", trenza.Grant{Role: trenza.RoleRegistrar, Place: "20"}), "2020-06-08"), "")
		expect(t, "a facilitator", waits(as(w, "facilita", role(trenza.RoleFacilitator)), today), `
			empleabilidad 06-01 15:00 "casa comunal": 3, 0 of them done, Apellido10000001 Apellido10000002 Apellido10000003`)
		expect(t, "by code", waits(as(w, "coord", role(trenza.RoleCoordinator)), today), `
			empleabilidad 06-01 15:00 "": 3, 0 of them done,   `)

		w.Write(func(tx *journal.Tx) error {
			_, err := pathway.Forget(w.Context, tx, cira.ID, "lo pidió")
			return err
		})
		first := ofThread(w, ana.ID)[1]
		w.Write(func(tx *journal.Tx) error { return agenda.Finish(w.Context, tx, first.ID) })
		expect(t, "one came, one is forgotten", waits(as(w, "facilita", role(trenza.RoleFacilitator)), today), `
			empleabilidad 06-01 15:00 "casa comunal": 2, 1 of them done, Apellido10000002`)
		w.Sound()
	})
}

func expect(t *testing.T, when string, got agenda.Waiting, want string) {
	t.Helper()
	var lines []string
	for line := range strings.Lines(want) {
		if line = strings.TrimLeft(line, "\t"); strings.TrimSpace(line) != "" {
			lines = append(lines, strings.TrimSuffix(line, "\n"))
		}
	}
	if want := strings.Join(lines, "\n"); spelled(got) != want {
		t.Errorf("%s:\n%s\nwant\n%s", when, spelled(got), want)
	}
}

// A session is noted for everybody at once; what is not seen is not touched.
func TestASessionIsNotedAtOnce(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	rosa := as(w, "rosa", role(trenza.RoleRegistrar))
	for n := range 3 {
		planned(rosa, step(accompanied(w, n, "rosa").ID, "empleabilidad", today, "15:00"))
	}
	session := waits(rosa, today).Sessions[0]
	finish := func(who *World) (n int, err error) {
		err = who.Try(func(tx *journal.Tx) (err error) {
			n, err = agenda.FinishSession(w.Context, tx, session)
			return err
		})
		return n, err
	}
	if _, err := finish(as(w, "otra", role(trenza.RoleOutreach))); !isProblem(err, "agenda.no_such_step") {
		t.Errorf("by who sees nobody of it: %v", err)
	}
	if n, err := finish(rosa); n != 3 || err != nil {
		t.Errorf("%d noted, %v", n, err)
	}
	if _, err := finish(rosa); !isProblem(err, "agenda.no_such_step") {
		t.Errorf("a second time: %v", err)
	}
	if s := waits(rosa, today).Sessions; len(s) != 1 || s[0].Done != 3 || len(s[0].Awaited) != 0 {
		t.Errorf("then it shows as %+v", s)
	}
}

// Papers are told a month ahead to who accompanies her and sees her name, and to
// nobody else.
func TestPapersThatExpire(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		for n, expires := range []trenza.Day{"2020-06-14", "2020-07-02", "2020-05-30", "2019-01-01"} {
			paper := Paper("CPP", fmt.Sprint("00123456", n))
			paper.Expires = expires
			record := Numbered(n)
			record.Documents = append(record.Documents, paper)
			p := w.Meet(record, Today).Person
			w.Write(func(tx *journal.Tx) error { return registry.Assign(w.Context, tx, p.ID, "suya", Today) })
		}
		expect(t, "who accompanies them", waits(as(w, "suya", role(trenza.RoleOutreach)), today), `
			paper 05-30   Apellido10000002
			paper 06-14   Apellido10000000`)
		expect(t, "somebody else", waits(as(w, "otra", role(trenza.RoleOutreach)), today), "")
		expect(t, "who accounts for data", waits(as(w, "otra", role(trenza.RoleDataOfficer)), today), "")
		expect(t, "who sees codes", waits(as(w, "suya", role(trenza.RoleCoordinator)), today), "")
		w.Sound()
	})
}

// Of much that waits a part is shown, and that there is more.
func TestWhatIsShownIsBounded(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	rosa := as(w, "rosa", role(trenza.RoleRegistrar))
	p := accompanied(w, 1, "rosa")
	w.Actor = rosa.Actor
	w.Write(func(tx *journal.Tx) error {
		for range 60 {
			if _, err := agenda.Plan(w.Context, tx, step(p.ID, "informacion_vbg", today, "")); err != nil {
				return err
			}
		}
		return nil
	})
	if got := waits(rosa, today); len(got.Items) != 50 || !got.More {
		t.Errorf("%d things to do, more %v", len(got.Items), got.More)
	}
}
