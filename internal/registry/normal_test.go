package registry_test

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/registry"
)

func TestNormalFormsStayAsTheyAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`(00|\+)*(51)*[09]*[0-9 VE.\-]{0,9}`)).Draw(t, "text")
		kind := rapid.SampledFrom(registry.DocumentTypes()).Draw(t, "kind")
		for name, normal := range map[string]func(string) string{
			"Fold":        registry.Fold,
			"NormalPhone": registry.NormalPhone,
			"document":    func(s string) string { return registry.NormalDocument(kind, s) },
		} {
			if once := normal(text); normal(once) != once {
				t.Errorf("%s(%q) = %q, and again %q", name, text, once, normal(once))
			}
		}
	})
}

func TestNamesAreComparedWhateverTheirOrder(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"Pérez", "Rojas", "de", "la", "Cruz", "María", "JOSÉ", "Ñahui"}), 0, 5)
	rapid.Check(t, func(t *rapid.T) {
		surnames, given := words.Draw(t, "surnames"), words.Draw(t, "given")
		name := registry.Name{Surnames: strings.Join(surnames, " "), Given: strings.Join(given, " ")}
		shuffled := slices.Concat(given, surnames)
		rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed"))).Shuffle(len(shuffled), func(i, j int) {
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		})
		other := registry.Name{Surnames: strings.ToUpper(strings.Join(shuffled, "  "))}
		if a, b := registry.NameTokens(name), registry.NameTokens(other); !slices.Equal(a, b) {
			t.Errorf("%v and %v give %q and %q", name, other, a, b)
		}
	})
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"  Pérez   ROJAS ":  "perez rojas",
		"Ñáñez-Güell":       "nanez guell",
		"O'Connor, Ana":     "o connor ana",
		"Comité N.º 5":      "comite n º 5",
		"Jose\u0301":        "jose",
		"Virgen del\tCisne": "virgen del cisne",
	} {
		if got := registry.Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestNormalDocument(t *testing.T) {
	for _, c := range []struct{ kind, number, want string }{
		{"CIV", "V-12.345.678", "12345678"},
		{"CIV", "E 84.123.456", "84123456"},
		{"PAS", "v 012-345", "V012345"},
		{"DNI", " 4567 8901 ", "45678901"},
	} {
		if got := registry.NormalDocument(c.kind, c.number); got != c.want {
			t.Errorf("NormalDocument(%s, %q) = %q, want %q", c.kind, c.number, got, c.want)
		}
	}
}

func TestNormalPhone(t *testing.T) {
	for text, want := range map[string]string{
		"+51 987 654 321":  "987654321",
		"0051987654321":    "987654321",
		"987-654-321":      "987654321",
		"(01) 456 7890":    "014567890",
		"+58 412 123 4567": "584121234567",
		"51 000 000 000":   "51000000000", // no Peruvian mobile begins with a zero
		"no tiene":         "",
	} {
		if got := registry.NormalPhone(text); got != want {
			t.Errorf("NormalPhone(%q) = %q, want %q", text, got, want)
		}
	}
}
