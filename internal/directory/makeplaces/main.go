// Command makeplaces writes places.csv, the places of Peru by INEI code, from
// the ubigeo.json of the npm package peru-ubigeo and from supplement.csv, the
// districts that the package lacks:
//
//	go run ./makeplaces node_modules/peru-ubigeo/lib/ubigeo.json supplement.csv places.csv
package main

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// node is a place of the source with those that it holds.
type node struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Children []node `json:"childrens"`
}

// corrections mends names that the source misspells beyond doubt: Spanish has
// no grave accent, and Víctor is written with an accent, as the source does in
// the province of Víctor Fajardo.
var corrections = map[string]string{
	"La Uniòn":             "La Unión",
	"Pàucar del Sara Sara": "Páucar del Sara Sara",
	"Victor Larco Herrera": "Víctor Larco Herrera",
}

func main() {
	if len(os.Args) != 4 {
		fail(fmt.Errorf("usage: makeplaces UBIGEO.JSON SUPPLEMENT.CSV PLACES.CSV"))
	}
	if err := convertFiles(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "makeplaces:", err)
	os.Exit(1)
}

func convertFiles(from, more, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	supplement, err := os.Open(more)
	if err != nil {
		return err
	}
	defer supplement.Close()
	var table strings.Builder
	if err := convert(source, supplement, &table); err != nil {
		return fmt.Errorf("%s with %s: %w", from, more, err)
	}
	return os.WriteFile(to, []byte(table.String()), 0o644)
}

// convert reads the tree of places and what it lacks, and writes the table,
// sorted by code.
func convert(source, supplement io.Reader, table io.Writer) error {
	var departments []node
	if err := json.NewDecoder(source).Decode(&departments); err != nil {
		return err
	}
	rows, err := flatten(nil, "", departments)
	if err != nil {
		return err
	}
	if rows, err = supplemented(rows, supplement); err != nil {
		return err
	}
	slices.SortFunc(rows, func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
	if err := refuseTwice(rows); err != nil {
		return err
	}
	return csv.NewWriter(table).WriteAll(slices.Insert(rows, 0, []string{"code", "name"}))
}

// flatten appends the places below the code to rows, each checked.
func flatten(rows [][]string, holder string, nodes []node) ([][]string, error) {
	for _, n := range nodes {
		if err := n.check(holder); err != nil {
			return nil, err
		}
		rows = append(rows, []string{n.ID, cmp.Or(corrections[n.Name], n.Name)})
		var err error
		if rows, err = flatten(rows, n.ID, n.Children); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// supplemented appends the districts of the supplement to rows, each checked
// and inside a province that the rows already have.
func supplemented(rows [][]string, supplement io.Reader) ([][]string, error) {
	table := csv.NewReader(supplement)
	table.Comment, table.FieldsPerRecord = '#', 2
	districts, err := table.ReadAll()
	if err != nil {
		return nil, err
	}
	known := make(map[string]bool)
	for _, row := range rows {
		known[row[0]] = true
	}
	for _, row := range districts[min(1, len(districts)):] {
		district := node{ID: row[0], Name: row[1]}
		province := district.ID[:min(4, len(district.ID))]
		if err := district.check(province); err != nil {
			return nil, err
		}
		if !known[province] {
			return nil, fmt.Errorf("%s lies in no province of the source", district.ID)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// check refuses what cannot be a place, and names that the plain table, which
// is read without quotes, could not hold.
func (n node) check(holder string) error {
	switch {
	case !strings.HasPrefix(n.ID, holder) || len(n.ID) != len(holder)+2:
		return fmt.Errorf("%q is no code of a place inside %q", n.ID, holder)
	case strings.Trim(n.ID, "0123456789") != "":
		return fmt.Errorf("%q is no code: it has signs other than digits", n.ID)
	case len(n.ID) > 6:
		return fmt.Errorf("%q lies below a district", n.ID)
	case n.Name == "" || n.Name != strings.TrimSpace(n.Name) || strings.ContainsAny(n.Name, ",\"\r\n"):
		return fmt.Errorf("%s: %q is no name", n.ID, n.Name)
	}
	return nil
}

// refuseTwice finds a code that two places of the sorted rows share.
func refuseTwice(rows [][]string) error {
	for i := 1; i < len(rows); i++ {
		if rows[i][0] == rows[i-1][0] {
			return fmt.Errorf("%s is both %q and %q", rows[i][0], rows[i-1][1], rows[i][1])
		}
	}
	return nil
}
