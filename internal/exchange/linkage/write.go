package linkage

import (
	"context"
	"path/filepath"
	"slices"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/match"
)

// The files of a result.
const (
	PairsFile  = "pairs.csv"
	GroupsFile = "groups.csv"
	ModelFile  = "model.yaml"
)

// Writing says how a result is written.
type Writing struct {
	Folder   string
	Only     []match.Verdict // the pairs that are wanted, none for all
	Words    locale.Printer
	Progress match.Progress
}

// writeEvery is how many rows are written between two looks at the clock.
const writeEvery = 1000

// Write writes pairs, groups and the model into a folder. None of them appears
// before the pairs and groups are complete, and each appears whole.
func (r *Result) Write(ctx context.Context, w Writing) error {
	if w.Progress == nil {
		w.Progress = func(string, int, int) {}
	}
	pairs, err := sheet.Create(filepath.Join(w.Folder, PairsFile))
	if err != nil {
		return err
	}
	defer pairs.Discard()
	groups, err := sheet.Create(filepath.Join(w.Folder, GroupsFile))
	if err != nil {
		return err
	}
	defer groups.Discard()
	if err := r.writePairs(ctx, pairs, w); err != nil {
		return err
	}
	if err := r.writeGroups(ctx, groups, w.Words); err != nil {
		return err
	}
	if err := writeModel(filepath.Join(w.Folder, ModelFile), r.Model, w.Words); err != nil {
		return err
	}
	if err := groups.Close(); err != nil {
		return err
	}
	return pairs.Close()
}

// headings are the headings of a file of results, in the reader's language.
func headings(words locale.Printer, keys ...string) []any {
	row := make([]any, len(keys))
	for i, key := range keys {
		row[i] = words.Text(key)
	}
	return row
}

func (r *Result) writePairs(ctx context.Context, to sheet.Writer, w Writing) error {
	err := to.Row(headings(w.Words, "match.head.order", "match.head.left", "match.head.right", "match.head.left_line",
		"match.head.right_line", "match.head.answer", "match.head.code", "match.head.group", "match.head.reasons")...)
	if err != nil {
		return err
	}
	say := newSpeaker(w.Words, r.Map.Schema())
	compare := r.table.NewComparer()
	for n, a := range r.Answers {
		if n%writeEvery == 0 {
			w.Progress(StageWrite, n, len(r.Answers))
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		if len(w.Only) > 0 && !slices.Contains(w.Only, a.Verdict) {
			continue
		}
		told := r.Model.Telling(a.Verdict, compare.Levels(a.A, a.B).Levels, r.Records.Said(a.A), r.Records.Said(a.B))
		err := to.Row(n+1, r.Records.ID(a.A), r.Records.ID(a.B), r.Records.Line(a.A), r.Records.Line(a.B),
			w.Words.Text("match.answer."+string(a.Verdict)), string(a.Verdict), groupOf(a), say.reasons(told))
		if err != nil {
			return err
		}
	}
	return nil
}

// groupOf is the cell of the group of a pair, empty outside groups.
func groupOf(a match.Answer) any {
	if a.Group == 0 {
		return nil
	}
	return a.Group
}

// writeGroups writes each group with what its rows say, so that a person sees at
// a glance whether they belong together.
func (r *Result) writeGroups(ctx context.Context, to sheet.Writer, words locale.Printer) error {
	head := headings(words, "match.head.group", "match.head.id", "match.head.line")
	if len(r.Files) > 1 {
		head = headings(words, "match.head.group", "match.head.file", "match.head.id", "match.head.line")
	}
	for _, f := range r.Map.Fields {
		head = append(head, f.Name)
	}
	if err := to.Row(head...); err != nil {
		return err
	}
	for n, members := range r.Groups {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		for _, i := range members {
			if err := to.Row(r.groupRow(n+1, i)...); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *Result) groupRow(group, i int) []any {
	row := []any{group, r.Records.ID(i), r.Records.Line(i)}
	if len(r.Files) > 1 {
		file := r.Files[0]
		if r.Records.Second(i) {
			file = r.Files[1]
		}
		row = []any{group, filepath.Base(file), r.Records.ID(i), r.Records.Line(i)}
	}
	said := r.Records.Said(i)
	for f := range r.Map.Fields {
		row = append(row, match.Written(said, f))
	}
	return row
}
