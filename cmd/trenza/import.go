package main

import (
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
)

type importCommand struct {
	Files     []string `arg:"" type:"path" help:"${help_files}"`
	Programme string   `required:"" help:"${help_programme}" placeholder:"ID"`
	Rejected  string   `type:"path" help:"${help_rejected}" placeholder:"FILE"`
}

// Run imports lists and prints what became of every row.
func (c importCommand) Run(s *session) error {
	files, err := listsIn(c.Files)
	if err != nil {
		return err
	}
	h, err := s.open(true)
	if err != nil {
		return err
	}
	defer h.Close()
	d, err := h.definition(s, c.Programme)
	if err != nil {
		return err
	}
	accounts, err := h.importAll(s, d, files)
	s.printAccounts(accounts)
	if err != nil {
		return err
	}
	if c.Rejected != "" {
		return s.writeRefusals(c.Rejected, accounts)
	}
	return nil
}

// importAll brings the programme into use and its lists in, in the order given.
// Files that cannot be read at all do not keep the others out.
func (h *house) importAll(s *session, d *programme.Definition, files []string) ([]exchange.Account, error) {
	if err := h.adopt(s, d); err != nil {
		return nil, err
	}
	importer := &exchange.Importer{
		Journal: h.journal, Intake: h.intake, Definition: d, Actor: s.actor(d.Runs()), Progress: s.progress,
	}
	var accounts []exchange.Account
	var unread bool
	for _, file := range files {
		account, err := importer.Import(s.ctx, file)
		if len(account.Sheets) > 0 {
			accounts = append(accounts, account)
		}
		if err != nil && trenza.KindOf(err) == trenza.Internal {
			return accounts, err
		}
		if err != nil {
			unread = true
			fmt.Fprintf(s.err, "%s: %s\n", file, s.words.Error(err))
		}
	}
	fmt.Fprint(s.err, "\r\033[K")
	if unread {
		return accounts, errRefused
	}
	return accounts, nil
}

// progress shows how far a file has been read, on one line that is overwritten.
func (s *session) progress(file string, rows int) {
	fmt.Fprintf(s.err, "\r\033[K%s", s.words.Text("cli.progress", filepath.Base(file), rows))
}

// listsIn returns the files named, and those in the folders named.
func listsIn(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		err := filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
			if err != nil {
				return (&trenza.Problem{Kind: trenza.NotFound, Key: "sheet.no_file", Args: []any{name}}).Because(err)
			}
			extension := strings.ToLower(filepath.Ext(name))
			hidden := strings.HasPrefix(entry.Name(), ".") || strings.HasPrefix(entry.Name(), "~$")
			if !entry.IsDir() && (name == path || !hidden && (extension == ".csv" || extension == ".xlsx")) {
				files = append(files, name)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// shownRefusals is how many rejected rows are printed; --rejected writes all.
const shownRefusals = 20

// printAccounts prints what became of every row, by file and sheet, and adds it
// up.
func (s *session) printAccounts(accounts []exchange.Account) {
	if len(accounts) == 0 {
		return
	}
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, strings.Join([]string{
		s.words.Text("cli.read"), s.words.Text("cli.accepted"), s.words.Text("cli.known"),
		s.words.Text("cli.review"), s.words.Text("cli.rejected"), "  " + s.words.Text("cli.list"),
	}, "\t")+"\t")
	var total exchange.SheetAccount
	refusals := map[string][]exchange.Refusal{}
	var order []string
	for _, a := range accounts {
		for _, sheet := range a.Sheets {
			s.accountLine(table, sheet, listed(a, sheet.Sheet)+shapeOf(sheet))
		}
		sum := a.Total()
		total = exchange.Account{Sheets: []exchange.SheetAccount{total, sum}}.Total()
		if len(sum.Refusals) > 0 {
			refusals[a.File], order = sum.Refusals, append(order, a.File)
		}
	}
	s.accountLine(table, total, s.words.Text("cli.total"))
	table.Flush()
	s.printRefusals(order, refusals)
	for _, a := range accounts {
		for _, sheet := range a.Sheets {
			if len(sheet.Ignored) > 0 {
				s.say("cli.ignored_columns", listed(a, sheet.Sheet), sheet.Ignored)
			}
		}
	}
}

func (s *session) accountLine(w io.Writer, a exchange.SheetAccount, name string) {
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t  %s\t\n", s.words.Number(a.Read), s.words.Number(a.Accepted),
		s.words.Number(a.Known), s.words.Number(a.Review), s.words.Number(a.Rejected), name)
}

func listed(a exchange.Account, sheet string) string {
	if name := filepath.Base(a.File); sheet == "" {
		return name
	}
	return filepath.Base(a.File) + "!" + sheet
}

func shapeOf(a exchange.SheetAccount) string {
	if a.Shape == "" {
		return ""
	}
	return " (" + string(a.Shape) + ")"
}

// printRefusals prints the rejected rows with their reasons, the first of them
// when there are many.
func (s *session) printRefusals(order []string, refusals map[string][]exchange.Refusal) {
	shown, all := 0, 0
	for _, file := range order {
		all += len(refusals[file])
		for _, r := range refusals[file] {
			if shown++; shown > shownRefusals {
				continue
			}
			if shown == 1 {
				fmt.Fprintln(s.out)
				s.say("cli.rejected_rows")
			}
			ref := exchange.Ref{File: filepath.Base(file), Sheet: r.Sheet, Row: r.Row}
			fmt.Fprintf(s.out, "  %s: %s\n", ref, s.words.Error(r.Err))
		}
	}
	if all > shownRefusals {
		s.say("cli.more_rejected", all-shownRefusals)
	}
}

// writeRefusals writes every rejected row with its reason.
func (s *session) writeRefusals(path string, accounts []exchange.Account) error {
	w, err := sheet.Create(path)
	if err != nil {
		return err
	}
	defer w.Discard()
	if err := w.Row(s.words.Text("cli.column_file"), s.words.Text("cli.column_sheet"), s.words.Text("cli.column_row"), s.words.Text("cli.column_reason")); err != nil {
		return err
	}
	for _, a := range accounts {
		for _, r := range a.Total().Refusals {
			if err := w.Row(a.File, r.Sheet, r.Row, s.words.Error(r.Err)); err != nil {
				return err
			}
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	s.say("cli.written", path)
	return nil
}
