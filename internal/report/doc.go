// Package report turns the indicators of a programme into figures, each with
// what it takes to prove it: the definition and its version, the period, the
// filters, the journal position, the rows. It prints what the programme
// published beside what the rows say, in the programme's own number style, and
// hides small groups from whatever is made public (domain rule 13).
//
// It never adds figures up: services overlap, and so do the people.
package report
