// Package exchange brings lists in and out.
//
// A list comes in one of five shapes: a row per attention, an attendance sheet
// with a column per date, a payment list, a headcount sheet, and answers to a
// survey. The shape is recognised by its columns, which Template writes. Every
// row that is read is accounted for: accepted, already known, accepted but to
// review (she may be somebody whom we know), or rejected with a reason.
//
// A row is a command whose id is made of what it says, so a list that is
// imported twice, or overlaps another, adds nothing the second time.
//
// Tables: import, import_row. Tells: list.imported, list.rows_noted.
package exchange
