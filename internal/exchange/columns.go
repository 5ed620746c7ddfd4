package exchange

import (
	"maps"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
)

// spokenColumns are columns that lists have and templates do not, by the names
// that a mapping calls them.
var spokenColumns = []sheet.Column{
	column("name", "Apellidos y nombres"),
	column("surnames#1", "Apellido paterno"),
	column("surnames#2", "Apellido materno"),
	column("surnames#3", "Apellido de casada"),
	column("given#1", "Primer nombre"),
	column("given#2", "Segundo nombre"),
	column("birth#1", "Día de nacimiento"),
	column("birth#2", "Mes de nacimiento"),
	column("birth#3", "Año de nacimiento"),
	column("day#1", "Día de atención"),
	column("day#2", "Mes de atención"),
	column("day#3", "Año de atención"),
	column("age", "Edad"),
	column("district", "Distrito"),
	column("province", "Provincia"),
	column("department", "Departamento"),
	column("came", "Asistió"),
	column("operation", "Número de operación"),
	column("reason", "Motivo de rechazo"),
	column(stackKey, "Grupo"),
	column(leftOut, "No leer"),
}

// besides are the keys that a list of each shape may have beyond its layout.
var besides = map[Shape][]string{
	Attentions: {"name", "age", "district", "province", "department", "came"},
	Attendance: {"name", "age", "district", "province", "department", "came", "day"},
	Payments:   {"name", "age", "district", "province", "department", "operation", "reason"},
	Headcounts: {"district", "province", "department", stackKey},
	Survey:     {"name", "age", "district", "province", "department"},
	Boards:     {"name", "age", "district", "province", "department", "nationality"},
	Products:   {"name", "document_type", "document", "district", "province", "department"},
	Replicas:   {"name", "district", "province", "department"},
}

// keys are the keys that a list of the shape may have.
func (s Shape) keys(d *programme.Definition) map[string]bool {
	keys := make(map[string]bool)
	for _, c := range layouts[s].all(s, d) {
		keys[c.Key] = true
	}
	for _, key := range besides[s] {
		keys[key] = true
	}
	if s != Headcounts {
		for kind := range papers {
			keys[paperKey+kind] = true
		}
	}
	return keys
}

// nameOf is what people call the column of a key: the heading of the template
// where there is one.
func nameOf(key string) string {
	if name, ok := columnNames[key]; ok {
		return name
	}
	if kind, ok := strings.CutPrefix(key, paperKey); ok {
		return kind
	}
	if c, ok := crowdOfKey(key); ok {
		return c.String()
	}
	return strings.TrimPrefix(key, formKey)
}

// columnNames are the names of the columns, by key.
var columnNames = namesOfColumns()

func namesOfColumns() map[string]string {
	names := make(map[string]string)
	for _, c := range spokenColumns {
		names[c.Key] = c.Names[0]
	}
	for _, shape := range slices.Backward(Shapes()) {
		l := layouts[shape]
		for _, c := range slices.Concat(l.columns, l.optional) {
			names[c.Key] = c.Names[0]
		}
	}
	return names
}

// keyNamed returns the key of the column that a mapping calls by a name: that
// of a template, of a form's question, of a kind of document, or of a crowd.
func keyNamed(name string, d *programme.Definition) (string, error) {
	folded := sheet.Fold(name)
	for _, key := range slices.Sorted(maps.Keys(columnNames)) {
		if sheet.Fold(columnNames[key]) == folded || key == folded {
			return key, nil
		}
	}
	if d != nil {
		for _, c := range formColumns(d) {
			if slices.ContainsFunc(c.Names, func(n string) bool { return sheet.Fold(n) == folded }) {
				return c.Key, nil
			}
		}
	}
	if kind := strings.ToUpper(folded); papers[kind] != nil {
		return paperKey + kind, nil
	}
	if c, ok := crowdOf(name); ok {
		return c.key(), nil
	}
	if m, ok := vocabularyOf(d).of(name); ok {
		return m.mappingKey(), nil
	}
	return "", trenza.Refuse("exchange.map_column_unknown", name)
}

// mappingKey is the key under which a mapping keeps a meaning.
func (m meaning) mappingKey() string {
	if m.part > 0 {
		return m.key + partMark + string(rune('0'+m.part))
	}
	return m.key
}
