package linkage

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/match"
)

const people = `fields:
  - {kind: given, column: given}
  - {kind: surname, column: surname}
  - {kind: date, column: born}
  - {kind: document, column: paper}
  - {kind: phone, column: phone}
id: id
`

// village is people of some families, every third of them written twice.
func village() []string {
	var rows []string
	given := strings.Fields("Rosa Luz Ana Carmen Milagros Yorjelis Marbelys Pedro Juan Jorge Elena Nélida Violeta Óscar Teófilo")
	families := strings.Fields("Quispe Chero Llontop Soto Pérez Mamani Vidaurre Farfán Céspedes Rojas")
	for i := range 90 {
		g, f, m := given[i*7%len(given)], families[i%len(families)], families[(i*3+1)%len(families)]
		born := fmt.Sprintf("19%02d-%02d-%02d", 50+i*11%45, 1+i%12, 1+i*5%28)
		rows = append(rows, fmt.Sprintf("p%d,%s,%s %s,%s,%d,9870%05d", i, g, f, m, born, 40000000+i*1371, i/3*77))
		if i%3 == 0 {
			rows = append(rows, fmt.Sprintf("p%d-again,%s,%s,%s,%d,9870%05d", i, g, f, born, 40000000+i*1371, i/3*77))
		}
	}
	return rows
}

// answers runs a job over rows and returns its answers by the names of the rows.
func answers(t *testing.T, m *Map, rows ...[]string) []string {
	t.Helper()
	var files []string
	for i, r := range rows {
		files = append(files, file(t, fmt.Sprintf("%d.csv", i), "id,given,surname,born,paper,phone\n"+strings.Join(r, "\n")+"\n"))
	}
	result, err := Job{Map: m, Files: files}.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, a := range result.Answers {
		ids := []string{result.Records.ID(a.A), result.Records.ID(a.B)}
		slices.Sort(ids)
		all = append(all, fmt.Sprint(ids, a.Verdict))
	}
	slices.Sort(all)
	return all
}

func mapOf(t *testing.T, text string) *Map {
	t.Helper()
	m, err := ParseMap("map.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTheOrderOfRowsDoesNotMatter(t *testing.T) {
	m, rows := mapOf(t, people), village()
	want := answers(t, m, rows)
	same := 0
	for _, a := range want {
		if strings.Contains(a, "-again]") && strings.HasSuffix(a, "same") {
			same++
		}
	}
	if same != 30 {
		t.Errorf("%d of 30 found: %v", same, want)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		if got := answers(t, m, rows); !slices.Equal(got, want) {
			t.Fatalf("shuffled: %v\nnot %v", got, want)
		}
	}
}

// A row that says nothing is compared with nothing: there would be no reason to tell.
func TestARowThatSaysNothingResemblesNobody(t *testing.T) {
	rosa := "rosa,Rosa,Chero Puicón,1990-05-17,16734521,987654321"
	for _, a := range answers(t, mapOf(t, people), []string{rosa, "empty,,,,,"}, []string{rosa, "empty,,,,,"}) {
		if strings.Contains(a, "empty") {
			t.Error(a)
		}
	}
}

func TestLinkingPairsOneOfEach(t *testing.T) {
	var first, second []string
	for _, row := range village() {
		if strings.Contains(row, "-again") {
			second = append(second, row)
		} else {
			first = append(first, row)
		}
	}
	got := answers(t, mapOf(t, people), first, second)
	for _, a := range got {
		if strings.Count(a, "-again") != 1 {
			t.Errorf("%s is of one table", a)
		}
	}
	if len(got) < 30 {
		t.Errorf("%d answers", len(got))
	}
}

func TestRowsAreReadAsTheMapSays(t *testing.T) {
	table := file(t, "a.csv", "Padrón\n\nCode;Nombre 1;Nombre 2;Tel;Tipo;Nro;Nacida\n"+
		"A;Rosa;María;987 654 321 / 012345678;CE;001234567;no sabe\nB;NA;;-;;;17/05/1990\n")
	m := mapOf(t, `fields:
  - {name: given, kind: given, columns: [Nombre 1, Nombre 2]}
  - {name: phone, kind: phone, column: Tel, separator: "/"}
  - {name: paper, kind: document, column: Nro, type_column: Tipo}
  - {name: born, kind: date, column: G}
id: Code
`)
	r := newReader(m, func(int) {})
	if err := r.file(context.Background(), table, false); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%q", r.records.Said(0)); got != `[["Rosa María"] ["987 654 321" "012345678"] ["CE\x1f001234567"] []]` {
		t.Error(got)
	}
	if got := fmt.Sprintf("%q", r.records.Said(1)); got != `[[] [] [] ["1990-05-17"]]` {
		t.Error(got)
	}
	if r.records.ID(1) != "B" || r.records.Line(1) != 5 || r.unread["born"] != 0 || r.records.Len() != 2 {
		t.Errorf("%q at %d, unread %v", r.records.ID(1), r.records.Line(1), r.unread)
	}
}

func TestATableWithoutHeadings(t *testing.T) {
	table := file(t, "a.csv", "Rosa,Quispe\nLuz,Soto\n")
	m := mapOf(t, "header: 0\nfields:\n  - {kind: given, column: A}\n  - {kind: surname, column: B}\n")
	r := newReader(m, func(int) {})
	if err := r.file(context.Background(), table, false); err != nil {
		t.Fatal(err)
	}
	if r.records.Len() != 2 || r.records.Said(0)[0][0] != "Rosa" || r.records.ID(0) != "1" {
		t.Errorf("%d rows, first %q %q", r.records.Len(), r.records.ID(0), r.records.Said(0))
	}
	m = mapOf(t, "header: 0\nfields: [{kind: given, column: nombre}]\n")
	err := newReader(m, func(int) {}).file(context.Background(), table, false)
	if said := locale.For("es").Error(err); !strings.Contains(said, "línea 1, columna") && !strings.Contains(said, "letra de la columna") {
		t.Error(said)
	}
}

func TestCellsThatAreNotUnderstoodAreCounted(t *testing.T) {
	table := file(t, "a.csv", "given,born\nRosa,never\nLuz,1990\n")
	result, err := Job{Map: mapOf(t, "fields: [{kind: given, column: given}, {kind: date, column: born}]"), Files: []string{table}}.Run(context.Background())
	if err != nil || result.Unread["born"] != 1 {
		t.Errorf("%v, %v", result, err)
	}
}

// written runs a job over a table and returns the cells of one of its files.
func written(t *testing.T, table, name string) [][]string {
	t.Helper()
	result, err := Job{Map: mapOf(t, people), Files: []string{table}}.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := result.Write(context.Background(), Writing{Folder: folder, Words: locale.For("es")}); err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var rows [][]string
	for row, err := range book.Rows("") {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row.Cells)
	}
	return rows
}

func TestPairsSayWhereTheyStandAndWhy(t *testing.T) {
	table := file(t, "a.csv", "id,given,surname,born,paper,phone\n"+strings.Join(village(), "\n")+"\n")
	rows := written(t, table, PairsFile)
	if got := strings.Join(rows[0], ","); got != "orden,primera,segunda,fila de la primera,fila de la segunda,respuesta,código,grupo,motivos" {
		t.Error(got)
	}
	first := rows[1]
	if first[0] != "1" || first[1]+"-again" != first[2] || first[5] != "coincide" || first[6] != "same" || !strings.Contains(first[8], "mismo documento") {
		t.Errorf("%q", first)
	}
	if groups := written(t, table, GroupsFile); len(groups) != 61 || strings.Join(groups[0][:4], ",") != "grupo,id,fila,given" {
		t.Errorf("%d rows, first %q", len(groups), groups[0])
	}
}

func TestAnInterruptedRunLeavesNothing(t *testing.T) {
	table := file(t, "a.csv", "id,given,surname,born,paper,phone\n"+strings.Join(village(), "\n")+"\n")
	result, err := Job{Map: mapOf(t, people), Files: []string{table}}.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	folder := t.TempDir()
	if err := result.Write(stopped, Writing{Folder: folder}); err == nil {
		t.Error("went on")
	}
	if left, _ := filepath.Glob(filepath.Join(folder, "*")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
	if left, _ := filepath.Glob(filepath.Join(folder, ".*")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
	if _, err := (Job{Map: mapOf(t, people), Files: []string{table}}).Run(stopped); err == nil {
		t.Error("compared")
	}
}

func TestAModelIsUsedAgain(t *testing.T) {
	table := file(t, "a.csv", "id,given,surname,born,paper,phone\n"+strings.Join(village(), "\n")+"\n")
	m := mapOf(t, people)
	result, err := Job{Map: m, Files: []string{table}}.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), ModelFile)
	if err := writeModel(path, result.Model, locale.For("es")); err != nil {
		t.Fatal(err)
	}
	model, err := ReadModel(path, m)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Job{Map: m, Files: []string{table}, Model: model}.Run(context.Background())
	if err != nil || !slices.Equal(again.Answers, result.Answers) {
		t.Errorf("other answers, or %v", err)
	}
	if _, err := ReadModel(path, mapOf(t, "fields: [{kind: given, column: given}]")); err == nil {
		t.Error("a model of other fields was taken")
	}
	for _, text := range []string{"", "version: x", "fields: [{name: a, kind: given, levels: []}]", "{", "prior: {person: 2}"} {
		if _, err := parseModel([]byte(text)); err == nil {
			t.Errorf("%q was taken for a model", text)
		}
	}
}

// A field that several of a kind share is named before its sentence, and a long
// value is cut.
func TestReasonsInWords(t *testing.T) {
	s := match.Schema{Fields: []match.Field{{Name: "Nombre", Kind: match.Given}, {Name: "Título", Kind: match.Text}}}
	told := []match.Reason{
		{Field: 0, Name: "Nombre", Key: "match.given.near", A: "Yorjelis", B: "Yorgelis"},
		{Field: 1, Name: "Título", Key: "match.text.same", A: strings.Repeat("muy ", 40)},
	}
	got := newSpeaker(locale.For("es"), s).reasons(told)
	if !strings.HasPrefix(got, "el nombre suena igual: Yorjelis y Yorgelis · Título: el mismo texto: «muy muy") || !strings.HasSuffix(got, "muy…»") {
		t.Error(got)
	}
}

// What a map says of a table and the table has not is told where the map says it.
func TestColumnsThatCannotBe(t *testing.T) {
	const name = "fields:\n  - {kind: name, column: %s}\n"
	table := "name,name,born\nAnn,Lee,1970\nBob,Ray,1980\n"
	tests := []struct{ text, es, en string }{
		{fmt.Sprintf(name, "nmae"), "línea 2, columna 26: Cambia «nmae»: a.csv no tiene esa columna", "line 2, column 26: Change “nmae”"},
		{fmt.Sprintf(name, "name"), "línea 2, columna 26: Escribe la letra en vez de «name»: dos columnas de a.csv se llaman así, la A y la B", "two columns of a.csv are called that, A and B"},
		{fmt.Sprintf(name, "ZZ"), "Cambia «ZZ»: a.csv no tiene esa columna", "Change “ZZ”: a.csv has no such column"},
		{"header: 0\n" + fmt.Sprintf(name, "ZZ"), "línea 3, columna 26: Cambia «ZZ» por la letra de la columna, hasta la C", "the letter of the column, up to C"},
		{"header: 50\n" + fmt.Sprintf(name, "born"), "línea 1, columna 9: Cambia header: la fila 50 de a.csv está vacía", "line 1, column 9: Change header: row 50 of a.csv is empty"},
	}
	for _, test := range tests {
		_, err := Job{Map: mapOf(t, test.text), Files: []string{file(t, "a.csv", table)}}.Run(context.Background())
		if err == nil {
			t.Errorf("%s: taken", test.text)
			continue
		}
		for lang, want := range map[string]string{"es": test.es, "en": test.en} {
			if got := locale.For(lang).Error(err); !strings.Contains(got, want) {
				t.Errorf("%s, %s: %s", test.text, lang, got)
			}
		}
	}
}

// A heading may stand below a long foreword when the map says in which row.
func TestAHeadingFarBelow(t *testing.T) {
	table := file(t, "a.csv", strings.Repeat("note,\n", 49)+"name,born\nAnn Lee,1970\nBob Ray,1980\n")
	result, err := Job{Map: mapOf(t, "header: 50\nfields:\n  - {kind: name, column: name}\n"), Files: []string{table}}.Run(context.Background())
	if err != nil {
		t.Fatal(locale.For("en").Error(err))
	}
	if result.Records.Len() != 2 {
		t.Errorf("%d rows", result.Records.Len())
	}
}

// Where rows are nothing but addresses, the same address is the same thing, and
// nobody is told of relatives.
func TestAddressesAlone(t *testing.T) {
	var table strings.Builder
	table.WriteString("address,city\n")
	streets := []string{"Oak", "Maple", "Cedar", "Elm", "Lake", "Hill", "Pine", "Mill"}
	for i := range 200 {
		fmt.Fprintf(&table, "%d %s %s Street,%s\n", 100+7*i, streets[i%8], streets[i/8%8], []string{"Akron", "Lima", "Kent"}[i%3])
	}
	for i := range 40 {
		fmt.Fprintf(&table, "%d %s %s Street,%s\n", 100+7*i, streets[i%8], streets[i/8%8], []string{"Akron", "Lima", "Kent"}[i%3])
	}
	m := mapOf(t, "fields:\n  - {kind: address, column: address}\n  - {kind: place, column: city}\n")
	result, err := Job{Map: m, Files: []string{file(t, "a.csv", table.String())}}.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if same, kin := result.Count(match.IsSame), result.Count(match.IsRelative); same != 40 || kin != 0 {
		t.Errorf("%d the same, %d relatives", same, kin)
	}
}
