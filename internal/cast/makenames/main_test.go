package main

import (
	"os"
	"path/filepath"
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

func TestWriteNamesTheFileItCannotRead(t *testing.T) {
	err := tables{surnamesVE: "nowhere.csv"}.write(&strings.Builder{})
	if err == nil || !strings.Contains(err.Error(), "nowhere.csv") {
		t.Errorf("error %v does not name the file", err)
	}
}
