package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/trenza/trenza"
)

// Handler does the work of a kind of job and returns what it came to. Its context
// ends when the worker is told to stop, or when the lease was lost.
type Handler func(ctx context.Context, job *Running) (result []byte, err error)

// How long things take, unless a worker says otherwise.
const (
	leaseByDefault = 30 * time.Second
	pauseByDefault = time.Second
	handsByDefault = 2
)

// tries is how often a job is begun that goes wrong.
const tries = 4

// Worker takes jobs and does them. It is used by pointer.
type Worker struct {
	*Queue
	Handlers map[string]Handler
	Lease    time.Duration // how long a worker may be silent
	Pause    time.Duration // between looks at a queue in which nothing waits
	Hands    int           // how many jobs are done at once
	Log      *slog.Logger  // kinds and numbers alone; nil for the default logger

	once  sync.Once
	woken chan struct{}
	mu    sync.Mutex
	mine  map[string]bool // ids of the jobs in these hands
}

// set fills in what was left open.
func (w *Worker) set() {
	w.once.Do(func() {
		w.woken, w.mine = make(chan struct{}, 1), make(map[string]bool)
		if w.Lease == 0 {
			w.Lease = leaseByDefault
		}
		if w.Pause == 0 {
			w.Pause = pauseByDefault
		}
		if w.Hands == 0 {
			w.Hands = handsByDefault
		}
		if w.Log == nil {
			w.Log = slog.Default()
		}
	})
}

// Wake has the worker look at once.
func (w *Worker) Wake() {
	w.set()
	select {
	case w.woken <- struct{}{}:
	default:
	}
}

// Run does what waits until the context ends. It returns when every job that was
// in its hands is given back.
func (w *Worker) Run(ctx context.Context) {
	w.set()
	hands := make(chan struct{}, w.Hands)
	var busy sync.WaitGroup
	defer busy.Wait()
	for ctx.Err() == nil {
		select {
		case hands <- struct{}{}:
		case <-ctx.Done():
			return
		}
		job, err := w.next(ctx)
		if err != nil && ctx.Err() == nil {
			w.Log.Error("jobs", "error", err)
		}
		if job == nil {
			<-hands
			w.rest(ctx)
			continue
		}
		busy.Go(func() {
			defer func() { <-hands; w.drop(job.ID); w.Wake() }()
			w.do(ctx, job)
		})
	}
}

// rest waits until something may have changed.
func (w *Worker) rest(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-w.woken:
	case <-time.After(w.Pause):
	}
}

// next takes a job of a kind that has a handler; nil when none waits.
func (w *Worker) next(ctx context.Context) (*Running, error) {
	all, err := w.waiting(ctx)
	for _, c := range all {
		if err != nil || w.Handlers[c.kind] == nil || !w.keep(c.id) {
			continue
		}
		job, err := w.take(ctx, c, trenza.NewID(), w.Lease)
		if job != nil && err == nil {
			return job, nil
		}
		w.drop(c.id)
		if err != nil {
			w.Log.Error("taking a job", "kind", c.kind, "error", err)
		}
	}
	return nil, err
}

// keep notes that a job is in these hands, and reports whether it was not: while
// a long transaction keeps everybody from writing, its lease runs out unheard.
func (w *Worker) keep(id string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.mine[id] {
		return false
	}
	w.mine[id] = true
	return true
}

func (w *Worker) drop(id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.mine, id)
}

// do carries a job out and gives its lease back.
func (w *Worker) do(ctx context.Context, job *Running) {
	work, cancel := context.WithCancel(ctx)
	beating := make(chan struct{})
	go func() {
		defer close(beating)
		w.beat(work, cancel, job)
	}()
	result, err := w.handle(work, job)
	cancel()
	<-beating
	end, stop := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer stop()
	if ended := w.settle(end, ctx.Err() != nil, job, result, err); ended != nil {
		w.Log.Error("ending a job", "kind", job.Kind, "error", ended)
	}
}

// settle writes what became of a job.
func (w *Worker) settle(ctx context.Context, stopped bool, job *Running, result []byte, err error) error {
	now := w.now()
	switch {
	case err == nil:
		return job.end(ctx, Done, now, job.Attempts, result)
	case errors.Is(err, ErrLost):
		return nil
	case stopped:
		return job.end(ctx, Waiting, now, job.Attempts-1, nil)
	}
	w.Log.Error("job", "kind", job.Kind, "attempt", job.Attempts, "error", err)
	if job.Attempts >= tries {
		return job.end(ctx, Failed, now, job.Attempts, nil)
	}
	return job.end(ctx, Waiting, now.Add(w.Pause<<(2*job.Attempts)), job.Attempts, nil)
}

// handle runs the handler. A panic is an error of it alone.
func (w *Worker) handle(ctx context.Context, job *Running) (result []byte, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("jobs: %v\n%s", fault, debug.Stack())
		}
	}()
	return w.Handlers[job.Kind](ctx, job)
}

// beat prolongs the lease while the work goes on, and ends the work when it is
// somebody else's.
func (w *Worker) beat(ctx context.Context, cancel context.CancelFunc, job *Running) {
	ticker := time.NewTicker(w.Lease / 3)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if err := job.beat(ctx); errors.Is(err, ErrLost) {
				cancel()
				return
			}
		}
	}
}
