package live

import (
	"context"
	"sync"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// mirror is the people of one organisation in memory.
type mirror struct {
	register     *Register
	organisation string

	lock     sync.Mutex
	index    *match.Index // nil until somebody asks
	position int64        // that it reflects, but for what follows
	pending  pending
	purge    bool           // somebody was forgotten: her words have to leave the memory
	stale    map[int64]bool // numbers of people to read again
	learnt   *match.Model   // last, nil when nothing was
	read     bool           // learnt was read
	model    *match.Model   // in use
	from     int            // number of people from which the model in use holds, when nothing was learnt
	upTo     int            // and up to which

	calibrated calibrated // zero until somebody asks how sure words are
}

// pending is what a write that has not ended has told. It is in the index.
type pending struct {
	tx      *journal.Tx // nil when there is none
	changes []change
	built   bool // the index was built from what the write sees of its own
	learnt  bool
}

// change is a record that a write changed.
type change struct {
	number   int64
	position int64
}

// catchUp makes the mirror reflect what a reader sees.
func (m *mirror) catchUp(ctx context.Context, r store.Reader) error {
	tx, writes := r.(*journal.Tx)
	if writes && m.pending.tx == tx && m.index != nil {
		return m.reread(ctx, r)
	}
	position, err := m.found(ctx, r)
	if err != nil {
		return err
	}
	// Only the write that is pending can tell anything while it lasts: whoever
	// sees a later position, or writes, sees that it has ended.
	if m.pending.tx != nil && (writes || position > m.position) {
		m.giveUp(0)
		m.pending = pending{}
	}
	if m.index == nil {
		err = m.build(ctx, r, position)
	} else if position > m.position {
		err = m.take(ctx, r, position)
	}
	if err != nil {
		return err
	}
	if writes {
		m.pending = pending{tx: tx, built: m.pending.built}
	}
	if m.pending.tx != tx {
		return nil // whom the write has changed it alone sees as they are
	}
	return m.reread(ctx, r)
}

// found is the position that a reader sees: in a write, where it began.
func (m *mirror) found(ctx context.Context, r store.Reader) (int64, error) {
	if tx, writes := r.(*journal.Tx); writes {
		return tx.Found(), nil
	}
	return journal.Position(ctx, r, m.organisation)
}

// build reads everybody.
func (m *mirror) build(ctx context.Context, r store.Reader, position int64) error {
	of, err := registry.Size(ctx, r, m.organisation)
	if err != nil {
		return err
	}
	index, done := match.NewIndex(People()), 0
	err = registry.Each(ctx, r, m.register.vault, m.organisation, func(p *registry.Person) error {
		if !p.Forgotten {
			index.Put(uint64(p.Number), RecordOf(p))
		}
		if done++; m.register.Progress != nil {
			m.register.Progress(done, of)
		}
		return nil
	})
	if err != nil {
		return err
	}
	index.Settle()
	m.index, m.position, m.stale, m.read = index, position, make(map[int64]bool), false
	if tx, writes := r.(*journal.Tx); writes {
		m.pending.built = tx.Position() > tx.Found()
	}
	return nil
}

// take takes in what was told up to a position.
func (m *mirror) take(ctx context.Context, r store.Reader, position int64) error {
	n, err := newsAfter(ctx, r, m.register.vault, m.organisation, m.position)
	if err != nil {
		return err
	}
	m.purge = m.purge || n.erased
	for number := range n.numbers {
		m.stale[number] = true
	}
	for id := range n.people {
		number, err := registry.NumberOf(ctx, r, m.organisation, id)
		if err != nil {
			return err
		}
		m.stale[number] = true // 0 for one that is gone is nobody
	}
	m.read = m.read && !n.learnt
	m.position = position
	return nil
}

// reread reads again whoever may be otherwise than the index has her.
func (m *mirror) reread(ctx context.Context, r store.Reader) error {
	for number := range m.stale {
		p, err := registry.FindByNumber(ctx, r, m.register.vault, m.organisation, number)
		switch {
		case trenza.KindOf(err) == trenza.NotFound, err == nil && p.Forgotten:
			m.index.Remove(uint64(number))
		case err != nil:
			return err
		default:
			m.index.Put(uint64(number), RecordOf(p))
		}
		delete(m.stale, number)
	}
	if m.purge && m.pending.tx == nil {
		m.index.Settle()
		m.purge = false
	}
	return nil
}

// hear takes in what a write tells.
func (m *mirror) hear(ctx context.Context, tx *journal.Tx, position int64, who *touch) error {
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.index == nil {
		return nil
	}
	if err := m.catchUp(ctx, tx); err != nil {
		return err
	}
	gone, err := numbersOf(ctx, tx, who)
	for _, number := range gone {
		m.index.Remove(uint64(number))
		m.pending.changes = append(m.pending.changes, change{number, position})
	}
	m.purge = m.purge || len(who.erased) > 0
	if who.known != nil {
		m.index.Put(uint64(who.known.Number), recordOf(who.known))
		m.pending.changes = append(m.pending.changes, change{who.known.Number, position})
	}
	if who.learnt {
		m.pending.learnt, m.read = true, false
	}
	return err
}

// numbersOf returns the numbers of the records of which an event says that nothing
// is known any more.
func numbersOf(ctx context.Context, tx *journal.Tx, who *touch) (numbers []int64, err error) {
	if who.withdrawn > 0 {
		numbers = append(numbers, who.withdrawn)
	}
	for _, id := range who.erased {
		number, err := registry.NumberOf(ctx, tx, tx.Organisation(), id)
		if err != nil {
			return numbers, err
		}
		numbers = append(numbers, number)
	}
	return numbers, nil
}

// landed takes note that all that a write told is there.
func (m *mirror) landed(tx *journal.Tx) {
	m.lock.Lock()
	defer m.lock.Unlock()
	switch {
	case m.pending.tx == tx:
		m.read = m.read && !m.pending.learnt
		m.pending, m.position = pending{}, tx.Position()
		if m.purge && m.index != nil {
			m.index.Settle()
			m.purge = false
		}
	case m.index != nil && m.pending.tx == nil && m.position == tx.Found():
		m.position = tx.Position() // it told nothing that is a concern of ours
	}
}

// dropped takes note that nothing lands of what a write told after a position.
func (m *mirror) dropped(tx *journal.Tx, after int64) {
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.pending.tx != tx {
		return
	}
	m.giveUp(after)
	if after > tx.Found() {
		return
	}
	m.pending = pending{}
}

// giveUp has whoever the pending write changed after a position read again. An
// index that was built from what the write saw of its own is built anew.
func (m *mirror) giveUp(after int64) {
	kept := m.pending.changes[:0]
	for _, c := range m.pending.changes {
		if c.position > after {
			m.stale[c.number] = true
		} else {
			kept = append(kept, c)
		}
	}
	m.pending.changes = kept
	m.read = m.read && !m.pending.learnt
	if m.pending.built {
		m.index, m.pending.built = nil, false
	}
}
