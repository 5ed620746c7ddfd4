package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
)

// participant reads the columns that say who came on a day.
func (r reader) participant(on trenza.Day) (pathway.Participant, error) {
	p := pathway.Participant{
		Household: r.text("household"), Kinship: r.text("kinship"),
		Committee: r.text("committee"), CountedAt: r.text("counted_at"),
	}
	record := &p.Record
	record.Name, record.Phones = r.name(), r.phones()
	err := r.oneName()
	if err != nil {
		return p, err
	}
	if record.Nationality, err = cell(r, "nationality", sheet.ReadNationality); err != nil {
		return p, err
	}
	if record.Population, err = cell(r, "population", sheet.ReadPopulation); err != nil {
		return p, err
	}
	if record.Sex, err = r.sex(); err != nil {
		return p, err
	}
	if record.Birth, err = r.birth(on); err != nil {
		return p, err
	}
	if record.Documents, err = r.documents(); err != nil {
		return p, err
	}
	if err = r.nameless(*record); err != nil {
		return p, err
	}
	record.LifeStages = r.lifeStages(on)
	record.Functioning, err = r.functioning()
	return p, err
}

// phones reads the phones of a row. One that cannot be one is left out with a
// warning: nobody is turned away for a phone.
func (r reader) phones() []string {
	phones, err := sheet.ReadPhones(r.text("phone"))
	r.warn(inColumn(r.headingOf("phone"), err))
	return phones
}

// birth reads when she was born, as far as it is known: from her age on a day
// when the list asks no more. A birth and an age that contradict each other are
// a warning, and the birth holds.
func (r reader) birth(on trenza.Day) (registry.Birth, error) {
	day, precision, err := sheet.ReadBirthIn(r.text("birth"), r.orders["birth"], on)
	if err != nil {
		return registry.Birth{}, inColumn(r.headingOf("birth"), err)
	}
	if year, typed := sheet.YearTyped(day); typed && precision == sheet.PrecisionDay && on != "" {
		r.warn(inColumn(r.headingOf("birth"), trenza.Refuse("exchange.birth_year_shown_as_day", day, strconv.Itoa(year))))
		day, precision = trenza.Day(fmt.Sprintf("%04d-01-01", year)), sheet.PrecisionYear
	}
	years, aged := 0, false
	if _, asked := r.sources["age"]; asked && on != "" {
		years, aged, err = sheet.ReadAge(r.text("age"))
		r.warn(inColumn(r.headingOf("age"), err))
		aged = aged && err == nil
	}
	birth := registry.Birth{Day: day, Precision: precision, Basis: "declared"}
	switch {
	case day == "" && aged:
		return estimated(on, years), nil
	case day == "":
		return registry.Birth{}, nil
	case aged:
		r.warnOfAge(birth, on, years)
	}
	return birth, nil
}

// estimated is the birth of somebody who was so many years old on a day. It is
// known by its year, or the one beside: the one whose middle, at which such a
// birth is reckoned, gives her the age that she has.
func estimated(on trenza.Day, years int) registry.Birth {
	year := on.Year() - years
	if on[5:] < "07-01" {
		year--
	}
	return registry.Birth{Day: trenza.Day(fmt.Sprintf("%04d-01-01", year)), Precision: sheet.PrecisionYear, Basis: "estimated"}
}

// warnOfAge says when an age is not that of the birth beside it: a year more or
// less is how people tell their age.
func (r reader) warnOfAge(b registry.Birth, on trenza.Day, years int) {
	age, known := trenza.AgeOn(b.Reckoned(), on)
	if known && (years < age-1 || years > age+1) {
		r.warn(trenza.Refuse("exchange.age_contradicts", years, b.Day, age))
	}
}

// documents reads the papers of a row. A kind without a number is refused unless
// it says that she has none; a number without a kind is nobody's.
func (r reader) documents() ([]registry.Document, error) {
	var documents []registry.Document
	for _, key := range r.papers {
		paper, err := r.paper(key)
		if err != nil {
			return nil, err
		}
		r.warn(inColumn(r.headingOf(key), paper.Warning()))
		if paper.Kind == "SD" || paper.Number == "" {
			continue
		}
		documents = append(documents, registry.Document{Type: paper.Kind, Number: paper.Number, Primary: len(documents) == 0})
	}
	return documents, nil
}

// paper reads one document: its kind stands in a column of its own, in the
// heading, or before the number.
func (r reader) paper(key string) (sheet.Paper, error) {
	kind, headed := strings.CutPrefix(key, paperKey)
	number := r.text(key)
	if !headed {
		kind = r.text("document_type")
	} else if number == "" {
		return sheet.Paper{}, nil
	}
	paper, err := sheet.ReadDocument(kind, number)
	switch {
	case err != nil:
		if _, wrong := sheet.ReadDocument(kind, ""); wrong != nil && !headed {
			key = "document_type"
		}
		return paper, inColumn(r.headingOf(key), err)
	case paper.Kind == "" && paper.Number != "":
		return paper, trenza.Refuse("exchange.document_without_type", number)
	case paper.Kind != "" && paper.Kind != "SD" && paper.Number == "":
		return paper, trenza.Refuse("exchange.document_without_number", paper.Kind)
	}
	return paper, nil
}

func (r reader) lifeStages(since trenza.Day) []registry.LifeStage {
	var stages []registry.LifeStage
	for _, label := range labelsIn(r.text("life_stages")) {
		stages = append(stages, registry.LifeStage{Label: label, Since: since})
	}
	return stages
}

// labelsIn splits a cell of several answers: with semicolons or commas, or with
// spaces as forms do.
func labelsIn(text string) []string {
	var labels []string
	for _, label := range strings.FieldsFunc(text, func(c rune) bool { return c == ';' || c == ',' }) {
		label = strings.ReplaceAll(sheet.Fold(label), " ", "_")
		switch {
		case label == "":
		case slices.Contains(registry.LifeStages(), label):
			labels = append(labels, label)
		default:
			labels = append(labels, spaced(label, text)...)
		}
	}
	return labels
}

// spaced splits the answers of a form, which have no spaces of their own, when
// each of them is known. Otherwise the label stays whole, to be refused.
func spaced(label, text string) []string {
	answers := strings.Fields(strings.ToLower(text))
	for _, answer := range answers {
		if !slices.Contains(registry.LifeStages(), answer) {
			return []string{label}
		}
	}
	return answers
}
