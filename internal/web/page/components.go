package page

import (
	"fmt"
	"slices"
	"strconv"
)

// Strand is one of the three strands of a programme, or her own thread.
type Strand string

// The strands.
const (
	StrandProtection Strand = "protection"
	StrandLivelihood Strand = "livelihood"
	StrandCommunity  Strand = "community"
	StrandThread     Strand = "thread"
)

// StatShow is a figure and how it came about.
type StatShow struct {
	Value string // as it is written: "1.038"
	Noun  string // what it counts, in bold: "mujeres distintas"
	Rest  string // what follows the noun: "acompañadas"; "" for nothing
	Sub   string // a sentence under it; "" for none
	How   []Fact // what was counted, from where, until when; none draws no "Cómo se contó"
	More  string // the address of the whole account; "" for none
}

// StepShow is one step of a process.
type StepShow struct {
	Text  string
	Note  string // whose turn it is, or when it was; "" for nothing
	State string // StepDone, StepNow, or "" for one to come
}

// The states of a step.
const (
	StepDone = "done"
	StepNow  = "now"
)

// mark is what stands in the ring of a step that is not done: its number.
func (s StepShow) mark(index int) string { return strconv.Itoa(index + 1) }

// Chosen reports whether a choice was made among those of a field.
func (f Form) Chosen(field, value string) bool { return slices.Contains(f.Values[field], value) }

// choiceID is the id of a choice: the first has that of its field, so that the
// summary of what is wrong leads to it.
func choiceID(f Field, index int) string {
	if index == 0 {
		return f.Name
	}
	return f.Name + "-" + strconv.Itoa(index)
}

// rows is how many lines an area shows at first.
func (f Field) rows() int {
	if f.Rows > 0 {
		return f.Rows
	}
	return 4
}

// barWidth is how long a bar of a hundred is, as an attribute.
func barWidth(part, whole int) string {
	switch {
	case whole <= 0 || part <= 0:
		return "0"
	case part >= whole:
		return "100"
	}
	return fmt.Sprintf("%.1f", 100*float64(part)/float64(whole))
}
