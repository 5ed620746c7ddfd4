// Package report turns the indicators of a programme into figures, each with
// what it takes to prove it: the definition and its version, the period, the
// filters, the journal position, the rows. It prints what the programme
// published beside what the rows say, in the programme's own number style, and
// hides small groups from whatever is made public (domain rule 13).
//
// It never adds figures up: services overlap, and so do the people.
//
// Figures that are handed in are frozen: kept for good with who signed them, and
// counted again as of their position whenever somebody asks (domain rule 14.1).
// What is frozen for the public is a publication, and every later report for the
// public is held against all of them, so that no small group comes out by
// subtracting one from another (domain rule 13.2; see defence).
//
// What somebody wants frozen waits for another to sign, a week at most: in the
// table, so that it is signed wherever and whenever the server runs.
//
// Tables: publication, freeze_ask. It tells figures.frozen, figures.asked,
// figures.taken_back, figures.sampled, figures.examined and figures.sliced.
package report
