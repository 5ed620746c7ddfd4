package linkage

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"

	"github.com/goccy/go-yaml"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/handwritten"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/match"
)

// writeModel writes what was learnt, for whoever must explain an answer later or
// wants the next file to be held by the same measure. It holds chances of levels
// and no value of any row.
func writeModel(path string, m *match.Model, words locale.Printer) error {
	var text bytes.Buffer
	text.WriteString("# " + words.Text("match.model_note") + "\n")
	body, err := yaml.Marshal(m.Keep())
	if err != nil {
		return err
	}
	text.Write(body)
	return writeWhole(path, text.Bytes())
}

// writeWhole writes a file that appears whole or not at all, readable by its
// owner alone.
func writeWhole(path string, text []byte) error {
	refused := &trenza.Problem{Kind: trenza.Unavailable, Key: "sheet.cannot_write", Args: []any{filepath.Base(path)}}
	draft, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return refused.Because(err)
	}
	defer os.Remove(draft.Name()) // gone already once it has its place
	_, err = draft.Write(text)
	for _, err := range []error{err, draft.Sync(), draft.Close()} {
		if err != nil {
			return refused.Because(err)
		}
	}
	if err := os.Rename(draft.Name(), path); err != nil {
		return refused.Because(err)
	}
	return nil
}

// ReadModel reads the model of an earlier run, which must be of the same fields
// as the map.
func ReadModel(path string, m *Map) (*match.Model, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, (&trenza.Problem{Kind: trenza.NotFound, Key: "sheet.no_file", Args: []any{path}}).Because(err)
	}
	model, err := parseModel(text)
	if err != nil {
		return nil, trenza.Refuse("match.model_unreadable", path).Because(err)
	}
	if !slices.Equal(model.Schema.Fields, m.Schema().Fields) {
		return nil, trenza.Refuse("match.model_other_fields", path)
	}
	return model, nil
}

// parseModel reads a model that was kept.
func parseModel(text []byte) (*match.Model, error) {
	if _, err := handwritten.File(ModelFile).Tree(text); err != nil {
		return nil, err
	}
	var kept match.Kept
	if err := yaml.Unmarshal(text, &kept); err != nil {
		return nil, err
	}
	return kept.Model()
}
