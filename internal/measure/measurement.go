package measure

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/scale"
)

// The waves that have a name of their own. A later one is named by its month: "m6".
const (
	Baseline = "baseline"
	Endline  = "endline"
)

var months = regexp.MustCompile(`^m([1-9]|[1-5][0-9]|60)$`)

// knownWave reports whether a wave is one.
func knownWave(wave string) bool {
	return wave == Baseline || wave == Endline || months.MatchString(wave)
}

// Measurement is what a woman answered to an instrument at one time.
type Measurement struct {
	ID         string       `json:"id"`
	Programme  string       `json:"programme"`
	Service    string       `json:"service"` // within which it was asked, as the programme says
	Person     string       `json:"person"`  // id of the record of which it was taken
	Instrument string       `json:"instrument"`
	Version    string       `json:"version"` // of the wording
	Wave       string       `json:"wave"`
	Day        trenza.Day   `json:"day"`
	Place      trenza.Place `json:"place,omitempty"`
	Language   string       `json:"language"` // "es" or "en"
	Said       Said         `json:"said"`

	Root  string `json:"-"` // id of her surviving thread, when it is read
	Entry int64  `json:"-"` // that took it
}

// Said is what is sealed of a measurement.
type Said struct {
	Alone bool `json:"alone"` // nobody else was there
	scale.Answers
	Protocol *Protocol `json:"protocol,omitempty"`
}

// Protocol is what was done before anybody left, after an answer about wanting to
// die (domain rule 3).
type Protocol struct {
	Safe      bool   `json:"safe"`            // she is safe now
	Means     bool   `json:"means"`           // she has a plan or the means
	Stays     string `json:"stays"`           // who stays with her
	Contacted string `json:"contacted"`       // the psychologist who was called
	Hour      string `json:"hour"`            // "15:04"
	Notes     string `json:"notes,omitempty"` // what was agreed
}

// whole reports whether the protocol says all that it must.
func (p *Protocol) whole() bool {
	return p != nil && !slices.Contains([]string{strings.TrimSpace(p.Stays), strings.TrimSpace(p.Contacted), strings.TrimSpace(p.Hour)}, "")
}

// Says spells what a row says in the clear, for comparison with the journal.
func (m Measurement) Says() string {
	return strings.Join([]string{
		m.ID, m.Programme, m.Service, m.Person, m.Instrument, m.Version, m.Wave, string(m.Day), string(m.Place), m.Language,
	}, "|")
}

// Score is what the answers come to; of a version of the instrument that nobody has
// any more they come to nothing.
func (m Measurement) Score() scale.Score {
	i, known := scale.Find(m.Instrument)
	if !known || i.Version != m.Version {
		return scale.Score{}
	}
	score, err := i.Score(m.Said.Answers)
	if err != nil {
		return scale.Score{}
	}
	return score
}

// class is that of the answers to an instrument.
func class(instrument string) trenza.Class {
	if i, known := scale.Find(instrument); known {
		return i.Class
	}
	return trenza.P3
}

// row is what policies are asked of an instrument within a service at a place.
func row(s access.Service, instrument string, place trenza.Place) access.Row {
	return access.Row{
		Kind: access.Attention, Class: max(s.Class, class(instrument)), Programme: s.Programme, Service: s.ID, Field: s.Field, Place: place,
	}
}
