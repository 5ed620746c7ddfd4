package town

import (
	"context"
	"fmt"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
)

// ask makes the pairs that wait or were told apart.
func (in *Installation) ask(ctx context.Context, rows Rows) error {
	for i, p := range in.town.Pairs() {
		raised := in.town.After(i)
		var decided any
		if p.Verdict != "open" {
			decided = raised
		}
		if err := in.asked(ctx, rows, IDOf(pairing, i), p, raised, decided); err != nil {
			return err
		}
	}
	return nil
}

func (in *Installation) asked(ctx context.Context, rows Rows, id string, p Pair, raised int64, decided any) error {
	code, err := in.loading.Code(ctx, in.Organisation, "pair", p.First.ID+" "+p.Second.ID)
	if err != nil {
		return err
	}
	rows.Add("review_pair", in.Organisation, id, code, p.First.ID, p.Second.ID, 20+int(raised)%30,
		"names_alike birth_same", "seed", p.Verdict, raised, decided, placeholder)
	return nil
}

// merge makes the joins, each with the pair by which it was decided.
func (in *Installation) merge(ctx context.Context, rows Rows) error {
	for index := range in.town.People {
		survivor, merged := in.town.survivor(index)
		if !merged {
			continue
		}
		at := in.town.After(index)
		p := Pair{in.town.Woman(survivor), in.town.Woman(index), "same"}
		id := IDOf(joining, index)
		if err := in.asked(ctx, rows, id, p, at, at); err != nil {
			return err
		}
		rows.Add("merge", in.Organisation, id, p.First.ID, p.Second.ID, id, at, placeholder)
		rows.Add("fact_root", in.Organisation, p.Second.Number(), p.First.Number(), at)
	}
	return nil
}

// assign makes who accompanies whom.
func (in *Installation) assign(_ context.Context, rows Rows) error {
	for i := range in.town.Accompanied() {
		w := in.town.Assigned(i)
		rows.Add("assignment", in.Organisation, IDOf(assigning, CaseWorkers+i), w.ID, in.town.AccountOf(i), in.town.dayOf(w.Index),
			in.town.After(i), placeholder)
	}
	return nil
}

// gather makes activities with people counted without names, two for each
// thousand who are registered.
func (in *Installation) gather(_ context.Context, rows Rows) error {
	for i := range max(1, in.town.People/500) {
		d := NewDice(gathering, i)
		id, place, day := IDOf(gathering, i), in.town.Districts.Draw(d), in.town.Definition.Starts.Add(d.IntN(days))
		entry, people := in.town.After(i), 5+d.IntN(60)
		service := in.town.ServiceOf(d, access.Community).ID
		rows.Add("activity", in.Organisation, id, in.town.Definition.ID, service, fmt.Sprintf("Taller %d", i), day, place, "counted",
			2*people, entry, placeholder)
		for ordinal, sex := range []string{"F", "M"} {
			rows.Add("headcount", in.Organisation, id, sex, 18, 59, people, placeholder)
			rows.Add("tally", in.Organisation, entry, ordinal, in.town.Definition.ID, service, programme.Delivered, day, place,
				sex, 18, 59, people, id)
		}
	}
	return nil
}
