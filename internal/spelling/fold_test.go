package spelling_test

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/spelling"
)

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"  Pérez   ROJAS ":  "perez rojas",
		"Ñáñez-Güell":       "nanez guell",
		"O'Connor, Ana":     "o connor ana",
		"Comité N.º 5":      "comite n º 5",
		"Jose\u0301":        "jose",
		"Virgen del\tCisne": "virgen del cisne",
		"perez rojas ":      "perez rojas",
		"perez  rojas":      "perez rojas",
		" ":                 "",
	} {
		if got := spelling.Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestFoldStaysAsItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		if once := spelling.Fold(text); spelling.Fold(once) != once {
			t.Errorf("Fold(%q) = %q, and again %q", text, once, spelling.Fold(once))
		}
	})
}

func TestWords(t *testing.T) {
	if got, want := spelling.Words(" De la CRUZ-Núñez"), []string{"de", "la", "cruz", "nunez"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestKey pins what blind tokens are made of: whoever changes it loses sight of
// the people whom a database knows.
func TestKey(t *testing.T) {
	for _, c := range []struct{ surnames, given, want string }{
		{"Pérez Rojas", "María José", "jose maria perez rojas"},
		{"De la Cruz y Quispe", "María de los Ángeles", "angeles cruz maria quispe"},
		{"Pérez Pérez", "Ana", "ana perez"},
		{"da Silva", "Ma.", "da ma silva"},
		{"San Martín de Torres", "", "martin san torres"},
		{"de la", "y", ""},
	} {
		if got := strings.Join(spelling.Key(c.surnames, c.given), " "); got != c.want {
			t.Errorf("Key(%q, %q) = %q, want %q", c.surnames, c.given, got, c.want)
		}
	}
}

func TestKeyIsOneWhateverTheOrder(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"Pérez", "Rojas", "de", "la", "Cruz", "María", "JOSÉ", "Ñahui"}), 0, 5)
	rapid.Check(t, func(t *rapid.T) {
		surnames, given := words.Draw(t, "surnames"), words.Draw(t, "given")
		shuffled := slices.Concat(given, surnames)
		rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed"))).Shuffle(len(shuffled), func(i, j int) {
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		})
		one := spelling.Key(strings.Join(surnames, " "), strings.Join(given, " "))
		other := spelling.Key(strings.ToUpper(strings.Join(shuffled, "  ")))
		if !slices.Equal(one, other) {
			t.Errorf("%q and %q give %q and %q", surnames, shuffled, one, other)
		}
	})
}
