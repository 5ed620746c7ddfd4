package sheet

import (
	"regexp"
	"strings"
	"unicode"
)

// namesOfNobody are what people write instead of a name, folded and without
// points.
var namesOfNobody = phraseSet(`nn; n n; xx; xxx; xxxx; x x; anonima; anonimo; anonyma; anonymous; desconocida; desconocido; sin nombre; sin nombres;
	sin apellido; sin apellidos; no dio nombre; no da nombre; no dio su nombre; no quiso dar nombre; no quiso dar su nombre; no desea identificarse; no se identifica;
	reservado; reservada; confidencial; nombre reservado; identidad reservada; no name; ninguna; ninguno`)

// numbered is a code that stands for a name: "PSI-014", "Paciente 3".
var numbered = regexp.MustCompile(`^\pL{1,14}\.?[ -]*(n[°º]?)?[ -]*\d+$`)

// IsNobody reports whether a text in the place of a name names nobody: "NN",
// "anónima", initials such as "M.R.P." or "MRP", and codes such as "PSI-014".
func IsNobody(name string) bool {
	folded := Fold(name)
	plain := joinWords(strings.ReplaceAll(folded, ".", ""))
	return unsaid(name) || namesOfNobody[plain] || numbered.MatchString(folded) || onlyInitials(name)
}

// onlyInitials reports whether a name is nothing but initials: letters by
// themselves, or a few capitals in a row that no name is made of.
func onlyInitials(name string) bool {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '.' || r == ',' || unicode.IsSpace(r) || r == '-' })
	for _, word := range words {
		letters := []rune(word)
		short := len(letters) == 1 || len(words) == 1 && len(letters) == 2
		if !short && (len(letters) > 4 || strings.ToUpper(word) != word || strings.ContainsAny(Fold(word), "aeiouy")) {
			return false
		}
	}
	return len(words) > 0
}
