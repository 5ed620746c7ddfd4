package live

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/reach/links"
)

// Engine answers from memory what it can, and the rest from the tables. It is
// safe for many at once.
type Engine struct {
	// Patience is how long a question waits for an index that is being built
	// before it is refused; 0 is as long as it takes.
	Patience time.Duration

	oracle reach.SQL
	ending context.Context // ends when the engine is closed
	end    context.CancelFunc
	under  sync.WaitGroup // what is being built

	lock    sync.Mutex
	mirrors map[topic]*mirror
}

var _ reach.Engine = (*Engine)(nil)

// topic is what an index is of.
type topic struct{ organisation, programme string }

// New returns an engine over a database that holds nothing in memory yet.
func New(db reach.Rows) *Engine {
	e := &Engine{oracle: reach.SQL{DB: db}, mirrors: make(map[topic]*mirror)}
	e.ending, e.end = context.WithCancel(context.Background())
	return e
}

// Close breaks off what is being built and waits until it has ended.
func (e *Engine) Close() {
	e.end()
	e.under.Wait()
}

// Warm builds the index of a programme, if there is none yet, and returns when it
// is there.
func (e *Engine) Warm(ctx context.Context, organisation, programme string) error {
	return e.mirror(organisation, programme).build().wait(ctx, 0)
}

// mirror returns the mirror of a programme, and makes it when there is none.
func (e *Engine) mirror(organisation, programme string) *mirror {
	e.lock.Lock()
	defer e.lock.Unlock()
	t := topic{organisation, programme}
	m, known := e.mirrors[t]
	if !known {
		m = &mirror{engine: e, topic: t}
		e.mirrors[t] = m
	}
	return m
}

// Position implements reach.Engine.
func (e *Engine) Position(ctx context.Context, scope access.Scope) (int64, error) {
	return e.oracle.Position(ctx, scope)
}

// Count implements reach.Engine.
func (e *Engine) Count(ctx context.Context, scope access.Scope, q reach.Question) (answer reach.Answer, err error) {
	served, err := e.ask(ctx, scope, q, func(x *links.Index, s links.Sight, at int64) (err error) {
		answer, err = x.Count(present(q), s)
		answer.Position = at
		return err
	})
	if served || err != nil {
		return answer, err
	}
	return e.oracle.Count(ctx, scope, q)
}

// Combinations implements reach.Engine.
func (e *Engine) Combinations(ctx context.Context, scope access.Scope, q reach.Question) (all []reach.Combination, err error) {
	served, err := e.ask(ctx, scope, q, func(x *links.Index, s links.Sight, _ int64) (err error) {
		all, err = x.Combinations(present(q), s)
		return err
	})
	if served || err != nil {
		return all, err
	}
	return e.oracle.Combinations(ctx, scope, q)
}

// Overlaps implements reach.Engine.
func (e *Engine) Overlaps(ctx context.Context, scope access.Scope, q reach.Question) (all []reach.Overlap, err error) {
	served, err := e.ask(ctx, scope, q, func(x *links.Index, s links.Sight, _ int64) (err error) {
		all, err = x.Overlaps(present(q), s)
		return err
	})
	if served || err != nil {
		return all, err
	}
	return e.oracle.Overlaps(ctx, scope, q)
}

// present is a question of whatever an index reflects.
func present(q reach.Question) reach.Question {
	q.AsOf = 0
	return q
}

// ask has an index answer that reflects the position of a question, and says as
// of which one. It reports whether there was one that could.
func (e *Engine) ask(ctx context.Context, scope access.Scope, q reach.Question, answer func(x *links.Index, s links.Sight, at int64) error) (served bool, err error) {
	sight, err := links.SightOf(scope, q.Programme)
	if err != nil {
		return false, err
	}
	served, err = e.mirror(scope.Organisation, q.Programme).at(ctx, q.AsOf, func(x *links.Index, at int64) error {
		return answer(x, sight, at)
	})
	if errors.Is(err, links.ErrBeyond) {
		return false, nil
	}
	return served, err
}

// Facts implements reach.Engine.
func (e *Engine) Facts(ctx context.Context, scope access.Scope, q reach.Question, each func(reach.Fact) error) error {
	return e.oracle.Facts(ctx, scope, q, each)
}

// History implements reach.Engine.
func (e *Engine) History(ctx context.Context, scope access.Scope, programme string, each func(reach.Held) error) error {
	return e.oracle.History(ctx, scope, programme, each)
}

// Joins implements reach.Engine.
func (e *Engine) Joins(ctx context.Context, scope access.Scope, programme string) ([]reach.Rooted, error) {
	return e.oracle.Joins(ctx, scope, programme)
}

// Declared implements reach.Engine.
func (e *Engine) Declared(ctx context.Context, scope access.Scope, q reach.Question) (reach.Declared, error) {
	return e.oracle.Declared(ctx, scope, q)
}
