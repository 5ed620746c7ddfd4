package access

import (
	"strings"

	"github.com/cedar-policy/cedar-go"

	"github.com/trenza/trenza"
)

// Ambit is a programme, a field of work or a course in it, and a place: where
// somebody was served, and how far a role goes. What is empty does not narrow
// it.
type Ambit struct {
	Programme string
	Field     Field
	Course    string // id of the service
	Place     trenza.Place
}

// Covers reports whether everything in the other ambit is in this one as well.
func (a Ambit) Covers(other Ambit) bool {
	return (a.Programme == "" || a.Programme == other.Programme) &&
		(a.Field == "" || a.Field == other.Field) &&
		(a.Course == "" || a.Course == other.Course) &&
		strings.HasPrefix(string(other.Place), string(a.Place))
}

// name is what an ambit of an organisation is called in a policy.
func (a Ambit) name(organisation string) cedar.EntityUID {
	id := strings.Join([]string{organisation, a.Programme, string(a.Field), a.Course, string(a.Place)}, "/")
	return cedar.NewEntityUID("Ambit", cedar.String(id))
}

// around lists every ambit that covers this one, itself included. Places lie in
// one another as their codes do: 240301 in 2403 in 24.
func (a Ambit) around() []Ambit {
	var all []Ambit
	for _, programme := range orAny(a.Programme) {
		for _, field := range orAny(a.Field) {
			for _, course := range orAny(a.Course) {
				for n := len(a.Place); n >= 0; n -= 2 {
					all = append(all, Ambit{programme, field, course, a.Place[:n]})
				}
			}
		}
	}
	return all
}

// orAny is a value, and none.
func orAny[T ~string](value T) []T {
	if value == "" {
		return []T{""}
	}
	return []T{value, ""}
}

// ambitOf reads the name of an ambit back.
func ambitOf(name cedar.EntityUID) (organisation string, a Ambit, ok bool) {
	parts := strings.Split(string(name.ID), "/")
	if name.Type != "Ambit" || len(parts) != 5 {
		return "", Ambit{}, false
	}
	return parts[0], Ambit{parts[1], Field(parts[2]), parts[3], trenza.Place(parts[4])}, true
}
