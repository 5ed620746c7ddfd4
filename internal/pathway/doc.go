// Package pathway holds the steps that cross rooms: bringing a programme into
// use, receiving somebody, taking back what she received, and joining two
// threads so that everything that depends on whose thread it is follows at once.
//
// Of what comes in and nearly repeats what was recorded, nothing is written but
// itself, sealed, until people decide: it is the same, it corrects, or both
// hold.
//
// The thread of a person is read here, out of every room, as far as a scope sees
// it. Nothing sensitive is shown before the journal has been told.
//
// Tables: held_row. Tells: row.held, row.decided, thread.read.
package pathway
