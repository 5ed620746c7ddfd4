package braid

import (
	"slices"
	"testing"
)

// TestTitlesLeaveBracketsOutFirst, and words only where nothing else can go.
func TestTitlesLeaveBracketsOutFirst(t *testing.T) {
	for title, want := range map[string][]string{
		"Bono (mayo)": {"Bono (mayo)"},
		"Apoyo para iniciar un negocio propio (capital semilla)": {"Apoyo para iniciar un", "negocio propio"},
	} {
		if got := bold.wrapTitle(title, 150, 2); !slices.Equal(got, want) {
			t.Errorf("%q is wrapped as %q, want %q", title, got, want)
		}
	}
}
