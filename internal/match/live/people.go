package live

import (
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/match"
	"github.com/trenza/trenza/internal/registry"
)

// The fields by which people are compared, in the order of the schema.
const (
	given = iota
	surname
	sex
	birth
	document
	phone
	place
)

// People is what is compared of a person: names by ear, sex, birth as far as it
// is known, every paper and phone, and the district where she lives.
func People() match.Schema {
	return match.Schema{Fields: []match.Field{
		given:    {Name: "given", Kind: match.Given},
		surname:  {Name: "surname", Kind: match.Surname},
		sex:      {Name: "sex", Kind: match.Category},
		birth:    {Name: "birth", Kind: match.Date},
		document: {Name: "document", Kind: match.Document},
		phone:    {Name: "phone", Kind: match.Phone},
		place:    {Name: "place", Kind: match.Place},
	}}
}

// RecordOf writes a person as she is compared, with every spelling of her name
// that was ever given. What is not known is empty.
func RecordOf(p *registry.Person) match.Record {
	r := make(match.Record, len(People().Fields))
	for _, name := range p.Identity.Names {
		r[given] = add(r[given], name.Given)
		r[surname] = add(r[surname], name.Surnames)
	}
	if p.Sex != "NS" {
		r[sex] = add(r[sex], p.Sex)
	}
	r[birth] = add(r[birth], born(p.Identity.Birth))
	for _, d := range p.Identity.Documents {
		if d.Type != "SD" {
			r[document] = append(r[document], match.Paper(d.Type, d.Number))
		}
	}
	for _, number := range p.Identity.Phones {
		r[phone] = add(r[phone], number)
	}
	r[place] = add(r[place], string(p.Identity.Address))
	return r
}

// add adds a value that says something new.
func add(values []string, value string) []string {
	if strings.TrimSpace(value) == "" || slices.Contains(values, value) {
		return values
	}
	return append(values, value)
}

// born writes a birth as far as it is known: "1990-05-17", "1990-05", "1990", or
// "~1990" when it was reckoned from an age.
func born(b registry.Birth) string {
	day := string(b.Day)
	switch {
	case len(day) != len("1990-05-17"):
		return ""
	case b.Estimated():
		return "~" + day[:4]
	case b.Precision == "year":
		return day[:4]
	case b.Precision == "month":
		return day[:7]
	}
	return day
}
