package cast

import "github.com/trenza/trenza"

// Plan is something that is planned with women around whoever answers for it.
type Plan struct {
	Service string // "" for a plain reminder
	In      int    // days after the day of the demo, below zero for what is overdue
	Hour    string
	Place   trenza.Place
	First   int // the first of her women with whom it is planned
	Women   int // with how many: several at an hour are a session
	What    string
	Where   string
}

// plans are what is planned, by the login of whoever answers for it.
var plans = map[string][]Plan{
	"milagros.tumbes": {
		{Service: "informacion_proteccion", In: -2, Place: "240101", Women: 1, What: "llamarla otra vez"},
		{Service: "informacion_psicosocial", In: -1, Place: "240101", First: 2, Women: 1, What: "contarle del grupo del martes"},
		{Service: "orientacion_legal", Hour: "12:00", Place: "240101", First: 2, Women: 1, What: "pedir su cita en Migraciones"},
		{Place: "240101", First: 3, Women: 1, What: "Llevar los papeles del colegio"},
		{Service: "sociocultural", Hour: "16:00", Place: "240101", Women: 4, What: "tarde de integración", Where: "parque El Avión"},
		{Service: "orientacion_regularizacion", In: 2, Hour: "09:30", Place: "240101", First: 3, Women: 1},
	},
	"yajaira.promotora": {
		{Service: "informacion_vbg", In: -3, Place: "240101", First: 4, Women: 1, What: "volver a pasar: no estaba"},
		{Service: "orientacion_legal", Hour: "10:30", Place: "240101", Women: 1, What: "llevar el volante de Migraciones"},
		{Service: "informacion_proteccion", Place: "240101", First: 1, Women: 1, What: "pasar por su casa"},
		{In: 2, Place: "240101", First: 2, Women: 1, What: "Acompañarla a renovar su carné"},
		{Service: "orientacion_legal", In: 3, Hour: "16:00", Place: "240103", First: 3, Women: 1},
	},
	"luz.gestora": {
		{Service: "salud", In: -1, Hour: "15:00", Place: "240101", First: 2, Women: 1, What: "recoger sus análisis"},
		{Service: "salud", Hour: "09:00", Place: "240101", Women: 1, What: "control en el centro de salud"},
		{Service: "salud", In: 1, Hour: "11:30", Place: "240101", First: 1, Women: 1},
	},
	"martha.cursos": {
		{Service: "empleabilidad", Hour: "15:00", Place: "200101", Women: 14, Where: "casa comunal"},
		{Service: "empleabilidad", In: 2, Hour: "15:00", Place: "200101", Women: 14, Where: "casa comunal"},
	},
	"ines.psicologa": {
		{Service: "psicosocial_individual", In: -2, Hour: "10:00", Place: "150101", First: 2, Women: 1, What: "2.ª llamada"},
		{Service: "psicosocial_individual", Hour: "11:00", Place: "150101", Women: 1, What: "3.ª llamada"},
		{Service: "psicosocial_individual", In: 1, Hour: "09:30", Place: "150101", First: 1, Women: 1},
		{Service: "psicosocial_grupal", Hour: "17:00", Place: "150101", Women: 4, Where: "sala 2"},
	},
	"paola.legal": {
		{Service: "asistencia_legal", Hour: "12:00", Place: "240101", Women: 1, What: "pedir su cita en Migraciones"},
		{Service: "asistencia_legal", In: 4, Place: "240101", First: 1, Women: 1, What: "revisar su expediente"},
	},
}

// Plans returns what somebody who works with a programme has planned, by her login.
func Plans(login string) []Plan { return plans[login] }

// PaperIn is in how many days a paper expires of the first woman whom somebody
// accompanies.
const PaperIn = 12
