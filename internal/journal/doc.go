// Package journal is the one way to write, and the audit log.
//
// Write opens a transaction for an actor; the verbs of the rooms run inside it
// and Tell what happened. Each thing told becomes an entry: a header, chained
// per organisation and free of content, and a body sealed under the key of the
// person it concerns (or of the organisation, when it concerns nobody), so that
// it can be forgotten without breaking the chain. An entry's position is its
// number in the chain of its organisation, without gaps. A write that changes
// rows and tells nothing does not land.
//
// A command that is taken back may be carried out anew; what it told stays told.
//
// Tables: journal_head, journal_entry, journal_body, journal_command,
// journal_command_undone, journal_actor. Tells: commands.taken_back.
package journal
