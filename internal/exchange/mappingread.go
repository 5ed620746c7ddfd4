package exchange

import (
	"slices"
	"strconv"

	"github.com/goccy/go-yaml/ast"

	"github.com/trenza/trenza/internal/exchange/handwritten"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
)

// ParseMapping reads a mapping, as WriteMapping writes it and people correct it.
// name is the name of its file. The error is a Problem that says on which line
// and in which column something cannot be, and what to write instead.
func ParseMapping(name string, text []byte, d *programme.Definition) (*Mapping, error) {
	p := mapParser{handwritten.File(name), d}
	body, err := p.Tree(text)
	if err != nil {
		return nil, err
	}
	m := &Mapping{File: name}
	if body == nil {
		return m, nil
	}
	err = p.Each(body, func(key string, at, value ast.Node) error {
		if key != "hojas" {
			return p.Mistake(at, "exchange.map_key_unknown", key, []string{"hojas"})
		}
		sheets, ok := value.(*ast.SequenceNode)
		if !ok {
			return p.Mistake(value, "exchange.map_wants_list", key)
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
	handwritten.File
	definition *programme.Definition
}

// sheet reads what is said of one sheet.
func (p mapParser) sheet(node ast.Node) (SheetMapping, error) {
	m := SheetMapping{Sheet: EverySheet}
	err := p.Each(node, func(key string, at, value ast.Node) error {
		read, known := sheetKeys[key]
		if !known {
			return p.Mistake(at, "exchange.map_key_unknown", key, sheetKeyNames)
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
	"hoja":       func(p mapParser, m *SheetMapping, n ast.Node) (err error) { m.Sheet, err = p.Text(n); return err },
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
	text, err := p.Text(node)
	if err != nil || text == "" {
		return err
	}
	meant, known := words[sheet.Fold(text)]
	if !known {
		return p.Mistake(node, "exchange.map_word_unknown", text, sortedKeys(words))
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
	text, err := p.Text(node)
	if err != nil {
		return err
	}
	if m.Skip, err = sheet.ReadYes(text); err != nil {
		return p.MistakeAt(node.GetToken(), err)
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
		text, err := p.Text(item)
		if err != nil {
			return err
		}
		row, err := strconv.Atoi(text)
		if text == "" && len(items) == 1 {
			return nil
		}
		if err != nil || row < 1 || row > deepest || len(m.Header) == mostHeadRows {
			return p.Mistake(item, "exchange.map_header", text, deepest)
		}
		m.Header = append(m.Header, row)
	}
	slices.Sort(m.Header)
	m.Header = slices.Compact(m.Header)
	return nil
}

func (p mapParser) shape(m *SheetMapping, node ast.Node) error {
	text, err := p.Text(node)
	if err != nil || text == "" {
		return err
	}
	if m.Shape, err = ParseShape(text); err != nil {
		return p.MistakeAt(node.GetToken(), err)
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
	name, err := p.Text(node)
	if err != nil {
		return "", err
	}
	key, err := keyNamed(name, p.definition)
	if err != nil {
		return "", p.MistakeAt(node.GetToken(), err)
	}
	return key, nil
}

// named reads entries whose keys are free; nothing at all is none.
func (p mapParser) named(node ast.Node, do func(name string, value ast.Node) error) error {
	if _, none := node.(*ast.NullNode); none {
		return nil
	}
	return p.Each(node, func(key string, _, value ast.Node) error { return do(key, value) })
}

func (p mapParser) fixed(m *SheetMapping, node ast.Node) error {
	m.Fixed = make(map[string]string)
	if _, none := node.(*ast.NullNode); none {
		return nil
	}
	return p.Each(node, func(_ string, at, value ast.Node) error {
		key, err := p.column(at)
		if err != nil {
			return err
		}
		m.Fixed[key], err = p.Text(value)
		return err
	})
}

func (p mapParser) words(m *SheetMapping, node ast.Node) error {
	m.Words = make(map[string]map[string]string)
	if _, none := node.(*ast.NullNode); none {
		return nil
	}
	return p.Each(node, func(_ string, at, value ast.Node) error {
		key, err := p.column(at)
		if err != nil {
			return err
		}
		m.Words[key] = make(map[string]string)
		return p.named(value, func(word string, meant ast.Node) error {
			m.Words[key][sheet.Fold(word)], err = p.Text(meant)
			return err
		})
	})
}

// month reads the month, or the year, of headings that say the day alone.
func (p mapParser) month(m *SheetMapping, node ast.Node) error {
	text, err := p.Text(node)
	if err != nil || text == "" {
		return err
	}
	if year, err := strconv.Atoi(text); err == nil && year > 1999 && year < 2100 {
		m.Year = year
		return nil
	}
	year, month, ok := sheet.ReadMonth(text)
	if !ok || year == 0 {
		return p.Mistake(node, "exchange.map_month", text)
	}
	m.Year, m.Month = year, month
	return nil
}
