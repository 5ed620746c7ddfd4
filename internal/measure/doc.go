// Package measure keeps what a woman answered to an instrument (package scale)
// before, after, and months later, so that a change can be told of several women
// together: the median of what was paired, by sub-scale, and nothing of few
// (domain rules 7 and 13).
//
// A programme says within which of its services an instrument is asked; who may ask
// and who may read follows from that. It is asked of her alone or not at all: what
// is not safe to ask is skipped, with that for a reason. Answers that touch health
// hold up whoever asks until the risk protocol is complete (domain rule 3). The raw
// answers, the version of the wording and its language are kept, sealed under her
// key; a score is worked out each time.
//
// A measurement stays with the record of which it was taken, and counts for
// whichever thread that record is. Who is forgotten leaves none.
//
// Tables: measurement. Tells: measure.taken, measure.withdrawn.
package measure
