package learning

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
)

// trained are the courses of a thread's trainings, by programme and service, and of
// those in which it was trained the last session to which she came. Who came to a
// course in two cohorts that she completed was trained in the first of them: once.
type trained map[attention.Kind]trainedIn

type trainedIn struct {
	service attention.Service
	at      *attention.Attention
}

// add notes how far a thread came in a cohort.
func (t trained) add(in attendance, root string, state EnrolmentState) {
	for _, s := range in.services() {
		kind := attention.Kind{Programme: in.Programme, Service: s.ID}
		known := t[kind]
		known.service = s
		if at := in.lastCame(root, s.ID); state == Completed && at != nil && (known.at == nil || earlier(*at, *known.at)) {
			known.at = at
		}
		t[kind] = known
	}
}

// lastCame is the last session of a course to which a thread came, nil for none.
func (in attendance) lastCame(root, course string) (last *attention.Attention) {
	of := make(map[string]bool)
	for _, s := range in.sessions {
		of[s.ID] = s.Course == course && s.State != SessionCancelled
	}
	for _, m := range in.marks[root] {
		if of[m.Session] && attention.TookPart(m.Mark) && (last == nil || earlier(*last, m.Attention)) {
			last = &m.Attention
		}
	}
	return last
}

// earlier orders attentions by their days, and those of one day by what neither the
// order of lists nor that of merges changes.
func earlier(a, b attention.Attention) bool {
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Place, b.Place), cmp.Compare(a.Person, b.Person), cmp.Compare(a.ID, b.ID)) < 0
}

// keep lets it be known in what a thread was trained, and in what it no longer was.
func (t trained) keep(ctx context.Context, tx *journal.Tx, root string) error {
	p, err := registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), root)
	if err != nil {
		return err
	}
	kinds := slices.SortedFunc(maps.Keys(t), func(a, b attention.Kind) int {
		return cmp.Or(cmp.Compare(a.Programme, b.Programme), cmp.Compare(a.Service, b.Service))
	})
	for _, kind := range kinds {
		if err := attention.Train(ctx, tx, p, t[kind].service, t[kind].at); err != nil {
			return err
		}
	}
	return nil
}
