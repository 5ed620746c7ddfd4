// Package scale knows instruments: sets of questions whose answers are summed, so
// that a woman's answers before and after can be held side by side.
//
// An instrument is data (instruments/*.yaml): how many items it has and how each is
// answered, its sub-scales, what becomes of a missing answer, its bands, and what
// may be reproduced of it. Texts of items are there only where they are our own or
// free to print; of the others stand the numbers of the items and where the form is.
// Whatever is not verified says so, and is configuration.
//
// Everything here is arithmetic: no rows, no names. A score is never a diagnosis
// (domain rule 3), and nothing is said of few (domain rule 13).
package scale
