package registry_test

import (
	"testing"

	"github.com/trenza/trenza/internal/registry"
)

// FuzzNormal brings any text into its normal forms: a form of a form is itself,
// or the same woman would not be found again.
func FuzzNormal(f *testing.F) {
	for _, seed := range []string{
		"Pérez Rojas", "PEREZ  ROJAS", "D'Angelo", "de la Ñ", "V-12.345.678", "001234567", "+51 987 654 321", "987-654-321", "ﬁ", "İ", "e\u0301", "\xff", "", "١٢٣",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if once := registry.Fold(text); registry.Fold(once) != once {
			t.Errorf("%q folds to %q, and that to %q", text, once, registry.Fold(once))
		}
		if once := registry.NormalPhone(text); registry.NormalPhone(once) != once {
			t.Errorf("%q is the phone %q, and that %q", text, once, registry.NormalPhone(once))
		}
		for _, kind := range registry.DocumentTypes() {
			if once := registry.NormalDocument(kind, text); registry.NormalDocument(kind, once) != once {
				t.Errorf("%s %q is %q, and that %q", kind, text, once, registry.NormalDocument(kind, once))
			}
		}
	})
}
