package web

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// rowsPerPage is how many rows of a figure one page shows.
const rowsPerPage = 50

// proof is where a figure of the address comes from, in the time of the address.
// A figure whose rows are not hers is not there.
func (v *visit) proof(verb string, kind access.Kind) (*programme.Definition, *report.Proof, error) {
	d, err := v.offered(verb, kind)
	if err != nil {
		return nil, nil, err
	}
	typed := v.r.URL.Query()
	days, faults := v.periodIn(typed)
	named, _ := page.Span(typed.Get("period"), v.Desk.Today())
	if len(faults) > 0 || days == (trenza.Period{}) {
		days = named
	}
	proof, err := v.reporter().Explain(v.ctx(), v.narrowed(d), report.Query{Definition: d, Period: days}, v.r.PathValue("indicator"))
	if trenza.KindOf(err) == trenza.NotFound {
		return nil, nil, v.nothing()
	}
	return d, proof, err
}

// rows shows the rows behind a figure: by code, and with the list of each for
// whoever sees lists.
func (v *visit) rows() error {
	d, proof, err := v.proof("figures.exact", access.Delivery)
	if err != nil {
		return err
	}
	number, err := strconv.Atoi(v.r.URL.Query().Get("page"))
	last := max((len(proof.Rows)+rowsPerPage-1)/rowsPerPage, 1)
	if err != nil || number < 1 {
		number = 1
	}
	number = min(number, last)
	from := (number - 1) * rowsPerPage
	some, err := exchange.Provenance(v.ctx(), v.Journal, v.narrowed(d), proof.Rows[from:min(from+rowsPerPage, len(proof.Rows))])
	if err != nil {
		return err
	}
	opens, err := v.openable(some)
	if err != nil {
		return err
	}
	v.heedSensitive(d, proof)
	return v.show(http.StatusOK, page.Rows(v.viewOf(d), page.RowsShow{
		Proof: proof, Rows: some, Page: number, Pages: last, Query: v.r.URL.Query(), Opens: opens,
		Takes: v.takesRows(d, proof), Sensitive: sensitiveRows(d, proof),
	}))
}

// openable are the codes, of some rows, whose threads she may open.
func (v *visit) openable(rows []exchange.ProvenRow) (map[string]bool, error) {
	opens := make(map[string]bool)
	if !v.reaches("person.list", access.Person) && !v.reaches("person.read", access.Person) {
		return opens, nil
	}
	return opens, v.Data.Read(v.ctx(), func(r store.Reader) error {
		for _, row := range rows {
			if _, asked := opens[row.Code]; asked || row.Code == "" {
				continue
			}
			_, err := registry.Reach(v.ctx(), r, v.scope, row.Code)
			if err != nil && trenza.KindOf(err) != trenza.NotFound {
				return err
			}
			opens[row.Code] = err == nil
		}
		return nil
	})
}

// heedSensitive lets her session fall asleep sooner where rows are sensitive.
func (v *visit) heedSensitive(d *programme.Definition, proof *report.Proof) {
	if sensitiveRows(d, proof) {
		v.sessions.Put(v.ctx(), staff.SessionSensitive, true)
	}
}

// sensitiveRows reports whether a figure counts a service of class P3 or higher.
func sensitiveRows(d *programme.Definition, proof *report.Proof) bool {
	for _, t := range proof.Indicator.Of {
		if s, known := d.Service(t.Service); known && s.Class >= trenza.P3 {
			return true
		}
	}
	return false
}

// takesRows reports whether she may take the rows of a figure out.
func (v *visit) takesRows(d *programme.Definition, proof *report.Proof) bool {
	for _, t := range proof.Indicator.Of {
		if !v.scope.Reaches("list.export", access.List, access.Among(d.Offers(), d.ID, t.Service)) {
			return false
		}
	}
	return true
}

// takeRows answers with the rows behind a figure as a file. Where they are
// sensitive she shows her password or passkey first.
func (v *visit) takeRows() error {
	d, proof, err := v.proof("list.export", access.List)
	if err != nil {
		return err
	}
	if sensitiveRows(d, proof) && !v.steppedUp() {
		back := withQuery("/cifras/"+d.ID+"/"+proof.Indicator.ID+"/filas", v.r.URL.Query())
		return v.goTo(withQuery("/step-up", url.Values{"back": {back}}))
	}
	v.heedSensitive(d, proof)
	x := exchange.Exporter{Journal: v.Journal, Definition: d, Actor: v.actor, Words: v.words}
	file := &held{w: v.w, limit: heldLimit, kind: "text/csv; charset=utf-8", name: "trenza-" + string(v.Desk.Today()) + ".csv"}
	w, err := sheet.To(file, sheet.CSV)
	if err != nil {
		return err
	}
	if _, err = x.Rows(v.ctx(), w, proof); err == nil {
		err = w.Close()
	}
	return file.end(err)
}
