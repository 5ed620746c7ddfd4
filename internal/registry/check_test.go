package registry_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/registry"
	. "github.com/trenza/trenza/internal/worldtest"
)

// Each mistake is refused with a sentence that says what was written.
func TestMistakesAreSaid(t *testing.T) {
	ana := Woman("Soto", "Ana", "1990", Paper("DNI", "45678901"))
	for _, c := range []struct {
		key   string
		says  string
		spoil func(*registry.Record)
	}{
		{"registry.nobody", "nombre", func(r *registry.Record) { *r = registry.Record{Sex: "F"} }},
		{"registry.sex_unknown", "«X»", func(r *registry.Record) { r.Sex = "X" }},
		{"registry.born_later", "3 mar 2020", func(r *registry.Record) { r.Birth = Born("2020-03-03") }},
		{"registry.population_unknown", "in_transit", func(r *registry.Record) { r.Population = "tourist" }},
		{"registry.nationality_unknown", "«Perú»", func(r *registry.Record) { r.Nationality = "Perú" }},
		{"registry.life_stage_unknown", "gestante", func(r *registry.Record) { r.LifeStages = []registry.LifeStage{{Label: "abuela"}} }},
		{"registry.functioning_range", "«5»", func(r *registry.Record) { r.Functioning.Walking = 5 }},
		{"registry.document_type_unknown", "«XYZ»", func(r *registry.Record) { r.Documents = []registry.Document{Paper("XYZ", "1")} }},
		{"registry.document_digits", "«4567890A»", func(r *registry.Record) { r.Documents = []registry.Document{Paper("DNI", "4567890A")} }},
		{"registry.document_length", "8 signos y este tiene 7", func(r *registry.Record) { r.Documents = []registry.Document{Paper("DNI", "4567890")} }},
		{"registry.document_bounds", "de 5 a 12 signos y este tiene 2", func(r *registry.Record) { r.Documents = []registry.Document{Paper("PAS", "A1")} }},
	} {
		r := ana
		c.spoil(&r)
		err := r.Check(Today)
		if !errors.Is(err, trenza.Refuse(c.key)) {
			t.Errorf("want %s, got %v", c.key, err)
			continue
		}
		if sentence := locale.For("es").Error(err); !strings.Contains(sentence, c.says) {
			t.Errorf("%s does not say %s: %s", c.key, c.says, sentence)
		}
	}
}

func TestGoodRecordsPass(t *testing.T) {
	ana := Woman("Soto", "Ana", "1990")
	ana.Nationality, ana.Population = "VEN", "pendular"
	for _, paper := range []registry.Document{
		Paper("DNI", "45678901"), Paper("CUI", "78901234"), Paper("CE", "001234567"), Paper("CPP", "001234567"), Paper("PTP", "001234567"),
		Paper("PAS", "AB-1234567"), Paper("CIV", "V-12.345.678"), Paper("CSR", "201912345"), Paper("CRF", "PER-000123"), Paper("PN", "0012-19"),
		Paper("TAM", "123456789"), Paper("SD", ""), Paper("OTR", "7"),
	} {
		r := ana
		r.Documents = []registry.Document{paper}
		if err := r.Check(Today); err != nil {
			t.Errorf("%s %s: %v", paper.Type, paper.Number, err)
		}
	}
	if len(registry.DocumentTypes()) != 13 {
		t.Errorf("domain rule 12 has 13 kinds of document, not %v", registry.DocumentTypes())
	}
}
