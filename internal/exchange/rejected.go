package exchange

import (
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/locale"
)

// WriteRejected writes the rejected rows of a file as a workbook of the same
// sheets: what stood above the header, the header, and each row untouched, with
// its number, the reason and what to do before it. Corrected there, the workbook
// is imported as it is: the three columns are known and not read. It returns how
// many rows it wrote; of a file without any it writes nothing.
func WriteRejected(w sheet.Writer, p locale.Printer, a Account) (int, error) {
	rows := 0
	for _, s := range a.Sheets {
		if len(s.Refusals) == 0 {
			continue
		}
		if s.Sheet != "" {
			if err := w.Sheet(s.Sheet); err != nil {
				return rows, err
			}
		}
		if err := writeHead(w, p, s.Understanding.table.headed()); err != nil {
			return rows, err
		}
		below := s.Understanding.below
		for _, refusal := range s.Refusals {
			for ; len(below) > 0 && refusal.Row > below[0].Header[0]; below = below[1:] {
				if err := writeHead(w, p, head{rows: below[0].table.headed().rows}); err != nil {
					return rows, err
				}
			}
			before := []any{refusal.Row, p.Error(refusal.Err), p.Text(Remedy(refusal.Err))}
			if err := w.Row(append(before, texts(refusal.Cells)...)...); err != nil {
				return rows, err
			}
			rows++
		}
	}
	return rows, nil
}

// writeHead writes the titles, which say what no column does, and the header
// with the three columns before it.
func writeHead(w sheet.Writer, p locale.Printer, h head) error {
	for _, row := range h.above {
		if err := w.Row(append([]any{"", "", ""}, texts(row.Cells)...)...); err != nil {
			return err
		}
	}
	for i, row := range h.rows {
		before := []any{"", "", ""}
		if i == len(h.rows)-1 {
			before = []any{p.Text("exchange.column_row"), p.Text("exchange.column_reason"), p.Text("exchange.column_todo")}
		}
		if err := w.Row(append(before, texts(row.Cells)...)...); err != nil {
			return err
		}
	}
	return nil
}

func texts(cells []string) []any {
	values := make([]any, len(cells))
	for i, cell := range cells {
		values[i] = cell
	}
	return values
}
