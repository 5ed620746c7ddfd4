package exchange_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// Whatever lists were imported, taking the last one back leaves what there
// would be without it; taking an earlier one back does so too, or is refused
// and changes nothing. Figures as of before are what they were, the journal is
// sound, and the list comes in again as it did the first time.
func TestTakingAListBackLeavesNoTrace(t *testing.T) {
	for engine, runs := range map[store.Engine]int{store.SQLite: undoRuns(), store.PostgreSQL: 4} {
		t.Run(string(engine), func(t *testing.T) { takenBack(t, engine, alma, runs, overlapping) })
	}
}

// So do the lists of a workshop: boards, notebooks and sheets of replicas.
func TestTakingAListOfAWorkshopBackLeavesNoTrace(t *testing.T) {
	for engine, runs := range map[store.Engine]int{store.SQLite: undoRuns() / 2, store.PostgreSQL: 2} {
		t.Run(string(engine), func(t *testing.T) { takenBack(t, engine, reque, runs, ofAWorkshop) })
	}
}

// takenBack draws lists of a programme and takes one back, so many times.
func takenBack(t *testing.T, engine store.Engine, program string, runs int, draw func(*rapid.T) [][]string) {
	base := worldtest.Plain(t, storetest.Location(t, engine))
	run, freed := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		if run++; run > runs {
			return // each run costs a dozen imports
		}
		folder, err := os.MkdirTemp("", "undo")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(folder)
		lists := rapid.SliceOfN(rapid.Custom(draw), 2, 4).Draw(t, "lists")
		s := undoStory{T: t, base: base, program: program, name: fmt.Sprint("undo-", run), paths: written(t, base, folder, lists)}
		s.last()
		if s.earlier(rapid.IntRange(0, len(lists)-2).Draw(t, "earlier")) {
			freed++
		}
	})
	if runs >= manyRuns && (freed == 0 || freed == runs) {
		t.Errorf("of %d earlier lists %d could be taken back: nothing is tried", runs, freed)
	}
}

// manyRuns are so many that lists which can be taken back and others are among them.
const manyRuns = 40

func undoRuns() int {
	if testing.Short() {
		return 15
	}
	return manyRuns
}

// written writes lists into a folder and returns their paths.
func written(t *rapid.T, base *worldtest.World, folder string, lists [][][]string) []string {
	var paths []string
	for i, list := range lists {
		path := worldtest.WriteList(t, folder, listOf(fmt.Sprintf("%d.csv", i), list))
		paths = append(paths, filepath.ToSlash(path))
	}
	return paths
}

// undoStory are lists that are imported into one organisation, and into another
// but for one of them.
type undoStory struct {
	*rapid.T
	base    *worldtest.World
	program string
	name    string
	paths   []string
}

// world is a new organisation of those lists but for some.
func (s undoStory) world(name string, without ...int) (*worldtest.World, []exchange.Account) {
	s.Helper()
	w := s.base.In(s.T, s.name+name, s.program)
	accounts := make([]exchange.Account, len(s.paths))
	for i, path := range s.paths {
		if !slices.Contains(without, i) {
			accounts[i] = w.Import(s.program, path)
		}
	}
	return w, accounts
}

// last takes the last list back and imports it again.
func (s undoStory) last() {
	s.Helper()
	at := len(s.paths) - 1
	w, accounts := s.world("-last")
	first := accounts[at]
	if first.Code == "" {
		return // it added nothing
	}
	whole, then := standing(w), w.Position()
	asOf := asOfText(s.T, w, s.program, then)
	s.without(w, at, first.Code)
	if again := asOfText(s.T, w, s.program, then); again != asOf {
		s.Fatalf("as of before it is now\n%s\nand it was\n%s", again, asOf)
	}
	again := w.Import(s.program, s.paths[at])
	if got, want := accountText(again), accountText(first); got != want {
		s.Fatalf("again: %s\nfirst: %s", got, want)
	}
	same(s.T, standing(w), whole)
	w.Sound()
}

// without takes a list back and compares with a world that never had it.
func (s undoStory) without(w *worldtest.World, at int, code string) {
	s.Helper()
	if _, err := exchange.Undo(w.Context, w.Journal, w.Actor, code); err != nil {
		s.Fatal(err)
	}
	w.Sound()
	other, _ := s.world(fmt.Sprint("-without-", at), at)
	same(s.T, standing(w), standing(other))
	if got, want := asOfText(s.T, w, s.program, 0), asOfText(s.T, other, s.program, 0); got != want {
		s.Fatalf("the figures are\n%s\nand without the list\n%s", got, want)
	}
}

// earlier takes a list back on which others may rest, and reports whether it
// could.
func (s undoStory) earlier(at int) bool {
	s.Helper()
	w, accounts := s.world("-earlier")
	if accounts[at].Code == "" {
		return false
	}
	before, position := standing(w), w.Position()
	if _, err := exchange.Undo(w.Context, w.Journal, w.Actor, accounts[at].Code); err != nil {
		if trenza.KindOf(err) != trenza.Conflict {
			s.Fatal(err)
		}
		same(s.T, standing(w), before)
		if w.Position() != position {
			s.Fatal("a refusal told something")
		}
		return false
	}
	w.Sound()
	without := []int{at}
	for i, a := range accounts {
		if a.Code == "" {
			without = append(without, i) // it brought nothing, so that nothing is known of it
		}
	}
	other, others := s.world("-without-earlier", without...)
	for i := range others {
		if others[i].Total().Rejected != accounts[i].Total().Rejected && i != at {
			return true // rows that the list kept out were given back, and are to be imported again
		}
	}
	same(s.T, standing(w), standing(other))
	return true
}

// same fails where two worlds differ, showing the lines that do.
func same(t *rapid.T, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	t.Fatalf("too much:\n%s\nmissing:\n%s", strings.Join(minus(g, w), "\n"), strings.Join(minus(w, g), "\n"))
}

// minus returns the lines of a that b lacks.
func minus(a, b []string) []string {
	left := make(map[string]int)
	for _, line := range b {
		left[line]++
	}
	var more []string
	for _, line := range a {
		if left[line]--; left[line] < 0 {
			more = append(more, line)
		}
	}
	return more
}

func accountText(a exchange.Account) string {
	total := a.Total()
	return fmt.Sprint(total.Read, total.Accepted, total.Known, total.Review, total.Held, total.Rejected)
}

// asOfText is every figure as of a position, by region and month.
func asOfText(t *rapid.T, w *worldtest.World, program string, position int64) string {
	t.Helper()
	var text strings.Builder
	r := w.Figures(program, report.Query{By: []reach.Dimension{reach.ByRegion, reach.BySex}, AsOf: position})
	for _, f := range r.Figures {
		fmt.Fprintf(&text, "%s %d %+v %+v\n", f.Indicator.ID, f.Value, f.Cells, f.Beside)
	}
	return text.String()
}

// overlapping draws a list about a few people who come again and again, under
// several spellings and papers.
func overlapping(t *rapid.T) [][]string {
	shape := rapid.SampledFrom(shapesOf(alma)).Draw(t, "shape")
	rows := rapid.IntRange(1, 4).Draw(t, "rows")
	edits := make([]edit, rows)
	for i := range edits {
		edits[i] = visitor(t, shape)
	}
	return rowsOf(t, shape, edits...)
}

var (
	undoDays   = []string{"2020-03-02", "2020-02-03", "2020-03-09", "2020-04-01"}
	undoPlaces = []string{"130101", "150101"}
)

// visitor draws a row.
func visitor(t *rapid.T, shape exchange.Shape) edit {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	e := edit{"Lugar": pick("place", undoPlaces...)}
	if shape == exchange.Headcounts {
		e["Fecha"], e["Actividad"] = pick("day", undoDays[:2]...), pick("title", "Feria", "Charla")
		if pick("numbers", "12", "13") == "13" {
			e["Total"], e["Mujeres 18-29"], e["En destino"] = "13", "8", "13"
		}
		return e
	}
	someone(t, e)
	switch shape {
	case exchange.Attentions:
		e["Servicio"], e["Fecha"] = pick("service", "psicosocial_grupal", "salud", "informacion_vbg"), pick("day", undoDays...)
		e["Apoyo"] = pick("form", "", "cita")
		e["Contada en"] = pick("counted", "", "", "Feria")
	case exchange.Payments:
		e["Fecha de pago"], e["Monto"] = pick("day", undoDays...), pick("amount", "500.00", "380.00")
		e["Línea"], e["Estado"] = pick("line", "L-1", "L-2"), pick("state", "cobrado", "rechazado")
	case exchange.Survey:
		e["Fecha"] = pick("day", undoDays...)
	case exchange.Attendance:
		e["2020-03-02"], e["2020-03-05"] = pick("mark", "P", "F", ""), pick("mark", "P", "T")
	}
	return e
}

// someone draws who comes.
func someone(t *rapid.T, e edit) {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	who := rapid.IntRange(1, 3).Draw(t, "who")
	e["Apellidos"] = pick("surnames", "Pérez Rojas", "Perez", "Soto")
	e["Nombres"] = []string{"Ana", "Luz", "Eva"}[who-1]
	e["Fecha de nacimiento"] = pick("birth", "1990-05-17", "1990", "")
	e["Teléfono"] = pick("phone", "", "900000001", "90000000"+fmt.Sprint(who+1))
	e["Etapas de vida"] = pick("stages", "", "madre", "gestante")
	e["Población"] = pick("population", "", "in_transit")
	e["Hogar"], e["Parentesco"] = pick("household", "", "H-1", "H-2"), "hija"
	e["Comité"] = pick("committee", "", "", "San José", "Las Flores")
	e["Número de documento"] = "00000000" + fmt.Sprint(who)
	if pick("paper", "yes", "yes", "yes", "no") == "no" {
		e["Tipo de documento"], e["Número de documento"] = "", ""
	}
}
