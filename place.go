package trenza

// Place is an INEI UBIGEO code: two digits name a department, four a province,
// six a district. Leading zeros count, so it is text. RENIEC numbers the same
// places otherwise; its codes are aliases and never keys (domain rule 12).
type Place string

// Region returns the department that holds the place.
func (p Place) Region() Place { return p.head(2) }

// Province returns the province that holds the place, or "" for a department.
func (p Place) Province() Place { return p.head(4) }

// District returns the place itself when it is a district, otherwise "".
func (p Place) District() Place { return p.head(6) }

func (p Place) head(n int) Place {
	if len(p) < n {
		return ""
	}
	return p[:n]
}
