package registry_test

import (
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// staged is Ana with labels that hold since a day.
func staged(since trenza.Day, labels ...string) registry.Record {
	r := Woman("Soto", "Ana", "1990", Paper("DNI", "45678901"))
	for _, label := range labels {
		r.LifeStages = append(r.LifeStages, registry.LifeStage{Label: label, Since: since})
	}
	return r
}

func TestLifeStagesOverlapAndAreDated(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location)
		w.Meet(staged("2020-03-02", "madre", "jefa_de_hogar"), "2020-03-02")
		w.Meet(staged("2020-02-01", "madre"), "2020-03-03")
		id := w.Meet(staged("2020-05-01", "lactante", "madre"), "2020-05-01").Person.ID
		p := w.Find(id)
		for day, want := range map[trenza.Day][]string{
			"2020-01-31": nil,
			"2020-02-01": {"madre"},
			"2020-03-02": {"madre", "jefa_de_hogar"},
			"2020-05-01": {"madre", "lactante", "jefa_de_hogar"},
		} {
			if got := registry.FlagNames(p.FlagsOn(day)); !slices.Equal(got, want) {
				t.Errorf("on %s she was %v, want %v", day, got, want)
			}
		}
	})
}

// A pregnancy ends by itself, eleven months after it was said when no birth is
// expected earlier, whichever list came first.
func TestPregnancyExpires(t *testing.T) {
	for name, said := range map[string][]trenza.Day{
		"in order": {"2020-03-02", "2020-06-01"},
		"backward": {"2020-06-01", "2020-03-02"},
	} {
		t.Run(name, func(t *testing.T) {
			w := Open(t, storetest.Location(t, store.SQLite))
			var id string
			for _, since := range said {
				id = w.Meet(staged(since, "gestante"), since).Person.ID
			}
			p := w.Find(id)
			for day, want := range map[trenza.Day]bool{
				"2020-03-01": false, "2020-03-02": true, "2021-01-30": true, "2021-01-31": false,
			} {
				if got := p.FlagsOn(day)&registry.FlagPregnant != 0; got != want {
					t.Errorf("on %s: %v", day, got)
				}
			}
		})
	}
}

func TestAnExpectedBirthEndsThePregnancy(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	r := staged("2020-03-02", "gestante")
	r.LifeStages[0].Until = "2020-07-01"
	w.Meet(r, Today)
	id := w.Meet(staged("2021-09-01", "gestante"), "2021-09-01").Person.ID
	for day, want := range map[trenza.Day]bool{"2020-06-30": true, "2020-07-01": false, "2021-09-01": true} {
		if got := w.Find(id).FlagsOn(day)&registry.FlagPregnant != 0; got != want {
			t.Errorf("on %s: %v", day, got)
		}
	}
}

// What touches her health needs the key of its class as well as hers.
func TestHealthIsSealedApart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location)
		r := staged("2020-03-02", "madre", "gestante")
		r.Functioning = registry.Functioning{Seeing: 3, Hearing: 1, Walking: 1, Remembering: 1, SelfCare: 1, Communicating: 1}
		p := w.Find(w.Meet(r, Today).Person.ID)
		if len(p.Identity.LifeStages) != 1 || p.Identity.LifeStages[0].Label != "madre" {
			t.Errorf("sealed as identity: %v", p.Identity.LifeStages)
		}
		if len(p.Health.LifeStages) != 1 || p.Health.Functioning.Seeing != 3 {
			t.Errorf("sealed as health: %+v", p.Health)
		}
		var health []byte
		w.Read(func(r store.Reader) error {
			_, err := r.One(w.Context, `select health from person where organisation = $1`, store.Args(w.Actor.Organisation), &health)
			return err
		})
		slot := seal.Slot{Table: "person", Row: p.ID, Column: "health"}
		if _, err := w.Vault.Open(w.Context, w.Actor.Organisation, seal.PersonKey(p.ID), trenza.P2, slot, health); err == nil {
			t.Error("her own key opens what is of class P3")
		}
	})
}

func TestDisability(t *testing.T) {
	for name, c := range map[string]struct {
		registry.Functioning
		want bool
	}{
		"not asked":       {registry.Functioning{}, false},
		"some difficulty": {registry.Functioning{Seeing: 2, Hearing: 2, Walking: 2, Remembering: 2, SelfCare: 2, Communicating: 2}, false},
		"a lot, in one":   {registry.Functioning{Seeing: 1, Communicating: 3}, true},
		"cannot":          {registry.Functioning{Walking: 4}, true},
	} {
		p := &registry.Person{Health: registry.Health{Functioning: c.Functioning}}
		if got := c.Disability(); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
		if got := slices.Contains(registry.FlagNames(p.FlagsOn(Today)), "discapacidad"); got != c.want {
			t.Errorf("%s, as a flag: %v", name, got)
		}
	}
}

// The six questions are answered once; another list does not change them.
func TestFunctioningIsKeptAsFirstAnswered(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	r := staged(Today)
	id := w.Meet(r, Today).Person.ID
	for _, seeing := range []int{3, 1} {
		r.Functioning.Seeing = seeing
		w.Meet(r, Today)
	}
	if got := w.Find(id).Health.Functioning.Seeing; got != 3 {
		t.Errorf("seeing: %d", got)
	}
	if w.Find(id).FlagsOn(Today) != registry.FlagDisability {
		t.Error("a disability that was told is not known")
	}
}

func TestAgesAreReckonedFromWhatIsKnown(t *testing.T) {
	for name, c := range map[string]struct {
		birth registry.Birth
		want  trenza.Day
	}{
		"day":     {registry.Birth{Day: "1990-05-17", Precision: "day"}, "1990-05-17"},
		"month":   {registry.Birth{Day: "1990-05-01", Precision: "month"}, "1990-05-15"},
		"year":    {registry.Birth{Day: "1990-01-01", Precision: "year"}, "1990-07-01"},
		"unknown": {registry.Birth{}, ""},
		"damaged": {registry.Birth{Precision: "year"}, ""},
	} {
		if got := c.birth.Reckoned(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	p := &registry.Person{Identity: registry.Identity{Birth: Born("2002")}}
	if before, after := p.AgeOn("2020-06-30"), p.AgeOn("2020-07-01"); *before != 17 || *after != 18 {
		t.Errorf("born in 2002 she is %d and then %d", *before, *after)
	}
	if p.AgeOn("2001-01-01") != nil {
		t.Error("an age before the birth")
	}
}

// The closest word about a birth holds, whichever came first.
func TestBirthsAreKnownAsCloselyAsTold(t *testing.T) {
	year, month, day := Born("1990"), registry.Birth{Day: "1990-05-01", Precision: "month"}, Born("1990-05-17")
	for _, order := range [][]registry.Birth{{year, month, day}, {day, month, year}, {month, year, day}, {year, day, month}, {{}, day, year}} {
		w := Open(t, storetest.Location(t, store.SQLite))
		var id string
		for _, birth := range order {
			r := staged(Today)
			r.Birth = birth
			id = w.Meet(r, Today).Person.ID
		}
		if got := w.Find(id).Identity.Birth; got.Day != "1990-05-17" || got.Precision != "day" {
			t.Errorf("after %v: %+v", order, got)
		}
	}
}

func TestHouseholds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location)
		mother, child, other := w.Meet(Numbered(1), Today).Person, w.Meet(Numbered(2), Today).Person, w.Meet(Numbered(3), Today).Person
		join := func(p *registry.Person, code, role string) {
			w.Write(func(tx *journal.Tx) error { return registry.JoinHousehold(w.Context, tx, p.ID, code, role) })
		}
		join(mother, "H-001", "Jefa")
		join(child, "h 001", "hija")
		join(other, "H-002", "jefa")
		before := w.Position()
		join(mother, "H-001", "jefa")
		if w.Position() != before {
			t.Error("saying it twice tells it twice")
		}
		w.Read(func(r store.Reader) error {
			members, err := registry.Members(w.Context, r, w.Actor.Organisation, child.ID)
			if !slices.Equal(members, []string{mother.ID, child.ID}) {
				t.Errorf("members: %v", members)
			}
			return err
		})
		roles := make(map[string]int)
		w.Read(func(r store.Reader) error {
			return r.Each(w.Context, `select role from household_member`, nil, func(scan store.Scan) error {
				var role string
				err := scan(&role)
				roles[role]++
				return err
			})
		})
		if roles["jefa"] != 2 || roles["hija"] != 1 {
			t.Errorf("roles: %v", roles)
		}
	})
}

// A label that a later list tells from an earlier day is true of what she had
// received by then, whichever list came first.
func TestLabelsToldLateHoldForWhatWasReceived(t *testing.T) {
	for name, order := range map[string][]trenza.Day{"in order": {"2020-03-02", "2020-04-01"}, "backwards": {"2020-04-01", "2020-03-02"}} {
		w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
		for _, day := range order {
			r := staged(day)
			if day == "2020-03-02" {
				r = staged(day, "madre", "gestante")
			}
			w.Give(r, "salud", Delivered(day, "150101"))
		}
		for flag, want := range map[int64]int{registry.FlagMother: 2, registry.FlagPregnant: 2, registry.FlagCarer: 0} {
			q := reach.Question{Programme: "alma-llanera", Unit: reach.People, Who: reach.Who{Flags: flag}}
			if a := w.Count(q); a.Rows != want {
				t.Errorf("%s: %v of %d rows, want %d", name, registry.FlagNames(flag), a.Rows, want)
			}
		}
	}
}
