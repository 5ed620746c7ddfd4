package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/trenza/trenza"
)

// ends reports whether an error keeps the files that follow out as well: the
// disk is full, the server is gone, a key does not open. What is wrong with one
// file does not.
func ends(err error) bool {
	problem, ok := errors.AsType[*trenza.Problem](err)
	if !ok {
		return true
	}
	room, _, _ := strings.Cut(problem.Key, ".")
	return slices.Contains([]string{"store", "seal", "journal"}, room)
}
