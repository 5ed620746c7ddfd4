package live_test

import (
	"testing"

	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// A whole name that sounds like hers is shown while she is there, unless something
// speaks against it, or many have it.
func TestNamesakes(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	namesakes := func(r registry.Record) (n int) {
		w.Read(func(reader store.Reader) error {
			found, err := w.Register.Namesakes(w.Context, reader, w.Actor.Organisation, Person(r))
			n = len(found)
			return err
		})
		return n
	}
	w.Meet(Woman("Mendoza Cáceres", "Yoselin Romina", "1978-06-05", Paper("PAS", "108501077")), Today)
	for want, some := range map[int][]registry.Record{
		1: {
			Woman("Mendosa Caceres", "Yoselyn Romina", ""), Woman("Mendosa", "Yoselyn", "1978"), Woman("Mendosa Cáceres", "Yoselyn Romina", "1978-06-15"),
			Woman("Mendoza Cáceres", "Yoselin", "", Paper("CPP", "002915530")),
		},
		0: {
			Woman("Mendosa Caceres", "Yoselyn Romina", "1995"), Woman("Mendosa", "", ""), Woman("Mendosa Soto", "Yoselyn", ""),
			Woman("Mendoza Cáceres", "Yoselin", "", Paper("PAS", "220001112")),
		},
	} {
		for _, r := range some {
			if got := namesakes(r); got != want {
				t.Errorf("%+v: %d people, want %d", r.Name, got, want)
			}
		}
	}
	for _, born := range []string{"1979-01-02", "1981-03-04", "1983-05-06"} {
		w.Meet(Woman("Mendoza Cáceres", "Yoselin Romina", born), Today)
	}
	if got := namesakes(Woman("Mendosa Caceres", "Yoselyn Romina", "")); got != 0 {
		t.Errorf("a name that many have: %d people", got)
	}
}
