package locale_test

import (
	"testing"

	"github.com/trenza/trenza/internal/locale"
)

func TestDaysAreWrittenInWords(t *testing.T) {
	es, en := locale.For("es"), locale.For("en")
	for _, c := range []struct{ got, want string }{
		{es.LongDay("2026-11-24"), "martes 24 de noviembre de 2026"},
		{en.LongDay("2026-11-24"), "Tuesday 24 November 2026"},
		{es.LongDay(""), ""},
		{es.ShortDay("2026-09-04"), "4 set"},
		{en.ShortDay("2026-09-04"), "4 Sep"},
		{es.ShortDay(""), ""},
		{es.Month("2026-09"), "setiembre"},
		{en.Month("2026-12-01"), "December"},
		{es.Month("nunca"), "nunca"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
