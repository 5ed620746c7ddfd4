package exchange

import (
	"regexp"
	"strings"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/locale"
)

// settleSex tells whether M is mujer or masculino: by the other letter of the
// column, by its heading, or by the names beside it. Where nothing tells, its
// rows wait for a person's word.
func (i *interpreter) settleSex() {
	i.codesOfSex()
	meant, from := i.mapping.M, FromMapping
	if meant == "" {
		meant, from = i.letterM()
	}
	i.table.letterM = meant
	switch meant {
	case sheet.Female:
		i.choose("exchange.as_m", from, locale.Key("exchange.woman"))
	case sheet.Male:
		if from != FromDefault {
			i.choose("exchange.as_m", from, locale.Key("exchange.man"))
		}
	case unsettled:
		i.choose("exchange.as_m_unknown", FromDefault)
	}
}

// sexCode is a number of which the heading says what it stands for, "1 = Hombre".
var sexCode = regexp.MustCompile(`(\d)\s*[=:.)-]\s*(\pL+)`)

// codesOfSex reads the numbers of a column as its heading says, "Sexo (1=Hombre,
// 2=Mujer)". A person's words hold before it.
func (i *interpreter) codesOfSex() {
	s := i.table.sources["sex"]
	if len(s.columns) != 1 || s.words != nil {
		return
	}
	words := make(map[string]string)
	for _, said := range sexCode.FindAllStringSubmatch(i.headingAt(s.columns[0]), -1) {
		if code, err := sheet.ReadSex(said[2]); err == nil && len(said[2]) > 1 {
			words[said[1]] = code
		}
	}
	if len(words) > 1 {
		s.words = words
		i.table.sources["sex"] = s
		i.choose("exchange.as_sex_codes", FromHeader, i.headingAt(s.columns[0]))
	}
}

// unsettled is an M of which nothing tells what it is.
const unsettled = "?"

// letterM tells what M is in the column of the sex, "" when it has none.
func (i *interpreter) letterM() (meant string, from Origin) {
	letters, heading := i.sexLetters()
	switch {
	case !letters.has("m"):
		return "", ""
	case letters.has("f", "fem", "femenino", "femenina", "female"):
		return sheet.Male, FromDefault
	case letters.has("h", "hombre", "varon", "v"):
		return sheet.Female, FromProfile
	}
	if meant := letterInHeading(heading); meant != "" {
		return meant, FromHeader
	}
	return i.letterByNames()
}

// sexLetters are the answers in the column of the sex, or over its columns when
// they are ticked, and its heading.
func (i *interpreter) sexLetters() (letters profile, heading string) {
	s := i.table.sources["sex"]
	if len(s.columns) == 1 {
		return i.column(s.columns[0]), i.headingAt(s.columns[0])
	}
	letters.words = make(map[string]int)
	for _, o := range s.options {
		letters.words[sheet.Fold(o.value)]++
	}
	return letters, ""
}

// letterInHeading reads "Sexo (F/M)" and "Sexo (H/M)" as what they say.
func letterInHeading(heading string) string {
	words := wordsOf(heading)
	letter := map[string]bool{}
	for _, word := range words {
		letter[word] = true
	}
	switch {
	case letter["m"] && letter["h"] && !letter["f"]:
		return sheet.Female
	case letter["m"] && letter["f"] && !letter["h"]:
		return sheet.Male
	}
	return ""
}

// letterByNames tells what M is by the given names of those who came, when
// nearly all are of women or nearly all of men.
func (i *interpreter) letterByNames() (string, Origin) {
	women, men := sheet.WomenAndMen(i.givenNames())
	switch {
	case women > 4*men:
		return sheet.Female, FromProfile
	case men > 4*women:
		return sheet.Male, FromProfile
	}
	return unsettled, FromDefault
}

// givenNames are the first given names of the list.
func (i *interpreter) givenNames() []string {
	if s := i.table.sources["given"]; len(s.columns) > 0 {
		return i.column(s.columns[0]).samples
	}
	var given []string
	if s := i.table.sources["name"]; len(s.columns) == 1 {
		for _, name := range i.column(s.columns[0]).samples {
			_, own := sheet.SplitName(name, i.table.names)
			given = append(given, strings.TrimSpace(own))
		}
	}
	return given
}
