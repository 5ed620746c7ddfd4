// Package handwritten reads the YAML that people write beside their lists: how a
// list is to be understood, which columns are compared. It walks the tree node by
// node, so that whatever cannot be is told with its line and column, and what to
// write instead.
package handwritten

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/programme"
)

// What a file may measure. A mapping of a workbook of twenty sheets has some
// 10,000 tokens; beyond these bounds a file is an accident or an attack.
const longest = 1 << 20

var bounds = programme.Bounds{Tokens: 100_000, Nested: 20, Dash: 120}

// File reads one file, by the name under which its mistakes are told.
type File string

// Mistake says what is wrong with a node, and where.
func (f File) Mistake(at ast.Node, key string, args ...any) error {
	return f.MistakeAt(at.GetToken(), trenza.Refuse(key, args...))
}

// MistakeAt says what is wrong at a token; nil is the beginning of the file.
func (f File) MistakeAt(t *token.Token, what error) error {
	line, column := 1, 1
	if t != nil && t.Position != nil {
		line, column = t.Position.Line, t.Position.Column
	}
	return trenza.Refuse("exchange.map_mistake", string(f), strconv.Itoa(line), strconv.Itoa(column), what).Because(what)
}

// Tree returns the body of the one document in a file, nil when it is empty.
func (f File) Tree(text []byte) (ast.Node, error) {
	plain := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(string(text), "\uFEFF"))
	if len(plain) > longest || !utf8.ValidString(plain) {
		return nil, f.MistakeAt(nil, trenza.Refuse("exchange.map_unreadable"))
	}
	tokens := lexer.Tokenize(plain)
	if t, _ := bounds.Passed(tokens); t != nil {
		return nil, f.MistakeAt(t, trenza.Refuse("exchange.map_unreadable"))
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		var at *token.Token
		if refused, ok := errors.AsType[yaml.Error](err); ok {
			at = refused.GetToken()
		}
		return nil, f.MistakeAt(at, trenza.Refuse("exchange.map_syntax"))
	}
	var body ast.Node
	for _, document := range file.Docs {
		if document.Body != nil && body != nil {
			return nil, f.Mistake(document.Body, "exchange.map_syntax")
		}
		if document.Body != nil {
			body = document.Body
		}
	}
	return body, nil
}

// Each calls do for every entry of a mapping node, with its key.
func (f File) Each(node ast.Node, do func(key string, at, value ast.Node) error) error {
	mapping, ok := node.(*ast.MappingNode)
	if !ok {
		return f.Mistake(node, "exchange.map_wants_entries")
	}
	seen := make(map[string]bool)
	for _, entry := range mapping.Values {
		key, err := f.Text(entry.Key)
		if err != nil {
			return err
		}
		if seen[key] {
			return f.Mistake(entry.Key, "exchange.map_twice", key)
		}
		seen[key] = true
		if err := do(key, entry.Key, entry.Value); err != nil {
			return err
		}
	}
	return nil
}

// Text returns a scalar as it is written: "070101" keeps its zero.
func (f File) Text(node ast.Node) (string, error) {
	switch node := node.(type) {
	case *ast.StringNode:
		return node.Value, nil
	case *ast.LiteralNode:
		return strings.TrimSpace(node.Value.Value), nil
	case *ast.NullNode:
		return "", nil
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return strings.TrimSpace(node.GetToken().Value), nil
	}
	return "", f.Mistake(node, "exchange.map_wants_text")
}
