package exchange_test

import (
	"fmt"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/exchange"
)

// ofAWorkshop draws a list of a workshop about a few women of two committees.
func ofAWorkshop(t *rapid.T) [][]string {
	shape := rapid.SampledFrom([]exchange.Shape{exchange.Attendance, exchange.Boards, exchange.Boards, exchange.Replicas, exchange.Products}).Draw(t, "shape")
	edits := make([]edit, rapid.IntRange(1, 4).Draw(t, "rows"))
	for i := range edits {
		edits[i] = edit{"Lugar": "140113"}
		switch shape {
		case exchange.Attendance:
			trained(t, edits[i])
		case exchange.Boards:
			seated(t, edits[i])
		case exchange.Replicas:
			multiplied(t, edits[i])
		default:
			baked(t, edits[i])
		}
	}
	return rowsOf(t, shape, edits...)
}

func drawn(t *rapid.T, name string, from ...string) string {
	return rapid.SampledFrom(from).Draw(t, name)
}

// woman draws one of the women, by name and paper.
func woman(t *rapid.T, e edit) {
	n := rapid.IntRange(0, 2).Draw(t, "who")
	e["Apellidos"], e["Nombres"] = []string{"Chero Puicón", "Díaz Soto", "Ruiz Paz"}[n], []string{"Rosa", "Luz", "Ana"}[n]
	e["Tipo de documento"], e["Número de documento"] = "DNI", fmt.Sprint(16734521+n)
	e["Fecha de nacimiento"], e["Teléfono"] = "", drawn(t, "phone", "", "987654321")
}

func trained(t *rapid.T, e edit) {
	woman(t, e)
	e["Servicio"], e["Comité"] = "crochet", drawn(t, "committee", "San José", "Las Flores")
	e["Nacionalidad"], e["Población"], e["Hogar"], e["Etapas de vida"] = "", "", "", ""
	e["2020-03-02"], e["2020-03-05"], e["2020-03-09"] = "P", drawn(t, "mark", "P", "F"), ""
}

func seated(t *rapid.T, e edit) {
	woman(t, e)
	e["Comité"], e["Cargo"] = drawn(t, "committee", "San José", "Las Flores"), drawn(t, "post", "Presidenta", "Representante", "Socia", "Tesorera")
	e["Desde"], e["Hasta"] = drawn(t, "since", "2019-01-15", "2019-03-01"), drawn(t, "until", "", "", "2019-12-31")
	e["Resolución de reconocimiento"], e["Reconocida desde"], e["Vigencia hasta"] = "", "", ""
	switch drawn(t, "recognition", "none", "old", "new", "part") {
	case "old":
		e["Resolución de reconocimiento"], e["Reconocida desde"], e["Vigencia hasta"] = "R.A. 045-2019", "2019-02-01", "2020-12-31"
	case "new":
		e["Resolución de reconocimiento"], e["Reconocida desde"], e["Vigencia hasta"] = "R.A. 011-2021", "2021-01-15", "2022-12-31"
	case "part":
		e["Resolución de reconocimiento"] = "R.A. 045-2019"
	}
}

func multiplied(t *rapid.T, e edit) {
	e["Tipo de documento"], e["Número de documento"] = "", ""
	e["Quién enseñó"] = drawn(t, "trainer", "Rosa Chero", "Luz Díaz Soto", "")
	e["Comité"], e["Fecha"] = drawn(t, "committee", "San José", "Las Flores"), drawn(t, "day", "2020-06-12", "2020-06-19")
	e["Temas tratados"], e["Por primera vez"] = drawn(t, "topic", "Cupcakes", "Puntos y muestras"), drawn(t, "first", "9", "5")
	e["Socias que asistieron"] = drawn(t, "known", "", "Ana Ruiz Paz; Luz Díaz", "Ana Ruiz (16734523)")
}

func baked(t *rapid.T, e edit) {
	e["Quién lo hizo"] = drawn(t, "maker", "Todas", "")
	e["Fecha"], e["Producto"] = drawn(t, "day", "2020-06-12", "2020-06-19"), drawn(t, "product", "Cupcake", "Enrollado")
	e["Unidades hechas"], e["Regalo"] = drawn(t, "units", "24", "30"), drawn(t, "gift", "2", "")
}
