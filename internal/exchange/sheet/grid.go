package sheet

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
)

// grid walks the rows of a worksheet part.
type grid struct {
	markup
	book    *workbook
	last    Row    // the row before, for its number and width
	value   []byte // of the cell being read
	formula []byte // of the cell being read
}

func newGrid(book *workbook, content io.Reader) *grid {
	return &grid{markup: newMarkup(content), book: book}
}

// each yields the rows that hold something. It returns the error that ended
// the walk, and nil at the end of the sheet or when yield wants no more.
func (g *grid) each(yield func(Row, error) bool) error {
	for {
		token, err := g.next()
		if err != nil {
			return g.problem(err)
		}
		switch tag := token.(type) {
		case xml.StartElement:
			if tag.Name.Local != "row" {
				continue
			}
			row, err := g.row(tag)
			if err != nil {
				return g.problem(err)
			}
			if !row.blank() && !yield(row, nil) {
				return nil
			}
		case xml.EndElement:
			if tag.Name.Local == "sheetData" {
				return nil
			}
		}
	}
}

func (g *grid) row(tag xml.StartElement) (Row, error) {
	row := Row{Number: g.last.Number + 1, Cells: make([]string, 0, len(g.last.Cells))}
	if at := attribute(tag, "r"); at != "" {
		number, err := strconv.Atoi(at)
		if err != nil || number < row.Number {
			return row, errors.New("row " + at + " out of order")
		}
		row.Number = number
	}
	for column := 0; ; column++ {
		cell, ok, err := g.nextCell()
		if err != nil {
			return row, err
		}
		if !ok {
			break
		}
		if column, err = cell.place(column); err != nil {
			return row, err
		}
		if err := g.put(&row, column, cell); err != nil {
			return row, err
		}
	}
	row = row.trimmed()
	g.last = row
	return row, row.check(g.book.name)
}

// put sets the cell at column. An empty cell takes no room: a sheet coloured to
// its last column is not wide.
func (g *grid) put(row *Row, column int, cell cell) error {
	text := mended(g.book.shown(cell))
	if text == "" {
		return nil
	}
	if column >= maxColumns {
		return trenza.Refuse("sheet.columns_many", g.book.name, row.Number, maxColumns)
	}
	for len(row.Cells) <= column {
		row.Cells = append(row.Cells, "")
	}
	row.Cells[column] = text
	if cell.unknown() {
		row.Unknown = append(row.Unknown, column)
	}
	return nil
}

// nextCell returns the next cell of the row, and false when the row is over.
func (g *grid) nextCell() (cell, bool, error) {
	for {
		token, err := g.next()
		if err != nil {
			return cell{}, false, err
		}
		switch tag := token.(type) {
		case xml.StartElement:
			if tag.Name.Local == "c" {
				cell, err := g.cell(tag)
				return cell, true, err
			}
		case xml.EndElement:
			if tag.Name.Local == "row" {
				return cell{}, false, nil
			}
		}
	}
}

func (g *grid) problem(err error) error {
	if _, ok := errors.AsType[*trenza.Problem](err); ok {
		return err
	}
	if errors.Is(err, errTooMuch) {
		return trenza.Refuse("sheet.row_long", g.book.name, maxMarkBytes>>20).Because(err)
	}
	return damaged(g.book.name, err)
}

// cell is a cell as the file holds it.
type cell struct {
	at      string // "B7", or "" right of the cell before
	kind    string // of the value: "s" shared text, "n" or "" number, "d" day…
	style   string // index of the style
	value   string
	formula string

	calculated bool // it has a formula
	valued     bool // it has a value, be it the empty text
}

// unknown reports whether the cell should have a value and has none. Some
// programs write a formula with an empty value, which is a value only when the
// cell says that it is a text.
func (c cell) unknown() bool {
	return c.kind == "e" || c.calculated && c.value == "" && !(c.valued && c.kind == "str")
}

// cell reads a cell whose tag has begun.
func (g *grid) cell(tag xml.StartElement) (cell, error) {
	c := cell{at: attribute(tag, "r"), kind: attribute(tag, "t"), style: attribute(tag, "s")}
	g.value, g.formula = g.value[:0], g.formula[:0]
	inside := ""
	for {
		token, err := g.next()
		if err != nil {
			return c, err
		}
		switch part := token.(type) {
		case xml.StartElement:
			inside = part.Name.Local
			c.calculated = c.calculated || inside == "f"
			c.valued = c.valued || inside == "v"
			if inside == "rPh" {
				err = g.skip(inside)
			}
		case xml.CharData:
			err = g.add(inside, part)
		case xml.EndElement:
			if inside = ""; part.Name.Local == "c" {
				c.value, c.formula = string(g.value), string(g.formula)
				return c, nil
			}
		}
		if err != nil {
			return c, err
		}
	}
}

// add appends the text of an element of the cell: <v> and <t> hold values, in
// pieces when the text has several fonts, <f> a formula.
func (g *grid) add(element string, text []byte) error {
	switch element {
	case "v", "t":
		g.value = append(g.value, text...)
	case "f":
		g.formula = append(g.formula, text...)
	}
	if len(g.value)+len(g.formula) > maxMarkBytes {
		return errTooMuch
	}
	return nil
}

// place returns the column of the cell, from 0, which is next when the cell
// does not say.
func (c *cell) place(next int) (int, error) {
	letters := strings.TrimRight(c.at, "0123456789")
	if letters == "" {
		return next, nil
	}
	column := 0
	for i := range len(letters) {
		letter := letters[i] &^ ('a' - 'A')
		if letter < 'A' || letter > 'Z' || i == 3 {
			return 0, errors.New("no such cell: " + c.at)
		}
		column = column*26 + int(letter-'A') + 1
	}
	return column - 1, nil
}
