package directory

import (
	"errors"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
)

func TestReadPlace(t *testing.T) {
	tests := []struct {
		text string
		want trenza.Place
	}{
		{"140113", "140113"},
		{" 140113\n", "140113"},
		{"70101", "070101"}, // a spreadsheet ate the zero
		{"701", "0701"},
		{"7", "07"},
		{"140100", "1401"}, // filled up, as official tables are
		{"140000", "14"},
		{"70000", "07"},
		{"130101", "130101"}, // Trujillo, whatever RENIEC says
		{"Reque", "140113"},
		{"REQUE", "140113"},
		{"Callao", "07"}, // the widest place of the name
		{"Lima", "15"},
		{"Piura", "20"},
		{"Chiclayo", "1401"},
		{"La Libertad", "13"}, // in spite of a district far away
		{"Piura, Piura", "2001"},
		{"Piura, Piura, Piura", "200101"},
		{"Castilla, Piura", "200104"},
		{"Castilla, Arequipa", "0404"},
		{"Piura/Piura/Castilla", "200104"},
		{"lima metropolitana", "1501"},
		{"Provincia Constitucional del Callao", "0701"},
	}
	for _, test := range tests {
		place, err := ReadPlace(test.text)
		if err != nil || place.Code != test.want {
			t.Errorf("ReadPlace(%q) = %v %v, %v; want %s", test.text, place.Code, place, err, test.want)
		}
	}
}

func TestReadPlaceSaysWhatToWriteInstead(t *testing.T) {
	tests := []struct{ text, want string }{
		{" ", "Escribe el lugar: su código INEI (140113) o su nombre (Reque)."},
		{"999999", "Revisa el código de lugar: 999999 no está en la lista del INEI. " +
			"Si no sabes el código, escribe el nombre."},
		{"1401130", "Revisa el código de lugar: 1401130 no está en la lista del INEI. " +
			"Si no sabes el código, escribe el nombre."},
		{"140137", "Usa el código INEI: 140137 es el código RENIEC de San Juan de Lurigancho; " +
			"en el INEI, San Juan de Lurigancho es 150132."},
		{"Macondo", "Revisa el nombre del lugar: no hay ninguno llamado «Macondo». " +
			"También puedes escribir su código INEI."},
		{"Aguas", "Completa el nombre del lugar: no hay ninguno llamado «Aguas». " +
			"Parecidos: 240302 Aguas Verdes, Zarumilla, Tumbes."},
		{"Castilla", "Precisa el lugar: «Castilla» puede ser 0404 Castilla, Arequipa; " +
			"200104 Castilla, Piura, Piura. Escribe el código, o agrega la provincia y la región " +
			"como en «Castilla, Piura»."},
	}
	for _, test := range tests {
		place, err := ReadPlace(test.text)
		if err == nil {
			t.Errorf("ReadPlace(%q) = %v, want a problem", test.text, place)
			continue
		}
		if got := locale.For(locale.Spanish).Error(err); got != test.want {
			t.Errorf("ReadPlace(%q) says\n%s, want\n%s", test.text, got, test.want)
		}
		checkProblem(t, err)
	}
}

func TestManyCandidatesAreCutShort(t *testing.T) {
	_, err := ReadPlace("Santa Rosa")
	said := locale.For(locale.Spanish).Error(err)
	if strings.Count(said, "Santa Rosa, ") != listedAtMost || !strings.Contains(said, "; …") {
		t.Errorf("says %s", said)
	}
}

// checkProblem demands a problem that the reader can mend, with a whole
// sentence in every language.
func checkProblem(t *testing.T, err error) {
	t.Helper()
	problem, ok := errors.AsType[*trenza.Problem](err)
	if !ok || problem.Kind != trenza.Invalid {
		t.Fatalf("%v is no problem of kind Invalid", err)
	}
	for _, lang := range locale.Languages() {
		printer := locale.For(lang)
		if said := printer.Error(err); !printer.Has(problem.Key) || strings.Contains(said, "%[") {
			t.Errorf("%s in %q says %q", problem.Key, lang, said)
		}
	}
}

func TestCodesAreReadWithAndWithoutZeros(t *testing.T) {
	for _, place := range peru().places {
		whole := string(place.Code)
		filled := whole + strings.Repeat("0", 6-len(whole))
		for _, text := range []string{whole, filled, strings.TrimPrefix(whole, "0"), strings.TrimPrefix(filled, "0")} {
			if got, err := ReadPlace(text); err != nil || got != place {
				t.Errorf("ReadPlace(%s) = %v, %v; want %v", text, got, err, place)
			}
		}
	}
}

// Departments and districts are told apart by their full name. A province that
// shares its name with a district elsewhere in the department is asked about.
func TestFullNamesAreReadBack(t *testing.T) {
	ambiguous := &trenza.Problem{Kind: trenza.Invalid, Key: "directory.name_ambiguous"}
	for _, place := range peru().places {
		got, err := ReadPlace(place.String())
		asked := place.Level == Province && errors.Is(err, ambiguous)
		if got != place && !asked {
			t.Errorf("ReadPlace(%q) = %s %v, %v; want %s", place, got.Code, got, err, place.Code)
		}
	}
}

func TestReadingACodeAllocatesNothing(t *testing.T) {
	ReadPlace("140113") // reads the files
	if n := testing.AllocsPerRun(100, func() { ReadPlace("140113") }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func BenchmarkReadPlaceByCode(b *testing.B) {
	for b.Loop() {
		ReadPlace("140113")
	}
}

func BenchmarkReadPlaceByName(b *testing.B) {
	for b.Loop() {
		ReadPlace("San Juan de Lurigancho")
	}
}

func FuzzReadPlace(f *testing.F) {
	seeds := []string{
		"", " ", "140113", "70101", "7", "0", "00", "000000", "140137", "9999999", "１４０１１３",
		"Reque", "SAN JUAN DE LURIGANCHO", "Ferreñafe", "Castilla, Piura", "Piura/Piura/Piura",
		"Lima - Lima - Comas", ",,,", "%[1]s", "\xff\xfe", "n\u0303un\u0303oa", "Callao\x00",
	}
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		place, err := ReadPlace(text)
		if err != nil {
			if place != (Place{}) {
				t.Fatalf("ReadPlace(%q) gives %v along with %v", text, place, err)
			}
			if kind := trenza.KindOf(err); kind != trenza.Invalid {
				t.Fatalf("ReadPlace(%q) is a problem of kind %d", text, kind)
			}
			return
		}
		if known, ok := PlaceOf(place.Code); !ok || known != place {
			t.Fatalf("ReadPlace(%q) = %v, which is no place", text, place)
		}
		if again, err := ReadPlace(string(place.Code)); err != nil || again != place {
			t.Fatalf("ReadPlace(%q) = %v, whose code reads as %v, %v", text, place, again, err)
		}
	})
}
