package linkage

import (
	"reflect"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/match"
)

const whole = `# people
id: code
link_id: "No."
sheet: Marzo
link_sheet: Abril
header: 4
skip: ["-", "no sabe"]
block:
  - [given, birth.year]
  - [paper.back]
fields:
  - {name: given, kind: given, columns: [first, middle], link_column: nombres}
  - {name: birth, kind: date, column: DOB, format: month-first}
  - {name: paper, kind: document, type: DNI, type_column: kind, link_type_column: tipo, column: number}
  - name: phones
    kind: phone
    columns: [home, mobile]
    several: yes
    separator: "/"
  - {kind: place, column: town, own: sí}
`

func TestAMapSaysWhatItSays(t *testing.T) {
	m, err := ParseMap("map.yaml", []byte(whole))
	if err != nil {
		t.Fatal(locale.For("en").Error(err))
	}
	want := []match.Field{
		{Name: "given", Kind: match.Given}, {Name: "birth", Kind: match.Date}, {Name: "paper", Kind: match.Document},
		{Name: "phones", Kind: match.Phone}, {Name: "town", Kind: match.Place, Own: true},
	}
	if got := m.Schema().Fields; !reflect.DeepEqual(got, want) {
		t.Errorf("fields %v", got)
	}
	blocks := []match.Block{{{Field: 0}, {Field: 1, Part: "year"}}, {{Field: 2, Part: "back"}}}
	if !reflect.DeepEqual(m.Blocks, blocks) {
		t.Errorf("blocks %v", m.Blocks)
	}
	phones := m.Fields[3]
	if !phones.Several || phones.Separator != "/" || len(phones.Columns) != 2 || phones.Columns[1].Heading != "mobile" {
		t.Errorf("phones %+v", phones)
	}
	if m.Header != 4 || m.ID.Heading != "code" || m.LinkID.Heading != "No." || m.Sheet != "Marzo" || m.Linked != "Abril" {
		t.Errorf("top %+v", m)
	}
	if !reflect.DeepEqual(m.Skip, []string{"-", "no sabe"}) || m.Fields[1].Format != monthFirst {
		t.Errorf("skip %q, format %q", m.Skip, m.Fields[1].Format)
	}
}

func TestMapsThatCannotBe(t *testing.T) {
	const field = "fields:\n  - {kind: given, column: a}\n"
	tests := []struct{ name, text, es, en string }{
		{"nothing", "", "línea 1, columna 1: Escribe en fields entre 1 y 16 campos", "line 1, column 1: Write between 1 and 16 fields"},
		{"no fields", "id: a\n", "Escribe en fields entre 1 y 16", "Write between 1 and 16"},
		{"a key nobody knows", "ids: a\n", "línea 1, columna 1: Revisa «ids»", "line 1, column 1: "},
		{"fields in one line", "fields: nombre\n", "línea 1, columna 9: Escribe debajo de fields", "line 1, column 9: Write a field for each dash"},
		{"a kind nobody knows", "fields:\n  - {kind: dni, column: a}\n", "línea 2, columna 12: Cambia «dni»", "line 2, column 12: Change “dni”"},
		{"no kind", "fields:\n  - {column: a}\n", "Añade al campo kind", "Add kind: to the field"},
		{"no column", "fields:\n  - {kind: given}\n", "Añade al campo column", "Add column: to the field"},
		{"a name twice", "fields:\n  - {kind: given, column: a}\n  - {kind: date, name: a}\n", "hay dos que se llaman «a»", "two are called “a”"},
		{"a key twice", "id: a\nid: b\n" + field, "línea 2, columna 1: Deja una sola vez «id»", "line 2, column 1: "},
		{"a format nobody knows", "fields:\n  - {kind: date, column: a, format: julian}\n", "no se entiende «julian»", "“julian” is not understood"},
		{"a header in words", "header: first\n" + field, "línea 1, columna 9: Escribe el número de la fila", "line 1, column 9: Write the number"},
		{"no truth", "fields:\n  - {kind: date, column: a, own: quizá}\n", "línea 2, columna 34", "line 2, column 34"},
		{"a block of a field that is not", field + "block: [[b]]\n", "línea 3, columna 10: Cambia «b»: ningún campo se llama así. Los campos son: a", "The fields are: a"},
		{"a block of a part that is not", field + "block: [[a.year]]\n", "de «a» se puede usar una de estas partes: sound", "of “a” one of these parts can be used: sound"},
		{"a column and columns", "fields:\n  - {kind: given, columns: [a, b], column: a}\n", "línea 2, columna 19: Deja column o columns", "line 2, column 19: Leave column or columns"},
		{"a format of names", "fields:\n  - {kind: given, column: a, format: day-first}\n", "Quita format: solo lo llevan los campos de clase date, y este es given", "Remove format: only fields of kind date"},
		{"a type of document of phones", "fields:\n  - {type_column: b, kind: phone, column: a}\n", "línea 2, columna 6: Quita type_column", "line 2, column 6: Remove type_column"},
		{"too many", "fields:\n" + strings.Repeat("  - {kind: given, column: a}\n", 17), "hay dos que se llaman «a»", "two are called “a”"},
		{"no text", "id: [a]\n" + field, "Escribe aquí un texto", ""},
		{"no YAML", "fields: [\n", "", ""},
	}
	for _, test := range tests {
		_, err := ParseMap("mapa.yaml", []byte(test.text))
		if err == nil {
			t.Errorf("%s: taken", test.name)
			continue
		}
		for lang, want := range map[string]string{"es": test.es, "en": test.en} {
			if got := locale.For(lang).Error(err); !strings.HasPrefix(got, "mapa.yaml, l") || !strings.Contains(got, want) {
				t.Errorf("%s, %s: %s", test.name, lang, got)
			}
		}
	}
}

// What is read is either a map that can be compared by or a Problem with a
// place, and never a panic.
func FuzzParseMap(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte("fields:\n  - {kind: date, column: a, format: yyyymmdd}\nblock: [a, [a.year]]\nskip:\nheader: 0"))
	f.Add([]byte("fields: [{kind: [given], columns: {a: b}}]"))
	f.Add([]byte("id: !!binary x\nfields: &a [*a]"))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := ParseMap("m.yaml", text)
		if err != nil {
			if said := locale.For("en").Error(err); !strings.HasPrefix(said, "m.yaml, line ") {
				t.Errorf("%q", said)
			}
			return
		}
		if err := m.Schema().Check(); err != nil {
			t.Error(err)
		}
	})
}
