package journal

import "github.com/trenza/trenza"

// Event is something that happened, told in the past tense. It is kept as JSON
// in the sealed body of its entry.
type Event interface {
	// Verb names what happened, "person.registered". It shows in the audit
	// log, so it must not betray a restricted service.
	Verb() string
	// Class is the visibility class of the body.
	Class() trenza.Class
	// Person is the id of the person whom it concerns, "" for nobody.
	Person() string
}

// Delivery says that one person received one thing on one day: what becomes a
// fact that can be counted. It carries no name.
type Delivery struct {
	Number      int64 // the person's number within the organisation
	Programme   string
	Service     string
	Outcome     string // "delivered", or a condition that came true: "completed"
	Day         trenza.Day
	Place       trenza.Place
	Sex         string
	Age         *int // completed years on Day; nil when her birth is not known
	Population  string
	Nationality string
	Flags       int64  // life stages and disability on Day, as registry numbers them
	Collective  string // id of the committee she represents, "" for none
	Source      string // id of the row that says so
}

// Tally says that people were counted without names: never people, always
// declared beside them.
type Tally struct {
	Programme string
	Service   string
	Outcome   string
	Day       trenza.Day
	Place     trenza.Place
	Sex       string
	MinAge    int
	MaxAge    int // 150 for "and over"
	People    int // negative takes back people who were registered by name later
	Source    string
}

// Delivers is implemented by events that say what was delivered.
type Delivers interface{ Deliveries() []Delivery }

// Withdraws is implemented by events after which the facts of some rows no
// longer hold, each given by its source and outcome.
type Withdraws interface{ Withdrawn() []Withdrawal }

// Withdrawal names the facts of one row.
type Withdrawal struct{ Source, Outcome string }

// Tallies is implemented by events that count people without names.
type Tallies interface{ Tallied() []Tally }

// Uncounts is implemented by events after which nothing that some rows declared
// holds, each given by its source.
type Uncounts interface{ Uncounted() []string }

// Root says that a number counts as another: that of the surviving thread, or
// its own.
type Root struct {
	Number int64 `json:"number"`
	Root   int64 `json:"root"`
}

// Reroots is implemented by the events that join people and part them again.
type Reroots interface{ Rerooted() []Root }

// Membership says that somebody of a number lives in a household, by its id, or that it
// is not so.
type Membership struct {
	Number    int64  `json:"number"`
	Household string `json:"household"`
	Left      bool   `json:"left,omitempty"`
}

// Houses is implemented by the events that say with whom people live.
type Houses interface{ Housed() []Membership }

// Attributes are what facts say of a person besides what she received.
type Attributes struct {
	Number      int64
	Sex         string
	Born        trenza.Day // "" when not known
	Population  string
	Nationality string
	Flags       func(trenza.Day) int64 // what was true of her on a day; nil leaves what facts say
}

// Restates is implemented by events after which the facts of a person say
// something else of her.
type Restates interface {
	Restated() (now Attributes, changed bool)
}
