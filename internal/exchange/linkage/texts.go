package linkage

import (
	"strings"

	"github.com/trenza/trenza/internal/match"
)

// Records are the rows that were read, as texts, one after the other in a single
// run of bytes: a million of them cost little more than their letters.
type Records struct {
	letters []byte
	ends    []int
	lines   []uint32
	second  int // the first row of the second file; all rows when there is one file
}

// What parts the texts of a row. No cell holds either: cleaned makes blanks of
// all control characters.
const (
	betweenFields = "\x1e"
	betweenValues = "\x1d"
)

// Len is how many rows there are.
func (r *Records) Len() int { return len(r.ends) }

// add keeps a row: its name, its line in the file, and what it says.
func (r *Records) add(id string, line int, said match.Record) {
	r.letters = append(r.letters, id...)
	for _, values := range said {
		r.letters = append(r.letters, betweenFields...)
		for i, v := range values {
			if i > 0 {
				r.letters = append(r.letters, betweenValues...)
			}
			r.letters = append(r.letters, v...)
		}
	}
	r.ends = append(r.ends, len(r.letters))
	r.lines = append(r.lines, uint32(line))
}

// row returns the texts of a row.
func (r *Records) row(i int) string {
	begin := 0
	if i > 0 {
		begin = r.ends[i-1]
	}
	return string(r.letters[begin:r.ends[i]])
}

// ID returns the name of a row.
func (r *Records) ID(i int) string {
	id, _, _ := strings.Cut(r.row(i), betweenFields)
	return id
}

// Line returns where a row stands in its file, as people see it.
func (r *Records) Line(i int) int { return int(r.lines[i]) }

// Second reports whether a row is of the second file.
func (r *Records) Second(i int) bool { return i >= r.second }

// Said returns what a row says, field by field.
func (r *Records) Said(i int) match.Record {
	fields := strings.Split(r.row(i), betweenFields)[1:]
	said := make(match.Record, len(fields))
	for f, text := range fields {
		if text != "" {
			said[f] = strings.Split(text, betweenValues)
		}
	}
	return said
}
