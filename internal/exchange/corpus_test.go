package exchange_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

//go:generate go run ./makecorpus testdata

// expected is what is to become of a list of the corpus: the file beside it.
type expected struct {
	Trap      string         `yaml:"trap"`
	Why       string         `yaml:"why"`
	Programme string         `yaml:"programme"`
	After     []string       `yaml:"after"` // lists imported before it
	Opens     bool           `yaml:"opens"`
	Sentence  string         `yaml:"sentence_contains"` // when it does not: one of these, between bars
	Sheets    []sheetOf      `yaml:"sheets"`
	People    int            `yaml:"people"`
	Figures   map[string]int `yaml:"figures"`  // by indicator; none is left out
	Declared  map[string]int `yaml:"declared"` // heads without a name, by indicator
	Parted    []parted       `yaml:"parted"`
}

// parted is a figure by one dimension: days, places and births were read for
// what they are.
type parted struct {
	Figure string          `yaml:"figure"`
	By     reach.Dimension `yaml:"by"`
	Cells  map[string]int  `yaml:"cells"`
}

// sheetOf is what is to become of the rows of a sheet.
type sheetOf struct {
	Sheet    string         `yaml:"sheet"`
	Shape    exchange.Shape `yaml:"shape"`
	LeftOut  bool           `yaml:"left_out"` // it is no list
	Lines    int            `yaml:"lines"`    // that hold anything: Header + Skipped + Read
	Header   int            `yaml:"header"`
	Skipped  int            `yaml:"skipped"`
	Read     int            `yaml:"read"`
	Accepted int            `yaml:"accepted"`
	Known    int            `yaml:"known"`
	Review   int            `yaml:"review"`
	Rejected int            `yaml:"rejected"`
	Warnings int            `yaml:"warnings"`
	Skips    []int          `yaml:"skips"` // the rows that are
	Rejects  []about        `yaml:"rejects"`
	Warns    []about        `yaml:"warns"`
}

// about is a row and what its sentence holds: one of the words between bars.
type about struct {
	Row      int    `yaml:"row"`
	Contains string `yaml:"contains"`
}

// read reads a file of expectations.
func read[T any](t worldtest.T, path string) (value T) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", path))
	if err == nil {
		err = yaml.UnmarshalWithOptions(text, &value, yaml.Strict())
	}
	if err != nil {
		t.Fatal(path, err)
	}
	return value
}

// corpus returns the lists of the corpus with what is expected of them, each
// after those that it comes after.
func corpus(t *testing.T) (names []string, lists map[string]expected) {
	t.Helper()
	entries, err := os.ReadDir("testdata/corpus")
	if err != nil {
		t.Fatal(err)
	}
	lists = make(map[string]expected)
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".expected.yaml") {
			names = append(names, entry.Name())
			lists[entry.Name()] = read[expected](t, "corpus/"+entry.Name()+".expected.yaml")
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return len(lists[a].After) - len(lists[b].After) })
	return names, lists
}

// Each list alone, after those that it comes after: what it is understood to
// be, what becomes of every row, and the figures; and a second time, when it
// adds nothing.
func TestCorpus(t *testing.T) {
	base := worldtest.Open(t, storetest.Location(t, store.SQLite))
	names, lists := corpus(t)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			e := lists[name]
			w := base.In(t, name, e.Programme)
			for _, before := range e.After {
				w.Import(e.Programme, "testdata/corpus/"+before)
			}
			d := e.compare(w, "testdata/corpus/"+name)
			d.figures(w, e.Programme, e.Figures)
			d.declared(w, e.Programme, e.Declared)
			d.parted(w, e.Programme, e.Parted)
			d.number("people", e.People, people(w))
			d.again(w, e, "testdata/corpus/"+name)
			w.Sound()
			d.report(t, e.Trap, e.Why)
		})
	}
}

// whole is what is true once the whole corpus is in.
type whole struct {
	People     int                       `yaml:"people"`
	Programmes map[string]map[string]int `yaml:"programmes"`
}

// All lists in one organisation: the people of different traps are different,
// so that every account is as it was alone and the figures add up.
func TestCorpusTogether(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma, reque)
		names, lists := corpus(t)
		for _, name := range names {
			e := lists[name]
			e.compare(w, "testdata/corpus/"+name).report(t, name+": "+e.Trap, e.Why)
		}
		var d difference
		truth := read[whole](t, "corpus.expected.yaml")
		for programme, figures := range truth.Programmes {
			d.figures(w, programme, figures)
		}
		d.number("people", truth.People, people(w))
		w.Sound()
		d.report(t, "the whole corpus", "")
	})
}

// folder is what is true of the lists that an office keeps over a year.
type folder struct {
	Programme string         `yaml:"programme"`
	People    int            `yaml:"people"`
	Figures   map[string]int `yaml:"figures"`
	Declared  map[string]int `yaml:"declared"`
	Parted    []parted       `yaml:"parted"`
	Lists     []struct {
		File   string    `yaml:"file"`
		Trap   string    `yaml:"trap"`
		Why    string    `yaml:"why"`
		Sheets []sheetOf `yaml:"sheets"`
	} `yaml:"lists"`
	Others []string `yaml:"others"` // that are no lists
}

// A stranger's folder, with copies, subfolders and clutter: every row of every
// list is accounted for, and each woman counts once.
func TestAStrangersFolder(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		truth := read[folder](t, "folder.expected.yaml")
		w := worldtest.Open(t, location, truth.Programme)
		lists, others := filesIn(t, "testdata/folder")
		if want := len(truth.Lists); len(lists) != want || !slices.Equal(others, truth.Others) {
			t.Fatalf("%d lists, want %d; others %q", len(lists), want, others)
		}
		for _, list := range truth.Lists {
			e := expected{Programme: truth.Programme, Opens: true, Sheets: list.Sheets}
			e.compare(w, "testdata/folder/"+list.File).report(t, list.File+": "+list.Trap, list.Why)
		}
		var d difference
		for _, list := range truth.Lists {
			d.again(w, expected{Programme: truth.Programme, Opens: true}, "testdata/folder/"+list.File)
		}
		d.figures(w, truth.Programme, truth.Figures)
		d.declared(w, truth.Programme, truth.Declared)
		d.parted(w, truth.Programme, truth.Parted)
		d.number("people", truth.People, people(w))
		w.Sound()
		d.report(t, "the whole folder", "")
	})
}

// filesIn parts the files of a folder into lists and others, as the import of a
// folder does.
func filesIn(t *testing.T, root string) (lists, others []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name := strings.TrimPrefix(filepath.ToSlash(path), root+"/")
		hidden := strings.HasPrefix(entry.Name(), ".") || strings.HasPrefix(entry.Name(), "~$")
		if extension := filepath.Ext(name); !hidden && (extension == ".csv" || extension == ".xlsx") {
			lists = append(lists, name)
		} else {
			others = append(others, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(others)
	return lists, others
}

// people counts the different people of the world.
func people(w *worldtest.World) int {
	roots := make(map[string]bool)
	for root := range maps.Values(w.Roots()) {
		roots[root] = true
	}
	return len(roots)
}

// compare imports a list and returns how its account differs.
func (e expected) compare(w *worldtest.World, path string) *difference {
	w.Helper()
	d := &difference{}
	position := w.Position()
	account, err := w.Importer(e.Programme).Import(w.Context, path)
	switch {
	case !e.Opens:
		d.sentence("the file", e.Sentence, err)
		d.number("entries of the journal", int(position), int(w.Position()))
	case err != nil:
		d.add("the file was not read: %s", spoken(err))
	case len(account.Sheets) != len(e.Sheets):
		d.add("%d sheets, want %d", len(account.Sheets), len(e.Sheets))
	default:
		for i, sheet := range e.Sheets {
			sheet.compare(d, account.Sheets[i])
		}
	}
	return d
}

// internal begins what nobody should read.
const internal = "an internal error: "

// spoken is what a person reads of an error.
func spoken(err error) string {
	if err == nil {
		return internal + "none"
	}
	if trenza.KindOf(err) == trenza.Internal {
		return internal + err.Error()
	}
	return locale.For(locale.Spanish).Error(err)
}
