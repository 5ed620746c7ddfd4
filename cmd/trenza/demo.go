package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"golang.org/x/term"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
)

type demoCommand struct {
	Seed    uint64 `default:"1" help:"${help_seed}" placeholder:"N"`
	Lists   string `default:"./demo" help:"${help_lists}" placeholder:"DIR"`
	Serve   bool   `help:"${help_demo_serve}"`
	NoServe bool   `name:"no-serve" help:"${help_demo_no_serve}"`
	Listen  string `env:"TRENZA_LISTEN" default:"127.0.0.1:8080" help:"${help_listen}" placeholder:"HOST:PORT"`
}

// Run writes the lists of both programmes with invented people, imports them,
// applies the decisions of those who reviewed, and prints the figures. In front of
// somebody it goes on to serve them, with an invented person for each role.
func (c demoCommand) Run(s *session) error {
	if err := s.clearDemo(); err != nil {
		return err
	}
	clock := openingDay()
	s.now = clock.now
	h, err := s.open(true)
	if err != nil {
		return err
	}
	defer h.Close()
	if err := h.mustBeEmpty(s); err != nil {
		return err
	}
	if err := s.markDemo(); err != nil {
		return err
	}
	var definitions []*programme.Definition
	for i, id := range []string{"alma-llanera", "taller-reque"} {
		if i > 0 {
			fmt.Fprintln(s.out)
		}
		d, _ := programme.Shipped(id)
		keeper := *s
		keeper.As = cast.Keeper(d.ID)
		if err := c.play(&keeper, h, d, invent(d, c.Seed)); err != nil {
			return err
		}
		definitions = append(definitions, d)
	}
	if !c.serves(s) {
		return nil
	}
	return c.serve(s, h, definitions, clock)
}

// serves reports whether the demo goes on to serve its figures.
func (c demoCommand) serves(s *session) bool {
	out, isFile := s.out.(*os.File)
	return !c.NoServe && (c.Serve || isFile && term.IsTerminal(int(out.Fd())))
}

// serve lets the invented staff in, who work for some days, and serves the pages to
// them today.
func (c demoCommand) serve(s *session, h *house, definitions []*programme.Definition, clock *past) error {
	f := front{Listen: c.Listen}
	if err := f.check(); err != nil {
		return err
	}
	try, err := h.hire(s, definitions, c.Lists)
	if err != nil {
		return err
	}
	clock.behind = 0
	fmt.Fprintln(s.out)
	s.say("cli.demo_serving")
	try.print(s)
	return s.serve(h, f, definitions)
}

// play takes one programme from its lists to its figures, through its rooms.
func (c demoCommand) play(s *session, h *house, d *programme.Definition, world cast.World) error {
	dir := filepath.Join(c.Lists, d.ID)
	files, decisions, err := writeWorld(dir, world)
	if err != nil {
		return err
	}
	s.count("cli.demo_lists", len(files), d.Title.In(s.words.Lang()), dir)
	accounts, err := h.importAll(s, h.importer(s, d), files)
	s.printAccounts(d, accounts)
	if err != nil {
		return err
	}
	x, err := h.furnish(s, d, world, filepath.Join(dir, "listas"))
	if err != nil {
		return err
	}
	if err := x.learn(); err != nil {
		return err
	}
	before, err := h.report(s, d, resultsCommand{})
	if err != nil {
		return err
	}
	fmt.Fprintln(s.out)
	if err := h.recognise(s, d, world, filepath.Join(dir, "listas")); err != nil {
		return err
	}
	fmt.Fprintln(s.out)
	if err := h.decideTwice(s, d, decisions); err != nil {
		return err
	}
	if err := x.live(); err != nil {
		return err
	}
	after, err := h.report(s, d, resultsCommand{})
	if err != nil {
		return err
	}
	fmt.Fprintln(s.out)
	if err := s.printLadder(before, after); err != nil {
		return err
	}
	fmt.Fprintln(s.out)
	if err := after.Text(s.out, s.Lang); err != nil {
		return err
	}
	told, err := h.toldOf(s, d)
	if err != nil {
		return err
	}
	return s.printTold(s.out, told)
}

// recognise compares everybody with everybody and prints what recognition made of
// the repeats that the lists hold.
func (h *house) recognise(s *session, d *programme.Definition, world cast.World, lists string) error {
	if err := h.find(s, d); err != nil {
		return err
	}
	t, err := h.try(s, d, world, lists)
	if err != nil {
		return err
	}
	number := d.Numbers.In(s.words.Lang()).Format
	s.say("cli.trial", number(t.planted), number(t.found), number(t.planted-t.found), number(t.wrong), number(t.joined))
	return nil
}

// decideTwice applies decisions as two people who review one after the other: what
// is sensitive takes both.
func (h *house) decideTwice(s *session, d *programme.Definition, decisions string) error {
	first := *s
	first.As = s.words.Text("cli.demo_reviewer")
	if err := h.decide(&first, d, decisions); err != nil {
		return err
	}
	return h.decide(s, d, decisions)
}

// invent makes the people and lists of a programme. How many there are of each
// is what the programme published.
func invent(d *programme.Definition, seed uint64) cast.World {
	if d.ID == "taller-reque" {
		return cast.TallerReque(seed)
	}
	targets := cast.Targets{}
	for _, i := range d.Indicators {
		if i.Published != nil {
			targets[i.ID] = i.Published.Value
		}
	}
	return cast.AlmaLlanera(seed, targets)
}

// printLadder shows how rows become people: by document when the lists came in,
// and after people reviewed.
func (s *session) printLadder(before, after *report.Report) error {
	number := after.Definition.Numbers.In(s.words.Lang()).Format
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, strings.Join([]string{
		s.words.Text("cli.ladder_rows"), s.words.Text("cli.ladder_document"), s.words.Text("cli.ladder_review"),
		s.words.Text("report.published"), "  " + s.words.Text("report.figure"),
	}, "\t")+"\t")
	for i, f := range after.Figures {
		published := "–"
		if f.Indicator.Published != nil {
			published = number(f.Indicator.Published.Value)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t  %s\t\n", number(before.Figures[i].Rows), number(before.Figures[i].Value),
			number(f.Value), published, f.Indicator.ID)
	}
	return table.Flush()
}

// writeWorld writes the lists as spreadsheets, and the decisions beside them.
func writeWorld(dir string, world cast.World) (files []string, decisions string, err error) {
	for _, list := range world.Lists {
		path := filepath.Join(dir, "listas", filepath.FromSlash(list.Name))
		if err := writeList(path, list); err != nil {
			return nil, "", err
		}
		files = append(files, path)
	}
	decided := cast.List{Sheets: []cast.Sheet{{Rows: [][]string{{"Primera", "Segunda", "Decisión"}}}}}
	rows := &decided.Sheets[0].Rows
	for _, d := range world.Decisions {
		*rows = append(*rows, []string{refOf(d.First), refOf(d.Second), d.Verdict})
	}
	decisions = filepath.Join(dir, "decisiones.csv")
	return files, decisions, writeList(decisions, decided)
}

func refOf(r cast.Ref) string { return exchange.Ref(r).String() }

func writeList(path string, list cast.List) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return (&trenza.Problem{Kind: trenza.Unavailable, Key: "store.folder_unwritable", Args: []any{filepath.Dir(path)}}).Because(err)
	}
	w, err := sheet.Create(path)
	if err != nil {
		return err
	}
	defer w.Discard()
	for _, s := range list.Sheets {
		if s.Name != "" {
			if err := w.Sheet(s.Name); err != nil {
				return err
			}
		}
		if err := sheet.Texts(w, s.Rows); err != nil {
			return err
		}
	}
	return w.Close()
}

// demoMark is the file that says that an installation is the demo's, so that
// the demo may clear it.
const demoMark = "demo.txt"

// clearDemo removes what an earlier demo left. Anything else is left alone and
// refused: invented people must not mix with real ones.
func (s *session) clearDemo() error {
	_, err := os.Stat(filepath.Join(s.Data, demoMark))
	marked := err == nil
	switch {
	case marked && s.Database == "" && s.Keys == "":
		return s.removeDemo()
	case !marked && store.EngineOf(s.keysLocation()) == store.SQLite && s.exists():
		return &trenza.Problem{Kind: trenza.Conflict, Key: "cli.demo_not_here", Args: []any{s.Data}}
	}
	return nil
}

func (s *session) removeDemo() error {
	for _, name := range []string{"trenza.db", "trenza.db-wal", "trenza.db-shm", "keys.db", "keys.db-wal", "keys.db-shm", demoMark, playersMark} {
		if err := os.Remove(filepath.Join(s.Data, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// mustBeEmpty refuses a database that has been used, by people or by an earlier
// demo: one that is not a file of ours is not ours to clear.
func (h *house) mustBeEmpty(s *session) error {
	return h.data.Read(s.ctx, func(r store.Reader) error {
		used, err := programme.AllInUse(s.ctx, r)
		if err == nil && len(used) > 0 {
			err = &trenza.Problem{Kind: trenza.Conflict, Key: "cli.demo_database_used"}
		}
		return err
	})
}

// markDemo marks the installation as the demo's.
func (s *session) markDemo() error {
	if err := os.MkdirAll(s.Data, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.Data, demoMark), []byte(s.words.Text("cli.demo_mark")+"\n"), 0o600)
}
