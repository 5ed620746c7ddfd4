package match

import (
	"slices"

	"github.com/trenza/trenza"
)

// Kind is what a field holds, and so how two values of it are compared.
type Kind string

// The kinds of field.
const (
	Given    Kind = "given"    // given names
	Surname  Kind = "surname"  // one surname or two
	Name     Kind = "name"     // a whole name, in any order
	Date     Kind = "date"     // a birth date, or a year: "1990-05-17", "1990-05", "1990", "~1990" for one reckoned from an age
	Document Kind = "document" // a paper that names one person; see [Paper]
	Phone    Kind = "phone"
	Email    Kind = "email"
	Place    Kind = "place"    // the name of a place, or its code, whose beginning is the larger place
	Code     Kind = "code"     // a postcode or the like, where a beginning in common says something
	Address  Kind = "address"  // words, shared by those who live together
	Text     Kind = "text"     // words, of one thing alone: a title, an occupation
	Number   Kind = "number"   // a quantity, near when it is nearly as large
	Category Kind = "category" // the same or not: sex, state
)

// Kinds lists every kind of field.
var Kinds = []Kind{Given, Surname, Name, Date, Document, Phone, Email, Place, Code, Address, Text, Number, Category}

// MaxFields is how many fields a schema may have.
const MaxFields = 16

// Field is one field of a schema.
type Field struct {
	Name string // as people call it
	Kind Kind
	Own  bool // told apart within a household, although the kind is usually shared
}

// shared reports whether relatives and house mates have the field in common: a
// surname, a phone, a place. Those who do are no more likely to have been born
// on one day than strangers are.
func (f Field) shared() bool {
	switch f.Kind {
	case Surname, Phone, Place, Code, Address:
		return !f.Own
	}
	return false
}

// home reports whether the field is of where somebody lives.
func (f Field) home() bool {
	return f.shared() && (f.Kind == Place || f.Kind == Code || f.Kind == Address)
}

// homes is how many fields tell where somebody lives.
func (s Schema) homes() (n int) {
	for _, f := range s.Fields {
		if f.home() {
			n++
		}
	}
	return n
}

// naming reports whether the field is of a name.
func (f Field) naming() bool { return f.Kind == Given || f.Kind == Surname || f.Kind == Name }

// Schema is what the fields of a record are, in their order.
type Schema struct {
	Fields []Field
}

// named reports whether records have names, and something besides.
func (s Schema) named() bool {
	return slices.ContainsFunc(s.Fields, Field.naming) &&
		slices.ContainsFunc(s.Fields, func(f Field) bool { return !f.naming() })
}

// Check refuses a schema that cannot be compared by: without fields, with too
// many, or with a kind that does not exist.
func (s Schema) Check() error {
	if len(s.Fields) == 0 || len(s.Fields) > MaxFields {
		return trenza.Refuse("match.fields_count", MaxFields)
	}
	for _, f := range s.Fields {
		if !slices.Contains(Kinds, f.Kind) {
			return trenza.Refuse("match.kind_unknown", f.Name, string(f.Kind))
		}
	}
	return nil
}

// swap returns the fields of given names and surnames that a careless hand may
// have written in each other's column, when there is exactly one of each.
func (s Schema) swap() (given, surname int, found bool) {
	given, surname = s.only(Given), s.only(Surname)
	return given, surname, given >= 0 && surname >= 0
}

// only returns the field of a kind, -1 when there is none or more than one.
func (s Schema) only(kind Kind) int {
	at := -1
	for i, f := range s.Fields {
		switch {
		case f.Kind != kind:
		case at >= 0:
			return -1
		default:
			at = i
		}
	}
	return at
}

// Record is what was written of somebody: for each field of the schema what
// stands in it, untouched. Several values of one field are all hers, such as
// two phones.
type Record [][]string

// Paper writes a document for a field of kind [Document]: its type, "" when not
// known, and its number. Papers of different types are no evidence against each
// other.
func Paper(kind, number string) string { return kind + paperMark + number }

const paperMark = "\x1f"
