package measure

import (
	"cmp"
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Source is what waits of answers: a trained worker who accompanies a woman is told
// to ask her, alone, whether she is safe, after what she decides at home dropped
// (domain rule 7). Of what she answered it tells nothing.
type Source struct{}

// prompted is for how many days a trained worker is told.
const prompted = 30

// Waits implements agenda.Source.
func (Source) Waits(ctx context.Context, ask agenda.Ask) (w agenda.Waiting, err error) {
	if access.Nothing(ask.Scope.Where("safety.ask", access.Attention)) {
		return w, nil
	}
	where, args := within(ask.Scope, "safety.ask", access.Attention, "m.day >= $2 and m.wave <> $3", ask.Today.Add(-prompted), Baseline)
	lately, err := opened(ctx, ask.Reader, ask.Vault, ask.Scope, where, args)
	if err != nil {
		return w, err
	}
	for _, m := range lately {
		drops, err := dropped(ctx, ask, m)
		if err != nil {
			return w, err
		}
		if drops && !slices.ContainsFunc(w.Items, func(i agenda.Item) bool { return i.Face.Root == m.Root }) {
			w.Items = append(w.Items, prompt(ask, m))
		}
	}
	slices.SortStableFunc(w.Items, func(a, b agenda.Item) int { return cmp.Compare(a.Day, b.Day) })
	return w, nil
}

// dropped reports whether somebody should look after her, by all that she answered
// to the instrument.
func dropped(ctx context.Context, ask agenda.Ask, m Measurement) (bool, error) {
	all, err := opened(ctx, ask.Reader, ask.Vault, ask.Scope,
		"m.organisation = $1 and p.root = $2 and m.instrument = $3 and m.entry <= $4", store.Args(ask.Scope.Organisation, m.Root, m.Instrument, m.Entry))
	change, paired := OfOne(m.Instrument, all)
	return paired && change.LookAfter, err
}

// prompt is what is told: that somebody should ask is sensitive, whatever was
// answered.
func prompt(ask agenda.Ask, m Measurement) agenda.Item {
	service := ask.Scope.Service(m.Programme, m.Service)
	service.Class = trenza.P3
	return agenda.Item{
		Kind: agenda.KindSafety, ID: m.ID, Face: registry.Face{Root: m.Root}, Service: service, Day: m.Day, Place: m.Place,
	}
}
