package staff

// Hashes is how many passwords the desk has hashed.
func (d *Desk) Hashes() int64 { return d.hashes.Load() }

// Step is the state in which a verb leaves an account.
func Step(from State, verb string) (State, error) {
	a, err := Account{State: from}.move(verb)
	return a.State, err
}

// Remember bounds how many the limits remember.
func (l *Limits) Remember(n int) { l.remembers = n }

// Remembers is how many the limits remember.
func (l *Limits) Remembers() int { return len(l.young) + len(l.old) }

// Neighbourhood is what counts as one address.
var Neighbourhood = neighbourhood

// ParseHash reads the text of a hash and writes it again.
func ParseHash(text string) (string, error) {
	h, err := parseHash(text)
	return h.String(), err
}
