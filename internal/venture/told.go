package venture

import (
	"encoding/json"

	"github.com/trenza/trenza"
)

// The verbs of what is told.
const (
	begun             = "business.begun"
	written           = "plan.written"
	judged            = "plan.judged"
	applied           = "seed.applied"
	moved             = "seed.moved"
	shown             = "receipt.shown"
	visited           = "business.visited"
	workVisited       = "work.visited"
	visitWithdrawn    = "visit.withdrawn"
	made              = "product.made"
	used              = "product.used"
	productWithdrawn  = "product.withdrawn"
	noted             = "workshop.noted"
	workshopWithdrawn = "workshop.withdrawn"
)

// Verbs returns the verbs of everything that is told by the room.
func Verbs() []string {
	return []string{
		begun, written, judged, applied, moved, shown, visited, workVisited, visitWithdrawn,
		made, used, productWithdrawn, noted, workshopWithdrawn,
	}
}

// row is a row of any table of the room.
type row interface {
	Key() string
	Says() string
}

// told is an event about a row: the row as it is from now on. It is sealed under the
// key of whose it is, and under the organisation's when it is nobody's.
type told[R row] struct {
	Row R `json:"row"`

	verb   string
	person string
	class  trenza.Class // above P2
}

// Verb implements journal.Event.
func (e told[R]) Verb() string { return e.verb }

// Class implements journal.Event.
func (e told[R]) Class() trenza.Class { return max(e.class, trenza.P2) }

// Person implements journal.Event.
func (e told[R]) Person() string { return e.person }

// gone is told when rows were taken back, by their keys. It says nothing of anybody.
type gone struct {
	Keys []string `json:"keys"`

	verb string
}

// Verb implements journal.Event.
func (e gone) Verb() string { return e.verb }

// Class implements journal.Event.
func (gone) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (gone) Person() string { return "" }

// Heard tells, of the body of an entry of the room, which row it left how: by its
// key, what it says, "" for a row that was taken back. It is what Each is held
// against.
func Heard(verb string, body []byte, hear func(key, says string)) error {
	switch verb {
	case begun:
		return heardRow[Venture](body, hear)
	case written:
		return heardRow[PlanVersion](body, hear)
	case judged:
		return heardRow[Pitch](body, hear)
	case applied, moved:
		return heardRow[Seed](body, hear)
	case shown:
		return heardRow[Receipt](body, hear)
	case visited:
		return heardRow[Visit](body, hear)
	case workVisited:
		return heardRow[Work](body, hear)
	case made:
		return heardRow[Batch](body, hear)
	case used:
		return heardRow[Use](body, hear)
	case noted:
		return heardRow[Line](body, hear)
	}
	var e gone
	err := json.Unmarshal(body, &e)
	for _, key := range e.Keys {
		hear(key, "")
	}
	return err
}

func heardRow[R row](body []byte, hear func(key, says string)) error {
	var e told[R]
	err := json.Unmarshal(body, &e)
	hear(e.Row.Key(), e.Row.Says())
	return err
}
