// Package live answers questions of reach from an index in memory
// ([links.Index]), in step with the database. It implements [reach.Engine], and
// every answer is that of [reach.SQL], which stays beside it for what the index
// does not know: rows and their history, headcounts, positions that lie far back.
//
// # Cold start
//
// The index of a programme is built when somebody first asks, or ahead of that
// when a server starts ([Engine.Warm]). All rows are read in one snapshot, packed:
// two whole numbers and two short texts a row instead of fourteen columns, for
// what a database hands over costs more than what is done with it. Whoever asks
// meanwhile waits a moment and is then refused, with a sentence that says how far
// it has come. An organisation with some thousand rows is there before anybody
// could be refused, and weighs as little: 24 to 32 bytes a delivery.
//
// # In step
//
// The database is the truth and is asked for nothing but its position: one row.
// A question as of the present makes sure that the index has come to that position, so
// nobody misses what she has just saved, whichever process of several saved it.
// What changed between two positions are the rows that begin or end between
// them. They are few, two indexes find them, and they serve in either
// direction: the index moves back as it moves on. So all questions of a report
// get the position at which the first was asked, whatever is written meanwhile.
// A write that told nothing of deliveries moves nothing. Nothing is listened to,
// so nothing is missed when a process dies between a commit and what follows it.
package live
