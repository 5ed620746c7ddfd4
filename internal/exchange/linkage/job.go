package linkage

import (
	"context"

	"github.com/trenza/trenza/internal/match"
)

// The stages that this package adds to those of the comparison.
const (
	StageRead  = "read"
	StageWrite = "write"
)

// Job finds what repeats in one file, or which rows of two files go together.
type Job struct {
	Map      *Map
	Files    []string       // one, or two that are linked
	Model    *match.Model   // of an earlier run, nil learns one
	Progress match.Progress // of is 0 where nobody knows how much there is
}

// Result is what was found.
type Result struct {
	Map      *Map
	Files    []string
	Records  *Records
	Model    *match.Model
	Answers  []match.Answer
	Groups   [][]int
	Compared int64
	Unread   map[string]int // cells that could not be read, by name of field
	table    *match.Table
}

// floor is the weight under which a pair is not kept, unless it is of relatives:
// nobody is asked about it.
const floor = -3

// Run reads the files and compares their rows. The same rows give the same
// answer, whatever their order.
func (j Job) Run(ctx context.Context) (*Result, error) {
	if j.Progress == nil {
		j.Progress = func(string, int, int) {}
	}
	r := newReader(j.Map, func(rows int) { j.Progress(StageRead, rows, 0) })
	split := 0
	for n, path := range j.Files {
		if n == 1 {
			split = r.records.Len()
		}
		if err := r.file(ctx, path, n == 1); err != nil {
			return nil, err
		}
	}
	r.records.second = split
	if split == 0 {
		r.records.second = r.records.Len()
	}
	found, err := r.table.Find(ctx, match.Finding{
		Split: split, Floor: floor, Kin: true, Model: j.Model, Blocks: j.Map.Blocks, Progress: j.Progress,
	})
	if err != nil {
		return nil, err
	}
	result := &Result{
		Map: j.Map, Files: j.Files, Records: &r.records, Model: found.Model, Compared: found.Compared,
		Unread: r.unread, table: r.table,
	}
	result.Answers, result.Groups = r.table.Answers(found, split)
	return result, ctx.Err()
}

// Count returns how many pairs have a verdict.
func (r *Result) Count(v match.Verdict) int {
	n := 0
	for _, a := range r.Answers {
		if a.Verdict == v {
			n++
		}
	}
	return n
}

// Once returns how many there are when each group counts once.
func (r *Result) Once() int {
	n := r.Records.Len()
	for _, members := range r.Groups {
		n -= len(members) - 1
	}
	return n
}
