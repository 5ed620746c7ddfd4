package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// style is how a text file is written. The zero style is UTF-8 with commas.
type style struct {
	separator string
	newline   string
	charset   charset
	first     string // a line before all others
}

type charset int

const (
	utf8Plain charset = iota
	utf8Marked
	windows1252
	utf16Little
	codePage850
)

// write returns a sheet as text.
func (s style) write(t *tab) []byte {
	if s.separator == "" {
		s.separator = ","
	}
	if s.newline == "" {
		s.newline = "\r\n"
	}
	var text strings.Builder
	text.WriteString(s.first)
	for _, cells := range t.rows {
		for i, cell := range cells {
			if i > 0 {
				text.WriteString(s.separator)
			}
			text.WriteString(s.quoted(cell))
		}
		text.WriteString(s.newline)
	}
	return s.charset.encode(text.String())
}

// quoted writes a cell, between quotes where it must be.
func (s style) quoted(cell any) string {
	if cell == nil {
		return ""
	}
	text := fmt.Sprint(cell)
	if strings.ContainsAny(text, "\"\r\n"+s.separator) {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}

func (c charset) encode(text string) []byte {
	switch c {
	case utf8Marked:
		return []byte("\uFEFF" + text)
	case windows1252, codePage850:
		page := map[charset]*charmap.Charmap{windows1252: charmap.Windows1252, codePage850: charmap.CodePage850}[c]
		encoded, err := page.NewEncoder().String(text)
		if err != nil {
			panic(err)
		}
		return []byte(encoded)
	case utf16Little:
		var encoded bytes.Buffer
		for _, unit := range append([]uint16{0xFEFF}, utf16.Encode([]rune(text))...) {
			encoded.Write(binary.LittleEndian.AppendUint16(nil, unit))
		}
		return encoded.Bytes()
	}
	return []byte(text)
}
