package live

import (
	"context"
	"errors"

	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/reach/links"
	"github.com/trenza/trenza/internal/store"
)

// Why an index does not move to a position.
var (
	errFar   = errors.New("too much has changed")
	errApart = errors.New("the index and the tables have come apart")
)

// An index moves as long as no more than so many rows change, or one of so many
// of its own: to read everything again is sooner done then.
const (
	fewRows = 2000
	onePart = 20
)

// move has the index reflect a position, for whoever holds the lock and a
// snapshot of the database that has come to the present one.
func (m *mirror) move(ctx context.Context, r store.Reader, to, present int64) error {
	switch {
	case m.last > present:
		return errStale
	case to > m.last:
		return m.forward(ctx, r, to)
	case to < m.first:
		return m.back(ctx, r, to)
	}
	return nil
}

// forward has rows begin that begin, and end that end. Where nothing of the
// programme changed since, the index as it is reflects the new position too.
func (m *mirror) forward(ctx context.Context, r store.Reader, to int64) error {
	t, err := m.turned(ctx, r, m.last, to, to)
	if err != nil {
		return err
	}
	if t.First == 0 {
		m.last = to
		return nil
	}
	if err := m.apply(links.Change{Position: to, Opened: t.Begun, Closed: t.Ended, Roots: t.Roots, Memberships: t.Memberships}); err != nil {
		return err
	}
	m.first, m.last = t.Last, to
	return nil
}

// back has rows that ended since hold again, and those that began since not yet.
func (m *mirror) back(ctx context.Context, r store.Reader, to int64) error {
	t, err := m.turned(ctx, r, to, m.first, to)
	if err != nil {
		return err
	}
	if t.First == 0 {
		m.first = to
		return nil
	}
	if err := m.apply(links.Change{Position: to, Opened: t.Ended, Closed: t.Begun, Roots: t.Roots, Memberships: t.Memberships}); err != nil {
		return err
	}
	m.first, m.last = to, t.First-1
	return nil
}

// turned reads what became otherwise, unless that is too much.
func (m *mirror) turned(ctx context.Context, r store.Reader, after, upTo, at int64) (reach.Turned, error) {
	t, err := reach.Turn(ctx, r, m.organisation, m.programme, after, upTo, at, max(fewRows, m.index.Len()/onePart))
	if err == nil && t.More {
		err = errFar
	}
	return t, err
}

func (m *mirror) apply(c links.Change) error {
	if err := m.index.Apply(c); err != nil {
		return errors.Join(errApart, err)
	}
	return nil
}
