package cast

// Person is what one row says about somebody, as typed: the person columns of
// the templates. An empty field is an empty cell.
type Person struct {
	Surnames, GivenNames         string
	Sex                          string // F, M, I or NS
	Birth                        string // "1990-05-17", or a year alone
	Nationality                  string // ISO 3166 alpha-3
	Population                   string
	DocumentType, DocumentNumber string
	Phone                        string
	Household, Kinship           string
	LifeStages                   string // separated by semicolons
	Committee                    string // the committee that she represents
}

// Cells returns the person columns in the order of the templates.
func (p Person) Cells() []string {
	return []string{
		p.Surnames, p.GivenNames, p.Sex, p.Birth, p.Nationality, p.Population,
		p.DocumentType, p.DocumentNumber, p.Phone, p.Household, p.Kinship, p.LifeStages, p.Committee,
	}
}

// FullName returns the given names and the surnames as typed.
func (p Person) FullName() string {
	if p.GivenNames == "" || p.Surnames == "" {
		return p.GivenNames + p.Surnames
	}
	return p.GivenNames + " " + p.Surnames
}
