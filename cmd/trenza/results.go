package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
)

// slice is how a command narrows what it counts.
type slice struct {
	From string `help:"${help_from}" placeholder:"DATE"`
	To   string `help:"${help_to}" placeholder:"DATE"`
	AsOf int64  `name:"as-of" help:"${help_as_of}" placeholder:"N"`
}

func (c slice) period() (p trenza.Period, err error) {
	for _, end := range []struct {
		text string
		day  *trenza.Day
	}{{c.From, &p.From}, {c.To, &p.To}} {
		if end.text == "" {
			continue
		}
		if *end.day, err = sheet.ReadDay(end.text); err != nil {
			return p, err
		}
	}
	return p, nil
}

// figures is how a command says which figures it is about.
type figures struct {
	slice
	By     []string `help:"${help_by}" placeholder:"region,sex"`
	New    bool     `help:"${help_new}"`
	Public bool     `help:"${help_public}"`
}

// query is what the figures of a programme are asked by.
func (c figures) query(d *programme.Definition) (report.Query, error) {
	period, err := c.period()
	if err != nil {
		return report.Query{}, err
	}
	query := report.Query{Definition: d, Period: period, AsOf: c.AsOf, New: c.New, Public: c.Public}
	for _, name := range c.By {
		dimension := reach.Dimension(strings.TrimSpace(name))
		if !dimension.Known() {
			return query, trenza.Refuse("cli.dimension_unknown", name, dimensions())
		}
		query.By = append(query.By, dimension)
	}
	return query, nil
}

type resultsCommand struct {
	figures
	Programme string `help:"${help_programme}" placeholder:"ID"`
	Format    string `enum:"text,json,csv,xlsx" default:"text" help:"${help_format}" placeholder:"text|json|csv|xlsx"`
	Out       string `type:"path" help:"${help_out_results}" placeholder:"FILE"`

	told map[string][]told // by programme, beside its figures
}

// whole reports whether people are to read the figures of a whole programme, as they
// are now and for the house: the rooms tell of nothing less.
func (c resultsCommand) whole() bool {
	return c.Format == "text" && c.slice == slice{} && len(c.By) == 0 && !c.New && !c.Public
}

// Run prints the figures of a programme, or of every one in use of which somebody
// may count anything.
func (c resultsCommand) Run(s *session) error {
	if c.Format == "text" {
		c.Format = formatOf(c.Out)
	}
	return s.asking(c.Programme, func(h *house, definitions []*programme.Definition) error {
		var reports []*report.Report
		c.told = make(map[string][]told)
		var refused error
		for _, d := range definitions {
			r, err := h.report(s, d, c)
			if trenza.KindOf(err) == trenza.Forbidden {
				refused = err
				continue
			}
			if err != nil {
				return err
			}
			reports = append(reports, r)
			if c.whole() {
				if c.told[d.ID], err = h.toldOf(s, d); err != nil {
					return err
				}
			}
		}
		if len(reports) == 0 && refused != nil {
			return refused
		}
		return c.print(s, reports)
	})
}

// report counts what whoever gives the command may count; who may count nothing is
// refused.
func (h *house) report(s *session, d *programme.Definition, c resultsCommand) (*report.Report, error) {
	query, err := c.query(d)
	if err != nil {
		return nil, err
	}
	scope, err := s.scope(h, d)
	if err != nil {
		return nil, err
	}
	r, err := h.reporter.Report(s.ctx, scope, query)
	if err == nil && len(r.Figures) == 0 && len(d.Indicators) > 0 {
		err = &trenza.Problem{Kind: trenza.Forbidden, Key: "access.not_permitted"}
	}
	return r, err
}

func dimensions() []string {
	var names []string
	for _, d := range reach.Dimensions() {
		names = append(names, string(d))
	}
	return names
}

// formatOf is the format that the name of a file asks for.
func formatOf(path string) string {
	switch extension := strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), "."); extension {
	case "json", "csv", "xlsx":
		return extension
	}
	return "text"
}

// print writes the reports to the file that is named, otherwise to the output.
func (c resultsCommand) print(s *session, reports []*report.Report) error {
	if c.Format == sheet.CSV || c.Format == sheet.XLSX {
		if err := c.spreadsheet(s, reports); err != nil || c.Out == "" {
			return err
		}
		s.say("cli.written", c.Out)
		return nil
	}
	var text bytes.Buffer
	if err := c.write(&text, s, reports); err != nil {
		return err
	}
	if c.Out == "" {
		_, err := text.WriteTo(s.out)
		return err
	}
	if err := os.WriteFile(c.Out, text.Bytes(), 0o600); err != nil {
		return (&trenza.Problem{Kind: trenza.Unavailable, Key: "sheet.cannot_write", Args: []any{c.Out}}).Because(err)
	}
	s.say("cli.written", c.Out)
	return nil
}

// write writes the reports for people to read, or as JSON.
func (c resultsCommand) write(w io.Writer, s *session, reports []*report.Report) error {
	if c.Format == "json" {
		return report.JSON(w, reports, s.Lang)
	}
	for i, r := range reports {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if err := r.Text(w, s.Lang); err != nil {
			return err
		}
		if err := s.printTold(w, c.told[r.Definition.ID]); err != nil {
			return err
		}
	}
	return nil
}

// spreadsheet writes the reports as one table after another, a sheet each where
// there are sheets: to a file when one is named, otherwise to the output.
func (c resultsCommand) spreadsheet(s *session, reports []*report.Report) error {
	w, err := sheet.To(s.out, c.Format)
	if c.Out != "" {
		w, err = sheet.Create(c.Out)
	}
	if err != nil {
		return err
	}
	defer w.Discard()
	for i, r := range reports {
		table := r.Table(s.Lang)
		if c.Format == sheet.XLSX {
			if err := w.Sheet(r.Definition.ID); err != nil {
				return err
			}
		} else if i > 0 {
			table = table[1:] // one header for all
		}
		for _, row := range table {
			if err := w.Row(row...); err != nil {
				return err
			}
		}
	}
	return w.Close()
}
