package exchange_test

import (
	"slices"
	"testing"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// The same file twice adds nothing, not even an entry of the journal.
func TestTheSameFileTwiceAddsNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		bono, _ := cast.Small()
		path := worldtest.WriteList(w, t.TempDir(), bono)
		first := w.Import(alma, path)
		want(t, first.Sheets[0], 10, 0, 1, 1)
		position := w.Position()
		again := w.Import(alma, path)
		want(t, again.Sheets[0], 0, 11, 0, 1)
		if w.Position() != position || first.Code == "" || again.Code != "" {
			t.Errorf("position %d, then %d; codes %q and %q", position, w.Position(), first.Code, again.Code)
		}
	})
}

// The same rows in another file are the same rows: with the columns in another
// order, days and amounts written anew, zeros lost, and another one besides.
func TestTheSameRowsInAnotherFileAreKnown(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		for _, shape := range shapesOf(alma) {
			other, third := edit{}, edit{}
			if shape == exchange.Payments {
				other["Línea"], third["Línea"] = "L-0002", "L-0003" // where a line was paid does not make it another
			}
			there := rowsOf(t, shape, edit{"Lugar": "070101"}, with(other, edit{"Lugar": "150101"}))
			want(t, taken(t, w, alma, "antes.xlsx", there), 2, 0, 0, 0)

			anew := rowsOf(t, shape, edit{"Lugar": "70101"}, with(other, edit{"Lugar": "Lima, Lima, Lima"}), with(third, edit{"Lugar": "240101"}))
			rewrite(anew, map[string]string{
				"2020-03-02": "02/03/2020", "2020-03-05": "5.3.2020", "2020-03-09": "43899", "500.00": "S/ 500", "0": "",
			})
			for _, row := range anew {
				slices.Reverse(row)
			}
			want(t, taken(t, w, alma, "después.csv", anew), 1, 2, 0, 0)
		}
		w.Sound()
	})
}

// rewrite writes some cells otherwise, those of the header included.
func rewrite(list [][]string, otherwise map[string]string) {
	for _, row := range list {
		for i, cell := range row {
			if anew, ok := otherwise[cell]; ok {
				row[i] = anew
			}
		}
	}
}

// Rows that differ in anything are two, and a row twice in one file is one.
func TestAlikeIsNotTheSame(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		list := rowsOf(t, exchange.Attentions,
			edit{}, edit{}, edit{"Fecha": "2020-03-03"}, edit{"Servicio": "salud"}, edit{"Materia": "laboral"}, edit{"Lugar": "130102"})
		want(t, taken(t, w, alma, "lista.csv", list), 4, 1, 1, 0) // the same visit with other answers waits
		if values := w.Values(alma); values["legal"] != 1 || values["salud"] != 1 || values["personas"] != 1 {
			t.Errorf("one woman, five rows: %v", values)
		}
	})
}

// What was rejected comes in when the file has been mended, and the rest of it
// is known by then.
func TestAMendedFileBringsWhatWasMissing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		list := rowsOf(t, exchange.Payments, edit{}, edit{"Tramo": "2", "Fecha de pago": "2020-04-31"})
		want(t, taken(t, w, alma, "bono.csv", list), 1, 0, 0, 1)
		mended := rowsOf(t, exchange.Payments, edit{}, edit{"Tramo": "2", "Fecha de pago": "2020-04-30"})
		want(t, taken(t, w, alma, "bono.csv", mended), 1, 1, 0, 0)
	})
}

// Two answers without a name may well be alike. They are two people in one
// file, and no more when it comes again.
func TestNamelessAnswersThatAreAlike(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		list := rowsOf(t, exchange.Survey, slices.Repeat([]edit{nameless}, 3)...)
		for i, accepted := range []int{3, 0} {
			want(t, taken(t, w, alma, "encuesta.csv", list), accepted, 3*i, 0, 0)
		}
		if people := len(w.Roots()); people != 0 {
			t.Errorf("%d people were made of answers without a name", people)
		}
		satisfied := figure(w, alma, "satisfechas")
		if satisfied.Value != 0 || satisfied.Beside[0].Declared != 3 || satisfied.Beside[1].Declared != 3 {
			t.Errorf("%+v", satisfied)
		}
		w.Sound()
	})
}

// nameless leaves out whatever says who came.
var nameless = edit{
	"Apellidos": "", "Nombres": "", "Sexo": "", "Fecha de nacimiento": "", "Tipo de documento": "", "Número de documento": "",
	"Teléfono": "", "Hogar": "", "Parentesco": "", "Etapas de vida": "", "Nacionalidad": "", "Población": "",
}

// Two programmes of one organisation share its people and no figure.
func TestProgrammesDoNotTouchEachOther(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma, reque)
		bono, crochet := cast.Small()
		w.ImportLists(alma, t.TempDir(), bono)
		before := w.Values(alma)
		w.ImportLists(reque, t.TempDir(), crochet)
		if after := w.Values(alma); before["personas"] != 7 || after["personas"] != 7 || after["bono"] != 7 {
			t.Errorf("Alma Llanera had %v and has %v", before, after)
		}
		if values := w.Values(reque); values["representantes"] != 24 || values["comites"] != 24 || values["personas"] != 24 {
			t.Errorf("Reque has %v", values)
		}
		for program, list := range map[string]cast.List{reque: bono, alma: crochet} {
			total := w.ImportLists(program, t.TempDir(), list)[0].Total()
			want(t, total, 0, 0, 0, total.Read)
			for _, r := range total.Refusals {
				refused(t, r, "exchange.service_unknown")
			}
		}
		w.Sound()
	})
}

// The same file means another thing behind another wall.
func TestAListIsNewBehindAnotherWall(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		bono, _ := cast.Small()
		path := worldtest.WriteList(w, t.TempDir(), bono)
		for _, organisation := range []string{"una", "otra"} {
			in := w.In(t, organisation, alma)
			want(t, in.Import(alma, path).Sheets[0], 10, 0, 1, 1)
			if values := in.Values(alma); values["bono"] != 7 {
				t.Errorf("%s: %v", organisation, values)
			}
		}
	})
}

// A sheet that grows every week adds the new week's marks and nothing else.
func TestASheetThatGrowsAddsItsNewMarks(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		whole := rowsOf(t, exchange.Attendance, edit{})
		for weeks, recorded := range []int{2, 3, 3} {
			list := make([][]string, len(whole))
			for i, row := range whole {
				list[i] = row[:len(row)-3+min(weeks+2, 3)]
			}
			w.Import(alma, worldtest.WriteList(t, t.TempDir(), cast.List{Name: "hoja.csv", Sheets: []cast.Sheet{{Rows: list}}}))
			var marks int
			w.Read(func(r store.Reader) error {
				return attention.Each(w.Context, r, w.Actor.Organisation, func(attention.Attention) error {
					marks++
					return nil
				})
			})
			if marks != recorded {
				t.Errorf("after week %d there are %d marks, want %d", weeks, marks, recorded)
			}
		}
		w.Sound()
	})
}
