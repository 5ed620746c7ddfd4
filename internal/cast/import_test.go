package cast_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/cast"
)

// This file reads a world the way an import would, from its rows alone and
// with none of the generator's code, so that the figures are proved twice.

// columns are the header of a sheet: where each is, and which are days.
type columns struct {
	header []string
	at     map[string]int
	days   []string
}

// row is a row of a list.
type row struct {
	*columns
	ref    cast.Ref
	cells  []string
	person *person // nil for headcounts and answers without a name

	document     string // its key, "" without one
	tokens, keys []string
}

// cell returns what stands in a column, "" where the sheet has none.
func (x *row) cell(column string) string {
	if at, ok := x.at[column]; ok {
		return x.cells[at]
	}
	return ""
}

func columnsOf(header []string) *columns {
	c := &columns{header: header, at: map[string]int{}}
	for i, name := range header {
		c.at[name] = i
		if validDay(name) {
			c.days = append(c.days, name)
		}
	}
	return c
}

// person is who an import sees before review.
type person struct {
	rows   []*row
	root   *person // the person whom review joined her to
	order  int
	tokens map[string]bool
}

func (p *person) find() *person {
	for p.root != nil {
		p = p.root
	}
	return p
}

// read is what an import makes of a world.
type read struct {
	rows     []*row
	people   []*person
	refused  []cast.Ref
	raised   map[[2]*person]bool // pairs for review
	byRef    map[cast.Ref]*person
	byKey    map[string][]*person
	decision map[[2]*person]string
}

// importWorld reads the lists in their order, or backwards, and applies the
// decisions when asked to.
func importWorld(t *testing.T, w cast.World, backwards, review bool) *read {
	t.Helper()
	r := &read{
		raised: map[[2]*person]bool{}, byRef: map[cast.Ref]*person{},
		byKey: map[string][]*person{}, decision: map[[2]*person]string{},
	}
	lists := slices.Clone(w.Lists)
	if backwards {
		slices.Reverse(lists)
	}
	for _, list := range lists {
		for _, sheet := range list.Sheets {
			header := columnsOf(sheet.Rows[0])
			for i, cells := range sheet.Rows[1:] {
				ref := cast.Ref{File: list.Name, Sheet: sheet.Name, Row: i + 2}
				r.take(&row{columns: header, ref: ref, cells: cells})
			}
		}
	}
	for _, d := range w.Decisions {
		r.decide(t, d, review)
	}
	return r
}

// imported is importWorld of a published world, made once for all tests.
func imported(t *testing.T, seed uint64, backwards, review bool) *read {
	t.Helper()
	key := [3]any{seed, backwards, review}
	if imports[key] == nil {
		imports[key] = importWorld(t, worlds[seed](), backwards, review)
	}
	return imports[key]
}

var imports = map[[3]any]*read{}

func (r *read) take(x *row) {
	if !good(x) {
		r.refused = append(r.refused, x.ref)
		return
	}
	r.rows = append(r.rows, x)
	if x.named() {
		r.recognise(x)
	}
}

// named reports whether the row tells who it is about.
func (x *row) named() bool {
	return x.cell("Apellidos")+x.cell("Nombres")+x.cell("Número de documento") != ""
}

// recognise joins the row to the person with its document, or makes a new one
// and raises a pair for everybody who looks like her.
func (r *read) recognise(x *row) {
	x.fold()
	for _, p := range r.byKey[x.document] {
		if x.document != "" && p.agrees(x) {
			r.join(p, x)
			return
		}
	}
	p := &person{tokens: map[string]bool{}, order: len(r.people)}
	r.people = append(r.people, p)
	for _, key := range x.keys {
		for _, other := range r.byKey[key] {
			r.raised[[2]*person{other, p}] = true
		}
	}
	r.join(p, x)
}

func (r *read) join(p *person, x *row) {
	x.person, r.byRef[x.ref] = p, p
	p.rows = append(p.rows, x)
	for _, token := range x.tokens {
		p.tokens[token] = true
	}
	for _, key := range x.keys {
		if !slices.Contains(r.byKey[key], p) {
			r.byKey[key] = append(r.byKey[key], p)
		}
	}
}

// agrees reports whether nothing in the row contradicts that it is about p.
func (p *person) agrees(x *row) bool {
	for _, other := range p.rows {
		a, b := other.birthYear(), x.birthYear()
		if other.cell("Sexo") != x.cell("Sexo") || a != "" && b != "" && a != b {
			return false
		}
	}
	return slices.ContainsFunc(x.tokens, func(token string) bool { return p.tokens[token] })
}

func (x *row) birthYear() string {
	return x.cell("Fecha de nacimiento")[:min(4, len(x.cell("Fecha de nacimiento")))]
}

var plain = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "ñ", "n")

// fold works out what the row is recognised by: the document, the phone, and
// the name with the birth year.
func (x *row) fold() {
	x.tokens = strings.Fields(plain.Replace(strings.ToLower(x.cell("Apellidos") + " " + x.cell("Nombres"))))
	if number := x.cell("Número de documento"); number != "" {
		x.document = x.cell("Tipo de documento") + " " + number
		x.keys = append(x.keys, x.document)
	}
	if phone := x.cell("Teléfono"); phone != "" {
		x.keys = append(x.keys, "phone "+phone)
	}
	if year := x.birthYear(); year != "" {
		x.keys = append(x.keys, strings.Join(append(slices.Sorted(slices.Values(x.tokens)), year), " "))
	}
}

// decide applies a decision. Each must be about a pair that was raised.
func (r *read) decide(t *testing.T, d cast.Decision, review bool) {
	t.Helper()
	a, b := r.byRef[d.First], r.byRef[d.Second]
	if a == nil || b == nil || a == b {
		t.Fatalf("%v is about rows of no two people", d)
	}
	if a.order > b.order {
		a, b = b, a
	}
	if !r.raised[[2]*person{a, b}] {
		t.Fatalf("%v is about a pair that nobody raised", d)
	}
	r.decision[[2]*person{a, b}] = d.Verdict
	if d.Verdict == cast.Same && review && a.find() != b.find() {
		b.find().root = a.find()
	}
}

// good tells the rows that an import accepts from those it must refuse.
func good(x *row) bool {
	c := x.cell
	day := c("Fecha") + c("Fecha de pago")
	switch {
	case !services[c("Servicio")], !places[c("Lugar")]:
		return false
	case slices.Contains(x.header, "Total"):
		return validDay(day) && balanced(x)
	case !slices.Contains(x.header, "Respondió") && !x.named():
		return false
	case x.named() && !slices.Contains([]string{"F", "M", "I", "NS"}, c("Sexo")):
		return false
	case c("Tipo de documento") == "DNI" && len(c("Número de documento")) != 8:
		return false
	case slices.Contains(x.header, "Monto") && !strings.HasSuffix(c("Monto"), ".00"):
		return false
	case slices.Contains(x.header, "Respondió") && !strings.Contains(" 12345", c("Atención a usted")):
		return false
	}
	return validDay(day) || len(x.days) > 0
}

func validDay(s string) bool {
	if len(s) != 10 {
		return false
	}
	_, err := trenza.ParseDay(s)
	return err == nil
}

// balanced reports whether both margins of a headcount sum to its total.
func balanced(x *row) bool {
	var sexes, kinds int
	for i, name := range x.header {
		n, _ := strconv.Atoi(x.cell(name))
		switch {
		case i >= 21:
			kinds += n
		case i >= 6:
			sexes += n
		}
	}
	return strconv.Itoa(sexes) == x.cell("Total") && sexes == kinds
}

var places = set("240101", "240302", "200101", "200104", "130101", "150110", "150132", "150135", "070101", "140113")

var services = set("bono", "empleabilidad", "emprendimiento", "capital_semilla", "asistencia_legal", "regularizacion",
	"orientacion_legal", "orientacion_regularizacion", "orientacion_psicosocial", "psicosocial_individual",
	"psicosocial_grupal", "salud", "salud_mental", "informacion_vbg", "informacion_proteccion",
	"informacion_psicosocial", "sociocultural", "satisfaccion",
	"crochet", "pasteleria", "capacidades_personales", "replica")

func set(values ...string) map[string]bool {
	m := map[string]bool{}
	for _, v := range values {
		m[v] = true
	}
	return m
}

// adult reports whether somebody is of age on a day, or of unknown age. A year
// alone must give one answer for every birthday in it.
func adult(t *testing.T, birth, on string) bool {
	t.Helper()
	if birth == "" {
		return true
	}
	early, late := birth, birth
	if len(birth) == 4 {
		early, late = birth+"-01-01", birth+"-12-31"
	}
	a, b := completedYears(early, on) >= 18, completedYears(late, on) >= 18
	if a != b {
		t.Errorf("born %s, of age or not on %s: the year alone does not tell", birth, on)
	}
	return a
}

func completedYears(birth, on string) int {
	b, _ := time.Parse(time.DateOnly, birth)
	o, _ := time.Parse(time.DateOnly, on)
	years := o.Year() - b.Year()
	if o.Format("0102") < b.Format("0102") {
		years--
	}
	return years
}
