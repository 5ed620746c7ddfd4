package sheet_test

import (
	"reflect"
	"testing"

	"github.com/trenza/trenza/internal/exchange/sheet"
)

func TestMatchFindsColumnsAsPeopleNameThem(t *testing.T) {
	columns := []sheet.Column{
		{Key: "surnames", Names: []string{"Apellidos", "Surnames"}},
		{Key: "born", Names: []string{"Fecha de nacimiento"}},
		{Key: "phone", Names: []string{"Teléfono"}},
	}
	header := []string{"  FECHA_DE_NACIMIENTO ", "", "apellidos", "2020-03-02", "Surnames", "Observación"}
	found, unknown, repeated := sheet.Match(header, columns)
	if want := map[string]int{"born": 0, "surnames": 2}; !reflect.DeepEqual(found, want) {
		t.Errorf("found %v", found)
	}
	if want := []string{"2020-03-02", "Observación"}; !reflect.DeepEqual(unknown, want) {
		t.Errorf("unknown %q", unknown)
	}
	if want := []string{"Surnames"}; !reflect.DeepEqual(repeated, want) {
		t.Errorf("repeated %q", repeated)
	}
}

func TestDateColumns(t *testing.T) {
	header := []string{"Nombres", "2020-03-02", "", "09/03/2020", "43906", "2020-02-30", "2020"}
	want := []sheet.DateColumn{{Index: 1, Day: "2020-03-02"}, {Index: 3, Day: "2020-03-09"}, {Index: 4, Day: "2020-03-16"}}
	if got := sheet.DateColumns(header); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
}
