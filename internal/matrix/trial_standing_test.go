package matrix

import (
	"strings"
	"sync"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
)

// standingTrials are those about the installation, its programmes and its log.
func standingTrials() []trial {
	return []trial{
		{verb: "organisation.list", rows: ofTheHouse, do: func(w *world, _ *player, tx *journal.Tx, _ *thing) error {
			return directory.List(w.Context, tx, directory.Organisation{ID: "otra", Name: "Otra", Role: "partner"})
		}},
		{verb: "programme.adopt", rows: programmes, do: func(w *world, p *player, tx *journal.Tx, r *thing) error {
			versions, err := next()
			w.must(err)
			return pathway.Adopt(w.Context, tx, versions[r.at[0].programme])
		}},
		{verb: "programme.read", rows: programmes, see: asks("programme.read", access.Definition)},
		{verb: "installation.verify", rows: ofTheHouse, see: asks("installation.verify", access.Organisation)},
		{verb: "installation.checkpoint", rows: ofTheHouse, see: asks("installation.checkpoint", access.Organisation)},
		{verb: "entry.read", rows: theLog, see: readsTheLog},
	}
}

// ofTheHouse is the player's organisation as such.
func ofTheHouse(_ *world, p *player) []*thing {
	return []*thing{{id: "it", name: "the organisation", organisation: p.Organisation, whole: true}}
}

func programmes(_ *world, p *player) []*thing {
	rows := []*thing{{id: taler, name: taler, organisation: p.Organisation, at: []spot{{programme: taler}}}}
	if p.Organisation == care {
		rows = append(rows, &thing{id: alma, name: alma, organisation: care, at: []spot{{programme: alma}}})
	}
	return rows
}

// asks puts a question that only the command line puts, for it has no reader
// below.
func asks(verb string, kind access.Kind) func(*world, *player) (map[string]bool, error) {
	return func(w *world, p *player) (map[string]bool, error) {
		shown := map[string]bool{"it": access.May(p.Actor, verb, access.Row{Kind: kind, Class: trenza.P1}) == nil}
		for _, id := range []string{alma, taler} {
			shown[id] = access.May(p.Actor, verb, access.Row{Kind: kind, Class: trenza.P1, Programme: id}) == nil
		}
		return shown, nil
	}
}

// next are the versions of the programmes after those that ship, with a partner
// more in their directories.
var next = sync.OnceValues(func() (map[string]*programme.Definition, error) {
	versions := make(map[string]*programme.Definition)
	for _, id := range []string{alma, taler} {
		d, _ := programme.Shipped(id)
		text := strings.Replace(string(d.Text), "\nversion: 3\n", "\nversion: 4\n", 1)
		text = strings.Replace(text, "\norganisations:\n", "\norganisations:\n  - {id: socia, name: Una socia, role: partner}\n", 1)
		var err error
		if versions[id], err = programme.Parse(id+".yaml", []byte(text)); err != nil {
			return nil, err
		}
	}
	return versions, nil
})

// theLog is that of the player's organisation, and what her account did in it.
func theLog(_ *world, p *player) []*thing {
	return []*thing{
		{id: "all", name: "the log", organisation: p.Organisation, whole: true},
		{id: "own", name: "what she did", organisation: p.Organisation, account: p.Account},
	}
}

func readsTheLog(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	err := w.Journal.Read(w.Context, func(r store.Reader) error {
		_, all := journal.Log(w.Context, r, w.Vault, p.Actor, journal.Page{Most: 5})
		lines, own := journal.OwnLog(w.Context, r, w.Vault, p.Actor, journal.Page{})
		for _, l := range lines {
			if l.Account != p.Account {
				w.t.Errorf("%s reads in her own log what %s did", p.name, l.Account)
			}
		}
		shown["all"], shown["own"] = all == nil, own == nil
		return nil
	})
	return shown, err
}
