// Package agenda is what comes next: steps that were agreed with a woman for a
// day, and the one small interface through which every room tells what waits for
// somebody ([Source]).
//
// A step is of a service, and then it is planned by whoever may record that
// service and seen as attentions of it are; or it is a plain reminder about
// herself, such as a paper to renew, and goes with who she is. What is to be done
// and where is sealed under her key. A step stays with the record for which it was
// planned, and shows on whichever thread that record is.
//
// Keys and no sentences leave this package, and no addresses: which words stand
// for a kind of thing, and where it leads, is the pages' to say.
//
// Tables: planned_step. Tells: step.planned, step.moved, step.done, step.dropped.
package agenda
