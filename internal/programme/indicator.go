package programme

import (
	"fmt"
	"slices"

	"github.com/goccy/go-yaml"

	"github.com/trenza/trenza"
)

// Indicator is a figure that the programme gives account of: different people,
// or the committees that they represent.
type Indicator struct {
	ID        string
	Code      string // in the catalogue of domain rule 15, or ""
	Version   int
	Title     Text
	Rule      Text   // what is counted, in words
	Unit      string // Persons or Committees
	Noun      Text   // what the figure is followed by in a sentence: "mujeres"
	Of        Terms  // whoever has any of these is counted, once
	Who       Who
	Parts     []string // ids of the indicators that it joins; their overlap is shown
	Asks      Terms    // shown beside the figure: for each outcome, the people that Who admits and who have it
	Heads     []string // ids of the services whose heads, counted without names, are shown beside and never added
	ShareOf   string   `yaml:"share_of"` // id of the indicator of which this one counts a part, "" for none
	Qualifier string   // Exact, AtLeast or Approx
	RoundTo   int      `yaml:"round_to"` // rounded down to a multiple of it where it is printed; 0 or 1 for none
	Target    *int
	Class     trenza.Class // of the figure
	Published *Published
}

// The units of an indicator.
const (
	Persons    = "person"
	Committees = "committee"
)

// The qualifiers of a figure (domain rule 0).
const (
	Exact   = "exact"
	AtLeast = "at_least"
	Approx  = "approx"
)

// Who narrows an indicator to some people.
type Who struct {
	Sex       string // F, M, I or NS; "" for everybody
	MinAge    *int   `yaml:"min_age"` // completed years on the day of the service; leaves out only who is known to be younger
	MaxAge    *int   `yaml:"max_age"` // leaves out only who is known to be older
	Committee bool   // only who represents a committee
}

// Term is an outcome of a service.
type Term struct{ Service, Outcome string }

// Terms are written in the file as the services of each outcome.
type Terms []Term

// UnmarshalYAML reads "outcome: [service, …]" and keeps the order of the file.
func (t *Terms) UnmarshalYAML(unmarshal func(any) error) error {
	var file yaml.MapSlice
	if err := unmarshal(&file); err != nil {
		return err
	}
	for _, outcome := range file {
		services, _ := outcome.Value.([]any)
		for _, service := range services {
			*t = append(*t, Term{fmt.Sprint(service), fmt.Sprint(outcome.Key)})
		}
	}
	return nil
}

// Published is a figure as it was made public. It is kept with everything that
// its reader must know, and never added to another one (domain rule 0).
type Published struct {
	Value        int
	Qualifier    string // Exact, AtLeast or Approx
	Unit         Text
	Denominator  *int       // nil when the source gives none: then there is no percentage
	Unduplicated string     // yes, no or unknown
	AsOf         trenza.Day `yaml:"as_of"`
	Source       string
}

// joinParts gives each indicator made of others the terms of its parts.
func (d *Definition) joinParts() {
	for i := range d.Indicators {
		whole := &d.Indicators[i]
		for _, id := range whole.Parts {
			part, _ := d.Indicator(id)
			for _, term := range part.Of {
				if !slices.Contains(whole.Of, term) {
					whole.Of = append(whole.Of, term)
				}
			}
		}
	}
}
