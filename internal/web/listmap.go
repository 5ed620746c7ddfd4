package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/web/page"
)

// correctList has a list read anew by what she says its columns are.
func (v *visit) correctList() error {
	d, h, err := v.handed("list.import")
	if err != nil {
		return err
	}
	typed := v.r.PostForm
	service, place, faults := v.holdsForAll(d, typed)
	if len(faults) > 0 {
		return v.drawHanded(http.StatusUnprocessableEntity, d, h, page.Form{Values: typed, Faults: faults})
	}
	c := exchange.Correction{Service: service, Place: place}
	for n, s := range h.Sheets {
		c.Sheets = append(c.Sheets, changeOf(typed, n, s))
	}
	switch err := v.Tray.Correct(v.ctx(), v.actor, h, c); {
	case err == nil:
		return v.goTo(listPath(d.ID, h.Code))
	case trenza.KindOf(err) == trenza.Conflict:
		return v.changedMeanwhile(d, h, err)
	default:
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawHanded(status, d, h, form)
	}
}

// changeOf reads what a form says of a sheet.
func changeOf(typed url.Values, n int, s exchange.SheetShown) exchange.SheetChange {
	said := func(name string) string { return strings.TrimSpace(typed.Get(fmt.Sprintf("%s-%d", name, n))) }
	change := exchange.SheetChange{
		Skip: said("skip") != "", Shape: exchange.Shape(said("shape")), Columns: make(map[string]string),
		Usage: exchange.Usage{Dates: said("dates"), M: said("m"), A: said("a"), Ones: said("ones"), Names: said("names")},
	}
	for i, c := range s.Columns {
		if key := said(fmt.Sprintf("column-%d", i)); key != "" {
			change.Columns[c.Called] = key
		}
	}
	return change
}
