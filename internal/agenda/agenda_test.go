package agenda_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// today is the day that the clock of every world shows.
const today trenza.Day = "2020-06-01"

// as is the world seen by somebody with an account, in roles with an end.
func as(w *World, account string, grants ...trenza.Grant) *World {
	other := *w
	for i := range grants {
		grants[i].From = "2020-01-01"
	}
	other.Actor = trenza.Actor{Organisation: w.Actor.Organisation, Account: account, Name: "Quien " + account, Grants: grants}
	return &other
}

// role is a role everywhere.
func role(name string) trenza.Grant { return trenza.Grant{Role: name} }

// sees is how far the world's actor reads.
func sees(w *World) (scope access.Scope) {
	w.Helper()
	w.Read(func(r store.Reader) (err error) {
		scope, err = programme.ScopeOf(w.Context, r, w.Actor)
		return err
	})
	return scope
}

// step is a step of a service of Alma Llanera in Lima.
func step(person, service string, day trenza.Day, hour string) agenda.Step {
	return agenda.Step{Person: person, Programme: "alma-llanera", Service: service, Day: day, Hour: hour, Place: "150101"}
}

func plan(w *World, s agenda.Step) (agenda.Step, error) {
	w.Helper()
	err := w.Try(func(tx *journal.Tx) (err error) {
		s, err = agenda.Plan(w.Context, tx, s)
		return err
	})
	return s, err
}

// planned plans a step; it must succeed.
func planned(w *World, s agenda.Step) agenda.Step {
	w.Helper()
	s, err := plan(w, s)
	if err != nil {
		w.Fatal(err)
	}
	return s
}

// ofThread is what the actor sees planned on a thread.
func ofThread(w *World, root string) (steps []agenda.Step) {
	w.Helper()
	scope := sees(w)
	w.Read(func(r store.Reader) (err error) {
		steps, err = agenda.OfThread(w.Context, r, w.Vault, scope, root)
		return err
	})
	return steps
}

// yusmary is somebody who received information, support and legal help in Lima,
// and whom the account "suya" accompanies.
func yusmary(w *World) *registry.Person {
	w.Helper()
	record := Woman("Colmenares", "Yusmary", "1990-05-17", Paper("CPP", "001234567"))
	for _, service := range []string{"informacion_vbg", "psicosocial_individual", "asistencia_legal"} {
		w.Give(record, service, Delivered("2020-03-03", "150101"))
	}
	p := w.Give(record, "empleabilidad", Delivered("2020-03-04", "150101")).Person
	w.Write(func(tx *journal.Tx) error { return registry.Assign(w.Context, tx, p.ID, "suya", "2020-03-03") })
	return p
}

func isProblem(err error, key string) bool {
	problem, is := errors.AsType[*trenza.Problem](err)
	return is && problem.Key == key
}

// Every verb in every state: a step is planned until it is over, and then nothing
// more becomes of it.
func TestWhatBecomesOfAStep(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		p := yusmary(w)
		verbs := map[string]func(*journal.Tx, string) error{
			"finish": func(tx *journal.Tx, id string) error { return agenda.Finish(w.Context, tx, id) },
			"drop":   func(tx *journal.Tx, id string) error { return agenda.Drop(w.Context, tx, id, "no quiso por ahora") },
			"move":   func(tx *journal.Tx, id string) error { return agenda.Move(w.Context, tx, id, "2020-06-09", "9:30") },
		}
		into := map[string]agenda.State{"finish": agenda.Done, "drop": agenda.Dropped, "move": agenda.Planned}
		for _, state := range agenda.States() {
			for verb, do := range verbs {
				s := planned(w, step(p.ID, "informacion_vbg", "2020-06-04", "10:30"))
				for before, lead := range verbs {
					if into[before] == state && state != agenda.Planned {
						w.Write(func(tx *journal.Tx) error { return lead(tx, s.ID) })
					}
				}
				err := w.Try(func(tx *journal.Tx) error { return do(tx, s.ID) })
				after := found(w, s.ID)
				switch {
				case state != agenda.Planned && !isProblem(err, "agenda.step_over"):
					t.Errorf("%s when %s: %v", verb, state, err)
				case state != agenda.Planned && after.State != state:
					t.Errorf("%s when %s left it %s", verb, state, after.State)
				case state == agenda.Planned && (err != nil || after.State != into[verb]):
					t.Errorf("%s when %s: %s, %v", verb, state, after.State, err)
				case verb == "move" && state == agenda.Planned && (after.Day != "2020-06-09" || after.Hour != "09:30"):
					t.Errorf("moved to %s %s", after.Day, after.Hour)
				case verb == "drop" && state == agenda.Planned && after.Reason != "no quiso por ahora":
					t.Errorf("dropped because %q", after.Reason)
				}
			}
		}
		w.Sound()
	})
}

// found is a step as it is now.
func found(w *World, id string) (s agenda.Step) {
	w.Helper()
	scope := sees(w)
	w.Read(func(r store.Reader) (err error) {
		s, err = agenda.ByID(w.Context, r, w.Vault, scope, id)
		return err
	})
	return s
}

func TestAStepSaysWhenAndWhat(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	p := yusmary(w)
	for _, c := range []struct {
		change func(*agenda.Step)
		key    string
	}{
		{func(*agenda.Step) {}, ""},
		{func(s *agenda.Step) { s.Day = today }, ""},
		{func(s *agenda.Step) { s.Day = "" }, "agenda.day_missing"},
		{func(s *agenda.Step) { s.Day = "mañana" }, "agenda.day_unknown"},
		{func(s *agenda.Step) { s.Day = today.Add(-1) }, "agenda.day_past"},
		{func(s *agenda.Step) { s.Day = "2062-06-04" }, "agenda.day_far"},
		{func(s *agenda.Step) { s.Hour = "a las tres" }, "agenda.hour_shape"},
		{func(s *agenda.Step) { s.Hour = "25:00" }, "agenda.hour_shape"},
		{func(s *agenda.Step) { s.Service = "costura" }, "agenda.service_unknown"},
		{func(s *agenda.Step) { s.Programme = "otro" }, "programme.not_in_use"},
		{func(s *agenda.Step) { s.Programme, s.Service = "", "" }, "agenda.what_missing"},
		{func(s *agenda.Step) { s.Programme, s.Service, s.What = "", "", "renovar su CPP" }, ""},
		{func(s *agenda.Step) { s.Person = "nadie" }, "registry.no_such_person"},
		{func(s *agenda.Step) { s.Service = "proteccion_vbg" }, "access.restricted_service"},
		{func(s *agenda.Step) { s.Service, s.Person = "proteccion_trata", "nadie" }, "access.restricted_service"},
	} {
		s := step(p.ID, "informacion_vbg", "2020-06-04", "10:30")
		c.change(&s)
		before := w.Position()
		if _, err := plan(w, s); c.key == "" && err != nil || c.key != "" && !isProblem(err, c.key) {
			t.Errorf("%+v: %v, want %q", s, err, c.key)
		}
		if c.key != "" && w.Position() != before {
			t.Errorf("%s left something behind", c.key)
		}
	}
}

// Who may record a service to her may plan it, and who reads what she received of
// it reads what is planned. Others see nothing, in the thread or by its id.
func TestWhoPlansAndWhoSees(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		p := yusmary(w)
		steps := map[string]agenda.Step{}
		for _, service := range []string{"informacion_vbg", "psicosocial_individual", "asistencia_legal", "empleabilidad"} {
			s := step(p.ID, service, "2020-06-04", "")
			s.What = "hablar de " + service
			steps[service] = planned(w, s)
		}
		steps["own"] = planned(w, agenda.Step{Person: p.ID, Day: "2020-06-05", Words: agenda.Words{What: "renovar su CPP"}})
		for name, c := range map[string]struct {
			who  *World
			see  string
			plan string
		}{
			"promotora":          {as(w, "suya", role(trenza.RoleOutreach)), "informacion_vbg own", "informacion_vbg own"},
			"another promotora":  {as(w, "otra", role(trenza.RoleOutreach)), "", ""},
			"psychologist":       {as(w, "suya", role(trenza.RolePsychologist)), "own psicosocial_individual", "own psicosocial_individual"},
			"legal adviser":      {as(w, "suya", role(trenza.RoleLegalAdviser)), "asistencia_legal own", "asistencia_legal own"},
			"case worker":        {as(w, "suya", role(trenza.RoleCaseWorker)), "empleabilidad informacion_vbg own", "informacion_vbg own"},
			"registrar":          {as(w, "otra", role(trenza.RoleRegistrar)), "empleabilidad informacion_vbg own", "empleabilidad informacion_vbg own"},
			"registrar in Piura": {as(w, "otra", trenza.Grant{Role: trenza.RoleRegistrar, Place: "20"}), "", ""},
			"facilitator":        {as(w, "otra", role(trenza.RoleFacilitator)), "empleabilidad own", "empleabilidad own"},
			"coordinator":        {as(w, "otra", role(trenza.RoleCoordinator)), "empleabilidad informacion_vbg", ""},
			"data officer":       {as(w, "otra", role(trenza.RoleDataOfficer)), "own", ""},
			"administrator":      {as(w, "suya", role(trenza.RoleAdministrator)), "", ""},
		} {
			var see, may string
			for _, service := range []string{"asistencia_legal", "empleabilidad", "informacion_vbg", "own", "psicosocial_individual"} {
				if slices.ContainsFunc(ofThread(c.who, p.ID), func(s agenda.Step) bool { return s.ID == steps[service].ID }) {
					see += " " + service
				}
				s := steps[service]
				if _, err := plan(c.who, s); err == nil {
					may += " " + service
				} else if kind := trenza.KindOf(err); kind != trenza.Forbidden && kind != trenza.NotFound {
					t.Errorf("%s, %s: %v", name, service, err)
				}
				err := c.who.Try(func(tx *journal.Tx) error { return agenda.Move(w.Context, tx, s.ID, s.Day, "11:00") })
				if seen := slices.ContainsFunc(ofThread(c.who, p.ID), func(o agenda.Step) bool { return o.ID == s.ID }); !seen && !isProblem(err, "agenda.no_such_step") {
					t.Errorf("%s moves %s, which she does not see: %v", name, service, err)
				}
			}
			if see != spaced(c.see) || may != spaced(c.plan) {
				t.Errorf("%s: sees%s, plans%s; want%s,%s", name, see, may, spaced(c.see), spaced(c.plan))
			}
		}
		w.Sound()
	})
}

func spaced(list string) string {
	if list == "" {
		return ""
	}
	return " " + list
}

// Words may tell who she is: they are for who sees her name, and in no copy of the
// table.
func TestWordsGoWithHerName(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		p := yusmary(w)
		s := step(p.ID, "informacion_vbg", "2020-06-04", "")
		s.What, s.Where = "llevar el volante", "Bodega «Mi Esfuerzo»"
		planned(w, s)
		if got := ofThread(as(w, "suya", role(trenza.RoleOutreach)), p.ID); len(got) != 1 || got[0].Words != s.Words {
			t.Errorf("her promotora sees %+v", got)
		}
		if got := ofThread(as(w, "otra", role(trenza.RoleCoordinator)), p.ID); len(got) != 1 || got[0].Words != (agenda.Words{}) {
			t.Errorf("the coordinator sees %+v", got)
		}
		w.Read(func(r store.Reader) error {
			var words []byte
			_, err := r.One(w.Context, `select words from planned_step where organisation = $1`, store.Args(w.Actor.Organisation), &words)
			if len(words) == 0 || slices.Contains(words, 'B') && string(words) == s.Where {
				t.Errorf("the words stand in the open: %q", words)
			}
			return err
		})
	})
}

// A step stays with the record for which it was planned: it shows on the joined
// thread, and on its own again when they are parted. Who is forgotten is awaited
// nowhere.
func TestStepsFollowTheirRecord(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		ana := w.Meet(Phone(Numbered(1), "987654321"), Today).Person
		beta := w.Meet(Phone(Numbered(2), "987654321"), Today).Person
		planned(w, step(ana.ID, "informacion_vbg", "2020-06-04", ""))
		planned(w, step(beta.ID, "informacion_vbg", "2020-06-05", ""))
		pair := w.PairOf(ana.ID, beta.ID)
		w.Decide(pair, registry.Same)
		meanwhile := planned(w, step(beta.ID, "informacion_vbg", "2020-06-06", ""))
		if got := days(ofThread(w, ana.ID)); got != " 4 5 6" || ofThread(w, beta.ID) != nil {
			t.Errorf("joined:%s", got)
		}
		kept := w.Part(pair)
		if len(kept.Steps) != 1 || kept.Steps[0].ID != meanwhile.ID || !slices.Equal(kept.Records(), []string{ana.ID}) {
			t.Errorf("recorded meanwhile: %+v", kept)
		}
		if a, b := days(ofThread(w, ana.ID)), days(ofThread(w, beta.ID)); a != " 4 6" || b != " 5" {
			t.Errorf("parted:%s and%s", a, b)
		}
		w.Sound()
		for range 2 { // whoever is forgotten again has nothing more to lose
			w.Write(func(tx *journal.Tx) error {
				_, err := pathway.Forget(w.Context, tx, ana.ID, "lo pidió")
				return err
			})
		}
		if got := ofThread(w, ana.ID); got != nil {
			t.Errorf("forgotten: %v", got)
		}
		if _, err := plan(w, step(ana.ID, "informacion_vbg", "2020-06-06", "")); !isProblem(err, "registry.forgotten") {
			t.Errorf("planned for somebody forgotten: %v", err)
		}
		w.Sound()
	})
}

func days(steps []agenda.Step) (text string) {
	for _, s := range steps {
		text += " " + string(s.Day[9:])
	}
	return text
}

// A step that was changed behind the journal's back is found.
func TestAChangedStepIsFound(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	p := yusmary(w)
	planned(w, step(p.ID, "informacion_vbg", "2020-06-04", ""))
	err := w.DB.Write(w.Context, func(tx *store.Tx) error {
		_, err := tx.Exec(w.Context, `update planned_step set day = '2020-06-14'`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	w.Read(func(r store.Reader) error {
		_, _, err := pathway.Verify(w.Context, r, w.Vault, w.Actor.Organisation)
		if trenza.KindOf(err) != trenza.Conflict {
			t.Errorf("verify says %v", err)
		}
		return nil
	})
}
