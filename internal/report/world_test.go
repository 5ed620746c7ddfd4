package report_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/worldtest"
)

var update = flag.Bool("update", false, "write the golden files anew")

const (
	alma   = "alma-llanera"
	reque  = "taller-reque"
	lima   = trenza.Place("150101")
	tumbes = trenza.Place("240101")
)

// Seven people who can be counted by hand.
var (
	ana  = worldtest.Woman("Soto", "Ana", "1990", worldtest.Paper("DNI", "10000001"))
	bea  = worldtest.Woman("Ríos", "Bea", "1985", worldtest.Paper("DNI", "10000002"))
	cira = worldtest.Woman("Luna", "Cira", "2005", worldtest.Paper("DNI", "10000003")) // a girl
	dora = worldtest.Woman("Paz", "Dora", "", worldtest.Paper("DNI", "10000004"))      // of unknown age
	eva  = worldtest.Woman("Cruz", "Eva", "1960", worldtest.Paper("DNI", "10000005"))
	flor = worldtest.Woman("Vega", "Flor", "1999", worldtest.Paper("DNI", "10000006"))
	gil  = man(worldtest.Woman("Mora", "Gil", "1990", worldtest.Paper("DNI", "10000007")))
)

func man(r registry.Record) registry.Record {
	r.Sex = "M"
	return r
}

// counted gives them what they received:
//
//	ana   legal assistance and psychosocial support in Lima, legal again in Tumbes
//	bea   regularisation in Tumbes
//	cira  legal assistance in Lima
//	dora  mental health care in Tumbes
//	eva   one psychosocial group session in Lima, which is no support
//	flor  two of them in Lima
//	gil   legal assistance in Lima
func counted(t *testing.T, location string) *worldtest.World {
	t.Helper()
	w := worldtest.Open(t, location, alma)
	w.Give(ana, "asistencia_legal", worldtest.Delivered("2020-04-01", lima))
	w.Give(ana, "psicosocial_individual", worldtest.Delivered("2020-04-02", lima))
	w.Give(ana, "asistencia_legal", worldtest.Delivered("2020-05-01", tumbes))
	w.Give(bea, "regularizacion", worldtest.Delivered("2020-04-01", tumbes))
	w.Give(cira, "asistencia_legal", worldtest.Delivered("2020-04-01", lima))
	w.Give(dora, "salud_mental", worldtest.Delivered("2020-04-01", tumbes))
	w.Give(eva, "psicosocial_grupal", worldtest.Delivered("2020-04-01", lima))
	w.Give(flor, "psicosocial_grupal", worldtest.Delivered("2020-04-01", lima))
	w.Give(flor, "psicosocial_grupal", worldtest.Delivered("2020-04-08", lima))
	w.Give(gil, "asistencia_legal", worldtest.Delivered("2020-04-01", lima))
	return w
}

// crowd gives a service to n women who are nobody else, from the number-th on.
func crowd(w *worldtest.World, number, n int, service string, place trenza.Place, outcomes ...string) {
	w.Helper()
	if len(outcomes) == 0 {
		outcomes = []string{programme.Delivered}
	}
	s := w.Service(alma, service)
	w.Write(func(tx *journal.Tx) error {
		for i := range n {
			given := attention.Attention{Day: worldtest.Today, Place: place, Outcomes: outcomes}
			if _, err := w.Intake.Give(w.Context, tx, pathway.Participant{Record: worldtest.Numbered(number + i)}, s, given); err != nil {
				return err
			}
		}
		return nil
	})
}

// small is the world of the two small lists, reviewed by nobody yet.
func small(t *testing.T, location string) *worldtest.World {
	t.Helper()
	w := worldtest.Open(t, location, alma, reque)
	bono, representatives := cast.Small()
	w.ImportLists(alma, t.TempDir(), bono)
	w.ImportLists(reque, t.TempDir(), representatives)
	return w
}

// figureOf returns one figure of a report.
func figureOf(t *testing.T, r *report.Report, id string) report.Figure {
	t.Helper()
	for _, f := range r.Figures {
		if f.Indicator.ID == id {
			return f
		}
	}
	t.Fatalf("%s has no figure %s", r.Definition.ID, id)
	return report.Figure{}
}

// shipped returns a programme.
func shipped(t *testing.T, id string) *programme.Definition {
	t.Helper()
	d, ok := programme.Shipped(id)
	if !ok {
		t.Fatalf("there is no %s", id)
	}
	return d
}

// textOf is what a report says on a terminal, and jsonOf what a program reads.
func textOf(t *testing.T, r *report.Report, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Text(&b, lang); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func jsonOf(t *testing.T, lang string, reports ...*report.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.JSON(&b, reports, lang); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := errors.Join(os.MkdirAll("testdata", 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	saved, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(saved) != text {
		t.Errorf("%s is otherwise; run with -update if that is right:\n%s", path, text)
	}
}
