package pathway_test

import (
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// spotted are the codes of those whom an actor finds, with "by name" behind those
// whose name she is shown.
func spotted(w *World, actor trenza.Actor, text string) (codes []string) {
	w.Helper()
	found, err := pathway.Spot(w.Context, w.Journal, w.Register, sees(w, actor), text)
	if err != nil {
		w.Fatal(err)
	}
	for _, f := range found {
		code := f.Code
		if f.Person != nil {
			code += " by name"
		}
		codes = append(codes, code)
	}
	return codes
}

// A search finds whom the reader may read, by whatever she typed; whom she knows by
// code alone, by a number that she typed; and of others nothing.
func TestASearchFindsWhomTheReaderMaySee(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		record := Phone(Woman("Colmenares Rivas", "Yusmary", "1990-05-17", Paper("CPP", "001234567")), "987654321")
		lima := w.Give(record, "informacion_vbg", Delivered("2020-03-03", "150101")).Person
		tumbes := w.Give(Woman("Colmenares", "Yusmari", "1985", Paper("CPP", "007654321")), "informacion_vbg", Delivered("2020-03-03", "240101")).Person
		registrar := who(w, "nelida", trenza.RoleRegistrar)
		registrar.Grants[0].Place = "15"
		code, name := lima.Code, lima.Code+" by name"
		for _, c := range []struct {
			what  string
			actor trenza.Actor
			text  string
			want  []string
		}{
			{"a registrar, by ear", registrar, "colmenares yusmari", []string{name}},
			{"by her paper", registrar, "CPP 001234567", []string{name}},
			{"by her phone", registrar, "+51 987 654 321", []string{name}},
			{"somebody of another place", registrar, "007654321", nil},
			{"who reads codes, by name", who(w, "meal", trenza.RoleMonitoring), "Yusmary Colmenares", nil},
			{"who reads codes, by paper", who(w, "meal", trenza.RoleMonitoring), "001234567", []string{code}},
			{"an outreach worker who accompanies nobody", who(w, "ana", trenza.RoleOutreach), "001234567", nil},
			{"an administrator", who(w, "admin", trenza.RoleAdministrator), "001234567", nil},
			{"another organisation", who(w.In(t, "reque"), "odp", trenza.RoleDataOfficer), "001234567", nil},
			{"the data officer", who(w, "odp", trenza.RoleDataOfficer), "Colmenares", []string{tumbes.Code + " by name", name}},
		} {
			if got := spotted(w, c.actor, c.text); !slices.Equal(got, c.want) {
				t.Errorf("%s: %v, want %v", c.what, got, c.want)
			}
		}
		sights, err := pathway.Seen(w.Context, w.Journal, sees(w, who(w, "odp", trenza.RoleDataOfficer)), lima.Code)
		if err != nil || len(sights) != 1 || sights[0].Role != trenza.RoleDataOfficer {
			t.Errorf("who has seen her: %+v, %v", sights, err)
		}
	})
}

// A search says which word it took for which.
func TestASearchSaysWhatItTookForWhat(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	p := w.Give(Woman("Mendoza Rangel", "Yorgelis Carolina", "1995-05-14"), "informacion_vbg", Delivered("2020-03-03", "150101")).Person
	found, err := pathway.Spot(w.Context, w.Journal, w.Register, sees(w, who(w, "r", trenza.RoleRegistrar)), "yorjelis RANGEL Mendosa carolyna")
	want := []pathway.Unlike{{"sound", "yorjelis", "Yorgelis"}, {"sound", "Mendosa", "Mendoza"}, {"sound", "carolyna", "Carolina"}}
	if err != nil || len(found) != 1 || found[0].Code != p.Code || found[0].Registered != "2020-06-01" || found[0].Numbered {
		t.Fatalf("%+v, %v", found, err)
	}
	for i, u := range found[0].Unlike {
		if i < len(want) && (u.Typed != want[i].Typed || u.Hers != want[i].Hers) {
			t.Errorf("%+v, want %+v", u, want[i])
		}
	}
	for _, c := range []struct{ a, b, want string }{
		{"Yorjelis", "Yorgelis", "sound"}, {"Y.", "Yorgelis", "short"}, {"Rosa", "rosa", ""}, {"Rosa", "Luz", ""}, {"", "Luz", ""}, {"Huamab", "Huamán", "letter"},
	} {
		if got := pathway.Resembles(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %q", c.a, c.b, got)
		}
	}
}

// Whoever became one woman is found once, by any of her names.
func TestASearchFindsAThreadOnce(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	pair := registeredTwice(w)
	w.Say(pair, registry.Same)
	w.As("Otra").Say(pair, registry.Same)
	for _, text := range []string{"Yusmary Pérez", "Yusmari Rojas", "012345678", "001234567", "987654321"} {
		if got := spotted(w, who(w, "r", trenza.RoleRegistrar), text); len(got) != 1 {
			t.Errorf("%s: %v", text, got)
		}
	}
}
