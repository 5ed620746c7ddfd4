package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	counting "github.com/trenza/trenza/internal/reach/live"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
)

// house is an installation, open: everything wired to everything else.
type house struct {
	keys     *store.DB
	data     *store.DB
	vault    *seal.Vault
	journal  *journal.Journal
	register *live.Register
	intake   pathway.Intake
	engine   *counting.Engine
	reporter report.Reporter
	desk     *staff.Desk
}

// open opens the installation that the settings name. With create, one that is
// not there yet is made.
func (s *session) open(create bool) (*house, error) {
	if err := s.keysInPlace(); err != nil {
		return nil, err
	}
	master, err := s.master(create)
	if err != nil {
		return nil, err
	}
	h := &house{}
	if h.keys, err = store.Open(s.ctx, s.keysLocation(), master.Derive("key store file"), store.Keys); err != nil {
		return nil, err
	}
	if err := h.unlock(s, master); err != nil {
		h.Close()
		return nil, err
	}
	h.register = live.NewRegister(h.vault)
	h.register.Progress = newLoading(s).show
	h.journal = journal.New(h.data, h.vault, s.now, reach.Keeper{}, h.register)
	h.journal.KeepCheckpoints(store.KeyShelf{DB: h.keys})
	h.intake = pathway.Intake{Registry: registry.New(h.register)}
	h.engine = counting.New(h.data)
	h.reporter = report.Reporter{Engine: h.engine, Journal: h.journal}
	h.desk = &staff.Desk{
		Data: h.data, Journal: h.journal, Vault: h.vault, Limits: staff.NewLimits(), Grounds: grounds{}, Cost: passwordCost, Now: s.now,
	}
	if err := s.enter(h); err != nil {
		h.Close()
		return nil, err
	}
	return h, nil
}

// passwordCost is what hashing a password costs.
var passwordCost = staff.Recommended

// unlock opens the data with the key that the key store holds.
func (h *house) unlock(s *session, master seal.Master) (err error) {
	if h.vault, err = seal.NewVault(master, store.KeyShelf{DB: h.keys}); err != nil {
		return err
	}
	if err := h.dataInPlace(s); err != nil {
		return err
	}
	key, err := h.vault.Secret(s.ctx, "database")
	if err != nil {
		return err
	}
	if h.data, err = store.Open(s.ctx, s.databaseLocation(), key, store.Data); err != nil {
		return err
	}
	if err := journal.Bind(s.ctx, h.data, h.vault); err != nil {
		return err
	}
	if err := registry.MarkEverybody(s.ctx, h.data, h.vault); err != nil {
		return err
	}
	again, err := journal.ForgetAgain(s.ctx, h.data, h.vault)
	if again > 0 {
		fmt.Fprintln(s.err, s.words.Count("cli.forgotten_again", again))
	}
	return err
}

// keysInPlace refuses to make a key store beside data that another one opens.
func (s *session) keysInPlace() error {
	if s.exists() || s.Database != "" {
		return nil
	}
	if !holdsFile(s.databaseLocation()) {
		return nil // there is nothing yet
	}
	return &trenza.Problem{Kind: trenza.NotFound, Key: "cli.keys_missing", Args: []any{s.keysLocation()}}
}

// dataInPlace refuses to make data anew where a key store knows of some: that
// it has checkpoints says so.
func (h *house) dataInPlace(s *session) error {
	if s.Database != "" || holdsFile(s.databaseLocation()) {
		return nil
	}
	known, err := store.KeyShelf{DB: h.keys}.HasCheckpoints(s.ctx)
	if err == nil && known {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "cli.data_missing", Args: []any{s.databaseLocation()}}
	}
	return err
}

// Close lets go of everything.
func (h *house) Close() error {
	var err error
	if h.desk != nil {
		h.desk.Wait()
	}
	if h.engine != nil {
		h.engine.Close()
	}
	for _, db := range []*store.DB{h.data, h.keys} {
		if db != nil {
			err = errors.Join(err, db.Close())
		}
	}
	return err
}

func (s *session) databaseLocation() string {
	if s.Database != "" {
		return s.Database
	}
	return filepath.Join(s.Data, "trenza.db")
}

func (s *session) keysLocation() string {
	if s.Keys != "" {
		return s.Keys
	}
	return filepath.Join(s.Data, "keys.db")
}

// master reads the key that opens the key store, which is kept outside the data
// folder. It is made only together with a new key store: a key made anew would
// open nothing that is there.
func (s *session) master(create bool) (seal.Master, error) {
	path, err := s.keyPath()
	if err != nil {
		return seal.Master{}, err
	}
	master, err := seal.ReadMaster(path)
	beside := holds(s.Data, path)
	if err == nil && beside {
		fmt.Fprintln(s.err, s.words.Text("cli.key_beside", path, s.Data))
	}
	if trenza.KindOf(err) != trenza.NotFound {
		return master, err
	}
	if held, heldErr := s.holdsKeys(); held || heldErr != nil {
		return seal.Master{}, errors.Join(heldErr, err)
	}
	if !create {
		return seal.Master{}, &trenza.Problem{Kind: trenza.NotFound, Key: "cli.nothing_here", Args: []any{s.Data}}
	}
	if beside {
		return seal.Master{}, trenza.Refuse("cli.key_beside", path, s.Data)
	}
	if master, err = seal.MakeMaster(path); err == nil {
		s.say("cli.key_made", path)
	}
	return master, err
}

// holds reports whether a file is, or would be, in a folder or below it: whoever
// takes the data away must not have the key that opens them.
func holds(folder, path string) bool {
	folder, path = whereabouts(folder), filepath.Join(whereabouts(filepath.Dir(path)), filepath.Base(path))
	way, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(way)
}

// whereabouts is the path of a folder without links and dots, as far as it is there.
func whereabouts(folder string) string {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return folder
	}
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		return real
	}
	above := filepath.Dir(folder)
	if above == folder {
		return folder
	}
	return filepath.Join(whereabouts(above), filepath.Base(folder))
}

func (s *session) keyPath() (string, error) {
	if s.Key != "" {
		return s.Key, nil
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", (&trenza.Problem{Kind: trenza.Unavailable, Key: "cli.no_home"}).Because(err)
	}
	return filepath.Join(dir, "trenza", "master.key"), nil
}

// exists reports whether there is a key store already. One on PostgreSQL may
// hold keys, so it counts as there.
func (s *session) exists() bool {
	if store.EngineOf(s.keysLocation()) == store.PostgreSQL {
		return true
	}
	return holdsFile(s.keysLocation())
}

// holdsFile reports whether something lies in a file, or in the log beside it. One
// that broke off to nothing is as good as none.
func holdsFile(path string) bool {
	for _, name := range []string{path, path + "-wal"} {
		info, err := os.Stat(name)
		if !errors.Is(err, fs.ErrNotExist) && (err != nil || info.Size() > 0) {
			return true
		}
	}
	return false
}

// holdsKeys reports whether there are keys that only a lost master key could
// open. A key store on PostgreSQL is asked.
func (s *session) holdsKeys() (bool, error) {
	if store.EngineOf(s.keysLocation()) == store.SQLite {
		return s.exists(), nil
	}
	keys, err := store.Open(s.ctx, s.keysLocation(), nil, store.Keys)
	if err != nil {
		return false, err
	}
	defer keys.Close()
	held, err := store.KeyShelf{DB: keys}.Held(s.ctx, "")
	return held > 0, err
}

// openExisting opens an installation that must be there: a question about
// nothing makes no folders.
func (s *session) openExisting() (*house, error) {
	if err := s.keysInPlace(); err != nil {
		return nil, err
	}
	if !s.exists() {
		return nil, &trenza.Problem{Kind: trenza.NotFound, Key: "cli.nothing_here", Args: []any{s.Data}}
	}
	return s.open(false)
}

// asking opens an installation for a question about a programme in use, or about
// all of them when none is named.
func (s *session) asking(id string, do func(*house, []*programme.Definition) error) error {
	h, err := s.openExisting()
	if err != nil {
		return err
	}
	defer h.Close()
	definitions, err := h.programmes(s, id)
	if err != nil {
		return err
	}
	return do(h, definitions)
}

// definition finds a programme: in use, shipped, or in a file.
func (h *house) definition(s *session, name string) (*programme.Definition, error) {
	if filepath.Ext(name) == ".yaml" || filepath.Ext(name) == ".yml" {
		return readDefinition(name)
	}
	d, err := h.inUse(s, name)
	if trenza.KindOf(err) != trenza.NotFound {
		return d, err
	}
	if d, ok := programme.Shipped(name); ok && s.worksIn(d.Runs()) {
		return d, nil
	}
	return nil, &trenza.Problem{Kind: trenza.NotFound, Key: "cli.programme_unknown", Args: []any{name, programme.ShippedIDs()}}
}

// inUse returns the definition of a programme that an organisation has adopted.
func (h *house) inUse(s *session, id string) (d *programme.Definition, err error) {
	err = h.data.Read(s.ctx, func(r store.Reader) error {
		all, err := programme.AllInUse(s.ctx, r)
		if err != nil {
			return err
		}
		for _, p := range all {
			if p.ID == id && s.worksIn(p.Organisation) {
				d, err = programme.Find(s.ctx, r, p.Organisation, id)
				return err
			}
		}
		return &trenza.Problem{Kind: trenza.NotFound, Key: "programme.not_in_use", Args: []any{id}}
	})
	return d, err
}

// programmes returns the definitions asked for: one by its id, or all in use.
func (h *house) programmes(s *session, id string) ([]*programme.Definition, error) {
	if id != "" {
		d, err := h.inUse(s, id)
		return []*programme.Definition{d}, err
	}
	var all []*programme.Definition
	err := h.data.Read(s.ctx, func(r store.Reader) error {
		all = nil
		inUse, err := programme.AllInUse(s.ctx, r)
		if err != nil {
			return err
		}
		for _, p := range inUse {
			if !s.worksIn(p.Organisation) {
				continue
			}
			d, err := programme.Find(s.ctx, r, p.Organisation, p.ID)
			if err != nil {
				return err
			}
			all = append(all, d)
		}
		return nil
	})
	if err == nil && len(all) == 0 {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "cli.no_programme_in_use"}
	}
	return all, err
}

// adopt brings a definition into use, for the organisation that runs it.
func (h *house) adopt(s *session, d *programme.Definition) error {
	return h.journal.Write(s.ctx, s.actor(d.Runs()), func(tx *journal.Tx) error {
		return pathway.Adopt(s.ctx, tx, d)
	})
}
