// Package families invents registers of people with Spanish names, in which it
// is known who is who: what recognises the same woman again is measured on them.
//
// Generate tells of people as they are. They live in families, which is what
// makes them hard to tell apart: sisters and cousins under two common surnames,
// one phone for all, papers issued in one go with numbers in a row, twins, a
// daughter with her mother's name, and homonyms of no kin. Repeat writes one of
// them again by another hand, Ask writes what is typed while she is being
// registered, and Lists and Set make whole registers with repeats.
//
// The same seed gives the same people, papers and slips, whatever the machine.
//
// Names come from names.csv by how common they are (its first lines cite the
// sources; the command internal/cast/makenames writes it), with a long tail of
// coined ones. How often a hand slips is this package's own estimate of lists
// kept by hand, on the harsh side, and nothing that recognises people may know
// of it. All people are invented, and all numbers are of chance.
package families
