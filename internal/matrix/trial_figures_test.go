package matrix

import (
	"maps"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/report"
)

// noFigures were never frozen.
var noFigures = &thing{id: nobody.code, code: nobody.code, name: "no figures"}

// figureTrials are those about figures that are counted and frozen.
func figureTrials() []trial {
	frozen := func(w *world, _ *player) []*thing { return w.frozen }
	return []trial{
		{verb: "figures.exact", rows: figures, want: countsExactly, see: explains},
		{verb: "figures.count", rows: figures, want: countsAll, see: reports},
		{verb: "publication.read", rows: frozen, see: readsFrozen},
		{verb: "publication.recompute", rows: frozen, act: alikeToNone("publication.recompute", func(w *world, p *player, code string) error {
			_, err := w.reporter(p).Recompute(w.Context, w.scope(p), code)
			return err
		})},
		{verb: "publication.sample", rows: sampled, act: alikeToNone("publication.sample", func(w *world, p *player, code string) error {
			draw := report.Draw{Code: code, Indicator: "bono", Rows: 3, Seed: "2020", Agreement: "Convenio 7"}
			_, err := w.reporter(p).Sample(w.Context, p.Actor, draw)
			return err
		})},
		{verb: "figures.freeze", rows: unfrozen, want: freezes, act: func(w *world, p *player, r *thing) error {
			d, _ := programme.Shipped(r.at[0].programme)
			_, err := w.reporter(p).Freeze(w.Context, p.Actor, report.Order{Query: report.Query{Definition: d, Public: !r.draft}, Signs: signer(p.Actor)})
			return err
		}},
		{verb: "figures.approve", rows: programmes, see: asks("figures.approve", access.Publication)},
	}
}

func (w *world) reporter(p *player) report.Reporter {
	in := w.in(p.Organisation)
	return report.Reporter{Engine: in.Engine, Journal: in.Journal}
}

// figures are the indicators of Alma Llanera, each with the services that it rests
// on, as far as the player's role was given.
func figures(_ *world, p *player) (rows []*thing) {
	if p.Organisation != care || p.grant.Programme != "" && p.grant.Programme != alma {
		return nil
	}
	d, _ := programme.Shipped(alma)
	for i := range d.Indicators {
		indicator := &d.Indicators[i]
		r := &thing{id: indicator.ID, name: "the figure " + indicator.ID, organisation: care}
		for _, id := range restsOn(d, indicator) {
			r.services = append(r.services, spot{alma, id, p.grant.Place})
		}
		rows = append(rows, r)
	}
	return rows
}

// restsOn lists the services that an indicator counts or is shown beside.
func restsOn(d *programme.Definition, indicator *programme.Indicator) []string {
	ids := slices.Clone(indicator.Heads)
	for _, terms := range []programme.Terms{indicator.Of, indicator.Asks} {
		for _, t := range terms {
			ids = append(ids, t.Service)
		}
	}
	for _, id := range indicator.Parts {
		part, _ := d.Indicator(id)
		ids = append(ids, restsOn(d, part)...)
	}
	return ids
}

func countsAll(w *world, p *player, r *thing) bool     { return ofHers("A")(w, p, r) }
func countsExactly(w *world, p *player, r *thing) bool { return ofHers("exact")(w, p, r) }

// reports asks for all figures. Where one of them is not hers to see exactly, the
// small groups of all are covered.
func reports(w *world, p *player) (map[string]bool, error) {
	d, _ := programme.Shipped(alma)
	made, err := w.reporter(p).Report(w.Context, w.scope(p), report.Query{Definition: d})
	if err != nil || p.Organisation != care {
		return nil, err
	}
	shown, exact := make(map[string]bool), true
	for _, f := range made.Figures {
		shown[f.Indicator.ID] = true
	}
	for _, r := range figures(w, p) {
		exact = exact && (!shown[r.id] || countsExactly(w, p, r))
	}
	if made.Public == exact {
		w.t.Errorf("%s sees figures covered: %v, of %v", p.name, made.Public, slices.Sorted(maps.Keys(shown)))
	}
	return shown, nil
}

// explains asks for the rows of every figure, none of which lies beyond her scope.
func explains(w *world, p *player) (map[string]bool, error) {
	d, _ := programme.Shipped(alma)
	shown := make(map[string]bool)
	for i := range d.Indicators {
		id := d.Indicators[i].ID
		proof, err := w.reporter(p).Explain(w.Context, w.scope(p), report.Query{Definition: d}, id)
		if err != nil && !refused(err) {
			return shown, err
		}
		if shown[id] = err == nil; err != nil {
			continue
		}
		for _, f := range proof.Rows {
			if s := (spot{f.Programme, f.Service, f.Place}); !p.grant.covers(s) {
				w.t.Errorf("%s is shown a row of %v by the figure %s", p.name, s, id)
			}
		}
	}
	return shown, nil
}

// readsFrozen lists what was frozen, and examines a figure of each.
func readsFrozen(w *world, p *player) (map[string]bool, error) {
	found, refusal := w.reporter(p).Frozen(w.Context, w.scope(p), "")
	shown := make(map[string]bool)
	for _, f := range found {
		shown[f.Code] = true
	}
	_, missing := w.reporter(p).Examine(w.Context, p.Actor, noFigures.code, "bono")
	for _, r := range w.frozen {
		indicator := "bono"
		if r.at[0].programme == taler {
			indicator = "personas"
		}
		before := w.positionOf(p.Organisation)
		_, err := w.reporter(p).Examine(w.Context, p.Actor, r.code, indicator)
		if (err == nil) != shown[r.id] || (w.positionOf(p.Organisation) > before) != shown[r.id] {
			w.t.Errorf("%s reads %s: %v, and examines it: %v", p.name, r.name, shown[r.id], err)
		}
		if err != nil {
			w.alike(trial{verb: "publication.read"}, p, r, err, missing)
		}
	}
	return shown, refusal
}

// alikeToNone asks by a code. Whoever may not read what was frozen is told what
// she is told of what never was.
func alikeToNone(verb string, ask func(w *world, p *player, code string) error) func(*world, *player, *thing) error {
	return func(w *world, p *player, r *thing) error {
		err := ask(w, p, r.code)
		if err != nil && !w.expects("publication.read", p, r) {
			w.alike(trial{verb: verb}, p, r, err, ask(w, p, noFigures.code))
		}
		return err
	}
}

// sampled are the frozen figures of CARE: those of Reque are of too few women.
func sampled(w *world, _ *player) (rows []*thing) {
	for _, r := range w.frozen {
		if r.organisation == care {
			rows = append(rows, r)
		}
	}
	return rows
}

// freezes: with small groups uncovered, whoever sees every figure of the programme
// so, wherever she works.
func freezes(w *world, p *player, r *thing) bool {
	if w.expects("figures.freeze", p, r) || !r.draft {
		return w.expects("figures.freeze", p, r)
	}
	d, _ := programme.Shipped(r.at[0].programme)
	covered := *r
	covered.draft = false
	all := &thing{organisation: r.organisation}
	for i := range d.Indicators {
		for _, id := range restsOn(d, &d.Indicators[i]) {
			all.services = append(all.services, spot{programme: d.ID, service: id})
		}
	}
	return w.expects("figures.freeze", p, &covered) && countsExactly(w, p, all)
}

// unfrozen are the figures of a programme, with small groups covered and not.
func unfrozen(_ *world, p *player) []*thing {
	program := alma
	if p.Organisation == reque {
		program = taler
	}
	at := []spot{{programme: program}}
	return []*thing{
		{name: "figures for the public", organisation: p.Organisation, at: at},
		{name: "figures uncovered", organisation: p.Organisation, at: at, draft: true},
	}
}

// signer is somebody else of the organisation, who may sign what somebody with an
// account freezes; nobody where there are none.
func signer(author trenza.Actor) *trenza.Actor {
	return &trenza.Actor{
		Organisation: author.Organisation, Name: "Lucía Aprobadora", Account: "lucia",
		Grants: []trenza.Grant{{Role: trenza.RoleProgrammeApprove}},
	}
}
