package page

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/report"
)

// RowsShow is the rows behind a figure, one page of them.
type RowsShow struct {
	Proof       *report.Proof
	Rows        []exchange.ProvenRow
	Page, Pages int
	Query       url.Values
	Opens       map[string]bool // codes of threads that the reader may open
	Takes       bool            // she may take the rows out
	Sensitive   bool            // and shows who she is before
}

var rowColumns = []string{"code", "day", "service", "place", "sources", "position"}

// path is the address of a page of the rows, in the same time.
func (r RowsShow) path(page int) string {
	query := r.time()
	if page > 1 {
		query.Set("page", strconv.Itoa(page))
	}
	return addressOf(r.Proof.Definition, "/"+r.Proof.Indicator.ID+"/filas", query)
}

// back is where the figure is.
func (r RowsShow) back() string { return addressOf(r.Proof.Definition, "", r.time()) }

func (r RowsShow) time() url.Values {
	query := make(url.Values)
	for _, name := range []string{"period", "from", "to"} {
		if value := r.Query.Get(name); value != "" {
			query.Set(name, value)
		}
	}
	return query
}

// facts say what the figure stands on.
func (r RowsShow) facts(v View) []Fact {
	p := r.Proof
	facts := []Fact{
		{Name: v.Text("web.results.how.is"), Text: p.Indicator.Rule.In(v.Lang())},
		{Name: v.Text("web.results.how.source"), Text: v.Count("web.results.rows", len(p.Rows))},
		{Name: v.Text("web.results.how.repeated"), Text: v.Count("web.results.joined", p.Merges)},
		{Name: v.Text("web.results.how.until"), Text: periodText(v.Printer, p.Period)},
		{Name: v.Text("web.results.how.definition"), Text: v.Text("web.results.versions", p.Indicator.Version, p.Definition.Version)},
		{Name: v.Text("web.results.how.position"), Text: strconv.FormatInt(p.Position, 10)},
		{Name: v.Text("web.results.how.hash"), Text: p.Hash},
	}
	if p.Erased > 0 {
		facts = append(facts, Fact{Name: v.Text("web.results.how.erased"), Text: v.Number(p.Erased)})
	}
	return facts
}

// service is what was given, and what came of it where that is more than that.
func (r RowsShow) service(v View, row exchange.ProvenRow) string {
	title := row.Fact.Service
	if s, known := r.Proof.Definition.Service(row.Fact.Service); known {
		title = s.Title.In(v.Lang())
	}
	return title + ", " + exchange.OutcomeText(v.Printer, row.Fact.Outcome)
}

func (r RowsShow) place(row exchange.ProvenRow) string {
	if place, known := directory.PlaceOf(row.Fact.Place); known {
		return place.String()
	}
	return string(row.Fact.Place)
}

// sources are the rows of lists, and that there are none.
func (r RowsShow) sources(v View, row exchange.ProvenRow) string {
	if len(row.Sources) == 0 {
		return v.Text("web.results.no_list")
	}
	short := make([]string, len(row.Sources))
	for i, source := range row.Sources {
		short[i] = source
		if ref, err := exchange.ParseRef(source); err == nil {
			short[i] = refText(v.Printer, ref)
		}
	}
	return strings.Join(short, " + ")
}
