package live

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/trenza/trenza"
)

// building is an index that is on its way. As an error it says so, and how far it
// has come.
type building struct {
	done, of atomic.Int64 // rows
	ended    chan struct{}
	err      error // why there is none; read after the end
}

func (b *building) Error() string { return b.refusal().Error() }

// refusal is what whoever asks is told meanwhile.
func (b *building) refusal() *trenza.Problem {
	percent := min(99, 100*b.done.Load()/max(1, b.of.Load()))
	return &trenza.Problem{Kind: trenza.Unavailable, Key: "reach.being_counted", Args: []any{fmt.Sprint(percent)}}
}

// wait waits until the index is there: for as long as it takes, or so long and
// then it refuses.
func (b *building) wait(ctx context.Context, patience time.Duration) error {
	enough := make(<-chan time.Time)
	if patience > 0 {
		timer := time.NewTimer(patience)
		defer timer.Stop()
		enough = timer.C
	}
	select {
	case <-b.ended:
		return b.err
	case <-enough:
		return b.refusal()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// build begins to build the index, unless it is there or on its way.
func (m *mirror) build() *building {
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.index != nil || m.unfit {
		done := &building{ended: make(chan struct{})}
		close(done.ended)
		return done
	}
	return m.begin()
}

// begin is build for whoever holds the lock, where there is no index.
func (m *mirror) begin() *building {
	if m.building != nil {
		return m.building
	}
	b := &building{ended: make(chan struct{})}
	m.building = b
	m.engine.under.Go(func() {
		index, position, err := m.load(m.engine.ending, b)
		m.lock.Lock()
		defer m.lock.Unlock()
		m.building, m.index, m.first, m.last = nil, index, position, position
		m.unfit, b.err = errors.Is(err, errUnfit), err
		if m.unfit {
			b.err = nil
		}
		close(b.ended)
	})
	return b
}
