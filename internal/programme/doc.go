// Package programme reads the definition of a programme: what it offers, where,
// since when, what each indicator counts and what has been published.
//
// A definition is a YAML file that a monitoring officer can read and change.
// Parse reports every mistake at once, each with its line, its column and a
// suggestion. A definition in use is never edited in place: a change is a new
// version (domain rule 15). The two programmes in the folder programmes/ travel
// inside the binary and are found by Shipped.
package programme
