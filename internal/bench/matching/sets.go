package main

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/match"
)

// labelledSet is a public set of labelled records: its files, what their
// columns hold, and which column tells who is who.
type labelledSet struct {
	name  string
	files []string // gzip of CSV; two are linked, one is searched for repeats
	label string
	who   func(label string) string
	f1    float64 // what is asked
	columns
}

// columns are the names of columns and what they hold.
type columns []match.Field

var febrl = columns{
	{Name: "given_name", Kind: match.Given},
	{Name: "surname", Kind: match.Surname},
	{Name: "street_number", Kind: match.Category},
	{Name: "address_1", Kind: match.Address},
	{Name: "address_2", Kind: match.Address},
	{Name: "suburb", Kind: match.Place},
	{Name: "postcode", Kind: match.Code},
	{Name: "state", Kind: match.Category},
	{Name: "date_of_birth", Kind: match.Date},
}

var sets = []labelledSet{
	{
		name: "FEBRL 4, with the social security number", files: []string{"febrl4a.csv.gz", "febrl4b.csv.gz"},
		label: "rec_id", who: febrlNumber, f1: 0.998,
		columns: append(slices.Clone(febrl), match.Field{Name: "soc_sec_id", Kind: match.Document}),
	},
	{
		name: "FEBRL 4, without it", files: []string{"febrl4a.csv.gz", "febrl4b.csv.gz"},
		label: "rec_id", who: febrlNumber, f1: 0.995, columns: febrl,
	},
	{
		name: "fake_1000", files: []string{"fake_1000.csv.gz"},
		label: "cluster", who: func(label string) string { return label }, f1: 0.95,
		columns: columns{
			{Name: "first_name", Kind: match.Given},
			{Name: "surname", Kind: match.Surname},
			{Name: "dob", Kind: match.Date},
			{Name: "city", Kind: match.Place},
			{Name: "email", Kind: match.Email},
		},
	},
}

// febrlNumber is who "rec-561-dup-0" is: 561.
func febrlNumber(label string) string {
	parts := strings.Split(label, "-")
	return parts[min(1, len(parts)-1)]
}

// read reads the set from a folder, nil when it is not there.
func (s labelledSet) read(folder string) (*labelled, error) {
	l := &labelled{table: match.NewTable(match.Schema{Fields: s.columns})}
	people := map[string]int{}
	for i, file := range s.files {
		rows, err := readRows(filepath.Join(folder, file))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if i == 1 {
			l.split = l.table.Len()
		}
		if err := s.take(l, rows, people); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return l, nil
}

// take adds the rows of a file below their header. People get numbers in the
// order in which they come.
func (s labelledSet) take(l *labelled, rows [][]string, people map[string]int) error {
	at := func(column string) int { return slices.Index(rows[0], column) }
	label := at(s.label)
	for _, column := range s.columns {
		if label < 0 || at(column.Name) < 0 {
			return fmt.Errorf("no column %q or %q", s.label, column.Name)
		}
	}
	for _, row := range rows[1:] {
		record := make(match.Record, len(s.columns))
		for i, column := range s.columns {
			record[i] = one(row[at(column.Name)])
		}
		who := s.who(row[label])
		if _, known := people[who]; !known {
			people[who] = len(people)
		}
		l.add(record, people[who])
	}
	return nil
}

// readRows reads a zipped CSV, without the blanks around its cells.
func readRows(path string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(unzipped).ReadAll()
	if err == nil && len(rows) == 0 {
		err = errors.New("the file is empty")
	}
	for _, row := range rows {
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
	}
	return rows, err
}
