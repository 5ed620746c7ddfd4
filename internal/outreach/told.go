package outreach

import (
	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
)

// Counted is told when people were counted without names.
type Counted struct {
	Activity Activity `json:"activity"`
}

// Verb implements journal.Event.
func (Counted) Verb() string { return "activity.counted" }

// Class implements journal.Event.
func (Counted) Class() trenza.Class { return trenza.P1 }

// Person implements journal.Event.
func (Counted) Person() string { return "" }

// Tallied implements journal.Tallies.
func (e Counted) Tallied() []journal.Tally {
	var tallies []journal.Tally
	for _, g := range e.Activity.Groups {
		if g.People > 0 {
			tallies = append(tallies, e.Activity.tally(g, g.People))
		}
	}
	if n := e.Activity.firsts(); n > 0 {
		tallies = append(tallies, e.Activity.newcomers(n))
	}
	return tallies
}

// Linked is told when somebody who was counted turns out to be a person whom
// the registry knows.
type Linked struct {
	ID       string `json:"person"`
	Activity string `json:"activity"`

	activity Activity
	group    Group
	first    bool
}

// Verb implements journal.Event.
func (Linked) Verb() string { return "headcount.linked" }

// Class implements journal.Event.
func (Linked) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (e Linked) Person() string { return e.ID }

// Tallied implements journal.Tallies.
func (e Linked) Tallied() []journal.Tally { return e.activity.person(e.group, e.first, -1) }

// person declares one more of a group, or one less, and of those who came for the
// first time where she was among them.
func (a Activity) person(g Group, first bool, people int) []journal.Tally {
	tallies := []journal.Tally{a.tally(g, people)}
	if first {
		tallies = append(tallies, a.newcomers(people))
	}
	return tallies
}

func (a Activity) tally(g Group, people int) journal.Tally {
	return journal.Tally{
		Programme: a.Programme, Service: a.Service, Outcome: programme.Delivered, Day: a.Day, Place: a.Place,
		Sex: g.Sex, MinAge: g.MinAge, MaxAge: g.MaxAge, People: people, Source: a.ID,
	}
}

// newcomers declares people who came for the first time. Nobody said of which sex
// and age they were.
func (a Activity) newcomers(people int) journal.Tally {
	t := a.tally(Group{Sex: "NS", MaxAge: Oldest}, people)
	t.Outcome = programme.FirstTime
	return t
}
