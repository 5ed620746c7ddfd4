// Package attention records one service to one person on one day, with the
// answers to the service's form.
//
// What counts is the programme's to say: an attention carries the outcomes that
// its row stands for ("delivered", "collected", "satisfied"). A condition over
// several attentions, such as the share of a course's hours that completes it,
// or a second group session, is settled here for the whole thread of a person
// and told once, when it comes true; when a merge is undone or a mark is
// corrected it can cease to be true, and that is told too.
//
// What is to be recorded is first held against what her thread has (Compare):
// the same visit, session or payment is not recorded twice, and what is nearly
// the same is for people to decide.
//
// Tables: attention, milestone. Tells: attention.given, attention.withdrawn,
// milestone.reached, milestone.lost.
package attention
