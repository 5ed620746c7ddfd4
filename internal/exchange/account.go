package exchange

import "slices"

// Account says what became of every row of a file.
type Account struct {
	File    string
	Code    string // of the import, "" when the file added nothing
	Mapping string // the file of the mapping by which it was understood, "" for none
	Sheets  []SheetAccount
	Err     error // why the file as a whole was not taken in, nil when it was
	Partial bool  // only the first rows were read
}

// SheetAccount says what became of every row of a sheet that holds something:
// Read = Accepted + Known + Review + Rejected, and
// Lines = Read + the rows that were skipped + Header.
type SheetAccount struct {
	Sheet    string
	Shape    Shape
	Ignored  []string // headings that were not read
	Lines    int      // rows that hold something
	Header   int      // rows of the header
	Skipped  []Skipped
	Read     int
	Accepted int
	Known    int // had been imported before
	Review   int // accepted, and she may be somebody whom we know; or held
	Held     int // of those to review: nearly a repetition, and nothing of it counts yet
	New      int // of those accepted or to review: they registered somebody
	Joined   int // of those: they are of somebody who was known, for certain
	Rejected int
	Refusals []Refusal
	Warnings []Warning // of the rows that were taken in

	Understanding Understanding
}

// Warning says what was mended or left out of a row that was taken in.
type Warning struct {
	Sheet string
	Row   int
	Err   error
}

// Refusal is a rejected row with the reason.
type Refusal struct {
	Sheet string
	Row   int
	Err   error
	Cells []string // of the row, as they were
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
	case w.held, w.asked > 0:
		return review
	}
	return accepted
}

// kept is the status as it is written. Whether a row raised a pair is in no
// table: a pair that only a restricted team may know of would show by its lack.
func (s status) kept(held bool) status {
	if s == review && !held {
		return accepted
	}
	return s
}

// expect sets up the account of the sheets of a file, as they were understood.
func (a *Account) expect(understood []Understanding) {
	for _, u := range understood {
		a.Sheets = append(a.Sheets, SheetAccount{Sheet: u.Sheet, Shape: u.Shape, Ignored: u.Unread(), Understanding: u})
	}
}

// warn notes what was mended or left out of a row.
func (s *SheetAccount) warn(d deed, said ...error) {
	for _, err := range slices.Concat(d.warnings, said) {
		s.Warnings = append(s.Warnings, Warning{s.Sheet, d.row, err})
	}
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

// meet counts whether a row that brought something was of somebody new. That a
// team guards somebody does not show: she is registered for everybody.
func (s *SheetAccount) meet(o outcome) {
	switch {
	case o.status == known:
	case o.meeting == metNew:
		s.New++
	case o.meeting == metAgain:
		s.Joined++
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
		total.Held += s.Held
		total.New += s.New
		total.Joined += s.Joined
		total.Rejected += s.Rejected
		total.Refusals = append(total.Refusals, s.Refusals...)
		total.Lines += s.Lines
		total.Header += s.Header
		total.Skipped = append(total.Skipped, s.Skipped...)
		total.Warnings = append(total.Warnings, s.Warnings...)
	}
	return total
}
