package exchange

import (
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
)

// Shape is what a list has a row for.
type Shape string

// The shapes. The last three are lists of a workshop, which only a programme that has
// committees, products or replicas keeps.
const (
	Attentions Shape = "atenciones" // one service to one person on a day
	Attendance Shape = "asistencia" // one person in a course, a column per date
	Payments   Shape = "pagos"      // one operation of a payment list
	Headcounts Shape = "conteos"    // one activity at which heads were counted
	Survey     Shape = "encuesta"   // one person's answers
	Boards     Shape = "directivas" // one seat of one person in a committee
	Products   Shape = "productos"  // one batch of a product and what became of it
	Replicas   Shape = "replicas"   // one occasion on which somebody taught on what she learnt
)

// Shapes lists the shapes.
func Shapes() []Shape {
	return []Shape{Attentions, Attendance, Payments, Headcounts, Survey, Boards, Products, Replicas}
}

// countsHeads reports whether rows of the shape count people by sex and age.
func (s Shape) countsHeads() bool { return s == Headcounts || s == Replicas }

// ShapesOf lists the shapes that a programme may have lists of.
func ShapesOf(d *programme.Definition) []Shape {
	return slices.DeleteFunc(Shapes(), func(s Shape) bool {
		switch s {
		case Boards:
			return d.Committees == nil
		case Products:
			return len(d.Products) == 0
		case Replicas:
			return d.Replication == nil
		}
		return false
	})
}

// ofWorkshop reports whether a list of the shape is kept by the rooms of a workshop: its
// rows name no service.
func (s Shape) ofWorkshop() bool { return s == Boards || s == Products || s == Replicas }

// ParseShape returns the shape of that name.
func ParseShape(name string) (Shape, error) {
	if s := Shape(sheet.Fold(name)); slices.Contains(Shapes(), s) {
		return s, nil
	}
	return "", trenza.Refuse("exchange.shape_unknown_name", name, shapeNames())
}

func shapeNames() []string { return namesOf(Shapes()) }

func namesOf(shapes []Shape) []string {
	var names []string
	for _, s := range shapes {
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

// ofBoards are the columns of a person that the list of a board has.
var ofBoards = map[string]bool{
	"surnames": true, "given": true, "sex": true, "birth": true, "document_type": true, "document": true, "phone": true,
}

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
	Boards: {
		columns: slices.Concat([]sheet.Column{
			column("committee", "Comité"), column("kind", "Tipo de organización"), place, column("post", "Cargo"),
		}, slices.DeleteFunc(slices.Clone(personColumns), func(c sheet.Column) bool { return !ofBoards[c.Key] }), []sheet.Column{
			column("since", "Desde"), column("until", "Hasta"), column("resolution", "Resolución de reconocimiento"),
			column("recognised", "Reconocida desde"), column("recognised_until", "Vigencia hasta"),
		}),
		optional: []sheet.Column{column("term", "Periodo")},
		needs:    []string{"committee", "place", "post"},
	},
	Products: {
		columns: []sheet.Column{
			day, column("cohort", "Grupo del taller"), place, column("product", "Producto"), column("units", "Unidades hechas"),
			column("hours", "Horas"), column("material", "Costo de material"), column("price", "Precio"), column("sold", "Vendidos"),
			column("income", "Monto vendido"), column("own_use", "Uso propio"), column("gift", "Regalo"), column("maker", "Quién lo hizo"),
		},
		needs: []string{"day", "product", "units"},
	},
	Replicas: {
		columns: slices.Concat([]sheet.Column{
			day, column("committee", "Comité"), place, column("trainer", "Quién enseñó"), column("document_type", "Tipo de documento"),
			column("document", "Número de documento"), column("topics", "Temas tratados"), column("hours", "Horas"), column("total", "Total"),
			column("first_time", "Por primera vez"), column("known", "Socias que asistieron"),
		}, headColumns),
		optional: []sheet.Column{column("kind", "Tipo de organización")},
		needs:    []string{"day", "committee", "place", "topics", "first_time"},
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
