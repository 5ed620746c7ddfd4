package sheet

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
)

// shown returns the text of a cell. A formula that was never calculated is
// shown as such: an empty cell would hide that a value is missing.
func (w *workbook) shown(c cell) string {
	if c.value == "" {
		if c.unknown() && c.calculated {
			return "=" + c.formula
		}
		return ""
	}
	switch c.kind {
	case "s":
		return w.shared(c.value)
	case "inlineStr", "str":
		return unescape(c.value)
	case "b":
		return truth(c.value == "1")
	case "d":
		return strings.TrimSuffix(c.value, "T00:00:00")
	case "e":
		return c.value
	default:
		return w.number(c)
	}
}

// truth writes a truth value as spreadsheet programs name it.
func truth(yes bool) string {
	if yes {
		return "TRUE"
	}
	return "FALSE"
}

func (w *workbook) shared(index string) string {
	n, err := strconv.Atoi(index)
	if err != nil || n < 0 || n >= len(w.texts) {
		return "#REF!"
	}
	return w.texts[n]
}

func (w *workbook) number(c cell) string {
	switch w.format(c.style) {
	case dayFormat:
		return w.epoch.day(c.value)
	case clockFormat:
		return clock(c.value)
	default:
		return plain(c.value)
	}
}

func (w *workbook) format(style string) format {
	n, err := strconv.Atoi(style)
	if err != nil || n < 0 || n >= len(w.styles) {
		return numberFormat
	}
	return w.styles[n]
}

// plain writes a number as people see it: the file holds 0.1 + 0.2 as
// 0.30000000000000004 and a mobile number as 9.87654321E8.
func plain(value string) string {
	if strings.Trim(value, "0123456789") == "" {
		return value
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || n > 1e15 || n < -1e15 {
		return value
	}
	// Excel shows fifteen digits of the seventeen that it keeps.
	n, _ = strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// loadStyles reads which styles show a number as a day or as a time. A
// workbook without styles shows none so.
func (w *workbook) loadStyles(part string) error {
	if part == "" {
		return nil
	}
	var described struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Styles []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := w.decode(part, &described); err != nil {
		return err
	}
	own := map[int]format{}
	for _, f := range described.Formats {
		own[f.ID] = formatOf(f.Code)
	}
	for _, style := range described.Styles {
		f, ok := own[style.Format]
		if !ok {
			f = builtIn(style.Format)
		}
		w.styles = append(w.styles, f)
	}
	return nil
}

// loadTexts reads the shared texts. A workbook whose cells hold their own
// texts has none.
func (w *workbook) loadTexts(part string) error {
	if part == "" {
		return nil
	}
	content, err := w.open(part)
	if err != nil {
		return err
	}
	defer content.Close()
	texts := newMarkup(content)
	for room := maxTexts; room > 0; {
		text, ok, err := texts.sharedText()
		if err != nil {
			return damaged(w.name, err)
		}
		if !ok {
			return nil
		}
		w.texts = append(w.texts, text)
		room -= len(text) + textOverhead
	}
	return trenza.Refuse("sheet.unpacks_large", w.name, maxTexts>>20)
}

// sharedText returns the next shared text, and false after the last.
func (m markup) sharedText() (string, bool, error) {
	var text []byte
	inside := ""
	for {
		token, err := m.next()
		if err != nil {
			return "", false, err
		}
		switch part := token.(type) {
		case xml.StartElement:
			if inside = part.Name.Local; inside == "rPh" {
				err = m.skip(inside)
			}
		case xml.CharData:
			if inside == "t" {
				text = append(text, part...)
			}
		case xml.EndElement:
			inside = ""
			switch part.Name.Local {
			case "si":
				return unescape(string(text)), true, nil
			case "sst":
				return "", false, nil
			}
		}
		if err == nil && len(text) > maxMarkBytes {
			err = errTooMuch
		}
		if err != nil {
			return "", false, err
		}
	}
}
