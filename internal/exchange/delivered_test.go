package exchange_test

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// figure is one figure of a programme.
func figure(w *worldtest.World, program, id string) report.Figure {
	w.Helper()
	for _, f := range w.Figures(program, report.Query{}).Figures {
		if f.Indicator.ID == id {
			return f
		}
	}
	w.Fatalf("%s has no figure %s", program, id)
	return report.Figure{}
}

// paper makes the row another woman's, of whom nobody would think that she is one
// of the others.
func paper(number string, more ...edit) edit {
	e := edit{
		"Número de documento": number, "Nombres": called(number), "Apellidos": called(number+"a") + " " + called(number+"b"),
		"Teléfono": "9" + number[len(number)-8:],
	}
	return with(e, more...)
}

// called makes up a word that is unlike those for other texts.
func called(text string) string {
	hash, word := fnv.New64a(), ""
	hash.Write([]byte(text))
	for n, i := hash.Sum64(), 0; i < 4; i++ {
		word += string("bdfglmnprt"[n%10]) + string("aeiou"[n/10%5])
		n /= 50
	}
	return strings.ToUpper(word[:1]) + word[1:]
}

// with adds to what a row says otherwise.
func with(row edit, more ...edit) edit {
	row = maps.Clone(row)
	for _, m := range more {
		maps.Copy(row, m)
	}
	return row
}

// Two legs of a line reach one woman once; a payment that was rejected and
// issued again, one; whoever has not collected, none.
func TestPaymentsCountWhoCollected(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		list := rowsOf(t, exchange.Payments,
			paper("001000001", edit{"Tramo": "1", "Monto": "500.00", "Línea": "L-1"}),
			paper("001000001", edit{"Tramo": "2", "Monto": "300.00", "Línea": "L-1", "Estado": "Abonado"}),
			paper("001000002", edit{"Estado": "rechazado", "Línea": "L-2"}),
			paper("001000002", edit{"Estado": "COBRADO", "Línea": "L-2", "Fecha de pago": "2020-03-20"}),
			paper("001000003", edit{"Estado": "pendiente"}),
			paper("001000004", edit{"Estado": "rechazado"}),
			paper("001000005", edit{"Estado": "devuelto"}),
			paper("001000006", edit{"Estado": "vencido"}),
			paper("001000007", edit{"Estado": "credited", "Sexo": "M"}),
			paper("001000008", edit{"Estado": "collected", "Fecha de nacimiento": "2005"}),
		)
		want(t, taken(t, w, alma, "bono.csv", list), 10, 0, 0, 0)
		bono := figure(w, alma, "bono")
		if bono.Value != 2 || bono.Rows != 3 || bono.Girls != 1 {
			t.Errorf("%d women of %d rows, %d girls apart; want 2 of 3 and 1", bono.Value, bono.Rows, bono.Girls)
		}
		if people := figure(w, alma, "personas").Value; people != 4 {
			t.Errorf("%d people were reached, want 4: nobody by a payment that failed", people)
		}
		w.Sound()
	})
}

// Of a payment the form keeps, sealed, the amount in céntimos, the line and the
// leg.
func TestPaymentsAreKeptInCentimos(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		list := rowsOf(t, exchange.Payments, edit{"Monto": "S/ 1,234.50", "Tramo": "2", "Estado": "Abonado"})
		want(t, taken(t, w, alma, "bono.csv", list), 1, 0, 0, 0)
		got := onlyForm(w, trenza.P2)
		said := map[string]string{"amount": "123450", "line": "L-0001", "leg": "2", "mechanism": "billetera", "state": "abonado"}
		if !maps.Equal(got, said) {
			t.Errorf("%v, want %v", got, said)
		}
	})
}

// onlyForm opens the form of the one attention there is.
func onlyForm(w *worldtest.World, class trenza.Class) map[string]string {
	w.Helper()
	var id, person string
	var sealed []byte
	w.Read(func(r store.Reader) error {
		_, err := r.One(w.Context, `
			select id, person, form
			from attention
			where organisation = $1`, store.Args(w.Actor.Organisation), &id, &person, &sealed)
		return err
	})
	slot := seal.Slot{Table: "attention", Row: id, Column: "form"}
	plain, err := w.Vault.Open(w.Context, w.Actor.Organisation, seal.PersonKey(person), class, slot, sealed)
	if err != nil {
		w.Fatal(err)
	}
	form := make(map[string]string)
	if err := json.Unmarshal(plain, &form); err != nil {
		w.Fatal(err)
	}
	return form
}

// The questions of a service's form are columns, by their id or title.
func TestFormsAreRead(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := worldtest.Open(t, location)
		for name, c := range map[string]struct {
			row   edit
			class trenza.Class
			said  map[string]string
		}{
			"choice": {edit{"Materia": "ASILO", "Servicio": "asistencia_legal"}, trenza.P3, nil},
			"title":  {edit{"materia": "migration"}, trenza.P3, map[string]string{"materia": "migratoria"}},
			"yes":    {edit{"Servicio": "orientacion_psicosocial", "derivacion": "Sí"}, trenza.P2, map[string]string{"derivacion": "true"}},
			"money": {edit{"Servicio": "capital_semilla", "rubro": "Panadería y otros alimentos", "Monto aprobado": "2400"}, trenza.P2,
				map[string]string{"rubro": "alimentos", "monto_aprobado": "240000"}},
			"text":  {edit{"Servicio": "regularizacion", "Trámite": "CPP nuevo"}, trenza.P3, map[string]string{"tramite": "CPP nuevo"}},
			"other": {edit{"Servicio": "salud", "Apoyo recibido": "cita", "Trámite": "de otro servicio"}, trenza.P3, map[string]string{"apoyo": "cita"}},
		} {
			w := base.In(t, name, alma)
			got := taken(t, w, alma, "lista.csv", rowsOf(t, exchange.Attentions, c.row))
			if c.said == nil {
				want(t, got, 0, 0, 0, 1)
				refused(t, got.Refusals[0], "exchange.field_choice")
				continue
			}
			want(t, got, 1, 0, 0, 0)
			if form := onlyForm(w, c.class); !maps.Equal(form, c.said) {
				t.Errorf("%s: %v, want %v", name, form, c.said)
			}
		}
	})
}

// eightDays are the sessions of a course, the first three those of the template.
var eightDays = []string{
	"2020-03-02", "2020-03-05", "2020-03-09", "2020-03-12", "2020-03-16", "2020-03-19", "2020-03-23", "2020-03-26",
}

// marked gives a woman the marks of those days, "-" for none.
func marked(number, marks string) edit {
	row := paper(number)
	for _, day := range eightDays {
		row[day] = ""
	}
	for i, mark := range strings.Fields(marks) {
		row[eightDays[i]] = strings.Trim(mark, "-")
	}
	return row
}

// A course of 8 sessions and 24 hours is completed by 80 % of its hours, which
// is 19 h 12 min: a late mark is half a session, two recovered ones count and
// no third, hours count as they are.
func TestMarksComplete(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := worldtest.Open(t, location)
		for _, c := range []struct {
			marks               string
			completes, tookPart bool
		}{
			{"P P P P P P P P", true, true},
			{"P P P P P P P F", true, true},         // 21 h
			{"P P P P P P tarde F", true, true},     // 19 h 30 min
			{"P P P P P T T F", false, true},        // 18 h
			{"P P P P P R R F", true, true},         // 21 h
			{"P P P P R R R F", false, true},        // 18 h: the third recovered one is too many
			{"P P P P P P J J", false, true},        // 18 h
			{"3 3 3 3 3 3 2.5 -", true, true},       // 20 h 30 min
			{"3 3h 3 3 3 3 1:12 -", true, true},     // 19 h 12 min
			{"3 3 3 3 3 3 1:11 0", false, true},     // a minute less
			{"6 6 6 2 - - - -", true, true},         // hours are hours
			{"F F F F J ausente F 0", false, false}, // never came
			{"- - - - - x - -", false, true},        // once
			{"F - J - - - - P", false, true},        // once, on the last day
		} {
			w := base.In(t, c.marks, alma)
			want(t, taken(t, w, alma, "curso.csv", rowsOf(t, exchange.Attendance, marked("001000001", c.marks))), 1, 0, 0, 0)
			completed, tookPart := course(w, programme.Completed), course(w, programme.Delivered)
			if (completed == 1) != c.completes || (tookPart == 1) != c.tookPart {
				t.Errorf("%s: completed %d, took part %d", c.marks, completed, tookPart)
			}
			w.Sound()
		}
	})
}

// A course may go over several sheets, and one sheet may have several courses.
func TestACourseOverTwoSheets(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		first := rowsOf(t, exchange.Attendance, marked("001000001", "P P P P - - - -"), marked("001000002", "P P P P - - - -"))
		second := rowsOf(t, exchange.Attendance, marked("001000001", "- - - - P P P P"), marked("001000002", "- - - - P P F F"))
		for _, list := range [][][]string{first, second} {
			want(t, taken(t, w, alma, "curso.csv", list), 2, 0, 0, 0)
		}
		if completed, tookPart := course(w, programme.Completed), course(w, programme.Delivered); completed != 1 || tookPart != 2 {
			t.Errorf("completed %d of %d", completed, tookPart)
		}
	})
}

// course is how many people have an outcome of the course of employability.
func course(w *worldtest.World, outcome string) int {
	w.Helper()
	return w.Count(reach.Question{Programme: alma, Terms: []reach.Term{{Service: "empleabilidad", Outcome: outcome}}}).Count
}

// Who was asked, who answered and who is satisfied, for herself or for her
// family, are three numbers; who did not say her name is declared beside.
func TestSurveysAskAnswerAndSatisfy(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		list := rowsOf(t, exchange.Survey,
			paper("001000001", edit{"Atención a usted": "5", "Atención a su familia": "1"}),
			paper("001000002", edit{"Atención a usted": "1", "Atención a su familia": "4"}),
			paper("001000003", edit{"Atención a usted": "3", "Atención a su familia": "3"}),
			paper("001000004", edit{"Respondió": "no", "Atención a usted": "", "Atención a su familia": ""}),
			paper("001000005", edit{"Atención a usted": "", "Atención a su familia": ""}),
			paper("001000006", edit{"Sexo": "M"}),
			paper("001000001", edit{"Fecha": "2020-06-01", "Atención a usted": "2", "Atención a su familia": ""}),
			nameless, with(nameless, edit{"Respondió": "no"}),
		)
		want(t, taken(t, w, alma, "encuesta.csv", list), 9, 0, 0, 0)
		f := figure(w, alma, "satisfechas")
		asked, answered := f.Beside[0], f.Beside[1]
		if f.Value != 2 || asked.Value != 5 || answered.Value != 3 || asked.Declared != 2 || answered.Declared != 1 {
			t.Errorf("satisfied %d, %+v", f.Value, f.Beside)
		}
		if people := figure(w, alma, "personas").Value; people != 0 {
			t.Errorf("answering is no service, and %d people have one", people)
		}
		w.Sound()
	})
}

// Domain story 5: a fair of 400 people, of whom 18 are registered by name later,
// 11 of them for the first time.
func TestHeadsAreDeclaredUntilTheyHaveNames(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		fair := rowsOf(t, exchange.Headcounts, edit{
			"Actividad": "Feria del Callao", "Total": "400", "Lugar": "070101", "Mujeres 18-29": "238", "Hombres 18-29": "74",
			"Mujeres 12-17": "52", "Hombres 12-17": "36",
			"En destino": "310", "En tránsito": "25", "Acogida": "60", "Pendular": "5",
		})
		want(t, taken(t, w, alma, "feria.xlsx", fair), 1, 0, 0, 0)
		if f := figure(w, alma, "informacion"); f.Value != 0 || f.Declared.People != 400 || f.Declared.Activities != 1 {
			t.Errorf("%d registered, %+v declared", f.Value, f.Declared)
		}
		var before, after []edit
		for i := range 18 {
			woman := paper(fmt.Sprintf("%09d", i), edit{"Servicio": "informacion_vbg", "Fecha de nacimiento": "1995"})
			if i < 7 {
				before = append(before, woman)
			}
			after = append(after, with(woman, edit{"Fecha": "2020-04-06", "Contada en": "FERIA DEL CALLAO"}))
		}
		want(t, taken(t, w, alma, "antes.csv", rowsOf(t, exchange.Attentions, before...)), 7, 0, 0, 0)
		account := taken(t, w, alma, "después.csv", rowsOf(t, exchange.Attentions, after...))
		want(t, account, 18, 0, 0, 0)
		if account.New != 11 || account.Joined != 7 {
			t.Errorf("%d rows of new women and %d of known ones; want 11 and 7", account.New, account.Joined)
		}
		f := figure(w, alma, "informacion")
		if f.Value != 18 || f.Declared.People != 382 {
			t.Errorf("%d registered, %+v declared; want 18 and 382", f.Value, f.Declared)
		}
		if women := figure(w, alma, "informacion_mujeres"); women.Declared.People != 238-18 {
			t.Errorf("%+v declared women", women.Declared)
		}
		w.Sound()
	})
}
