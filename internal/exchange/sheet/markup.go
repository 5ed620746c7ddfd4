package sheet

import (
	"bufio"
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// markup reads an XML part token by token, no token being longer than
// maxMarkBytes.
type markup struct {
	meter *meter
	xml   *xml.Decoder
}

func newMarkup(r io.Reader) markup {
	m := &meter{Reader: bufio.NewReaderSize(r, 64<<10)}
	return markup{meter: m, xml: xml.NewDecoder(m)}
}

// next returns the next token. Tags come without their name space: the parts
// of a workbook use one. The end of the part is an error, since whoever calls
// is waiting for the end of an element.
func (m markup) next() (xml.Token, error) {
	m.meter.fuel = maxMarkBytes
	token, err := m.xml.RawToken()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return token, err
}

// skip passes over the rest of an element that has begun.
func (m markup) skip(name string) error {
	for depth := 1; depth > 0; {
		token, err := m.next()
		if err != nil {
			return err
		}
		switch tag := token.(type) {
		case xml.StartElement:
			if tag.Name.Local == name {
				depth++
			}
		case xml.EndElement:
			if tag.Name.Local == name {
				depth--
			}
		}
	}
	return nil
}

// attribute returns the value of the attribute, and "".
func attribute(tag xml.StartElement, name string) string {
	for _, a := range tag.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// escaped is how a workbook writes a character that XML has no place for.
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape turns "_x000D_" into the character that it stands for.
func unescape(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return escaped.ReplaceAllStringFunc(text, func(code string) string {
		n, err := strconv.ParseUint(code[2:6], 16, 16)
		if err != nil {
			return code
		}
		return string(rune(n))
	})
}
