package programme

import "reflect"

// Difference is one thing in which a definition is not as another one.
type Difference struct {
	Kind  ChangeKind
	What  Part
	ID    string
	Title Text // of the later one, of the earlier where it is gone
}

// ChangeKind says what became of a part.
type ChangeKind string

// What may become of a part of a definition.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Changed ChangeKind = "changed"
)

// Part is a kind of thing that a definition consists of.
type Part string

// The parts that differences are told of: what is offered, what is taught together,
// what is counted, and all that describes the programme.
const (
	PartService     Part = "service"
	PartTraining    Part = "training"
	PartIndicator   Part = "indicator"
	PartDescription Part = "description"
)

// Differences lists in what a definition differs from an earlier one, in the order
// of the later; what is gone comes last. Two texts that say the same differ in
// nothing.
func Differences(earlier, later *Definition) (all []Difference) {
	if !reflect.DeepEqual(described(earlier), described(later)) {
		all = append(all, Difference{Changed, PartDescription, later.ID, later.Title})
	}
	all = append(all, compared(PartService, earlier.Services, later.Services, func(s Service) (string, Text) { return s.ID, s.Title })...)
	all = append(all, compared(PartTraining, earlier.Trainings, later.Trainings, func(t Training) (string, Text) { return t.ID, t.Title })...)
	return append(all, compared(PartIndicator, earlier.Indicators, later.Indicators, func(i Indicator) (string, Text) { return i.ID, i.Title })...)
}

// compared lists in what two lists of parts differ.
func compared[P any](what Part, earlier, later []P, named func(P) (string, Text)) (all []Difference) {
	before := make(map[string]P, len(earlier))
	for _, p := range earlier {
		id, _ := named(p)
		before[id] = p
	}
	for _, p := range later {
		id, title := named(p)
		old, was := before[id]
		delete(before, id)
		if !was {
			all = append(all, Difference{Added, what, id, title})
		} else if !reflect.DeepEqual(old, p) {
			all = append(all, Difference{Changed, what, id, title})
		}
	}
	for _, p := range earlier {
		if id, title := named(p); hasKey(before, id) {
			all = append(all, Difference{Removed, what, id, title})
		}
	}
	return all
}

func hasKey[P any](m map[string]P, id string) bool {
	_, has := m[id]
	return has
}

// described is all that a definition says besides what it offers and counts.
func described(d *Definition) Definition {
	rest := *d
	rest.Version, rest.Services, rest.Trainings, rest.Indicators, rest.Text, rest.Hash = 0, nil, nil, nil, nil, ""
	return rest
}
