package sheet

import (
	"strings"

	"github.com/trenza/trenza"
	"golang.org/x/text/language"
)

// countries are the nationalities that lists name in words: the code of ISO
// 3166, then how people call the country and who is of it, folded. Adjectives
// in -o and -a are found by their feminine form.
var countries = byWord(`
PER: peru, peruana, peruvian
VEN: venezuela, venezolana, venezuelan, vzla, vzlana, venez, rep. bolivariana de venezuela, republica bolivariana de venezuela
COL: colombia, colombiana, colombian
ECU: ecuador, ecuatoriana, ecuadorian
BOL: bolivia, boliviana, bolivian
CHL: chile, chilena, chilean
ARG: argentina, argentinian, argentine
BRA: brasil, brazil, brasilena, brasilera, brazilian
PRY: paraguay, paraguaya, paraguayan
URY: uruguay, uruguaya, uruguayan
GUY: guyana, guyanesa, guyanes, guyanese
SUR: surinam, suriname, surinamesa, surinames
PAN: panama, panamena, panamanian
CRI: costa rica, costarricense, costa rican
NIC: nicaragua, nicaraguense, nicaraguan
HND: honduras, hondurena, honduran
SLV: el salvador, salvador, salvadorena, salvadoran
GTM: guatemala, guatemalteca, guatemalan
BLZ: belice, belize, belicena
MEX: mexico, mexicana, mexican
USA: estados unidos, ee.uu., ee.uu, eeuu, ee uu, estadounidense, norteamericana, united states, american
CAN: canada, canadiense, canadian
CUB: cuba, cubana, cuban
DOM: republica dominicana, rep. dominicana, dominicana, dominican
HTI: haiti, haitiana, haitian
PRI: puerto rico, puertorriquena
JAM: jamaica, jamaiquina, jamaican
TTO: trinidad y tobago, trinitense
ESP: espana, espanola, espanol, spain, spanish
ITA: italia, italiana, italy, italian
FRA: francia, francesa, frances, france, french
DEU: alemania, alemana, aleman, germany, german
PRT: portugal, portuguesa, portugues, portuguese
GBR: reino unido, inglaterra, britanica, inglesa, ingles, united kingdom, british
CHE: suiza, switzerland, swiss
RUS: rusia, rusa, russia, russian
UKR: ucrania, ucraniana, ukraine
CHN: china, chinese
JPN: japon, japonesa, japones, japan, japanese
KOR: corea, corea del sur, coreana, south korea
SYR: siria, syria
`)

// listed are the codes of the countries above.
var listed = func() map[string]bool {
	codes := map[string]bool{}
	for _, code := range countries {
		codes[code] = true
	}
	return codes
}()

// byWord turns lines such as "PER: peru, peruana" around.
func byWord(lines string) map[string]string {
	codes := map[string]string{}
	for line := range strings.Lines(lines) {
		code, words, _ := strings.Cut(strings.TrimSpace(line), ": ")
		for word := range strings.SplitSeq(words, ", ") {
			codes[word] = code
		}
	}
	return codes
}

// ReadNationality reads a nationality as three letters of ISO 3166: codes of
// two or three letters, the country or who is of it, in Spanish or English
// ("VE", "VEN", "Venezuela", "venezolano"). A cell that is empty or says that
// nobody knows is "". Two nationalities in one cell are a Problem.
func ReadNationality(s string) (string, error) {
	answer := answerOf(s)
	if unsaid(s) {
		return "", nil
	}
	for _, word := range []string{answer, strings.TrimSuffix(answer, "o") + "a", answer + "a", feminine(answer)} {
		if code, ok := countries[word]; ok {
			return code, nil
		}
	}
	if code, ok := countryOfCode(answer); ok {
		return code, nil
	}
	return "", trenza.Refuse("sheet.nationality_unread", strings.TrimSpace(s))
}

// countryOfCode reads a code of ISO 3166. Of those with two letters only the
// countries above are taken: "si" and "no" are codes as well.
func countryOfCode(answer string) (string, bool) {
	if len(answer) != 2 && len(answer) != 3 {
		return "", false
	}
	region, err := language.ParseRegion(answer)
	if err != nil || !region.IsCountry() {
		return "", false
	}
	code := region.ISO3()
	return code, len(answer) == 3 || listed[code]
}

// feminine turns "venezolano(a)", "venezolano/a" and "venezolanas" into the
// form under which a nationality is found.
func feminine(word string) string {
	for _, ending := range []string{"o(a)", "a(o)", "o/a", "a/o", "os", "as"} {
		if stem, ok := strings.CutSuffix(word, ending); ok {
			return stem + "a"
		}
	}
	return word
}

// populations are the words for the five kinds of population of domain rule 12,
// folded.
var populations = byWord(`
in_destination: in destination, en destino, destino, con vocacion de permanencia, asentada, residente, migrante en destino
in_transit: in transit, en transito, transito, transit, migrante en transito
pendular: poblacion pendular, pendular, migrante pendular, commuting, pendular population
host_community: host community, host, acogida, comunidad de acogida, poblacion de acogida, comunidad receptora, comunidad anfitriona, receptora
returnee: retornada, peruana retornada, returnee, poblacion retornada, returned
`)

// ReadPopulation reads a kind of population as one of the five codes of domain
// rule 12: the code itself or its words in Spanish or English. A cell that is
// empty or says that nobody knows is "".
func ReadPopulation(s string) (string, error) {
	answer := answerOf(s)
	if unsaid(s) {
		return "", nil
	}
	for _, word := range []string{answer, strings.TrimSuffix(answer, "o") + "a", feminine(answer)} {
		if code, ok := populations[word]; ok {
			return code, nil
		}
	}
	return "", trenza.Refuse("sheet.population_unread", strings.TrimSpace(s))
}
