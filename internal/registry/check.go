package registry

import (
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/spelling"
)

// Check refuses what cannot be a record of a person on a day, saying which
// field and what to do. A missing document, birth or phone is no mistake.
func (r Record) Check(on trenza.Day) error {
	if r.Name.Empty() && len(r.Documents) == 0 {
		return trenza.Refuse("registry.nobody")
	}
	if !slices.Contains([]string{"F", "M", "I", "NS"}, r.Sex) {
		return trenza.Refuse("registry.sex_unknown", r.Sex)
	}
	if r.Birth.Day != "" && on != "" && r.Birth.Day > on {
		return trenza.Refuse("registry.born_later", r.Birth.Day, on)
	}
	if r.Population != "" && !slices.Contains(Populations(), r.Population) {
		return trenza.Refuse("registry.population_unknown", r.Population, Populations())
	}
	if len(r.Nationality) != 0 && len(r.Nationality) != 3 {
		return trenza.Refuse("registry.nationality_unknown", r.Nationality)
	}
	for _, d := range r.Documents {
		if err := d.Check(); err != nil {
			return err
		}
	}
	for _, s := range r.LifeStages {
		if _, ok := lifeStageFlags[s.Label]; !ok {
			return trenza.Refuse("registry.life_stage_unknown", s.Label, LifeStages())
		}
	}
	if err := r.Contact.Check(); err != nil {
		return err
	}
	return r.Functioning.Check()
}

// Check refuses a document whose number cannot be one of its kind.
func (d Document) Check() error {
	rule, known := documentRules[d.Type]
	if !known {
		return trenza.Refuse("registry.document_type_unknown", d.Type, DocumentTypes())
	}
	number := spelling.Document(d.Type, d.Number)
	if rule.digitsOnly && strings.Trim(number, "0123456789") != "" {
		return trenza.Refuse("registry.document_digits", d.Type, d.Number)
	}
	if len(number) >= rule.min && len(number) <= rule.max {
		return nil
	}
	if rule.min == rule.max {
		return trenza.Refuse("registry.document_length", d.Type, strconv.Itoa(rule.min), strconv.Itoa(len(number)))
	}
	return trenza.Refuse("registry.document_bounds", d.Type, strconv.Itoa(rule.min), strconv.Itoa(rule.max), strconv.Itoa(len(number)))
}
