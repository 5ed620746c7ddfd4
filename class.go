package trenza

// Class says who may learn that a record exists (domain rule 0). A higher
// class is seen by fewer people.
type Class int

// The visibility classes.
const (
	P0 Class = iota // published aggregate
	P1              // operational, identifies nobody
	P2              // identifies a person
	P3              // sensitive: health, psychosocial, legal, migration
	P4              // restricted: violence, trafficking, child protection, abuse by staff
)

var classNames = [...]string{"P0", "P1", "P2", "P3", "P4"}

// String returns "P0" to "P4".
func (c Class) String() string {
	if c < P0 || c > P4 {
		return "P?"
	}
	return classNames[c]
}

// ParseClass reads "P0" to "P4" and reports whether it is one of them.
func ParseClass(s string) (Class, bool) {
	for i, name := range classNames {
		if s == name {
			return Class(i), true
		}
	}
	return P4, false
}
