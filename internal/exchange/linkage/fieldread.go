package linkage

import (
	"cmp"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/match"
)

// fieldKeyNames are the keys of a field in the order in which they are written.
var fieldKeyNames = []string{
	"name", "kind", "column", "columns", "link_column", "link_columns", "several", "separator",
	"type", "type_column", "link_type_column", "format", "own",
}

// fieldKeys are the readers of those keys.
var fieldKeys = map[string]func(*mapReader, *Field, ast.Node) error{
	"name":             func(r *mapReader, f *Field, n ast.Node) (err error) { f.Name, err = r.Text(n); return err },
	"kind":             (*mapReader).kind,
	"column":           (*mapReader).fieldColumns,
	"columns":          (*mapReader).fieldColumns,
	"link_column":      (*mapReader).linkedColumns,
	"link_columns":     (*mapReader).linkedColumns,
	"several":          func(r *mapReader, f *Field, n ast.Node) (err error) { f.Several, err = r.truth(n); return err },
	"separator":        func(r *mapReader, f *Field, n ast.Node) (err error) { f.Separator, err = r.Text(n); return err },
	"type":             func(r *mapReader, f *Field, n ast.Node) (err error) { f.Type, err = r.Text(n); return err },
	"type_column":      func(r *mapReader, f *Field, n ast.Node) (err error) { f.TypeIn, err = r.columnAt(n); return err },
	"link_type_column": func(r *mapReader, f *Field, n ast.Node) (err error) { f.LinkType, err = r.columnAt(n); return err },
	"format":           (*mapReader).format,
	"own":              func(r *mapReader, f *Field, n ast.Node) (err error) { f.Own, err = r.truth(n); return err },
}

// field reads one field.
func (r *mapReader) field(node ast.Node) (Field, error) {
	var f Field
	keys := map[string]ast.Node{}
	err := r.Each(node, func(key string, at, value ast.Node) error {
		read, known := fieldKeys[key]
		if !known {
			return r.Mistake(at, "exchange.map_key_unknown", key, fieldKeyNames)
		}
		keys[key] = at
		return read(r, &f, value)
	})
	if err == nil {
		err = r.together(f.Kind, keys)
	}
	switch {
	case err != nil:
		return f, err
	case f.Kind == "":
		return f, r.Mistake(node, "match.map_kind_missing", kindNames())
	case f.Name == "" && len(f.Columns) == 0:
		return f, r.Mistake(node, "match.map_column_missing")
	case len(f.Columns) == 0:
		f.Columns = []Column{placed(f.Name, node)}
	}
	f.Name = cmp.Or(f.Name, f.Columns[0].Heading)
	return f, nil
}

// keysOf are the keys that only one kind of field has.
var keysOf = map[string]match.Kind{
	"format": match.Date, "type": match.Document, "type_column": match.Document, "link_type_column": match.Document,
}

// together refuses keys that do not go together, or not with the kind of the
// field.
func (r *mapReader) together(kind match.Kind, keys map[string]ast.Node) error {
	for _, key := range fieldKeyNames {
		at := keys[key]
		if of, only := keysOf[key]; at != nil && only && kind != "" && kind != of {
			return r.Mistake(at, "match.map_key_of", key, string(of), string(kind))
		}
		if many := keys[key+"s"]; at != nil && many != nil {
			return r.Mistake(many, "match.map_one_of", key, key+"s")
		}
	}
	return nil
}

func (r *mapReader) kind(f *Field, node ast.Node) error {
	text, err := r.Text(node)
	if err != nil {
		return err
	}
	if f.Kind = match.Kind(text); !slices.Contains(match.Kinds, f.Kind) {
		return r.Mistake(node, "match.map_kind", text, kindNames())
	}
	return nil
}

// kindNames lists the kinds of field as a map writes them.
func kindNames() []string {
	names := make([]string, len(match.Kinds))
	for i, kind := range match.Kinds {
		names[i] = string(kind)
	}
	return names
}

func (r *mapReader) fieldColumns(f *Field, node ast.Node) (err error) {
	f.Columns, err = r.columns(node)
	return err
}

func (r *mapReader) linkedColumns(f *Field, node ast.Node) (err error) {
	f.Linked, err = r.columns(node)
	return err
}

// truth reads yes or no.
func (r *mapReader) truth(node ast.Node) (bool, error) {
	text, err := r.Text(node)
	if err != nil {
		return false, err
	}
	switch text {
	case "true":
		return true, nil
	case "false", "":
		return false, nil
	}
	yes, err := sheet.ReadYes(text)
	if err != nil {
		return false, r.MistakeAt(node.GetToken(), err)
	}
	return yes, nil
}

func (r *mapReader) format(f *Field, node ast.Node) error {
	text, err := r.Text(node)
	if err != nil {
		return err
	}
	if !isFormat(text) {
		return r.Mistake(node, "match.map_format", text)
	}
	f.Format = text
	return nil
}
