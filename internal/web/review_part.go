package web

import (
	"net/http"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// joins are the joins that hold a thread together, of which the reader may know.
func (v *visit) joins(code string) (all []page.JoinShow, err error) {
	if !v.reaches("review.read", access.Pair) {
		return nil, nil
	}
	may := v.reaches("review.decide", access.Pair)
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		reached, err := registry.Reach(v.ctx(), r, v.scope, code)
		if err != nil {
			return err
		}
		merges, err := registry.MergesIn(v.ctx(), r, v.actor.Organisation, reached.Root)
		if err != nil {
			return err
		}
		for _, m := range merges {
			join, known, err := v.join(r, m)
			if err != nil {
				return err
			}
			if known {
				join.May = may
				all = append(all, join)
			}
		}
		return nil
	})
	return all, err
}

// join says when two threads were joined, and where that is undone, if the reader
// may know of the pair.
func (v *visit) join(r store.Reader, m registry.Merge) (show page.JoinShow, known bool, err error) {
	pair, found, err := registry.PairByID(v.ctx(), r, v.actor.Organisation, m.Pair)
	if err != nil || !found {
		return show, false, err
	}
	if known, err = pair.Knows(v.ctx(), r, v.Vault, v.scope); err != nil || !known {
		return show, false, err
	}
	at, err := journal.MomentOf(v.ctx(), r, v.actor.Organisation, m.At)
	return page.JoinShow{Path: page.PartPath(pair.Code), Day: page.LimaDay(at.At)}, true, err
}

// joined is a pair whose records were joined, and the last join of them.
type joined struct {
	exchange.OpenPair
	merge registry.Merge
}

// joinedPair is the pair of the address. One that was never joined is not there.
func (v *visit) joinedPair() (j joined, err error) {
	if j.OpenPair, err = exchange.ReadPair(v.ctx(), v.Journal, v.scope, v.r.PathValue("pair")); err != nil {
		return j, err
	}
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		merges, err := registry.MergesOf(v.ctx(), r, v.actor.Organisation, j.Pair)
		if err == nil && len(merges) == 0 {
			err = v.nothing()
		}
		if err == nil {
			j.merge = merges[len(merges)-1]
		}
		return err
	})
	return j, err
}

// partPage shows what would come apart; once it did, what was recorded meanwhile.
func (v *visit) partPage() error {
	j, err := v.joinedPair()
	if err != nil {
		return err
	}
	return v.drawPart(http.StatusOK, j)
}

func (v *visit) drawPart(status int, j joined) error {
	show := page.PartShow{Code: j.Code, Number: formNumber(), Undone: j.merge.Undone != nil}
	err := v.Data.Read(v.ctx(), func(r store.Reader) error {
		at, err := journal.MomentOf(v.ctx(), r, v.actor.Organisation, j.merge.At)
		show.Day = page.LimaDay(at.At)
		return err
	})
	if err != nil {
		return err
	}
	sides, err := v.sides(j)
	if err != nil {
		return err
	}
	for i, s := range sides {
		show.Sides[i] = page.NewPartSide(v.words, s.records, s.thread)
	}
	kept, err := v.keptThings(j, sides)
	if err != nil {
		return err
	}
	for _, k := range kept {
		show.Kept = append(show.Kept, k.KeptLine)
	}
	return v.show(status, page.Part(v.view(), show))
}

// side is one of the two threads that a join made one, with what the reader sees
// of it.
type side struct {
	records []*registry.Person
	thread  *pathway.Thread // nil where the reader does not reach it
}

// has reports whether a record is on the side.
func (s side) has(record string) bool {
	return slices.ContainsFunc(s.records, func(p *registry.Person) bool { return p.ID == record })
}

// sides parts the records of a join as undoing it does, or did: the surviving side
// first.
func (v *visit) sides(j joined) (sides [2]side, err error) {
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		ids, err := v.parting(r, j)
		if err != nil {
			return err
		}
		for i := range sides {
			sides[i] = side{}
			for _, id := range ids[i] {
				p, err := registry.Find(v.ctx(), r, v.Vault, v.actor.Organisation, id)
				if err != nil {
					return err
				}
				sides[i].records = append(sides[i].records, p)
			}
		}
		return nil
	})
	if err != nil {
		return sides, err
	}
	for i := range sides {
		t, err := pathway.Open(v.ctx(), v.Journal, v.scope, sides[i].records[0].Code)
		if err != nil && trenza.KindOf(err) != trenza.NotFound {
			return sides, err
		}
		if err == nil {
			v.noteSensitive(t)
			sides[i].thread = sides[i].own(t)
		}
	}
	return sides, nil
}

// own is what of a thread is of the side's records.
func (s side) own(t *pathway.Thread) *pathway.Thread {
	part := *t
	part.Attentions = slices.DeleteFunc(slices.Clone(t.Attentions), func(a pathway.Attended) bool { return !s.has(a.Person) })
	return &part
}

// parting are the ids of the records of either side.
func (v *visit) parting(r store.Reader, j joined) (ids [2][]string, err error) {
	organisation := v.actor.Organisation
	if j.merge.Undone == nil {
		root, err := registry.RootOf(v.ctx(), r, organisation, j.merge.Survivor)
		if err == nil {
			ids[0], ids[1], err = registry.Parting(v.ctx(), r, organisation, root, j.merge)
		}
		return ids, err
	}
	for i, record := range []string{j.merge.Survivor, j.merge.Absorbed} {
		if ids[i], err = registry.ThreadOf(v.ctx(), r, organisation, record); err != nil {
			return ids, err
		}
	}
	return ids, nil
}

// titleIn is what a programme in use calls a service, or its id.
func (v *visit) titleIn(r store.Reader, program, id string) string {
	d, err := programme.Find(v.ctx(), r, v.actor.Organisation, program)
	if err != nil {
		return id
	}
	s, known := d.Service(id)
	if !known {
		return id
	}
	return s.Title.In(v.words.Lang())
}

// part undoes a join. Done twice, it shows what was done.
func (v *visit) part() error {
	j, err := v.joinedPair()
	if err != nil {
		return err
	}
	stood := false
	err = v.write(func(tx *journal.Tx) error {
		merge, err := registry.MergeOf(v.ctx(), tx, tx.Organisation(), j.Pair)
		if stood = err == nil; stood {
			_, err = pathway.Unmerge(v.ctx(), tx, merge)
		}
		if trenza.KindOf(err) == trenza.NotFound && !stood {
			return nil
		}
		return err
	})
	v.waits.forget()
	if err != nil {
		return err
	}
	if stood {
		v.tellGood("web.part.said")
	}
	return v.goTo(page.PartPath(j.Code))
}
