package exchange

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/registry"
)

// A list of a workshop names people who are known already: whoever taught, made or
// came. Nobody is registered for it.

// behindName is a document behind a name in one cell, "Rosa Chero (16734521)",
// "Rosa Chero DNI 16734521".
var behindName = regexp.MustCompile(`^(.*?)[\s,(\-–:]*(?:([A-Za-z.]{2,6})[\s:.°ºN]*)?(\d{8,9})\s*\)?\s*$`)

// named reads a name, with a document behind it where there is one.
func (r reader) named(text string) (said registry.Record, err error) {
	said.Sex = sheet.NotSaid
	name := strings.TrimSpace(text)
	if found := behindName.FindStringSubmatch(name); found != nil {
		kind := found[2]
		if kind == "" && len(found[3]) == 8 {
			kind = "DNI"
		}
		paper, err := sheet.ReadDocument(kind, found[3])
		if err != nil {
			return said, err
		}
		if name = strings.TrimSpace(found[1]); paper.Kind != "" {
			said.Documents = []registry.Document{{Type: paper.Kind, Number: paper.Number, Primary: true}}
		}
	}
	if name = lettered(sheet.WithoutTitles(name)); sheet.IsNobody(name) {
		name = ""
	}
	said.Name.Surnames, said.Name.Given = sheet.SplitName(name, r.names)
	return said, nil
}

// known reads whom a row names, with the document that the row has in a column of its
// own.
func (r reader) known(text string) (registry.Record, error) {
	said, err := r.named(text)
	if err != nil || len(said.Documents) > 0 {
		return said, err
	}
	said.Documents, err = r.documents()
	return said, err
}

func isLetter(r rune) bool { return unicode.IsLetter(r) }
