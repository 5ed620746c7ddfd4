// Package collective knows the groups that people represent: the committees of
// the Vaso de Leche and their boards, clubs, associations. A committee is an
// organisation with a name of its own; who speaks for it holds a seat, with
// dates, so that "24 of 24 committees represented" can be counted.
//
// Trenza does not run the roll of the ration (domain rule 8).
//
// Tables: collective, seat. Tells: committee.recognised, committee.withdrawn,
// seat.taken, seat.withdrawn.
package collective
