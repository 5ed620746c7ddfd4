package cast_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/cast"
)

const (
	personHeader    = "Apellidos|Nombres|Sexo|Fecha de nacimiento|Nacionalidad|Población|Tipo de documento|Número de documento|Teléfono|Hogar|Parentesco|Etapas de vida|Comité"
	informed        = "Servicio|Fecha|Lugar|" + personHeader
	attentions      = informed + "|Ver|Oír|Caminar|Recordar|Cuidarse|Comunicarse"
	attendance      = "Servicio|Lugar|" + personHeader + "|DAYS"
	payments        = "Servicio|Fecha de pago|Lugar|" + personHeader + "|Línea|Tramo|Monto|Medio|Estado"
	survey          = informed + "|Respondió|Atención a usted|Atención a su familia"
	headcountHeader = "Servicio|Actividad|Fecha|Lugar|Método|Total" +
		"|Mujeres 0-11|Mujeres 12-17|Mujeres 18-29|Mujeres 30-59|Mujeres 60 y más" +
		"|Hombres 0-11|Hombres 12-17|Hombres 18-29|Hombres 30-59|Hombres 60 y más" +
		"|Otras 0-11|Otras 12-17|Otras 18-29|Otras 30-59|Otras 60 y más" +
		"|En destino|En tránsito|Pendular|Acogida|Retornada"
)

var sessions = regexp.MustCompile(`(\|\d{4}-\d\d-\d\d)+$`)

func TestHeadersAreThoseOfTheTemplates(t *testing.T) {
	shapes := map[string]string{
		"informacion-2019.csv": informed, "informacion-2020-2021.csv": informed, "atenciones.xlsx": attentions,
		"talleres.xlsx": attendance, "sociocultural-2020.xlsx": attendance, "asistencia-2019.xlsx": attendance,
		"bono.xlsx": payments, "satisfaccion.xlsx": survey, "conteos.xlsx": headcountHeader,
	}
	for _, list := range slices.Concat(worlds[1]().Lists, cast.TallerReque(1).Lists) {
		want := shapes[list.Name[strings.Index(list.Name, "/")+1:]]
		for _, sheet := range list.Sheets {
			header := sessions.ReplaceAllString(strings.Join(sheet.Rows[0], "|"), "|DAYS")
			if header != want {
				t.Errorf("%s %s begins with\n%s\nwant\n%s", list.Name, sheet.Name, header, want)
			}
			if (sheet.Name == "") != strings.HasSuffix(list.Name, ".csv") {
				t.Errorf("%s has a sheet called %q", list.Name, sheet.Name)
			}
			for i, cells := range sheet.Rows {
				if len(cells) != len(sheet.Rows[0]) {
					t.Fatalf("%s %s row %d has %d cells", list.Name, sheet.Name, i+1, len(cells))
				}
			}
		}
	}
}

func TestSizeOfTheWorld(t *testing.T) {
	w := worlds[1]()
	rows := 0
	for _, list := range w.Lists {
		for _, sheet := range list.Sheets {
			rows += len(sheet.Rows) - 1
		}
	}
	if rows < 36000 || rows > 45000 {
		t.Errorf("%d rows, want 36,000 to 45,000", rows)
	}
	if n := len(w.Lists); n < 20 || n > 30 {
		t.Errorf("%d lists, want 20 to 30", n)
	}
	if !slices.IsSortedFunc(w.Lists, func(a, b cast.List) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("the lists are not in the order of their names")
	}
}

func TestBadRowsAreTheRefusedOnes(t *testing.T) {
	for seed := range uint64(3) {
		w := worlds[seed+1]()
		refused := imported(t, seed+1, false, true).refused
		if !reflect.DeepEqual(refused, w.Bad) || len(refused) < 8 || len(refused) > 15 {
			t.Errorf("refused %v, want %v", refused, w.Bad)
		}
	}
}

func TestSeedDecidesEverything(t *testing.T) {
	w := worlds[1]()
	if !reflect.DeepEqual(w, cast.AlmaLlanera(1, published)) {
		t.Error("the same seed made another world")
	}
	if !reflect.DeepEqual(cast.TallerReque(5), cast.TallerReque(5)) {
		t.Error("the same seed made another workshop")
	}
	known := map[string]bool{}
	for _, number := range w.Documents {
		known[number] = true
	}
	again := 0
	for _, number := range worlds[2]().Documents {
		if known[number] {
			again++
		}
	}
	if again > len(w.Documents)/50 {
		t.Errorf("%d papers of %d are the same under another seed", again, len(w.Documents))
	}
}

var shapes = map[string]*regexp.Regexp{
	"DNI": regexp.MustCompile(`^\d{8}$`),
	"CUI": regexp.MustCompile(`^\d{8}$`),
	"CE":  regexp.MustCompile(`^\d{9}$`),
	"CPP": regexp.MustCompile(`^\d{9}$`),
	"PTP": regexp.MustCompile(`^\d{9}$`),
	"CSR": regexp.MustCompile(`^\d{9}$`),
	"PAS": regexp.MustCompile(`^[0-9A-Z]{9}$`),
	"CIV": regexp.MustCompile(`^V\d{7,8}$`),
	"SD":  regexp.MustCompile(`^$`),
	"":    regexp.MustCompile(`^$`),
}

func TestPapersAndPhonesHaveTheirShape(t *testing.T) {
	phone := regexp.MustCompile(`^(9\d{8})?$`)
	r := imported(t, 1, false, true)
	without := map[*person]bool{}
	people := map[*person]bool{}
	for _, x := range r.rows {
		if x.person == nil {
			continue
		}
		kind, number := x.cell("Tipo de documento"), x.cell("Número de documento")
		if shapes[kind] == nil || !shapes[kind].MatchString(number) || !phone.MatchString(x.cell("Teléfono")) {
			t.Errorf("%v: paper %q %q, phone %q", x.ref, kind, number, x.cell("Teléfono"))
		}
		who := x.person.find()
		people[who] = true
		if _, known := without[who]; !known || number != "" {
			without[who] = number == ""
		}
	}
	papers := 0
	for _, none := range without {
		if none {
			papers++
		}
	}
	if percent := papers * 100 / len(people); percent < 9 || percent > 15 {
		t.Errorf("%d %% of the people have no paper, want about 12", percent)
	}
}

// The values that a store must not show are exactly those of the lists.
func TestIdentitiesAreThoseOfTheLists(t *testing.T) {
	w := worlds[1]()
	want := [3]map[string]bool{{}, {}, {}}
	for _, list := range w.Lists {
		for _, sheet := range list.Sheets {
			at := slices.Index(sheet.Rows[0], "Apellidos")
			for _, cells := range sheet.Rows[1:] {
				if at >= 0 {
					want[0][strings.TrimSpace(cells[at+1]+" "+cells[at])] = true
					want[1][cells[at+7]] = true
					want[2][cells[at+8]] = true
				}
			}
		}
	}
	for i, got := range [][]string{w.Names, w.Documents, w.Phones} {
		delete(want[i], "")
		if len(got) != len(want[i]) {
			t.Errorf("list %d has %d values, the rows %d", i, len(got), len(want[i]))
		}
		for _, value := range got {
			if !want[i][value] {
				t.Errorf("%q stands in no row", value)
			}
		}
	}
}

func TestNobodyOfTheSourcesIsHere(t *testing.T) {
	for _, name := range worlds[1]().Names {
		if folded := plain.Replace(strings.ToLower(name)); strings.Contains(folded, "materano") || strings.Contains(folded, "moreli ") {
			t.Errorf("%s may be taken for somebody who lives", name)
		}
	}
}

func TestPeopleMoveBetweenRegions(t *testing.T) {
	regions := map[*person]map[string]bool{}
	all := map[string]bool{}
	for _, x := range imported(t, 1, false, true).rows {
		if x.person == nil {
			continue
		}
		who, region := x.person.find(), x.cell("Lugar")[:2]
		if regions[who] == nil {
			regions[who] = map[string]bool{}
		}
		regions[who][region], all[region] = true, true
	}
	moved := 0
	for _, seen := range regions {
		if len(seen) > 1 {
			moved++
		}
	}
	if len(all) != 5 || moved < 300 {
		t.Errorf("%d regions, and %d people in more than one", len(all), moved)
	}
}

func TestServicesKeepToTheirTime(t *testing.T) {
	began := map[string]string{}
	ended := map[string]string{}
	for _, x := range imported(t, 1, false, true).rows {
		days := append(x.days, x.cell("Fecha")+x.cell("Fecha de pago"))
		for _, day := range days {
			service := x.cell("Servicio")
			if day != "" && (began[service] == "" || day < began[service]) {
				began[service] = day
			}
			ended[service] = max(ended[service], day)
		}
	}
	for service := range services {
		switch {
		case began[service] == "": // a service of the other programme
		case began[service] < "2019-03-01" || ended[service] > "2021-03-31":
			t.Errorf("%s from %s to %s", service, began[service], ended[service])
		case slices.Contains([]string{"empleabilidad", "emprendimiento", "capital_semilla"}, service):
			if ended[service] > "2020-09-30" {
				t.Errorf("workshop %s until %s", service, ended[service])
			}
		case !strings.HasPrefix(service, "informacion_") && service != "bono" && began[service] < "2020-03-16":
			t.Errorf("integrated service %s from %s", service, began[service])
		}
	}
}

func BenchmarkAlmaLlanera(b *testing.B) {
	for b.Loop() {
		cast.AlmaLlanera(1, published)
	}
}
