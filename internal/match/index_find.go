package match

import (
	"cmp"
	"context"
	"maps"
	"slices"
)

// Repeats are the records of an index that are held for one person, are for
// people to decide or are of one family.
type Repeats struct {
	Pairs    []Repeat
	Groups   [][]uint64 // of one person, each ascending; groups stand by their first
	Model    *Model
	Compared int64
}

// Repeat is a pair of records with what it is held for and how they agree.
type Repeat struct {
	A, B uint64 // A < B
	Weight
	Agreement
	Verdict Verdict
	Group   int // number of the group of one person, from 1; 0 outside groups
}

// Find finds the repeats among the records that the index holds when it is
// called, as [Table.Find] and [Table.Answers] do. It keeps nobody waiting: the
// index may be asked and written meanwhile. Split has no meaning here.
func (x *Index) Find(ctx context.Context, f Finding) (Repeats, error) {
	f.Split = 0
	table, ids := x.snapshot()
	found, err := table.Find(ctx, f)
	if err != nil {
		return Repeats{}, err
	}
	answers, groups := table.Answers(found, 0)
	repeats := Repeats{Model: found.Model, Compared: found.Compared}
	c := table.NewComparer()
	for _, a := range answers {
		repeats.Pairs = append(repeats.Pairs, Repeat{
			A: ids[a.A], B: ids[a.B], Weight: a.Weight, Agreement: c.Levels(a.A, a.B), Verdict: a.Verdict, Group: a.Group,
		})
	}
	for _, members := range groups {
		group := make([]uint64, len(members))
		for i, record := range members {
			group[i] = ids[record]
		}
		repeats.Groups = append(repeats.Groups, group)
	}
	return repeats, nil
}

// Train learns a model from the records that the index holds when it is called.
// It keeps nobody waiting.
//
// A register repeats few people, for whoever is certainly known is not registered
// again: what one person's records agree on is learnt slowly, and the chance that
// two records are one person is never less than what is believed of any register,
// for whoever asks it for somebody does so because she may be there.
func (x *Index) Train(ctx context.Context) (*Model, error) {
	table, _ := x.snapshot()
	rules := rulesFor(table.schema, table.Len())
	model, err := table.train(ctx, table.block(rules, 0), rules, beliefRegister, Finding{Progress: func(string, int, int) {}})
	if err != nil {
		return nil, err
	}
	if least := Default(x.schema, table.Len()).onePerson(); model.onePerson() < least {
		model.setPrior(least, model.Prior[relatives], model.Prior[neighbours], model.Prior[namesakes])
		model.settle()
	}
	return model, nil
}

// snapshot returns a table of the records as they are now, in the order of their
// ids, and the ids. It shares what only ever grows with the table of the index.
func (x *Index) snapshot() (*Table, []uint64) {
	x.lock.RLock()
	defer x.lock.RUnlock()
	rows := make([]uint32, 0, x.members.live)
	for row := range x.members.ids {
		if x.members.has(uint32(row)) {
			rows = append(rows, uint32(row))
		}
	}
	id := func(row uint32) uint64 { return x.members.ids[row] }
	slices.SortFunc(rows, func(a, b uint32) int { return cmp.Compare(id(a), id(b)) })
	t := &Table{schema: x.schema, cells: x.table.cells, lexicons: frozen(x.table.lexicons), tallies: slices.Clone(x.table.tallies)}
	for f := range t.tallies {
		tally := &t.tallies[f]
		tally.held, tally.dates = slices.Clone(tally.held), maps.Clone(tally.dates)
	}
	ids := make([]uint64, len(rows))
	for i, row := range rows {
		ids[i] = id(row)
		t.starts = append(t.starts, x.table.starts[row])
	}
	return t, ids
}

// frozen returns lexicons with the words that they have now. Nothing can be
// looked up in them or added.
func frozen(lexicons []*lexicon) []*lexicon {
	frozen := make([]*lexicon, len(lexicons))
	for f, l := range lexicons {
		if same := slices.Index(lexicons, l); same < f {
			frozen[f] = frozen[same]
			continue
		}
		frozen[f] = l.frozen()
	}
	return frozen
}

func (l *lexicon) frozen() *lexicon {
	copied := *l
	copied.places = nil
	if l.sounds != nil {
		copied.sounds = l.sounds.frozen()
	}
	return &copied
}
