// Package matrix tries who may do what.
//
// The table of domain rule 0.1 lives in internal/access/testdata/matrix.yaml.
// The tests of this package build two organisations of real rows on both
// engines and ask every reader and every verb of the program as somebody of each
// role, inside her scope and beyond it: allowed exactly where the table says, and
// denied everywhere else, in the same words as what does not exist. The printed
// tables in docs/ are made from the answers.
//
// Read reads the table, for these tests and for those of the command line.
package matrix
