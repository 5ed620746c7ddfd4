package matrix

import (
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/scale"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
	"github.com/trenza/trenza/internal/worldtest"
)

// ventureTrials are those about what women answered, and about businesses and seed
// capital.
func ventureTrials() []trial {
	return []trial{
		{verb: "measure.read", rows: func(w *world, _ *player) []*thing { return w.measures }, see: readsMeasures},
		{verb: "measure.take", rows: within(func(w *world) []*thing { return w.measures }), want: asksHer, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			_, err := measure.Take(w.Context, tx, answered(r, measure.Endline))
			return err
		}},
		{verb: "attention.read", rows: func(w *world, _ *player) []*thing { return w.seeds }, see: readsBusinesses},
		{verb: "seed.decide", rows: within(func(w *world) []*thing { return w.seeds }), do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			_, err := venture.Decide(w.Context, tx, r.code, venture.Decision{Move: venture.Reject, Day: "2020-05-25", Reason: "falta el permiso"})
			return err
		}},
		{verb: "safety.ask", rows: func(w *world, _ *player) []*thing { return w.visits }, see: isPrompted},
	}
}

// undertake has some women answer questionnaires, begin a business, apply for seed
// capital and say how it goes.
func (w *world) undertake() {
	w.Helper()
	for _, r := range slices.Clone(w.people) {
		if !slices.ContainsFunc(r.at, func(s spot) bool { return s.service == "capital_semilla" }) || len(r.at) < len(offered) {
			continue
		}
		w.measure(w.World, r, "trenza-15", "measures", spot{alma, "emprendimiento", r.at[0].place})
		w.measure(w.World, r, "who-5", "scores", spot{alma, "psicosocial_individual", r.at[0].place})
		w.business(r, spot{alma, "capital_semilla", r.at[0].place})
	}
	theirs := w.people[slices.IndexFunc(w.people, func(r *thing) bool { return r.id == w.theirs })]
	w.measure(w.muni, theirs, "gse-10", "measures", spot{taler, "capacidades_personales", inReque})
}

// of is a row of a woman, at a spot, of an object.
func of(woman *thing, id, object string, at spot) *thing {
	one := *woman
	one.id, one.object, one.at = id, object, []spot{at}
	one.name = object + " of a woman " + woman.name
	return &one
}

func (w *world) measure(in *worldtest.World, r *thing, instrument, object string, at spot) {
	w.Helper()
	one := of(r, "", object, at)
	one.code = instrument
	var m measure.Measurement
	in.Write(func(tx *journal.Tx) (err error) {
		m, err = measure.Take(w.Context, tx, answered(one, measure.Baseline))
		return err
	})
	one.id = m.ID
	w.measures = append(w.measures, one)
}

// answered is what a woman answered to the instrument that a thing has for a code.
func answered(r *thing, wave string) measure.Measurement {
	i, _ := scale.Find(r.code)
	said := measure.Said{Alone: true, Answers: scale.Answers{Values: map[int]int{1: i.Max}}}
	return measure.Measurement{
		Programme: r.at[0].programme, Person: r.person, Instrument: i.ID, Wave: wave, Day: "2020-03-21", Place: r.at[0].place, Said: said,
	}
}

// business begins one with an application, and a visit at which its owner told of
// trouble at home.
func (w *world) business(r *thing, at spot) {
	w.Helper()
	w.World.As("Quien solicita").Write(func(tx *journal.Tx) error {
		v, err := venture.Begin(w.Context, tx, venture.Venture{Programme: at.programme, Person: r.person, Place: at.place, Starts: "2020-04-20", Name: "Horno"})
		if err != nil {
			return err
		}
		seed, err := venture.Apply(w.Context, tx, venture.Seed{
			Venture: v.ID, Kind: "cash", Day: "2020-04-20", Amount: 100_000,
			SeedWords: venture.SeedWords{For: "horno", Owner: "her", Control: "her"},
		})
		if err != nil {
			return err
		}
		visit, err := venture.Ask(w.Context, tx, venture.Visit{
			Venture: v.ID, Month: 1, Day: "2020-05-20", Operating: venture.Operating, Aside: venture.Aside{Reaction: venture.Tension},
		})
		one := of(r, v.ID, w.objectOf(at), at)
		one.code = seed.ID
		w.seeds, w.visits = append(w.seeds, one), append(w.visits, of(r, visit.ID, "safety", at))
		return err
	})
}

func readsMeasures(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	err := w.DB.Read(w.Context, func(r store.Reader) error {
		for _, m := range w.measures {
			found, err := measure.OfThread(w.Context, r, w.Vault, w.scope(p), m.person)
			if err != nil {
				return err
			}
			for _, one := range found {
				shown[one.ID] = len(one.Said.Values) > 0
			}
		}
		return nil
	})
	return shown, err
}

// asksHer: of somebody whom she reaches, whoever may ask what belongs to her course
// or to her field.
func asksHer(w *world, p *player, r *thing) bool {
	woman := w.people[slices.IndexFunc(w.people, func(one *thing) bool { return one.person == r.person })]
	return w.expects("measure.take", p, r) && (w.expects("person.list", p, woman) || w.expects("person.read", p, woman))
}

func readsBusinesses(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	err := w.DB.Read(w.Context, func(r store.Reader) error {
		for _, seed := range w.seeds {
			found, err := venture.OfThread(w.Context, r, w.Vault, w.scope(p), seed.person)
			if err != nil {
				return err
			}
			for _, b := range found {
				shown[b.ID] = len(b.Seeds) == 1
				if trained := w.expects("safety.ask", p, seed); (b.Visits[0].Aside != venture.Aside{}) != trained {
					w.t.Errorf("%s reads what is set aside of %s: %+v", p.name, seed.name, b.Visits[0].Aside)
				}
			}
		}
		return nil
	})
	return shown, err
}

// isPrompted is told of the women who should be asked whether they are safe.
func isPrompted(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	err := w.DB.Read(w.Context, func(r store.Reader) error {
		ask := agenda.Ask{Reader: r, Vault: w.Vault, Scope: w.scope(p), Today: trenza.Day("2020-06-01"), Until: "2020-06-01"}
		waiting, err := venture.Source{}.Waits(w.Context, ask)
		for _, item := range waiting.Items {
			shown[item.ID] = shown[item.ID] || item.Kind == agenda.KindSafety
		}
		return err
	})
	return shown, err
}
