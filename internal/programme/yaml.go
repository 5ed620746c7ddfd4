package programme

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// What a definition may measure. The largest that ships has some 4,000 tokens
// and is six levels deep; beyond these bounds a file is an accident or an attack.
const maxBytes = 1 << 20

var bounds = Bounds{Tokens: 40_000, Nested: 40, Dash: 120}

// byteOrderMark is what some editors put at the head of a text file.
const byteOrderMark = "\uFEFF"

// lineBreaks makes the line breaks of every system the same.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// linesOf returns the lines of a file, which is how mistakes are told.
func linesOf(text []byte) []string {
	return strings.Split(lineBreaks.Replace(strings.TrimPrefix(string(text), byteOrderMark)), "\n")
}

// readYAML returns the tree of the one document in a file.
func readYAML(lines []string) (ast.Node, *Mistake) {
	if mistake := unreadable(lines); mistake != nil {
		return nil, mistake
	}
	tokens := lexer.Tokenize(strings.Join(lines, "\n"))
	switch at, deep := bounds.Passed(tokens); {
	case at == nil:
	case deep:
		return nil, mistakeAt(at, "programme.too_deep")
	default:
		return nil, mistakeAt(at, "programme.too_long")
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, syntaxMistake(err, lines)
	}
	return onlyDocument(file)
}

// unreadable refuses what is not a text of a sensible size.
func unreadable(lines []string) *Mistake {
	size := 0
	for number, line := range lines {
		if size += len(line) + 1; size > maxBytes {
			return &Mistake{Line: 1, Column: 1, Key: "programme.too_large", Args: []any{"1 MiB"}}
		}
		if at := invalidUTF8(line); at > 0 {
			return &Mistake{Line: number + 1, Column: at, Key: "programme.not_utf8"}
		}
	}
	return nil
}

// invalidUTF8 returns the column of the first byte that is not UTF-8, or 0.
func invalidUTF8(line string) int {
	for column := 1; line != ""; column++ {
		r, size := utf8.DecodeRuneInString(line)
		if r == utf8.RuneError && size == 1 {
			return column
		}
		line = line[size:]
	}
	return 0
}

// Bounds limit a YAML text before it is parsed: how many tokens it has, how many
// brackets and braces are open at once, and how far right a "-" or a "?" stands,
// for "- - - -" nests without brackets. They bound the work and the recursion of
// whoever reads on.
type Bounds struct{ Tokens, Nested, Dash int }

// Passed returns the first token that passes the bounds, and whether it does by
// lying too deep; nil when none does.
func (b Bounds) Passed(tokens token.Tokens) (at *token.Token, deep bool) {
	open := 0
	for i, t := range tokens {
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			open++
		case token.MappingEndType, token.SequenceEndType:
			open--
		case token.SequenceEntryType, token.MappingKeyType:
			if t.Position.Column > b.Dash {
				return t, true
			}
		}
		if open > b.Nested || i >= b.Tokens {
			return t, open > b.Nested
		}
	}
	return nil, false
}

// onlyDocument returns the body of the file's one document.
func onlyDocument(file *ast.File) (ast.Node, *Mistake) {
	var body ast.Node
	for _, document := range file.Docs {
		switch {
		case document.Body == nil:
		case body == nil:
			body = document.Body
		default:
			return nil, mistakeAt(startOf(document.Body), "programme.many_documents")
		}
	}
	if body == nil {
		return nil, &Mistake{Line: 1, Column: 1, Key: "programme.empty"}
	}
	return body, nil
}

// syntaxMistake says in our words what the parser could not read.
func syntaxMistake(err error, lines []string) *Mistake {
	refused, ok := errors.AsType[yaml.Error](err)
	if !ok || refused.GetToken() == nil {
		return &Mistake{Line: 1, Column: 1, Key: "programme.syntax"}
	}
	mistake := mistakeAt(refused.GetToken(), "programme.syntax")
	if column := indentingTab(lines[min(mistake.Line, len(lines))-1]); column > 0 {
		mistake.Column, mistake.Key = column, "programme.syntax_tab"
	} else if strings.Contains(refused.GetMessage(), "end character of") {
		mistake.Key = "programme.syntax_quote"
	}
	return mistake
}

// indentingTab returns the column of a tab in the indentation of a line, or 0.
func indentingTab(line string) int {
	indentation := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	return strings.IndexByte(indentation, '\t') + 1
}

func mistakeAt(t *token.Token, key string) *Mistake {
	return &Mistake{Line: t.Position.Line, Column: t.Position.Column, Key: key}
}
