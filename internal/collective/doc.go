// Package collective knows the organisations of base that people represent, the
// committees of the Vaso de Leche and clubs of mothers, and what spreads in them.
//
// A committee has a name, a place, and a resolution by which the municipality
// recognises it. Who speaks for it, who sits on its board and who is a member hold
// seats, with dates, so that "24 of 24 committees represented" can be counted and
// its history told. Members, board and those on the roll of the ration are three
// different sets; Trenza does not keep the third (domain rule 8).
//
// A replica is what somebody learnt, taught on: planned, held, reported, verified by
// somebody else, closed. Who came is a headcount of package outreach, and whoever
// is known by name leaves it. What a programme multiplied is told by several ways of
// counting that are never added: see [Reach].
//
// Leadership is posts held and proposals adopted, for the council in totals alone.
//
// Tables: collective, seat, replica, proposal. Tells: committee.recognised,
// committee.recognition_noted, committee.recognition_restored, committee.withdrawn,
// seat.taken, seat.left, seat.reopened, seat.withdrawn, replica.planned,
// replica.held, replica.reported, replica.verified, replica.closed,
// replica.cancelled, replica.withdrawn, proposal.made, proposal.decided. Every replica and proposal is held against the journal by
// pathway.Verify, and so is every seat.
package collective
