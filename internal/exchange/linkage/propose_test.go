package linkage

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/trenza/trenza/internal/locale"
)

// file writes a table for a test.
func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhatHeadingsAndCellsGiveAway(t *testing.T) {
	tests := []struct{ name, table, want string }{
		{"people in Spanish", "N°,Nombres y Apellidos,Sexo,Fec. Nac.,Tipo Doc,N° Documento,Celular,Observaciones\n" +
			"1,Rosa Quispe,F,1/2/1990,DNI,40111222,987654321,ok\n2,Luz Soto,F,3/4/1991,DNI,40111223,987654322,\n3,Ana Díaz,M,5/6/1992,CE,001112223,987654323,x\n",
			"id N°; Nombres y Apellidos name; Sexo category; Fec. Nac. date; N° Documento document; Celular phone"},
		{"surnames in two columns", "Paterno,Materno,Nombres,DNI\nQuispe,Mamani,Rosa,40111222\nSoto,Lara,Luz,40111223\n",
			"id ; Paterno+Materno surname; Nombres given; DNI document"},
		{"a full name in a column called Nombre", "Nombre,Edad\nRosa Quispe Mamani,30\nLuz Soto Lara,31\nAna Díaz Vera,32\n", "id ; Nombre name; Edad number"},
		{"a title above", "Padrón de beneficiarias\n\nCódigo;Apellidos;Nombres\nA1;Quispe;Rosa\nA2;Soto;Luz\n", "id Código; Apellidos surname; Nombres given"},
		{"months first", "dob,fname,lname\n05/17/1990,Ann,Lee\n06/18/1991,Bob,Ray\n", "id ; dob date month-first; fname given; lname surname"},
		{"restaurants", "id,name,addr,city,phone,type\n1,Blue Dragon,12 Main St,LA,213/555-0101,thai\n2,Casa Olive,9 Sunset Bl,LA,213/555-0102,thai\n3,Le Lotus,7 Post St,SF,415/555-0103,deli\n",
			"id id; name text; addr address; city place; phone phone; type category"},
		{"rows named by a heading nobody knows", "Fallnummer,Patient,Versichertennummer\nr1,Anna Weber,0867126373\nr2,Ute Koch,4580164686\nr3,Eva Roth,0867126377\n",
			"id Fallnummer; Patient text; Versichertennummer code"},
		{"more words than are known", "voter_id,first_name,middle_name,res_street_address,phone 1,has phone\nv1,Ann,May,12 Oak St,555-1201,yes\nv2,Bob,,9 Elm St,555-1202,no\nv3,Cy,,7 Ash St,555-1203,no\n",
			"id voter_id; first_name+middle_name given; res_street_address address; phone 1 phone; has phone category"},
		{"two columns of one heading", "name,name,born\nAnn,Lee,1970\nBob,Ray,1980\n", "id ; A name; B name; born date"},
		{"one person alone", "name,born\nAnn Lee,1970\nAnn Lee,1970\n", "id ; name name; born date"},
		{"companies", "Company name,VAT number\nNord Ltd,GB1\nAtlas Ltd,GB2\nDelta Ltd,GB3\n", "id ; Company name text; VAT number document"},
		{"members of a committee", "Socia,Comité,Es presidenta\nRosa Chero Puicón,San José,no\nLuz Díaz Soto,San José,sí\nAna Ruiz Paz,Las Flores,no\n",
			"id ; Socia name; Comité category; Es presidenta category"},
		{"who is a member", "Apellidos,Nombres,Socia\nChero,Rosa,sí\nDíaz,Luz,no\nRuiz,Ana,no\n", "id ; Apellidos surname; Nombres given; Socia category"},
		{"headings nobody knows", "foo,bar\nx@y.pe,1990-01-02\nz@y.pe,1991-02-03\nw@y.pe,1992-03-04\n", "id ; foo email; bar date"},
	}
	for _, test := range tests {
		p, err := Propose(file(t, "a.csv", test.table))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := said(p.Map); got != test.want {
			t.Errorf("%s: %s", test.name, got)
		}
		for _, lang := range locale.Languages() {
			again, err := ParseMap("a.yaml", p.Text(locale.For(lang)))
			if err != nil {
				t.Errorf("%s: %v\n%s", test.name, err, p.Text(locale.For(lang)))
			} else if said(again) != test.want {
				t.Errorf("%s, written and read: %s", test.name, said(again))
			}
		}
	}
}

// said writes a map in one line.
func said(m *Map) string {
	parts := []string{"id " + m.ID.Heading}
	for _, f := range m.Fields {
		var columns []string
		for _, c := range f.Columns {
			columns = append(columns, c.Heading)
		}
		parts = append(parts, strings.TrimSpace(fmt.Sprint(strings.Join(columns, "+"), " ", f.Kind, " ", f.Format)))
	}
	return strings.Join(parts, "; ")
}

func TestTwoTablesAreProposedTogether(t *testing.T) {
	one := file(t, "a.csv", "id,Nombres,Apellidos,DNI,Distrito\n1,Rosa,Quispe,40111222,Reque\n2,Luz,Soto,40111223,Eten\n")
	two := file(t, "b.csv", "code,given name,surname,document\n7,Rosa,Quispe,40111222\n8,Ana,Díaz,40111224\n")
	p, err := Propose(one, two)
	if err != nil {
		t.Fatal(err)
	}
	if got := said(p.Map); got != "id id; Nombres given; Apellidos surname; DNI document" {
		t.Error(got)
	}
	if p.Map.LinkID.Heading != "code" || p.Map.Fields[0].Linked[0].Heading != "given name" || len(p.Left) != 1 || p.Left[0] != "Distrito" {
		t.Errorf("%+v, left %v", p.Map, p.Left)
	}
}

// Where only one table parts names into columns, the other's are joined.
func TestNamesThatOnlyOneTableParts(t *testing.T) {
	parts := file(t, "a.csv", "Apellidos,Nombres,Tipo doc,Documento\nQuispe,Rosa,DNI,40111222\nSoto,Luz,DNI,40111223\n")
	whole := file(t, "b.csv", "Nombre completo,DNI\nRosa Quispe,40111222\nAna Díaz,40111224\n")
	tests := map[string][]string{
		"id ; Apellidos+Nombres name; Documento document": {parts, whole},
		"id ; Nombre completo name; DNI document":         {whole, parts},
	}
	for want, files := range tests {
		p, err := Propose(files...)
		if err != nil {
			t.Fatal(err)
		}
		if got := said(p.Map); got != want {
			t.Errorf("%s, not %s", got, want)
		}
		m, err := ParseMap("m.yaml", p.Text(locale.For("es")))
		if err != nil {
			t.Fatal(err)
		}
		result, err := Job{Map: m, Files: files}.Run(context.Background())
		if err != nil {
			t.Fatal(locale.For("es").Error(err))
		}
		if len(result.Groups) != 1 {
			t.Errorf("%s: %d groups", want, len(result.Groups))
		}
	}
}

func TestNothingToCompare(t *testing.T) {
	for _, table := range []string{"id\n1\n2\n", "a\n", "", "\n\n", "timestamp,firma\n1,\n2,\n"} {
		if p, err := Propose(file(t, "a.csv", table)); err == nil {
			t.Errorf("%q: %s", table, said(p.Map))
		}
	}
}

// A sheet of notes before the people is no table.
func TestTheSheetThatIsATable(t *testing.T) {
	path := workbook(t, map[string][][]any{
		"A notes": {{"See the second sheet"}, {"Thank you"}},
		"People":  {{"id", "Full name", "DOB"}, {1, "Ann Lee", "1970-01-02"}, {2, "Bob Ray", "1980-03-04"}, {3, "Ann Lee", "1970-01-02"}},
	})
	p, err := Propose(path)
	if err != nil {
		t.Fatal(err)
	}
	m, err := ParseMap("m.yaml", p.Text(locale.For("es")))
	if err != nil {
		t.Fatal(err)
	}
	result, err := Job{Map: m, Files: []string{path}}.Run(context.Background())
	if err != nil {
		t.Fatal(locale.For("es").Error(err))
	}
	if m.Sheet != "People" || len(result.Groups) != 1 {
		t.Errorf("sheet %q, %d groups", m.Sheet, len(result.Groups))
	}
}

// workbook writes a workbook for a test; its sheets stand in the order of their
// names.
func workbook(t *testing.T, sheets map[string][][]any) string {
	t.Helper()
	book := excelize.NewFile()
	for n, name := range slices.Sorted(maps.Keys(sheets)) {
		if n == 0 {
			if err := book.SetSheetName("Sheet1", name); err != nil {
				t.Fatal(err)
			}
		} else if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range sheets[name] {
			if err := book.SetSheetRow(name, fmt.Sprint("A", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}
