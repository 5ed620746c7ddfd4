package matrix

import (
	"bytes"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/worldtest"
)

// An answer that is more sensitive than its service leaves with nobody whose role
// ends below it: the column is not in her list.
func TestASensitiveAnswerOfAPlainServiceStays(t *testing.T) {
	d, _ := programme.Shipped(alma)
	const amount = "en: Amount approved}\n        kind: money\n        class: "
	text := strings.Replace(string(d.Text), amount+"P2", amount+"P3", 1)
	sensitive, err := programme.Parse("alma-llanera.yaml", []byte(text))
	if err != nil || text == string(d.Text) {
		t.Fatal(err)
	}
	told(t, care, []string{alma}, func(s tale) {
		s.give(worldtest.Numbered(1), alma, tumbes, "capital_semilla")
		for definition, want := range map[*programme.Definition]bool{d: true, sensitive: false} {
			var out bytes.Buffer
			list, err := sheet.To(&out, sheet.CSV)
			if err != nil {
				t.Fatal(err)
			}
			x := exchange.Exporter{
				Journal: s.w.Journal, Definition: definition, Actor: s.as(trenza.RoleFacilitator, trenza.Grant{Programme: alma}),
				Answers: true, Words: locale.For(locale.Spanish),
			}
			if _, err := x.Export(s.w.Context, list, exchange.AttentionsOut); err != nil {
				t.Fatal(err)
			}
			if err := list.Close(); err != nil {
				t.Fatal(err)
			}
			if got := strings.Contains(out.String(), "Monto aprobado"); got != want {
				t.Errorf("the facilitator takes the amount out: %v", got)
			}
		}
	})
}
