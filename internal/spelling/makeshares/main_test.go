package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/spelling"
)

// tables is a small folder of frequency tables.
var tables = map[string]string{
	"surnames_ve_ine2018.csv":         "surname,first,second,both\nPEREZ,60,30,1\nDE PEREZ,0,90,0\nDE LA CRUZ,5,5,0\n",
	"surnames_pe_ine2018.csv":         "surname,first,second,both\nROJAS,70,20,0\nPONCE,4,4,0\nQUISPE,1,1,0\n",
	"surnames_popular_by_country.csv": "country,rank,surname,count\nPE,1,Quispe,145812\nCO,1,Zuluaga,900000\n",
	"given_f_cl_1945_2010.csv":        "nombre,n\nMaría,900\nMaria,50\nRosa,50\n",
	"given_f_ve_wikidata.csv":         "given,count\nMaría,8\nAndreína,2\nAngélica,1\n",
	"given_f_pe_wikidata.csv":         "given,count\nMaría,9\nChabuca,1\nSumac,1\n",
	"given_m_cl_1945_2010.csv":        "nombre,n\nJuan,80\nJosé,20\n",
	"given_popular_by_country.csv":    "country,index,given,gender\nPE,1,Mia,F\nVE,1,Juan Andrés,M\nCO,1,Salomé,F\n",
}

// folder writes the tables but one.
func folder(t *testing.T, without string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range tables {
		if name == without {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestMakeShares(t *testing.T) {
	to := t.TempDir()
	if err := makeShares(folder(t, ""), to); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]struct{ lines, none []string }{
		"given.csv": {
			[]string{"wikidata", "estimated by this project.\nmaria,", "\njuan,", "\nandreina,", "\nmia,", "\nandres,", "\nyusmary,"},
			[]string{"angelica", "chabuca", "salome"},
		},
		"surnames.csv": { // perez are 90 of 100 Venezuelan surnames, half of all
			[]string{"www.ine.es", "estimated by this project.\nperez,45000.00\nrojas,", "\ncruz,5000.00\n", "\nmamani,"},
			[]string{"zuluaga", "\nde,", "\nla,"},
		},
	} {
		table, err := os.ReadFile(filepath.Join(to, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range want.lines {
			if !strings.Contains(strings.ToLower(string(table)), line) {
				t.Errorf("%s lacks %q", file, line)
			}
		}
		for _, text := range want.none {
			if strings.Contains(string(table), text) {
				t.Errorf("%s has %q", file, text)
			}
		}
	}
}

func TestMakeSharesNamesTheTableItCannotRead(t *testing.T) {
	for name := range tables {
		err := makeShares(folder(t, name), t.TempDir())
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

// TestEstimatesAreFolded: an estimate under a name that nobody looks up would
// be lost.
func TestEstimatesAreFolded(t *testing.T) {
	names := coinagesOfWomen + " " + coinagesOfMen
	for _, more := range andean {
		names += " " + more
	}
	for name := range strings.FieldsSeq(names) {
		if spelling.Fold(name) != name {
			t.Errorf("%s is not folded", name)
		}
	}
}
