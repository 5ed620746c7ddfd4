package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

type importCommand struct {
	Files     []string `arg:"" optional:"" help:"${help_files}"`
	Programme string   `help:"${help_programme_import}" placeholder:"ID"`
	DryRun    bool     `name:"dry-run" help:"${help_dry_run}"`
	Map       string   `type:"path" help:"${help_map}" placeholder:"FILE"`
	Service   string   `help:"${help_service_import}" placeholder:"ID"`
	Place     string   `help:"${help_place}" placeholder:"CODE"`
	Rejected  string   `type:"path" help:"${help_rejected}" placeholder:"DIR"`
	Undo      string   `help:"${help_undo}" placeholder:"IMPORT"`
}

// Run imports lists, or says what importing them would come to, or takes one
// back.
func (c importCommand) Run(s *session) error {
	switch {
	case c.Undo != "" && len(c.Files) > 0:
		return trenza.Refuse("cli.undo_or_import")
	case c.Undo != "":
		return s.undo(c.Programme, c.Undo)
	case len(c.Files) == 0:
		return trenza.Refuse("cli.import_what")
	case c.Programme == "":
		return trenza.Refuse("cli.import_for_which", programme.ShippedIDs())
	}
	files, err := listsIn(c.Files)
	if err != nil {
		return err
	}
	if len(files.lists) == 0 {
		return &trenza.Problem{Kind: trenza.NotFound, Key: "cli.no_lists", Args: []any{strings.Join(c.Files, ", ")}}
	}
	files.say(s)
	if c.DryRun {
		return c.rehearse(s, files.lists)
	}
	return c.take(s, files.lists)
}

// take imports the lists and prints what became of every row.
func (c importCommand) take(s *session, files []string) error {
	h, err := s.open(true)
	if err != nil {
		return err
	}
	defer h.Close()
	d, err := h.definition(s, c.Programme)
	if err != nil {
		return err
	}
	importer, err := c.importer(s, h, d)
	if err != nil {
		return err
	}
	accounts, err := h.importAll(s, importer, files)
	s.printAccounts(d, accounts)
	kept := s.keepRefusals(c.Rejected, accounts)
	s.keepMappings(accounts, false)
	if err != nil && !errors.Is(err, errRefused) || kept != nil {
		return firstOf(err, kept)
	}
	if total := totalOf(accounts); total.Read > 0 && total.Read == total.Rejected {
		return errRefused
	}
	return firstOf(h.sayWaiting(s, d), err)
}

// rehearse prints what importing the lists would come to, and imports nothing.
func (c importCommand) rehearse(s *session, files []string) error {
	h, done, err := s.openToRehearse()
	if err != nil {
		return err
	}
	defer done()
	d, err := h.definition(s, c.Programme)
	if err != nil {
		return err
	}
	importer, err := c.importer(s, h, d)
	if err != nil {
		return err
	}
	accounts, err := importer.Rehearse(s.ctx, files...)
	s.clearProgress()
	if err != nil {
		return err
	}
	readable := s.readable(accounts)
	s.printAccounts(d, readable)
	s.keepMappings(accounts, true)
	total := totalOf(accounts)
	if total.Read > 0 {
		s.say("cli.rehearsed")
	}
	if total.Read == total.Rejected || len(readable) < len(accounts) {
		return errRefused
	}
	return nil
}

// importer is what the flags ask for.
func (c importCommand) importer(s *session, h *house, d *programme.Definition) (*exchange.Importer, error) {
	i := h.importer(s, d)
	i.Service, i.Place = c.Service, c.Place
	if c.Map == "" {
		return i, nil
	}
	text, err := os.ReadFile(c.Map)
	if err != nil {
		return nil, (&trenza.Problem{Kind: trenza.NotFound, Key: "sheet.no_file", Args: []any{c.Map}}).Because(err)
	}
	i.Mapping, err = exchange.ParseMapping(c.Map, text, d)
	return i, err
}

// importer takes lists in for a programme, and shows how far it has come.
func (h *house) importer(s *session, d *programme.Definition) *exchange.Importer {
	return &exchange.Importer{
		Journal: h.journal, Intake: h.intake, Definition: d, Actor: s.actor(d.Runs()), Progress: newProgress(s).show,
	}
}

// openToRehearse opens the installation, or one that is gone afterwards where
// there is none: a rehearsal leaves nothing.
func (s *session) openToRehearse() (h *house, done func(), err error) {
	if s.exists() {
		h, err = s.open(false)
		return h, func() { h.Close() }, err
	}
	dir, err := os.MkdirTemp("", "trenza-")
	if err != nil {
		return nil, nil, (&trenza.Problem{Kind: trenza.Unavailable, Key: "store.folder_unwritable", Args: []any{os.TempDir()}}).Because(err)
	}
	quiet := *s
	quiet.Data, quiet.Key, quiet.Database, quiet.Keys, quiet.out = filepath.Join(dir, "data"), filepath.Join(dir, "master.key"), "", "", nowhere{}
	h, err = quiet.open(true)
	if err != nil {
		os.RemoveAll(dir)
		return nil, nil, err
	}
	s.giver = quiet.giver
	return h, func() { h.Close(); os.RemoveAll(dir) }, nil
}

// nowhere is where what nobody needs to read goes.
type nowhere struct{}

func (nowhere) Write(p []byte) (int, error) { return len(p), nil }

// undo takes a whole import back.
func (s *session) undo(program, code string) error {
	return s.asking(program, func(h *house, definitions []*programme.Definition) error {
		walls := byOrganisation(definitions)
		if len(walls) > 1 {
			return trenza.Refuse("cli.which_programme_undone", ids(definitions))
		}
		undone, err := exchange.Undo(s.ctx, h.journal, s.actor(walls[0].Runs()), code)
		if err != nil {
			return err
		}
		s.say("cli.undone", undone.Code, undone.File, undone.Rows)
		s.say("cli.undone_what", undone.Attentions, undone.Activities, undone.People, undone.Restored, undone.Replicas, undone.Batches)
		return nil
	})
}

// sayWaiting says how many questions wait for a decision of whoever gives the
// command, when any do: a row to review may raise several, and two rows the same
// one.
func (h *house) sayWaiting(s *session, d *programme.Definition) error {
	scope, err := s.scope(h, d)
	if err != nil {
		return err
	}
	var pairs []registry.Pair
	err = h.data.Read(s.ctx, func(r store.Reader) error {
		if !access.Nothing(scope.Where("review.read", access.Pair)) {
			pairs, err = registry.Pairs(s.ctx, r, h.vault, scope)
		}
		return err
	})
	if err != nil {
		return err
	}
	held, err := exchange.HeldRows(s.ctx, h.journal, scope)
	if err != nil || len(pairs)+len(held) == 0 {
		return err
	}
	fmt.Fprintln(s.out)
	if len(pairs) > 0 {
		s.count("cli.pairs_waiting", len(pairs), d.Title.In(s.words.Lang()))
	}
	if len(held) > 0 {
		s.count("cli.held_waiting", len(held))
	}
	s.say("cli.how_to_review", d.ID)
	return nil
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
func (h *house) importAll(s *session, importer *exchange.Importer, files []string) ([]exchange.Account, error) {
	if err := h.adopt(s, importer.Definition); err != nil {
		return nil, err
	}
	var accounts []exchange.Account
	for _, file := range files {
		account, err := importer.Import(s.ctx, file)
		account.Err = err
		accounts = append(accounts, account)
		if err != nil && ends(err) {
			s.clearProgress()
			return s.readable(accounts), err
		}
	}
	s.clearProgress()
	readable := s.readable(accounts)
	if len(readable) < len(accounts) {
		return readable, errRefused
	}
	return readable, nil
}

// readable returns the accounts of the files that were taken in, and says why
// the others were not.
func (s *session) readable(accounts []exchange.Account) []exchange.Account {
	var readable []exchange.Account
	for _, a := range accounts {
		if a.Err != nil {
			fmt.Fprintf(s.err, "%s: %s\n", a.File, s.words.Error(a.Err))
		}
		if a.Err == nil || a.Total().Read > 0 {
			readable = append(readable, a)
		}
	}
	return readable
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// found are the files that the command line names, and those in the folders
// that it names.
type found struct {
	lists    []string
	rejected int      // workbooks of rejected rows, which are imported only by name
	others   []string // names of files that are no lists
}

// say tells what was left aside in the folders.
func (f found) say(s *session) {
	if f.rejected > 0 {
		s.count("cli.rejected_left_aside", f.rejected)
	}
	if len(f.others) > 0 {
		s.count("cli.others_left_aside", len(f.others), strings.Join(f.others, ", "))
	}
}

func listsIn(paths []string) (found, error) {
	var f found
	for _, path := range paths {
		err := filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return (&trenza.Problem{Kind: trenza.NotFound, Key: "sheet.no_file", Args: []any{name}}).Because(err)
			case entry.IsDir():
			case name == path:
				f.lists = append(f.lists, name)
			default:
				f.add(name)
			}
			return nil
		})
		if err != nil {
			return f, err
		}
	}
	return f, nil
}

// spreadsheets are the extensions of files that somebody may have meant as
// lists: those that cannot be read are said, not passed over.
var spreadsheets = map[string]bool{
	".csv": true, ".xlsx": true, ".xlsm": true, ".xls": true, ".xlsb": true, ".ods": true, ".numbers": true, ".tsv": true,
}

// add sorts a file of a folder.
func (f *found) add(path string) {
	name := filepath.Base(path)
	switch {
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "~$"), strings.HasSuffix(name, mappingExtension):
	case strings.HasSuffix(name, rejectedExtension):
		f.rejected++
	case spreadsheets[strings.ToLower(filepath.Ext(name))]:
		f.lists = append(f.lists, path)
	default:
		f.others = append(f.others, name)
	}
}
