package web

import (
	"net/http"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/web/page"
)

// fileKinds are the media types of the files that figures leave in.
var fileKinds = map[string]string{
	sheet.CSV:  "text/csv; charset=utf-8",
	sheet.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// figuresFile answers with what the page of the figures shows as a file: what was
// asked, as of which position and by which rule; the figures; the slice. It has no
// number that the page does not show.
func (v *visit) figuresFile() error {
	d, err := v.offered("figures.count", access.Delivery)
	if err != nil {
		return err
	}
	show, err := v.figuresShow(d)
	if err != nil {
		return err
	}
	if len(show.Slice.Form.Faults) > 0 {
		return v.show(http.StatusUnprocessableEntity, page.Results(v.viewOf(d), show))
	}
	format := v.r.URL.Query().Get("format")
	kind, known := fileKinds[format]
	if !known {
		format, kind = sheet.CSV, fileKinds[sheet.CSV]
	}
	file := &held{w: v.w, limit: heldLimit, kind: kind, name: "trenza-" + string(v.Desk.Today()) + "." + format}
	w, err := sheet.To(file, format)
	if err != nil {
		return err
	}
	return file.end(writeFigures(w, show.Table(v.viewOf(d))))
}

func writeFigures(w sheet.Writer, rows [][]any) error {
	defer w.Discard()
	for _, row := range rows {
		if err := w.Row(row...); err != nil {
			return err
		}
	}
	return w.Close()
}
