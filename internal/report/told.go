package report

import (
	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/reach"
)

// about is an event about figures: its body names nobody.
type about struct{}

func (about) Class() trenza.Class { return trenza.P1 }
func (about) Person() string      { return "" }

// WasFrozen is told when a set of figures is frozen.
type WasFrozen struct {
	about
	ID         string `json:"id"`
	Code       string `json:"code"`
	Programme  string `json:"programme"`
	Version    string `json:"version"`
	Position   int64  `json:"position"`
	Public     bool   `json:"public"`
	Supersedes string `json:"supersedes,omitempty"`
	Hash       string `json:"hash"` // of the content
}

// Verb implements journal.Event.
func (WasFrozen) Verb() string { return "figures.frozen" }

// WasAsked is told when somebody wants a set of figures frozen.
type WasAsked struct {
	about
	ID         string `json:"id"`
	Programme  string `json:"programme"`
	Position   int64  `json:"position"`
	Public     bool   `json:"public"`
	Supersedes string `json:"supersedes,omitempty"`
}

// Verb implements journal.Event.
func (WasAsked) Verb() string { return "figures.asked" }

// AskTakenBack is told when she does not want it any more.
type AskTakenBack struct {
	about
	ID        string `json:"id"`
	Programme string `json:"programme"`
}

// Verb implements journal.Event.
func (AskTakenBack) Verb() string { return "figures.taken_back" }

// Sampled is told before a sample of rows is handed over.
type Sampled struct {
	about
	Code      string `json:"code"`
	Indicator string `json:"indicator"`
	Rows      int    `json:"rows"`
	Seed      string `json:"seed"`
	Agreement string `json:"agreement"`
}

// Verb implements journal.Event.
func (Sampled) Verb() string { return "figures.sampled" }

// Examined is told when somebody looks at where a figure comes from.
type Examined struct {
	about
	Code      string `json:"code"`
	Indicator string `json:"indicator"`
}

// Verb implements journal.Event.
func (Examined) Verb() string { return "figures.examined" }

// WasSliced is told when somebody from whom small groups are covered asks for a
// slice.
type WasSliced struct {
	about
	Programme string         `json:"programme"`
	Indicator string         `json:"indicator,omitempty"`
	Services  []string       `json:"services,omitempty"`
	Question  reach.Question `json:"question"`
}

// Verb implements journal.Event.
func (WasSliced) Verb() string { return "figures.sliced" }
