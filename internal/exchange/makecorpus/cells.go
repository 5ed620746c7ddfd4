package main

import (
	"fmt"
	"strconv"
	"strings"
)

// lineOf is the reference of a payment line, which no two files share.
func lineOf(prefix string, n int) string { return fmt.Sprintf("%s-%04d", prefix, n+1) }

// spread writes a mark in each cell.
func spread(marks string) []any {
	var cells []any
	for _, mark := range marks {
		if mark == ' ' {
			cells = append(cells, nil)
			continue
		}
		cells = append(cells, string(mark))
	}
	return cells
}

// present counts the marks of who was there.
func present(marks string) int { return strings.Count(marks, "P") }

// atoi makes a number of digits, as a spreadsheet does: without its zeros.
func atoi(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		panic(err)
	}
	return n
}
