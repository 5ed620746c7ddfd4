package main

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/programme"
)

// shown is how many rows are printed of those rejected, and of those mended.
const shown = 20

// printAccounts prints what became of every row, by file, sheet and shape, and
// adds it up.
func (s *session) printAccounts(d *programme.Definition, accounts []exchange.Account) {
	if len(accounts) == 0 {
		return
	}
	number := d.Numbers.In(s.words.Lang()).Format
	short := shortNames(accounts)
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, strings.Join([]string{
		s.words.Text("cli.read"), s.words.Text("cli.accepted"), s.words.Text("cli.known"),
		s.words.Text("cli.review"), s.words.Text("cli.rejected"), "  " + s.words.Text("cli.list"),
	}, "\t")+"\t")
	for i, a := range accounts {
		s.printFile(table, number, short[i], a)
	}
	s.printShapes(table, number, accounts)
	accountLine(table, number, totalOf(accounts), s.words.Text("cli.total"))
	table.Flush()
	if total := totalOf(accounts); total.New+total.Joined > 0 {
		fmt.Fprintln(s.out)
		s.say("cli.people_met", number(total.New), number(total.Joined), number(total.Review-total.Held))
	}
	for i, a := range accounts {
		s.printUnderstood(short[i], a)
	}
	s.printRows("cli.rejected_rows", "cli.more_rejected", accounts, short, func(a exchange.SheetAccount) (rows []remark) {
		for _, r := range a.Refusals {
			rows = append(rows, remark{r.Sheet, r.Row, r.Err})
		}
		return rows
	})
	s.printRows("cli.warned_rows", "cli.more_warned", accounts, short, func(a exchange.SheetAccount) (rows []remark) {
		for _, w := range a.Warnings {
			rows = append(rows, remark{w.Sheet, w.Row, w.Err})
		}
		return rows
	})
	s.printCodes(accounts, short)
}

// printFile prints the account of a file, and of its lists when there are
// several.
func (s *session) printFile(table io.Writer, number func(int) string, name string, a exchange.Account) {
	lists := slices.DeleteFunc(slices.Clone(a.Sheets), func(sheet exchange.SheetAccount) bool { return sheet.Shape == "" && sheet.Read == 0 })
	if len(lists) == 1 {
		if len(a.Sheets) > 1 {
			name = exchange.Named(name, lists[0].Sheet)
		}
		accountLine(table, number, lists[0], name+shapeOf(lists[0]))
		return
	}
	accountLine(table, number, a.Total(), name)
	for _, sheet := range lists {
		accountLine(table, number, sheet, "  "+sheet.Sheet+shapeOf(sheet))
	}
}

func shapeOf(a exchange.SheetAccount) string {
	if a.Shape == "" {
		return ""
	}
	return " (" + string(a.Shape) + ")"
}

// printShapes adds up by shape, when there are several.
func (s *session) printShapes(table io.Writer, number func(int) string, accounts []exchange.Account) {
	byShape := make(map[exchange.Shape][]exchange.SheetAccount)
	for _, a := range accounts {
		for _, sheet := range a.Sheets {
			if sheet.Shape != "" {
				byShape[sheet.Shape] = append(byShape[sheet.Shape], sheet)
			}
		}
	}
	if len(byShape) < 2 {
		return
	}
	for _, shape := range exchange.Shapes() {
		if sheets := byShape[shape]; len(sheets) > 0 {
			accountLine(table, number, exchange.Account{Sheets: sheets}.Total(), s.words.Text("cli.total_of_shape", string(shape)))
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

// remark is what is said of a row.
type remark struct {
	sheet string
	row   int
	err   error
}

// printRows prints what is said of rows, the first of them when there are many.
func (s *session) printRows(title, more string, accounts []exchange.Account, short []string, of func(exchange.SheetAccount) []remark) {
	all := 0
	for i, a := range accounts {
		for _, r := range of(a.Total()) {
			if all++; all > shown {
				continue
			}
			if all == 1 {
				fmt.Fprintln(s.out)
				s.say(title)
			}
			fmt.Fprintf(s.out, "  %s: %s\n", exchange.Ref{File: short[i], Sheet: r.sheet, Row: r.row}, s.words.Error(r.err))
		}
	}
	if all > shown {
		s.say(more, all-shown)
	}
}

// codes is how many imports are named with the code by which they are taken back;
// of more, it is said where the codes are.
const codes = 5

// printCodes says by which code each import can be taken back.
func (s *session) printCodes(accounts []exchange.Account, short []string) {
	var lines []string
	for i, a := range accounts {
		if a.Code != "" {
			lines = append(lines, s.words.Text("cli.import_code", a.Code, short[i]))
		}
	}
	if len(lines) > codes {
		lines = []string{s.words.Text("cli.import_codes")}
	}
	if len(lines) > 0 {
		fmt.Fprintf(s.out, "\n%s\n", strings.Join(lines, "\n"))
	}
}
