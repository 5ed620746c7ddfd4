package exchange_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// kept is a list of one sheet as somebody keeps it, cells parted by bars.
func kept(name, sheet string, lines ...string) cast.List {
	var rows [][]string
	for _, line := range lines {
		rows = append(rows, strings.Split(line, "|"))
	}
	return cast.List{Name: name, Sheets: []cast.Sheet{{Name: sheet, Rows: rows}}}
}

// importKept takes such a list in and returns the account of its sheet.
func importKept(t *testing.T, w *worldtest.World, list cast.List) exchange.SheetAccount {
	t.Helper()
	return w.ImportLists(alma, t.TempDir(), list)[0].Sheets[0]
}

// Where the day is a column and so is the mark, who was absent received nothing.
func TestWhoWasAbsentReceivedNothing(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	got := importKept(t, w, kept("taller de emprendimiento.xlsx", "Piura",
		"Fecha|Apellidos y nombres|Sexo|DNI|Asistió",
		"02/03/2020|Soto Rojas, Ana|F|12345678|X",
		"02/03/2020|Paz Rojas, Luz|F|12345679|F",
		"05/03/2020|Soto Rojas, Ana|F|12345678|sí",
		"05/03/2020|Paz Rojas, Luz|F|12345679|"))
	want(t, got, 3, 0, 0, 1)
	refused(t, got.Refusals[0], "exchange.no_marks")
	if values := w.Values(alma); got.Shape != exchange.Attendance || values["personas"] != 1 {
		t.Errorf("%s: %v", got.Shape, values)
	}
}

// A headcount is held against every sum that it has, and says which differs and
// by how much. Whoever is counted by sex and age is not counted by sex again.
func TestHeadcountsAreHeldAgainstTheirSums(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	got := importKept(t, w, kept("ferias.xlsx", "Callao",
		"Servicio|Actividad|Fecha|Mujeres 0-17|Mujeres 18+|Total mujeres|Hombres|0-17|Total",
		"informacion_vbg|Feria uno|2020-03-02|3|4|7|5|4|12",
		"informacion_vbg|Feria dos|2020-03-03|3|4|9|5||12",
		"informacion_vbg|Feria tres|2020-03-04|3|4||5||13",
		"TOTAL||||||||37"))
	want(t, got, 1, 0, 0, 2)
	refused(t, got.Refusals[0], "exchange.margin_differs")
	if says := locale.For("es").Error(got.Refusals[0].Err); !strings.Contains(says, "«Total mujeres» dice 9") || !strings.Contains(says, "es 2.") {
		t.Error(says)
	}
	refused(t, got.Refusals[1], "outreach.total_differs")
	if declared := figure(w, alma, "informacion").Declared.People; declared != 12 {
		t.Errorf("%d are declared", declared)
	}
}

// Beside children and adolescents, "Mujeres" are the grown-up ones; beside girls
// alone nobody knows who is of age, and they are counted as people and not as
// women.
func TestWomenBesideGirls(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	want(t, importKept(t, w, kept("ferias.xlsx", "Callao",
		"Servicio|Actividad|Fecha|Niñas|Niños|Mujeres|Hombres|Total",
		"informacion_vbg|Feria|2020-03-02|1|2|4|5|12")), 1, 0, 0, 0)
	want(t, importKept(t, w, kept("otra feria.xlsx", "Callao",
		"Servicio|Actividad|Fecha|Niñas|Niños|Adolescentes|Mujeres|Hombres|Total",
		"informacion_vbg|Otra feria|2020-03-02|1|2|3|4|5|15")), 1, 0, 0, 0)
	people, women := figure(w, alma, "informacion").Declared.People, figure(w, alma, "informacion_mujeres").Declared.People
	if people != 27 || women != 4 {
		t.Errorf("%d people and %d women are declared", people, women)
	}
}

// Of two columns for one thing the fuller one is read; a column whose cells are
// nothing of what its heading says is not; both are said.
func TestWhichColumnIsRead(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	got := importKept(t, w, kept("atenciones.xlsx", "Lista",
		"Servicio|Fecha|Distrito|Apellidos|Nombres|Sexo|Perfil|Teléfono|Celular|DNI",
		"salud|2020-03-02|Callao|Soto|Ana|F|Costurera||987654321|12345678",
		"salud|2020-03-02|Callao|Paz|Luz|F|Cocinera||987654322|12345679"))
	want(t, got, 2, 0, 0, 0)
	if !slices.Equal(got.Ignored, []string{"Perfil", "Teléfono"}) {
		t.Errorf("not read: %q", got.Ignored)
	}
	var says []string
	for _, c := range got.Understanding.Choices {
		says = append(says, c.In(locale.For("es")))
	}
	for _, expected := range []string{"Se lee «Celular» y no Teléfono", "«Perfil» no se lee: lo que contiene", "J «DNI» es DNI", "Es una lista de atenciones"} {
		if !strings.Contains(strings.Join(says, "\n"), expected) {
			t.Errorf("nobody says %q:\n%s", expected, strings.Join(says, "\n"))
		}
	}
}

// What whoever imports asks for holds in lists that do not say it, and in no
// other.
func TestServiceAndPlaceAskedFor(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	importer := w.Importer(alma)
	importer.Service, importer.Place = "salud", "Callao"
	var done []exchange.Done
	importer.Progress = func(d exchange.Done) { done = append(done, d) }
	for rows, list := range map[int]cast.List{
		1: kept("a.csv", "", "Fecha|Apellidos|Nombres|Sexo", "2020-03-02|Soto|Ana|F"),
		2: kept("b.csv", "", "Fecha|Lugar|Servicio|Apellidos|Nombres|Sexo", "2020-03-02|Lima|asistencia_legal|Paz|Luz|F", "2020-03-02|Lima|asistencia_legal|Paz|Eva|F"),
	} {
		account, err := importer.Import(t.Context(), worldtest.WriteList(t, t.TempDir(), list))
		if err != nil {
			t.Fatal(err)
		}
		want(t, account.Sheets[0], rows, 0, 0, 0)
		if last := done[len(done)-1]; last.Rows != rows || last.Total != rows {
			t.Errorf("%+v of %d rows", last, rows)
		}
	}
	if values := w.Values(alma); values["salud"] != 1 || values["legal"] != 2 {
		t.Errorf("%v", values)
	}
}

// A column that puts the day first here and the month there is not guessed: what
// can be read in two ways is refused. One that proves itself is read.
func TestAColumnThatContradictsItselfIsNotGuessed(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	got := importKept(t, w, kept("atenciones.csv", "",
		"Servicio|Fecha|Lugar|Apellidos|Nombres|Sexo",
		"salud|17/03/2020|Callao|Soto|Ana|F", "salud|03/17/2020|Callao|Paz|Luz|F", "salud|04/05/2020|Callao|Luna|Eva|F", "salud|05/05/2020|Callao|Rey|Isa|F"))
	want(t, got, 2, 0, 0, 2)
	refused(t, got.Refusals[1], "exchange.day_two_ways")
	again := importKept(t, w, kept("otras.csv", "",
		"Servicio|Fecha|Lugar|Apellidos|Nombres|Sexo", "salud|03/17/2020|Callao|Mar|Luz|F", "salud|04/05/2020|Callao|Sol|Eva|F"))
	want(t, again, 2, 0, 0, 0)
}
