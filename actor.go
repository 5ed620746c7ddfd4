package trenza

import "log/slog"

// Actor is who asks for something or changes something.
type Actor struct {
	Organisation string // the wall inside which the actor works
	Name         string // as the person is called; sealed wherever it is kept
	Role         string // a role of domain section 0, or "operator" on the command line

	Teams []string // ids of the restricted teams that the actor serves; mostly none
}

// RoleOperator is the role of whoever runs the command line on the machine
// that holds the keys: it reads everything but P4.
const RoleOperator = "operator"

// LogValue keeps the name of a person out of the logs.
func (a Actor) LogValue() slog.Value {
	return slog.GroupValue(slog.String("organisation", a.Organisation), slog.String("role", a.Role))
}
