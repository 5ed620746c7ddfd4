package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/jobs"
)

// tray is where lists lie that are handed in at the pages.
func (h *house) tray() *exchange.Tray {
	return &exchange.Tray{
		Data: h.data, Journal: h.journal, Vault: h.vault, Intake: h.intake, Queue: &jobs.Queue{DB: h.data, Vault: h.vault},
	}
}

// sweeping is how often what was kept long enough is cleared away.
const sweeping = 10 * time.Minute

// work does what waits, until the function that it returns is called; what is in
// hand then is given back, to be taken up at the next start.
func (h *house) work(ctx context.Context, tray *exchange.Tray, log *slog.Logger) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	worker := &jobs.Worker{Queue: tray.Queue, Handlers: tray.Handlers(), Log: log}
	tray.Wake = worker.Wake
	var busy sync.WaitGroup
	busy.Go(func() { worker.Run(ctx) })
	busy.Go(func() {
		tray.KeepClean(ctx, sweeping, func(err error) { log.Error("clearing away", "error", err) })
	})
	return func() {
		cancel()
		busy.Wait()
	}
}
