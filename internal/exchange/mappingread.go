package exchange

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
)

// What a mapping may measure. One of a workbook of twenty sheets has some 10,000
// tokens; beyond these bounds a file is an accident or an attack.
const longestMapping = 1 << 20

var mappingBounds = programme.Bounds{Tokens: 100_000, Nested: 20, Dash: 120}

// ParseMapping reads a mapping, as WriteMapping writes it and people correct it.
// name is the name of its file. The error is a Problem that says on which line
// and in which column something cannot be, and what to write instead.
func ParseMapping(name string, text []byte, d *programme.Definition) (*Mapping, error) {
	p := mapParser{name, d}
	body, err := p.tree(text)
	if err != nil {
		return nil, err
	}
	m := &Mapping{File: name}
	if body == nil {
		return m, nil
	}
	err = p.each(body, func(key string, at, value ast.Node) error {
		if key != "hojas" {
			return p.mistake(at, "exchange.map_key_unknown", key, []string{"hojas"})
		}
		sheets, ok := value.(*ast.SequenceNode)
		if !ok {
			return p.mistake(value, "exchange.map_wants_list", key)
		}
		for _, item := range sheets.Values {
			said, err := p.sheet(item)
			if err != nil {
				return err
			}
			m.Sheets = append(m.Sheets, said)
		}
		return nil
	})
	return m, err
}

// mapParser reads one mapping.
type mapParser struct {
	file       string
	definition *programme.Definition
}

// mistake says what is wrong, and where.
func (p mapParser) mistake(at ast.Node, key string, args ...any) error {
	return p.mistakeAt(at.GetToken(), trenza.Refuse(key, args...))
}

func (p mapParser) mistakeAt(t *token.Token, what error) error {
	line, column := 1, 1
	if t != nil && t.Position != nil {
		line, column = t.Position.Line, t.Position.Column
	}
	return trenza.Refuse("exchange.map_mistake", p.file, strconv.Itoa(line), strconv.Itoa(column), what).Because(what)
}

// tree returns the body of the one document in a file, nil when it is empty.
func (p mapParser) tree(text []byte) (ast.Node, error) {
	plain := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(string(text), "\uFEFF"))
	if len(plain) > longestMapping || !utf8.ValidString(plain) {
		return nil, p.mistakeAt(nil, trenza.Refuse("exchange.map_unreadable"))
	}
	tokens := lexer.Tokenize(plain)
	if t, _ := mappingBounds.Passed(tokens); t != nil {
		return nil, p.mistakeAt(t, trenza.Refuse("exchange.map_unreadable"))
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		var at *token.Token
		if refused, ok := errors.AsType[yaml.Error](err); ok {
			at = refused.GetToken()
		}
		return nil, p.mistakeAt(at, trenza.Refuse("exchange.map_syntax"))
	}
	var body ast.Node
	for _, document := range file.Docs {
		if document.Body != nil && body != nil {
			return nil, p.mistake(document.Body, "exchange.map_syntax")
		}
		if document.Body != nil {
			body = document.Body
		}
	}
	return body, nil
}

// each calls do for every entry of a mapping node, with its key.
func (p mapParser) each(node ast.Node, do func(key string, at, value ast.Node) error) error {
	mapping, ok := node.(*ast.MappingNode)
	if !ok {
		return p.mistake(node, "exchange.map_wants_entries")
	}
	seen := make(map[string]bool)
	for _, entry := range mapping.Values {
		key, err := p.text(entry.Key)
		if err != nil {
			return err
		}
		if seen[key] {
			return p.mistake(entry.Key, "exchange.map_twice", key)
		}
		seen[key] = true
		if err := do(key, entry.Key, entry.Value); err != nil {
			return err
		}
	}
	return nil
}

// text returns a scalar as it is written: "070101" keeps its zero.
func (p mapParser) text(node ast.Node) (string, error) {
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
	return "", p.mistake(node, "exchange.map_wants_text")
}

// sheet reads what is said of one sheet.
func (p mapParser) sheet(node ast.Node) (SheetMapping, error) {
	m := SheetMapping{Sheet: EverySheet}
	err := p.each(node, func(key string, at, value ast.Node) error {
		read, known := sheetKeys[key]
		if !known {
			return p.mistake(at, "exchange.map_key_unknown", key, sheetKeyNames)
		}
		return read(p, &m, value)
	})
	return m, err
}

// sheetKeyNames are those keys in the order in which they are written.
var sheetKeyNames = []string{
	"hoja", "omitir", "encabezado", "lista", "columnas", "fijos", "palabras", "mes", "fechas", "M", "A", "unos", "nombres",
}

// sheetKeys are the readers of those keys.
var sheetKeys = map[string]func(mapParser, *SheetMapping, ast.Node) error{
	"hoja":       func(p mapParser, m *SheetMapping, n ast.Node) (err error) { m.Sheet, err = p.text(n); return err },
	"omitir":     mapParser.skip,
	"encabezado": mapParser.header,
	"lista":      mapParser.shape,
	"columnas":   mapParser.columns,
	"fijos":      mapParser.fixed,
	"palabras":   mapParser.words,
	"mes":        mapParser.month,
	"fechas": func(p mapParser, m *SheetMapping, n ast.Node) error {
		return p.oneOf(n, &m.Dates, map[string]string{"dia": dayFirst, "mes": monthFirst})
	},
	"M": func(p mapParser, m *SheetMapping, n ast.Node) error {
		return p.oneOf(n, &m.M, map[string]string{"mujer": sheet.Female, "hombre": sheet.Male})
	},
	"A": func(p mapParser, m *SheetMapping, n ast.Node) error {
		return p.oneOf(n, &m.A, map[string]string{"ausente": sheet.Absent, "presente": sheet.Present})
	},
	"unos": func(p mapParser, m *SheetMapping, n ast.Node) error {
		return p.oneOf(n, &m.Ones, map[string]string{"marcas": onesMarks, "horas": onesHours})
	},
	"nombres": func(p mapParser, m *SheetMapping, n ast.Node) error {
		return p.oneOf(n, &m.Names, map[string]string{"apellidos": surnamesFirst, "nombres": givenFirst})
	},
}

// oneOf reads one of a few words; an empty one says nothing.
func (p mapParser) oneOf(node ast.Node, into *string, words map[string]string) error {
	text, err := p.text(node)
	if err != nil || text == "" {
		return err
	}
	meant, known := words[sheet.Fold(text)]
	if !known {
		return p.mistake(node, "exchange.map_word_unknown", text, sortedKeys(words))
	}
	*into = meant
	return nil
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func (p mapParser) skip(m *SheetMapping, node ast.Node) error {
	text, err := p.text(node)
	if err != nil {
		return err
	}
	if m.Skip, err = sheet.ReadYes(text); err != nil {
		return p.mistakeAt(node.GetToken(), err)
	}
	return nil
}

// header reads the rows of the header: one number, or a list of up to three.
func (p mapParser) header(m *SheetMapping, node ast.Node) error {
	items := []ast.Node{node}
	if list, ok := node.(*ast.SequenceNode); ok {
		items = list.Values
	}
	for _, item := range items {
		text, err := p.text(item)
		if err != nil {
			return err
		}
		row, err := strconv.Atoi(text)
		if text == "" && len(items) == 1 {
			return nil
		}
		if err != nil || row < 1 || row > deepest || len(m.Header) == mostHeadRows {
			return p.mistake(item, "exchange.map_header", text, deepest)
		}
		m.Header = append(m.Header, row)
	}
	slices.Sort(m.Header)
	m.Header = slices.Compact(m.Header)
	return nil
}

func (p mapParser) shape(m *SheetMapping, node ast.Node) error {
	text, err := p.text(node)
	if err != nil || text == "" {
		return err
	}
	if m.Shape, err = ParseShape(text); err != nil {
		return p.mistakeAt(node.GetToken(), err)
	}
	return nil
}

func (p mapParser) columns(m *SheetMapping, node ast.Node) error {
	return p.named(node, func(column string, value ast.Node) error {
		key, err := p.column(value)
		m.Columns = append(m.Columns, ColumnMapping{column, key})
		return err
	})
}

// column reads the name of a column of ours.
func (p mapParser) column(node ast.Node) (string, error) {
	name, err := p.text(node)
	if err != nil {
		return "", err
	}
	key, err := keyNamed(name, p.definition)
	if err != nil {
		return "", p.mistakeAt(node.GetToken(), err)
	}
	return key, nil
}

// named reads entries whose keys are free; nothing at all is none.
func (p mapParser) named(node ast.Node, do func(name string, value ast.Node) error) error {
	if _, none := node.(*ast.NullNode); none {
		return nil
	}
	return p.each(node, func(key string, _, value ast.Node) error { return do(key, value) })
}

func (p mapParser) fixed(m *SheetMapping, node ast.Node) error {
	m.Fixed = make(map[string]string)
	if _, none := node.(*ast.NullNode); none {
		return nil
	}
	return p.each(node, func(_ string, at, value ast.Node) error {
		key, err := p.column(at)
		if err != nil {
			return err
		}
		m.Fixed[key], err = p.text(value)
		return err
	})
}

func (p mapParser) words(m *SheetMapping, node ast.Node) error {
	m.Words = make(map[string]map[string]string)
	if _, none := node.(*ast.NullNode); none {
		return nil
	}
	return p.each(node, func(_ string, at, value ast.Node) error {
		key, err := p.column(at)
		if err != nil {
			return err
		}
		m.Words[key] = make(map[string]string)
		return p.named(value, func(word string, meant ast.Node) error {
			m.Words[key][sheet.Fold(word)], err = p.text(meant)
			return err
		})
	})
}

// month reads the month, or the year, of headings that say the day alone.
func (p mapParser) month(m *SheetMapping, node ast.Node) error {
	text, err := p.text(node)
	if err != nil || text == "" {
		return err
	}
	if year, err := strconv.Atoi(text); err == nil && year > 1999 && year < 2100 {
		m.Year = year
		return nil
	}
	year, month, ok := sheet.ReadMonth(text)
	if !ok || year == 0 {
		return p.mistake(node, "exchange.map_month", text)
	}
	m.Year, m.Month = year, month
	return nil
}
