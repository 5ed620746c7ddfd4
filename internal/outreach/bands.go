package outreach

// Band is a span of ages in completed years, both ends within.
type Band struct{ Min, Max int }

// Bands are the ages of the life course of Peru, by which heads are counted
// (domain rule 12).
func Bands() []Band { return []Band{{0, 11}, {12, 17}, {18, 29}, {30, 59}, {60, Oldest}} }

// Sexes are the groups by which heads are counted; I is for neither or not said.
func Sexes() []string { return []string{"F", "M", "I"} }
