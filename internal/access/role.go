package access

import "github.com/trenza/trenza"

// ceilings holds, for each role that is known, the highest class that the role
// reads and changes by virtue of being that role.
var ceilings = map[string]trenza.Class{
	trenza.RoleOperator: trenza.P3,
}

// reaches reports whether the ceiling covers the class. A class that does not
// exist is covered by nothing, so that a damaged value opens no door.
func reaches(ceiling, class trenza.Class) bool {
	return class >= trenza.P0 && class <= ceiling
}

func unknownRole(role string) error {
	return &trenza.Problem{Kind: trenza.Forbidden, Key: "access.unknown_role", Args: []any{role}}
}
