package report

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Sample is rows of a frozen figure, drawn for an audit on paper: by codes,
// without names.
type Sample struct {
	Frozen *Frozen
	Figure *FrozenFigure
	Seed   string
	Rows   []SampledRow
}

// SampledRow is a row of a sample: who, by code, received what and when, and the
// fact that says so, whose position leads to the list from which it came.
type SampledRow struct {
	Code string
	Fact reach.Fact
}

// Draw asks for a sample.
type Draw struct {
	Code      string // of the frozen set
	Indicator string
	Rows      int
	Seed      string
	Agreement string // under which the sample is handed over; kept in the journal
}

// Sample draws rows of a frozen figure as of its position. A row's turn is the
// SHA-256 of "seed/position/ordinal" of the entry that told it; the rows with the
// lowest come, in that order. Anybody with the seed draws the same ones, today or
// in ten years, on either engine. The journal is told before anybody sees them
// (figures.sampled). Figures on services of class P3 or P4, or on a protected
// topic, are not sampled, nor those of a small group (domain rules 13.8, 13.10).
func (r Reporter) Sample(ctx context.Context, actor trenza.Actor, d Draw) (*Sample, error) {
	scope, err := access.For(actor)
	if err != nil {
		return nil, err
	}
	f, err := r.FrozenAs(ctx, scope, d.Code)
	if err != nil {
		return nil, err
	}
	figure, err := f.Figure(d.Indicator)
	if err != nil {
		return nil, err
	}
	if scope, err = scope.Counting("publication.sample", publication(f.Programme, f.Public)); err != nil {
		return nil, err
	}
	if err := r.maySample(ctx, f, figure, d); err != nil {
		return nil, err
	}
	proof, err := r.prove(ctx, scope, f.question(figure))
	if err != nil {
		return nil, err
	}
	rows := drawn(proof.Rows, d.Seed, d.Rows)
	err = r.Journal.Write(ctx, actor, func(tx *journal.Tx) error {
		_, err := tx.Tell(ctx, Sampled{Code: f.Code, Indicator: figure.ID, Rows: len(rows), Seed: d.Seed, Agreement: d.Agreement})
		return err
	})
	if err != nil {
		return nil, err
	}
	sample := &Sample{Frozen: f, Figure: figure, Seed: d.Seed}
	sample.Rows, err = r.coded(ctx, scope, rows)
	return sample, err
}

// maySample refuses what is not handed over row by row.
func (r Reporter) maySample(ctx context.Context, f *Frozen, figure *FrozenFigure, d Draw) error {
	switch {
	case d.Rows < 1:
		return trenza.Refuse("report.sample_empty")
	case strings.TrimSpace(d.Agreement) == "":
		return trenza.Refuse("report.agreement_missing")
	case figure.Hidden || figure.Value < figure.Least:
		return &trenza.Problem{Kind: trenza.Forbidden, Key: "report.sample_small", Args: []any{figure.Title.ES}}
	}
	definition, err := r.definition(ctx, f)
	if err != nil {
		return err
	}
	for _, term := range figure.Of {
		if !sampled(definition, term.Service) {
			return &trenza.Problem{Kind: trenza.Forbidden, Key: "report.sample_restricted", Args: []any{figure.Title.ES}}
		}
	}
	return nil
}

// HandedToNobody reports whether an error says that the rows of a figure are handed
// over to nobody.
func HandedToNobody(err error) bool {
	problem, is := errors.AsType[*trenza.Problem](err)
	return is && (problem.Key == "report.sample_small" || problem.Key == "report.sample_restricted")
}

// sampled reports whether rows of a service may be handed over at all, by code:
// neither what is sensitive nor what is of a protected topic.
func sampled(d *programme.Definition, service string) bool {
	s, known := d.Service(service)
	return known && s.Class < trenza.P3 && s.Topic == ""
}

// definition returns the version of the programme by which a set was counted.
func (r Reporter) definition(ctx context.Context, f *Frozen) (d *programme.Definition, err error) {
	err = r.Journal.Read(ctx, func(reader store.Reader) error {
		d, err = programme.FindVersion(ctx, reader, f.Organisation, f.Programme, f.Definition, f.DefinitionHash)
		return err
	})
	return d, err
}

// drawn returns the n rows whose turn comes first.
func drawn(rows []reach.Fact, seed string, n int) []reach.Fact {
	turn := func(f reach.Fact) []byte {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d/%d", seed, f.Since, f.Ordinal))
		return sum[:]
	}
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b reach.Fact) int {
		return cmp.Or(bytes.Compare(turn(a), turn(b)), cmp.Compare(a.Since, b.Since))
	})
	return rows[:min(n, len(rows))]
}

func (r Reporter) coded(ctx context.Context, scope access.Scope, rows []reach.Fact) (coded []SampledRow, err error) {
	err = r.Journal.Read(ctx, func(reader store.Reader) error {
		codes, err := registry.Codes(ctx, reader, scope.Organisation)
		for _, f := range rows {
			coded = append(coded, SampledRow{codes[f.Root], f})
		}
		return err
	})
	return coded, err
}
