package exchange

import (
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
		return registry.Name{Surnames: lettered(r.text("surnames")), Given: lettered(r.text("given"))}
	}
	surnames, given := sheet.SplitName(lettered(whole.in(r.row)), r.names)
	return registry.Name{Surnames: surnames, Given: given}
}

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

// sex reads the sex of who came. An M that may be of mujer or of masculino is
// refused: nobody becomes a man, or a woman, by a guess.
func (r reader) sex() (string, error) {
	text := r.text("sex")
	if r.mUnknown && sheet.Fold(text) == "m" {
		return "", trenza.Refuse("exchange.sex_letter")
	}
	return sheet.ReadSexIn(text, r.mIsWoman)
}
