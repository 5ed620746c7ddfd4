package live_test

import (
	"slices"
	"testing"

	"github.com/trenza/trenza/internal/match"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/registry"
	. "github.com/trenza/trenza/internal/worldtest"
)

// Everything that is known of her is compared, as far as it is known.
func TestRecordOf(t *testing.T) {
	full := Phone(Woman("Pérez Rojas", "Yusmary", "1994-02-03", Paper("PAS", "0123"), Paper("SD", ""), Paper("CPP", "77")), "987654321")
	full.Address = "140113"
	p := Person(full)
	p.Identity.Names = append(p.Identity.Names, registry.Name{Surnames: "Peres", Given: " "})
	want := match.Record{
		{"Yusmary"}, {"Pérez Rojas", "Peres"}, {"F"}, {"1994-02-03"},
		{match.Paper("PAS", "0123"), match.Paper("CPP", "77")}, {"987654321"}, {"140113"},
	}
	if got := live.RecordOf(p); !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, birth := range []struct {
		registry.Birth
		want string
	}{
		{Born("1990"), "1990"},
		{registry.Birth{Day: "1990-05-01", Precision: "month"}, "1990-05"},
		{registry.Birth{Day: "1990-01-01", Precision: "year", Basis: "estimated"}, "~1990"},
	} {
		known := Person(registry.Record{Sex: "NS", Birth: birth.Birth})
		if got := live.RecordOf(known); !slices.Equal(got[3], []string{birth.want}) || got[2] != nil {
			t.Errorf("%+v is %q", birth.Birth, got)
		}
	}
	if got := live.RecordOf(&registry.Person{Sex: "NS"}); !slices.EqualFunc(got, make(match.Record, 7), slices.Equal) {
		t.Errorf("of nobody: %q", got)
	}
	if err := live.People().Check(); err != nil {
		t.Error(err)
	}
}
