package main

import (
	"bytes"
	"encoding/json"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// at returns a session on a new installation whose database is on the engine.
func at(t *testing.T, engine store.Engine) *session {
	t.Helper()
	dir := t.TempDir()
	s := &session{ctx: t.Context(), out: io.Discard, err: io.Discard, words: locale.For("es"), door: doorStaff}
	s.Data, s.Key, s.As, s.Lang = filepath.Join(dir, "data"), filepath.Join(dir, "elsewhere", "master.key"), "Prueba", "es"
	s.Session = filepath.Join(dir, "session")
	if engine == store.PostgreSQL {
		s.Database = storetest.PostgreSQL(t)
	}
	return s
}

// opened opens the installation of a session until the test ends.
func opened(t *testing.T, s *session) *house {
	t.Helper()
	h, err := s.open(true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	return h
}

// played runs the demo of a programme on a world and returns what it printed.
func played(t *testing.T, s *session, h *house, id string, world cast.World) string {
	t.Helper()
	d, _ := programme.Shipped(id)
	var out bytes.Buffer
	quiet := *s
	quiet.out = &out
	if err := (demoCommand{Lists: filepath.Join(t.TempDir(), "listas")}).play(&quiet, h, d, world); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// results returns the figures of a programme as JSON.
func results(t *testing.T, s *session, h *house, id string, c resultsCommand) []byte {
	t.Helper()
	d, _ := programme.Shipped(id)
	r, err := h.report(s, d, c)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := report.JSON(&out, []*report.Report{r}, "es"); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// values reads the figures of a JSON report.
func values(t *testing.T, text []byte) map[string]int {
	t.Helper()
	var read struct {
		Figures []struct {
			ID    string
			Value int
		}
	}
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	figures := make(map[string]int)
	for _, f := range read.Figures {
		figures[f.ID] = f.Value
	}
	return figures
}

// scaled is the programme's published figures over a divisor: a small world
// with the shape of the whole one.
func scaled(divisor int) cast.Targets {
	d, _ := programme.Shipped("alma-llanera")
	targets := cast.Targets{}
	for _, i := range d.Indicators {
		if i.Published != nil {
			targets[i.ID] = i.Published.Value / divisor
		}
	}
	return targets
}

// The main job: both programmes from their lists to their figures, as large as
// life; and a part of it on every engine, with the same bytes.
func TestTheFiguresArePublishedOnes(t *testing.T) {
	divisor := 40
	if !testing.Short() {
		divisor = 10
		figuresOn(t, store.SQLite, 1)
	}
	var printed [][]byte
	for _, engine := range storetest.Engines(t) {
		printed = append(printed, figuresOn(t, engine, divisor))
	}
	if len(printed) == 2 && !bytes.Equal(printed[0], printed[1]) {
		t.Error("the engines print different bytes")
	}
}

// figuresOn plays both programmes, so many times smaller than life, and returns
// the figures as they are printed.
func figuresOn(t *testing.T, engine store.Engine, divisor int) []byte {
	t.Helper()
	want := scaled(divisor)
	s := at(t, engine)
	h := opened(t, s)
	played(t, s, h, "alma-llanera", cast.AlmaLlanera(1, want))
	played(t, s, h, "taller-reque", cast.TallerReque(1))
	alma := results(t, s, h, "alma-llanera", resultsCommand{figures: figures{By: []string{"region", "sex", "age"}}})
	reque := results(t, s, h, "taller-reque", resultsCommand{})
	checkAlma(t, values(t, alma), want)
	if got := values(t, reque); got["representantes"] != 24 || got["comites"] != 24 || got["personas"] != 24 {
		t.Errorf("%s: Reque has %v", engine, got)
	}
	if err := (verifyCommand{}).Run(s); err != nil {
		t.Errorf("%s: %v", engine, err)
	}
	return slices.Concat(alma, reque)
}

func checkAlma(t *testing.T, got map[string]int, want cast.Targets) {
	t.Helper()
	for id, value := range want {
		if id == "informacion_mujeres" {
			if got[id] <= value || got[id] >= got["informacion"] {
				t.Errorf("%s = %d, want more than %d and less than everybody", id, got[id], value)
			}
			continue
		}
		if got[id] != value {
			t.Errorf("%s = %d, want %d", id, got[id], value)
		}
	}
	if got["personas"] <= got["informacion"] {
		t.Errorf("personas = %d, want more than the %d informed", got["personas"], got["informacion"])
	}
}

// Other people, the same figures; and every step of the ladder is a step down.
func TestEverySeedClimbsDownTheLadder(t *testing.T) {
	want := scaled(100)
	for seed := range uint64(3) {
		s := at(t, store.SQLite)
		h := opened(t, s)
		out := played(t, s, h, "alma-llanera", cast.AlmaLlanera(seed+2, want))
		checkAlma(t, values(t, results(t, s, h, "alma-llanera", resultsCommand{})), want)
		climbed := 0
		for _, line := range strings.Split(out, "\n") {
			fields := strings.Fields(strings.ReplaceAll(line, ".", ""))
			if len(fields) == 5 && fields[4] == "informacion" {
				climbed++
				rows, byDocument, people := number(fields[0]), number(fields[1]), number(fields[2])
				if rows <= byDocument || byDocument <= people || people != want["informacion"] {
					t.Errorf("seed %d: the ladder does not go down to %d: %s", seed+2, want["informacion"], line)
				}
			}
		}
		if climbed != 1 {
			t.Errorf("seed %d: the ladder is not there:\n%s", seed+2, out)
		}
		if !strings.Contains(out, "más de") {
			t.Error("the paragraph lacks the qualifier of the women informed")
		}
	}
}

func number(s string) (n int) {
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}

// Nothing is hard-coded: without one woman's rows the figures are other ones.
func TestWithoutHerRowsTheFiguresMove(t *testing.T) {
	bono, _ := cast.Small()
	figures := func(list cast.List) map[string]int {
		s := at(t, store.SQLite)
		h := opened(t, s)
		played(t, s, h, "alma-llanera", cast.World{Lists: []cast.List{list}})
		return values(t, results(t, s, h, "alma-llanera", resultsCommand{}))
	}
	before := figures(bono)
	rows := slices.Clone(bono.Sheets[0].Rows)
	bono.Sheets = []cast.Sheet{{Name: bono.Sheets[0].Name, Rows: slices.DeleteFunc(rows, func(row []string) bool {
		return slices.Contains(row, "Marbelys") || slices.Contains(row, cast.Marbelys.DocumentNumber)
	})}}
	after := figures(bono)
	if before["bono"] != 7 || after["bono"] != 6 || after["personas"] != 6 {
		t.Errorf("before %v, after %v; want 7 and then 6", before, after)
	}
}

// A list that is imported twice, or under another name, adds nothing.
func TestImportedTwiceAddsNothing(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		t.Run(string(engine), func(t *testing.T) {
			s := at(t, engine)
			h := opened(t, s)
			world := cast.AlmaLlanera(1, scaled(200))
			played(t, s, h, "alma-llanera", world)
			before := results(t, s, h, "alma-llanera", resultsCommand{})
			d, _ := programme.Shipped("alma-llanera")
			files, _, err := writeWorld(filepath.Join(t.TempDir(), "copia"), world)
			if err != nil {
				t.Fatal(err)
			}
			accounts, err := h.importAll(s, h.importer(s, d), files)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range accounts {
				if total := a.Total(); total.Read != total.Known+total.Rejected {
					t.Errorf("%s: %+v", a.File, total)
				}
			}
			if after := results(t, s, h, "alma-llanera", resultsCommand{}); !bytes.Equal(before, after) {
				t.Error("the figures moved, or the journal did")
			}
		})
	}
}

// As of the position before anybody reviewed, the figures are those of then,
// for ever; and a join that is undone gives back what it took.
func TestAsOfAndUndo(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		t.Run(string(engine), func(t *testing.T) {
			s := at(t, engine)
			h := opened(t, s)
			bono, _ := cast.Small()
			played(t, s, h, "alma-llanera", cast.World{Lists: []cast.List{bono}})
			d, _ := programme.Shipped("alma-llanera")
			scope, err := s.scope(h, d)
			if err != nil {
				t.Fatal(err)
			}
			before, err := h.engine.Position(t.Context(), scope)
			if err != nil {
				t.Fatal(err)
			}
			pairs := decideAll(t, s, h, d, "misma")
			if got := count(t, s, h, "bono", 0); got != 6 {
				t.Errorf("after review %d women collected, want 6", got)
			}
			if got := count(t, s, h, "bono", before); got != 7 {
				t.Errorf("as of before the review %d, want 7", got)
			}
			if err := h.unmerge(s, d, pairs[0]); err != nil {
				t.Fatal(err)
			}
			if got := count(t, s, h, "bono", 0); got != 7 {
				t.Errorf("after undoing the join %d, want 7", got)
			}
		})
	}
}

func count(t *testing.T, s *session, h *house, indicator string, asOf int64) int {
	t.Helper()
	return values(t, results(t, s, h, "alma-llanera", resultsCommand{figures: figures{slice: slice{AsOf: asOf}}}))[indicator]
}

// Every row that a figure rests on is in a list, and names no one.
func TestExplainNamesRowsAndNobody(t *testing.T) {
	s := at(t, store.SQLite)
	h := opened(t, s)
	bono, _ := cast.Small()
	played(t, s, h, "alma-llanera", cast.World{Lists: []cast.List{bono}})
	h.Close()
	var out bytes.Buffer
	s.out = &out
	if err := (explainCommand{Indicator: "bono", Rows: 0}).Run(s); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	if got := strings.Count(text, "bono.xlsx!Bono!"); got != 10 {
		t.Errorf("%d rows are named, want the 10 that were collected or credited:\n%s", got, text)
	}
	for _, name := range []string{cast.Marbelys.Surnames, cast.Yusmary.GivenNames, cast.Rosa.DocumentNumber} {
		if strings.Contains(text, name) {
			t.Errorf("%q is named:\n%s", name, text)
		}
	}
}
