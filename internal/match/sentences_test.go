package match

import (
	"testing"

	"github.com/trenza/trenza/internal/locale"
)

// Every kind of field has a sentence for each of its levels, in every language.
func TestEveryLevelHasASentence(t *testing.T) {
	for _, lang := range locale.Languages() {
		for _, kind := range Kinds {
			if len(levelsOf(kind)) == 0 {
				t.Errorf("%s has no levels", kind)
			}
			for _, level := range levelsOf(kind) {
				if key := "match." + string(kind) + "." + level.String(); !locale.For(lang).Has(key) {
					t.Errorf("%s: %s has no sentence", lang, key)
				}
			}
		}
		for _, kind := range []Kind{Given, Surname, Name} {
			for _, how := range []string{byEar, byLetter, byLength} {
				if key := "match." + string(kind) + "." + how; !locale.For(lang).Has(key) {
					t.Errorf("%s: %s has no sentence", lang, key)
				}
			}
		}
		for _, j := range joints {
			if !locale.For(lang).Has(j.key) {
				t.Errorf("%s: %s has no sentence", lang, j.key)
			}
		}
	}
}
