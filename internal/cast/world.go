package cast

// Targets are the figures that a world must yield: how many different people,
// by the id of the indicator. They come from the programme's definition. An
// indicator that is missing is taken as none.
type Targets map[string]int

// World is everything that a programme's staff would hand over: lists, and the
// decisions of those who reviewed the doubtful pairs.
type World struct {
	Lists     []List      // in the order of their names
	Decisions []Decision  // in the order in which the second row is read
	Whose     map[Ref]int // whom each good row speaks of: a number for each person; rows about nobody are left out
	Bad       []Ref       // the deliberately wrong rows, which any import must refuse

	// What the lists do not say: who went through what together, and what came of it.
	Cohorts    []Cohort
	Replicas   []Replica
	Batches    []Batch
	Proposals  []Proposal
	Answers    []Answer
	Businesses []Business
	Works      []Work

	// Every full name, document number and phone in the lists, as typed and
	// each once, for the test that looks for them in the raw bytes of a store.
	Names, Documents, Phones []string
}

// List is one file: a spreadsheet, or a .csv whose only sheet has no name.
type List struct {
	Name   string // with its folder, "tumbes/bono.xlsx"
	Sheets []Sheet
}

// Sheet is a table as a person sees it. The first row is the header.
type Sheet struct {
	Name string
	Rows [][]string
}

// Ref points at a row of a list. Row counts as a spreadsheet does: the header
// is row 1.
type Ref struct {
	File, Sheet string
	Row         int
}

// Decision is what a reviewer said about two rows.
type Decision struct {
	First, Second Ref
	Verdict       string // Same, Different or Relative
}

// The verdicts of a review.
const (
	Same      = "same"      // one person
	Different = "different" // two people who have something in common by chance or by error
	Relative  = "relative"  // two people of one family
)
