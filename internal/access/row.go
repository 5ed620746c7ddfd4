package access

import (
	"slices"

	"github.com/cedar-policy/cedar-go"

	"github.com/trenza/trenza"
)

// Kind is what sort of row is asked about. The policies name each as an entity
// type.
type Kind string

// The kinds.
const (
	Organisation Kind = "Organisation" // what belongs to nobody in the organisation
	Person       Kind = "Person"       // who somebody is: names, papers, phones, household, consents
	Attention    Kind = "Attention"    // one service to one person on a day
	Delivery     Kind = "Delivery"     // a service delivered, without a name, as figures count it
	Activity     Kind = "Activity"     // people counted without names
	Committee    Kind = "Committee"    // an organisation of the community and its seats
	Cohort       Kind = "Cohort"       // a group that goes through a training, and its calendar
	Enrolment    Kind = "Enrolment"    // a woman in it: her hours, what she can do, her certificate
	Pair         Kind = "Pair"         // two records that may be one woman
	List         Kind = "List"         // a list as a whole: imported, taken back, exported
	Publication  Kind = "Publication"  // figures that were frozen
	Definition   Kind = "Definition"   // of a programme
	Account      Kind = "Account"      // somebody who works with Trenza
	Entry        Kind = "Entry"        // of the journal: who did what kind of thing, never what it says
	Case         Kind = "Case"         // what a restricted team does
)

// Field is a field of work, as domain section 0.1 parts who sees what.
type Field string

// The fields of work. A service whose definition names none is read by nobody
// whose role is bound to a field.
const (
	Community    Field = "community"    // information, orientation, sociocultural activities, satisfaction
	Training     Field = "training"     // courses and attendance
	Seed         Field = "seed"         // seed capital
	Cash         Field = "cash"         // cash lists and what leads to them
	Legal        Field = "legal"        // legal assistance, migration
	Psychosocial Field = "psychosocial" // psychosocial support, mental health, scores
	Health       Field = "health"       // reaching health services
	Restricted   Field = "restricted"   // violence, trafficking, child protection
)

// Fields lists the fields of work.
func Fields() []Field {
	return []Field{Community, Training, Seed, Cash, Legal, Psychosocial, Health, Restricted}
}

// Row is what is asked about, as far as the question knows it. What does not
// apply to its kind stays empty.
type Row struct {
	Kind         Kind
	Organisation string       // "" for the actor's own
	Class        trenza.Class // of what it shows or changes
	Programme    string
	Service      string
	Field        Field        // the field of work of the service
	Place        trenza.Place // INEI code
	Account      string       // whose account it is, or whose entry
	Person       string       // whose record it is, by id
	Team         string       // the restricted team whose case it is
	Public       bool         // a publication whose small groups are hidden
	Guarded      bool         // a pair of which a restricted team alone may know
	Shared       bool         // she agreed that her case worker reads her other files

	Known    []Ambit  // a person's: where she was served; a pair's: of both
	Assigned []string // accounts of those who accompany her
}

// known lists the narrowest ambits in which the row lies.
func (r Row) known() []Ambit {
	if r.Known == nil {
		return []Ambit{{Programme: r.Programme, Field: r.Field, Course: r.Service, Place: r.Place}}
	}
	return r.Known
}

// ambits lists every ambit of the row's organisation in which it lies.
func (r Row) ambits() []Ambit {
	all := []Ambit{{}}
	for _, a := range r.known() {
		all = append(all, a.around()...)
	}
	return all
}

// entity is the row as a policy sees it.
func (r Row) entity() cedar.Entity {
	var parents []cedar.EntityUID
	for _, a := range r.ambits() {
		parents = append(parents, a.name(r.Organisation))
	}
	return cedar.Entity{
		UID:        r.uid(),
		Parents:    cedar.NewEntityUIDSet(parents...),
		Attributes: cedar.NewRecord(r.attributes()),
	}
}

func (r Row) uid() cedar.EntityUID { return cedar.NewEntityUID(cedar.EntityType(r.Kind), "row") }

// attributes are those that the schema gives to the row's kind.
func (r Row) attributes() cedar.RecordMap {
	all := cedar.RecordMap{"class": cedar.Long(r.Class)}
	switch r.Kind {
	case Attention, Delivery, List, Cohort, Enrolment:
		all["field"] = cedar.String(r.Field)
	case Pair:
		all["guarded"] = cedar.Boolean(r.Guarded)
	case Publication:
		all["public"] = cedar.Boolean(r.Public)
	case Account, Entry:
		all["account"] = cedar.String(r.Account)
	case Case:
		all["team"] = cedar.String(r.Team)
	}
	if r.Kind == Person || r.Kind == Attention || r.Kind == Enrolment {
		var assigned []cedar.Value
		for _, account := range r.Assigned {
			assigned = append(assigned, cedar.String(account))
		}
		all["person"], all["shared"], all["assigned"] = cedar.String(r.Person), cedar.Boolean(r.Shared), cedar.NewSet(assigned...)
	}
	return all
}

// plain reports whether the row is told by values alone, so that a decision
// about it can be remembered.
func (r Row) plain() bool { return len(r.Known) == 0 && len(r.Assigned) == 0 }

// shared returns the ambits that lie in both of two lists, as wide as they get:
// a pair is where both of its records are.
func shared(a, b []Ambit) []Ambit {
	var both []Ambit
	for _, x := range a {
		for _, wider := range x.around() {
			if slices.ContainsFunc(b, wider.Covers) && !slices.Contains(both, wider) {
				both = append(both, wider)
			}
		}
	}
	return both
}

// Both makes of two people the row of a pair: it lies where both are known.
func Both(first, second Row) Row {
	known := shared(first.Known, second.Known)
	if known == nil {
		known = []Ambit{}
	}
	return Row{Kind: Pair, Class: trenza.P2, Known: known}
}
