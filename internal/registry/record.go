package registry

import (
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/spelling"
)

// Name is a name as it was given, untouched.
type Name struct {
	Surnames string `json:"surnames"`
	Given    string `json:"given"`
}

// String returns the name in the order of a list, "Pérez Rojas, Yusmary".
func (n Name) String() string {
	if n.Surnames == "" || n.Given == "" {
		return n.Surnames + n.Given
	}
	return n.Surnames + ", " + n.Given
}

// Empty reports whether nothing was given.
func (n Name) Empty() bool { return strings.TrimSpace(n.Surnames+n.Given) == "" }

// Birth is when she was born, as far as it is known.
type Birth struct {
	Day       trenza.Day `json:"day,omitempty"`       // "" when nothing is known; 1 January or the 1st where only year or month is
	Precision string     `json:"precision,omitempty"` // day, month or year
	Basis     string     `json:"basis,omitempty"`     // document, declared or estimated
}

// Reckoned is the day from which ages are computed: a birth known by its year
// is taken at the middle of it, and one known by its month on the 15th, so that
// an age is wrong by half a year at most.
func (b Birth) Reckoned() trenza.Day {
	switch {
	case len(b.Day) != len("1990-05-17"):
		return ""
	case b.Precision == "year":
		return b.Day[:5] + "07-01"
	case b.Precision == "month":
		return b.Day[:8] + "15"
	}
	return b.Day
}

// estimated is the basis of a birth that was reckoned from an age: people are so
// many years old during two calendar years.
const estimated = "estimated"

// Estimated reports whether a birth was reckoned from an age.
func (b Birth) Estimated() bool { return b.Basis == estimated }

// nearYear reports whether two births may be of one year. One that was reckoned
// from an age may be of the year beside.
func (b Birth) nearYear(a Birth) bool {
	apart := b.Day.Year() - a.Day.Year()
	if b.Basis == estimated || a.Basis == estimated {
		return -1 <= apart && apart <= 1
	}
	return apart == 0
}

// finer reports whether b tells the same birth more closely than a.
func (b Birth) finer(a Birth) bool {
	if a.Basis == estimated && b.Basis != estimated {
		return b.Day != "" && b.nearYear(a)
	}
	switch a.Precision {
	case "year":
		return b.Precision != "year" && b.Day.Year() == a.Day.Year()
	case "month":
		return b.Precision == "day" && b.Day.Month() == a.Day.Month()
	}
	return false
}

// Document is a paper that names her. One person may hold many.
type Document struct {
	Type    string     `json:"type"`
	Number  string     `json:"number"`
	Country string     `json:"country,omitempty"` // ISO 3166 alpha-3 of who issued it
	Issued  trenza.Day `json:"issued,omitempty"`
	Expires trenza.Day `json:"expires,omitempty"`
	Primary bool       `json:"primary,omitempty"`
}

// LifeStage is a label of domain rule 12, dated; labels may overlap.
type LifeStage struct {
	Label string     `json:"label"`
	Since trenza.Day `json:"since"`
	Until trenza.Day `json:"until,omitempty"` // first day on which it no longer holds
}

// Record is what a list, a form or a phone says of one person.
type Record struct {
	Name        Name
	Sex         string // F, M, I or NS
	Birth       Birth
	Nationality string // ISO 3166 alpha-3, "" when not known
	Population  string // a code of Populations, "" when not known
	Documents   []Document
	Phones      []string
	Address     trenza.Place
	Called      string // what she wants to be called, "" for her name
	Contact     Contact
	LifeStages  []LifeStage
	Functioning Functioning
	Arrival     Arrival // by which programme she came, the zero Arrival when it is not said
}

// Identity is what is sealed of a person at class P2. Every spelling of her
// name that was ever given is kept, the first one first.
type Identity struct {
	Names      []Name       `json:"names"`
	Birth      Birth        `json:"birth,omitzero"`
	Documents  []Document   `json:"documents,omitempty"`
	Phones     []string     `json:"phones,omitempty"`
	Address    trenza.Place `json:"address,omitempty"`
	Called     string       `json:"called,omitempty"`
	Contact    Contact      `json:"contact,omitzero"`
	LifeStages []LifeStage  `json:"life_stages,omitempty"`
	Arrival    Arrival      `json:"arrival,omitzero"` // the first
}

// Health is what is sealed of a person at class P3.
type Health struct {
	LifeStages  []LifeStage `json:"life_stages,omitempty"` // gestante, lactante
	Functioning Functioning `json:"functioning,omitzero"`
}

// Person is one record of a person, opened.
type Person struct {
	ID          string
	Number      int64  // within the organisation, in the order of registration
	Code        string // pseudonym for those who may not see the name
	Root        string // id of the surviving thread; her own when never merged
	Sex         string
	Nationality string
	Population  string
	Identity    Identity
	Health      Health
	Forgotten   bool // her key was destroyed: Identity and Health are empty

	marker []byte // sealed: which restricted teams guard the record
}

// Name returns her name as first given.
func (p *Person) Name() Name {
	if len(p.Identity.Names) == 0 {
		return Name{}
	}
	return p.Identity.Names[0]
}

// AgeOn returns her completed years on a day, nil when her birth is not known.
func (p *Person) AgeOn(day trenza.Day) *int {
	age, known := trenza.AgeOn(p.Identity.Birth.Reckoned(), day)
	if !known {
		return nil
	}
	return &age
}

// absorb adds what a further record says and reports whether anything is new.
// What is known stays: a list never overwrites, it completes.
func (p *Person) absorb(r Record) (identity, health bool) {
	id := &p.Identity
	if !r.Name.Empty() && !slices.Contains(id.Names, r.Name) {
		id.Names, identity = append(id.Names, r.Name), true
	}
	if id.Birth.Day == "" && r.Birth.Day != "" || r.Birth.finer(id.Birth) {
		id.Birth, identity = r.Birth, true
	}
	for _, d := range r.Documents {
		if !slices.ContainsFunc(id.Documents, d.same) {
			id.Documents, identity = append(id.Documents, d), true
		}
	}
	for _, phone := range r.Phones {
		if phone != "" && !slices.Contains(id.Phones, phone) {
			id.Phones, identity = append(id.Phones, phone), true
		}
	}
	identity = fill(&id.Address, r.Address) || identity
	identity = fill(&id.Called, r.Called) || identity
	if id.Contact.Empty() && !r.Contact.Empty() {
		id.Contact, identity = r.Contact, true
	}
	if id.Arrival == (Arrival{}) && r.Arrival != (Arrival{}) {
		id.Arrival, identity = r.Arrival, true
	}
	identity = p.fillPlain(r) || identity
	plain, sensitive := splitLifeStages(r.LifeStages)
	identity = addLifeStages(&id.LifeStages, plain) || identity
	health = addLifeStages(&p.Health.LifeStages, sensitive)
	if p.Health.Functioning.Empty() && !r.Functioning.Empty() {
		p.Health.Functioning, health = r.Functioning, true
	}
	return identity, health
}

// fillPlain completes what stands in clear.
func (p *Person) fillPlain(r Record) bool {
	changed := false
	if p.Sex == "NS" && r.Sex != "NS" && r.Sex != "" {
		p.Sex, changed = r.Sex, true
	}
	changed = fill(&p.Nationality, r.Nationality) || changed
	return fill(&p.Population, r.Population) || changed
}

// fill sets an empty value and reports whether it did.
func fill[T ~string](known *T, said T) bool {
	if *known != "" || said == "" {
		return false
	}
	*known = said
	return true
}

func (d Document) same(other Document) bool {
	return d.Type == other.Type && spelling.Document(d.Type, d.Number) == spelling.Document(other.Type, other.Number)
}
