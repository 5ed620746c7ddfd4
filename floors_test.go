package trenza_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors is the plan of the house: the folders of internal/, the root package
// and the command, from the ground up. A package imports only from lines above
// its own, and nothing on its own line. A folder inside another, such as
// exchange/sheet, counts as the outer one.
const floors = `
trenza                                  the shared words: ids, Day, Period, Money, Place, Actor, error kinds
store seal access locale scale spelling paper   two engines · keys and envelopes · who may do what · her language · scored instruments · how names are written alike · pages to print
journal                                 the one way to write, and the audit log
jobs                                    work that waits: a table taken with a lease
programme registry directory staff      what is offered and counted · who is who · places, organisations, services · accounts and sessions
agenda                                  what comes next, and what waits for somebody
attention outreach                      what was given: to somebody, to heads
protection wellbeing referral legal health cash learning venture measure collective feedback     the rooms
match reach                             the same woman again · each woman once
pathway report                          steps across rooms · figures and their proof
exchange explain                        lists in and out: a list is carried out through the steps of pathway · by which policy somebody may
device                                  what a phone may hold, take out and bring back
web field                               pages · the offline app
cmd/trenza                              wires it all by hand, in sight
`

// annexes are the folders beside the floors, each with those that import it.
// Any test may; an annex itself imports from every floor under the command.
const annexes = `
programmes: programme                   the definitions that travel inside the binary
store/storetest: worldtest bench        empty databases on both engines, for tests
reach/reachtest:                        deliveries counted with paper and pencil, for tests
worldtest:                              a whole installation, for tests
cast: cmd/trenza worldtest              the invented people and lists of the demo and the tests
bench:                                  what the benchmarks share
chance: cast bench                      what invented people are called
matrix:                                 who may do what, tried
scripts:                                what the Makefile calls
`

const module = "github.com/trenza/trenza"

// TestFloors holds every import of the repository against the plan.
func TestFloors(t *testing.T) {
	imports, err := readImports(".")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(imports["internal/journal"], "internal/store") {
		t.Fatalf("the imports were not read: %v", imports)
	}
	for _, fault := range newHouse(floors, annexes).faults(imports) {
		t.Error(fault)
	}
}

// TestFoldersAreNamed: nobody builds a room that the plan does not have, not
// even one without Go files.
func TestFoldersAreNamed(t *testing.T) {
	folders, err := os.ReadDir("internal")
	if err != nil {
		t.Fatal(err)
	}
	plan := newHouse(floors, annexes)
	for _, folder := range folders {
		if folder.IsDir() && !plan.has(folder.Name()) {
			t.Errorf("internal/%s is not in the plan of the house", folder.Name())
		}
	}
}

// TestBrokenFloors breaks each rule once in a small house.
func TestBrokenFloors(t *testing.T) {
	plan := newHouse("trenza   words\nstore seal\njournal   writes\nexchange\ncmd/trenza\n",
		"store/storetest: worldtest\nworldtest:\ncast: cmd/trenza   people\nprogrammes: journal\n")
	tests := []struct{ name, from, to, fault string }{
		{"the root imports a room", ".", "internal/store", "trenza imports store, which is not above it"},
		{"its own line", "internal/store", "internal/seal", "store imports seal, which is not above it"},
		{"a line below", "internal/store", "internal/journal", "store imports journal, which is not above it"},
		{"a folder of a line below", "internal/journal", "internal/exchange/sheet", "journal imports exchange, which is not above it"},
		{"from a folder of a room", "internal/store/schema", "internal/journal", "store imports journal, which is not above it"},
		{"the command", "internal/exchange", "cmd/trenza", "exchange imports cmd/trenza, which is not above it"},
		{"an annex of tests", "internal/journal", "internal/store/storetest", "journal imports store/storetest, which is not for it"},
		{"an annex in the command", "cmd/trenza", "internal/worldtest", "cmd/trenza imports worldtest, which is not for it"},
		{"an annex in its own room", "internal/store", "internal/store/storetest", "store imports store/storetest, which is not for it"},
		{"people in a room", "internal/exchange", "internal/cast", "exchange imports cast, which is not for it"},
		{"the command in an annex", "internal/cast", "cmd/trenza", "cast imports cmd/trenza, which is not above it"},
		{"a room without a place", "internal/cellar", "internal/store", "cellar is not in the plan of the house"},
		{"a command without a place", "cmd/other", "internal/store", "cmd/other is not in the plan of the house"},
		{"above", "internal/journal", "internal/seal", ""},
		{"the root", "internal/store", ".", ""},
		{"the same room", "internal/exchange", "internal/exchange/sheet", ""},
		{"a file of the binary", "internal/journal", "programmes", ""},
		{"people in the command", "cmd/trenza", "internal/cast", ""},
		{"a tool of a room", "internal/cast/makenames", "internal/cast", ""},
		{"one annex in another", "internal/worldtest", "internal/store/storetest", ""},
		{"a room in an annex", "internal/worldtest", "internal/exchange", ""},
	}
	for _, test := range tests {
		var want []string
		if test.fault != "" {
			want = []string{test.fault}
		}
		if got := plan.faults(map[string][]string{test.from: {test.to}}); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", test.name, got, want)
		}
	}
}

// house says where each room stands.
type house struct {
	floor map[string]int      // the line of the text, the root package's the first
	open  map[string][]string // of an annex, the rooms that may import it
}

func newHouse(floors, annexes string) house {
	plan := house{floor: make(map[string]int), open: make(map[string][]string)}
	number := 0
	for line := range strings.Lines(floors) {
		names, _, _ := strings.Cut(line, "   ")
		for _, name := range strings.Fields(names) {
			plan.floor[name] = number
		}
		number++
	}
	for line := range strings.Lines(annexes) {
		names, _, _ := strings.Cut(line, "   ")
		if name, open, found := strings.Cut(names, ":"); found {
			plan.open[name] = strings.Fields(open)
		}
	}
	return plan
}

func (h house) has(room string) bool {
	_, floor := h.floor[room]
	_, annex := h.open[room]
	return floor || annex
}

// faults lists what breaks the plan in the imports of each package, in order.
func (h house) faults(imports map[string][]string) []string {
	var faults []string
	for _, importer := range slices.Sorted(maps.Keys(imports)) {
		from := h.roomOf(importer)
		if !h.has(from) {
			faults = append(faults, from+" is not in the plan of the house")
			continue
		}
		for _, imported := range imports[importer] {
			if fault := h.fault(from, h.roomOf(imported)); fault != "" {
				faults = append(faults, fault)
			}
		}
	}
	return faults
}

func (h house) fault(from, to string) string {
	open, annex := h.open[to]
	if from == to || annex && slices.Contains(open, from) {
		return ""
	}
	if annex {
		return fmt.Sprintf("%s imports %s, which is not for it", from, to)
	}
	if h.reach(from) <= h.floor[to] || !h.has(to) {
		return fmt.Sprintf("%s imports %s, which is not above it", from, to)
	}
	return ""
}

// reach is the line under the last that a room may import from. An annex is
// level with the command.
func (h house) reach(room string) int {
	if floor, stands := h.floor[room]; stands {
		return floor
	}
	return h.floor["cmd/trenza"]
}

// roomOf returns the name by which the plan knows a folder of the repository. A
// folder inside a room counts as the room unless the plan sets it apart.
func (h house) roomOf(folder string) string {
	inside, internal := strings.CutPrefix(folder, "internal/")
	parts := strings.Split(inside, "/")
	_, annex := h.open[inside]
	switch {
	case folder == ".":
		return "trenza"
	case annex:
		return inside
	case parts[0] == "cmd" && !internal && len(parts) > 1:
		return path.Join(parts[:2]...)
	default:
		return parts[0]
	}
}

// readImports returns, for each folder with Go files, the folders of this
// module that its files import. Tests may import what they like.
func readImports(root string) (map[string][]string, error) {
	imports := make(map[string][]string)
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && name != root && (entry.Name()[0] == '.' || entry.Name() == "testdata") {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		folder := filepath.ToSlash(filepath.Dir(name))
		found, err := importsOf(name)
		imports[folder] = append(imports[folder], found...)
		return err
	})
	for folder, found := range imports {
		slices.Sort(found)
		imports[folder] = slices.Compact(found)
	}
	return imports, err
}

// importsOf returns the folders of this module that a file imports.
func importsOf(name string) ([]string, error) {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var folders []string
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		if imported == module {
			folders = append(folders, ".")
		} else if folder, ours := strings.CutPrefix(imported, module+"/"); ours {
			folders = append(folders, folder)
		}
	}
	return folders, nil
}
