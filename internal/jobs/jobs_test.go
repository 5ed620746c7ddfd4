package jobs_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/trenza/trenza/internal/jobs"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// hall is an empty installation in which jobs wait.
type hall struct {
	*testing.T
	*jobs.Queue
}

func each(t *testing.T, test func(h hall)) {
	storetest.Each(t, func(t *testing.T, location string) {
		shelf := store.KeyShelf{DB: storetest.Open(t, filepath.Join(t.TempDir(), "keys.db"), store.Keys)}
		vault, err := seal.NewVault(seal.MasterFrom([32]byte(storetest.Key)), shelf)
		if err != nil {
			t.Fatal(err)
		}
		test(hall{t, &jobs.Queue{DB: storetest.Open(t, location, store.Data), Vault: vault}})
	})
}

func (h hall) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

// wait puts a job into the queue.
func (h hall) wait(kind, subject string) {
	h.Helper()
	h.must(h.DB.WriteThen(h.Context(), func(tx *store.Tx) error {
		_, err := h.Put(h.Context(), tx, jobs.Job{Organisation: "alma", Kind: kind, Subject: subject, Payload: []byte("Yorgelis " + subject)})
		return err
	}, func() error { return h.Vault.Flush(h.Context()) }))
}

// of is the last job about a subject.
func (h hall) of(subject string) (j jobs.Job) {
	h.Helper()
	h.must(h.DB.Read(h.Context(), func(r store.Reader) (err error) {
		j, _, err = h.Latest(h.Context(), r, "alma", subject)
		return err
	}))
	return j
}

// until waits for something to come true.
func (h hall) until(what string, true func() bool) {
	h.Helper()
	for range 400 {
		if true() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	h.Fatalf("%s has not come true", what)
}

// worker works until the function that it returns is called, which waits for it.
func (h hall) worker(lease time.Duration, handlers map[string]jobs.Handler) (stop func()) {
	w := &jobs.Worker{Queue: h.Queue, Handlers: handlers, Lease: lease, Pause: 10 * time.Millisecond, Log: slog.New(slog.DiscardHandler)}
	ctx, cancel := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() { w.Run(ctx) })
	stop = func() { cancel(); done.Wait() }
	h.Cleanup(stop)
	return stop
}

// hold moves a job in a write of its own.
func hold(ctx context.Context, q *jobs.Queue, r *jobs.Running, done int) error {
	return q.DB.Write(ctx, func(tx *store.Tx) error { return r.Hold(ctx, tx, done, 10) })
}

// TestAJobIsDoneOnce by whichever of several workers takes it, and nothing of it
// can be read in the table.
func TestAJobIsDoneOnce(t *testing.T) {
	each(t, func(h hall) {
		var begun atomic.Int64
		handlers := map[string]jobs.Handler{"copy": func(_ context.Context, r *jobs.Running) ([]byte, error) {
			begun.Add(1)
			return bytes.ToUpper(r.Payload), nil
		}}
		for _, subject := range []string{"a", "b", "c", "d"} {
			h.wait("copy", subject)
		}
		h.wait("unknown", "e")
		for range 3 {
			h.worker(time.Minute, handlers)
		}
		for _, subject := range []string{"a", "b", "c", "d"} {
			h.until("done "+subject, func() bool { return h.of(subject).State == jobs.Done })
			if got := string(h.of(subject).Result); got != "YORGELIS "+strings.ToUpper(subject) {
				h.Errorf("%s came to %q", subject, got)
			}
		}
		if begun.Load() != 4 || h.of("e").State != jobs.Waiting {
			h.Errorf("begun %d times; what nobody can do is %s", begun.Load(), h.of("e").State)
		}
		h.must(h.DB.Read(h.Context(), func(r store.Reader) error {
			return r.Each(h.Context(), `select payload, result from job`, nil, func(scan store.Scan) error {
				var payload, result []byte
				err := scan(&payload, &result)
				if strings.Contains(strings.ToLower(string(payload)+string(result)), "yorgelis") {
					h.Error("a job says in clear whom it is about")
				}
				return err
			})
		}))
	})
}

// TestAWorkerThatDies loses its lease to another, and what it writes afterwards
// does not land.
func TestAWorkerThatDies(t *testing.T) {
	each(t, func(h hall) {
		h.wait("count", "a")
		dead, late := make(chan struct{}), make(chan error, 1)
		h.worker(300*time.Millisecond, map[string]jobs.Handler{"count": func(_ context.Context, r *jobs.Running) ([]byte, error) {
			h.must(hold(h.Context(), h.Queue, r, 4))
			h.must(h.DB.Write(h.Context(), func(tx *store.Tx) error { // as if nobody had prolonged it for long
				_, err := tx.Exec(h.Context(), `update job set due = '', owner = owner || '?'`)
				return err
			}))
			<-dead
			late <- hold(context.Background(), h.Queue, r, 5)
			return nil, nil
		}})
		h.until("begun", func() bool { return h.of("a").Done == 4 })
		h.worker(time.Minute, map[string]jobs.Handler{"count": func(ctx context.Context, r *jobs.Running) ([]byte, error) {
			if r.Done != 4 || r.Skipped != 4 || r.Attempts != 2 {
				h.Errorf("taken up with %+v", r.Job)
			}
			return []byte("whole"), hold(ctx, h.Queue, r, 10)
		}})
		h.until("done by the other", func() bool { return h.of("a").State == jobs.Done })
		close(dead)
		if err := <-late; !errors.Is(err, jobs.ErrLost) {
			h.Errorf("the dead write: %v", err)
		}
		if j := h.of("a"); j.Done != 10 || string(j.Result) != "whole" {
			h.Errorf("it ended as %+v", j)
		}
	})
}

// TestAStopGivesTheJobBack to be taken up at the next start at once.
func TestAStopGivesTheJobBack(t *testing.T) {
	each(t, func(h hall) {
		h.wait("long", "a")
		stop := h.worker(time.Hour, map[string]jobs.Handler{"long": func(ctx context.Context, r *jobs.Running) ([]byte, error) {
			h.must(hold(ctx, h.Queue, r, 3))
			<-ctx.Done()
			return nil, ctx.Err()
		}})
		h.until("begun", func() bool { return h.of("a").Done == 3 })
		stop()
		if j := h.of("a"); j.State != jobs.Waiting || j.Attempts != 0 || j.Done != 3 {
			h.Errorf("given back as %+v", j)
		}
		h.worker(time.Hour, map[string]jobs.Handler{"long": func(context.Context, *jobs.Running) ([]byte, error) { return nil, nil }})
		h.until("done", func() bool { return h.of("a").State == jobs.Done })
	})
}

// TestWhatGoesWrong is tried again a few times, and then stays until somebody says
// that it is to go on.
func TestWhatGoesWrong(t *testing.T) {
	each(t, func(h hall) {
		var begun atomic.Int64
		var mended atomic.Bool
		h.wait("odd", "a")
		h.worker(time.Minute, map[string]jobs.Handler{"odd": func(context.Context, *jobs.Running) ([]byte, error) {
			switch begun.Add(1); {
			case mended.Load():
				return nil, nil
			case begun.Load() == 1:
				panic("a fault of ours")
			}
			return nil, errors.New("the disk is full")
		}})
		h.until("failed", func() bool { return h.of("a").State == jobs.Failed })
		if begun.Load() != 4 {
			h.Errorf("it was tried %d times", begun.Load())
		}
		mended.Store(true)
		h.must(h.DB.Write(h.Context(), func(tx *store.Tx) error { return h.Again(h.Context(), tx, "alma", h.of("a").ID) }))
		h.until("done", func() bool { return h.of("a").State == jobs.Done })
		h.must(h.Sweep(h.Context(), -time.Minute))
		if j := h.of("a"); j.ID != "" {
			h.Errorf("swept, and still there: %+v", j)
		}
	})
}

// TestAForgedJob opens nothing: what it is to do is sealed for its row and its kind.
func TestAForgedJob(t *testing.T) {
	each(t, func(h hall) {
		h.wait("read", "a")
		h.must(h.DB.Write(h.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(h.Context(), `update job set kind = 'erase'`)
			return err
		}))
		var done atomic.Bool
		stop := h.worker(time.Minute, map[string]jobs.Handler{"erase": func(context.Context, *jobs.Running) ([]byte, error) {
			done.Store(true)
			return nil, nil
		}})
		time.Sleep(100 * time.Millisecond)
		stop()
		if done.Load() {
			h.Error("a forged job was carried out")
		}
	})
}

// TestRates say how long the rest takes, without what attempts before had done.
func TestRates(t *testing.T) {
	begun := time.Date(2020, 6, 1, 12, 0, 0, 0, time.UTC)
	p := jobs.Progress{Begun: begun, Moved: begun.Add(10 * time.Second), Skipped: 1000, Done: 2000, Total: 5000}
	if p.Rate() != 100 || p.Left() != 30*time.Second {
		t.Errorf("%v a second, %v left", p.Rate(), p.Left())
	}
	if still := (jobs.Progress{Begun: begun, Moved: begun, Total: 10}); still.Rate() != 0 || still.Left() != 0 {
		t.Errorf("nothing done: %v, %v", still.Rate(), still.Left())
	}
}
