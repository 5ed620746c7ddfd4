package pathway_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
	. "github.com/trenza/trenza/internal/worldtest"
)

// left are the columns, and the tables, that tell of a merge and of its undoing,
// or only in which order things came about: what was decided stays known, and a
// milestone that is settled anew has another id.
var left = map[string][]string{
	"merge": nil, "review_opinion": nil, "journal_command": nil, "journal_command_undone": nil,
	"review_pair": {"verdict", "decided"}, "milestone": {"id", "entry"}, "publication": nil,
}

// derivedTables are those of package reach: what held once stays in them.
var derivedTables = []string{"fact", "fact_root", "fact_household", "tally"}

// standing is every row of every table that holds now, and every fact that
// counts, as a text to compare.
func standing(w *World) string {
	w.Helper()
	var lines []string
	w.Read(func(r store.Reader) error {
		for _, table := range append(journal.SealedTables(), derivedTables...) {
			skip, named := left[table]
			if named && skip == nil {
				continue
			}
			rows, err := rowsOf(w, r, table, skip)
			if err != nil {
				return err
			}
			lines = append(lines, rows...)
		}
		return nil
	})
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// rowsOf spells the rows of a table that hold now.
func rowsOf(w *World, r store.Reader, table string, skip []string) (lines []string, err error) {
	var columns []string
	derived := slices.Contains(derivedTables, table)
	wall, where := "organisation", ""
	for _, c := range r.Columns(table) {
		switch {
		case c.Name == "host":
			wall = "host"
		case c.Name == "until" && derived:
			where = " and until is null"
			continue
		case derived && (c.Name == "since" || c.Name == "ordinal" || c.Name == "source"), c.Name == "seal", slices.Contains(skip, c.Name):
			continue
		}
		if c.Name == "form" { // what is moved is sealed anew
			c.Name = "coalesce(length(form), 0)"
		}
		columns = append(columns, c.Name)
	}
	query := `select ` + strings.Join(columns, ", ") + ` from ` + table + ` where ` + wall + ` = $1` + where
	err = r.Each(w.Context, query, store.Args(w.Actor.Organisation), func(scan store.Scan) error {
		cells, targets := make([]any, len(columns)), make([]any, len(columns))
		for i := range cells {
			targets[i] = &cells[i]
		}
		err := scan(targets...)
		lines = append(lines, table+" "+fmt.Sprint(cells...))
		return err
	})
	return lines, err
}

// same fails where two states differ, showing the rows that do.
func same(t interface{ Errorf(string, ...any) }, what, got, want string) {
	rows := make(map[string]int)
	for row := range strings.SplitSeq(want, "\n") {
		rows[row]--
	}
	for row := range strings.SplitSeq(got, "\n") {
		rows[row]++
	}
	for row, n := range rows {
		if n != 0 {
			t.Errorf("%s: %+d %s", what, n, row)
		}
	}
}
