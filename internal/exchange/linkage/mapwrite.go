package linkage

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/match"
)

// Beside is where the map of a file lies when it lies beside it; that of two
// files lies beside the first under both names.
func Beside(files ...string) string {
	name := files[0]
	for _, other := range files[1:] {
		name += "." + filepath.Base(other)
	}
	return name + ".campos.yaml"
}

// Text writes a proposal as a map that a person can correct and use again. It
// holds headings, and no cell of any row.
func (p *Proposal) Text(words locale.Printer) []byte {
	var text strings.Builder
	note(&text, words.Text("match.map_title", strings.Join(strings.Fields(p.File), " ")))
	if p.Map.ID.Heading == "" {
		note(&text, words.Text("match.map_note_id"))
	}
	entry(&text, "", "id", p.Map.ID.Heading)
	entry(&text, "", "link_id", p.Map.LinkID.Heading)
	entry(&text, "", "sheet", p.Map.Sheet)
	entry(&text, "", "link_sheet", p.Map.Linked)
	text.WriteString("fields:\n")
	for _, f := range p.Map.Fields {
		f.write(&text)
	}
	note(&text, words.Text("match.map_note_kinds"))
	for _, kind := range match.Kinds {
		fmt.Fprintf(&text, "#   %-9s %s\n", kind, words.Text("match.kind."+string(kind)))
	}
	if len(p.Left) > 0 {
		note(&text, words.Text("match.map_note_left", p.Left))
	}
	return []byte(text.String())
}

// note writes a note, line by line.
func note(text *strings.Builder, sentence string) {
	for line := range strings.Lines(sentence) {
		text.WriteString("# " + strings.TrimSpace(line) + "\n")
	}
}

// entry writes a key and its text, unless there is none.
func entry(text *strings.Builder, indent, key, value string) {
	if value != "" {
		fmt.Fprintf(text, "%s%s: %s\n", indent, key, strconv.Quote(value))
	}
}

// write writes a field.
func (f Field) write(text *strings.Builder) {
	const indent = "    "
	fmt.Fprintf(text, "  - name: %s\n", strconv.Quote(f.Name))
	fmt.Fprintf(text, "%skind: %s\n", indent, f.Kind)
	columns(text, indent, "column", f.Columns)
	columns(text, indent, "link_column", f.Linked)
	if f.Several {
		text.WriteString(indent + "several: true\n")
	}
	entry(text, indent, "separator", f.Separator)
	entry(text, indent, "type_column", f.TypeIn.Heading)
	entry(text, indent, "link_type_column", f.LinkType.Heading)
	entry(text, indent, "format", f.Format)
}

// columns writes one column, or a list of several.
func columns(text *strings.Builder, indent, key string, all []Column) {
	if len(all) == 0 {
		return
	}
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = strconv.Quote(c.Heading)
	}
	if len(all) == 1 {
		fmt.Fprintf(text, "%s%s: %s\n", indent, key, names[0])
		return
	}
	fmt.Fprintf(text, "%s%ss: [%s]\n", indent, key, strings.Join(names, ", "))
}
