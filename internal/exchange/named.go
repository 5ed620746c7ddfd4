package exchange

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/registry"
)

// name is who came: nobody where the list writes initials, a code or "NN", by
// which no two rows may ever become one person.
func (r reader) name() registry.Name {
	if r.who != nil {
		return *r.who
	}
	name := r.nameWritten()
	if sheet.IsNobody(strings.TrimSpace(name.Surnames + " " + name.Given)) {
		return registry.Name{}
	}
	return name
}

// nameWritten is who came, as the list writes it: in two columns, or in one
// whose order was told beforehand.
func (r reader) nameWritten() registry.Name {
	whole, ok := r.sources["name"]
	if !ok {
		return registry.Name{Surnames: bareName(r.text("surnames")), Given: bareName(r.text("given"))}
	}
	surnames, given := sheet.SplitName(bareName(whole.in(r.row)), r.names)
	return registry.Name{Surnames: surnames, Given: given}
}

// bareName is a name without titles and without what is no name.
func bareName(name string) string { return lettered(sheet.WithoutTitles(name)) }

// lettered leaves out a name that has no letter: two dashes are nobody.
func lettered(name string) string {
	if strings.ContainsFunc(name, unicode.IsLetter) {
		return name
	}
	return ""
}

// nameless says that what stands in the place of a name names nobody: a row
// without a document is refused, for a name or a document is needed (domain rule
// 2), and with one it is hers all the same.
func (r reader) nameless(said registry.Record) error {
	if !said.Name.Empty() {
		return nil
	}
	written := r.nameWritten()
	text := strings.TrimSpace(written.Surnames + " " + written.Given)
	switch {
	case text == "" || r.shape == Survey:
		return nil
	case len(said.Documents) > 0:
		r.warn(trenza.Refuse("exchange.name_left_out", text))
		return nil
	}
	return trenza.Refuse("exchange.name_of_nobody", text)
}

// nobody reports whether the row says nothing of who came.
func (r reader) nobody() bool {
	if !r.name().Empty() {
		return false
	}
	return !slices.ContainsFunc(r.papers, func(key string) bool { return r.text(key) != "" })
}

// oneName refuses a row that names two people, of whom one would be lost, and
// warns of a name whose letters were.
func (r reader) oneName() error {
	written := r.nameWritten()
	text := strings.TrimSpace(written.Surnames + " " + written.Given)
	if whole, ok := r.sources["name"]; ok {
		text = whole.in(r.row)
	}
	if twoPeople(text) || twoPeople(written.Given) {
		return trenza.Refuse("exchange.two_people", text)
	}
	if sheet.LettersLost(text) {
		r.warn(trenza.Refuse("exchange.letters_lost", text))
	}
	return nil
}

// betweenPeople is what stands between the names of two people, and kinOf what
// announces the second.
var (
	betweenPeople = regexp.MustCompile(`\s*[/&+;\n]\s*|\s+[yYeE]\s+`)
	kinOf         = regexp.MustCompile(`(?i)\b(hij[ao]s?|beb[eé]|ni[nñ][ao]s?|espos[ao]|pareja|madre|padre|menor)\s*:`)
)

// twoPeople reports whether a name is that of two: whole names, or given ones,
// with a sign between them. "Ortega y Gasset" are the surnames of one.
func twoPeople(name string) bool {
	if kinOf.MatchString(name) {
		return true
	}
	named := 0
	for _, piece := range betweenPeople.Split(name, -1) {
		words := strings.Fields(piece)
		if len(words) > 0 && slices.ContainsFunc(words, sheet.IsGivenName) {
			named++
		}
	}
	return named > 1
}

// sex reads the sex of who came. An M that may be of mujer or of masculino is
// refused: nobody becomes a man, or a woman, by a guess.
func (r reader) sex() (string, error) {
	text := r.text("sex")
	if r.letterM == unsettled && sheet.Fold(text) == "m" {
		return "", trenza.Refuse("exchange.sex_letter")
	}
	return sheet.ReadSexIn(text, r.letterM == sheet.Female)
}
