package spelling_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/spelling"
)

// seeds are texts of any script, with what breaks careless readers of text.
var seeds = []string{
	"Pérez Rojas", "PEREZ  ROJAS de la Torre", "D'Angelo", "de la Ñ", "Ma. del Carmen", "V-12.345.678", "001234567",
	"+51 987 654 321", "ﬁ", "İ", "e\u0301", "\xff\xfe", "", "١٢٣", "李小龍", "محمد بن علي", "\u202eסרבל\u202c", "a\x00b\x1b[2J",
	"👩🏽‍🌾 Rosa", "ᄀ\u1161",
}

// FuzzNames brings any text into every form of a name.
func FuzzNames(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(checkNames)
}

// FuzzCompare compares any two texts.
func FuzzCompare(f *testing.F) {
	for i, seed := range seeds {
		f.Add(seed, seeds[(i+1)%len(seeds)], i%4)
	}
	f.Fuzz(checkComparison)
}

// TestLongTexts: a cell may hold a whole page.
func TestLongTexts(t *testing.T) {
	long := []string{
		strings.Repeat("Huamán ", 1500), strings.Repeat("e\u0301", 5000), strings.Repeat("x", 10_000),
		strings.Repeat("Ñ", 10_000), strings.Repeat("李", 10_000), strings.Repeat("\xff", 10_000), strings.Repeat("sk", 5000),
	}
	for i, text := range long {
		checkNames(t, text)
		checkComparison(t, text, long[(i+1)%len(long)], 3)
	}
}

// checkNames holds that a form of a form is itself, or the same woman would not
// be found again, and that names are folded words.
func checkNames(t *testing.T, text string) {
	checkForm(t, "Fold", text, spelling.Fold)
	checkForm(t, "Sound", text, spelling.Sound)
	checkForm(t, "Phone", text, spelling.Phone)
	for _, kind := range kinds {
		checkForm(t, kind, text, func(s string) string { return spelling.Document(kind, s) })
	}
	words := spelling.Words(text)
	for _, names := range [][]string{spelling.Given(text), spelling.Surnames(text)} {
		if len(names) > 4 || (len(names) == 0) != (len(words) == 0) {
			t.Errorf("%q has the names %q", text, names)
		}
		for _, name := range names {
			checkForm(t, "Sound of a name", name, spelling.Sound)
			if spelling.Fold(name) != name || strings.Contains(name, " ") {
				t.Errorf("%q has the name %q, which is no folded word", text, name)
			}
		}
	}
	if key := spelling.Key(text); !slices.IsSorted(key) {
		t.Errorf("the key of %q is not sorted: %q", text, key)
	}
}

func checkForm(t *testing.T, name, text string, form func(string) string) {
	t.Helper()
	if once := form(text); form(once) != once {
		t.Errorf("%s: %q becomes %q, and that %q", name, text, once, form(once))
	}
}

// checkComparison holds that the order of two texts does not matter, and that
// nothing but equal texts are no edits apart and share all.
func checkComparison(t *testing.T, a, b string, limit int) {
	limit &= 7
	distance := spelling.Edits(a, b, limit)
	equal := slices.Equal([]rune(a), []rune(b))
	if distance < 0 || distance > limit+1 || (distance == 0) != equal || distance != spelling.Edits(b, a, limit) {
		t.Errorf("%q is %d edits from %q, and %d the other way round", a, distance, b, spelling.Edits(b, a, limit))
	}
	share := spelling.JaroWinkler(a, b)
	if share < 0 || share > 1 || (share == 1) != equal || share != spelling.JaroWinkler(b, a) {
		t.Errorf("%q and %q share %v, and %v the other way round", a, b, share, spelling.JaroWinkler(b, a))
	}
	if spelling.Nickname(a, b) != spelling.Nickname(b, a) {
		t.Errorf("whether %q and %q are short for each other depends on their order", a, b)
	}
}
