package pathway_test

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// who is somebody of the world's organisation with an account, in some roles.
func who(w *World, account string, roles ...string) trenza.Actor {
	actor := trenza.Actor{Organisation: w.Actor.Organisation, Account: account, Name: "Quien " + account}
	for _, role := range roles {
		actor.Grants = append(actor.Grants, trenza.Grant{Role: role, From: "2020-01-01"})
	}
	return actor
}

// sees is the scope of an actor.
func sees(w *World, actor trenza.Actor) (scope access.Scope) {
	w.Helper()
	w.Read(func(r store.Reader) error {
		services, err := programme.Catalogue(w.Context, r, actor.Organisation)
		if err != nil {
			return err
		}
		scope, err = access.For(actor, services...)
		return err
	})
	return scope
}

// opened reads a thread; it must be there.
func opened(w *World, actor trenza.Actor, code string) *pathway.Thread {
	w.Helper()
	thread, err := pathway.Open(w.Context, w.Journal, sees(w, actor), code)
	if err != nil {
		w.Fatal(err)
	}
	return thread
}

// services lists the services of a thread, sorted.
func services(thread *pathway.Thread) string {
	var all []string
	for _, a := range thread.Attentions {
		all = append(all, a.Service)
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// yusmary is a woman with a thread through every field of work, accompanied by
// the account "suya".
func yusmary(w *World) *registry.Person {
	w.Helper()
	record := Woman("Colmenares", "Yusmary", "1990-05-17", Paper("CPP", "001234567"))
	record.LifeStages = []registry.LifeStage{{Label: "gestante", Since: "2020-02-01"}}
	for _, service := range []string{"informacion_vbg", "orientacion_legal", "asistencia_legal", "psicosocial_individual", "salud"} {
		w.Give(record, service, Delivered("2020-03-03", "150101"))
	}
	known := w.Give(record, "orientacion_psicosocial", attention.Attention{
		Day: "2020-03-04", Place: "150101", Outcomes: []string{programme.Delivered}, Form: map[string]string{"derivacion": "sí"},
	})
	w.Give(record, "bono", attention.Attention{
		Day: "2020-03-05", Place: "150101", Outcomes: []string{programme.Collected}, Form: map[string]string{"amount": "760.00"},
	})
	w.Write(func(tx *journal.Tx) error {
		return registry.Assign(w.Context, tx, known.Person.ID, "suya", "2020-03-03")
	})
	return known.Person
}

// Each role sees the part of a thread that is its work, by name or by code, and
// what it is not shown leaves nothing behind.
func TestAThreadIsSeenByRole(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		p := yusmary(w)
		for name, c := range map[string]struct {
			actor      trenza.Actor
			identified bool
			services   string
			health     bool
			told       string // classes and fields of the reading, "" when it is not on record
		}{
			"the operator": {w.Actor, true,
				"asistencia_legal bono informacion_vbg orientacion_legal orientacion_psicosocial psicosocial_individual salud", true,
				"P1 P2 P3: health legal psychosocial"},
			"her psychologist":  {who(w, "suya", trenza.RolePsychologist), true, "orientacion_psicosocial psicosocial_individual", false, "P2 P3: psychosocial"},
			"her legal adviser": {who(w, "suya", trenza.RoleLegalAdviser), true, "asistencia_legal", false, "P2 P3: legal"},
			"her case worker":   {who(w, "suya", trenza.RoleCaseWorker), true, "informacion_vbg orientacion_legal salud", true, "P1 P2 P3: health"},
			"her promotora":     {who(w, "suya", trenza.RoleOutreach), true, "informacion_vbg orientacion_legal", false, ""},
			"the data officer":  {who(w, "odp", trenza.RoleDataOfficer), true, "", false, "P2:"},
			"the coordinator":   {who(w, "coord", trenza.RoleCoordinator), false, "informacion_vbg", false, ""},
			"in two of her roles": {who(w, "suya", trenza.RoleOutreach, trenza.RoleLegalAdviser), true,
				"asistencia_legal informacion_vbg orientacion_legal", false, "P1 P2 P3: legal"},
		} {
			before := w.Position()
			thread := opened(w, c.actor, strings.ToLower(p.Code))
			if thread.Code != p.Code || thread.Identified != c.identified || len(thread.Records) != 1 || services(thread) != c.services {
				t.Errorf("%s: %s, identified %v, %q", name, thread.Code, thread.Identified, services(thread))
			}
			record := thread.Records[0]
			if named := !record.Name().Empty() || record.Identity.Birth.Day != "" || len(record.Identity.Documents) > 0; named != c.identified {
				t.Errorf("%s: sees %+v", name, record.Identity)
			}
			if health := len(record.Health.LifeStages) > 0; health != c.health {
				t.Errorf("%s: sees %+v", name, record.Health)
			}
			if told := lastReading(w, before); told != c.told {
				t.Errorf("%s: told %q, want %q", name, told, c.told)
			}
		}
		w.Sound()
	})
}

// lastReading spells what was told of a reading after a position.
func lastReading(w *World, after int64) (spelled string) {
	w.Helper()
	w.Read(func(r store.Reader) error {
		told, err := journal.Of(w.Context, r, w.Actor.Organisation, after, journal.Reading)
		if err != nil || len(told) == 0 {
			return err
		}
		body, err := told[len(told)-1].Open(w.Context, w.Vault)
		if err != nil {
			return err
		}
		var e pathway.ThreadRead
		if err := json.Unmarshal(body, &e); err != nil {
			return err
		}
		spelled = strings.Join(e.Classes, " ") + ":"
		for _, field := range e.Fields {
			spelled += " " + string(field)
		}
		return nil
	})
	return spelled
}

// What the row does not give away, its form might: an answer that is more
// sensitive than the row is for who may see it, and nobody else.
func TestASensitiveAnswerIsForWhoMaySeeIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		p := yusmary(w)
		answer := func(actor trenza.Actor) (form map[string]string) {
			for _, a := range opened(w, actor, p.Code).Attentions {
				if a.Service == "orientacion_psicosocial" {
					form = a.Form
				}
			}
			return form
		}
		before := w.Position()
		if form := answer(who(w, "registro", trenza.RoleRegistrar)); form == nil || len(form) > 0 {
			t.Errorf("a registrar sees %v", form)
		}
		if told := lastReading(w, before); told != "" {
			t.Errorf("nothing sensitive was shown, and it is told: %s", told)
		}
		if form := answer(who(w, "suya", trenza.RolePsychologist)); form["derivacion"] != "sí" {
			t.Errorf("her psychologist sees %v", form)
		}
	})
}

// With whom she lives, what she consented to and whom she represents goes with
// her name.
func TestWhoIsShownByNameIsShownWithHerLife(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		p, child := yusmary(w), w.Give(Numbered(7), "informacion_vbg", Delivered("2020-03-03", "150101")).Person
		w.Write(func(tx *journal.Tx) error {
			consent := registry.Consent{Person: p.ID, Purpose: registry.ForService, TextVersion: "1", Language: "es", Mode: "signed", Given: "2020-03-03"}
			_, err := registry.Consents(w.Context, tx, consent)
			if err != nil {
				return err
			}
			for person, role := range map[string]string{p.ID: "jefa", child.ID: "hija"} {
				if err := registry.JoinHousehold(w.Context, tx, person, "H-1", role); err != nil {
					return err
				}
			}
			committee, err := collective.Recognise(w.Context, tx, collective.Committee{Kind: collective.VasoDeLeche, Name: "Santa Rosa", Place: "150101"}, spelling.Fold)
			if err != nil {
				return err
			}
			return collective.Take(w.Context, tx, collective.Seat{Committee: committee.ID, Holder: p.ID, Role: collective.Representative, Since: "2020-03-03"})
		})
		thread := opened(w, w.Actor, p.Code)
		if mates, want := thread.Household, (registry.Housemate{Code: child.Code, Role: "hija"}); len(mates) != 1 || mates[0].Housemate != want || mates[0].Person.ID != child.ID {
			t.Errorf("lives with %v", mates)
		}
		if len(thread.Consents) != 1 || len(thread.Seats) != 1 || thread.Seats[0].Committee.Name != "Santa Rosa" {
			t.Errorf("consents %v, seats %v", thread.Consents, thread.Seats)
		}
		if a := thread.Attentions[0]; a.Service != "bono" || a.Title.ES != "Bono multipropósito" || a.Field != access.Cash || a.Form["amount"] != "760.00" {
			t.Errorf("the latest is %+v", a)
		}
		if officer := opened(w, who(w, "odp", trenza.RoleDataOfficer), p.Code); len(officer.Household) != 1 || officer.Household[0].Person != nil {
			t.Errorf("whoever's every reading is on record reads of others too: %v", officer.Household)
		}
		byCode := opened(w, who(w, "coord", trenza.RoleCoordinator), p.Code)
		if byCode.Household != nil || byCode.Consents != nil || byCode.Seats != nil {
			t.Errorf("by code alone: %+v", byCode)
		}
		alone := opened(w, who(w, "suya", trenza.RoleOutreach), p.Code)
		if alone.Household != nil || len(alone.Consents) != 1 {
			t.Errorf("who accompanies her alone sees %v, %v", alone.Household, alone.Consents)
		}
	})
}

// Somebody beyond the scope, of another organisation, or who does not exist: one
// answer, and nothing is told.
func TestWhoIsNotForTheReaderIsNotThere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		p := yusmary(w)
		other := w.In(t, "reque", "taller-reque")
		before := w.Position()
		for name, actor := range map[string]trenza.Actor{
			"not hers":             who(w, "otra", trenza.RolePsychologist),
			"an administrator":     who(w, "admin", trenza.RoleAdministrator),
			"another organisation": who(other, "suya", trenza.RoleDataOfficer),
			"another operator":     other.Actor,
			"who works elsewhere": {Organisation: w.Actor.Organisation, Account: "otra", Grants: []trenza.Grant{
				{Role: trenza.RoleRegistrar, Programme: "alma-llanera", Place: "20", From: "2020-01-01"},
			}},
		} {
			scope := sees(w, actor)
			thread, hers := pathway.Open(w.Context, w.Journal, scope, p.Code)
			_, nobodys := pathway.Open(w.Context, w.Journal, scope, "K7Q2X-9XMDP")
			if thread != nil || trenza.KindOf(hers) != trenza.NotFound {
				t.Fatalf("%s: %v, %v", name, thread, hers)
			}
			if spelled := strings.ReplaceAll(nobodys.Error(), "K7Q2X-9XMDP", p.Code); spelled != hers.Error() {
				t.Errorf("%s: %v, and of nobody %v", name, hers, nobodys)
			}
			if _, err := pathway.Seen(w.Context, w.Journal, scope, p.Code); trenza.KindOf(err) != trenza.NotFound {
				t.Errorf("%s: who has seen her: %v", name, err)
			}
		}
		if w.Position() != before {
			t.Error("something was told of what was not shown")
		}
	})
}

// deaf is a listener that cannot follow when a thread is read.
type deaf struct{}

var errDeaf = errors.New("cannot follow")

func (deaf) Told(_ context.Context, _ *journal.Tx, _ int64, e journal.Event) error {
	if e.Verb() == journal.Reading {
		return errDeaf
	}
	return nil
}

// The journal knows of a reading before the reader sees anything: where it cannot
// be told, nothing is shown. What needs no entry is shown all the same.
func TestNothingSensitiveIsShownUntold(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		p := yusmary(w)
		unwilling := journal.New(w.DB, w.Vault, func() time.Time { return Moment }, deaf{})
		for name, actor := range map[string]trenza.Actor{
			"sensitive": who(w, "suya", trenza.RolePsychologist), "a name, on record": who(w, "odp", trenza.RoleDataOfficer),
		} {
			before := w.Position()
			if thread, err := pathway.Open(w.Context, unwilling, sees(w, actor), p.Code); thread != nil || !errors.Is(err, errDeaf) {
				t.Errorf("%s: %v, %v", name, thread, err)
			}
			if w.Position() != before {
				t.Errorf("%s: half a reading was told", name)
			}
		}
		if thread, err := pathway.Open(w.Context, unwilling, sees(w, who(w, "suya", trenza.RoleOutreach)), p.Code); err != nil || thread == nil {
			t.Errorf("nothing to tell: %v", err)
		}
	})
}

// The thread of a woman with two records is one, by either code; who read either
// before they were joined has seen her.
func TestAJoinedThreadIsReadAsOne(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		phone := func(given string) registry.Record { return Phone(Woman("Soto", given, "1990"), "987654321") }
		first := w.Give(phone("Ana"), "salud", Delivered("2020-03-03", "150101")).Person
		second := w.Give(phone("Anita"), "asistencia_legal", Delivered("2020-03-09", "150101")).Person
		w.Write(func(tx *journal.Tx) error {
			return errors.Join(registry.Assign(w.Context, tx, first.ID, "gestora", Today), registry.Assign(w.Context, tx, second.ID, "asesora", Today))
		})
		opened(w, who(w, "gestora", trenza.RoleCaseWorker), first.Code)
		opened(w, who(w, "asesora", trenza.RoleLegalAdviser), second.Code)
		w.Decide(w.PairOf(first.ID, second.ID), registry.Same)
		one, other := opened(w, w.Actor, first.Code), opened(w, w.Actor, second.Code)
		if !reflect.DeepEqual(one, other) || len(one.Records) != 2 || services(one) != "asistencia_legal salud" || one.Code != first.Code {
			t.Errorf("by one code %+v, by the other %+v", one, other)
		}
		p2, p3 := trenza.P2, trenza.P3
		want := []pathway.Sight{
			{Day: "2020-06-01", Role: trenza.RoleLegalAdviser, Classes: []trenza.Class{p2, p3}},
			{Day: "2020-06-01", Role: trenza.RoleCaseWorker, Classes: []trenza.Class{p2, p3}},
			{Day: "2020-06-01", Role: trenza.RoleOperator, Classes: []trenza.Class{p2, p3}},
		}
		for _, code := range []string{first.Code, second.Code} {
			sights, err := pathway.Seen(w.Context, w.Journal, sees(w, w.Actor), code)
			if err != nil || !reflect.DeepEqual(sights, want) {
				t.Errorf("seen by %+v, %v", sights, err)
			}
		}
	})
}

// Of somebody who was forgotten there is the code, and of who had seen her
// nothing.
func TestTheThreadOfWhoWasForgotten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		p := yusmary(w)
		opened(w, w.Actor, p.Code)
		w.Write(func(tx *journal.Tx) error {
			_, err := registry.Forget(w.Context, tx, p.ID, "lo pidió")
			return err
		})
		before := w.Position()
		for _, actor := range []trenza.Actor{w.Actor, who(w, "odp", trenza.RoleDataOfficer)} {
			if thread := opened(w, actor, p.Code); !reflect.DeepEqual(thread, &pathway.Thread{Code: p.Code, Forgotten: true}) {
				t.Errorf("of somebody who was forgotten: %+v", thread)
			}
		}
		if sights, err := pathway.Seen(w.Context, w.Journal, sees(w, w.Actor), p.Code); err != nil || sights != nil {
			t.Errorf("seen by %v, %v", sights, err)
		}
		if w.Position() != before {
			t.Error("reading of somebody who was forgotten was told")
		}
		w.Sound()
	})
}

// What is restricted is in no thread, whoever reads it and however it came into
// the table.
func TestWhatIsRestrictedIsInNoThread(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		p := yusmary(w)
		before := services(opened(w, w.Actor, p.Code))
		err := w.DB.Write(w.Context, func(tx *store.Tx) error {
			_, err := tx.Exec(w.Context, `
				insert into attention (organisation, id, programme, service, person, day, place, outcomes, minutes, mark, collective, entry)
				select organisation, id || 'x', programme, 'proteccion_vbg', person, day, place, outcomes, minutes, mark, collective, entry
				from attention
				where service = 'salud'`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if after := services(opened(w, w.Actor, p.Code)); after != before {
			t.Errorf("got %s, want %s", after, before)
		}
	})
}

// Who accompanies her tells in which fields she is cared for: it is shown to those
// who do, and to nobody else who reads her.
func TestHerTeamIsKnownToHerTeam(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		p := yusmary(w)
		for name, c := range map[string]struct {
			actor trenza.Actor
			team  []string
		}{
			"her psychologist": {who(w, "suya", trenza.RolePsychologist), []string{"suya"}},
			"a registrar":      {who(w, "registro", trenza.RoleRegistrar), nil},
			"the data officer": {who(w, "odp", trenza.RoleDataOfficer), nil},
			"the operator":     {w.Actor, []string{"suya"}},
		} {
			if thread := opened(w, c.actor, p.Code); !slices.Equal(thread.Team, c.team) || !thread.Since.Equal(Moment) {
				t.Errorf("%s knows %v; since %v", name, thread.Team, thread.Since)
			}
		}
	})
}

// What is planned with her is seen as what she receives is, and a sensitive step
// is on record before it is shown.
func TestWhatIsPlannedIsInHerThread(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		p := w.Give(Woman("Colmenares", "Yusmary", "1990-05-17"), "informacion_vbg", Delivered("2020-03-03", "150101")).Person
		w.Write(func(tx *journal.Tx) error {
			if err := registry.Assign(w.Context, tx, p.ID, "suya", "2020-03-03"); err != nil {
				return err
			}
			_, err := agenda.Plan(w.Context, tx, agenda.Step{
				Person: p.ID, Programme: "alma-llanera", Service: "asistencia_legal", Day: "2020-06-09", Place: "150101", Account: "suya",
			})
			return err
		})
		before := w.Position()
		thread := opened(w, who(w, "suya", trenza.RoleLegalAdviser), p.Code)
		if len(thread.Ahead) != 1 || thread.Ahead[0].Title.ES != "Asistencia legal" || thread.Class != trenza.P3 {
			t.Errorf("her legal adviser sees %+v", thread.Ahead)
		}
		if told := lastReading(w, before); told != "P2 P3: legal" {
			t.Errorf("told %q", told)
		}
		if thread := opened(w, who(w, "registro", trenza.RoleRegistrar), p.Code); thread.Ahead != nil {
			t.Errorf("a registrar sees %+v", thread.Ahead)
		}
	})
}
