package main

import (
	"cmp"
	"strings"

	"github.com/trenza/trenza/internal/spelling"
)

// surnameShares takes Peru and Venezuela for half each. The people counted live
// in Spain, where few Peruvians have Quechua or Aymara surnames: for Peru the
// most common surnames at home, and estimates of the others, come before them.
func surnameShares(folder string) (shares, error) {
	ve, err1 := read(folder, "surnames_ve_ine2018.csv", holders)
	pe, err2 := read(folder, "surnames_pe_ine2018.csv", holders)
	home, err3 := read(folder, "surnames_popular_by_country.csv", atHome)
	if err := cmp.Or(err1, err2, err3); err != nil {
		return nil, err
	}
	peru := outOf(pe)
	for name, estimate := range home {
		peru.atLeast(estimate, name)
	}
	for estimate, names := range andean {
		peru.atLeast(estimate, strings.Fields(names)...)
	}
	return mixed([]float64{0.5, 0.5}, outOf(ve), outOf(peru)), nil
}

// holders reads a row of surname, holders as first and as second. "DE PEREZ",
// which nobody has first, stands for a husband's name and counts for none.
func holders(row []string) ([]string, float64) {
	if strings.HasPrefix(row[0], "DE ") && row[1] == "0" {
		return nil, 0
	}
	return spelling.Surnames(row[0]), number(row[1]) + number(row[2])
}

// peruvians is how many people stand behind the counts of the most common
// surnames of Peru: it brings surnames that are as common in Spain, such as
// Rojas and Chávez, to the same share in both tables.
const peruvians = 10_800_000

// atHome reads a row of country, rank, surname and holders as its share in
// Peru.
func atHome(row []string) ([]string, float64) {
	if row[0] != "PE" {
		return nil, 0
	}
	return spelling.Surnames(row[2]), number(row[3]) * all / peruvians
}

// andean holds surnames of Quechua and Aymara families below an estimate of how
// many in 100,000 surnames of Peru are each. The steps are rough: what matters
// is that none of these passes for a rare name.
var andean = map[float64]string{
	1700: "quispe",
	900:  "huaman mamani",
	400:  "condori",
	200:  "huanca apaza vilca huamani",
	100:  "choque ticona chambi cutipa yupanqui poma cahuana inga pari chura layme paucar huayta",
	50: `ancco anco arapa asto atao calcina calla callata canaza ccama ccopa ccori challco choquehuanca coaquira
		coila colque cusi guaman hancco huallpa huaraca huarcaya huarca huayhua huillca llacta lupaca machaca
		maquera marca mayta nina pacco pacori parisuana pauccar phocco pilco puma quilla rimachi sacaca
		sucari sucasaire suca sulca sullca supo taco taipe tapara tintaya tipula tito tupa turpo villca yana
		yanqui yapo yauri yucra zapana`,
	20: `achahui alanoca ampuero anahua anchahua ancasi atauchi atahualpa aymara cachi callisaya canchari
		capcha carhuamaca carhuas casavilca ccahuana ccallo ccapa ccente ccoyllo chaina champi chancafe
		chipana coa coaguila curasi curo cusihuaman cutire hilasaca huacho hualla huallata huallanca
		huamancayo huamanchumo huampo huancahuari huancollo huaranga huaraya huarachi huarhua huata huaylla
		humpire illa inquilla jahuira jancco japa jara larico lipa llachi llamoca llasaca llica llocclla
		mayhua mayhuire mullisaca nahui naupa ninahuanca pacha palli palomino pancca paxi paye perca pisco
		pocco pomari pumacahua pumacayo quecara quenaya quico rimac saico saire sayco sihuas soncco
		tacuri taype titi tunqui turpe uscamayta vilcahuaman vilcapaza yabar yaranga yupa zea`,
}
