package locale_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
)

func TestNumbersAndDaysFollowTheCountry(t *testing.T) {
	es, en := locale.For("es-PE"), locale.For("en")
	for got, want := range map[string]string{
		es.Number(18338):      "18,338",
		en.Number(18338):      "18,338",
		es.Day("2020-09-30"):  "30 set 2020",
		en.Day("2020-09-30"):  "30 Sep 2020",
		es.Day(""):            "",
		locale.For("").Lang(): "es",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestAnErrorWithoutAProblemIsOurs(t *testing.T) {
	got := locale.For("en").Error(fmt.Errorf("reading: %w", errors.New("disk on fire")))
	if !strings.Contains(got, "disk on fire") || !strings.Contains(got, "not in what you did") {
		t.Error(got)
	}
}

func TestAnUnknownKeyShowsItself(t *testing.T) {
	got := locale.For("es").Error(trenza.Refuse("nobody.wrote_this"))
	if got != "nobody.wrote_this" {
		t.Error(got)
	}
}

func TestNumbersAsAProgrammeWritesThem(t *testing.T) {
	alma := locale.For("es").Grouping(".")
	if got := alma.Number(18338) + " " + alma.Number(587); got != "18.338 587" {
		t.Errorf("written as %q", got)
	}
}
