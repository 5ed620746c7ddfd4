package spelling_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/spelling"
)

// kinds are codes of types of document, and one that there is not.
var kinds = []string{"DNI", "CE", "PTP", "CPP", "PAS", "CIV", "other"}

func TestDocument(t *testing.T) {
	for _, c := range []struct{ kind, number, want string }{
		{"CIV", "V-12.345.678", "12345678"},
		{"CIV", "E 84.123.456", "84123456"},
		{"PAS", "v 012-345", "V012345"},
		{"DNI", " 4567 8901 ", "45678901"},
	} {
		if got := spelling.Document(c.kind, c.number); got != c.want {
			t.Errorf("Document(%s, %q) = %q, want %q", c.kind, c.number, got, c.want)
		}
	}
}

func TestPhone(t *testing.T) {
	for text, want := range map[string]string{
		"+51 987 654 321":  "987654321",
		"0051987654321":    "987654321",
		"987-654-321":      "987654321",
		"(01) 456 7890":    "014567890",
		"+58 412 123 4567": "584121234567",
		"51 000 000 000":   "51000000000", // no Peruvian mobile begins with a zero
		"no tiene":         "",
	} {
		if got := spelling.Phone(text); got != want {
			t.Errorf("Phone(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestPapersAndPhonesStayAsTheyAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`(00|\+)*(51)*[09]*[0-9 VE.\-]{0,9}`)).Draw(t, "text")
		kind := rapid.SampledFrom(kinds).Draw(t, "kind")
		if once := spelling.Document(kind, text); spelling.Document(kind, once) != once {
			t.Errorf("Document(%s, %q) = %q, and again %q", kind, text, once, spelling.Document(kind, once))
		}
		if once := spelling.Phone(text); spelling.Phone(once) != once {
			t.Errorf("Phone(%q) = %q, and again %q", text, once, spelling.Phone(once))
		}
	})
}
