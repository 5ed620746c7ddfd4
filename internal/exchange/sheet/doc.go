// Package sheet reads and writes the spreadsheets that lists travel in, and
// reads the cells that people write in them.
//
// A [Book] is a file opened for reading: .csv in the encodings and separators
// that offices use, or .xlsx. Rows stream: memory does not grow with the list.
// A [Writer] is a file being written; it appears whole or not at all.
//
// The cell readers ([ReadDay], [ReadAmount] and their kin) are pure: text in,
// value out, and a sentence when the text cannot be read. They guess nothing:
// text that two people could read in two ways is refused. An empty cell is
// answered as each reader says. What a column as a whole gives away, such as
// the order of its dates, is for whoever sees the column to find and to pass on
// ([ReadDayIn], [ReadMarkIn], [SplitName]).
//
// Nothing that a file says about itself is believed. The limits of this
// package hold whatever the file declares, and no reader keeps more than one
// row, and the shared texts of a workbook, in memory.
package sheet
