package directory

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func codesOf(places []Place) string {
	var codes []string
	for _, place := range places {
		codes = append(codes, string(place.Code))
	}
	return strings.Join(codes, " ")
}

func TestFindPlaces(t *testing.T) {
	tests := []struct {
		name  string
		limit int
		want  string
	}{
		{"reque", 9, "140113 1605 160501 250106"}, // exact, prefix, later word
		{"aguas verdes", 9, "240302"},
		{"SAN JUAN DE LURIGANCHO", 9, "150132"},
		{"  san   juan de\tlurigancho ", 9, "150132"},
		{"verdes", 9, "240302"},
		{"ferrenafe", 2, "1402 140201"},
		{"Ñuñoa", 9, "210806"},
		{"estique pampa", 9, "230404"},
		{"callao", 3, "07 0701 070101"},
		{"Lima Metropolitana", 9, "1501"},
		{"Piura, Piura", 9, "2001 200101"},
		{"piura, piura, piura", 9, "200101"},
		{"castilla, piura", 9, "200104"},
		{"Piura / Castilla", 9, "200104"},
		{"Lambayeque - Chiclayo - Reque", 9, "140113"},
		{"chiclayo, reque, lambayeque", 9, ""},
		{"reque, piura", 9, ""},
		{"reque", 1, "140113"},
		{"reque", 0, ""},
		{"reque", -1, ""},
		{"", 9, ""},
		{" , / ", 9, ""},
		{"Macondo", 9, ""},
	}
	for _, test := range tests {
		if got := codesOf(FindPlaces(test.name, test.limit)); got != test.want {
			t.Errorf("FindPlaces(%q, %d) = %q, want %q", test.name, test.limit, got, test.want)
		}
	}
}

// However carelessly the full name is written, the place is among the first.
func TestCarelessWritingStillFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		place := rapid.SampledFrom(peru().places).Draw(t, "place")
		careless := rapid.SampledFrom([]func(string) string{
			strings.ToUpper,
			strings.ToLower,
			norm.NFD.String,
			fold,
			func(s string) string { return strings.ReplaceAll(s, " ", "_") },
			func(s string) string { return "  " + strings.ReplaceAll(s, " ", "  ") + "\u00a0" },
		}).Draw(t, "careless")
		names := strings.Split(place.String(), ", ")
		for i := range names {
			names[i] = careless(names[i])
		}
		if rapid.Bool().Draw(t, "widest first") {
			slices.Reverse(names)
		}
		text := strings.Join(names, rapid.SampledFrom([]string{",", ", ", " / ", " - "}).Draw(t, "separator"))
		if found := FindPlaces(text, 5); !slices.Contains(found, place) {
			t.Fatalf("FindPlaces(%q) = %v, without %v", text, found, place)
		}
	})
}

func TestFoundPlacesAreDifferentAndFew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[a-zñÁ]{1,3}`).Draw(t, "name")
		limit := rapid.IntRange(0, 40).Draw(t, "limit")
		found := FindPlaces(name, limit)
		if len(found) > limit {
			t.Fatalf("%d places, at most %d asked for", len(found), limit)
		}
		slices.SortFunc(found, widerFirst)
		if len(slices.Compact(found)) != len(found) {
			t.Fatalf("a place twice in %v", found)
		}
	})
}

func BenchmarkFindPlaces(b *testing.B) {
	for b.Loop() {
		FindPlaces("san juan de l", 10)
	}
}
