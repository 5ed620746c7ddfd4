package registry_test

import (
	"slices"
	"testing"

	"github.com/trenza/trenza/internal/registry"
	. "github.com/trenza/trenza/internal/worldtest"
)

// likely is what comparing two records should come to.
type likely int

const (
	apart   likely = iota // nothing in common worth asking
	asks                  // people decide
	certain               // the same woman
)

// likeness is somebody beside Yusmary, and what comparing both should come to.
type likeness struct {
	name    string
	other   registry.Record
	want    likely
	reasons []string
}

var yusmary = Phone(Woman("Pérez Rojas", "Yusmary", "1994-02-03", Paper("PAS", "012345678")), "987654321")

// but is Yusmary without her phone, and otherwise changed.
func but(change func(*registry.Record)) registry.Record {
	r := yusmary
	r.Phones = nil
	change(&r)
	return r
}

// underHerPaper are people who show Yusmary's passport.
var underHerPaper = []likeness{
	{"everything alike", yusmary, certain,
		[]string{registry.SameDocument, registry.SamePhone, registry.SameName, registry.SameBirthDay}},
	{"one name missing", but(func(r *registry.Record) { r.Name = registry.Name{Surnames: "PEREZ", Given: "Yusmari"} }),
		certain, []string{registry.SameDocument, registry.SimilarName, registry.SameBirthDay}},
	{"no name at all", but(func(r *registry.Record) { r.Name = registry.Name{} }),
		certain, []string{registry.SameDocument, registry.SameBirthDay}},
	{"birth by its year", but(func(r *registry.Record) { r.Birth = Born("1994") }),
		certain, []string{registry.SameDocument, registry.SameName, registry.SameBirthYear}},
	{"a birth reckoned from her age, a year beside", but(func(r *registry.Record) { r.Birth = Born("1993"); r.Birth.Basis = "estimated" }),
		certain, []string{registry.SameDocument, registry.SameName, registry.SameBirthYear}},
	{"a birth reckoned from another age", but(func(r *registry.Record) { r.Birth = Born("1992"); r.Birth.Basis = "estimated" }),
		asks, []string{registry.SameDocument, registry.SameName, registry.OtherBirth}},
	{"birth and sex not said", but(func(r *registry.Record) { r.Birth, r.Sex = Born(""), "NS" }),
		certain, []string{registry.SameDocument, registry.SameName}},
	{"a child under her mother's paper", but(func(r *registry.Record) {
		r.Name, r.Birth = registry.Name{Surnames: "Pérez", Given: "Luz"}, Born("2015-06-07")
	}), asks, []string{registry.SameDocument, registry.SimilarName, registry.OtherBirth}},
	{"a brother under her paper", but(func(r *registry.Record) { r.Sex = "M" }),
		asks, []string{registry.SameDocument, registry.SameName, registry.SameBirthDay, registry.OtherSex}},
	{"somebody else's name", but(func(r *registry.Record) { r.Name = registry.Name{Surnames: "Quispe", Given: "Elsa"} }),
		asks, []string{registry.SameDocument, registry.OtherName, registry.SameBirthDay}},
}

// withoutIt are people who show another paper, or none.
var withoutIt = []likeness{
	{"same phone, other name", Phone(Woman("Quispe", "Elsa", "1970"), "987654321"),
		asks, []string{registry.SamePhone, registry.OtherName, registry.OtherBirth}},
	{"same phone and nothing against it", Phone(Woman("Pérez", "Yusmari", "1994", Paper("CPP", "001234567")), "987654321"),
		asks, []string{registry.SamePhone, registry.SimilarName, registry.SameBirthYear}},
	{"folded name and year, other kind of paper", Woman("PEREZ rojas", "yusmary", "1994", Paper("CPP", "012345678")),
		asks, []string{registry.SameName, registry.SameBirthYear}},
	{"folded name and year, another passport", Woman("Rojas Pérez", "Yusmary", "1994", Paper("PAS", "999999999")),
		asks, []string{registry.SameName, registry.SameBirthYear, registry.OtherDocument}},
	{"folded name, no birth", Woman("Pérez Rojas", "Yusmary", ""), apart, nil},
	{"folded name, another year", Woman("Pérez Rojas", "Yusmary", "1995"), apart, nil},
	{"same number on another kind of paper", Woman("Quispe", "Elsa", "1994", Paper("CPP", "012345678")), apart, nil},
	{"no paper at all", Woman("Quispe", "Elsa", "1994", Paper("SD", "")), apart, nil},
}

func TestCompare(t *testing.T) {
	for _, c := range slices.Concat(underHerPaper, withoutIt) {
		t.Run(c.name, func(t *testing.T) {
			a, b := Person(yusmary), Person(c.other)
			like := registry.Compare(a, b)
			if got := verdict(like); got != c.want || !slices.Equal(like.Reasons, c.reasons) {
				t.Errorf("got %v for %v, want %v for %v", got, like.Reasons, c.want, c.reasons)
			}
			if back := registry.Compare(b, a); verdict(back) != c.want || back.Strength != like.Strength {
				t.Errorf("the other way round: %+v, not %+v", back, like)
			}
		})
	}
}

func verdict(l registry.Likeness) likely {
	switch {
	case l.Certain:
		return certain
	case l.Asks():
		return asks
	}
	return apart
}

func TestNothingWrittenIsNoName(t *testing.T) {
	a, b := Woman("-", "", "1990", Paper("DNI", "45678901")), Woman("?", "?", "1990", Paper("DNI", "45678901"))
	if like := registry.Compare(Person(a), Person(b)); slices.Contains(like.Reasons, registry.SameName) {
		t.Errorf("two dashes are taken for a name: %v", like.Reasons)
	}
}

func TestTwoRecordsWithoutPapersShareNone(t *testing.T) {
	a, b := Woman("Soto", "Ana", "1990", Paper("SD", "")), Woman("Díaz", "Luz", "1970", Paper("SD", ""))
	if like := registry.Compare(Person(a), Person(b)); like.Asks() || like.Certain {
		t.Errorf("having no paper is taken for a paper: %v", like.Reasons)
	}
}
