package exchange

import (
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
)

// RowsOut is the list of the rows behind a figure, by code.
const RowsOut Kind = "filas"

// ProvenRow is a row behind a figure: who by code, what, when and where, and the
// rows of lists that it came from.
type ProvenRow struct {
	Code    string
	Fact    reach.Fact
	Sources []string // "pagos-2020.xlsx!Hoja1!12"; none where the reader sees no lists of the service
}

// Provenance gives rows behind a figure their codes and their lists, as far as a
// scope sees lists.
func Provenance(ctx context.Context, j *journal.Journal, scope access.Scope, facts []reach.Fact) (rows []ProvenRow, err error) {
	err = j.Read(ctx, func(r store.Reader) error {
		codes, err := registry.Codes(ctx, r, scope.Organisation)
		if err != nil {
			return err
		}
		lists, err := OpenLists(ctx, r, j.Vault(), scope.Organisation)
		if err != nil {
			return err
		}
		rows = make([]ProvenRow, len(facts))
		for i, f := range facts {
			rows[i] = ProvenRow{Code: codes[f.Root], Fact: f}
			if !scope.Reaches("list.read", access.List, scope.Service(f.Programme, f.Service)) {
				continue
			}
			if rows[i].Sources, err = lists.Behind(ctx, r, f); err != nil {
				return err
			}
		}
		return nil
	})
	return rows, err
}

// Behind names the rows of lists that a fact rests on: that which recorded it,
// whoever's record it turned out to be. A milestone rests on every session of
// hers.
func (l *Lists) Behind(ctx context.Context, r store.Reader, f reach.Fact) ([]string, error) {
	entries := []int64{f.Since}
	recorded, found, err := attention.ByID(ctx, r, l.organisation, f.Source)
	if err != nil {
		return nil, err
	}
	if found {
		entries = []int64{recorded.Entry}
	}
	sessions, err := attention.Behind(ctx, r, l.organisation, f.Source)
	if err != nil {
		return nil, err
	}
	if len(sessions) > 0 {
		entries = nil
	}
	for _, a := range sessions {
		entries = append(entries, a.Entry)
	}
	var sources []string
	for _, entry := range entries {
		ref, listed, err := l.Source(ctx, r, entry)
		if err != nil {
			return nil, err
		}
		if listed && !slices.Contains(sources, ref.String()) {
			sources = append(sources, ref.String())
		}
	}
	return sources, nil
}

// Rows writes the rows behind a figure, by code and without names, and returns how
// many there are. That they left is told in the journal before the first is
// written.
func (x Exporter) Rows(ctx context.Context, w sheet.Writer, proof *report.Proof) (int, error) {
	scope, err := access.For(x.Actor, x.Definition.Offers()...)
	if err != nil {
		return 0, err
	}
	scope.Programme = x.Definition.ID
	if err := x.mayTakeRows(scope, proof); err != nil {
		return 0, err
	}
	err = x.Journal.Write(ctx, x.Actor, func(tx *journal.Tx) error {
		_, err := tx.Tell(ctx, Exported{Programme: x.Definition.ID, Kind: RowsOut, Service: proof.Indicator.ID, From: proof.Period.From, To: proof.Period.To})
		return err
	})
	if err != nil {
		return 0, err
	}
	rows, err := Provenance(ctx, x.Journal, scope, proof.Rows)
	if err != nil {
		return 0, err
	}
	return len(rows), x.writeRows(w, rows)
}

// mayTakeRows asks whether the reader may take out every service of a figure.
func (x Exporter) mayTakeRows(scope access.Scope, proof *report.Proof) error {
	for _, term := range proof.Indicator.Of {
		if !scope.Reaches("list.export", access.List, scope.Service(x.Definition.ID, term.Service)) {
			return &trenza.Problem{Kind: trenza.Forbidden, Key: "access.not_permitted"}
		}
	}
	return nil
}

func (x Exporter) writeRows(w sheet.Writer, rows []ProvenRow) error {
	var header []any
	for _, key := range []string{"code", "day", "service", "outcome", "place", "sources", "position"} {
		header = append(header, x.Words.Text("exchange.proven."+key))
	}
	if err := w.Row(header...); err != nil {
		return err
	}
	for _, row := range rows {
		f := row.Fact
		err := w.Row(row.Code, f.Day, f.Service, OutcomeText(x.Words, f.Outcome), string(f.Place), strings.Join(row.Sources, " + "), f.Since)
		if err != nil {
			return err
		}
	}
	return nil
}

// OutcomeText puts an outcome into words; one that a programme made up is called
// by its id.
func OutcomeText(words locale.Printer, outcome string) string {
	if key := "report.outcome." + outcome; words.Has(key) {
		return words.Text(key)
	}
	return outcome
}
