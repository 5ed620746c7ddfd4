package exchange

// Account says what became of every row of a file.
type Account struct {
	File   string
	Code   string // of the import, "" when the file added nothing
	Sheets []SheetAccount
}

// SheetAccount says what became of every row of a sheet:
// Read = Accepted + Known + Review + Rejected.
type SheetAccount struct {
	Sheet    string
	Shape    Shape
	Ignored  []string // headings that were not read
	Read     int
	Accepted int
	Known    int // had been imported before
	Review   int // accepted, and she may be somebody whom we know
	Rejected int
	Refusals []Refusal
}

// Refusal is a rejected row with the reason.
type Refusal struct {
	Sheet string
	Row   int
	Err   error
}

// status is what became of a row, as it is kept.
type status string

const (
	accepted status = "accepted"
	known    status = "known"
	review   status = "review"
	rejected status = "rejected"
)

// status is what a row that was carried out came to.
func (w whom) status() status {
	switch {
	case w.stale:
		return known
	case w.asked > 0:
		return review
	}
	return accepted
}

// add counts a row.
func (s *SheetAccount) add(what status) {
	s.Read++
	switch what {
	case accepted:
		s.Accepted++
	case known:
		s.Known++
	case review:
		s.Review++
	case rejected:
		s.Rejected++
	}
}

// Total adds the sheets up.
func (a Account) Total() SheetAccount {
	var total SheetAccount
	for _, s := range a.Sheets {
		total.Read += s.Read
		total.Accepted += s.Accepted
		total.Known += s.Known
		total.Review += s.Review
		total.Rejected += s.Rejected
		total.Refusals = append(total.Refusals, s.Refusals...)
	}
	return total
}
