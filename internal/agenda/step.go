package agenda

import (
	"slices"
	"strings"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
)

// State is what has become of a step.
type State string

// The states. A step is planned until it is done or dropped, and then it is over.
const (
	Planned State = "planned"
	Done    State = "done"
	Dropped State = "dropped"
)

// States returns the states.
func States() []State { return []State{Planned, Done, Dropped} }

// after says into which states a step may go from each.
var after = map[State][]State{Planned: {Planned, Done, Dropped}}

// mayBecome reports whether a step in a state can go into another.
func (s State) mayBecome(next State) bool { return slices.Contains(after[s], next) }

// Step is something that was agreed with a woman for a day.
type Step struct {
	ID        string       `json:"id"`
	Person    string       `json:"person"` // id of the record for which it was planned
	Programme string       `json:"programme,omitempty"`
	Service   string       `json:"service,omitempty"` // "" with Programme for a plain reminder
	Day       trenza.Day   `json:"day"`
	Hour      string       `json:"hour,omitempty"` // "15:00", "" for any
	Place     trenza.Place `json:"place,omitempty"`
	Account   string       `json:"account,omitempty"` // of who answers for it
	State     State        `json:"state"`
	Words

	Class trenza.Class `json:"-"` // as its service has it
	Root  string       `json:"-"` // id of her surviving thread, when it is read
	Entry int64        `json:"-"` // that planned it
}

// Words are what is sealed of a step.
type Words struct {
	What   string `json:"what,omitempty"`   // is to be done: "3.ª llamada"
	Where  string `json:"where,omitempty"`  // "casa comunal"
	Reason string `json:"reason,omitempty"` // why it was dropped
}

// Says spells what a row says in the clear, for comparison with the journal.
func (s Step) Says() string {
	return strings.Join([]string{
		s.ID, s.Person, s.Programme, s.Service, string(s.Day), s.Hour, string(s.Place), s.Account, string(s.State),
	}, "|")
}

// Reminder reports whether the step is of no service.
func (s Step) Reminder() bool { return s.Service == "" }

// furthest is how many days ahead something is planned at most: what lies beyond
// is a slip in the year.
const furthest = 3 * 366

// when reads the day and the hour of a step that is yet to come.
func (s *Step) when(today trenza.Day) error {
	day, err := trenza.ParseDay(string(s.Day))
	switch {
	case s.Day == "":
		return trenza.Refuse("agenda.day_missing")
	case err != nil:
		return trenza.Refuse("agenda.day_unknown", string(s.Day))
	case day < today:
		return trenza.Refuse("agenda.day_past", day, today)
	case day > today.Add(furthest):
		return trenza.Refuse("agenda.day_far", day)
	}
	s.Hour = strings.TrimSpace(s.Hour)
	if s.Hour == "" {
		return nil
	}
	hour, err := time.Parse("15:04", s.Hour)
	if err != nil {
		return trenza.Refuse("agenda.hour_shape", s.Hour)
	}
	s.Hour = hour.Format("15:04")
	return nil
}

// said tidies the words of a step; of a plain reminder they must say what it is.
func (s *Step) said() error {
	s.What, s.Where = strings.TrimSpace(s.What), strings.TrimSpace(s.Where)
	if s.Reminder() && s.What == "" {
		return trenza.Refuse("agenda.what_missing")
	}
	return nil
}

// row is what policies are asked of a step of a service.
func row(s access.Service, place trenza.Place) access.Row {
	return access.Row{
		Kind: access.Attention, Class: s.Class, Programme: s.Programme, Service: s.ID, Field: s.Field, Place: place,
	}
}
