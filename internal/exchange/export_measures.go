package exchange

import (
	"context"
	"fmt"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/scale"
	"github.com/trenza/trenza/internal/store"
)

// measures writes a row for each time that a woman answered a questionnaire: what it
// came to, and never what she said to a question. Answers that touch health stay.
func (x Exporter) measures(ctx context.Context, r store.Reader, scope access.Scope, w sheet.Writer) error {
	people, err := x.everybody(ctx, r, scope)
	if err != nil {
		return err
	}
	all, err := measure.OfProgramme(ctx, r, x.Journal.Vault(), scope, x.Definition.ID)
	if err != nil {
		return err
	}
	header := []any{"Persona"}
	if x.Names {
		header = append(header, identityHeader...)
	}
	if err := w.Row(append(header, "Cuestionario", "Versión", "Momento", "Fecha", "Lugar", "Total", "Partes", "Sin responder")...); err != nil {
		return err
	}
	for _, m := range all {
		i, known := scale.Find(m.Instrument)
		leaves := known && i.Class < trenza.P3 && scope.Reaches("list.export", access.List, scope.Service(m.Programme, m.Service))
		if !leaves || !within(x.Period, m.Day) || x.Service != "" && x.Service != m.Service {
			continue
		}
		hers := people[m.Root]
		if hers == nil {
			continue // she is beyond the reader's scope
		}
		row := []any{hers.code}
		if x.Names {
			row = hers.named(row)
		}
		if err := w.Row(append(row, x.scored(i, m)...)...); err != nil {
			return err
		}
	}
	return nil
}

// scored are the cells of what answers come to; a total that is not valid is empty.
func (x Exporter) scored(i *scale.Instrument, m measure.Measurement) []any {
	score := m.Score()
	var total any
	if score.Valid {
		total = score.Total
	}
	var parts []string
	for _, p := range i.Parts {
		if n, whole := score.Parts[p.ID]; whole {
			parts = append(parts, fmt.Sprintf("%s %d", p.Title.In(x.Words.Lang()), n))
		}
	}
	return []any{i.Title.In(x.Words.Lang()), m.Version, m.Wave, m.Day, string(m.Place), total, strings.Join(parts, "; "), score.Missing}
}
