package report_test

import (
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// explained returns the proof of a figure of Alma Llanera.
func explained(t *testing.T, w *worldtest.World, id string, asOf int64, period trenza.Period) *report.Proof {
	t.Helper()
	q := report.Query{Definition: shipped(t, alma), AsOf: asOf, Period: period}
	proof, err := report.Reporter{Engine: w.Engine, Journal: w.Journal}.Explain(w.Context, w.Scope(), q, id)
	if err != nil {
		t.Fatal(err)
	}
	return proof
}

// Domain story 10: asked again as of the same position, a figure has the same
// rows and the same hash, whatever was imported, joined or taken apart since.
func TestProofsHoldForEver(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := small(t, location)
		then := explained(t, w, "bono", 0, trenza.Period{})
		if then.Value != 7 || len(then.Rows) != 10 || then.Merges != 0 || then.Position != w.Position() || len(then.Hash) != 64 {
			t.Fatalf("%d of %d rows, %d merges, as of %d: %s", then.Value, len(then.Rows), then.Merges, then.Position, then.Hash)
		}
		pair := w.Pairs()[0]
		changes := []struct {
			name          string
			change        func()
			value, merges int
		}{
			{"a join", func() { w.Decide(pair, "same") }, 6, 1},
			{"the join undone", func() { w.Unmerge(pair) }, 7, 0},
			{"another list", func() {
				w.ImportLists(alma, t.TempDir(), cast.List{Name: "más.csv", Sheets: []cast.Sheet{{Rows: [][]string{
					{"Servicio", "Fecha", "Lugar", "Nombres", "Tipo de documento", "Número de documento", "Sexo", "Línea", "Monto", "Estado"},
					{"bono", "2020-09-01", "130101", "Luz", "DNI", "70000001", "F", "B-100", "500", "cobrado"},
				}}}})
			}, 8, 0},
			{"a birth that becomes known", func() {
				w.Give(worldtest.Woman("Urdaneta Soto", "Belkis", "1983-12-05", worldtest.Paper("CPP", "004000001")), "salud", worldtest.Delivered("2020-10-01", lima))
				w.Decide(w.Pairs()[0], "same")
			}, 0, 0},
		}
		for _, c := range changes {
			c.change()
			again := explained(t, w, "bono", then.Position, trenza.Period{})
			if again.Hash != then.Hash || again.Value != then.Value || len(again.Rows) != len(then.Rows) || again.Merges != 0 {
				t.Errorf("after %s, as of then: %d, %s", c.name, again.Value, again.Hash)
			}
			now := explained(t, w, "bono", 0, trenza.Period{})
			if c.value > 0 && (now.Value != c.value || now.Merges != c.merges) {
				t.Errorf("after %s: %d, %d merges; want %d and %d", c.name, now.Value, now.Merges, c.value, c.merges)
			}
			if c.merges > 0 && now.Hash == then.Hash {
				t.Errorf("after %s the hash is the same", c.name)
			}
		}
	})
}

// The hash is of what the figure rests on: one row otherwise, another hash.
func TestTheHashIsOfTheRows(t *testing.T) {
	base := worldtest.Open(t, storetest.Location(t, store.SQLite))
	hash := func(name string, give func(*worldtest.World)) string {
		w := base.In(t, name, alma)
		give(w)
		return explained(t, w, "legal", 0, trenza.Period{}).Hash
	}
	usual := func(w *worldtest.World) {
		w.Give(ana, "asistencia_legal", worldtest.Delivered("2020-04-01", lima))
		w.Give(bea, "asistencia_legal", worldtest.Delivered("2020-04-01", lima))
	}
	hashes := map[string]string{hash("usual", usual): "usual"}
	if again := hash("again", usual); hashes[again] == "" {
		t.Error("the same rows behind another wall have another hash")
	}
	for name, give := range map[string]func(*worldtest.World){
		"nothing": func(*worldtest.World) {},
		"another day": func(w *worldtest.World) {
			w.Give(ana, "asistencia_legal", worldtest.Delivered("2020-04-02", lima))
			w.Give(bea, "asistencia_legal", worldtest.Delivered("2020-04-01", lima))
		},
		"another place": func(w *worldtest.World) {
			w.Give(ana, "asistencia_legal", worldtest.Delivered("2020-04-01", tumbes))
			w.Give(bea, "asistencia_legal", worldtest.Delivered("2020-04-01", lima))
		},
		"another service": func(w *worldtest.World) {
			w.Give(ana, "regularizacion", worldtest.Delivered("2020-04-01", lima))
			w.Give(bea, "asistencia_legal", worldtest.Delivered("2020-04-01", lima))
		},
		"the same woman twice": func(w *worldtest.World) {
			w.Give(ana, "asistencia_legal", worldtest.Delivered("2020-04-01", lima))
			w.Give(ana, "asistencia_legal", worldtest.Delivered("2020-04-01", lima))
		},
	} {
		h := hash(name, give)
		if other, taken := hashes[h]; taken {
			t.Errorf("%s has the hash of %s", name, other)
		}
		hashes[h] = name
	}
}

// A proof is of the period and the people that were asked for.
func TestProofsKeepToThePeriod(t *testing.T) {
	w := counted(t, storetest.Location(t, store.SQLite))
	all := explained(t, w, "legal", 0, trenza.Period{})
	may := explained(t, w, "legal", 0, trenza.Period{From: "2020-05-01"})
	if len(all.Rows) != 3 || len(may.Rows) != 1 || may.Rows[0].Place != tumbes || may.Hash == all.Hash {
		t.Errorf("%+v", may.Rows)
	}
	for _, row := range all.Rows {
		if row.Sex != "F" || row.Service != "asistencia_legal" && row.Service != "regularizacion" {
			t.Errorf("%+v is not counted", row)
		}
	}
}
