// Package registry knows who is who: the people of an organisation, the
// households they live in, what they consented to, and which records turned
// out to be the same woman.
//
// Identity (names, birth, documents, phones, address) is sealed under a key per
// person and found again through blind tokens; sex, nationality and population
// type stand in clear, for counting. What touches health is sealed under the
// key of its class as well. The lack of a document never blocks.
//
// A person is recognised, never silently joined: the same document, with sex,
// birth year and a name not contradicting, is the same woman; anything less is
// a pair for people to decide (domain rule 14.2). A merge keeps both records
// under one surviving thread and can be undone.
//
// What a list said of people can be taken back: a record, a pair, a place in a
// household, and what completed the record of somebody who was known before.
// The number and code of a record that was taken back stay hers.
//
// Who registers somebody with an account accompanies her from then on, and others
// are assigned to her and taken off by name of their account. A merge leaves that
// with each record: whoever accompanies one accompanies the thread.
//
// Tables: assignment, person, person_token, person_withdrawn, due_paper, review_pair, merge,
// household, household_member, consent. Tells: person.registered, person.updated,
// person.health_noted, person.withdrawn, person.restored,
// person.health_restored, review.raised, review.decided, review.withdrawn,
// person.merged, person.unmerged, household.joined, household.left,
// consent.given, consent.revoked, person.assigned, person.unassigned.
package registry
