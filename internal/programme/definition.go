package programme

import "github.com/trenza/trenza"

// Text is a passage in the two languages of the house.
type Text struct{ ES, EN string }

// In returns the English text for "en" and the Spanish one for anything else.
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.EN
	}
	return t.ES
}

// Definition is a programme as its file defines it.
type Definition struct {
	ID             string
	Version        int // grows with each change of a definition in use
	Title, Summary Text
	Aims           []Text // the policy and the change sought, a sentence each
	Populations    []Population
	Organisations  []Organisation
	Places         []Place
	Starts, Ends   trenza.Day // Ends is empty while the programme runs
	Phases         []Phase
	Strands        []Strand
	Services       []Service
	Trainings      []Training   // what cohorts go through together, none for a programme without courses
	Committees     *Grassroots  // nil where no organisations of base take part
	Replication    *Replication // nil where nobody teaches on what she learnt
	Indicators     []Indicator
	Instruments    []Asking
	Products       []Product
	Ventures       *Ventures // nil where no business is supported
	Jobs           *Jobs     // nil where nobody asks about work
	Numbers        Numbers
	Disclosure     string // Standard or TotalsOnly
	Sources        []Source
	Paragraph      Text // what may be published, with "{indicator}" placeholders; see Fill

	Text []byte `yaml:"-"` // the file as written
	Hash string `yaml:"-"` // SHA-256 of Text, in hexadecimal
}

// How much of a figure may be published (domain rule 13).
const (
	Standard   = "standard"    // cells under the threshold are hidden
	TotalsOnly = "totals_only" // a small known group: no breakdown at all
)

// Population is a group of people for whom the programme was made.
type Population struct {
	ID    string
	Title Text
}

// Organisation is whoever runs a programme, gives part of it, hosts it or
// takes part in it as an organisation.
type Organisation struct {
	ID, Name string
	Role     string // runs, division, partner, facilitator, funder, venue or community
	PartOf   string `yaml:"part_of"` // id of the organisation that it belongs to, or ""
	Place    trenza.Place
	Note     Text
}

// Place is where the programme works: a department, a province or a district.
type Place struct {
	Code   trenza.Place // INEI UBIGEO, the key (domain rule 12)
	Name   string
	Reniec string // the code of RENIEC for the same place: an alias, never a key
}

// Phase is a span of the programme. It describes and files; a service given
// outside its phase counts all the same.
type Phase struct {
	ID              string
	Title           Text
	Starts, Ends    trenza.Day // either may be empty
	SessionsPerWeek int        `yaml:"sessions_per_week"` // 0 when nothing was fixed
}

// Strand is a line of work: protection, livelihood, community.
type Strand struct {
	ID    string
	Title Text
}

// Source is a text in which the figures of the programme were published.
type Source struct {
	ID, Title, Publisher string
	Date                 string // a day, "2019-09-23", or the year alone, "2020"
}

// Service returns the service of that id.
func (d *Definition) Service(id string) (*Service, bool) {
	for i := range d.Services {
		if d.Services[i].ID == id {
			return &d.Services[i], true
		}
	}
	return nil, false
}

// Training returns the training of that id.
func (d *Definition) Training(id string) (*Training, bool) {
	for i := range d.Trainings {
		if d.Trainings[i].ID == id {
			return &d.Trainings[i], true
		}
	}
	return nil, false
}

// Indicator returns the indicator of that id.
func (d *Definition) Indicator(id string) (*Indicator, bool) {
	for i := range d.Indicators {
		if d.Indicators[i].ID == id {
			return &d.Indicators[i], true
		}
	}
	return nil, false
}
