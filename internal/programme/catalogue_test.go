package programme

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

func catalogue(t *testing.T, db *store.DB, organisation string) (services []access.Service, err error) {
	t.Helper()
	failed := db.Read(t.Context(), func(r store.Reader) error {
		services, err = Catalogue(t.Context(), r, organisation)
		return nil
	})
	if failed != nil {
		t.Fatal(failed)
	}
	return services, err
}

// older is a definition from before services had a field of work, with a service
// that was given up since.
func older(t *testing.T, d *Definition) string {
	t.Helper()
	var lines []string
	for line := range strings.Lines(strings.Replace(string(d.Text), "\nversion: 3\n", "\nversion: 1\n", 1)) {
		if !strings.HasPrefix(line, "    field: ") {
			lines = append(lines, line)
		}
	}
	text := strings.Join(lines, "")
	return strings.Replace(text, "\nservices:\n", `
services:
  - id: feria
    title: {es: Feria, en: Fair}
    strand: livelihood
    class: P1
    modes: [headcount]
`, 1)
}

// The newest version says in what field of work a service lies, and what only an
// older one has is there without a field: read by nobody who is bound to one.
func TestCatalogueTakesTheNewestWord(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db := storetest.Open(t, location, store.Data)
		reque := shippedOne(t, "taller-reque")
		before := older(t, reque)
		keep(t, db, "muni", "taller-reque", 1, hashOf([]byte(before)), before)
		services, err := catalogue(t, db, "muni")
		if err != nil || len(services) != 5 || slices.ContainsFunc(services, func(s access.Service) bool { return s.Field != "" }) {
			t.Fatalf("before there were fields: %v, %v", services, err)
		}
		keep(t, db, "muni", "taller-reque", 2, reque.Hash, string(reque.Text))
		services, err = catalogue(t, db, "muni")
		want := []access.Service{
			{Programme: "taller-reque", ID: "crochet", Field: access.Training, Class: trenza.P1},
			{Programme: "taller-reque", ID: "pasteleria", Field: access.Training, Class: trenza.P1},
			{Programme: "taller-reque", ID: "capacidades_personales", Field: access.Training, Class: trenza.P1},
			{Programme: "taller-reque", ID: "replica", Field: access.Community, Class: trenza.P1},
			{Programme: "taller-reque", ID: "feria", Class: trenza.P1},
		}
		if err != nil || !slices.Equal(services, want) {
			t.Errorf("got %v, %v", services, err)
		}
		if others, err := catalogue(t, db, "ong"); err != nil || others != nil {
			t.Errorf("another organisation has %v, %v", others, err)
		}
	})
}

func TestCatalogueRefusesAnAlteredText(t *testing.T) {
	db := storetest.Open(t, storetest.Location(t, store.SQLite), store.Data)
	reque := shippedOne(t, "taller-reque")
	keep(t, db, "muni", "taller-reque", 2, reque.Hash, strings.ReplaceAll(string(reque.Text), "field: training", "field: community"))
	if _, err := catalogue(t, db, "muni"); !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "programme.altered"}) {
		t.Errorf("got %v", err)
	}
}

// The schema knows the fields of work that there are.
func TestEveryFieldOfWorkIsAnAnswer(t *testing.T) {
	reque := string(shippedOne(t, "taller-reque").Text)
	for _, field := range access.Fields() {
		_, err := Parse("taller-reque.yaml", []byte(strings.Replace(reque, "field: community", "field: "+string(field), 1)))
		if mistakes, _ := errors.AsType[Mistakes](err); slices.ContainsFunc(mistakes.List, func(m Mistake) bool { return m.Key == "programme.unknown_value" }) {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// Every service that ships lies in a field of work, what is sensitive in one that
// few read.
func TestShippedServicesHaveAField(t *testing.T) {
	for _, id := range ShippedIDs() {
		for _, s := range shippedOne(t, id).Services {
			open := s.Field == access.Community || s.Field == access.Training || s.Field == access.Seed || s.Field == access.Cash
			if s.Field == "" || open && s.Class >= trenza.P3 {
				t.Errorf("%s: %s of class %v lies in %q", id, s.ID, s.Class, s.Field)
			}
			sensitive := slices.ContainsFunc(s.Fields, func(f Field) bool { return f.Class >= trenza.P3 })
			if open && sensitive {
				t.Errorf("%s: %s asks something sensitive and lies in %q", id, s.ID, s.Field)
			}
		}
	}
}
