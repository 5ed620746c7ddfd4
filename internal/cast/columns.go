package cast

import "slices"

// personColumns are the columns that tell who a row is about, in the order of
// the templates.
var personColumns = []string{
	"Apellidos", "Nombres", "Sexo", "Fecha de nacimiento", "Nacionalidad", "Población",
	"Tipo de documento", "Número de documento", "Teléfono", "Hogar", "Parentesco", "Etapas de vida", "Comité",
}

// difficulties are the six questions of the Washington Group short set.
var difficulties = []string{"Ver", "Oír", "Caminar", "Recordar", "Cuidarse", "Comunicarse"}

// around puts the person columns between those of a list's shape.
func around(before, after []string) []string {
	return slices.Concat(before, personColumns, after)
}

func attentionHeader() []string {
	return around([]string{"Servicio", "Fecha", "Lugar"}, difficulties)
}

func attendanceHeader(days []string) []string {
	return around([]string{"Servicio", "Lugar"}, days)
}

func paymentHeader() []string {
	return around([]string{"Servicio", "Fecha de pago", "Lugar"}, []string{"Línea", "Tramo", "Monto", "Medio", "Estado"})
}

func surveyHeader() []string {
	return around([]string{"Servicio", "Fecha", "Lugar"}, []string{"Respondió", "Atención a usted", "Atención a su familia"})
}

func headcountHeader() []string {
	header := []string{"Servicio", "Actividad", "Fecha", "Lugar", "Método", "Total"}
	for _, sex := range []string{"Mujeres", "Hombres", "Otras"} {
		for _, band := range []string{"0-11", "12-17", "18-29", "30-59", "60 y más"} {
			header = append(header, sex+" "+band)
		}
	}
	return append(header, "En destino", "En tránsito", "Pendular", "Acogida", "Retornada")
}
