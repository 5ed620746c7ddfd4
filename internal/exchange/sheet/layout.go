package sheet

// Layout is how a sheet is laid out: what rows of cells alone do not tell.
type Layout struct {
	Merged        []Range // cells merged into one, whose text stands in the first
	HiddenColumns []int   // from 0, in order
	HiddenRows    []int   // as people see them, the first row being 1, in order
	Hidden        bool    // the whole sheet
	Formulas      int     // cells that hold a formula
}

// Range is a rectangle of cells, its ends included. Rows begin at 1 and columns
// at 0, as in [Row].
type Range struct {
	FirstRow, LastRow       int
	FirstColumn, LastColumn int
}

// Layout returns how a sheet is laid out. It passes over the whole sheet, some
// times faster than Rows does. A sheet of a .csv has no layout. What is hidden
// or merged is read by Rows like all else.
func (b *Book) Layout(sheet string) (Layout, error) { return b.source.layout(sheet) }
