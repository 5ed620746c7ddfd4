package programme

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// node is a value of the file and the place where it is written. Its methods
// take a nil node for one that is missing, so that a check reads straight on
// through a file full of holes.
type node struct {
	line, column int
	written      string // a scalar as it is written
	scalar       any    // string, bool, int64, uint64, float64 or nil
	pairs        []pair // of a mapping
	items        []*node
	shape        shape
	refused      bool // already reported: nothing more is said of it
}

type shape int

const (
	scalar shape = iota
	mapping
	sequence
)

type pair struct{ key, value *node }

// get returns the value of a key.
func (n *node) get(key string) *node {
	if n == nil {
		return nil
	}
	for _, p := range n.pairs {
		if p.key.written == key {
			return p.value
		}
	}
	return nil
}

// list returns the items of a sequence.
func (n *node) list() []*node {
	if n == nil {
		return nil
	}
	return n.items
}

// text returns a scalar that is a text, and "" for anything else.
func (n *node) text() string {
	if n == nil {
		return ""
	}
	s, _ := n.scalar.(string)
	return s
}

// whole returns a scalar that is a whole number of zero or more.
func (n *node) whole() (uint64, bool) {
	if n == nil {
		return 0, false
	}
	number, ok := n.scalar.(uint64)
	return number, ok
}

// at follows a path as the schema gives it: keys, and positions in a sequence.
func (n *node) at(path []string) *node {
	for _, step := range path {
		if n == nil {
			return nil
		}
		if n.shape != sequence {
			n = n.get(step)
			continue
		}
		i, err := strconv.Atoi(step)
		if err != nil || i < 0 || i >= len(n.items) {
			return nil
		}
		n = n.items[i]
	}
	return n
}

// plain returns the value without its places, as the schema validates it.
func (n *node) plain() any {
	switch n.shape {
	case mapping:
		m := make(map[string]any, len(n.pairs))
		for _, p := range n.pairs {
			m[p.key.written] = p.value.plain()
		}
		return m
	case sequence:
		s := make([]any, len(n.items))
		for i, item := range n.items {
			s[i] = item.plain()
		}
		return s
	default:
		return n.scalar
	}
}

// locate returns the place of a passage inside a longer text of the file.
func (x *examiner) locate(in *node, passage string) *node {
	for i := in.line - 1; i < len(x.lines); i++ {
		if before, _, found := strings.Cut(x.lines[i], passage); found {
			return &node{line: i + 1, column: utf8.RuneCountInString(before) + 1}
		}
	}
	return in
}

// grow turns the parser's tree into nodes and reports what has no place in a
// definition: the same key twice, references, tags.
func (x *examiner) grow(from ast.Node) *node {
	switch from := from.(type) {
	case *ast.MappingNode:
		return x.growMapping(from)
	case *ast.SequenceNode:
		n := nodeAt(from.GetToken())
		n.shape = sequence
		for _, item := range from.Values {
			n.items = append(n.items, x.grow(item))
		}
		return n
	case *ast.LiteralNode:
		n := nodeAt(from.GetToken())
		n.scalar = from.Value.Value
		return n
	case ast.ScalarNode:
		return x.growScalar(from)
	default:
		return x.refuse(from)
	}
}

func (x *examiner) growMapping(from *ast.MappingNode) *node {
	n := nodeAt(startOf(from))
	n.shape = mapping
	for _, value := range from.Values {
		x.growPair(n, value)
	}
	return n
}

func (x *examiner) growPair(n *node, from *ast.MappingValueNode) {
	if _, plain := from.Key.(ast.ScalarNode); !plain || from.Key.IsMergeKey() {
		x.refuse(from.Key)
		return
	}
	key := nodeAt(from.Key.GetToken())
	for _, earlier := range n.pairs {
		if earlier.key.written == key.written {
			x.report(key, "programme.duplicate_key", key.written, strconv.Itoa(earlier.key.line))
			return
		}
	}
	n.pairs = append(n.pairs, pair{key, x.grow(from.Value)})
}

func (x *examiner) growScalar(from ast.ScalarNode) *node {
	switch from.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		return x.refuse(from)
	}
	n := nodeAt(from.GetToken())
	n.scalar = from.GetValue()
	if f, ok := n.scalar.(float64); ok && (math.IsNaN(f) || math.IsInf(f, 0)) {
		n.scalar = n.written // the schema says what was wanted instead
	}
	return n
}

// refuse reports a feature of YAML that a definition does without: with no
// references, what is read is what is written.
func (x *examiner) refuse(from ast.Node) *node {
	n := nodeAt(from.GetToken())
	x.report(n, "programme.yaml_extra")
	n.refused = true
	return n
}

// startOf returns the first token of a value. The parser gives a mapping the
// colon after its first key.
func startOf(n ast.Node) *token.Token {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		return m.Values[0].Key.GetToken()
	}
	return n.GetToken()
}

func nodeAt(t *token.Token) *node {
	return &node{line: t.Position.Line, column: t.Position.Column, written: strings.TrimSpace(t.Value)}
}
