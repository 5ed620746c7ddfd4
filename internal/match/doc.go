// Package match tells whether two records speak of the same person: spelled by
// ear, with another paper, another phone, two surnames or one, or as two sisters
// at one address. It knows no database, so that it runs on a phone as well as
// beside a register, and it takes any table: what its columns hold is told by a
// [Schema].
//
// # From two records to a sentence
//
// A [Table] keeps records as rows of small numbers: words are interned in a
// lexicon, dates and papers are packed. [Comparer.Levels] holds two rows beside
// each other and finds, for each field, a [Level]: the same, the same by ear, one
// of two surnames, a digit that slipped. [Model.Weigh] turns the levels into one
// weight, in bits, by four chances: that of the level between two records of one
// person, of two relatives or house mates, of two namesakes and of two strangers
// (Fellegi and Sunter, with two classes more). Where several fields tell where
// somebody lives, they say it once: two classes more stand for one person who
// moved and for strangers who are neighbours. A rare name weighs more than a
// common one. [Model.Telling] says the same comparison in keys of the translation
// files, "match.given.near" with both spellings, for people to read. No number
// is ever shown to them.
//
// # Where the chances come from
//
// [Table.Train] learns them from the records themselves, without labels, by
// expectation and maximisation over pairs that blocking rules bring together and
// pairs at random. [Default] is where it begins, and what a register with few
// people uses as it is.
//
// # Many records
//
// [Table.Find] compares everything that blocking rules bring together, within one
// file or between two, and [Table.Groups] makes of pairs the groups of one person,
// without closing over chains: that a is like b and b like c makes no person of
// a and c. [Table.Answers] says of each pair what it is held for.
//
// # One person at a time
//
// An [Index] holds records by their ids, to be corrected and removed, and
// answers while somebody is being registered: [Index.Ask] goes from what was
// said so far to keys, from keys to rows, and weighs those with the most keys in
// common. [Index.Find] looks for repeats among all that it holds.
package match
