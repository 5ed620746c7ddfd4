package exchange_test

import (
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// A row of a place where whoever hands the list in does not work is refused by a
// sentence that names the service, the place and her role; the others come in.
func TestARowOfAnotherPlaceIsNamed(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	list := cast.List{Name: "información.csv", Sheets: []cast.Sheet{{Name: "Información", Rows: [][]string{
		{"Servicio", "Fecha", "Lugar", "Apellidos", "Nombres", "Sexo", "Tipo de documento", "Número de documento"},
		{"informacion_vbg", "2020-03-02", "150101", "Mendoza Rangel", "Yorgelis", "F", "CPP", "001234567"},
		{"informacion_vbg", "2020-03-02", "130101", "Peña Soto", "Marbelys", "F", "CPP", "001234568"},
	}}}}
	w.Actor = trenza.Actor{Organisation: w.Actor.Organisation, Account: "felipa", Grants: []trenza.Grant{
		{Role: trenza.RoleRegistrar, Programme: "alma-llanera", Place: "15", From: "2020-01-01"},
	}}
	account := w.ImportLists("alma-llanera", t.TempDir(), list)[0]
	refused := account.Sheets[0].Refusals
	if total := account.Total(); total.New != 1 || total.Rejected != 1 || len(refused) != 1 {
		t.Fatalf("%+v: %v", total, refused)
	}
	for lang, want := range map[string]string{
		"es": "Pídelo a quien registra Información sobre violencia de género en Trujillo: tu función (Registradora) no llega ahí.",
		"en": "Ask whoever records Information on gender-based violence in Trujillo: your role (Registrar) does not reach there.",
	} {
		if got := locale.For(lang).Error(refused[0].Err); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
	if todo := exchange.Remedy(refused[0].Err); todo != "exchange.todo_elsewhere" {
		t.Error(todo)
	}
}
