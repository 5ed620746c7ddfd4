package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/reach"
)

// grid makes a table of rows of counts. A cell of nobody is there, too.
func grid(rows ...[]int) []Cell {
	var cells []Cell
	for i, row := range rows {
		for j, count := range row {
			cells = append(cells, Cell{Cell: reach.Cell{Values: []string{fmt.Sprint(i), fmt.Sprint(j)}, Count: count}})
		}
	}
	return cells
}

// line makes a table of one dimension.
func line(counts ...int) []Cell {
	cells := grid(counts)
	for i := range cells {
		cells[i].Values = cells[i].Values[1:]
	}
	return cells
}

// shown writes a table as it would be published, a row after another.
func shown(cells []Cell, least int) string {
	var b strings.Builder
	for i, c := range cells {
		if i > 0 {
			b.WriteString(" ")
			if len(c.Values) == 2 && c.Values[0] != cells[i-1].Values[0] {
				b.WriteString("/ ")
			}
		}
		if c.Hidden {
			b.WriteString(hidden(c.Count, least))
		} else {
			fmt.Fprint(&b, c.Count)
		}
	}
	return b.String()
}

func TestSmallCellsAndWhatTellsThemAreHidden(t *testing.T) {
	for _, c := range []struct {
		name  string
		cells []Cell
		least int
		shown string
	}{
		{"nothing is small", line(5, 9, 0, 30), 5, "5 9 0 30"},
		{"the next smallest goes as well", line(3, 9, 0, 30), 5, "<5 … 0 30"},
		{"two small ones cover each other", line(3, 2, 0, 30), 5, "<5 <5 0 30"},
		{"two of one are told by their sum", line(1, 1, 20, 30), 5, "<5 <5 … 30"},
		{"two of four are, too", line(4, 4, 20, 30), 5, "<5 <5 … 30"},
		{"the smallest of all and the smallest to be shown", line(1, 5, 20, 30), 5, "<5 … … 30"},
		{"nobody else is there", line(3, 0, 0), 5, "<5 0 0"},
		{"nobody at all", line(0, 0), 5, "0 0"},
		{"a sensitive topic", line(9, 12, 30), 10, "<10 … 30"},
		{"a line of one", line(4), 5, "<5"},
		{"as many as may be shown", line(5), 5, "5"},
		{"a small total tells of nobody", line(1, 1, 1, 1), 5, "<5 <5 <5 <5"},
		{"seven of one", line(1, 1, 1, 1, 1, 1, 1), 5, "withheld"},
		{"two of four alone", line(4, 4, 0), 5, "withheld"},
		{"a row, its column, and the corner", grid([]int{3, 20, 30}, []int{40, 50, 60}, []int{70, 80, 90}), 5, "<5 … 30 / … … 60 / 70 80 90"},
		{"the corner of nobody covers nothing", grid([]int{3, 0}, []int{40, 50}), 5, "<5 0 / … …"},
		{"four hidden cells that tell one another", grid([]int{4, 1, 30}, []int{1, 1, 40}, []int{50, 60, 70}), 5, "<5 <5 … / <5 <5 … / … … 70"},
		{"a diagonal of one", grid([]int{1, 0, 0}, []int{0, 4, 0}, []int{0, 0, 1}), 5, "<5 0 0 / 0 <5 0 / 0 0 <5"},
		{"a diagonal of ones", grid([]int{1, 0, 0, 0, 0}, []int{0, 1, 0, 0, 0}, []int{0, 0, 1, 0, 0}, []int{0, 0, 0, 1, 0}, []int{0, 0, 0, 0, 1}), 5, "withheld"},
	} {
		dimensions, got := len(c.cells[0].Values), "withheld"
		if hideCells(c.cells, dimensions, c.least) {
			got = shown(c.cells, c.least)
		}
		if got != c.shown {
			t.Errorf("%s: %s, want %s", c.name, got, c.shown)
		}
	}
}

// In three dimensions, too, each line and the whole are held against their
// totals.
func TestCellsOfThreeDimensions(t *testing.T) {
	var cells []Cell
	for i, count := range []int{3, 20, 30, 40, 50, 60, 70, 80} {
		values := []string{fmt.Sprint(i / 4), fmt.Sprint(i / 2 % 2), fmt.Sprint(i % 2)}
		cells = append(cells, Cell{Cell: reach.Cell{Values: values, Count: count}})
	}
	hideCells(cells, 3, 5)
	if got := shown(cells, 5); got != "<5 … … … … … … …" {
		t.Error(got)
	}
	ones := cells[:0]
	for i := range 8 {
		cells[i].Hidden, cells[i].Count = false, 1
		ones = append(ones, cells[i])
	}
	if hideCells(ones, 3, 5) {
		t.Error("eight cells of one are told by their total")
	}
}

// Of any table, what is published hides every small cell and no cell of nobody;
// no line has one hidden cell alone, unless it has no other of anybody; and
// whoever reckons with all that is shown is left with more than one value for
// each small cell. Only a table that cannot be hidden enough is withheld.
func TestNobodyReckonsASmallCell(t *testing.T) {
	const least = 3
	rapid.Check(t, func(t *rapid.T) {
		for range 20 {
			checkTable(t, anyTable(t), least)
		}
	})
}

func checkTable(t *rapid.T, cells []Cell, least int) {
	enough := hideCells(cells, len(cells[0].Values), least)
	told := false
	for i, values := range reckoned(cells, least) {
		c := cells[i]
		if small(c.Count, least) && !c.Hidden || c.Count == 0 && c.Hidden {
			t.Fatalf("%s", shown(cells, least))
		}
		told = told || small(c.Count, least) && len(values) < 2
		if !enough && c.Count > 0 && !c.Hidden {
			t.Fatalf("withheld, and more could be hidden: %s", shown(cells, least))
		}
	}
	if told == enough {
		t.Fatalf("published %v, reckoned %v: %s", enough, told, shown(cells, least))
	}
	for name, line := range linesOf(cells) {
		hidden, others := 0, 0
		for _, i := range line {
			if cells[i].Hidden {
				hidden++
			} else if cells[i].Count > 0 {
				others++
			}
		}
		if hidden == 1 && others > 0 {
			t.Fatalf("one cell alone is hidden in line %s of %s", name, shown(cells, least))
		}
	}
}

func anyTable(t *rapid.T) []Cell {
	count := rapid.SampledFrom([]int{0, 0, 1, 1, 2, 2, 3, 4, 5, 7})
	width := rapid.IntRange(1, 3).Draw(t, "columns")
	rows := rapid.SliceOfN(rapid.SliceOfN(count, width, width), 1, 3).Draw(t, "rows")
	if len(rows) == 1 {
		return line(rows[0]...)
	}
	return grid(rows...)
}

// linesOf gives the cells of each line, and of all, by their index.
func linesOf(cells []Cell) map[string][]int {
	lines := make(map[string][]int)
	for i, c := range cells {
		lines["all"] = append(lines["all"], i)
		if len(c.Values) == 1 {
			continue
		}
		for d, value := range c.Values {
			name := fmt.Sprint(d, value)
			lines[name] = append(lines[name], i)
		}
	}
	return lines
}

// reckoned tries every table that agrees with what is published of one: the
// shown cells, the marks of the hidden ones, and the totals that may be
// published. It returns the values that each hidden cell may have.
func reckoned(cells []Cell, least int) []map[int]bool {
	reader := reckoning{left: make(map[string]int), of: make([][]string, len(cells)), values: make([]map[int]bool, len(cells))}
	known := publishedTotals(cells, least)
	for name, line := range linesOf(cells) {
		total, shown := 0, 0
		for _, i := range line {
			total += cells[i].Count
			if !cells[i].Hidden {
				shown += cells[i].Count
			}
		}
		if !known[name] {
			continue
		}
		reader.left[name] = total - shown
		for _, i := range line {
			reader.of[i] = append(reader.of[i], name)
		}
	}
	for i, c := range cells {
		if c.Hidden {
			reader.hidden = append(reader.hidden, i)
		}
		reader.values[i] = make(map[int]bool)
	}
	reader.try(cells, least, make([]int, 0, len(cells)))
	return reader.values
}

// publishedTotals returns the lines whose total stands in a table of its own.
func publishedTotals(cells []Cell, least int) map[string]bool {
	known := make(map[string]bool)
	margins := make(map[string][]Cell)
	lines := linesOf(cells)
	for _, name := range slices.Sorted(maps.Keys(lines)) {
		total := 0
		for _, i := range lines[name] {
			total += cells[i].Count
		}
		known[name] = !small(total, least)
		margins[name[:1]] = append(margins[name[:1]], Cell{Cell: reach.Cell{Values: []string{name}, Count: total}})
	}
	for _, dimension := range []string{"0", "1"} {
		enough := hideCells(margins[dimension], 1, least)
		for _, c := range margins[dimension] {
			known[c.Values[0]] = enough && !c.Hidden
		}
	}
	return known
}

// reckoning is what a reader knows and tries.
type reckoning struct {
	left   map[string]int // of each known total, what the hidden cells of its line add up to
	of     [][]string     // the known totals that a cell is part of
	hidden []int
	values []map[int]bool
}

// try gives the next hidden cell every value that the totals leave room for.
func (r *reckoning) try(cells []Cell, least int, given []int) {
	if len(given) == len(r.hidden) {
		for _, left := range r.left {
			if left != 0 {
				return
			}
		}
		for i, value := range given {
			r.values[r.hidden[i]][value] = true
		}
		return
	}
	cell := r.hidden[len(given)]
	from, to := 1, least-1
	if cells[cell].Count >= least {
		from, to = least, 100
	}
	for _, line := range r.of[cell] {
		to = min(to, r.left[line])
	}
	for value := from; value <= to; value++ {
		for _, line := range r.of[cell] {
			r.left[line] -= value
		}
		r.try(cells, least, append(given, value))
		for _, line := range r.of[cell] {
			r.left[line] += value
		}
	}
}

// A table of every district by month is done with in a moment.
func TestLargeTables(t *testing.T) {
	rows := make([][]int, 300)
	for i := range rows {
		rows[i] = make([]int, 12)
		for j := range rows[i] {
			rows[i][j] = (i*7 + j*13) % 29
		}
	}
	cells := grid(rows...)
	start := time.Now()
	if enough, took := hideCells(cells, 2, 5), time.Since(start); !enough || took > 10*time.Second {
		t.Errorf("enough: %v, in %v", enough, took)
	}
}
