// Package linkage finds what repeats in any table, or what two tables have in
// common, and writes it down for people: pairs with reasons, groups, and the
// model that weighed them.
//
// What the columns hold is told by a [Map], written by a person ([ParseMap]) or
// proposed from the headings and the cells ([Propose]). A [Job] streams the
// files, compares by internal/match, and returns a [Result], which writes itself.
// Nothing here knows of a programme or of the register.
package linkage
