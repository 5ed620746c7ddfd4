// Package store keeps rows in one of two engines behind one face: an encrypted
// SQLite file, or PostgreSQL when a programme grows.
//
// Every query is written once, in PostgreSQL's spelling. A DB is opened with
// the schema it holds; Write runs a function in a transaction that may write,
// Read in a snapshot that may not. The first parameter of a function in the
// rooms above therefore says what it may do: a Reader reads, a *Tx writes.
//
// Text sorts by bytes on both engines, days and instants are text, amounts are
// whole numbers, ids are made by us; so the same rows give the same answer, in
// the same order, on either engine.
package store
