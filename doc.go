// Package trenza holds the words that every room of the house shares: ids,
// days and periods, money, places, visibility classes, the actor of a change
// and the kinds of error. It imports nothing of the house.
//
// Trenza keeps one thread per person through every service of a programme,
// counts each woman once, and lets nobody read what is not theirs to read.
// ARCHITECTURE.md tells how the rooms fit together.
package trenza
