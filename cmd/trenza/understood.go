package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/exchange"
)

// printUnderstood prints how each sheet of a file was understood, where anything
// had to be, and which of its rows and columns are no part of the list.
func (s *session) printUnderstood(name string, a exchange.Account) {
	for _, sheet := range a.Sheets {
		lines := s.understood(sheet)
		if a.Mapping != "" {
			lines = append([]string{s.words.Text("cli.by_mapping", filepath.Base(a.Mapping))}, lines...)
		}
		if len(lines) == 0 {
			continue
		}
		fmt.Fprintln(s.out)
		s.say("cli.understood", exchange.Named(name, sheet.Sheet))
		for _, line := range lines {
			fmt.Fprintf(s.out, "  · %s\n", line)
		}
	}
}

// unsaid are where choices come from that need no word: the sheet says them
// itself, or a person did.
var unsaid = []exchange.Origin{exchange.FromHeader, exchange.FromDefault, exchange.FromMapping}

// understood says what was chosen for a sheet that its header alone does not
// say.
func (s *session) understood(sheet exchange.SheetAccount) (lines []string) {
	if sheet.Shape == "" {
		return filled(s.skipped(sheet))
	}
	for _, choice := range sheet.Understanding.Choices {
		if !slices.Contains(unsaid, choice.From) {
			lines = append(lines, choice.In(s.words))
		}
	}
	if sheet.Understanding.Refused != nil {
		lines = append(lines, s.words.Error(sheet.Understanding.Refused))
	}
	if skipped := s.skipped(sheet); skipped != "" {
		lines = append(lines, skipped)
	}
	if len(sheet.Ignored) > 0 {
		lines = append(lines, s.words.Text("cli.ignored_columns", sheet.Ignored))
	}
	return lines
}

// skippedWords are the sentences' words for why a row is no row of the list.
var skippedWords = []struct {
	why exchange.Skip
	key string
}{
	{exchange.SkippedTitle, "cli.skipped_title"}, {exchange.SkippedHeader, "cli.skipped_header"},
	{exchange.SkippedTotals, "cli.skipped_totals"}, {exchange.SkippedNote, "cli.skipped_note"},
	{exchange.SkippedSection, "cli.skipped_section"}, {exchange.SkippedSheet, "cli.skipped_sheet"},
}

// skipped says which rows were left out on purpose, and why.
func (s *session) skipped(sheet exchange.SheetAccount) string {
	var parts []string
	for _, w := range skippedWords {
		var rows []int
		for _, skipped := range sheet.Skipped {
			if skipped.Why == w.why {
				rows = append(rows, skipped.Row)
			}
		}
		if len(rows) > 0 {
			parts = append(parts, s.words.Text(w.key, spans(rows)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return s.words.Text("cli.skipped", strings.Join(parts, "; "))
}

// spans writes numbers of rows shortly, "1–3, 27".
func spans(rows []int) string {
	slices.Sort(rows)
	var parts []string
	for i := 0; i < len(rows); {
		j := i
		for j+1 < len(rows) && rows[j+1] == rows[j]+1 {
			j++
		}
		if j == i {
			parts = append(parts, fmt.Sprint(rows[i]))
		} else {
			parts = append(parts, fmt.Sprintf("%d–%d", rows[i], rows[j]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}

// mappingExtension ends the name of the file that says how a list is to be
// understood, beside the list.
const mappingExtension = ".mapa.yaml"

// keepMappings writes, beside each list, how it was understood, for a person to
// correct: where something was chosen that the header does not say and the lists
// are only rehearsed, or where a sheet lacks what only a person can say. One
// that is there is a person's already.
func (s *session) keepMappings(accounts []exchange.Account, rehearsed bool) {
	written := 0
	for _, a := range accounts {
		path := exchange.MappingBeside(filepath.FromSlash(a.File))
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) || a.Mapping != "" || !s.mapped(a, rehearsed) {
			continue
		}
		var understood []exchange.Understanding
		for _, sheet := range a.Sheets {
			understood = append(understood, sheet.Understanding)
		}
		var text bytes.Buffer
		err := exchange.WriteMapping(&text, understood)
		if err == nil {
			err = os.WriteFile(path, text.Bytes(), 0o600)
		}
		if err != nil {
			s.say("cli.mapping_unwritten", path)
			continue
		}
		if written++; written == 1 {
			fmt.Fprintln(s.out)
		}
		s.say("cli.mapping_written", path)
	}
}

// mapped reports whether a person should see how a file was understood.
func (s *session) mapped(a exchange.Account, rehearsed bool) bool {
	return slices.ContainsFunc(a.Sheets, func(sheet exchange.SheetAccount) bool {
		u := sheet.Understanding
		chosen := slices.ContainsFunc(u.Choices, func(c exchange.Choice) bool {
			return c.From == exchange.FromProfile || c.From == exchange.FromTitle
		})
		return u.Refused != nil && u.Shape != "" || rehearsed && chosen
	})
}
