package programme

import (
	"fmt"
	"io"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
)

// Mistake is one thing that is wrong with a definition.
type Mistake struct {
	Line, Column int    // from 1, in letters; of the key when it is unknown, otherwise of the value
	Key          string // of the sentence in the translation files
	Args         []any
	Suggestion   string // what may have been meant, or ""
}

// Mistakes is everything that is wrong with a definition, in the order of its
// lines.
type Mistakes struct {
	File string
	Text []byte // of the file, for Print
	List []Mistake
}

// Error is for logs and tests, a line a mistake; people read what Print writes.
func (m Mistakes) Error() string {
	lines := make([]string, len(m.List))
	for i, mistake := range m.List {
		lines[i] = fmt.Sprintf("%s:%d:%d: %s%v", m.File, mistake.Line, mistake.Column, mistake.Key, mistake.Args)
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives whoever does not print the mistakes one sentence about the file.
func (m Mistakes) Unwrap() error { return trenza.Refuse("programme.mistakes", m.File) }

// Print writes each mistake as a compiler does: file, line, column and a
// sentence; below, the line with a caret under the place; and what may have
// been meant.
func (m Mistakes) Print(w io.Writer, p locale.Printer) {
	lines := linesOf(m.Text)
	for _, mistake := range m.List {
		fmt.Fprintf(w, "%s:%d:%d: %s\n", m.File, mistake.Line, mistake.Column, p.Text(mistake.Key, mistake.Args...))
		if mistake.Line <= len(lines) {
			mistake.printLine(w, lines[mistake.Line-1])
		}
		if mistake.Suggestion != "" {
			fmt.Fprintf(w, "%8s%s\n", "", p.Text("programme.did_you_mean", mistake.Suggestion))
		}
	}
}

// window is how many letters of a long line are shown.
const window = 120

// printLine writes the line and a caret under the column. Tabs become spaces
// and a long line is cut before and after the place, so that the caret stands
// where it should.
func (m Mistake) printLine(w io.Writer, line string) {
	letters := []rune(line)
	for i, r := range letters {
		if r < ' ' || r == '\u007f' {
			letters[i] = ' '
		}
	}
	column := min(m.Column, len(letters)+1)
	if from := column - window + 20; from > 0 {
		letters, column = letters[from:], column-from
	}
	letters = letters[:min(len(letters), window)]
	fmt.Fprintf(w, "%5d | %s\n", m.Line, string(letters))
	fmt.Fprintf(w, "%5s | %*s\n", "", column, "^")
}
