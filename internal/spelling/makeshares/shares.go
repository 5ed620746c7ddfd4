package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// shares tells how many in 100,000 bear a name.
type shares map[string]float64

const all = 100_000

// outOf makes shares of counts.
func outOf(counts map[string]float64) shares {
	total := 0.0
	for _, count := range counts {
		total += count
	}
	s := make(shares, len(counts))
	for name, count := range counts {
		s[name] = count * all / total
	}
	return s
}

// mixed adds up several shares, each with its weight; weights make one.
func mixed(weights []float64, parts ...shares) shares {
	sum := make(shares)
	for i, part := range parts {
		for name, share := range part {
			sum[name] += weights[i] * share
		}
	}
	return sum
}

// atLeast raises the shares of names to an estimate where they are lower.
func (s shares) atLeast(estimate float64, names ...string) {
	for _, name := range names {
		s[name] = max(s[name], estimate)
	}
}

// table prints the n most common names, the most common first, below a comment.
func (s shares) table(comment string, n int) []byte {
	names := slices.SortedFunc(maps.Keys(s), func(a, b string) int {
		return cmp.Or(cmp.Compare(s[b], s[a]), cmp.Compare(a, b))
	})
	out := bytes.NewBufferString(comment)
	for _, name := range names[:min(n, len(names))] {
		fmt.Fprintf(out, "%s,%.2f\n", name, s[name])
	}
	return out.Bytes()
}

// read counts the names of a table below its header: count returns the names of
// a row and how often it counts each.
func read(folder, file string, count func(row []string) ([]string, float64)) (map[string]float64, error) {
	path := filepath.Join(folder, file)
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	counts := make(map[string]float64)
	for _, row := range rows[min(1, len(rows)):] {
		names, n := count(row)
		for _, name := range names {
			counts[name] += n
		}
	}
	return counts, nil
}

// number reads a count; a cell that is none counts nothing.
func number(cell string) float64 {
	n, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		return 0
	}
	return n
}
