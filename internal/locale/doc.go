// Package locale chooses the words: Spanish of Peru first, English second.
//
// Every sentence that a person reads lives in a translation file, one per room
// and language (es/registry.po, en/registry.po), under a key such as
// "registry.sex_unknown". Code carries keys and arguments; the sentence is
// made at the door, by a Printer, in the reader's language.
package locale
