package braid

import (
	"cmp"
	"slices"

	"github.com/trenza/trenza"
)

// Strand is one of the three strands, or her own thread.
type Strand int

// The strands, in the order in which they weave.
const (
	Protection Strand = iota
	Livelihood
	Community
	Own
)

// strands is how many weave around her own thread.
const strands = 3

var strandNames = [...]string{"protection", "livelihood", "community", "thread"}

// String returns the name of a strand, as style sheets know it.
func (s Strand) String() string { return strandNames[s] }

// Kind is what sort of event something is, in the order in which they happen
// within a day.
type Kind int

// The kinds.
const (
	Registered Kind = iota // she was registered
	Delivered              // she received a service
	Milestone              // something that takes several came true
	Planned                // something is to come, or was to come and has not
)

// Event is something on her thread.
type Event struct {
	Day    trenza.Day
	Strand Strand
	Kind   Kind
	Icon   string
	Title  string
	Small  string // what is said beside its day; "" for nothing
	Series string // what it is one of: the sessions of a course, the visits of a service
	Course bool   // its series is a course, which stays open between two sessions
}

// Label is what is said of a bead.
type Label struct{ Title, Small string }

// Words says what a drawing says, in the language of whoever reads it.
type Words interface {
	Bead(events []Event) Label              // of the events of one bead, in order of time
	Tick(from trenza.Day, unit Unit) string // a month, quarter or year that begins on a day
	Silence(days int) string                // of a time that is folded
	Today(day trenza.Day) string
}

// Unit is how long the parts of the axis are.
type Unit int

// The units.
const (
	Month Unit = iota
	Quarter
	Year
)

// months is how many each unit has.
var months = [...]int{1, 3, 12}

// item is an event on its way into a drawing.
type item struct {
	Event
	index int     // in what was given
	day   float64 // where it lies in time
}

// ahead reports whether it lies after today.
func (i item) ahead() bool { return i.Kind == Planned }

// inOrder sorts events by time, each with its place in what was given. What is
// planned lies after today even where its day has passed, and all else not after
// it.
func inOrder(events []Event, today float64) []item {
	items := make([]item, len(events))
	for i, e := range events {
		items[i] = item{Event: e, index: i, day: min(number(e.Day), today)}
		if e.Kind == Planned {
			items[i].day = max(number(e.Day), today+1)
		}
	}
	slices.SortStableFunc(items, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Strand, b.Strand),
			cmp.Compare(a.Series, b.Series), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Small, b.Small), cmp.Compare(a.Icon, b.Icon), behind(b.Course, a.Course))
	})
	return items
}

// number counts days.
func number(d trenza.Day) float64 { return float64(d.Time().Unix() / (24 * 60 * 60)) }

// dayOf is the day of a number.
func dayOf(n float64) trenza.Day { return trenza.Day("1970-01-01").Add(int(n)) }

// eventsOf are the events of items.
func eventsOf(items []item) []Event {
	events := make([]Event, len(items))
	for i, it := range items {
		events[i] = it.Event
	}
	return events
}
