package sheet

import (
	"regexp"
	"strings"

	"github.com/trenza/trenza"
)

// unsaidWords are what people write where they know nothing, folded.
var unsaidWords = phraseSet(`s/d; sd; s.d.; sin dato; sin datos; sin informacion; sin info; n/a; na; n.a.; n/d; nd;
	ns; nr; ns/nr; ns / nr; ns-nr; no sabe; no responde; no sabe / no responde; no sabe/no responde; no refiere;
	no registra; no especifica; no precisa; no indica; no contesta; no data; unknown; not stated; none; null; nan; ?; ??; ...`)

func phraseSet(phrases string) map[string]bool {
	set := map[string]bool{}
	for phrase := range strings.SplitSeq(phrases, ";") {
		set[strings.TrimSpace(phrase)] = true
	}
	return set
}

// unsaid reports whether a cell is empty or says that nobody knows.
func unsaid(text string) bool {
	folded := Fold(text)
	return unsaidWords[folded] || strings.Trim(folded, "-_. ") == ""
}

// IsNothing reports whether a cell is empty, a dash, or says that nobody knows.
func IsNothing(text string) bool { return unsaid(text) }

// answerOf folds an answer and leaves out the point that ends it, "SI.".
func answerOf(s string) string { return strings.TrimRight(Fold(s), ".!, ") }

// The codes of sex (domain rule 12).
const (
	Female   = "F"
	Male     = "M"
	Intersex = "I"
	NotSaid  = "NS"
)

// sexes are the answers that people write, folded. M is masculino, as the
// templates say.
var sexes = map[string]string{
	"f": Female, "femenino": Female, "femenina": Female, "fem": Female, "mujer": Female, "female": Female, "woman": Female,
	"mujeres": Female, "nina": Female, "girl": Female, "dama": Female,
	"m": Male, "masculino": Male, "masculina": Male, "masc": Male, "hombre": Male, "h": Male, "varon": Male, "male": Male,
	"man": Male, "hombres": Male, "nino": Male, "boy": Male, "v": Male,
	"i": Intersex, "intersex": Intersex, "intersexual": Intersex, "otro": Intersex, "otra": Intersex, "other": Intersex,
	"♀": Female, "♂": Male, "prefiere no decir": NotSaid, "prefiere no decirlo": NotSaid, "prefiero no decir": NotSaid, "prefiero no decirlo": NotSaid,
}

// ReadSex reads a sex as one of the codes F, M, I and NS. A cell that is empty
// or says that nobody knows is NS.
func ReadSex(s string) (string, error) { return ReadSexIn(s, false) }

// ReadSexIn reads a sex as ReadSex does. Where a list writes M for mujer and H
// for hombre, which only whoever sees the whole column can tell, mIsWoman turns
// the letter M around.
func ReadSexIn(s string, mIsWoman bool) (string, error) {
	answer := answerOf(s)
	if mIsWoman && answer == "m" {
		return Female, nil
	}
	if sex, ok := sexes[answer]; ok {
		return sex, nil
	}
	if unsaid(s) {
		return NotSaid, nil
	}
	return "", trenza.Refuse("sheet.sex_unread", strings.TrimSpace(s))
}

// maxCount is the most that one cell may count: more is a slip.
const maxCount = 100_000_000

// ReadCount reads how many there were: a whole number, with or without
// thousands separators, "12.0" as well. A cell that is empty, a dash or the
// word ninguna is 0.
func ReadCount(s string) (int, error) {
	text := strings.TrimSpace(s)
	switch answerOf(text) {
	case "", "-", "--", "ninguna", "ninguno", "cero", "none":
		return 0, nil
	}
	whole, zeros, pointed := strings.Cut(text, ".")
	if pointed && allDigits(whole) && (zeros == "0" || zeros == "00") {
		text = whole
	}
	n, ok := wholeNumber(joinWords(text))
	if onlyPoint(text) || !ok || n > maxCount {
		return 0, trenza.Refuse("sheet.count_unread", text)
	}
	return int(n), nil
}

// yeses are the answers to a question of yes or no, folded.
var yeses = map[string]bool{
	"si": true, "s": true, "yes": true, "y": true, "1": true, "x": true, "✓": true, "✔": true, "☑": true, "true": true,
	"verdadero": true, "ok": true, "afirmativo": true,
	"no": false, "n": false, "0": false, "✗": false, "✘": false, "☐": false, "false": false, "falso": false, "": false,
	"negativo": false, "-": false,
}

// ReadYes reads yes or no. An empty cell is no.
func ReadYes(s string) (bool, error) {
	yes, ok := yeses[answerOf(s)]
	if !ok {
		return false, trenza.Refuse("sheet.yes_unread", strings.TrimSpace(s))
	}
	return yes, nil
}

// degrees are the words of a scale of five, folded and of women.
var degrees = map[string]int{
	"muy satisfecha": 5, "totalmente satisfecha": 5, "very satisfied": 5, "muy buena": 5, "very good": 5,
	"satisfecha": 4, "satisfied": 4, "buena": 4, "good": 4,
	"ni satisfecha ni insatisfecha": 3, "neutral": 3, "neutra": 3, "regular": 3, "indiferente": 3,
	"neither satisfied nor dissatisfied": 3,
	"insatisfecha":                       2, "poco satisfecha": 2, "dissatisfied": 2, "unsatisfied": 2, "mala": 2, "bad": 2,
	"muy insatisfecha": 1, "nada satisfecha": 1, "very dissatisfied": 1, "very unsatisfied": 1, "muy mala": 1, "very bad": 1,
}

// ofWomen turns the words of a scale as a man says them, or as a form prints
// them for both, into those of a woman.
var ofWomen = strings.NewReplacer("fecho/a", "fecha", "fecha/o", "fecha", "fecho(a)", "fecha", "fecho", "fecha",
	"bueno", "buena", "malo", "mala")

// scaleAnswer is a folded number from 1 to 5 and the words behind it.
var scaleAnswer = regexp.MustCompile(`^([1-5])(?:[.,]0+|/5)?(?:[ .:=)-]+([^0-9].*))?$`)

// ReadScale reads a degree of satisfaction from 1 to 5: a number, "4/5", its
// words from "muy insatisfecha" to "muy satisfecha", or both when they agree
// ("5 - Muy satisfecha"). A cell that is empty or says that she did not answer
// is 0.
func ReadScale(s string) (int, error) {
	if unsaid(s) {
		return 0, nil
	}
	number, words := 0, answerOf(s)
	if parts := scaleAnswer.FindStringSubmatch(words); parts != nil {
		number, words = int(parts[1][0]-'0'), parts[2]
	}
	degree := degrees[ofWomen.Replace(words)]
	switch {
	case words == "" && number > 0:
		return number, nil
	case degree > 0 && (number == 0 || number == degree):
		return degree, nil
	default:
		return 0, trenza.Refuse("sheet.scale_unread", strings.TrimSpace(s))
	}
}
