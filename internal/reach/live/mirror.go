package live

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach/links"
	"github.com/trenza/trenza/internal/store"
)

// mirror is the index of one programme, and the span of positions throughout
// which the database is as it has it.
type mirror struct {
	engine *Engine
	topic

	lock        sync.RWMutex // held for reading by whoever asks the index
	index       *links.Index // nil until it is built
	first, last int64        // positions, both included
	building    *building    // nil when it is not
	unfit       bool         // there are rows that no index can hold: the tables answer
}

// errStale says that a snapshot is older than the index: who asks takes another.
var errStale = errors.New("the index has gone on")

// at calls do with the index as of a position, 0 for the present one, and with
// which one that is. It reports whether it has; otherwise the tables have to
// answer.
func (m *mirror) at(ctx context.Context, position int64, do func(x *links.Index, at int64) error) (served bool, err error) {
	if position > 0 {
		if served, err = m.holding(position, position, do); served || err != nil {
			return served, err
		}
	}
	for {
		err = m.engine.oracle.DB.Read(ctx, func(r store.Reader) (err error) {
			served, err = m.seeing(ctx, r, position, do)
			return err
		})
		if waits, building := errors.AsType[*building](err); building {
			if err = waits.wait(ctx, m.engine.Patience); err == nil {
				continue
			}
		}
		if !errors.Is(err, errStale) {
			return served, err
		}
	}
}

// holding calls do when the index holds throughout some position from one to
// another.
func (m *mirror) holding(from, to int64, do func(x *links.Index, at int64) error) (held bool, err error) {
	m.lock.RLock()
	defer m.lock.RUnlock()
	if m.index == nil || to < m.first || from > m.last {
		return false, nil
	}
	return true, do(m.index, min(to, m.last))
}

// seeing calls do with the index as of a position, for whoever has a snapshot of
// the database at hand. An index that is not there is begun, and its building the
// error.
func (m *mirror) seeing(ctx context.Context, r store.Reader, position int64, do func(x *links.Index, at int64) error) (served bool, err error) {
	present, err := journal.Position(ctx, r, m.organisation)
	if err != nil || position < 0 || position > present {
		return false, err // the tables refuse
	}
	wanted := position
	if position == 0 {
		wanted = present
		if served, err := m.holding(present, 1<<62, do); served || err != nil { // or a later one, which is as present
			return served, err
		}
	}
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.unfit {
		return false, nil
	}
	if m.index == nil {
		return false, m.begin()
	}
	switch err := m.move(ctx, r, wanted, present); {
	case errors.Is(err, errFar) && wanted < present:
		return false, nil
	case errors.Is(err, errFar), errors.Is(err, errApart):
		slog.Info("the index of deliveries is built anew", "programme", m.programme, "because", err)
		m.index = nil
		return false, m.begin()
	case err != nil:
		return false, err
	}
	return true, do(m.index, wanted)
}
