package directory

import (
	"testing"

	"github.com/trenza/trenza/internal/locale"
)

func TestCheckPlaceAgrees(t *testing.T) {
	tests := []struct{ code, name string }{
		{"140113", "Reque"},
		{"140113", " REQUE "},
		{"140113", "Reque, Chiclayo, Lambayeque"},
		{"140113", "Lambayeque / Chiclayo / Reque"},
		{"140113", ""},
		{"70101", "Callao"},
		{"0701", "Callao"},
		{"7", "Callao"},
		{"1501", "Lima Metropolitana"},
		{"140100", "Chiclayo"},
		{"200104", "Castilla"}, // the code says which of the two
		{"01", "Amazonas"},     // the same in both numberings
	}
	for _, test := range tests {
		if err := CheckPlace(test.code, test.name); err != nil {
			t.Errorf("CheckPlace(%q, %q) = %v, want nil", test.code, test.name, err)
		}
	}
}

func TestCheckPlaceSaysWhatIsWrong(t *testing.T) {
	tests := []struct{ code, name, want string }{
		{"140112", "Reque", "140112 es Pimentel; Reque es 140113."},
		{"140101", "Tumbes", "140101 es Chiclayo; Tumbes es 240101."}, // a district, as the code is
		{"14", "Chiclayo", "14 es Lambayeque; Chiclayo es 1401."},
		{"200104", "Castilla, Arequipa", "200104 es Castilla, Piura, Piura; Castilla, Arequipa es 0404."},
		{"130111", "Reque", "Usa el código INEI: 130111 es el código RENIEC de Reque; " +
			"en el INEI, Reque es 140113 y 130111 es Víctor Larco Herrera."},
		{"130101", "chiclayo", "Usa el código INEI: 130101 es el código RENIEC de Chiclayo; " +
			"en el INEI, Chiclayo es 140101 y 130101 es Trujillo."},
		{"140101", "Lima", "Usa el código INEI: 140101 es el código RENIEC de Lima; " +
			"en el INEI, Lima es 150101 y 140101 es Chiclayo."},
		{"240101", "Callao", "Usa el código INEI: 240101 es el código RENIEC de Callao; " +
			"en el INEI, Callao es 070101 y 240101 es Tumbes."},
		{"230304", "Aguas Verdes", "Usa el código INEI: 230304 es el código RENIEC de Aguas Verdes; " +
			"en el INEI, Aguas Verdes es 240302."},
		{"140137", "", "Usa el código INEI: 140137 es el código RENIEC de San Juan de Lurigancho; " +
			"en el INEI, San Juan de Lurigancho es 150132."},
		{"140113", "Macondo", "Revisa el nombre del lugar: 140113 es Reque y no hay ninguno llamado «Macondo»."},
		{"130111", "Macondo", "Revisa el nombre del lugar: 130111 es Víctor Larco Herrera y no hay ninguno llamado «Macondo»."},
		{"14", "Castilla", "14 es Lambayeque; «Castilla» puede ser: 0404 Castilla, Arequipa; 200104 Castilla, Piura, Piura."},
		{"999999", "Reque", "Cambia el código de lugar: 999999 no está en la lista del INEI; Reque es 140113."},
		{"999999", "", "Revisa el código de lugar: 999999 no está en la lista del INEI. " +
			"Si no sabes el código, escribe el nombre."},
		{"Reque", "Castilla", "Revisa el código de lugar: Reque no está en la lista del INEI. " +
			"Si no sabes el código, escribe el nombre."},
		{"", "Reque", "Escribe el lugar: su código INEI (140113) o su nombre (Reque)."},
	}
	for _, test := range tests {
		err := CheckPlace(test.code, test.name)
		if err == nil {
			t.Errorf("CheckPlace(%q, %q) = nil, want a problem", test.code, test.name)
			continue
		}
		if got := locale.For(locale.Spanish).Error(err); got != test.want {
			t.Errorf("CheckPlace(%q, %q) says\n%s, want\n%s", test.code, test.name, got, test.want)
		}
		checkProblem(t, err)
	}
}
