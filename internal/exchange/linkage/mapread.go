package linkage

import (
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/trenza/trenza/internal/exchange/handwritten"
	"github.com/trenza/trenza/internal/match"
)

// ParseMap reads a map of fields. name is the name of its file. The error is a
// Problem that says on which line and in which column something cannot be, and
// what to write instead.
func ParseMap(name string, text []byte) (*Map, error) {
	r := mapReader{File: handwritten.File(name), m: &Map{File: name, Skip: defaultSkip}}
	body, err := r.Tree(text)
	if err != nil {
		return nil, err
	}
	if body == nil {
		return nil, r.MistakeAt(nil, r.m.Schema().Check())
	}
	err = r.Each(body, func(key string, at, value ast.Node) error {
		read, known := topKeys[key]
		if !known {
			return r.Mistake(at, "exchange.map_key_unknown", key, topKeyNames)
		}
		return read(&r, value)
	})
	if err != nil {
		return nil, err
	}
	if err := r.m.Schema().Check(); err != nil {
		return nil, r.MistakeAt(nil, err)
	}
	r.m.ownAddresses()
	return r.m, r.blocks()
}

// mapReader reads one map.
type mapReader struct {
	handwritten.File
	m     *Map
	asked ast.Node // the blocking rules, which name fields that may stand below
}

// topKeyNames are the keys of a map in the order in which they are written.
var topKeyNames = []string{"id", "link_id", "sheet", "link_sheet", "header", "fields", "skip", "block"}

// topKeys are the readers of those keys.
var topKeys = map[string]func(*mapReader, ast.Node) error{
	"id":         func(r *mapReader, n ast.Node) (err error) { r.m.ID, err = r.columnAt(n); return err },
	"link_id":    func(r *mapReader, n ast.Node) (err error) { r.m.LinkID, err = r.columnAt(n); return err },
	"sheet":      func(r *mapReader, n ast.Node) (err error) { r.m.Sheet, err = r.Text(n); return err },
	"link_sheet": func(r *mapReader, n ast.Node) (err error) { r.m.Linked, err = r.Text(n); return err },
	"header":     (*mapReader).header,
	"fields":     (*mapReader).fields,
	"skip":       (*mapReader).skip,
	"block":      func(r *mapReader, n ast.Node) error { r.asked = n; return nil },
}

// columnAt reads the name of a column and remembers where it stands.
func (r *mapReader) columnAt(node ast.Node) (Column, error) {
	heading, err := r.Text(node)
	if err != nil {
		return Column{}, err
	}
	return placed(heading, node), nil
}

// placed is a column that is named at a node.
func placed(heading string, node ast.Node) Column {
	c := Column{Heading: strings.TrimSpace(heading), line: 1, column: 1}
	if t := node.GetToken(); t != nil && t.Position != nil {
		c.line, c.column = t.Position.Line, t.Position.Column
	}
	return c
}

// deepestHeader is the last row in which a header may stand.
const deepestHeader = 100

// header reads the row of the headings; 0 says that there are none.
func (r *mapReader) header(node ast.Node) error {
	text, err := r.Text(node)
	if err != nil || text == "" {
		return err
	}
	row, err := strconv.Atoi(text)
	if err != nil || row < 0 || row > deepestHeader {
		return r.Mistake(node, "match.map_header", text, deepestHeader)
	}
	r.m.Header, r.m.Bare, r.m.headerAt = row, row == 0, placed(text, node)
	return nil
}

// items returns the entries of a list; nothing at all is none, and one text is
// a list of one.
func (r *mapReader) items(node ast.Node) []ast.Node {
	switch node := node.(type) {
	case *ast.SequenceNode:
		return node.Values
	case *ast.NullNode:
		return nil
	}
	return []ast.Node{node}
}

func (r *mapReader) skip(node ast.Node) error {
	r.m.Skip = nil
	for _, item := range r.items(node) {
		text, err := r.Text(item)
		if err != nil {
			return err
		}
		r.m.Skip = append(r.m.Skip, text)
	}
	return nil
}

func (r *mapReader) columns(node ast.Node) ([]Column, error) {
	var columns []Column
	for _, item := range r.items(node) {
		c, err := r.columnAt(item)
		if err != nil {
			return nil, err
		}
		if c.Heading != "" {
			columns = append(columns, c)
		}
	}
	return columns, nil
}

func (r *mapReader) fields(node ast.Node) error {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		return r.Mistake(node, "match.map_wants_fields")
	}
	for _, item := range list.Values {
		if len(r.m.Fields) == match.MaxFields {
			return r.Mistake(item, "match.fields_count", match.MaxFields)
		}
		field, err := r.field(item)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(r.m.Fields, func(other Field) bool { return other.Name == field.Name }) {
			return r.Mistake(item, "match.map_name_twice", field.Name)
		}
		r.m.Fields = append(r.m.Fields, field)
	}
	return nil
}

// blocks reads the blocking rules that a map asks for: lists of names of fields,
// each with ".part" behind it where another part than usual is meant.
func (r *mapReader) blocks() error {
	if r.asked == nil {
		return nil
	}
	for _, item := range r.items(r.asked) {
		var block match.Block
		for _, part := range r.items(item) {
			p, err := r.blockPart(part)
			if err != nil {
				return err
			}
			block = append(block, p)
		}
		r.m.Blocks = append(r.m.Blocks, block)
	}
	return nil
}

func (r *mapReader) blockPart(node ast.Node) (match.BlockPart, error) {
	text, err := r.Text(node)
	if err != nil {
		return match.BlockPart{}, err
	}
	var names []string
	for f, field := range r.m.Fields {
		part, found := strings.CutPrefix(text, field.Name)
		names = append(names, field.Name)
		if !found || part != "" && part[0] != '.' {
			continue
		}
		part = strings.TrimPrefix(part, ".")
		if known := match.PartsOf(field.Kind); part != "" && !slices.Contains(known, part) {
			return match.BlockPart{}, r.Mistake(node, "match.part_unknown", part, field.Name, known)
		}
		return match.BlockPart{Field: f, Part: part}, nil
	}
	return match.BlockPart{}, r.Mistake(node, "match.block_unknown", text, names)
}
