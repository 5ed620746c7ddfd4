package exchange_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// exporter takes lists out of a world.
func exporter(w *worldtest.World, program string) exchange.Exporter {
	d, _ := programme.Shipped(program)
	return exchange.Exporter{Journal: w.Journal, Definition: d, Actor: w.Actor, Words: locale.For(locale.Spanish)}
}

// exported returns the rows of an exported list, the header first.
func exported(w *worldtest.World, x exchange.Exporter, kind exchange.Kind) [][]string {
	w.Helper()
	var out bytes.Buffer
	list, err := sheet.To(&out, sheet.CSV)
	if err != nil {
		w.Fatal(err)
	}
	rows, err := x.Export(w.Context, list, kind)
	if err != nil {
		w.Fatal(err)
	}
	if err := list.Close(); err != nil {
		w.Fatal(err)
	}
	read, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\ufeff"))).ReadAll()
	if err != nil {
		w.Fatal(err)
	}
	if rows != len(read)-1 {
		w.Fatalf("%d rows were counted and %d written", rows, len(read)-1)
	}
	return read
}

// column returns what stands under a heading.
func column(w *worldtest.World, rows [][]string, heading string) []string {
	w.Helper()
	at := slices.Index(rows[0], heading)
	if at < 0 {
		w.Fatalf("no column %q in %q", heading, rows[0])
	}
	var cells []string
	for _, row := range rows[1:] {
		cells = append(cells, row[at])
	}
	return cells
}

// Without names, a list says who by codes alone.
func TestAnExportNamesNobodyUnlessAsked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		w.Give(worldtest.Woman("Quispe Mamani", "Rosa", "1990-05-17", worldtest.Paper("CPP", "001234567")), "asistencia_legal",
			worldtest.Delivered("2020-03-02", "130101"))
		x := exporter(w, alma)
		for _, kind := range exchange.Kinds() {
			for _, row := range exported(w, x, kind) {
				for _, secret := range []string{"Quispe", "Rosa", "001234567", "1990-05-17"} {
					if slices.Contains(row, secret) || strings.Contains(strings.Join(row, ","), secret) {
						t.Errorf("%s tells %q in %q", kind, secret, row)
					}
				}
			}
		}
		x.Names = true
		named := exported(w, x, exchange.AttentionsOut)
		if got := column(w, named, "Apellidos"); !slices.Equal(got, []string{"Quispe Mamani"}) {
			t.Errorf("surnames are %q", got)
		}
		if got := column(w, named, "Edad"); !slices.Equal(got, []string{"29"}) {
			t.Errorf("ages are %q", got)
		}
		x.Answers = true
		header := exported(w, x, exchange.AttentionsOut)[0]
		if once := slices.Compact(slices.Sorted(slices.Values(header))); len(once) != len(header) {
			t.Errorf("a question stands twice in %q", header)
		}
	})
}

// A list that left with names and answers is a list that can come in: in
// another house it gives the same women.
func TestAnExportedListComesInAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		taken(t, w, alma, "bono.csv", rowsOf(t, exchange.Payments,
			paper("001000001", edit{"Tramo": "1", "Monto": "500.00", "Línea": "L-1"}),
			paper("001000001", edit{"Tramo": "2", "Monto": "300.00", "Línea": "L-1"}),
			paper("001000002", edit{"Línea": "L-2"}),
		))
		x := exporter(w, alma)
		x.Names, x.Answers, x.Service = true, true, "bono"
		path := filepath.Join(t.TempDir(), "bono.xlsx")
		list, err := sheet.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := x.Export(w.Context, list, exchange.AttentionsOut); err != nil {
			t.Fatal(err)
		}
		if err := list.Close(); err != nil {
			t.Fatal(err)
		}
		other := w.In(t, "otra", alma)
		account := other.Import(alma, path)
		if total := account.Total(); account.Sheets[0].Shape != exchange.Payments || total.Accepted != 3 {
			t.Errorf("came in as %+v", account)
		}
		if a, b := w.Values(alma)["bono"], other.Values(alma)["bono"]; a != 2 || b != a {
			t.Errorf("%d women here, %d there", a, b)
		}
	})
}

// Two records of one woman leave as one person.
func TestAnExportCountsHerOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		first := w.Give(worldtest.Phone(worldtest.Woman("Pérez", "Yusmary", "1994", worldtest.Paper("PAS", "AB12345")), "987654321"),
			"informacion_vbg", worldtest.Delivered("2020-03-02", "240101"))
		second := w.Give(worldtest.Phone(worldtest.Woman("Perez Rojas", "Yusmari", "1994", worldtest.Paper("CPP", "001234567")), "987654321"),
			"salud", worldtest.Delivered("2020-04-02", "150101"))
		w.Decide(w.PairOf(first.Person.ID, second.Person.ID), registry.Same)
		rows := exported(w, exporter(w, alma), exchange.PeopleOut)
		if len(rows) != 2 || column(w, rows, "Registros")[0] != "2" || column(w, rows, "Atenciones")[0] != "2" {
			t.Errorf("people are %q", rows)
		}
		codes := column(w, exported(w, exporter(w, alma), exchange.AttentionsOut), "Persona")
		if len(codes) != 2 || codes[0] != codes[1] {
			t.Errorf("her attentions stand under %q", codes)
		}
	})
}

// A name that a spreadsheet would run leaves as text.
func TestAnExportedCellIsNoFormula(t *testing.T) {
	w := worldtest.Open(t, filepath.Join(t.TempDir(), "trenza.db"), alma)
	w.Give(worldtest.Woman("=cmd|' /C calc'!A0", "@SUM(1)", "1990", worldtest.Paper("CPP", "001234567")), "asistencia_legal",
		worldtest.Delivered("2020-03-02", "130101"))
	x := exporter(w, alma)
	x.Names = true
	rows := exported(w, x, exchange.AttentionsOut)
	for _, heading := range []string{"Apellidos", "Nombres"} {
		if got := column(w, rows, heading)[0]; strings.ContainsAny(got[:1], "=@+-") {
			t.Errorf("%s leaves as %q", heading, got)
		}
	}
}

// Whoever was forgotten stays as a code, and what she received as a row.
func TestAnExportOfSomebodyForgotten(t *testing.T) {
	w := worldtest.Open(t, filepath.Join(t.TempDir(), "trenza.db"), alma)
	rosa := w.Give(worldtest.Woman("Quispe", "Rosa", "1990", worldtest.Paper("CPP", "001234567")), "asistencia_legal",
		worldtest.Delivered("2020-03-02", "130101"))
	if err := w.Vault.Forget(w.Context, rosa.Person.ID); err != nil {
		t.Fatal(err)
	}
	x := exporter(w, alma)
	x.Names, x.Answers = true, true
	rows := exported(w, x, exchange.AttentionsOut)
	if got := column(w, rows, "Persona"); !slices.Equal(got, []string{rosa.Person.Code}) || column(w, rows, "Apellidos")[0] != "" {
		t.Errorf("she leaves as %q", rows)
	}
}

// That a list left is told, also when its file could not be written.
func TestAnExportIsTold(t *testing.T) {
	w := worldtest.Open(t, filepath.Join(t.TempDir(), "trenza.db"), alma)
	before := w.Position()
	list, err := sheet.Create(filepath.Join(t.TempDir(), "lista.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer list.Discard()
	if _, err := exporter(w, alma).Export(w.Context, list, exchange.PeopleOut); err != nil {
		t.Fatal(err)
	}
	if got := w.Position() - before; got != 1 {
		t.Errorf("an export told %d entries, want 1", got)
	}
}

// Of whom something sensitive leaves in a list, it is on record in her chain: she
// can ask who has seen her. Of who had nothing sensitive, nothing is.
func TestWhatIsSensitiveLeavesOnRecord(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		rosa := w.Give(worldtest.Woman("Quispe", "Rosa", "1990", worldtest.Paper("CPP", "001234567")), "asistencia_legal",
			worldtest.Delivered("2020-03-02", "130101"))
		luz := w.Give(worldtest.Woman("Rojas", "Luz", "1985", worldtest.Paper("CPP", "007654321")), "informacion_vbg",
			worldtest.Delivered("2020-03-02", "130101"))
		exported(w, exporter(w, alma), exchange.AttentionsOut)
		exported(w, exporter(w, alma), exchange.PeopleOut)
		for _, c := range []struct {
			code string
			want int
		}{{rosa.Person.Code, 1}, {luz.Person.Code, 0}} {
			seen, err := pathway.Seen(w.Context, w.Journal, w.Scope(), c.code)
			if err != nil || len(seen) != c.want {
				t.Errorf("%s was seen %v, %v", c.code, seen, err)
			}
		}
		w.Sound()
	})
}

// What cannot be asked for is refused before anything is told or written.
func TestExportsThatAreRefused(t *testing.T) {
	w := worldtest.Open(t, filepath.Join(t.TempDir(), "trenza.db"), alma)
	before := w.Position()
	for name, change := range map[string]func(*exchange.Exporter){
		"a service that there is not": func(x *exchange.Exporter) { x.Service = "peluquería" },
		"a restricted service":        func(x *exchange.Exporter) { x.Service = "proteccion_vbg" },
		"a period backwards":          func(x *exchange.Exporter) { x.Period = trenza.Period{From: "2020-12-31", To: "2020-01-01"} },
	} {
		t.Run(name, func(t *testing.T) {
			x := exporter(w, alma)
			change(&x)
			list, _ := sheet.To(os.Stderr, sheet.CSV)
			if _, err := x.Export(t.Context(), list, exchange.AttentionsOut); trenza.KindOf(err) == trenza.Internal {
				t.Errorf("ended in %v", err)
			}
		})
	}
	if w.Position() != before {
		t.Error("a refused export was told")
	}
}
