package exchange_test

import (
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// heldRows returns the rows that wait.
func heldRows(w *worldtest.World) []exchange.HeldRow {
	w.Helper()
	rows, err := exchange.HeldRows(w.Context, w.Journal, w.Scope())
	if err != nil {
		w.Fatal(err)
	}
	return rows
}

// oneHeld returns the only row that waits.
func oneHeld(w *worldtest.World) exchange.HeldRow {
	w.Helper()
	rows := heldRows(w)
	if len(rows) != 1 {
		w.Fatalf("%d rows wait", len(rows))
	}
	return rows[0]
}

// What a list that was typed again says of a visit, a session, a payment or an
// activity is known, new, or near enough to ask.
func TestARetypedRowIsKnownNewOrHeld(t *testing.T) {
	visit := edit{"Teléfono": "911111111"} // another row, and not another visit
	cases := []struct {
		name    string
		shape   exchange.Shape
		before  edit
		now     edit
		what    string // accepted, known or held
		because string
	}{
		{"the same visit", exchange.Attentions, edit{}, visit, "known", ""},
		{"another day", exchange.Attentions, edit{}, edit{"Fecha": "2020-03-03"}, "accepted", ""},
		{"another place", exchange.Attentions, edit{}, edit{"Lugar": "150101"}, "accepted", ""},
		{"another service", exchange.Attentions, edit{}, edit{"Servicio": "salud"}, "accepted", ""},
		{"another matter", exchange.Attentions, edit{}, edit{"Materia": "laboral"}, "held", "other_form"},
		{"day and month about", exchange.Attentions, edit{}, edit{"Fecha": "2020-02-03"}, "held", "swapped_day"},
		{"a month later in a group", exchange.Attentions, edit{"Servicio": "psicosocial_grupal"},
			edit{"Servicio": "psicosocial_grupal", "Fecha": "2020-02-03"}, "accepted", ""},

		{"the same answers", exchange.Survey, edit{}, visit, "known", ""},
		{"other answers", exchange.Survey, edit{}, edit{"Atención a usted": "1"}, "held", "other_form"},

		{"the same operation", exchange.Payments, edit{}, visit, "known", ""},
		{"another leg", exchange.Payments, edit{}, edit{"Tramo": "2"}, "accepted", ""},
		{"another amount", exchange.Payments, edit{}, edit{"Monto": "380"}, "held", "other_amount"},
		{"collected twice", exchange.Payments, edit{}, edit{"Fecha de pago": "2020-03-20"}, "held", "duplicate_payment"},
		{"credited after collected", exchange.Payments, edit{}, edit{"Fecha de pago": "2020-03-20", "Estado": "abonado"}, "held", "duplicate_payment"},
		{"collected at last", exchange.Payments, edit{"Estado": "pendiente"}, edit{"Fecha de pago": "2020-03-20"}, "accepted", ""},
		{"collected after a rejection", exchange.Payments, edit{"Estado": "rechazado"}, edit{"Fecha de pago": "2020-03-20"}, "accepted", ""},
		{"rejected again", exchange.Payments, edit{"Estado": "rechazado"}, edit{"Fecha de pago": "2020-03-20", "Estado": "rechazado"}, "accepted", ""},

		{"the same marks", exchange.Attendance, edit{}, visit, "known", ""},
		{"another mark", exchange.Attendance, edit{}, edit{"2020-03-05": "P"}, "held", "other_mark"},
		{"a week more", exchange.Attendance, edit{}, edit{"2020-03-16": "P"}, "accepted", ""},

		{"the same numbers", exchange.Headcounts, edit{}, edit{"Método": "lista"}, "known", ""},
		{"other numbers", exchange.Headcounts, edit{}, edit{"Total": "13", "Mujeres 18-29": "8", "En destino": "13"}, "held", "other_numbers"},
		{"another title", exchange.Headcounts, edit{}, edit{"Actividad": "Charla"}, "accepted", ""},
	}
	base := worldtest.Open(t, storetest.Location(t, store.SQLite))
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := base.In(t, string(c.shape)+" "+c.name, alma)
			want(t, taken(t, w, alma, "antes.csv", rowsOf(t, c.shape, c.before)), 1, 0, 0, 0)
			before := figures(t, w)
			got := taken(t, w, alma, "final_v2_REVISADO.csv", rowsOf(t, c.shape, c.now))
			counts := map[string]int{"accepted": got.Accepted, "known": got.Known, "held": got.Held}
			if counts[c.what] != 1 || got.Review != got.Held {
				t.Fatalf("%+v", got)
			}
			if c.what == "held" {
				if row := oneHeld(w); row.Reason != c.because || len(row.Before) != 1 || !strings.HasSuffix(row.Row.String(), "final_v2_REVISADO.csv!2") {
					t.Errorf("%+v", row)
				}
			}
			if after := figures(t, w); c.what != "accepted" && after != before {
				t.Errorf("figures moved:\n%s\n%s", before, after)
			}
			w.Sound()
		})
	}
}

// What would be refused once it is decided is refused at once: a row waits only
// where it can be recorded.
func TestARowThatCannotBeRecordedDoesNotWait(t *testing.T) {
	cases := []struct {
		shape exchange.Shape
		now   edit
	}{
		{exchange.Survey, edit{"Atención a usted": "1", "Comité": "comité"}},
		{exchange.Headcounts, edit{"Total": "13", "Mujeres 18-29": "8", "En destino": "12"}},
	}
	base := worldtest.Open(t, storetest.Location(t, store.SQLite))
	for _, c := range cases {
		w := base.In(t, string(c.shape), alma)
		want(t, taken(t, w, alma, "antes.csv", rowsOf(t, c.shape, edit{})), 1, 0, 0, 0)
		want(t, taken(t, w, alma, "final_v2_REVISADO.csv", rowsOf(t, c.shape, c.now)), 0, 0, 0, 1)
		w.Sound()
	}
}

// A held row says on both sides where it stands and what differs, and a verdict
// does with it what it says, once.
func TestAVerdictOnAHeldRow(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := worldtest.Open(t, location)
		for verdict, rows := range map[string]int{"misma": 1, "corregida": 1, "distinta": 2} {
			w := base.In(t, "held-"+verdict, alma)
			taken(t, w, alma, "antes.csv", rowsOf(t, exchange.Payments, edit{}))
			taken(t, w, alma, "banco.csv", rowsOf(t, exchange.Payments, edit{"Monto": "380"}))
			row := oneHeld(w)
			if d := row.Differences; len(d) != 1 || d[0].What != "amount" || d[0].Before != "50000" || d[0].Now != "38000" {
				t.Errorf("%+v", d)
			}
			if row.Side.Name != "Pérez Rojas, Ana Luisa" || !strings.HasSuffix(row.Before[0].String(), "antes.csv!2") {
				t.Errorf("%+v", row)
			}
			came(t, reviewed(t, w, []string{row.Code, verdict}), 0, 1, 0, 0)
			came(t, reviewed(t, w, []string{row.Code, verdict}), 0, 1, 0, 0) // said twice
			if len(heldRows(w)) != 0 {
				t.Errorf("%s: it waits still", verdict)
			}
			if facts := figure(w, alma, "bono"); facts.Value != 1 || facts.Rows != rows {
				t.Errorf("%s: %+v", verdict, facts)
			}
			w.Sound()
		}
	})
}

// What was carried out stays so, and a verdict must be one.
func TestVerdictsThatAreRefused(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	taken(t, w, alma, "antes.csv", rowsOf(t, exchange.Payments, edit{}))
	taken(t, w, alma, "banco.csv", rowsOf(t, exchange.Payments, edit{"Monto": "380"}))
	code := oneHeld(w).Code
	d := reviewed(t, w, []string{code, "familiar"}, []string{code, "corregida"}, []string{code, "distinta"})
	came(t, d, 0, 1, 0, 2)
	refused(t, d.Refusals[0], "pathway.held_verdict_unknown")
	refused(t, d.Refusals[1], "pathway.held_carried_out")
	w.Sound()
}

// reviewed applies decisions under the heading of codes.
func reviewed(t *testing.T, w *worldtest.World, rows ...[]string) exchange.Decided {
	t.Helper()
	list := append([][]string{{"Pareja", "Decisión"}}, rows...)
	return w.Review(worldtest.WriteList(w, t.TempDir(), listOf("decisiones.csv", list)))
}

// A sheet with one mark mended and a week more waits whole. The same: the older
// mark stands and the week is recorded. Corrected: the newer mark stands.
func TestASheetWithAMendedMark(t *testing.T) {
	for verdict, minutes := range map[string]int{"misma": 90 + 180, "corregida": 180 + 180} {
		w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
		taken(t, w, alma, "marzo.csv", rowsOf(t, exchange.Attendance, edit{"2020-03-02": "T", "2020-03-05": "", "2020-03-09": ""}))
		taken(t, w, alma, "abril.csv", rowsOf(t, exchange.Attendance, edit{"2020-03-02": "P", "2020-03-05": "P", "2020-03-09": ""}))
		came(t, reviewed(t, w, []string{oneHeld(w).Code, verdict}), 0, 1, 0, 0)
		var got int
		w.Read(func(r store.Reader) error {
			_, err := r.One(w.Context, `select sum(minutes) from attention where organisation = $1`, store.Args(w.Actor.Organisation), &got)
			return err
		})
		if got != minutes {
			t.Errorf("%s: %d minutes", verdict, got)
		}
		w.Sound()
	}
}

// A corrected headcount takes along who was linked to the one that it corrects.
func TestACorrectedHeadcount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		taken(t, w, alma, "ferias.csv", rowsOf(t, exchange.Headcounts, edit{}))
		taken(t, w, alma, "mujeres.csv", rowsOf(t, exchange.Attentions, edit{"Contada en": "Feria informativa"}))
		taken(t, w, alma, "ferias_2.csv", rowsOf(t, exchange.Headcounts, edit{"Total": "13", "Mujeres 18-29": "0", "Mujeres 30-59": "8", "En destino": "13"}))
		d := reviewed(t, w, []string{oneHeld(w).Code, "corregida"})
		if d.Kept == 1 {
			t.Fatal("who was counted at 29 is not among those of 30 to 59: she cannot be linked")
		}
		w.Sound()
		taken(t, w, alma, "ferias_3.csv", rowsOf(t, exchange.Headcounts, edit{"Total": "13", "Mujeres 18-29": "8", "En destino": "13"}))
		came(t, reviewed(t, w, []string{heldRows(w)[1].Code, "corregida"}), 0, 1, 0, 0)
		w.Sound()
	})
}

// The rows that wait go out in the list of pairs, with both sides.
func TestHeldRowsGoOutAndComeBack(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	taken(t, w, alma, "antes.csv", rowsOf(t, exchange.Payments, edit{}))
	taken(t, w, alma, "banco.csv", rowsOf(t, exchange.Payments, edit{"Monto": "380"}))
	var text strings.Builder
	out, err := sheet.To(&text, sheet.CSV)
	if err != nil {
		t.Fatal(err)
	}
	words := func(key string, _ ...any) string { return "<" + key + ">" }
	if err := exchange.WritePairs(out, nil, heldRows(w), words); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{oneHeld(w).Code, "<pathway.held.other_amount>", "antes.csv!2", "banco.csv!2", "amount: 50000 → 38000", "Pérez Rojas, Ana Luisa"} {
		if !strings.Contains(text.String(), part) {
			t.Errorf("%s is not in\n%s", part, text.String())
		}
	}
}

// Somebody who was forgotten keeps her figures, and what a row said of her can
// be read by nobody.
func TestAHeldRowOfSomebodyForgotten(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	taken(t, w, alma, "antes.csv", rowsOf(t, exchange.Payments, edit{}))
	taken(t, w, alma, "banco.csv", rowsOf(t, exchange.Payments, edit{"Monto": "380"}))
	held := oneHeld(w)
	if err := w.Vault.Forget(w.Context, held.Held.Person); err != nil {
		t.Fatal(err)
	}
	if rows := heldRows(w); len(rows) != 0 {
		t.Errorf("%+v", rows)
	}
	w.Sound()
}
