package exchange

import (
	"context"
	"errors"
	"strings"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// HeldRow is a row that nearly repeats what was recorded before and waits for a
// decision, with both sides to read.
type HeldRow struct {
	pathway.Held
	pathway.Contrast
	Side   Side  // whom the row speaks of, as it writes her; empty for a headcount
	Row    Ref   // the row that waits
	Before []Ref // the rows that recorded what it resembles
}

// HeldRows returns the rows that wait for a decision, in the order in which
// they came. Those about somebody who was forgotten can no longer be read and
// are left out.
func HeldRows(ctx context.Context, j *journal.Journal, scope access.Scope) ([]HeldRow, error) {
	var rows []HeldRow
	err := j.Read(ctx, func(r store.Reader) error {
		rows = nil
		open, err := pathway.OpenHeld(ctx, r, j.Vault(), scope)
		if err != nil || len(open) == 0 {
			return err
		}
		lists, err := OpenLists(ctx, r, j.Vault(), scope.Organisation)
		if err != nil {
			return err
		}
		for _, h := range open {
			row, err := lists.held(ctx, r, j.Vault(), h)
			if errors.Is(err, seal.ErrForgotten) {
				continue
			}
			if err != nil {
				return err
			}
			rows = append(rows, row)
		}
		return nil
	})
	return rows, err
}

// held opens a held row with the rows that it is about.
func (l *Lists) held(ctx context.Context, r store.Reader, vault *seal.Vault, h pathway.Held) (HeldRow, error) {
	row := HeldRow{Held: h}
	var err error
	if row.Contrast, err = h.Contrast(ctx, r, vault, l.organisation); err != nil {
		return row, err
	}
	if row.Row, _, err = l.Source(ctx, r, h.Raised); err != nil {
		return row, err
	}
	for _, entry := range row.Entries {
		before, listed, err := l.Source(ctx, r, entry)
		if err != nil {
			return row, err
		}
		if listed {
			row.Before = append(row.Before, before)
		}
	}
	if h.Person == "" {
		return row, nil
	}
	code, err := registry.CodeOf(ctx, r, l.organisation, h.Person)
	row.Side = sideOfRecord(code, row.Record)
	return row, err
}

// sideOfRecord returns what is shown of whom a row speaks of.
func sideOfRecord(code string, record registry.Record) Side {
	return SideOf(&registry.Person{Code: code, Sex: record.Sex, Identity: registry.Identity{
		Names: []registry.Name{record.Name}, Birth: record.Birth, Documents: record.Documents, Phones: record.Phones,
	}})
}

// DecideHeld keeps a verdict about the held row of a code: "same", "corrected"
// or "different", in either language.
func DecideHeld(ctx context.Context, tx *journal.Tx, intake pathway.Intake, code, verdict string) error {
	decided, err := pathway.ParseHeldVerdict(verdict)
	if err != nil {
		return err
	}
	held, err := pathway.FindHeld(ctx, tx, tx.Organisation(), code)
	if err != nil {
		return err
	}
	return intake.DecideHeld(ctx, tx, held, decided)
}

// cells returns a held row as a line of the list that WritePairs writes.
func (h HeldRow) cells(words func(key string, args ...any) string) []any {
	var before, differences []string
	for _, ref := range h.Before {
		before = append(before, ref.String())
	}
	for _, d := range h.Differences {
		differences = append(differences, d.What+": "+d.Before+" → "+d.Now)
	}
	name := h.Side.Name
	if name == "" {
		name = h.Activity
	}
	return []any{
		h.Code, "", words("pathway.held." + h.Reason),
		name, h.Side.Birth, h.Side.Sex, h.Side.Documents, h.Side.Phones, "", "", "", "", "",
		strings.Join(before, "; "), h.Row.String(), h.Service, string(h.Day), strings.Join(differences, "; "), "",
	}
}
