package measure

import "github.com/trenza/trenza"

// Taken is told when a woman answered an instrument.
type Taken struct{ Measurement }

// Verb implements journal.Event.
func (Taken) Verb() string { return "measure.taken" }

// Class implements journal.Event.
func (e Taken) Class() trenza.Class { return class(e.Instrument) }

// Person implements journal.Event.
func (e Taken) Person() string { return e.Measurement.Person }

// Withdrawn is told when a measurement is taken back.
type Withdrawn struct {
	ID    string `json:"id"`
	Whose string `json:"person"`

	class trenza.Class
}

// Verb implements journal.Event.
func (Withdrawn) Verb() string { return "measure.withdrawn" }

// Class implements journal.Event.
func (e Withdrawn) Class() trenza.Class { return e.class }

// Person implements journal.Event.
func (e Withdrawn) Person() string { return e.Whose }
