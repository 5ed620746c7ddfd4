package exchange_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/jobs"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// tray is the tray of a world, and a clock that can be moved.
type tray struct {
	*testing.T
	*exchange.Tray
	world *worldtest.World
	clock time.Time
}

func trayOf(t *testing.T, w *worldtest.World) *tray {
	y := &tray{T: t, world: w, clock: worldtest.Moment}
	y.Tray = &exchange.Tray{
		Data: w.DB, Journal: w.Journal, Vault: w.Vault, Intake: w.Intake, Now: func() time.Time { return y.clock },
		Queue: &jobs.Queue{DB: w.DB, Vault: w.Vault},
	}
	return y
}

// work has a worker do what waits until the function that it returns is called.
func (y *tray) work() (stop func()) {
	w := &jobs.Worker{Queue: y.Queue, Handlers: y.Handlers(), Pause: 5 * time.Millisecond, Log: slog.New(slog.DiscardHandler)}
	ctx, cancel := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() { w.Run(ctx) })
	stop = func() { cancel(); done.Wait() }
	y.Cleanup(stop)
	return stop
}

func (y *tray) must(err error) {
	y.Helper()
	if err != nil {
		y.Fatal(err)
	}
}

// hand hands in a list as a file.
func (y *tray) hand(list cast.List) string {
	y.Helper()
	content, err := os.ReadFile(worldtest.WriteList(y, y.TempDir(), list))
	y.must(err)
	code, err := y.Hand(y.Context(), y.world.Actor, exchange.HandIn{Programme: alma, Name: list.Name, Content: content, Lang: "es"})
	y.must(err)
	return code
}

// becomes waits until a list is in a state.
func (y *tray) becomes(code string, state exchange.HandedState) *exchange.Handed {
	y.Helper()
	var h *exchange.Handed
	for range 3000 {
		var err error
		h, err = y.Find(y.Context(), y.world.Actor, alma, code)
		y.must(err)
		if h.State == state {
			return h
		}
		time.Sleep(5 * time.Millisecond)
	}
	y.Fatalf("the list is %s: %s, its job %+v", h.State, h.Refusal, h.Job)
	return nil
}

// blobs are all bytes and texts of some tables.
func (y *tray) blobs(tables ...string) string {
	y.Helper()
	var all strings.Builder
	y.must(y.Data.Read(y.Context(), func(r store.Reader) error {
		for _, table := range tables {
			columns := r.Columns(table)
			var names []string
			for _, c := range columns {
				names = append(names, c.Name)
			}
			err := r.Each(y.Context(), `select `+strings.Join(names, ", ")+` from `+table, nil, func(scan store.Scan) error {
				row, at := make([]any, len(names)), make([]any, len(names))
				for i := range row {
					at[i] = &row[i]
				}
				err := scan(at...)
				for _, v := range row {
					fmt.Fprintf(&all, "%s ", v)
				}
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	}))
	return all.String()
}

// TestAListIsHandedIn, rehearsed, taken in and taken back; what is kept of it
// names nobody, and is gone in time.
func TestAListIsHandedIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		y := trayOf(t, worldtest.Open(t, location, alma))
		y.work()
		bono, _ := cast.Small()
		before := y.world.Position()
		code := y.hand(bono)
		if left := y.blobs("handed", "handed_part", "job"); strings.Contains(left, "Belkis") || strings.Contains(left, "bono.xlsx") || !strings.Contains(left, code) {
			t.Errorf("what lies there is not sealed:\n%s", left)
		}
		h := y.becomes(code, exchange.HandedReady)
		total := h.Trial.Total()
		if total.Read != 12 || total.New != 7 || total.Rejected != 1 || y.world.Position() != before || len(h.Trial.Reasons) != 1 {
			t.Errorf("the rehearsal came to %+v; %d entries", h.Trial, y.world.Position()-before)
		}
		if s := h.Sheets[0]; s.Shape != exchange.Payments || s.Columns[3].Key != "surnames" || s.Columns[3].Sample != "R••• G•••••" && !strings.Contains(s.Columns[3].Sample, "•") {
			t.Errorf("understood as %+v", s)
		}
		y.must(y.TakeIn(t.Context(), y.world.Actor, h))
		y.must(y.TakeIn(t.Context(), y.world.Actor, y.becomes(code, exchange.HandedTaken))) // and nothing more
		h = y.becomes(code, exchange.HandedTaken)
		taken, err := exchange.TakenIn(t.Context(), y.world.Journal, y.world.Scope(), y.codeOf(h.Import), "es")
		y.must(err)
		got := taken.Tally.Total()
		if !reflect.DeepEqual(taken.Tally, *h.Tally) || got.Read != got.Accepted+got.Known+got.Held+got.Rejected || got.Rejected != 1 || got.New != 7 {
			t.Errorf("the account is %+v, of the list %+v", taken.Tally, h.Tally)
		}
		if len(taken.Reasons) != 1 || !strings.Contains(taken.Reasons[0].Text, "«…» no existe en el calendario") || taken.Reasons[0].Rows[0] != 12 || taken.By.Name != "Rosa Operadora" {
			t.Errorf("rejected for %+v, by %+v", taken.Reasons, taken.By)
		}
		y.rejectedIs(h, "Bracho Nava")
		if parts := y.blobs("handed_part"); strings.Contains(parts, "content") {
			t.Error("the bytes of the list are still there")
		}
		y.world.Sound()
		y.takenBack(taken)
		y.clock = y.clock.Add(25 * time.Hour)
		y.must(y.Sweep(t.Context()))
		if left := y.blobs("handed", "handed_part"); left != "" {
			t.Errorf("a day later there is still\n%s", left)
		}
	})
}

// codeOf is the code of an import.
func (y *tray) codeOf(id string) string {
	y.Helper()
	all, err := exchange.Imports(y.Context(), y.world.Journal, y.world.Scope())
	y.must(err)
	for _, i := range all {
		if i.ID == id {
			return i.Code
		}
	}
	y.Fatalf("no import is %q", id)
	return ""
}

// rejectedIs expects a workbook of rejected rows with a cell in it.
func (y *tray) rejectedIs(h *exchange.Handed, cell string) {
	y.Helper()
	file, kept, err := y.RejectedOf(y.Context(), h)
	y.must(err)
	book, err := sheet.From("rechazadas.xlsx", bytes.NewReader(file), int64(len(file)))
	y.must(err)
	var cells []string
	for row, err := range book.Rows(book.Sheets()[0]) {
		y.must(err)
		cells = append(cells, row.Cells...)
	}
	if !kept || !strings.Contains(strings.Join(cells, "|"), "|"+cell+"|") {
		y.Errorf("the rejected rows are %q", cells)
	}
}

// takenBack has a list taken back.
func (y *tray) takenBack(taken exchange.Taken) {
	y.Helper()
	foreseen, err := exchange.Foresee(y.Context(), y.world.Journal, y.world.Actor, taken.Code)
	y.must(err)
	if foreseen.People != 7 || len(foreseen.First) != 0 {
		y.Errorf("undoing would come to %+v", foreseen)
	}
	y.must(y.TakeBack(y.Context(), y.world.Actor, taken.ImportSummary))
	var back exchange.TakenBack
	for range 2000 {
		back, _, err = y.BackOf(y.Context(), y.world.Actor, taken.ImportSummary)
		y.must(err)
		if back.Job.State == jobs.Done {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	foreseen.File = ""
	if back.Refusal != "" || !reflect.DeepEqual(back.Undone, foreseen.Undone) {
		y.Errorf("undone: %+v, foreseen %+v: %s", back.Undone, foreseen.Undone, back.Refusal)
	}
	y.world.Sound()
}

// TestAListThatIsBrokenOffGoesOn: whoever worked on it is stopped in the middle,
// somebody else goes on, and it is one import, with the account and the figures of
// one that nobody disturbed.
func TestAListThatIsBrokenOffGoesOn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := worldtest.Open(t, location)
		list := listOf("larga.csv", longList(t)[:2_300])
		calm := base.In(t, "calma", alma)
		undisturbed := calm.ImportLists(alma, t.TempDir(), list)[0]

		y := trayOf(t, base.In(t, "prisa", alma))
		code := y.hand(list)
		stop := y.work()
		h := y.becomes(code, exchange.HandedReady)
		if !h.Trial.Partial || h.Trial.Rows != 2000 {
			t.Errorf("the rehearsal read %d rows", h.Trial.Rows)
		}
		reached, batches := make(chan struct{}), 0
		y.Batch = func() {
			if batches++; batches == 2 {
				close(reached)
				time.Sleep(50 * time.Millisecond)
			}
		}
		y.must(y.TakeIn(t.Context(), y.world.Actor, h))
		<-reached
		stop()
		h = y.becomes(code, exchange.HandedTaking)
		if h.Job.State != jobs.Waiting || h.Import == "" || h.Job.Done != 2000 {
			t.Fatalf("stopped with %+v", h.Job)
		}
		y.work()
		h = y.becomes(code, exchange.HandedTaken)
		if want := undisturbed.Tally(); fmt.Sprint(*h.Tally) != fmt.Sprint(want) {
			t.Errorf("the account is\n%+v\nundisturbed\n%+v", *h.Tally, want)
		}
		if got, want := figures(t, y.world), figures(t, calm); got != want || y.world.Position() != calm.Position() {
			t.Errorf("figures at %d are others than at %d:\n%s\n%s", y.world.Position(), calm.Position(), got, want)
		}
		y.rejectedIs(h, "999999")
		y.world.Sound()
	})
}

// TestWhatCannotBeTakenIn is said before anything is kept, or when it is read.
func TestWhatCannotBeTakenIn(t *testing.T) {
	y := trayOf(t, worldtest.Open(t, storetest.Location(t, store.SQLite), alma))
	y.work()
	for name, want := range map[string]string{
		"fotos.pdf": "sheet.format_unknown", "lista.xlsm": "sheet.macros", "lista.xls": "sheet.old_excel", "lista.xlsx": "sheet.damaged",
	} {
		_, err := y.Hand(t.Context(), y.world.Actor, exchange.HandIn{Programme: alma, Name: name, Content: []byte("nada de esto")})
		if problem := new(trenza.Problem); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v %v", name, err, problem)
		}
	}
	bomb, err := os.ReadFile(filepath.Join("testdata", "corpus", "bomba.xlsx"))
	if err == nil {
		if _, err := y.Hand(t.Context(), y.world.Actor, exchange.HandIn{Programme: alma, Name: "b.xlsx", Content: bomb}); err == nil {
			t.Error("a bomb was taken")
		}
	}
	code := y.hand(cast.List{Name: "cosas.csv", Sheets: []cast.Sheet{{Rows: [][]string{{"Color", "Talla"}, {"rojo", "M"}}}}})
	if h := y.becomes(code, exchange.HandedRefused); h.Refusal == "" || len(h.Sheets) != 1 {
		t.Errorf("no list: %+v", h)
	}
	other := y.world.As("Otra Operadora")
	if _, err := y.Find(t.Context(), other.Actor, alma, code); trenza.KindOf(err) != trenza.NotFound {
		t.Errorf("somebody else finds it: %v", err)
	}
	h := y.becomes(code, exchange.HandedRefused)
	y.must(y.Drop(t.Context(), h))
	if left := y.blobs("handed", "handed_part"); left != "" {
		t.Errorf("dropped, and there is still\n%s", left)
	}
}

// TestACorrection: what she says of a column wins, and what she left is found
// again.
func TestACorrection(t *testing.T) {
	y := trayOf(t, worldtest.Open(t, storetest.Location(t, store.SQLite), alma))
	y.work()
	rows := [][]string{
		{"Quién", "Apellidos", "Nombres", "Nº Doc.", "Tipo de documento", "Sexo", "Servicio", "Fecha"},
		{"x", "Rojas Pérez", "Ana", "001234567", "CPP", "F", "asistencia_legal", "2020-03-02"},
	}
	code := y.hand(cast.List{Name: "marzo.csv", Sheets: []cast.Sheet{{Rows: rows}}})
	h := y.becomes(code, exchange.HandedRefused) // no place
	change := exchange.SheetChange{Shape: h.Sheets[0].Shape, Columns: map[string]string{"Quién": "household", "Nombres": "given"}}
	y.must(y.Correct(t.Context(), y.world.Actor, h, exchange.Correction{Place: "130101", Sheets: []exchange.SheetChange{change}}))
	h = y.becomes(code, exchange.HandedReady)
	if c := h.Sheets[0].Columns; c[0].Key != "household" || !c[0].Said || c[2].Said || h.Trial.Total().New != 1 {
		t.Errorf("after the correction %+v, %+v", c, h.Trial)
	}
	stale := *h
	y.must(y.TakeIn(t.Context(), y.world.Actor, h))
	if err := y.Correct(t.Context(), y.world.Actor, &stale, exchange.Correction{}); trenza.KindOf(err) != trenza.Conflict {
		t.Errorf("a correction of what is being taken in: %v", err)
	}
	y.becomes(code, exchange.HandedTaken)
	again := y.hand(cast.List{Name: "otra vez.csv", Sheets: []cast.Sheet{{Rows: append(rows[:1:1], append(rows[1], "130101")[:8])}}})
	h = y.becomes(again, exchange.HandedRefused)
	y.must(y.Correct(t.Context(), y.world.Actor, h, exchange.Correction{Place: "130101", Sheets: []exchange.SheetChange{change}}))
	h = y.becomes(again, exchange.HandedReady)
	if total := h.Trial.Total(); total.Known != 1 || total.Read != 1 {
		t.Errorf("the same list again: %+v", total)
	}
	y.must(y.TakeIn(t.Context(), y.world.Actor, h))
	if h = y.becomes(again, exchange.HandedTaken); h.Import != "" || h.Tally.Total().Known != 1 {
		t.Errorf("taken in again: %q, %+v", h.Import, h.Tally)
	}
}
