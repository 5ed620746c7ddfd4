package exchange

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/outreach"
)

// crowd is whom a column of a headcount counts.
type crowd struct {
	sex      string // F, M, I, or "" for everybody
	min, max int    // years of age, both included
}

// key names the column of a crowd: the template's own key where it has one.
func (c crowd) key() string {
	for _, b := range outreach.Bands() {
		if c.sex != "" && c.min == b.Min && c.max == b.Max {
			return groupKey(c.sex, b.Min)
		}
	}
	return fmt.Sprintf("%s%s %d-%d", crowdKey, c.sex, c.min, c.max)
}

// String names the crowd as a heading would, "Mujeres 0-17".
func (c crowd) String() string {
	name := map[string]string{"F": "Mujeres", "M": "Hombres", "I": "Otras"}[c.sex]
	switch {
	case c.min == 0 && c.max == outreach.Oldest:
		return cmp.Or(name, "Personas")
	case c.max == outreach.Oldest:
		return strings.TrimSpace(fmt.Sprintf("%s %d y más", name, c.min))
	}
	return strings.TrimSpace(fmt.Sprintf("%s %d-%d", name, c.min, c.max))
}

// crowdKey marks the columns of crowds that the template lacks.
const crowdKey = "heads:"

// crowdOfKey is the crowd of a column's key.
func crowdOfKey(key string) (crowd, bool) {
	for _, s := range sexes {
		for _, b := range outreach.Bands() {
			if key == groupKey(s.code, b.Min) {
				return crowd{s.code, b.Min, b.Max}, true
			}
		}
	}
	rest, ok := strings.CutPrefix(key, crowdKey)
	if !ok {
		return crowd{}, false
	}
	sex, ages, _ := strings.Cut(rest, " ")
	first, last, _ := strings.Cut(ages, "-")
	low, err := strconv.Atoi(first)
	high, wrong := strconv.Atoi(last)
	return crowd{sex, low, high}, err == nil && wrong == nil
}

// holds reports whether everybody whom other counts is counted by c as well.
func (c crowd) holds(other crowd) bool {
	return (c.sex == "" || c.sex == other.sex) && c.min <= other.min && other.max <= c.max
}

// meets reports whether somebody may be counted by both.
func (c crowd) meets(other crowd) bool {
	return (c.sex == "" || other.sex == "" || c.sex == other.sex) && c.min <= other.max && other.min <= c.max
}

// crowdWords are the words that say who is counted: a sex, an age, or both.
var crowdWords = map[string]crowd{
	"mujeres": {"F", 0, outreach.Oldest}, "mujer": {"F", 0, outreach.Oldest}, "femenino": {"F", 0, outreach.Oldest},
	"women": {"F", 0, outreach.Oldest}, "female": {"F", 0, outreach.Oldest}, "females": {"F", 0, outreach.Oldest},
	"hombres": {"M", 0, outreach.Oldest}, "hombre": {"M", 0, outreach.Oldest}, "masculino": {"M", 0, outreach.Oldest},
	"varones": {"M", 0, outreach.Oldest}, "men": {"M", 0, outreach.Oldest}, "male": {"M", 0, outreach.Oldest}, "males": {"M", 0, outreach.Oldest},
	"otras": {"I", 0, outreach.Oldest}, "otros": {"I", 0, outreach.Oldest}, "other": {"I", 0, outreach.Oldest},
	"ninas": {"F", 0, 11}, "girls": {"F", 0, 11}, "ninos": {"M", 0, 11}, "boys": {"M", 0, 11}, "ninez": {"", 0, 11},
	"adolescentes": {"", 12, 17}, "adolescents": {"", 12, 17}, "jovenes": {"", 18, 29},
	"adultas": {"F", 18, outreach.Oldest}, "adultos": {"", 18, outreach.Oldest}, "adults": {"", 18, outreach.Oldest},
	"menores": {"", 0, 17}, "mayores": {"", 18, outreach.Oldest}, "minors": {"", 0, 17},
}

// crowdLetters are sexes before a band of ages, "F 0-4".
var crowdLetters = map[string]crowd{"f": {"F", 0, outreach.Oldest}, "m": {"M", 0, outreach.Oldest}, "h": {"M", 0, outreach.Oldest}}

// renameLetters takes M for mujeres where H counts the men and F nobody.
func (i *interpreter) renameLetters() {
	headed := func(letter string) func(*candidate) bool {
		return func(c *candidate) bool {
			_, counts := crowdOfKey(c.meaning.key)
			return counts && c.from != FromMapping && slices.Contains(wordsOf(c.heading.String()), letter)
		}
	}
	if !slices.ContainsFunc(i.columns, headed("h")) || slices.ContainsFunc(i.columns, headed("f")) {
		return
	}
	women := headed("m")
	for _, c := range i.columns {
		if whom, _ := crowdOfKey(c.meaning.key); women(c) {
			whom.sex = sheet.Female
			c.meaning.key = whom.key()
		}
	}
}

// crowdFillers say nothing of who is counted.
var crowdFillers = map[string]bool{
	"de": true, "anos": true, "ano": true, "edad": true, "years": true, "y": true, "total": true, "subtotal": true, "numero": true,
	"n": true, "cantidad": true, "aged": true, "old": true, "a": true, "o": true, "que": true,
}

// ages are how lists write a band of ages, folded.
var (
	fromTo   = regexp.MustCompile(`(\d{1,3}) ?(?:-|a|to) ?(\d{1,3})`)
	andOlder = regexp.MustCompile(`(\d{1,3}) ?(?:\+|(?:a|y|o|anos y|anos o|anos a|and) (?:mas|mayores|older|over))|(?:\+|mayores (?:de|a)|mas de|>=|≥) ?(\d{1,3})`)
	younger  = regexp.MustCompile(`(?:<|menores de|menor de|under) ?(\d{1,3})`)
)

// crowdOf reads whom a heading counts: "Mujeres 18+", "Niñas", "0-17",
// "Hombres de 30 a 59 años". It is false for a heading with any other word.
func crowdOf(text string) (crowd, bool) {
	rest := " " + sheet.Fold(text) + " "
	c := crowd{"", 0, outreach.Oldest}
	said, both := false, false
	low, high, rest, aged := ageIn(rest)
	for _, word := range wordsOf(rest) {
		named, known := crowdWords[word]
		if letter, ok := crowdLetters[word]; ok && aged {
			named, known = letter, true
		}
		switch {
		case crowdFillers[word]:
		case !known:
			return crowd{}, false
		case c.sex != "" && named.sex != "" && c.sex != named.sex:
			both = true // "niñas y niños"
		default:
			said = true
			c = crowd{cmp.Or(c.sex, named.sex), max(c.min, named.min), min(c.max, named.max)}
		}
	}
	if aged {
		c.min, c.max = low, high
	}
	if both && c.max >= 18 {
		return crowd{}, false
	}
	if both {
		c.sex = ""
	}
	return c, (said || aged) && c.min <= c.max
}

// ageIn reads the band of ages in a folded heading and returns what is left.
func ageIn(text string) (low, high int, rest string, ok bool) {
	if found := fromTo.FindStringSubmatch(text); found != nil {
		return number(found[1]), number(found[2]), strings.Replace(text, found[0], " ", 1), true
	}
	if found := andOlder.FindStringSubmatch(text); found != nil {
		return number(found[1] + found[2]), outreach.Oldest, strings.Replace(text, found[0], " ", 1), true
	}
	if found := younger.FindStringSubmatch(text); found != nil {
		return 0, number(found[1]) - 1, strings.Replace(text, found[0], " ", 1), true
	}
	return 0, outreach.Oldest, text, false
}

// number reads at most three digits.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
