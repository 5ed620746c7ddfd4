package directory

import (
	"os"
	"strings"
	"testing"

	"github.com/trenza/trenza"
)

// The table of domain rule 12: the same place under both numberings.
var bothNumberings = []struct {
	full         string
	inei, reniec string
}{
	{"Callao", "07", "24"},
	{"Prov. Const. del Callao, Callao", "0701", "2401"},
	{"Callao, Prov. Const. del Callao, Callao", "070101", "240101"},
	{"La Libertad", "13", "12"},
	{"Trujillo, La Libertad", "1301", "1201"},
	{"Trujillo, Trujillo, La Libertad", "130101", "120101"},
	{"Lambayeque", "14", "13"},
	{"Chiclayo, Lambayeque", "1401", "1301"},
	{"Chiclayo, Chiclayo, Lambayeque", "140101", "130101"},
	{"Reque, Chiclayo, Lambayeque", "140113", "130111"},
	{"Pimentel, Chiclayo, Lambayeque", "140112", "130110"},
	{"Lima", "15", "14"},
	{"Lima, Lima", "1501", "1401"},
	{"Lima, Lima, Lima", "150101", "140101"},
	{"Piura", "20", "19"},
	{"Piura, Piura", "2001", "1901"},
	{"Piura, Piura, Piura", "200101", "190101"},
	{"Castilla, Piura, Piura", "200104", "190103"},
	{"Tumbes", "24", "23"},
	{"Tumbes, Tumbes", "2401", "2301"},
	{"Tumbes, Tumbes, Tumbes", "240101", "230101"},
	{"Zarumilla, Zarumilla, Tumbes", "240301", "230301"},
	{"Aguas Verdes, Zarumilla, Tumbes", "240302", "230304"},
	{"Contralmirante Villar, Tumbes", "2402", "2302"},
	{"Comas, Lima, Lima", "150110", "140106"},
	{"San Juan de Lurigancho, Lima, Lima", "150132", "140137"},
	{"San Martín de Porres, Lima, Lima", "150135", "140126"},
}

func TestINEIAndRENIECNumberTheSamePlaces(t *testing.T) {
	for _, row := range bothNumberings {
		place, known := PlaceOf(trenza.Place(row.inei))
		if !known || place.String() != row.full {
			t.Errorf("PlaceOf(%s) = %v, %v; want %s", row.inei, place, known, row.full)
		}
		alias, known := FromRENIEC(row.reniec)
		if !known || alias != place {
			t.Errorf("FromRENIEC(%s) = %v, %v; want %s", row.reniec, alias, known, row.full)
		}
		if int(place.Level)*2 != len(row.inei) {
			t.Errorf("%s is of level %d", row.full, place.Level)
		}
	}
}

func TestSameDigitsAreOtherPlacesForRENIEC(t *testing.T) {
	tests := []struct{ digits, inei, reniec string }{
		{"130101", "Trujillo", "Chiclayo"},
		{"140101", "Chiclayo", "Lima"},
		{"240101", "Tumbes", "Callao"},
		{"130111", "Víctor Larco Herrera", "Reque"},
		{"13", "La Libertad", "Lambayeque"},
	}
	for _, test := range tests {
		place, _ := PlaceOf(trenza.Place(test.digits))
		alias, _ := FromRENIEC(test.digits)
		if place.Name != test.inei || alias.Name != test.reniec {
			t.Errorf("%s is %q for INEI and %q for RENIEC, want %q and %q",
				test.digits, place.Name, alias.Name, test.inei, test.reniec)
		}
	}
}

func TestRENIECIsNoKey(t *testing.T) {
	if place, known := PlaceOf("140137"); known {
		t.Errorf("PlaceOf(140137) = %v, want nothing: only RENIEC uses that code", place)
	}
	if place, known := FromRENIEC("150132"); known {
		t.Errorf("FromRENIEC(150132) = %v, want nothing: only INEI uses that code", place)
	}
}

func TestRENIECAliasesAreOneToOne(t *testing.T) {
	taken := make(map[trenza.Place]string)
	for reniec, inei := range peru().reniec {
		place, known := PlaceOf(inei)
		if !known || len(reniec) != len(inei) {
			t.Errorf("RENIEC %s stands for %q, which is no place of its level", reniec, inei)
		}
		if other, twice := taken[inei]; twice {
			t.Errorf("%v is both RENIEC %s and %s", place, reniec, other)
		}
		taken[inei] = reniec
	}
	for _, region := range Regions() {
		if taken[region.Code] == "" {
			t.Errorf("%v has no RENIEC code", region)
		}
	}
}

// The counts of domain rule 12. The 172nd district of Lima, Santa María de
// Huachipa (150144), comes from the supplement, as do 22 others elsewhere.
func TestPlacesPerDepartment(t *testing.T) {
	tests := map[trenza.Place][2]int{
		"07": {1, 7},
		"13": {12, 83},
		"14": {3, 38},
		"15": {10, 172},
		"20": {8, 65},
		"24": {3, 13},
	}
	provinces, districts := make(map[trenza.Place]int), make(map[trenza.Place]int)
	for _, place := range peru().places {
		switch place.Level {
		case Province:
			provinces[place.Code.Region()]++
		case District:
			districts[place.Code.Region()]++
		}
	}
	for region, want := range tests {
		if got := [2]int{provinces[region], districts[region]}; got != want {
			t.Errorf("department %s has %v provinces and districts, want %v", region, got, want)
		}
	}
	if len(provinces) != 25 || sum(provinces) != 196 || sum(districts) != 1890 {
		t.Errorf("%d departments, %d provinces, %d districts", len(provinces), sum(provinces), sum(districts))
	}
}

func TestPlacesHaveTheSupplement(t *testing.T) {
	supplement, err := os.ReadFile("supplement.csv")
	if err != nil {
		t.Fatal(err)
	}
	_, rows, _ := strings.Cut(string(supplement), "code,name\n")
	for line := range strings.Lines(rows) {
		if !strings.Contains(placesFile, "\n"+line) {
			t.Errorf("places.csv lacks %q: run go generate", line)
		}
	}
	if place, _ := PlaceOf("150144"); place.String() != "Santa María de Huachipa, Lima, Lima" {
		t.Errorf("PlaceOf(150144) = %v", place)
	}
}

func sum(counts map[trenza.Place]int) int {
	total := 0
	for _, n := range counts {
		total += n
	}
	return total
}

func TestEveryPlaceLiesInside(t *testing.T) {
	for _, place := range peru().places {
		if got, want := len(peru().holders(place.Code)), int(place.Level)-1; got != want {
			t.Errorf("%s %s is held by %d places, want %d", place.Code, place.Name, got, want)
		}
		if strings.TrimSpace(place.Name) == "" || strings.ContainsAny(place.Name, "àèìòù\r\"") {
			t.Errorf("%s has the name %q", place.Code, place.Name)
		}
	}
}

func TestRegions(t *testing.T) {
	regions := Regions()
	if len(regions) != 25 {
		t.Fatalf("%d regions, want 25", len(regions))
	}
	if first, last := regions[0], regions[24]; first.Name != "Amazonas" || last.Name != "Ucayali" {
		t.Errorf("from %v to %v", first, last)
	}
	regions[0].Name = "elsewhere"
	if Regions()[0].Name != "Amazonas" {
		t.Error("a caller changed the list of everybody")
	}
}
