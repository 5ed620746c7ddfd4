package matrix

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/worldtest"
)

// listTrials are those about lists that come in and leave, and about rows that
// wait for a decision.
func listTrials() []trial {
	held := func(w *world, _ *player) []*thing { return w.held }
	return []trial{
		{verb: "list.import", rows: newLists, act: rehearses},
		{verb: "list.read", rows: func(w *world, _ *player) []*thing { return w.lists }, see: readsLists},
		{verb: "list.undo", rows: takenBack, act: undoes},
		{verb: "list.export", rows: exportable, see: takesOut},
		{verb: "review.read", rows: held, want: decidesHeld, see: readsHeld},
		{verb: "review.decide", rows: held, want: decidesHeld, ghost: nobody, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			return w.decideHeld(tx, r)
		}},
	}
}

// newLists are lists that were not imported yet: one of each service here, and
// one that is beyond.
func newLists(w *world, p *player) (rows []*thing) {
	at := []spot{{taler, "crochet", inReque}}
	if p.Organisation == care {
		at = append(at, spot{alma, "bono", lima})
		for _, id := range offered {
			at = append(at, spot{alma, id, tumbes})
		}
	}
	for _, s := range at {
		name := "nueva " + s.service + " " + string(s.place)
		if _, written := w.files[name]; !written {
			w.files[name] = sheetOf(name, 810_000+len(w.files), "760.00", s)
			w.paths[name] = worldtest.WriteList(w, w.folder, w.files[name])
		}
		rows = append(rows, &thing{id: name, name: name, organisation: p.Organisation, at: []spot{s}, services: []spot{s}})
	}
	return rows
}

// rehearses imports a list in a transaction that is taken back. A row that is not
// hers to import is refused with that reason.
func rehearses(w *world, p *player, r *thing) error {
	accounts, err := w.importer(p, r.at[0].programme).Rehearse(w.Context, w.paths[r.id])
	if err != nil {
		return err
	}
	if err := accounts[0].Err; err != nil {
		return err
	}
	s := accounts[0].Sheets[0]
	if len(s.Refusals) > 0 {
		return s.Refusals[0].Err
	}
	if s.Accepted+s.Review != 1 {
		w.t.Errorf("%s imports %s: %+v", p.name, r.name, s)
	}
	return nil
}

func readsLists(w *world, p *player) (map[string]bool, error) {
	found, err := exchange.Imports(w.Context, w.Journal, w.scope(p))
	shown := make(map[string]bool)
	for _, r := range w.lists {
		shown[r.id] = slices.ContainsFunc(found, func(i exchange.ImportSummary) bool { return i.Code == r.code })
	}
	return shown, err
}

// takenBack are the lists that somebody tries to take back: all of them where any
// may be hers, and otherwise one here, one beyond, and one of another organisation.
func takenBack(w *world, p *player) []*thing {
	hers := slices.DeleteFunc(slices.Clone(w.lists), func(r *thing) bool { return !w.expects("list.undo", p, r) })
	if len(hers) > 0 {
		return w.lists
	}
	return []*thing{w.lists[0], w.lists[5], w.lists[len(offered)], w.lists[len(w.lists)-1]}
}

// undoes takes a list back, which is imported again at once.
func undoes(w *world, p *player, r *thing) error {
	_, err := exchange.Undo(w.Context, w.Journal, p.Actor, r.code)
	if err == nil {
		w.again(r)
		return nil
	}
	_, missing := exchange.Undo(w.Context, w.Journal, p.Actor, nobody.code)
	w.alike(trial{verb: "list.undo"}, p, r, err, missing)
	return err
}

// exportable are the services of the player's organisation, as lists of them.
func exportable(w *world, p *player) (rows []*thing) {
	for _, a := range w.attentions {
		if a.organisation == p.Organisation {
			one := *a
			one.services = a.at
			rows = append(rows, &one)
		}
	}
	return rows
}

// takesOut takes out every list of both programmes with names and answers, and
// holds its columns and cells against the table.
func takesOut(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	var refusal error
	for _, program := range []string{alma, taler} {
		before := w.positionOf(p.Organisation)
		rows, err := w.exported(p, program)
		if err != nil {
			refusal = err
			if w.positionOf(p.Organisation) != before {
				w.t.Errorf("%s took nothing out, and it was told", p.name)
			}
			continue
		}
		w.columns(p, rows)
		for _, a := range w.attentions {
			if a.at[0].programme == program && w.leaves(rows, a) {
				shown[a.id] = true
			}
		}
	}
	return shown, refusal
}

// exported takes a list out.
func (w *world) exported(p *player, program string) ([][]string, error) {
	var out bytes.Buffer
	list, err := sheet.To(&out, sheet.CSV)
	w.must(err)
	if _, err := w.exporter(p, program).Export(w.Context, list, exchange.AttentionsOut); err != nil {
		return nil, err
	}
	w.must(list.Close())
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\ufeff"))).ReadAll()
	w.must(err)
	return rows, nil
}

// leaves reports whether a service is in an exported list.
func (w *world) leaves(rows [][]string, a *thing) bool {
	code := w.records[a.person].Code
	return slices.ContainsFunc(rows, func(row []string) bool {
		return row[0] == a.at[0].service && row[2] == string(a.at[0].place) && row[3] == code
	})
}

// columns expects a column only where she has a right to it, and names only of
// those whom she may know.
func (w *world) columns(p *player, rows [][]string) {
	surnames := slices.Index(rows[0], "Apellidos")
	for heading, roles := range map[string][]string{
		"Apellidos":                {trenza.RoleFacilitator, trenza.RolePsychologist, trenza.RoleLegalAdviser, trenza.RoleCashOfficer, trenza.RoleOperator},
		"Se acordó una derivación": {trenza.RolePsychologist, trenza.RoleOperator},
		"Materia":                  {trenza.RoleLegalAdviser, trenza.RoleOperator},
		"Monto":                    {trenza.RoleCashOfficer, trenza.RoleMonitoring, trenza.RoleFacilitator, trenza.RoleOperator},
	} {
		if slices.Contains(rows[0], heading) && !slices.Contains(roles, p.role) {
			w.t.Errorf("%s takes the column %q out", p.name, heading)
		}
	}
	for _, r := range w.people {
		for _, row := range rows[1:] {
			if row[3] != r.code || surnames < 0 {
				continue
			}
			if named := row[surnames] != ""; named != w.expects("person.read", p, r) {
				w.t.Errorf("%s takes out a woman %s with her name: %v", p.name, r.name, named)
			}
		}
	}
}

// decidesHeld: whoever reviews the records of whom a row speaks, and reads
// services of its kind.
func decidesHeld(w *world, p *player, r *thing) bool {
	return w.holds("pairs", "W", p, r) && w.expects("attention.read", p, r)
}

func readsHeld(w *world, p *player) (map[string]bool, error) {
	rows, err := exchange.HeldRows(w.Context, w.Journal, w.scope(p))
	shown := make(map[string]bool)
	for _, row := range rows {
		shown[row.ID] = true
	}
	return shown, err
}
