package sheet

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/trenza/trenza"
)

// draft is a file under a temporary name in the folder where it will stay.
type draft struct {
	*os.File
	path string // where it will stay
}

func newDraft(path string) (*draft, error) {
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return nil, cannotWrite(path, err)
	}
	return &draft{File: file, path: path}, nil
}

// keep puts the file in its place, or leaves nothing when it cannot.
func (d *draft) keep() error {
	err := errors.Join(d.Sync(), d.File.Close())
	if err == nil {
		err = os.Rename(d.Name(), d.path)
	}
	if err != nil {
		os.Remove(d.Name())
		return cannotWrite(d.path, err)
	}
	return nil
}

func (d *draft) discard() {
	d.File.Close()
	os.Remove(d.Name())
}

func cannotWrite(path string, cause error) error {
	problem := trenza.Problem{Kind: trenza.Unavailable, Key: "sheet.cannot_write", Args: []any{filepath.Base(path)}}
	return problem.Because(cause)
}

// fileWriter is a writer whose file stays only if everything went well.
type fileWriter struct {
	Writer
	draft  *draft
	failed error
	done   bool
}

func (f *fileWriter) Sheet(name string) error { return f.note(f.Writer.Sheet(name)) }

func (f *fileWriter) Row(cells ...any) error { return f.note(f.Writer.Row(cells...)) }

// note remembers the first error, and tells apart what the disk refuses from
// what the list has wrong.
func (f *fileWriter) note(err error) error {
	if err == nil || f.failed != nil {
		return err
	}
	if _, ok := errors.AsType[*os.PathError](err); ok {
		err = cannotWrite(f.draft.path, err)
	}
	f.failed = err
	return err
}

func (f *fileWriter) Close() error {
	if f.done {
		return f.failed
	}
	f.done = true
	if f.failed != nil {
		f.Writer.Discard()
		f.draft.discard()
		return f.failed
	}
	if err := f.note(f.Writer.Close()); err != nil {
		f.draft.discard()
		return err
	}
	return f.note(f.draft.keep())
}

func (f *fileWriter) Discard() {
	if f.done {
		return
	}
	f.done = true
	f.Writer.Discard()
	f.draft.discard()
}
