// Package seal makes what is at rest unreadable without its keys.
//
// Every person has a key of her own; an organisation has one for what concerns
// nobody in particular. Sensitive records (P3) and restricted ones (P4) also
// need the key of their class, so that a role can be kept out of them. Keys
// live in a key store apart from the data, wrapped under a master key that is
// in neither. Destroying a person's key makes everything about her unreadable,
// in every copy that was ever made of the data.
//
// A sealed value is bound to its place (table, row, column): moved anywhere
// else it does not open. What must be found again without being read, such as
// a document number, has a blind token: a keyed hash of its normal form.
package seal
