package exchange_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
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

// The models of a workshop are understood as they are, and their examples refused.
func TestTheModelsOfAWorkshop(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), reque)
	for _, shape := range []exchange.Shape{exchange.Boards, exchange.Products, exchange.Replicas} {
		path := filepath.Join(t.TempDir(), "modelo.xlsx")
		writeTemplate(t, path, shape)
		got := w.Import(reque, path).Sheets[0]
		if got.Shape != shape || len(got.Ignored) > 0 {
			t.Errorf("%s: taken for %q, ignoring %q", shape, got.Shape, got.Ignored)
		}
		want(t, got, 0, 0, 0, 1)
		refused(t, got.Refusals[0], "exchange.example_row")
	}
	filled := rowsOf(t, exchange.Boards, edit{"Apellidos": "Chero Puicón"})
	want(t, taken(t, w, reque, "directivas.csv", filled), 1, 0, 0, 0)
	filled = rowsOf(t, exchange.Products, edit{"Quién lo hizo": "Todas"})
	want(t, taken(t, w, reque, "productos.csv", filled), 1, 0, 0, 0)
	if people := len(w.Roots()); people != 1 {
		t.Errorf("%d people: one sits on a board", people)
	}
}

// A later list renews a recognition, an older one does not bring it back, and another
// number for the same days is nobody's to choose. Lists are taken back in any order
// that leaves what others say.
func TestARecognitionIsRenewedByLists(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, reque)
		board := func(name, number, from, until, post string) exchange.Account {
			rows := rowsOf(t, exchange.Boards, edit{
				"Apellidos": "Chero Puicón", "Cargo": post, "Resolución de reconocimiento": number, "Reconocida desde": from, "Vigencia hasta": until,
			})
			return w.ImportLists(reque, t.TempDir(), listOf(name, rows))[0]
		}
		known := func() (n collective.Recognition) {
			w.Read(func(r store.Reader) error {
				all, err := collective.Committees(w.Context, r, w.Vault, w.Actor.Organisation)
				n = all[0].Recognition
				return err
			})
			return n
		}
		first := board("2019.csv", "R.A. 045-2019", "2019-02-01", "2020-12-31", "Presidenta")
		want(t, first.Sheets[0], 1, 0, 0, 0)
		renewed := board("2021.csv", "R.A. 011-2021", "2021-01-15", "2022-12-31", "Presidenta")
		want(t, renewed.Sheets[0], 1, 0, 0, 0)
		older := board("copia.csv", "R.A. 045-2019", "2019-02-01", "2020-12-31", "Socia")
		want(t, older.Sheets[0], 1, 0, 0, 0)
		other := board("otra.csv", "R.A. 012-2021", "2021-01-15", "2022-12-31", "Socia")
		want(t, other.Sheets[0], 0, 0, 0, 1)
		refused(t, other.Sheets[0].Refusals[0], "collective.recognition_differs")
		if n := known(); n.Resolution != "R.A. 011-2021" || n.Until != "2022-12-31" {
			t.Errorf("recognised %+v", n)
		}
		if _, err := exchange.Undo(w.Context, w.Journal, w.Actor, renewed.Code); trenza.KindOf(err) != trenza.Conflict {
			t.Errorf("the copy rests on the renewal: %v", err)
		}
		for _, code := range []string{older.Code, renewed.Code} {
			if _, err := exchange.Undo(w.Context, w.Journal, w.Actor, code); err != nil {
				t.Fatal(err)
			}
		}
		if n := known(); n.Resolution != "R.A. 045-2019" {
			t.Errorf("taken back, recognised %+v", n)
		}
		w.Sound()
	})
}

// A notebook that was broken off goes on where it was: what it has entered is not
// held against the rest of it.
func TestANotebookGoesOn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, reque)
		path := "testdata/corpus/cuaderno_pasteleria.csv"
		first := w.Import(reque, path)
		var id string
		w.Read(func(r store.Reader) error {
			_, err := r.One(w.Context, `select id from import where organisation = $1`, store.Args(w.Actor.Organisation), &id)
			return err
		})
		again := w.Importer(reque)
		again.Resume = id
		account, err := again.Import(w.Context, path)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := accountText(account), accountText(first); got != want {
			t.Errorf("gone on with: %s, want %s", got, want)
		}
		w.Sound()
	})
}

// A board names who sits where: whoever may not know it does not see that the list
// came in, and cannot take it back.
func TestABoardIsReadByWhoMayKnowWhoSitsThere(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), reque)
	account := w.ImportLists(reque, t.TempDir(), listOf("directivas.csv", rowsOf(t, exchange.Boards, edit{"Apellidos": "Chero Puicón"})))[0]
	d, _ := programme.Shipped(reque)
	for role, sees := range map[string]bool{"registradora": true, "facilitadora": true, "psicologa": false} {
		actor := trenza.Actor{
			Organisation: w.Actor.Organisation, Account: "a", Name: "Ana", Grants: []trenza.Grant{{Role: role, Programme: reque, From: "2019-01-01"}},
		}
		scope, err := access.For(actor, d.Offers()...)
		if err != nil {
			t.Fatal(err)
		}
		_, err = exchange.ImportOf(w.Context, w.Journal, scope, account.Code)
		if (err == nil) != sees {
			t.Errorf("%s: %v", role, err)
		}
	}
}

// A registrar of the district brings in what the command line does; a facilitator what
// is of her courses: boards and notebooks.
func TestWhoBringsTheListsOfAWorkshopIn(t *testing.T) {
	base := worldtest.Open(t, storetest.Location(t, store.SQLite))
	for role, replicas := range map[string]int{"registradora": 2, "facilitadora": 0} {
		w := base.In(t, role, reque)
		w.Actor = trenza.Actor{
			Organisation: w.Actor.Organisation, Account: "a", Name: "Ana",
			Grants: []trenza.Grant{{Role: role, Programme: reque, Place: "140113", From: "2019-01-01"}},
		}
		for name, accepted := range map[string]int{"Directivas VDL 2019-2020.xlsx": 6, "cuaderno_pasteleria.csv": 4} {
			if total := w.Import(reque, "testdata/corpus/"+name).Total(); total.Accepted != accepted {
				t.Errorf("%s, %s: %d accepted, %v", role, name, total.Accepted, total.Refusals)
			}
		}
		if total := w.Import(reque, "testdata/corpus/Réplicas junio 2019.xlsx").Total(); total.Accepted != replicas {
			t.Errorf("%s, replicas: %d accepted, %v", role, total.Accepted, total.Refusals)
		}
	}
}
