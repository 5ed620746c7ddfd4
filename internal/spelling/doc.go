// Package spelling tells how names, papers and phones are written alike, by
// Spanish-speaking families first: lists spell one woman Yesica Huamán, JESSICA
// GUAMAN or Llésika Waman de Torres.
//
// Fold and Words bring any text to one form. Given and Surnames take a name to
// its words, without particles and husbands. Sound says what a word
// sounds like, Edits and JaroWinkler how far one is from another, and Nickname
// which are two names of one person. Document and Phone do for papers and
// phones what Fold does for names. GivenShare and SurnameShare guess how common
// a name is before a register's own counts tell.
//
// Every function takes any text: no script, length or broken encoding makes one
// fail. Nothing here keeps or stores anything.
package spelling
