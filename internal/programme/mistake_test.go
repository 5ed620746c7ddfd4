package programme

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
)

var update = flag.Bool("update", false, "write the golden files anew")

// mistakesIn returns the mistakes of a text that must have some.
func mistakesIn(t *testing.T, name string, text []byte) Mistakes {
	t.Helper()
	d, err := Parse(name, text)
	mistakes, ok := errors.AsType[Mistakes](err)
	if !ok || d != nil || len(mistakes.List) == 0 {
		t.Fatalf("Parse(%s) = %v, %v; want mistakes", name, d, err)
	}
	return mistakes
}

// TestPrint compares what a reader sees with testdata/mistakes: for each broken
// file, the printed text in both languages.
func TestPrint(t *testing.T) {
	files, err := filepath.Glob("testdata/mistakes/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		mistakes := mistakesIn(t, filepath.Base(file), text)
		for _, lang := range locale.Languages() {
			var printed bytes.Buffer
			mistakes.Print(&printed, locale.For(lang))
			golden(t, strings.TrimSuffix(file, ".yaml")+"."+lang+".txt", printed.Bytes())
		}
	}
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if bytes.Contains(got, []byte(": programme.")) {
		t.Errorf("%s: a key without a sentence in\n%s", file, got)
	}
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: got\n%s\nwant\n%s", file, got, want)
	}
}

// TestEveryMistakeHasAnExample keeps the golden files complete: each sentence of
// this package about a definition is printed by one of them.
func TestEveryMistakeHasAnExample(t *testing.T) {
	shown := map[string]bool{}
	files, _ := filepath.Glob("testdata/mistakes/*.yaml")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, mistake := range mistakesIn(t, file, text).List {
			shown[mistake.Key] = true
		}
	}
	for _, key := range []string{
		"too_deep", "not_utf8", "empty", "many_documents", "syntax", "syntax_tab", "syntax_quote", "yaml_extra",
		"duplicate_key", "unknown_key", "missing_key", "want_string", "want_integer", "want_number", "want_boolean", "want_array",
		"want_object", "unknown_value", "bad_id", "bad_day", "bad_date_or_year", "bad_ubigeo", "bad_words",
		"bad_thousands", "bad_decimal",
		"too_small", "not_above", "too_great", "too_many_letters", "repeated_item", "nothing_here", "duplicate_id",
		"unknown_organisation", "unknown_place", "unknown_strand", "unknown_phase", "unknown_service",
		"unknown_indicator", "unknown_source", "unknown_placeholder", "part_of_itself", "alias_level",
		"nobody_runs", "two_run", "days_reversed", "phase_outside", "same_separator", "needs_group", "outcome_taken", "options_missing",
		"options_unwanted", "restricted_answer", "restricted_field", "unknown_outcome", "not_its_outcome", "counts_heads",
		"restricted_counted", "of_or_parts", "part_of_parts", "ages_reversed",
		"unknown_course", "training_is_service", "sensitive_course", "topics_too_long", "shares_reversed", "share_differs", "title_betrays",
	} {
		if !shown["programme."+key] {
			t.Errorf("no file under testdata/mistakes shows %s", key)
		}
	}
}

// TestMistakesInOneSentence is for a door that prints errors and knows nothing
// of definitions.
func TestMistakesInOneSentence(t *testing.T) {
	mistakes := mistakesIn(t, "mi-programa.yaml", []byte("id: 1"))
	if kind := trenza.KindOf(mistakes); kind != trenza.Invalid {
		t.Errorf("kind = %v, want Invalid", kind)
	}
	if got := locale.For("es").Error(mistakes); !strings.HasPrefix(got, "Corrige los errores de mi-programa.yaml") {
		t.Errorf("sentence = %q", got)
	}
	if got := mistakes.Error(); !strings.HasPrefix(got, "mi-programa.yaml:1:1: programme.missing_key") {
		t.Errorf("for the log: %q", got)
	}
}

func TestTooMuch(t *testing.T) {
	for name, test := range map[string]struct{ text, key string }{
		"bytes":  {strings.Repeat("# nothing\n", 110_000), "programme.too_large"},
		"tokens": {strings.Repeat("a: 1\n", 20_000), "programme.too_long"},
		"nested": {strings.Repeat("{a: ", 100_000), "programme.too_deep"},
	} {
		mistakes := mistakesIn(t, name, []byte(test.text))
		if len(mistakes.List) != 1 || mistakes.List[0].Key != test.key {
			t.Errorf("%s: got %v, want %s", name, mistakes, test.key)
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"services", "strands", "sources", "starts"}
	for word, want := range map[string]string{
		"servicess": "services",
		"st":        "",
		"sevrices":  "services",
		"strand":    "strands",
		"satrts":    "starts",
		"budget":    "",
		"":          "",
	} {
		if got := nearest(word, names); got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
