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
func (e *Engine) Count(ctx context.Context, scope access.Scope, q reach.Question) (reach.Answer, error) {
	return ask(ctx, e, scope, q, e.oracle.Count, func(x *links.Index, q reach.Question, s links.Sight, at int64) (reach.Answer, error) {
		answer, err := x.Count(q, s)
		answer.Position = at
		return answer, err
	})
}

// Combinations implements reach.Engine.
func (e *Engine) Combinations(ctx context.Context, scope access.Scope, q reach.Question) ([]reach.Combination, error) {
	return ask(ctx, e, scope, q, e.oracle.Combinations, func(x *links.Index, q reach.Question, s links.Sight, _ int64) ([]reach.Combination, error) {
		return x.Combinations(q, s)
	})
}

// Overlaps implements reach.Engine.
func (e *Engine) Overlaps(ctx context.Context, scope access.Scope, q reach.Question) ([]reach.Overlap, error) {
	return ask(ctx, e, scope, q, e.oracle.Overlaps, func(x *links.Index, q reach.Question, s links.Sight, _ int64) ([]reach.Overlap, error) {
		return x.Overlaps(q, s)
	})
}

// ask has an index answer as of the position of a question, and the tables where
// there is none that could.
func ask[A any](
	ctx context.Context, e *Engine, scope access.Scope, q reach.Question,
	tables func(context.Context, access.Scope, reach.Question) (A, error),
	index func(x *links.Index, q reach.Question, s links.Sight, at int64) (A, error),
) (answer A, err error) {
	sight, err := links.SightOf(scope, q.Programme)
	if err != nil {
		return answer, err
	}
	served, err := e.mirror(scope.Organisation, q.Programme).at(ctx, q.AsOf, func(x *links.Index, at int64) (err error) {
		present := q
		present.AsOf = 0 // it has come to the position asked for
		answer, err = index(x, present, sight, at)
		return err
	})
	if errors.Is(err, links.ErrBeyond) || err == nil && !served {
		return tables(ctx, scope, q)
	}
	return answer, err
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
