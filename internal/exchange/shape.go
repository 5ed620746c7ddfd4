package exchange

import (
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
)

// Shape is what a list has a row for.
type Shape string

// The five shapes.
const (
	Attentions Shape = "atenciones" // one service to one person on a day
	Attendance Shape = "asistencia" // one person in a course, a column per date
	Payments   Shape = "pagos"      // one operation of a payment list
	Headcounts Shape = "conteos"    // one activity at which heads were counted
	Survey     Shape = "encuesta"   // one person's answers
)

// Shapes lists the five shapes.
func Shapes() []Shape { return []Shape{Attentions, Attendance, Payments, Headcounts, Survey} }

// ParseShape returns the shape of that name.
func ParseShape(name string) (Shape, error) {
	if s := Shape(sheet.Fold(name)); slices.Contains(Shapes(), s) {
		return s, nil
	}
	return "", trenza.Refuse("exchange.shape_unknown_name", name, shapeNames())
}

func shapeNames() []string {
	var names []string
	for _, s := range Shapes() {
		names = append(names, string(s))
	}
	return names
}

// column makes a column whose key is its first name folded by hand.
func column(key string, names ...string) sheet.Column {
	return sheet.Column{Key: key, Names: append(names, key)}
}

// personColumns say who came, in the order of the templates.
var personColumns = []sheet.Column{
	column("surnames", "Apellidos"),
	column("given", "Nombres"),
	column("sex", "Sexo"),
	column("birth", "Fecha de nacimiento"),
	column("nationality", "Nacionalidad"),
	column("population", "Población"),
	column("document_type", "Tipo de documento"),
	column("document", "Número de documento"),
	column("phone", "Teléfono"),
	column("household", "Hogar"),
	column("kinship", "Parentesco"),
	column("life_stages", "Etapas de vida"),
	column("committee", "Comité"),
}

// functioningColumns are the Washington Group Short Set, optional.
var functioningColumns = []sheet.Column{
	column("seeing", "Ver"),
	column("hearing", "Oír"),
	column("walking", "Caminar"),
	column("remembering", "Recordar"),
	column("self_care", "Cuidarse"),
	column("communicating", "Comunicarse"),
}

var (
	service = column("service", "Servicio")
	day     = column("day", "Fecha")
	place   = column("place", "Lugar")
)

// layout is what a shape's list looks like.
type layout struct {
	columns  []sheet.Column // those of the template, in its order
	optional []sheet.Column // understood, not in the template
	needs    []string       // keys of which every row must say something
	mode     []programme.Mode
}

var layouts = map[Shape]layout{
	Attentions: {
		columns:  slices.Concat([]sheet.Column{service, day, place}, personColumns),
		optional: append(slices.Clone(functioningColumns), column("counted_at", "Contada en")),
		needs:    []string{"service", "day", "place"},
		mode:     []programme.Mode{programme.Individual, programme.Group},
	},
	Attendance: {
		columns:  slices.Concat([]sheet.Column{service, place}, personColumns),
		optional: functioningColumns,
		needs:    []string{"service", "place"},
		mode:     []programme.Mode{programme.Group},
	},
	Payments: {
		columns: slices.Concat([]sheet.Column{service, column("day", "Fecha de pago", "Fecha"), place}, personColumns, []sheet.Column{
			column("line", "Línea"), column("leg", "Tramo"), column("amount", "Monto"), column("mechanism", "Medio"), column("state", "Estado"),
		}),
		needs: []string{"service", "day", "place", "line", "amount", "state"},
		mode:  []programme.Mode{programme.Payment},
	},
	Headcounts: {
		columns: slices.Concat(
			[]sheet.Column{service, column("activity", "Actividad"), day, place, column("method", "Método"), column("total", "Total")},
			headColumns, populationColumns),
		needs: []string{"service", "activity", "day", "place", "method"},
		mode:  []programme.Mode{programme.Headcount},
	},
	Survey: {
		columns: slices.Concat([]sheet.Column{service, day, place}, personColumns, []sheet.Column{
			column("answered", "Respondió"), column("herself", "Atención a usted"), column("family", "Atención a su familia"),
		}),
		needs: []string{"service", "day", "place"},
		mode:  []programme.Mode{programme.Survey},
	},
}

// all are the columns that a list of the shape may have. Where a row is an
// attention, the questions of the services' forms are columns too.
func (l layout) all(shape Shape, d *programme.Definition) []sheet.Column {
	columns := slices.Concat(l.columns, l.optional)
	if shape == Attentions {
		columns = append(columns, formColumns(d)...)
	}
	return columns
}

// formKey marks the columns that are questions of a service's form.
const formKey = "form:"

func formColumns(d *programme.Definition) []sheet.Column {
	var columns []sheet.Column
	for _, s := range d.Services {
		for _, f := range s.Fields {
			columns = append(columns, sheet.Column{Key: formKey + f.ID, Names: []string{f.ID, f.Title.ES, f.Title.EN}})
		}
	}
	return columns
}
