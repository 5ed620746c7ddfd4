package attention

import (
	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
)

// Given is told when a person receives a service.
type Given struct {
	ID         string            `json:"id"`
	Whose      string            `json:"person"`
	Programme  string            `json:"programme"`
	Service    string            `json:"service"`
	Day        trenza.Day        `json:"day"`
	Place      trenza.Place      `json:"place,omitempty"`
	Outcomes   []string          `json:"outcomes,omitempty"`
	Mark       string            `json:"mark,omitempty"`
	Minutes    int               `json:"minutes,omitempty"`
	Collective string            `json:"collective,omitempty"`
	Session    string            `json:"session,omitempty"`
	Form       map[string]string `json:"form,omitempty"`

	class  trenza.Class
	person *registry.Person
}

// Verb implements journal.Event.
func (Given) Verb() string { return "attention.given" }

// Class implements journal.Event.
func (e Given) Class() trenza.Class { return e.class }

// Person implements journal.Event.
func (e Given) Person() string { return e.Whose }

// Says spells what the event says, for comparison with the row.
func (e Given) Says() string {
	return Attention{
		ID: e.ID, Programme: e.Programme, Service: e.Service, Person: e.Whose, Day: e.Day, Place: e.Place,
		Outcomes: e.Outcomes, Mark: e.Mark, Minutes: e.Minutes, Collective: e.Collective, Session: e.Session,
	}.Says()
}

// Deliveries implements journal.Delivers.
func (e Given) Deliveries() []journal.Delivery {
	a := Attention{
		ID: e.ID, Programme: e.Programme, Service: e.Service, Day: e.Day, Place: e.Place, Collective: e.Collective,
	}
	deliveries := make([]journal.Delivery, len(e.Outcomes))
	for i, outcome := range e.Outcomes {
		deliveries[i] = delivery(e.person, a, outcome)
	}
	return deliveries
}

// Reached is told when a condition over several attentions comes true.
type Reached struct {
	Milestone Milestone `json:"milestone"`

	class  trenza.Class
	person *registry.Person
}

// Verb implements journal.Event.
func (Reached) Verb() string { return "milestone.reached" }

// Class implements journal.Event.
func (e Reached) Class() trenza.Class { return e.class }

// Person implements journal.Event. Nothing can be sealed any more under the key
// of somebody who was forgotten, and the body does not name her.
func (e Reached) Person() string {
	if e.person.Forgotten {
		return ""
	}
	return e.Milestone.Person
}

// Deliveries implements journal.Delivers.
func (e Reached) Deliveries() []journal.Delivery {
	m := e.Milestone
	return []journal.Delivery{delivery(e.person, Attention{
		ID: m.ID, Programme: m.Programme, Service: m.Service, Day: m.Day, Place: m.Place, Collective: m.Collective,
	}, m.Outcome)}
}

// Lost is told when a condition that had come true no longer is.
type Lost struct {
	Milestone Milestone `json:"milestone"`

	class     trenza.Class
	forgotten bool // she was: nothing can be sealed under her key
}

// Verb implements journal.Event.
func (Lost) Verb() string { return "milestone.lost" }

// Class implements journal.Event.
func (e Lost) Class() trenza.Class { return e.class }

// Person implements journal.Event.
func (e Lost) Person() string {
	if e.forgotten {
		return ""
	}
	return e.Milestone.Person
}

// Withdrawn implements journal.Withdraws.
func (e Lost) Withdrawn() []journal.Withdrawal {
	return []journal.Withdrawal{{Source: e.Milestone.ID, Outcome: e.Milestone.Outcome}}
}
