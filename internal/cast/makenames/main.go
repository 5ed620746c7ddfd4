// Command makenames writes names.csv, the surnames and given names from which
// package cast invents people, out of the frequency tables given to it:
//
//	makenames -surnames-ve FILE -surnames-pe FILE -common FILE \
//	    -women FILE -men FILE -women-ve FILE > names.csv
//
// Every table has a header row. What each column must hold is said at the flag.
// With -full it writes the names.csv of internal/bench/families: every name, as
// frequent as the tables say.
package main

import (
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
)

// How many names of each list are kept, unless all are.
const (
	surnamesVE = 400
	surnamesPE = 300
	women      = 300
	men        = 200
)

func main() {
	var from tables
	flag.StringVar(&from.surnamesVE, "surnames-ve", "", "surnames of Venezuelans: surname, holders as first, as second, as both")
	flag.StringVar(&from.surnamesPE, "surnames-pe", "", "surnames of Peruvians, in the same columns")
	flag.StringVar(&from.common, "common", "", "most common surnames by country: country, rank, surname, holders")
	flag.StringVar(&from.women, "women", "", "women's given names: name, births")
	flag.StringVar(&from.men, "men", "", "men's given names: name, births")
	flag.StringVar(&from.womenVE, "women-ve", "", "given names of Venezuelan women: name, a small count")
	flag.BoolVar(&from.full, "full", false, "keep every name, and given names at their own frequency")
	flag.Parse()
	if err := from.write(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "makenames:", err)
		os.Exit(1)
	}
}

// tables are the paths of the frequency tables, and how much of them is wanted.
type tables struct {
	surnamesVE, surnamesPE, common, women, men, womenVE string
	full                                                bool
}

// write prints the four lists as "list,name,weight" below the citation that
// the sources ask for.
func (t tables) write(w io.Writer) error {
	lists, err := t.lists()
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, citation); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	for _, list := range lists {
		for _, n := range list.names {
			if err := out.Write([]string{list.id, n.text, strconv.Itoa(n.weight)}); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

const citation = `# Names and weights for invented people; written by makenames.
# Surnames: elaboración propia con datos extraídos del sitio web del INE: www.ine.es
# (Frecuencias de apellidos por nacionalidad, Padrón Continuo, 01/01/2018), accents restored;
# popular-names-by-country-dataset (CC0) for the weight of Quechua and Aymara surnames.
# Given names: guaguas 0.3.0 (CC0), Wikidata (CC0) and coinages added by this project.
`
