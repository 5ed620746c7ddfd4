package registry

import "slices"

// Populations are the population types of R4V (domain rule 12).
func Populations() []string {
	return []string{"in_destination", "in_transit", "pendular", "host_community", "returnee"}
}

// documentRule says what the number of a kind of document looks like. Lengths
// that no norm fixes are bounds that catch a slip of the finger, no more.
type documentRule struct {
	min, max   int
	digitsOnly bool
}

// documentRules are the kinds of document of domain rule 12. SD stands for
// having none.
var documentRules = map[string]documentRule{
	"DNI": {8, 8, true},
	"CUI": {8, 8, true},
	"CE":  {8, 12, false},
	"CPP": {8, 12, false},
	"PTP": {8, 12, false},
	"PAS": {5, 12, false},
	"CIV": {5, 9, false},
	"CSR": {9, 9, true},
	"CRF": {6, 12, false},
	"PN":  {4, 20, false},
	"TAM": {6, 15, false},
	"SD":  {0, 0, false},
	"OTR": {1, 30, false},
}

// DocumentTypes lists the codes of the kinds of document, sorted.
func DocumentTypes() []string {
	var types []string
	for code := range documentRules {
		types = append(types, code)
	}
	slices.Sort(types)
	return types
}
