package exchange_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// yusmary and yusmaryInLima are the two rows of the small bonus list that share
// a phone; marbelys has two rows and one record.
const (
	yusmary       = "bono.xlsx!Bono!4"
	yusmaryInLima = "bono.xlsx!Bono!5"
	marbelys      = "bono.xlsx!Bono!2"
	marbelysAgain = "bono.xlsx!Bono!3"
	refusedRow    = "bono.xlsx!Bono!12"
)

// withBonus opens a world that has the small bonus list, with its open pair.
func withBonus(t *testing.T, location string) *worldtest.World {
	t.Helper()
	return bonusIn(t, worldtest.Open(t, location), "alma")
}

// bonusIn is the same behind a wall of its own.
func bonusIn(t *testing.T, base *worldtest.World, organisation string) *worldtest.World {
	t.Helper()
	w := base.In(t, organisation, alma)
	bono, _ := cast.Small()
	w.ImportLists(alma, t.TempDir(), bono)
	return w
}

// decided applies rows of decisions under the heading of rows and verdict.
func decided(t *testing.T, w *worldtest.World, rows ...[]string) exchange.Decided {
	t.Helper()
	list := append([][]string{{"Primera", "Segunda", "Decisión"}}, rows...)
	return w.Review(worldtest.WriteList(w, t.TempDir(), listOf("decisiones.csv", list)))
}

// came fails unless as many decisions as said joined, were noted, left open and
// rejected.
func came(t *testing.T, d exchange.Decided, joined, kept, open, rejected int) {
	t.Helper()
	if d.Joined != joined || d.Kept != kept || d.Open != open || d.Rejected != rejected {
		t.Fatalf("%+v", d)
	}
	if d.Read != joined+kept+open+rejected || len(d.Refusals) != rejected {
		t.Fatalf("the account does not add up: %+v", d)
	}
}

func TestDecisionsByRowsOfLists(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := withBonus(t, location)
		came(t, decided(t, w, []string{yusmary, yusmaryInLima, ""}), 0, 0, 1, 0)
		came(t, decided(t, w, []string{yusmary, yusmaryInLima, "no sé"}), 0, 1, 0, 0)
		if pairs := w.Pairs(); len(pairs) != 1 || pairs[0].Verdict != "unsure" {
			t.Errorf("a doubt waits for somebody else: %+v", pairs)
		}
		came(t, decided(t, w, []string{yusmaryInLima, yusmary, "la misma"}), 1, 0, 0, 0)
		if values := w.Values(alma); values["bono"] != 6 {
			t.Errorf("%v", values)
		}
		came(t, decided(t, w, []string{yusmary, yusmaryInLima, "Misma"}), 0, 1, 0, 0)
		came(t, decided(t, w, []string{marbelys, marbelysAgain, "same"}), 0, 1, 0, 0)
		w.Sound()
	})
}

func TestRelativesAndOthersStayApart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := worldtest.Open(t, location)
		for _, verdict := range []string{"familiar", "distinta", "RELATIVE", "otra"} {
			w := bonusIn(t, base, verdict)
			came(t, decided(t, w, []string{yusmary, yusmaryInLima, verdict}), 0, 1, 0, 0)
			if pairs := w.Pairs(); len(pairs) != 0 {
				t.Errorf("%s: still asked: %+v", verdict, pairs)
			}
			if values := w.Values(alma); values["bono"] != 7 {
				t.Errorf("%s: %v", verdict, values)
			}
		}
	})
}

// What is wrong with a decision is said of its row; the others land.
func TestDecisionsThatCannotBe(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := withBonus(t, location)
		bad := []struct{ first, second, verdict, key string }{
			{yusmary, yusmaryInLima, "quizás", "registry.verdict_unknown"},
			{yusmary, "bono.xlsx!Bono!99", "misma", "exchange.no_such_row"},
			{"otro.xlsx!Bono!4", yusmaryInLima, "misma", "exchange.no_such_row"},
			{"bono.xlsx!Otra!4", yusmaryInLima, "misma", "exchange.no_such_row"},
			{"bono.xlsx!4", yusmaryInLima, "misma", "exchange.no_such_row"},
			{refusedRow, yusmaryInLima, "misma", "exchange.no_such_row"},
			{"bono.xlsx", yusmaryInLima, "misma", "exchange.ref_unreadable"},
			{"bono.xlsx!Bono!cuatro", yusmaryInLima, "misma", "exchange.ref_unreadable"},
			{"bono.xlsx!Bono!0", yusmaryInLima, "misma", "exchange.ref_unreadable"},
			{"a!b!c!4", yusmaryInLima, "misma", "exchange.ref_unreadable"},
			{"", yusmaryInLima, "misma", "exchange.ref_unreadable"},
			{marbelys, marbelysAgain, "distinta", "exchange.one_person_already"},
			{marbelys, yusmary, "misma", "registry.no_such_pair"},
		}
		var rows [][]string
		for _, b := range bad {
			rows = append(rows, []string{b.first, b.second, b.verdict})
		}
		before := contents(w)
		d := decided(t, w, append(rows, []string{yusmary, yusmaryInLima, "misma"})...)
		came(t, d, 1, 0, 0, len(bad))
		for i, b := range bad {
			if r := d.Refusals[i]; r.Row != i+2 {
				t.Errorf("row %d is called %d", i+2, r.Row)
			}
			refused(t, d.Refusals[i], b.key)
		}
		if after := contents(w); after["journal_entry"] != before["journal_entry"]+2 {
			t.Errorf("one decision and one join were to be told: %v, then %v", before, after)
		}
	})
}

// The list of open pairs that is written is filled in and read back, in either
// kind of file.
func TestOpenPairsGoOutAndComeBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := withBonus(t, location)
		pairs, err := exchange.OpenPairs(w.Context, w.Journal, w.Scope())
		if err != nil || len(pairs) != 1 {
			t.Fatalf("%+v, %v", pairs, err)
		}
		path := filepath.Join(t.TempDir(), "parejas.csv")
		writePairs(t, path, pairs)
		came(t, w.Review(path), 0, 0, 1, 0)

		rows := readCSV(t, path)
		says := strings.Join(rows[1], "|")
		for _, shown := range []string{pairs[0].Code, "match.phone.same", "Pérez, Yusmary", "Perez Rojas, Yusmari", "1994", "PAS 148203956", "CPP 002915530", "962318450"} {
			if !strings.Contains(says, shown) {
				t.Errorf("%q is not in %s", shown, says)
			}
		}
		if strings.Contains(says, "1994-01-01") {
			t.Errorf("a year is shown as a day: %s", says)
		}
		rows[1][1] = "misma"
		came(t, w.Review(worldtest.WriteList(w, t.TempDir(), listOf("parejas.xlsx", rows))), 1, 0, 0, 0)
		if pairs := w.Pairs(); len(pairs) != 0 {
			t.Errorf("still open: %+v", pairs)
		}
		rows[1][0] = "ZZZZ-ZZZZ"
		d := w.Review(worldtest.WriteList(w, t.TempDir(), listOf("parejas.csv", rows)))
		came(t, d, 0, 0, 0, 1)
		refused(t, d.Refusals[0], "registry.no_such_pair")
	})
}

func writePairs(t *testing.T, path string, pairs []exchange.OpenPair) {
	t.Helper()
	w, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Discard()
	if err := exchange.WritePairs(w, pairs, nil, func(key string, _ ...any) string { return "<" + strings.TrimPrefix(key, "registry.reason.") + ">" }); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// A list that holds no decisions is refused whole, also where only one of its
// sheets is none, and nothing of it lands.
func TestAListThatIsNotDecisions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := withBonus(t, location)
		good := cast.Sheet{Name: "Decisiones", Rows: [][]string{{"Primera", "Segunda", "Decisión"}, {yusmary, yusmaryInLima, "misma"}}}
		notes := cast.Sheet{Name: "Notas", Rows: [][]string{{"Nota"}, {"revisado en abril"}}}
		bono, _ := cast.Small()
		for _, list := range []cast.List{
			{Name: "bono.xlsx", Sheets: bono.Sheets},
			{Name: "dos.xlsx", Sheets: []cast.Sheet{good, notes}},
			listOf("sin.csv", [][]string{{"Decisión", "Primera"}, {"misma", yusmary}}),
		} {
			position := w.Position()
			path := worldtest.WriteList(w, t.TempDir(), list)
			_, err := exchange.Reviewer{Journal: w.Journal, Actor: w.Actor}.Apply(w.Context, path)
			if trenza.KindOf(err) != trenza.Invalid || !strings.Contains(err.Error(), "exchange.not_decisions") {
				t.Errorf("%s: %v", list.Name, err)
			}
			if w.Position() != position {
				t.Errorf("%s: something landed", list.Name)
			}
		}
	})
}

// Names are shown to whoever may see them, and nobody else.
func TestOpenPairsAreForWhoMaySeeNames(t *testing.T) {
	w := withBonus(t, storetest.Location(t, store.SQLite))
	scope := w.Scope()
	scope.UpTo = trenza.P1
	for _, narrow := range []access.Scope{{}, scope} {
		if pairs, err := exchange.OpenPairs(w.Context, w.Journal, narrow); trenza.KindOf(err) != trenza.Forbidden {
			t.Errorf("%+v, %v", pairs, err)
		}
	}
}

// The list that told an entry is found by the position of the entry.
func TestEntriesHaveASource(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := withBonus(t, location)
		w.Read(func(r store.Reader) error {
			lists, err := exchange.OpenLists(w.Context, r, w.Vault, w.Actor.Organisation)
			if err != nil {
				return err
			}
			named := map[string]bool{}
			for position := range w.Position() + 1 {
				ref, listed, err := lists.Source(w.Context, r, position)
				if err != nil {
					return err
				}
				if listed {
					named[ref.String()[strings.LastIndex(ref.String(), "bono.xlsx"):]] = true
				}
			}
			if len(named) != 11 || !named[yusmary] || named[refusedRow] {
				t.Errorf("%v", named)
			}
			return nil
		})
	})
}

func TestRefsAreWrittenAsTheyAreRead(t *testing.T) {
	for _, ref := range []exchange.Ref{{"bono.xlsx", "Lista 1", 14}, {"bono.csv", "", 2}, {"lima/bono.csv", "", 2}} {
		if got, err := exchange.ParseRef(ref.String()); got != ref || err != nil {
			t.Errorf("%s: %+v, %v", ref, got, err)
		}
	}
}
