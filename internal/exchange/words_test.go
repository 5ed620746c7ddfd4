package exchange

import (
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/programme"
)

func spoken(t testing.TB) vocabulary {
	t.Helper()
	d, ok := programme.Shipped("alma-llanera")
	if !ok {
		t.Fatal("the programme is not shipped")
	}
	return vocabularyOf(d)
}

// Headings mean what offices mean by them.
func TestHeadingsMean(t *testing.T) {
	v := spoken(t)
	for heading, key := range map[string]string{
		"Apellidos y Nombres": "name", "NOMBRE COMPLETO": "name", "Nombres y apellidos": "name", "Ap. Paterno": "surnames#1", "Ap. Materno": "surnames#2",
		"Primer nombre": "given#1", "Segundo Nombre": "given#2", "First name": "given", "Last name": "surnames",
		"Nº Doc.": "document", "N° documento": "document", "Nro. de documento": "document", "DNI/CE/PTP": "document", "ID number": "document",
		"DNI": "document:DNI", "N° DNI": "document:DNI", "D.N.I.": "document:DNI", "Carné de extranjería": "document:CE", "C.E.": "document:CE",
		"Fec. Nac.": "birth", "F. Nacimiento": "birth", "Fecha_de_nacimiento": "birth", "Date of birth": "birth", "Edad": "age", "Edad (años)": "age",
		"Celular": "phone", "Cel.": "phone", "Teléfono de contacto": "phone", "Distrito": "district", "Provincia": "province", "Dpto.": "department",
		"Género": "sex", "País": "nationality", "Fecha de atención": "day", "Actividad": "activity", "Servicio brindado": "service",
		"Monto (S/)": "amount", "Importe": "amount", "Importe pagado": "amount", "Estado de pago": "state", "Status": "state", "Referencia": "line",
		"N° operación": "operation", "Motivo de rechazo": "reason", "Fecha de pago": "day", "Observaciones": leftOut, "N°": leftOut, "_id": leftOut,
		"_submission_time": leftOut, "3. Distrito:": "district", "1. Servicio\nbrindado": "service", "start": leftOut, "Fila": leftOut, "Qué hacer": leftOut, "datos/apellidos": "surnames", "grupo/persona/sexo": "sex",
		"etapas/madre": "life_stages", "Mujeres 0-11": "F 0", "Materia": "form:materia",
	} {
		m, known := v.of(heading)
		if !known || m.mappingKey() != key {
			t.Errorf("%q means %q, %v; want %q", heading, m.mappingKey(), known, key)
		}
	}
	for _, heading := range []string{"", "Color", "Tipo", "Lugar de nacimiento", "Nombre de la madre", "Nombre del padre", "Fecha de registro", "Tema"} {
		if m, known := v.of(heading); known {
			t.Errorf("%q means %q", heading, m.key)
		}
	}
}

// One slip in a long word is understood; a slip that could be two words is not.
func TestHeadingsWithASlip(t *testing.T) {
	v := spoken(t)
	for heading, key := range map[string]string{
		"Apelidos": "surnames", "Naconalidad": "nationality", "Teléfomo": "phone", "Sevricio": "service", "Numero de documeto": "document",
		"Apelldo paterno": "surnames",
	} {
		if m, ok := v.nearly(heading); !ok || m.key != key || !m.near {
			t.Errorf("%q: %+v, %v; want %q", heading, m, ok, key)
		}
	}
	for _, heading := range []string{"Sexa", "Edat", "Mes", "Fecha", "Nombre de la madre", "Lugares de nacimiento", "Apellid"} {
		if m, ok := v.nearly(heading); ok {
			t.Errorf("%q is taken for %q", heading, m.key)
		}
	}
}

// Nothing that a template or a synonym says is said twice with two meanings.
func TestNoHeadingHasTwoMeanings(t *testing.T) {
	seen := make(map[string]string)
	learn := func(key string, names []string) {
		for _, name := range names {
			plain := plainHeading(name)
			if before, twice := seen[plain]; twice && before != key {
				t.Errorf("%q is both %q and %q", name, before, key)
			}
			seen[plain] = key
		}
	}
	for key, names := range synonyms {
		learn(key, names)
	}
	for key, parts := range pieces {
		for i, names := range parts {
			learn(meaning{key: key, part: i + 1}.mappingKey(), names)
		}
	}
	for kind, names := range papers {
		learn(paperKey+kind, names)
	}
	learn(leftOut, unread)
}

func TestCrowds(t *testing.T) {
	for heading, want := range map[string]crowd{
		"Mujeres": {"F", 0, outreach.Oldest}, "Total mujeres": {"F", 0, outreach.Oldest}, "Hombres 18+": {"M", 18, outreach.Oldest},
		"Niñas": {"F", 0, 11}, "Adolescentes mujeres": {"F", 12, 17}, "0-17": {"", 0, 17}, "Mujeres de 30 a 59 años": {"F", 30, 59},
		"Menores de 18": {"", 0, 17}, "Mujeres menores de 18": {"F", 0, 17}, "60 y más": {"", 60, outreach.Oldest}, "18 a más": {"", 18, outreach.Oldest},
		"Women 18+": {"F", 18, outreach.Oldest}, "Hombres mayores de 60": {"M", 60, outreach.Oldest},
	} {
		if got, ok := crowdOf(heading); !ok || got != want {
			t.Errorf("%q counts %+v, %v; want %+v", heading, got, ok, want)
		}
		if again, ok := crowdOfKey(want.key()); !ok || again != want {
			t.Errorf("the key %q is of %+v", want.key(), again)
		}
		if again, ok := crowdOf(want.String()); !ok || again != want {
			t.Errorf("%q counts %+v", want, again)
		}
	}
	for _, heading := range []string{"", "Total", "Edad", "Mujeres y hombres", "Mujeres embarazadas", "2020-03-02", "Comité", "17-12"} {
		if got, ok := crowdOf(heading); ok {
			t.Errorf("%q counts %+v", heading, got)
		}
	}
}

// The heading of a session is completed from the month above it and from the
// titles; without a year there is no day.
func TestSessionsHaveDays(t *testing.T) {
	march := calendarOf([]string{"Hoja1", "Asistencia marzo 2020"})
	for _, h := range []struct {
		c          calendar
		group, own string
		want       trenza.Day
	}{
		{calendar{}, "", "2020-03-02", "2020-03-02"}, {calendar{}, "", "lunes 2 de marzo de 2020", "2020-03-02"},
		{calendar{}, "", "Sesión 1 (02/03/2020)", "2020-03-02"}, {calendar{}, "Marzo 2020", "2", "2020-03-02"},
		{march, "", "2", "2020-03-02"}, {march, "Abril", "5", "2020-04-05"}, {march, "", "02/03", "2020-03-02"}, {march, "", "2-mar", "2020-03-02"},
		{march, "", "Lun 2", "2020-03-02"}, {calendar{order: sheet.MonthFirst}, "", "03/17/2020", "2020-03-17"},
		{calendar{}, "", "2", ""}, {calendar{}, "Marzo", "2", ""}, {march, "", "32", ""}, {march, "", "Total", ""}, {march, "", "Edad", ""},
	} {
		if got, _ := h.c.day(heading{group: h.group, own: h.own}); got != h.want {
			t.Errorf("%q over %q is %q, want %q", h.group, h.own, got, h.want)
		}
	}
}
