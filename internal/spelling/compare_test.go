package spelling_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/spelling"
)

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		a, b      string
		max, want int
	}{
		{"quispe", "quispe", 0, 0},
		{"quispe", "quizpe", 2, 1},
		{"quispe", "quipse", 2, 1},
		{"huaman", "guamani", 3, 2},
		{"ca", "abc", 3, 3}, // no place is edited twice
		{"perez", "rojas", 2, 3},
		{"perez", "", 9, 5},
		{"", "", 0, 0},
		{"a", "abcdef", 2, 3},
		{"same", "same", -1, 0},
		{"núñez", "nunez", 2, 2},
		{"李明", "李民", 1, 1},
	} {
		if got := spelling.Edits(c.a, c.b, c.max); got != c.want {
			t.Errorf("Edits(%q, %q, %d) = %d, want %d", c.a, c.b, c.max, got, c.want)
		}
	}
}

// edits is the definition of the distance, word for word.
func edits(a, b []rune) int {
	if len(a) == 0 || len(b) == 0 {
		return len(a) + len(b)
	}
	cost := 1
	if a[0] == b[0] {
		cost = 0
	}
	least := min(edits(a[1:], b)+1, edits(a, b[1:])+1, edits(a[1:], b[1:])+cost)
	if len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] {
		least = min(least, edits(a[2:], b[2:])+1)
	}
	return least
}

func TestEditsAreCountedByDefinition(t *testing.T) {
	words := rapid.StringMatching(`[abñ]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := words.Draw(t, "a"), words.Draw(t, "b")
		limit := rapid.IntRange(0, 7).Draw(t, "max")
		want := min(edits([]rune(a), []rune(b)), limit+1)
		if got := spelling.Edits(a, b, limit); got != want {
			t.Errorf("Edits(%q, %q, %d) = %d, want %d", a, b, limit, got, want)
		}
	})
}

func TestJaroWinkler(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"martha", "marhta", 0.9611}, // the examples of Winkler's papers
		{"dixon", "dicksonx", 0.8133},
		{"dwayne", "duane", 0.84},
		{"jones", "johnson", 0.8324},
		{"quispe", "quispe", 1},
		{"", "", 1},
		{"", "quispe", 0},
		{"perez", "milla", 0},
		{"ñañez", "ñáñez", 0.88},
	} {
		if got := spelling.JaroWinkler(c.a, c.b); math.Abs(got-c.want) > 0.0001 {
			t.Errorf("JaroWinkler(%q, %q) = %.4f, want %.4f", c.a, c.b, got, c.want)
		}
	}
}

func TestJaroWinklerIsAShare(t *testing.T) {
	words := rapid.OneOf(rapid.StringMatching(`[a-d]{0,12}`), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		a, b := words.Draw(t, "a"), words.Draw(t, "b")
		share := spelling.JaroWinkler(a, b)
		if share < 0 || share > 1 || (share == 1) != (a == b) {
			t.Errorf("JaroWinkler(%q, %q) = %v", a, b, share)
		}
		if reverse := spelling.JaroWinkler(b, a); share != reverse {
			t.Errorf("%q and %q share %v, and the other way round %v", a, b, share, reverse)
		}
	})
}
