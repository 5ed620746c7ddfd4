package pathway_test

import (
	"context"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// working is somebody who registers in Lima, and in no other place.
func working(w *World, role string) *World {
	other := *w
	other.Actor = trenza.Actor{
		Organisation: w.Actor.Organisation, Name: "Nélida", Account: "nelida",
		Grants: []trenza.Grant{{Role: role, Programme: "alma-llanera", Place: "15"}},
	}
	return &other
}

// alikeTo are those whom somebody is shown who registers a woman.
func alikeTo(w *World, r registry.Record) (all []pathway.Alike) {
	w.Helper()
	w.Read(func(reader store.Reader) (err error) {
		all, err = pathway.AlikeTo(w.Context, reader, w.Vault, w.Register, sees(w, w.Actor), r, 10)
		return err
	})
	return all
}

// welcome registers somebody, as whoever was there says.
func welcome(w *World, n pathway.Newcomer) (known registry.Known, err error) {
	err = w.Try(func(tx *journal.Tx) error {
		known, err = w.Intake.Welcome(w.Context, tx, n, Today)
		return err
	})
	return known, err
}

// Yusmary as Tumbes wrote her, and as she comes to Lima (story 3).
var (
	before    = Phone(Woman("Pérez", "Yusmary", "1994-02-03", Paper("PAS", "148203956")), "987654321")
	arriving  = Phone(Woman("Perez Rojas", "Yusmari", "1994-02-03", Paper("CPP", "002915530")), "987654321")
	consented = registry.Consent{Purpose: registry.ForService, TextVersion: "1", Language: "es", Mode: "verbal", Given: Today}
)

// byEar is a register in which nobody is likely, but for how a name sounds.
type byEar struct{ *live.Register }

func (byEar) Candidates(context.Context, store.Reader, string, *registry.Person) ([]registry.Candidate, error) {
	return nil, nil
}

// A name that sounds like another is too little to ask people about later: they
// are asked when whoever is with her cannot tell.
func TestWhoSoundsAlikeIsAskedWhileSheIsThere(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	known := w.Give(before, "informacion_vbg", Delivered("2020-01-20", "150101")).Person
	w.Intake.Registry = registry.New(byEar{w.Register})
	lima := working(w, trenza.RoleRegistrar)
	typed := Woman("Peres", "Jusmary", "")
	left, err := welcome(lima, pathway.Newcomer{Record: typed})
	if err != nil || !left.New || len(w.Pairs()) != 0 {
		t.Fatalf("without a word: %+v, %v, %v", left, err, w.Pairs())
	}
	w.Write(func(tx *journal.Tx) error {
		_, err := registry.Forget(w.Context, tx, left.Person.ID, "prueba")
		return err
	})
	unsure, err := welcome(lima, pathway.Newcomer{Record: typed, Answers: registry.Answers{Unsure: true}})
	if err != nil || !unsure.New || w.PairOf(known.ID, unsure.Person.ID).Verdict != registry.Open {
		t.Errorf("when she cannot tell: %+v, %v", unsure, err)
	}
	w.Sound()
}

// Whoever registers a woman is shown that she is known, by as much as it takes to
// recognise her, and says whether it is she.
func TestSheIsRecognisedWhileSheIsRegistered(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		known := w.Give(before, "informacion_vbg", Delivered("2020-01-20", "240101")).Person
		lima := working(w, trenza.RoleRegistrar)
		alike := alikeTo(lima, arriving)
		if len(alike) != 1 || alike[0].Person.ID != known.ID || alike[0].Reads || alike[0].Opens() || alike[0].Registered != "2020-06-01" || alike[0].Band == live.Family {
			t.Fatalf("shown: %+v", alike)
		}
		if _, err := welcome(lima, pathway.Newcomer{Record: arriving, Answers: registry.Answers{Is: known.ID}}); trenza.KindOf(err) != trenza.Conflict {
			t.Errorf("whoever does not see her joined her to another: %v", err)
		}
		again, err := welcome(lima, pathway.Newcomer{Record: arriving, Consents: []registry.Consent{consented}})
		if err != nil || !again.New {
			t.Fatalf("%+v, %v", again, err)
		}
		if pair := w.PairOf(known.ID, again.Person.ID); pair.Verdict != registry.Open {
			t.Errorf("the question: %+v", pair)
		}
		w.Sound()
	})
}

// A paper opens her thread to whoever it was shown to, who accompanies her from
// then on; what was known is not overwritten.
func TestAPaperOpensHerThread(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		known := w.Give(before, "informacion_vbg", Delivered("2020-01-20", "240101")).Person
		lima, shown := working(w, trenza.RoleRegistrar), arriving
		shown.Documents = append(slices.Clone(shown.Documents), before.Documents...)
		shown.Arrival = registry.Arrival{Programme: "alma-llanera", Place: "150132", On: Today}
		if alike := alikeTo(lima, shown); len(alike) != 1 || !alike[0].Certain || !alike[0].Opens() {
			t.Fatalf("shown: %+v", alike)
		}
		if _, err := welcome(lima, pathway.Newcomer{Record: shown}); trenza.KindOf(err) != trenza.Conflict {
			t.Errorf("nobody said whether it is she: %v", err)
		}
		same, err := welcome(lima, pathway.Newcomer{Record: shown, Answers: registry.Answers{Is: known.ID}, Consents: []registry.Consent{consented}})
		if err != nil || same.New || same.Person.ID != known.ID || same.Person.Name().Given != "Yusmary" || same.Person.Identity.Arrival.Place != "150132" {
			t.Fatalf("%+v, %v", same, err)
		}
		if alike := alikeTo(lima, shown); !alike[0].Reads {
			t.Error("whoever welcomed her does not read her")
		}
		position := w.Position()
		if _, err := welcome(lima, pathway.Newcomer{Record: shown, Answers: registry.Answers{Is: known.ID}, Consents: []registry.Consent{consented}}); err != nil || w.Position() != position {
			t.Errorf("welcoming her twice told something: %v", err)
		}
		w.Sound()
	})
}

// "It is not she" is remembered: as a decision of whoever may decide, and as what
// she says of whoever may not.
func TestWhoSheIsNotIsRemembered(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	known := w.Give(before, "informacion_vbg", Delivered("2020-01-20", "150101")).Person
	for role, want := range map[string]registry.Verdict{trenza.RoleRegistrar: registry.Unsure, trenza.RoleOutreach: registry.Unsure, "": registry.Different} {
		here, daughter := working(w, role), before
		if role == "" {
			here = w
		}
		daughter.Name.Given = "Yusmary " + string(rune('A'+len(role)))
		daughter.Birth = Born("1995-02-03")
		shown := alikeTo(here, daughter)
		if len(shown) == 0 {
			t.Fatalf("%s is shown nobody", role)
		}
		not := registry.Answers{}
		for _, l := range shown {
			not.Not = append(not.Not, l.Person.Root)
		}
		another, err := welcome(here, pathway.Newcomer{Record: daughter, Answers: not})
		if err != nil || !another.New {
			t.Fatalf("%s: %+v, %v", role, another, err)
		}
		if pair := w.PairOf(known.ID, another.Person.ID); pair.Verdict != want {
			t.Errorf("%s: %+v, want %s", role, pair, want)
		}
	}
	w.Sound()
}

// Whom a restricted team guards is no trace for whoever does not serve it and does
// not see her: the team alone is asked, and whoever registers notices nothing,
// paper or not.
func TestAGuardedWomanLeavesNoTrace(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		known := w.Give(before, "informacion_vbg", Delivered("2020-01-20", "240101")).Person
		team := w.As("Supervisora", "refugio")
		team.Write(func(tx *journal.Tx) error { return registry.Guard(w.Context, tx, known.ID, "refugio") })
		lima := working(w, trenza.RoleRegistrar)
		if shown := alikeTo(lima, before); len(shown) != 0 {
			t.Fatalf("shown: %+v", shown)
		}
		another, err := welcome(lima, pathway.Newcomer{Record: before})
		if err != nil || !another.New || another.Asked != 0 {
			t.Fatalf("%+v, %v", another, err)
		}
		if len(w.As("Otra").Pairs()) != 0 || len(team.Pairs()) != 1 {
			t.Error("the question is not for the team alone")
		}
		tumbes := working(w, trenza.RoleRegistrar)
		tumbes.Actor.Account, tumbes.Actor.Grants[0].Place = "olga", "24"
		if shown := alikeTo(tumbes, before); !slices.ContainsFunc(shown, func(a pathway.Alike) bool { return a.Person.ID == known.ID && a.Reads }) {
			t.Error("whoever finds her by a search misses her here, which tells")
		}
	})
}

// She lives with somebody who is known.
func TestSheLivesWithSomebody(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	mother := w.Meet(Numbered(1), Today).Person
	for n := range 2 {
		child, err := welcome(w, pathway.Newcomer{Record: Numbered(2 + n), Mate: mother.ID, Kinship: "hija"})
		if err != nil {
			t.Fatal(err)
		}
		w.Read(func(r store.Reader) error {
			mates, err := registry.Members(w.Context, r, w.Actor.Organisation, child.Person.ID)
			if len(mates) != 2+n {
				t.Errorf("they are %v", mates)
			}
			return err
		})
	}
	w.Sound()
}
