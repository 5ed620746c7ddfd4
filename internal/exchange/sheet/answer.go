package sheet

import (
	"strings"

	"github.com/trenza/trenza"
)

// The codes of sex (domain rule 12).
const (
	Female   = "F"
	Male     = "M"
	Intersex = "I"
	NotSaid  = "NS"
)

// sexes are the answers that people write, folded. M is masculino, as the
// templates say; a list that means mujer by it writes H for the others, which
// only whoever sees the whole column can tell.
var sexes = map[string]string{
	"f": Female, "femenino": Female, "femenina": Female, "fem": Female, "mujer": Female, "female": Female, "woman": Female,
	"m": Male, "masculino": Male, "masc": Male, "hombre": Male, "h": Male, "varon": Male, "male": Male, "man": Male,
	"i": Intersex, "intersex": Intersex, "intersexual": Intersex,
	"": NotSaid, "ns": NotSaid, "nr": NotSaid, "ns/nr": NotSaid, "ns / nr": NotSaid, "no sabe": NotSaid, "no responde": NotSaid,
	"no sabe / no responde": NotSaid, "no sabe/no responde": NotSaid, "sin dato": NotSaid, "not stated": NotSaid, "unknown": NotSaid,
}

// ReadSex reads a sex as one of the codes F, M, I and NS. An empty cell is NS.
func ReadSex(s string) (string, error) {
	if sex, ok := sexes[Fold(s)]; ok {
		return sex, nil
	}
	return "", trenza.Refuse("sheet.sex_unread", strings.TrimSpace(s))
}

// maxCount is the most that one cell may count: more is a slip.
const maxCount = 100_000_000

// ReadCount reads how many there were: a whole number, with or without
// thousands separators. An empty cell is 0.
func ReadCount(s string) (int, error) {
	text := strings.TrimSpace(s)
	if text == "" {
		return 0, nil
	}
	n, ok := wholeNumber(text)
	if onlyPoint(text) || !ok || n > maxCount {
		return 0, trenza.Refuse("sheet.count_unread", text)
	}
	return int(n), nil
}

// yeses are the answers to a question of yes or no, folded.
var yeses = map[string]bool{
	"si": true, "s": true, "yes": true, "y": true, "1": true, "x": true, "✓": true, "✔": true, "true": true, "verdadero": true,
	"no": false, "n": false, "0": false, "false": false, "falso": false, "": false,
}

// ReadYes reads yes or no. An empty cell is no.
func ReadYes(s string) (bool, error) {
	yes, ok := yeses[Fold(s)]
	if !ok {
		return false, trenza.Refuse("sheet.yes_unread", strings.TrimSpace(s))
	}
	return yes, nil
}

// ReadScale reads a degree of satisfaction from 1 to 5. An empty cell is 0:
// not answered.
func ReadScale(s string) (int, error) {
	text := strings.TrimSpace(s)
	switch {
	case text == "":
		return 0, nil
	case len(text) == 1 && text[0] >= '1' && text[0] <= '5':
		return int(text[0] - '0'), nil
	default:
		return 0, trenza.Refuse("sheet.scale_unread", text)
	}
}
