// Package reach counts each woman once.
//
// It listens to the journal and keeps facts: who received what, where and when,
// by number and without a name, each holding between two positions. A question
// is answered as of a position, so any figure ever given can be given again. A
// merge moves no fact: it says that one number counts as another from a
// position on, and an un-merge says otherwise from a later one.
//
// Engine is what asks for a count sees. SQL answers it from the tables, plainly;
// it is the oracle against which a faster engine is proved.
//
// Households are counted likewise: who lives in which, and between which positions,
// is kept beside who counts as whom.
//
// Tables: fact, fact_root, fact_household, tally.
package reach
