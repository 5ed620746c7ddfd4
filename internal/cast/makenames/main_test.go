package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestAccented(t *testing.T) {
	for capitals, want := range map[string]string{
		"RODRIGUEZ": "Rodríguez", "GARCIA": "García", "LEON": "León", "GUZMAN": "Guzmán", "MARQUEZ": "Márquez",
		"PAZ": "Paz", "FLORES": "Flores", "NUÑEZ": "Núñez", "DE LA CRUZ": "De la Cruz", "CORTEZ": "Cortez",
		"HUAMANI": "Huamaní", "QUISPE": "Quispe",
	} {
		if got := accented(capitals); got != want {
			t.Errorf("accented(%q) = %q, want %q", capitals, got, want)
		}
	}
}

func TestWrite(t *testing.T) {
	folder := t.TempDir()
	table := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	from := tables{
		surnamesVE: table("ve", "surname,first,second,both\nPEREZ,10,5,1\nDE PEREZ,90,5,1\n"),
		surnamesPE: table("pe", "surname,first,second,both\nROJAS,7,2,0\nQUISPE,1,1,0\n"),
		common:     table("common", "country,rank,surname,count\nPE,1,Quispe,160000\nCO,1,Díaz,900000\n"),
		women:      table("women", "name,n\nMaría,10000\nMaria,100\n"),
		men:        table("men", "name,n\nJuan,90000\n"),
		womenVE:    table("flavour", "given,count\nAndreína,9\nTomás,1\n"),
	}
	var out strings.Builder
	if err := from.write(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"surname-ve,Pérez,15\n", "surname-pe,Quispe,1000\nsurname-pe,Rojas,9\n", "given-f,María,100\n",
		"given-f,Andreína,150\n", "given-f,Yusmary,170\n", "given-m,Juan,300\n", "www.ine.es",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, left := range []string{"De Pérez", "Díaz", "Maria,", "Tomás"} {
		if strings.Contains(out.String(), left) {
			t.Errorf("%q should be left out", left)
		}
	}
}

// TestFullKeepsFrequencies: benchmarks need people as they are called, and the
// rare names as well.
func TestFullKeepsFrequencies(t *testing.T) {
	path := filepath.Join(t.TempDir(), "table")
	table := "name,n,m,both\n"
	for i := range 2 * women {
		table += fmt.Sprintf("Nombre%d,%d,0,0\n", i, i+1)
	}
	if err := os.WriteFile(path, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	for full, want := range map[bool]int{true: 2 * women, false: women} {
		lists, err := tables{path, path, path, path, path, path, full}.lists()
		if err != nil {
			t.Fatal(err)
		}
		given := lists[2].names
		frequent := slices.Contains(given, name{fmt.Sprintf("Nombre%d", 2*women-1), 2 * women * 2500})
		if frequent != full || full && len(given) != want+len(coinagesF) || !full && len(given) != want {
			t.Errorf("full %v: %d given names, the most frequent as it is: %v", full, len(given), frequent)
		}
	}
}

func TestWriteNamesTheFileItCannotRead(t *testing.T) {
	err := tables{surnamesVE: "nowhere.csv"}.write(&strings.Builder{})
	if err == nil || !strings.Contains(err.Error(), "nowhere.csv") {
		t.Errorf("error %v does not name the file", err)
	}
}
