package agenda

import "github.com/trenza/trenza"

// told is an event about a step: the step as it is from now on. It is sealed under
// her key.
type told struct {
	Step
	class trenza.Class
}

// Class implements journal.Event.
func (e told) Class() trenza.Class { return e.class }

// Person implements journal.Event.
func (e told) Person() string { return e.Step.Person }

// StepPlanned is told when something is agreed for a day.
type StepPlanned struct{ told }

// Verb implements journal.Event.
func (StepPlanned) Verb() string { return "step.planned" }

// StepMoved is told when it is put on another day.
type StepMoved struct{ told }

// Verb implements journal.Event.
func (StepMoved) Verb() string { return "step.moved" }

// StepDone is told when it was done.
type StepDone struct{ told }

// Verb implements journal.Event.
func (StepDone) Verb() string { return "step.done" }

// StepDropped is told when it will not be done, and why.
type StepDropped struct{ told }

// Verb implements journal.Event.
func (StepDropped) Verb() string { return "step.dropped" }

// Verbs returns the verbs of everything that is told of steps.
func Verbs() []string {
	return []string{StepPlanned{}.Verb(), StepMoved{}.Verb(), StepDone{}.Verb(), StepDropped{}.Verb()}
}
