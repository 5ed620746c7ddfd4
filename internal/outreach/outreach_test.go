package outreach_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// fair is an outreach fair in Callao: 400 people, counted by sex and age and
// again by population.
func fair() outreach.Activity {
	return outreach.Activity{
		Programme: "alma-llanera", Service: "informacion_vbg", Title: "Feria informativa", Day: "2020-02-15", Place: "070101",
		Method: "counted", Total: 400,
		Groups: []outreach.Group{
			{Sex: "F", MinAge: 0, MaxAge: 17, People: 52}, {Sex: "F", MinAge: 18, MaxAge: outreach.Oldest, People: 238},
			{Sex: "M", MinAge: 0, MaxAge: 17, People: 36}, {Sex: "M", MinAge: 18, MaxAge: outreach.Oldest, People: 74},
		},
		Populations: map[string]int{"in_destination": 310, "in_transit": 25, "host_community": 60, "pendular": 5},
	}
}

// count records a headcount and returns what went wrong.
func count(w *World, a outreach.Activity) error {
	w.Helper()
	return w.Try(func(tx *journal.Tx) error {
		_, err := outreach.Count(w.Context, tx, w.Service("alma-llanera", a.Service).Service, a)
		return err
	})
}

// link links a woman to the fair and returns what went wrong.
func link(w *World, p *registry.Person) error {
	w.Helper()
	return w.Try(func(tx *journal.Tx) error {
		a, err := outreach.Find(w.Context, tx, w.Actor.Organisation, "alma-llanera", "FERIA  Informativa", spelling.Fold)
		if err != nil {
			return err
		}
		return outreach.Link(w.Context, tx, a, p)
	})
}

var informed = reach.Question{
	Programme: "alma-llanera", Unit: reach.People,
	Terms: []reach.Term{{Service: "informacion_vbg", Outcome: programme.Delivered}},
}

// declared is how many are declared of a sex from an age on; "" and 0 for all.
func declared(w *World, sex string, from int) reach.Declared {
	w.Helper()
	q := informed
	if q.Who.Sex = sex; from > 0 {
		q.Who.MinAge = &from
	}
	d, err := w.Engine.Declared(w.Context, w.Scope(), q)
	if err != nil {
		w.Fatal(err)
	}
	return d
}

// Of 400 people at the fair, 11 are registered there and 7 had been registered
// before: 18 with a name, 382 without one (story of the fair in Callao).
func TestTheFairOfFourHundred(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		if err := count(w, fair()); err != nil {
			t.Fatal(err)
		}
		if d := declared(w, "", 0); d.People != 400 || d.Activities != 1 {
			t.Fatalf("declared: %+v", d)
		}
		if a := w.Count(informed); a.Count != 0 {
			t.Fatalf("heads are counted as people: %+v", a)
		}
		for n := range 7 {
			w.Meet(Numbered(n), "2020-01-10")
		}
		service := w.Service("alma-llanera", "informacion_vbg")
		for n := range 18 {
			w.Write(func(tx *journal.Tx) error {
				p := pathway.Participant{Record: Numbered(n), CountedAt: "Feria informativa"}
				known, err := w.Intake.Give(w.Context, tx, p, service, Delivered("2020-02-15", "070101"))
				if err == nil && known.New != (n >= 7) {
					t.Errorf("number %d is new: %v", n, known.New)
				}
				return err
			})
		}
		if a, d := w.Count(informed), declared(w, "", 0); a.Count != 18 || d.People != 382 || d.Activities != 1 {
			t.Errorf("%d registered and %+v declared", a.Count, d)
		}
		for _, c := range []struct {
			sex  string
			from int
			want int
		}{{"F", 18, 220}, {"F", 0, 272}, {"M", 18, 74}, {"M", 0, 110}, {"", 18, 294}} {
			if d := declared(w, c.sex, c.from); d.People != c.want {
				t.Errorf("declared of sex %q from %d: %d, want %d", c.sex, c.from, d.People, c.want)
			}
		}
		w.Read(func(r store.Reader) error {
			_, err := pathway.VerifyFacts(w.Context, r, w.Vault, w.Actor.Organisation)
			return err
		})
	})
}

func TestHeadcountsThatContradictThemselvesAreRefused(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	before := w.Position()
	for _, c := range []struct {
		key, says string
		spoil     func(*outreach.Activity)
	}{
		{"outreach.sums_differ", "por sexo y edad son 400 y por población son 399", func(a *outreach.Activity) { a.Populations["pendular"] = 4 }},
		{"outreach.total_differs", "dice 401 y los grupos suman 400", func(a *outreach.Activity) { a.Total = 401 }},
		{"outreach.nobody_counted", "cero", func(a *outreach.Activity) { a.Groups, a.Populations, a.Total = nil, nil, 0 }},
		{"outreach.negative_count", "menos de cero", func(a *outreach.Activity) { a.Groups[0].People, a.Groups[1].People = -1, 291 }},
		{"outreach.no_title", "nombre", func(a *outreach.Activity) { a.Title = "" }},
		{"outreach.no_day", "fecha", func(a *outreach.Activity) { a.Day = "" }},
		{"outreach.method_unknown", "«guessed»", func(a *outreach.Activity) { a.Method = "guessed" }},
		{"outreach.not_by_heads", "«asistencia_legal»", func(a *outreach.Activity) { a.Service = "asistencia_legal" }},
	} {
		a := fair()
		c.spoil(&a)
		err := count(w, a)
		if !errors.Is(err, trenza.Refuse(c.key)) {
			t.Errorf("want %s, got %v", c.key, err)
			continue
		}
		if sentence := locale.For("es").Error(err); !strings.Contains(sentence, c.says) {
			t.Errorf("%s does not say %q: %s", c.key, c.says, sentence)
		}
	}
	if w.Position() != before {
		t.Error("a refused headcount was told")
	}
}

// Who was not asked for a population is counted all the same; a population that
// was asked for must add up.
func TestAHeadcountWithoutPopulations(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	unasked := fair()
	unasked.Populations = nil
	if err := count(w, unasked); err != nil {
		t.Fatal(err)
	}
	if d := declared(w, "", 0); d.People != 400 {
		t.Errorf("%+v", d)
	}
	empty := fair()
	empty.Populations = map[string]int{"in_destination": 0}
	if err := count(w, empty); err == nil {
		t.Error("a population of nobody beside 400 people")
	}
}

func TestRestrictedHeadcountsAreRefused(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	a := fair()
	a.Service = "proteccion_vbg"
	if err := count(w, a); !errors.Is(err, &trenza.Problem{Kind: trenza.Forbidden, Key: "access.restricted_service"}) {
		t.Error(err)
	}
}

func TestSheWasCountedOnce(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	if err := count(w, fair()); err != nil {
		t.Fatal(err)
	}
	ana := w.Meet(Numbered(1), Today).Person
	for range 2 {
		if err := link(w, ana); err != nil {
			t.Fatal(err)
		}
	}
	if d := declared(w, "", 0); d.People != 399 {
		t.Errorf("linked twice, %d remain", d.People)
	}
}

// Nobody can be taken out of a group in which nobody is left, and no group is
// ever less than empty.
func TestOnlyWhoWasCountedIsLinked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		a := fair()
		a.Total, a.Populations = 4, map[string]int{"in_destination": 4}
		a.Groups = []outreach.Group{
			{Sex: "F", MinAge: 0, MaxAge: 17, People: 1}, {Sex: "F", MinAge: 18, MaxAge: outreach.Oldest, People: 2},
			{Sex: "I", MinAge: 18, MaxAge: outreach.Oldest, People: 1},
		}
		if err := count(w, a); err != nil {
			t.Fatal(err)
		}
		man := Numbered(1)
		man.Sex = "M"
		notSaid := Numbered(2)
		notSaid.Sex = "NS"
		ageless := Numbered(3)
		ageless.Birth = Born("")
		for _, c := range []struct {
			name   string
			record registry.Record
			key    string
		}{
			{"a man among women", man, "outreach.nobody_like_her"},
			{"one whose sex was not said", notSaid, ""},
			{"a woman of unknown age", ageless, ""},
			{"a woman", Numbered(4), ""},
			{"a third woman of two", Numbered(5), "outreach.all_linked"},
		} {
			err := link(w, w.Meet(c.record, Today).Person)
			if c.key == "" && err != nil || c.key != "" && !errors.Is(err, trenza.Refuse(c.key)) {
				t.Errorf("%s: want %q, got %v", c.name, c.key, err)
			}
		}
		if women, girls := declared(w, "F", 18), declared(w, "F", 0); women.People != 0 || girls.People != 1 {
			t.Errorf("%d women and %d of both ages remain", women.People, girls.People)
		}
	})
}

func TestAnActivityThatIsNotThere(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	err := link(w, w.Meet(Numbered(1), Today).Person)
	if !errors.Is(err, &trenza.Problem{Kind: trenza.NotFound, Key: "outreach.no_such_activity"}) {
		t.Error(err)
	}
}

func TestAnswersWithoutANameAreDeclared(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		s := w.Service("alma-llanera", "satisfaccion")
		for _, outcomes := range [][]string{
			{programme.Asked}, {programme.Asked, programme.Answered}, {programme.Asked, programme.Answered, programme.Satisfied},
		} {
			w.Write(func(tx *journal.Tx) error { return w.Intake.Answer(w.Context, tx, s, Today, "150101", outcomes) })
		}
		for outcome, want := range map[string]int{programme.Asked: 3, programme.Answered: 2, programme.Satisfied: 1} {
			q := reach.Question{Programme: "alma-llanera", Unit: reach.People, Terms: []reach.Term{{Service: s.ID, Outcome: outcome}}}
			d, err := w.Engine.Declared(w.Context, w.Scope(), q)
			if err != nil || d.People != want || w.Count(q).Count != 0 {
				t.Errorf("%s: %+v, %v", outcome, d, err)
			}
		}
		w.Read(func(r store.Reader) error {
			_, err := pathway.VerifyFacts(w.Context, r, w.Vault, w.Actor.Organisation)
			return err
		})
		err := w.Try(func(tx *journal.Tx) error {
			return w.Intake.Answer(w.Context, tx, s, "1999-01-01", "150101", nil)
		})
		if !errors.Is(err, trenza.Refuse("attention.before_programme")) {
			t.Error(err)
		}
	})
}

func TestATallyThatWasTamperedWithIsNamed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		if err := count(w, fair()); err != nil {
			t.Fatal(err)
		}
		err := w.DB.Write(w.Context, func(tx *store.Tx) error {
			_, err := tx.Exec(w.Context, `update tally set people = people + 1 where sex = 'F' and min_age = 18`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		w.Read(func(r store.Reader) error {
			_, err := pathway.VerifyFacts(w.Context, r, w.Vault, w.Actor.Organisation)
			if !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "pathway.tally_differs"}) {
				t.Error(err)
			}
			return nil
		})
	})
}
