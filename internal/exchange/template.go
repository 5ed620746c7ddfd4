package exchange

import (
	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
)

// Template writes an empty list of a shape: the header that the importer
// reads, and one invented row that shows how each cell is written.
func Template(w sheet.Writer, shape Shape) error {
	if err := w.Sheet(string(shape)); err != nil {
		return err
	}
	header := []any{}
	for _, c := range layouts[shape].columns {
		header = append(header, c.Names[0])
	}
	example := []any{}
	for _, c := range layouts[shape].columns {
		example = append(example, exampleOf(shape, c.Key))
	}
	if shape == Attendance {
		header = append(header, "2020-03-02", "2020-03-05", "2020-03-09")
		example = append(example, "P", "T", "F")
	}
	if err := w.Row(header...); err != nil {
		return err
	}
	return w.Row(example...)
}

// The example row says that it is one, and is refused as long as it does: left
// in a list, it would be counted.
const (
	exampleSurnames = "Ejemplo Rojas"
	exampleActivity = "Ejemplo: feria informativa"
	exampleKnown    = "Ana Luisa Ejemplo Rojas"
)

// example reports whether the row is the one that Template wrote.
func (r reader) example() bool {
	return r.text("surnames") == exampleSurnames || r.text("activity") == exampleActivity ||
		r.text("maker") == exampleKnown || r.text("trainer") == exampleKnown
}

// examples show how a cell is written. The person is invented.
var examples = map[string]string{
	"day": "2020-03-02", "place": "130101", "surnames": exampleSurnames, "given": "Ana Luisa", "sex": "F", "birth": "1990-05-17",
	"nationality": "VEN", "population": "in_destination", "document_type": "CPP", "document": "001234567", "phone": "900000001",
	"household": "H-001", "kinship": "jefa", "life_stages": "madre;jefa_de_hogar", "line": "L-0001", "leg": "1",
	"mechanism": "billetera", "state": "cobrado", "activity": exampleActivity, "method": "counted", "answered": "sí",
	"herself": "5", "family": "4", "committee": "",
}

var exampleServices = map[Shape]string{
	Attentions: "asistencia_legal", Attendance: "empleabilidad", Payments: "bono",
	Headcounts: "informacion_vbg", Survey: "satisfaccion",
}

// examplesOfWorkshop show how a cell of a list of a workshop is written, where it is not
// as elsewhere.
var examplesOfWorkshop = map[string]any{
	"day": "2019-06-12", "place": "140113", "committee": "San José", "kind": "Comité de Vaso de Leche", "post": "Presidenta", "document_type": "DNI",
	"document": "40000001", "since": "2019-01-15", "until": "", "resolution": "R.A. 045-2019-MDR/A", "recognised": "2019-02-01", "recognised_until": "2020-12-31",
	"cohort": "", "product": "Cupcake", "units": 24, "hours": "3:30", "material": trenza.Money(3600), "price": trenza.Money(300), "sold": 18,
	"income": trenza.Money(5400), "own_use": 4, "gift": 2, "maker": exampleKnown, "trainer": exampleKnown, "topics": "Cupcakes; Higiene, costo y precio",
	"total": 14, "first_time": 9, "known": "Rosa Chero Puicón; Luz Díaz Soto", "F 18": 14,
}

// exampleOf returns the example for a cell of a shape. The heads of the example
// add up.
func exampleOf(shape Shape, key string) any {
	if example, ours := examplesOfWorkshop[key]; ours && shape.ofWorkshop() {
		return example
	}
	switch {
	case key == "service":
		return exampleServices[shape]
	case key == "amount":
		return trenza.Money(50000)
	case key == "total":
		return 12
	case key == "F 18":
		return 7
	case key == "M 18":
		return 5
	case key == "in_destination":
		return 12
	case shape.countsHeads() && examples[key] == "":
		return 0
	}
	return examples[key]
}
