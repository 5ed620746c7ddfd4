package measure

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/scale"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Changes is how the scores of several women moved between two waves, as it may be
// printed (indicators A16 and B5 of domain rule 15).
type Changes struct {
	Instrument *scale.Instrument
	Wave       string // the later one
	scale.Summary
}

// ChangesOf puts together what the women of a programme answered at the baseline and
// at a later wave, each woman once, as far as a scope counts the service within
// which they were asked. Nobody's answers leave it.
func ChangesOf(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, programme, instrument, wave string) (Changes, error) {
	i, known := scale.Find(instrument)
	if !known {
		return Changes{}, trenza.Refuse("measure.not_asked", instrument)
	}
	if !knownWave(wave) || wave == Baseline {
		return Changes{}, trenza.Refuse("measure.wave_unknown", wave)
	}
	where, args := within(scope, "figures.count", access.Delivery,
		"m.programme = $2 and m.instrument = $3 and m.wave in ($4, $5)", programme, instrument, Baseline, wave)
	all, err := opened(ctx, r, vault, scope, where, args)
	if err != nil {
		return Changes{}, err
	}
	return Changes{i, wave, i.Summarise(paired(all))}, nil
}

// paired holds what each woman answered first at the baseline against what she
// answered last later: two records of hers may both have been asked before anybody
// knew that they are one.
func paired(all []Measurement) (pairs []scale.Pair) {
	before, after := make(map[string]scale.Score), make(map[string]scale.Score)
	var order []string
	for _, m := range all {
		switch _, met := before[m.Root]; {
		case m.Wave != Baseline:
			after[m.Root] = m.Score()
		case !met:
			before[m.Root] = m.Score()
			order = append(order, m.Root)
		}
	}
	for _, root := range order {
		if later, asked := after[root]; asked {
			pairs = append(pairs, scale.Pair{Before: before[root], After: later})
		}
	}
	return pairs
}

// OfOne is how one woman's scores moved between her baseline and her latest answers
// to an instrument, of measurements in the order of entry, and false where there are
// no two.
func OfOne(instrument string, all []Measurement) (scale.Change, bool) {
	i, known := scale.Find(instrument)
	var before, after *Measurement
	for n := range all {
		switch m := &all[n]; {
		case m.Instrument != instrument:
		case m.Wave != Baseline:
			after = m
		case before == nil:
			before = m
		}
	}
	if !known || before == nil || after == nil {
		return scale.Change{}, false
	}
	return i.Paired(scale.Pair{Before: before.Score(), After: after.Score()}), true
}
