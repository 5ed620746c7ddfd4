package sheet

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/trenza/trenza"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// sampleSize is how many bytes of a .csv file are looked at to find out what
// separates its cells.
const sampleSize = 64 << 10

// sampleLines is how many lines of the sample are looked at: the header is
// among them even under a title.
const sampleLines = 20

// textFile is a .csv file.
type textFile struct {
	name      string
	file      io.ReaderAt
	size      int64
	encoding  encoding.Encoding // what the bytes are in, unless a mark at the start says otherwise
	separator rune
	declared  bool // the first line says what the separator is, and is no row
	macintosh bool // lines end as those of an old Macintosh do, with CR alone
}

// openText finds out the encoding, the line ends and the separator of a .csv
// file.
func openText(name string, file io.ReaderAt, size int64) (*textFile, error) {
	t := &textFile{name: name, file: file, size: size}
	var err error
	if t.encoding, err = encodingOf(io.NewSectionReader(file, 0, size)); err != nil {
		return nil, openProblem(name, err)
	}
	start, err := io.ReadAll(io.LimitReader(t.reader(), sampleSize))
	if err != nil {
		return nil, openProblem(name, err)
	}
	sample := string(start)
	if strings.ContainsRune(sample, 0) {
		return nil, trenza.Refuse("sheet.not_text", name)
	}
	t.macintosh = strings.Contains(sample, "\r") && !strings.Contains(sample, "\n")
	if t.macintosh {
		sample = strings.ReplaceAll(sample, "\r", "\n")
	}
	if t.separator, t.declared = declaredSeparator(sample); !t.declared {
		t.separator = separatorOf(sample)
	}
	return t, nil
}

// encodingOf finds out what a text is in. A file that is not UTF-8 from end to
// end is read as Windows-1252, which is what Excel writes in Peru, unless most of
// its letters are those of code page 850; UTF-16 is told by its zeros, and a byte
// order mark overrules all.
func encodingOf(whole *io.SectionReader) (encoding.Encoding, error) {
	start := make([]byte, sampleSize)
	n, err := whole.ReadAt(start, 0)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if order, ok := wideOrder(start[:n]); ok {
		return unicode.UTF16(order, unicode.IgnoreBOM), nil
	}
	_, err = io.Copy(io.Discard, transform.NewReader(whole, encoding.UTF8Validator))
	if errors.Is(err, encoding.ErrInvalidUTF8) {
		return narrowEncoding(whole)
	}
	return encoding.Nop, err
}

// narrowEncoding tells which of the encodings of one byte a letter a text is in.
func narrowEncoding(whole *io.SectionReader) (encoding.Encoding, error) {
	var bytes tally
	if _, err := whole.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	if _, err := io.Copy(&bytes, whole); err != nil {
		return nil, err
	}
	if bytes.among(dosLetters) > bytes.among(windowsLetters+startsUTF8) {
		return charmap.CodePage850, nil
	}
	return charmap.Windows1252, nil
}

// wideOrder tells the order of the bytes of UTF-16 without a mark by the zeros
// that most letters of a list have: every other byte, on one side alone.
func wideOrder(start []byte) (unicode.Endianness, bool) {
	var zeros [2]int
	for i, b := range start {
		if b == 0 {
			zeros[i%2]++
		}
	}
	most := len(start) / 4
	switch {
	case len(start) < 8:
		return unicode.LittleEndian, false
	case zeros[1] > most && zeros[0] == 0:
		return unicode.LittleEndian, true
	case zeros[0] > most && zeros[1] == 0:
		return unicode.BigEndian, true
	default:
		return unicode.LittleEndian, false
	}
}

// separatorLine is the line by which Excel is told what separates the cells.
var separatorLine = regexp.MustCompile(`^(?i)"?sep=(.)"?\r?\n`)

// declaredSeparator returns the separator that the first line names.
func declaredSeparator(sample string) (rune, bool) {
	line := separatorLine.FindStringSubmatch(sample)
	if line == nil || strings.ContainsAny(line[1], "\"\r\n\uFFFD") {
		return 0, false
	}
	separator, _ := utf8.DecodeRuneInString(line[1])
	return separator, true
}

func (t *textFile) sheets() []string { return []string{""} }

func (t *textFile) rows(sheet string) iter.Seq2[Row, error] {
	if sheet != "" {
		return fail(noSheet(t.name, sheet))
	}
	return func(yield func(Row, error) bool) {
		lines := t.lines()
		for {
			row, err := lines.next()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Row{}, err)
				return
			}
			if !row.blank() && !yield(row, nil) {
				return
			}
		}
	}
}

func (t *textFile) layout(sheet string) (Layout, error) {
	if sheet != "" {
		return Layout{}, noSheet(t.name, sheet)
	}
	return Layout{}, nil
}

// reader returns the text of the file in UTF-8, without byte order mark.
func (t *textFile) reader() io.Reader {
	whole := io.NewSectionReader(t.file, 0, t.size)
	text := transform.NewReader(whole, unicode.BOMOverride(t.encoding.NewDecoder()))
	if t.macintosh {
		return lineEnds{text}
	}
	return text
}

// lineEnds is a text whose lines end in LF instead of CR.
type lineEnds struct{ io.Reader }

func (l lineEnds) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	for i, b := range p[:n] {
		if b == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

// lines walks the records of a .csv file.
type lines struct {
	book  string
	meter *meter
	csv   *csv.Reader
	inner int // line breaks inside cells so far: lines that are not rows
}

func (t *textFile) lines() *lines {
	l := &lines{book: t.name, meter: &meter{Reader: bufio.NewReader(t.reader())}}
	if t.declared {
		_, _ = l.meter.ReadSlice('\n') // short, as openText has seen
	}
	l.csv = csv.NewReader(l.meter)
	l.csv.Comma = t.separator
	l.csv.FieldsPerRecord = -1
	return l
}

// next returns the next record, blank or not, or io.EOF.
func (l *lines) next() (Row, error) {
	l.meter.fuel = maxRowBytes
	cells, err := l.csv.Read()
	if err != nil {
		return Row{}, l.problem(err)
	}
	line, _ := l.csv.FieldPos(0)
	row := Row{Number: line - l.inner, Cells: cells}
	for i, cell := range cells {
		l.inner += strings.Count(cell, "\n")
		cells[i] = mended(unguard(cell))
	}
	row = row.trimmed()
	return row, row.check(l.book)
}

func (l *lines) problem(err error) error {
	if err == io.EOF {
		return err
	}
	if wrong, ok := errors.AsType[*csv.ParseError](err); ok {
		return trenza.Refuse("sheet.quote", l.book, wrong.StartLine-l.inner).Because(err)
	}
	if errors.Is(err, errTooMuch) {
		return trenza.Refuse("sheet.row_long", l.book, maxRowBytes>>20).Because(err)
	}
	return openProblem(l.book, err)
}

// separatorOf returns the separator that some line of the sample has most of:
// a title has none and a date or an amount few, the header has them all.
func separatorOf(sample string) rune {
	best, most := ',', 0
	for _, separator := range []rune{',', ';', '\t'} {
		if n := mostInOneLine(sample, separator); n > most {
			best, most = separator, n
		}
	}
	return best
}

// mostInOneLine returns how many times the separator stands outside quotes in
// the line that has most of it.
func mostInOneLine(sample string, separator rune) int {
	most, inLine, line, quoted := 0, 0, 0, false
	for _, r := range sample {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == separator:
			inLine++
			most = max(most, inLine)
		case r == '\n':
			inLine = 0
			if line++; line == sampleLines {
				return most
			}
		}
	}
	return most
}
