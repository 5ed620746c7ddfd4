package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

type importCommand struct {
	Files     []string `arg:"" help:"${help_files}"`
	Programme string   `required:"" help:"${help_programme_import}" placeholder:"ID"`
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
	s.printAccounts(d, accounts)
	if err == nil && c.Rejected != "" {
		err = s.writeRefusals(c.Rejected, accounts)
	}
	if err != nil {
		return err
	}
	if total := totalOf(accounts); total.Read > 0 && total.Read == total.Rejected {
		return errRefused
	}
	return h.sayWaiting(s, d)
}

// sayWaiting says how many pairs wait for a decision, when any do: a row to
// review may raise several, and two rows the same one.
func (h *house) sayWaiting(s *session, d *programme.Definition) error {
	scope, err := s.scope(d)
	if err != nil {
		return err
	}
	return h.data.Read(s.ctx, func(r store.Reader) error {
		pairs, err := registry.Pairs(s.ctx, r, scope)
		if err == nil && len(pairs) > 0 {
			fmt.Fprintln(s.out)
			s.count("cli.pairs_waiting", len(pairs), d.Title.In(s.words.Lang()))
			s.say("cli.how_to_review", d.ID)
		}
		return err
	})
}

func totalOf(accounts []exchange.Account) exchange.SheetAccount {
	var total exchange.SheetAccount
	for _, a := range accounts {
		total = exchange.Account{Sheets: []exchange.SheetAccount{total, a.Total()}}.Total()
	}
	return total
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
	if s.screen() {
		fmt.Fprint(s.err, "\r\033[K")
	}
	if unread {
		return accounts, errRefused
	}
	return accounts, nil
}

// progress shows how far a file has been read, on one line that is overwritten.
// Whatever is not a screen is spared it.
func (s *session) progress(file string, rows int) {
	if !s.screen() {
		return
	}
	fmt.Fprintf(s.err, "\r\033[K%s", s.words.Text("cli.progress", filepath.Base(file), rows))
}

// screen reports whether messages go to a terminal.
func (s *session) screen() bool {
	file, ok := s.err.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
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
func (s *session) printAccounts(d *programme.Definition, accounts []exchange.Account) {
	if len(accounts) == 0 {
		return
	}
	number := d.Numbers.In(s.words.Lang()).Format
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, strings.Join([]string{
		s.words.Text("cli.read"), s.words.Text("cli.accepted"), s.words.Text("cli.known"),
		s.words.Text("cli.review"), s.words.Text("cli.rejected"), "  " + s.words.Text("cli.list"),
	}, "\t")+"\t")
	short := shortNames(accounts)
	for i, a := range accounts {
		if len(accounts) > 1 {
			accountLine(table, number, a.Total(), short[i]+shapesOf(a))
		}
		for _, sheet := range a.Sheets {
			if len(accounts) == 1 {
				accountLine(table, number, sheet, exchange.Named(short[i], sheet.Sheet)+shapesOf(exchange.Account{Sheets: []exchange.SheetAccount{sheet}}))
			}
		}
	}
	accountLine(table, number, totalOf(accounts), s.words.Text("cli.total"))
	table.Flush()
	s.printRefusals(accounts, short)
	for i, a := range accounts {
		for _, sheet := range a.Sheets {
			if len(sheet.Ignored) > 0 {
				s.say("cli.ignored_columns", exchange.Named(short[i], sheet.Sheet), sheet.Ignored)
			}
		}
	}
}

func accountLine(w io.Writer, number func(int) string, a exchange.SheetAccount, name string) {
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t  %s\t\n",
		number(a.Read), number(a.Accepted), number(a.Known), number(a.Review), number(a.Rejected), name)
}

// shortNames leaves out the folder that all the files are in.
func shortNames(accounts []exchange.Account) []string {
	common := path.Dir(accounts[0].File)
	for _, a := range accounts {
		for common != "." && common != "/" && !strings.HasPrefix(a.File, common+"/") {
			common = path.Dir(common)
		}
	}
	names := make([]string, len(accounts))
	for i, a := range accounts {
		names[i] = strings.TrimPrefix(a.File, common+"/")
	}
	return names
}

// shapesOf names the shapes of a file's sheets, each once.
func shapesOf(a exchange.Account) string {
	var shapes []string
	for _, sheet := range a.Sheets {
		if sheet.Shape != "" && !slices.Contains(shapes, string(sheet.Shape)) {
			shapes = append(shapes, string(sheet.Shape))
		}
	}
	if len(shapes) == 0 {
		return ""
	}
	return " (" + strings.Join(shapes, ", ") + ")"
}

// printRefusals prints the rejected rows with their reasons, the first of them
// when there are many.
func (s *session) printRefusals(accounts []exchange.Account, short []string) {
	all := 0
	for i, a := range accounts {
		for _, r := range a.Total().Refusals {
			if all++; all > shownRefusals {
				continue
			}
			if all == 1 {
				fmt.Fprintln(s.out)
				s.say("cli.rejected_rows")
			}
			fmt.Fprintf(s.out, "  %s: %s\n", exchange.Ref{File: short[i], Sheet: r.Sheet, Row: r.Row}, s.words.Error(r.Err))
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
