package live

import (
	"context"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// view is an index with the model in use, as one reader may ask it.
type view struct {
	index  *match.Index
	model  *match.Model
	unsure map[int64]bool // numbers of the people whom a write that the reader does not see has changed
}

// view returns what a reader may ask about an organisation.
func (g *Register) view(ctx context.Context, r store.Reader, organisation string) (view, error) {
	m := g.mirror(organisation)
	m.lock.Lock()
	defer m.lock.Unlock()
	if err := m.catchUp(ctx, r); err != nil {
		return view{}, err
	}
	if err := m.readModel(ctx, r); err != nil {
		return view{}, err
	}
	v := view{index: m.index, model: m.model}
	if tx, _ := r.(*journal.Tx); m.pending.tx != tx {
		v.unsure = m.unsure()
	}
	return v, nil
}

// readModel reads the model that was learnt last. Until one is, the one in use
// goes by how many people there are.
func (m *mirror) readModel(ctx context.Context, r store.Reader) (err error) {
	if !m.read {
		if m.learnt, err = newest(ctx, r, m.organisation); err != nil {
			return err
		}
		m.read = true
	}
	if m.learnt != nil {
		m.model = m.learnt
		return nil
	}
	if people := m.index.Len(); m.model == nil || m.model.Version != standardVersion || people < m.from || people >= m.upTo {
		m.from, m.upTo = stretch(people)
		m.model = standard(m.upTo)
	}
	return nil
}

// unsure returns the people whom the write that is pending changed.
func (m *mirror) unsure() map[int64]bool {
	numbers := make(map[int64]bool, len(m.pending.changes)+len(m.stale))
	for _, c := range m.pending.changes {
		numbers[c.number] = true
	}
	for number := range m.stale {
		numbers[number] = true
	}
	return numbers
}

// weigh holds a record against a person.
func (v view) weigh(asked match.Record, p *registry.Person) shown {
	weight, agreement := v.index.Weigh(v.model, asked, RecordOf(p))
	return shown{weight, agreement}
}
