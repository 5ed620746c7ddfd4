package registry_test

import (
	"errors"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

func TestTheSameDocumentIsTheSameWoman(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location)
		first := w.Meet(Woman("Soto Díaz", "Ana", "1990", Paper("DNI", "45678901")), Today)
		again := Woman("SOTO DIAZ", "ANA MARIA", "1990-05-17", Paper("DNI", "4567 8901"))
		again.Phones, again.Nationality, again.Population = []string{"+51 987 654 321"}, "VEN", "in_destination"
		second := w.Meet(again, Today)
		if !first.New || second.New || second.Person.ID != first.Person.ID || second.Asked != 0 {
			t.Fatalf("first %+v, then %+v", first, second)
		}
		p := w.Find(first.Person.ID)
		if p.Name().Given != "Ana" || len(p.Identity.Names) != 2 {
			t.Errorf("the first name given is no longer the first of two: %v", p.Identity.Names)
		}
		if p.Identity.Birth.Day != "1990-05-17" || p.Identity.Birth.Precision != "day" {
			t.Errorf("the birth is still known by %q", p.Identity.Birth)
		}
		if p.Nationality != "VEN" || p.Population != "in_destination" || len(p.Identity.Phones) != 1 || p.Identity.Phones[0] != "987654321" {
			t.Errorf("not completed: %+v", p)
		}
	})
}

func TestWhatIsKnownIsNeverOverwritten(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	first := Woman("Soto", "Ana", "1990-05-17", Paper("DNI", "45678901"))
	first.Nationality, first.Address = "VEN", "150101"
	id := w.Meet(first, Today).Person.ID
	second := Woman("Soto", "Ana", "1990-11-30", Paper("DNI", "45678901"))
	second.Sex, second.Nationality, second.Address = "NS", "COL", "130101"
	w.Meet(second, Today)
	p := w.Find(id)
	if p.Sex != "F" || p.Nationality != "VEN" || p.Identity.Address != "150101" || p.Identity.Birth.Day != "1990-05-17" {
		t.Errorf("overwritten: %+v", p)
	}
}

// A birth and a sex that become known are said of everything that she had
// received before.
func TestCompletingRestatesTheFacts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		unknown := Woman("Soto", "Ana", "", Paper("DNI", "45678901"))
		unknown.Sex = "NS"
		w.Give(unknown, "salud", Delivered("2020-03-02", "150101"))
		before := w.Position()
		w.Give(Woman("Soto", "Ana", "1990-03-03", Paper("DNI", "45678901")), "salud", Delivered("2020-03-09", "150101"))
		adult := 18
		women := reach.Question{Programme: "alma-llanera", Unit: reach.People, Who: reach.Who{Sex: "F", MinAge: &adult}}
		if now := w.Count(women); now.Count != 1 || now.Rows != 2 {
			t.Errorf("both rows should be a woman's now: %+v", now)
		}
		women.AsOf = before
		if then := w.Count(women); then.Count != 0 {
			t.Errorf("as of %d nobody was known to be a woman: %+v", before, then)
		}
		ages := w.Count(reach.Question{Programme: "alma-llanera", Unit: reach.People, By: []reach.Dimension{reach.ByMonth, reach.ByAge}})
		if len(ages.Cells) != 1 || ages.Cells[0].Values[1] != "18-29" {
			t.Errorf("she was 29 on the first day: %+v", ages.Cells)
		}
	})
}

func TestAProbablePairIsRaisedOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location)
		ana := Phone(Woman("Soto Díaz", "Ana Lucía", "1990-05-17", Paper("CE", "145678901")), "987654321")
		anna := Phone(Woman("Soto Dias", "Anna Lusia", "1990-05-17", Paper("CPP", "078901234")), "987654321")
		w.Meet(ana, Today)
		known := w.Meet(anna, Today)
		if !known.New || known.Asked != 1 {
			t.Fatalf("by ear, under another paper: %+v", known)
		}
		for range 2 {
			if again := w.Meet(anna, Today); again.New || again.Asked != 0 {
				t.Errorf("asked again: %+v", again)
			}
			if again := w.Meet(ana, Today); again.New || again.Asked != 0 {
				t.Errorf("asked again: %+v", again)
			}
		}
		if pairs := w.Pairs(); len(pairs) != 1 || pairs[0].Second != known.Person.ID {
			t.Errorf("want one pair whose second record is the younger one: %+v", pairs)
		}
	})
}

// A mother and her daughter share a phone, and nobody is bothered with it, unless
// the daughter comes under her mother's paper.
func TestRelativesAreNotAskedAbout(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	w.Meet(Phone(Woman("Soto Díaz", "Ana", "1990-05-17", Paper("DNI", "45678901")), "987654321"), Today)
	daughter := Phone(Woman("Rojas Soto", "Luz", "2012-03-04", Paper("DNI", "78901234")), "987654321")
	if known := w.Meet(daughter, Today); !known.New || known.Asked != 0 {
		t.Errorf("a daughter with her mother's phone: %+v", known)
	}
	son := Woman("Rojas Soto", "Iván", "2014-06-07", Paper("DNI", "45678901"))
	son.Sex = "M"
	if known := w.Meet(son, Today); !known.New || known.Asked != 1 {
		t.Errorf("a son under his mother's paper: %+v", known)
	}
}

func TestLackOfAPaperNeverBlocks(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	for _, papers := range [][]registry.Document{nil, {Paper("SD", "")}} {
		r := Woman("Soto", "Ana", "", papers...)
		r.Sex = "NS"
		if known := w.Meet(r, Today); !known.New {
			t.Errorf("with papers %v: %+v", papers, known)
		}
	}
	if known := w.Meet(registry.Record{Sex: "F", Documents: []registry.Document{Paper("DNI", "45678901")}}, Today); !known.New {
		t.Error("a document without a name is somebody")
	}
}

// Ana's name and birth year come to be known of one thread by two lists; only
// then does she look like the Ana who was registered by both.
func TestCompletingAsksAnew(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite))
	w.Meet(Woman("Soto", "Ana", "1990"), Today)
	w.Meet(Woman("Soto", "Ana", "", Paper("DNI", "45678901")), Today)
	known := w.Meet(Woman("Soto Díaz", "Anita", "1990", Paper("DNI", "45678901")), Today)
	if known.New || known.Asked != 1 {
		t.Errorf("want the thread with the document, and one pair: %+v", known)
	}
}

func TestCodesFindPeople(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location)
		p := w.Meet(Numbered(1), Today).Person
		w.Read(func(r store.Reader) error {
			found, err := registry.FindByCode(w.Context, r, w.Vault, w.Actor.Organisation, " "+p.Code+" ")
			if err != nil || found.ID != p.ID {
				t.Errorf("%s finds %v, %v", p.Code, found, err)
			}
			_, err = registry.FindByCode(w.Context, r, w.Vault, "otra", p.Code)
			if trenza.KindOf(err) != trenza.NotFound {
				t.Errorf("her code means something over the wall: %v", err)
			}
			codes, err := registry.Codes(w.Context, r, w.Actor.Organisation)
			if err != nil || len(codes) != 1 || codes[p.Number] != p.Code {
				t.Errorf("codes: %v, %v", codes, err)
			}
			return nil
		})
	})
}

func TestNobodyIsKnownOverTheWall(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location)
		here := w.Meet(Phone(Numbered(1), "987654321"), Today)
		there := w.In(t, "otra").Meet(Phone(Numbered(1), "987654321"), Today)
		if !there.New || there.Asked != 0 || there.Person.Number != 1 || there.Person.Code == here.Person.Code {
			t.Errorf("here %+v, over the wall %+v", here, there)
		}
	})
}

func TestWithoutARoleNobodyRegisters(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	w.Actor.Role = "nobody"
	err := w.Try(func(tx *journal.Tx) error {
		_, err := w.Registry.Recognise(w.Context, tx, Numbered(1), Today)
		return err
	})
	if !errors.Is(err, &trenza.Problem{Kind: trenza.Forbidden, Key: "access.unknown_role"}) {
		t.Error(err)
	}
}

func TestAForgottenWomanIsNotRecognised(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location)
		known := w.Meet(Numbered(1), Today)
		if err := w.Vault.Forget(w.Context, known.Person.ID); err != nil {
			t.Fatal(err)
		}
		if p := w.Find(known.Person.ID); !p.Forgotten || !p.Name().Empty() || p.Sex != "F" {
			t.Errorf("after her key was destroyed: %+v", p)
		}
		if again := w.Meet(Numbered(1), Today); !again.New || again.Asked != 0 {
			t.Errorf("whoever was forgotten is new: %+v", again)
		}
	})
}
