// Package exchange brings lists in and out.
//
// A list comes in one of eight shapes: a row per attention, an attendance sheet
// with a column per date, a payment list, a headcount sheet, answers to a survey,
// and where a programme keeps them the boards of committees, the notebook of what a
// workshop makes, and the sheet of what was taught on. Template writes a model of
// each; lists come as offices keep them.
//
// A sheet is understood before any row of it is carried out. A first reading
// keeps its first rows and a profile of each column; from these, the programme's
// definition and a Mapping, if a person wrote one, follows an Understanding:
// where the header is, which list it is, which column is what, and by which
// conventions cells are read. What has two meanings is never guessed: it is
// refused, and the mapping is where a person says which.
//
// Every row that holds something is accounted for: of the header, skipped on
// purpose (titles, totals, notes), accepted, already known, accepted but to
// review (she may be somebody whom we know), or rejected with a reason. What was
// mended in a row, or left out of it, is a warning.
//
// A row is a command whose id is made of what it says, so a list that is
// imported twice, or overlaps another, adds nothing the second time.
//
// A row that was typed again, with anything in it otherwise, is held against
// what was recorded of its visit, session, payment or activity: it is known, or
// it is new, or it waits among those to review. A whole list can be taken back
// while nothing else rests on it.
//
// A list that is handed in at a page lies in a Tray until it is taken in by a job,
// which goes on where it was broken off.
//
// Tables: import, import_row, handed, handed_part. Tells: list.imported, list.rows_noted,
// list.undone.
package exchange
