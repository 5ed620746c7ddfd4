package sheet

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
)

// noPaper is the code of having no document (domain rule 12).
const noPaper = "SD"

// Paper is an identity document as a list gives it.
type Paper struct {
	Kind   string // a code of domain rule 12, "SD" for none, "" when the list does not say
	Number string // as written, without dots, spaces and the name of the document; "" when the list has none

	// Repaired is the key of a sentence about what was mended in the number, and
	// "" when nothing was; Written is the number before it. See [Paper.Warning].
	Repaired string
	Written  string
}

// Warning returns the sentence about what was mended, and nil for nothing.
func (p Paper) Warning() error {
	if p.Repaired == "" {
		return nil
	}
	return trenza.Refuse(p.Repaired, p.Written, p.Kind, p.Number)
}

// repaired returns the paper with another number and the sentence about it.
func (p Paper) repaired(number, key string) Paper {
	p.Number, p.Repaired = number, key
	return p
}

// ReadDocument reads the two cells of a document, its kind and its number;
// either may be empty. Kinds are codes or the words that people write ("D.N.I.",
// "carné de extranjería", "no tiene"). One cell may hold both: "DNI 12345678",
// "CE: 001234567", and the letters of a Venezuelan identity card,
// "V-12.345.678". A number without a kind keeps none: whoever sees the whole
// list may know it, and reads the number again with that kind.
//
// What a spreadsheet ate is put back and told in Repaired: zeros before a
// number whose length domain rule 12 gives, and digits written as 1.2345678E7.
// A number whose last digits are lost, an unknown kind, two kinds that
// contradict each other and two documents in one cell are Problems.
func ReadDocument(kindText, numberText string) (Paper, error) {
	kind, err := readPaperKind(kindText)
	if err != nil {
		return Paper{}, err
	}
	number := strings.Trim(joinWords(numberText), quotes)
	words := paperWords(number)
	switch {
	case number == "":
		return Paper{Kind: kind}, nil
	case noPapers[words]:
		return Paper{Kind: noPaper}, nil // "DNI" beside "no tiene" as well
	case kind == "" && paperKinds[words] != "":
		return Paper{Kind: paperKinds[words]}, nil
	}
	paper, err := splitPaper(kind, number)
	if err != nil {
		return Paper{}, err
	}
	return paper.mended()
}

// quotes stand around a number that was to stay a text, and are no part of it.
const quotes = "'’` "

func readPaperKind(text string) (string, error) {
	words := paperWords(text)
	if words == "" && strings.TrimSpace(text) == "" {
		return "", nil
	}
	if kind, ok := paperKinds[words]; ok {
		return kind, nil
	}
	if noPapers[words] {
		return noPaper, nil
	}
	return "", trenza.Refuse("sheet.document_kind", strings.TrimSpace(text))
}

// splitPaper takes the name of a document off its number.
func splitPaper(kind, number string) (Paper, error) {
	if severalPapers.MatchString(number) {
		return Paper{}, trenza.Refuse("sheet.document_two", number)
	}
	named, rest, apart := namedPaper(number)
	switch {
	case named == "", kind != "" && kind != named && !apart:
		rest = number // letters of the number itself: a passport "CE123456"
	case kind == "":
		kind = named
	case kind != named:
		return Paper{}, trenza.Refuse("sheet.document_kinds", kind, number)
	}
	if second, _, apart := namedPaper(rest); apart && second != kind {
		return Paper{}, trenza.Refuse("sheet.document_kinds", kind, rest) // "DNI CE 1234567"
	}
	paper := Paper{Kind: kind, Written: number, Number: strings.Trim(rest, quotes)}
	if kind == noPaper {
		return paper.repaired("", "sheet.document_beside_none"), nil
	}
	return paper, nil
}

// severalPapers finds two numbers in one cell. Certificates of birth have
// slashes of their own, with fewer digits.
var severalPapers = regexp.MustCompile(`(?i)\d{6,}[^\d]*( y |/|;|,|\||&)[^\d]*\d{6,}`)

// venezuelan is the number of a Venezuelan identity card with its letter.
var venezuelan = regexp.MustCompile(`(?i)^[VE][-., ]*\d([., ]*\d){4,8}$`)

// namedPaper finds the name of a document before its number: "DNI N° 12345678"
// names it apart, "DNI12345678" in one piece.
func namedPaper(number string) (kind, rest string, apart bool) {
	if venezuelan.MatchString(number) {
		return "CIV", number, strings.ContainsAny(number[1:2], "-. ")
	}
	digit := strings.IndexAny(number, "0123456789")
	for end := min(digit, longestPaperName); end > 1; end-- {
		if isASCIILetter(number[end]) {
			continue // within a word: "PASO 1" is no PAS
		}
		words := paperWords(numberSigns.ReplaceAllString(number[:end], ""))
		if named, ok := paperKinds[words]; ok && named != noPaper && len(words) > 1 {
			rest := strings.TrimLeft(number[end:], " :.-#")
			return named, rest, strings.ContainsAny(number[:digit], " :.-#")
		}
	}
	return "", number, false
}

// longestPaperName is how far into a number, in bytes, the name of a document may
// reach; each place up to there costs a look, and a cell holds up to 32,767.
const longestPaperName = 100

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// numberSigns are the ways to write "number" between a document and its number.
var numberSigns = regexp.MustCompile(`(?i)[\s:.#-]*(n[°º.]|n°|nº|nro\.?|num\.?|no\.|numero|número)?[\s:.#-]*$`)

// Numbers as spreadsheets and programs spoil them.
var (
	powerOfTen = regexp.MustCompile(`(?i)^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$`)
	pointZero  = regexp.MustCompile(`^(\d+)\.0+$`)
	checkDigit = regexp.MustCompile(`^(\d{8})\s*-\s*[\dA-K]$`)
	dotted     = regexp.MustCompile(`^[A-Za-z]?[-., ]*\d[\d., ]*\d$`)
	dots       = strings.NewReplacer(".", "", ",", "", " ", "")
)

// mended returns the paper with its number as it was before a spreadsheet
// spoilt it.
func (p Paper) mended() (Paper, error) {
	if parts := powerOfTen.FindStringSubmatch(p.Number); parts != nil {
		digits, ok := exactDigits(parts)
		if !ok {
			return Paper{}, trenza.Refuse("sheet.document_digits_lost", p.Number)
		}
		p = p.repaired(digits, "sheet.document_power")
	}
	if whole := pointZero.FindStringSubmatch(p.Number); whole != nil {
		p.Number = whole[1]
	}
	if dotted.MatchString(p.Number) {
		p.Number = dots.Replace(p.Number)
	}
	if card := checkDigit.FindStringSubmatch(p.Number); card != nil && p.Kind == "DNI" {
		return p.repaired(card[1], "sheet.document_check_digit"), nil
	}
	if zeros := p.zerosEaten(); zeros > 0 {
		return p.repaired(strings.Repeat("0", zeros)+p.Number, "sheet.document_zeros"), nil
	}
	return p, nil
}

// exactDigits writes a power of ten out when all of its digits are there: the
// first digit, the decimals and the exponent are given.
func exactDigits(parts []string) (string, bool) {
	exponent, err := strconv.Atoi(parts[3])
	if err != nil || len(parts[2]) != exponent {
		return "", false
	}
	return parts[1] + parts[2], true
}

// Lengths of documents that consist of digits. DNI, CUI and CSR have one length
// (domain rule 12). The cards of foreigners have nine digits as a rule and eight
// at least: a CE is filled up to nine, and a CPP or PTP when it has fewer than
// eight, since of eight nobody knows whether one is missing.
var paperDigits = map[string]struct{ full, fillBelow int }{
	"DNI": {8, 8}, "CUI": {8, 8}, "CSR": {9, 9}, "CE": {9, 9}, "CPP": {9, 8}, "PTP": {9, 8},
}

// fewestDigits is how short a number may be and still have lost zeros alone: of
// a shorter one, digits were more likely forgotten than eaten.
const fewestDigits = 6

// zerosEaten returns how many zeros the number has lost at its start.
func (p Paper) zerosEaten() int {
	length, known := paperDigits[p.Kind]
	if !known || !allDigits(p.Number) || len(p.Number) < fewestDigits || len(p.Number) >= length.fillBelow {
		return 0
	}
	return length.full - len(p.Number)
}

// paperKinds are the names of documents, without points and accents.
var paperKinds = byWord(`
DNI: dni, dnie, dni electronico, documento nacional de identidad, documento nacional, national id, peruvian id, libreta electoral
CUI: cui, codigo unico de identificacion, dni menor, dni de menor, dni amarillo
CE: ce, carnet de extranjeria, carne de extranjeria, carnet extranjeria, carne extranjeria, carnet extranjero, cedula de extranjeria, foreigner card, foreigners card
CPP: cpp, carnet de permiso temporal de permanencia, carne de permiso temporal de permanencia, carnet cpp, carne cpp, carnet de permiso temporal, carnet temporal de permanencia
PTP: ptp, permiso temporal de permanencia, permiso temporal
PAS: pas, pasaporte, passport, pass, pasap
CIV: civ, ci, cedula, cedula de identidad, cedula venezolana, cedula de identidad venezolana, cedula de venezuela, cedula identidad, cv, civ venezolana, venezuelan id, v, e, ve
CSR: csr, carnet de solicitante de refugio, carne de solicitante de refugio, solicitante de refugio, carnet de solicitante, carne de solicitante, solicitud de refugio, asylum seeker card
CRF: crf, carne de refugio, carnet de refugio, carne de refugiada, carnet de refugiada, carne de refugiado, carnet de refugiado, refugee card
PN: pn, partida de nacimiento, acta de nacimiento, partida, birth certificate
TAM: tam, tarjeta andina, tarjeta andina de migracion, tarjeta andina migratoria
OTR: otr, otro, otra, otro documento, otros, other, cedula de ciudadania, cedula colombiana, cedula ecuatoriana, cc
SD: sd, sin documento, sin documentos
`)

// noPapers are the ways to say that somebody has no document, or that nobody
// asked, without points and accents.
var noPapers = wordsOf("sd", "s/d", "sin documento", "sin documentos", "sin dni", "no tiene", "no tiene documento", "ninguno",
	"ninguna", "indocumentada", "indocumentado", "no cuenta", "no porta", "no presenta", "no posee", "-", "--", "---", "n/a", "na", "none",
	"no document", "undocumented", "sin dato", "no", "x", "s/n", "sn", "no refiere", "no registra", "perdido", "perdida", "robado", "en tramite")

func wordsOf(words ...string) map[string]bool {
	set := map[string]bool{}
	for _, word := range words {
		set[word] = true
	}
	return set
}

// paperWords folds the name of a document and leaves its points out: "D.N.I."
// is dni.
func paperWords(text string) string {
	return strings.Trim(joinWords(strings.ReplaceAll(Fold(text), ".", "")), " :,;'")
}
